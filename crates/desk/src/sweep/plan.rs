//! What is swept: every rule of the clock by the kind of document it looks at, and how far each was swept.

use crate::rows::Cells;
use crate::sql::sweep as sql;
use calendar::Day;
use catalogue::{Catalogue, Due, DueDay, EffectKind, Service};
use record::DocumentKind;
use std::collections::BTreeMap;
use store::{Bound, Fault, Statement, Store, Unit};

/// How far back what is due until it is done is looked for again: what was refused yesterday may be granted today,
/// and news of a border may be late.
const LOOKED_AT_AGAIN: i64 = 31;

/// One rule, and one kind of document it looks at.
#[derive(Clone, Copy)]
pub(super) struct Task<'c> {
    pub service: &'c Service,
    pub rule: &'c Due,
    pub document: DocumentKind,
}

/// Service, rule, the rule's first day, and the kind of document.
pub(super) type Key = (String, String, i64, String);

/// A place among the documents of a task: a day, and a row on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub day: i64,
    pub row: i64,
}

impl Place {
    /// Before all documents of a day.
    fn before(day: Day) -> Place {
        Place { day: day.epoch_days(), row: i64::MIN }
    }

    /// After all of them.
    fn after(day: Day) -> Place {
        Place { day: day.epoch_days(), row: i64::MAX }
    }
}

/// How far a task was swept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    /// Documents of days before this one were never looked at.
    pub begun: i64,
    /// Where the sweep of the day after `swept_to` stands.
    pub at: Place,
    /// All days up to this one are swept.
    pub swept_to: i64,
}

/// The stretch of documents that one day's sweep of a task looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub from: Place,
    pub to: Day,
}

impl<'c> Task<'c> {
    /// Every task of the catalogue, in the order of its names.
    pub fn all(catalogue: &'c Catalogue) -> Vec<Task<'c>> {
        let mut tasks = Vec::new();
        for service in catalogue.services() {
            for rule in &service.dues {
                tasks.extend(rule.documents.iter().map(|document| Task {
                    service,
                    rule,
                    document: *document,
                }));
            }
        }
        tasks
    }

    pub fn key(&self) -> Key {
        (
            self.service.id.0.clone(),
            self.rule.id.clone(),
            self.rule.in_force.from.epoch_days(),
            self.document.as_str().to_owned(),
        )
    }

    /// Whether granting it may change the record of whoever answers for the subject.
    pub fn touches_the_asker(&self) -> bool {
        self.service.effects.iter().any(|effect| matches!(effect.kind, EffectKind::ChargeFine { .. }))
    }

    /// Whether a document is found no more once this was done: then what was refused can be looked at again at no
    /// cost but its own.
    fn is_found_no_more(&self) -> bool {
        let ends = |kind: &EffectKind| match kind {
            EffectKind::EndDocument { documents, .. } => documents.contains(&self.document),
            _ => false,
        };
        self.rule.within.is_none() && self.service.effects.iter().any(|effect| ends(&effect.kind))
    }

    /// What the sweep of `day` looks at, where it is `today`; nothing where there is nothing to look at.
    pub fn stretch(&self, day: Day, today: Day, known: &Progress) -> Option<Stretch> {
        let rule = self.rule;
        let in_force = &rule.in_force;
        let to = rule.last_day_due(in_force.to.map_or(day, |last| last.min(day)));
        let mut from = match self.is_found_no_more() {
            false => known.at,
            true => {
                let again = rule.last_day_due(day.plus_days(-LOOKED_AT_AGAIN)).epoch_days();
                Place { day: again.min(known.at.day).max(known.begun), row: i64::MIN }
            }
        };
        // Nothing that fell due before the rule held, nor what is of no use any more, is even asked.
        from = from.max(Place::before(rule.last_day_due(in_force.from.plus_days(-1)).plus_days(1)));
        if let Some(first) = rule.first_day_of_use(today) {
            from = from.max(Place::before(first));
        }
        (from < Place::after(to)).then_some(Stretch { from, to })
    }

    /// The sweep of a rule that was never swept, or is swept anew, begins with what falls due on `day`.
    pub fn begins(&self, day: Day) -> Progress {
        let eve = self.rule.last_day_due(day.plus_days(-1));
        let (begun, swept_to) = (eve.plus_days(1).epoch_days(), day.plus_days(-1).epoch_days());
        Progress { begun, at: Place::after(eve), swept_to }
    }

    /// The day is swept.
    pub fn swept(&self, day: Day, known: &Progress) -> Progress {
        let at = Place::after(self.rule.last_day_due(day));
        Progress { begun: known.begun, at, swept_to: day.epoch_days() }
    }

    pub fn page(&self, from: Place, to: Day, today: Day, rows: i64) -> Bound {
        let statement: &'static Statement = match self.rule.day {
            DueDay::Expires => &sql::DUE_EXPIRES,
            DueDay::DepartBy => &sql::DUE_DEPART,
            DueDay::ReturnBy => &sql::DUE_RETURN,
        };
        statement.with([
            self.document.as_str().into(),
            self.rule.status.as_str().into(),
            from.day.into(),
            from.row.into(),
            to.epoch_days().into(),
            today.epoch_days().into(),
            rows.into(),
        ])
    }

    /// Notes how far it was swept.
    pub fn advance(&self, unit: Unit, progress: &Progress) -> Unit {
        let (service, rule, from, document) = self.key();
        unit.writes_any(sql::ADVANCE.with([
            service.as_str().into(),
            rule.as_str().into(),
            from.into(),
            document.as_str().into(),
            progress.begun.into(),
            progress.at.day.into(),
            progress.at.row.into(),
            progress.swept_to.into(),
        ]))
    }
}

/// How far each task was swept.
pub(super) async fn progress(store: &Store) -> Result<BTreeMap<Key, Progress>, Fault> {
    let rows = store.read_one(sql::PROGRESS.with([])).await?;
    let mut known = BTreeMap::new();
    for row in &rows {
        let mut cells = Cells::of(row, sql::PROGRESS.name);
        let key = (cells.string()?, cells.string()?, cells.int()?, cells.string()?);
        let begun = cells.int()?;
        let at = Place { day: cells.int()?, row: cells.int()? };
        known.insert(key, Progress { begun, at, swept_to: cells.int()? });
    }
    Ok(known)
}
