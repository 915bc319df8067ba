//! Forgetting what need not be kept: the retention that each table states.

use crate::sql::{border, house, messages, payments};
use crate::{Desk, NotDone};
use catalogue::Lane;
use store::Unit;

const DAY: i64 = 86_400;

impl Desk {
    /// Clears ended sessions, codes and counts, keys and texts past their days. Harmless to run often, or by
    /// several at once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_what_is_past(&self) -> Result<(), NotDone> {
        let ago = |days: i64| store::Value::from(self.moment().now.plus_seconds(-days * DAY).micros());
        let mut unit = Unit::new()
            .writes_any(house::CLEAR_SESSIONS.with([ago(0)]))
            .writes_any(house::FORGET_CODES.with([ago(0)]))
            .writes_any(house::FORGET_COUNTS.with([ago(1)]))
            .writes_any(house::FORGET_KEYS.with([ago(90)]))
            .writes_any(border::FORGET_PROGRESS.with([ago(90)]))
            .writes_any(border::FORGET_HELD.with([ago(2 * 365)]))
            .writes_any(messages::FORGET_PARKED.with([ago(7)]))
            .writes_any(payments::FORGET_MESSAGES.with([ago(1)]))
            .writes_any(payments::FORGET_EXPECTED.with([ago(30)]));
        for (lane, days) in [(Lane::Code, 0), (Lane::RecordChange, 90), (Lane::Reminder, 90)] {
            unit = unit
                .writes_any(messages::FORGET_BODIES.with([lane.as_str().into(), ago(days)]))
                .writes_any(messages::FORGET_OPEN_BODIES.with([lane.as_str().into(), ago(days)]));
        }
        self.store.commit(unit).await.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }
}
