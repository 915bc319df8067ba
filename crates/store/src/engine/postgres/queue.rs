//! Units that wait for a writing connection, and which of them may go together.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, oneshot};

use crate::fault::Fault;
use crate::unit::{Outcome, Unit};

/// While a batch is under way, another one is begun only for so many units: with fewer, two connections
/// would share the work of one, and each transaction would carry half of what its disk sync could.
const WORTH_A_SECOND: usize = 24;
/// After so long they go all the same: the batch under way may be held up by a lock.
const HELD_BACK: Duration = Duration::from_millis(50);

/// A unit, and whom to answer.
pub(super) struct Waiting {
    pub(super) unit: Unit,
    pub(super) reply: oneshot::Sender<Result<Outcome, Fault>>,
}

/// The queue in front of the writing connections.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Waiting>,
    /// What the units now being written touch.
    busy: HashSet<i64>,
    /// How many batches are being written.
    under_way: usize,
    closed: bool,
}

impl Queue {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a unit at the end.
    pub(super) fn push(&self, waiting: Waiting) -> Result<(), Fault> {
        self.push_all([waiting])
    }

    /// Puts units at the end, together.
    pub(super) fn push_all(&self, waiting: impl IntoIterator<Item = Waiting>) -> Result<(), Fault> {
        {
            let mut state = self.state();
            if state.closed {
                return Err(Fault::closed());
            }
            state.waiting.extend(waiting);
        }
        self.changed.notify_waiters();
        Ok(())
    }

    /// Waits for units that may share a transaction; `None` when the store is closed and all is done.
    pub(super) async fn take(&self, most: usize) -> Option<Vec<Waiting>> {
        let mut held_back: Option<Instant> = None;
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            // Heard from here on: what changes between the look below and the wait is not missed.
            changed.as_mut().enable();
            let holds_back = {
                let mut state = self.state();
                let long_enough = held_back.is_some_and(|since| since.elapsed() >= HELD_BACK);
                let holds_back = !long_enough && state.too_few_for_another();
                if !holds_back {
                    let batch = state.pick(most);
                    if !batch.is_empty() {
                        state.under_way += 1;
                        return Some(batch);
                    }
                    if state.closed && state.waiting.is_empty() {
                        return None;
                    }
                }
                holds_back && !state.waiting.is_empty()
            };
            if holds_back {
                let since = *held_back.get_or_insert_with(Instant::now);
                // Woken or not, what waits is looked at anew.
                let _ = tokio::time::timeout_at((since + HELD_BACK).into(), changed).await;
            } else {
                changed.await;
                held_back = None;
            }
        }
    }

    /// What these units touch is free again.
    pub(super) fn finished<'a>(&self, units: impl Iterator<Item = &'a Unit>) {
        {
            let mut state = self.state();
            for touched in units.flat_map(|unit| &unit.touches) {
                state.busy.remove(touched);
            }
            state.under_way = state.under_way.saturating_sub(1);
        }
        self.changed.notify_waiters();
    }

    /// Refuses new units; those that wait are still written.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.changed.notify_waiters();
    }
}

impl State {
    /// Whether what waits had better wait for the batch under way.
    fn too_few_for_another(&self) -> bool {
        self.under_way > 0 && !self.closed && self.waiting.len() < WORTH_A_SECOND
    }

    /// Takes units from the front, leaving where they are those that touch what another one in this
    /// batch, in another batch under way, or before them in the queue touches.
    ///
    /// All looks of a batch run before all its writes, so two units on one account would both find the
    /// money of one. A unit that looks without saying what it touches therefore goes alone.
    fn pick(&mut self, most: usize) -> Vec<Waiting> {
        let mut batch: Vec<Waiting> = Vec::new();
        let mut left = VecDeque::new();
        let mut passed_over: HashSet<i64> = HashSet::new();
        while batch.len() < most && left.len() < most.saturating_mul(4) {
            let Some(next) = self.waiting.pop_front() else { break };
            let touches = &next.unit.touches;
            let alone = touches.is_empty() && !next.unit.looks.is_empty();
            let free = !touches.iter().any(|it| self.busy.contains(it) || passed_over.contains(it));
            if free && (!alone || batch.is_empty()) {
                self.busy.extend(touches);
                batch.push(next);
                if alone {
                    break;
                }
            } else {
                passed_over.extend(touches);
                left.push_back(next);
            }
        }
        left.append(&mut self.waiting);
        self.waiting = left;
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Overtaken, Statement};

    static LOOK: Statement = Statement::new("look", "SELECT 1");

    fn waiting(touches: &[i64]) -> Waiting {
        let unit = touches.iter().fold(Unit::new(), |unit, it| unit.touches(*it));
        Waiting { unit, reply: oneshot::channel().0 }
    }

    fn queue(all: &[&[i64]]) -> Queue {
        let queue = Queue::default();
        for touches in all {
            queue.push(waiting(touches)).unwrap();
        }
        queue
    }

    fn pick(queue: &Queue) -> Vec<Vec<i64>> {
        queue.state().pick(10).iter().map(|it| it.unit.touches.clone()).collect()
    }

    #[test]
    fn units_that_touch_the_same_wait_for_each_other_in_order() {
        let queue = queue(&[&[1, 2], &[3], &[2, 4], &[4], &[5], &[]]);

        assert_eq!(pick(&queue), [vec![1, 2], vec![3], vec![5], vec![]]);
        assert_eq!(pick(&queue), Vec::<Vec<i64>>::new(), "the first batch is still under way");
        queue.finished([waiting(&[1, 2]).unit].iter());
        assert_eq!(pick(&queue), [vec![2, 4]], "4 came after it and waits");
        queue.finished([waiting(&[2, 4]).unit].iter());
        assert_eq!(pick(&queue), [vec![4]]);
    }

    #[test]
    fn a_unit_that_looks_and_does_not_say_what_it_touches_goes_alone() {
        let queue = queue(&[&[1], &[2]]);
        let unit = Unit::new().only_if(LOOK.with([]), Overtaken("gone"));
        queue.push(Waiting { unit, reply: oneshot::channel().0 }).unwrap();
        queue.push(waiting(&[3])).unwrap();

        assert_eq!(pick(&queue), [vec![1], vec![2], vec![3]]);
        assert_eq!(pick(&queue), [Vec::<i64>::new()]);
        assert_eq!(pick(&queue), Vec::<Vec<i64>>::new());
    }

    fn writes_of(taken: Option<Vec<Waiting>>) -> usize {
        taken.map_or(0, |batch| batch.len())
    }

    #[tokio::test]
    async fn a_few_units_wait_for_the_batch_under_way_and_not_for_long() {
        let queue = queue(&[&[1]]);
        assert_eq!(writes_of(queue.take(10).await), 1);
        queue.push(waiting(&[2])).unwrap();
        let soon = tokio::time::timeout(Duration::from_millis(20), queue.take(10)).await;
        assert!(soon.is_err(), "one unit is not worth a transaction beside the first");

        queue.finished([waiting(&[1]).unit].iter());
        assert_eq!(writes_of(queue.take(10).await), 1, "the first is done");
        queue.push(waiting(&[3])).unwrap();
        assert_eq!(writes_of(queue.take(10).await), 1, "held up long enough");
    }

    #[tokio::test]
    async fn many_units_do_not_wait_for_the_batch_under_way() {
        let queue = queue(&[&[1]]);
        assert_eq!(writes_of(queue.take(10).await), 1);
        (0..WORTH_A_SECOND).for_each(|n| queue.push(waiting(&[10 + n as i64])).unwrap());

        let soon = tokio::time::timeout(Duration::from_millis(20), queue.take(100)).await;
        assert_eq!(writes_of(soon.unwrap()), WORTH_A_SECOND);
    }

    #[tokio::test]
    async fn a_closed_queue_gives_what_waits_and_then_nothing() {
        let queue = queue(&[&[1]]);
        queue.close();

        assert!(queue.push(waiting(&[2])).is_err());
        assert_eq!(queue.take(10).await.unwrap().len(), 1);
        assert!(queue.take(10).await.is_none());
    }
}
