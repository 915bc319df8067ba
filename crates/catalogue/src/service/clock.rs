//! When a service of the clock falls due.

use super::InForce;
use calendar::Day;
use record::{Document, DocumentKind, DocumentStatus};

/// Which day of a document counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueDay {
    /// `expires`: its last day.
    Expires,
    /// `depart-by`: the last day to leave on it.
    DepartBy,
    /// `return-by`: the last day to come back on it.
    ReturnBy,
}

impl DueDay {
    /// All of them.
    pub const ALL: [DueDay; 3] = [DueDay::Expires, DueDay::DepartBy, DueDay::ReturnBy];

    /// The day's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            DueDay::Expires => "expires",
            DueDay::DepartBy => "depart-by",
            DueDay::ReturnBy => "return-by",
        }
    }

    /// That day of a document, if it has one.
    pub fn of(self, document: &Document) -> Option<Day> {
        match self {
            DueDay::Expires => Some(document.state.expires),
            DueDay::DepartBy => document.state.depart_by,
            DueDay::ReturnBy => document.state.return_by,
        }
    }
}

/// One rule by which time alone brings a service about: so long before or after a day of such a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its name, unique in the service on any day.
    pub id: String,
    /// The documents it looks at.
    pub documents: Vec<DocumentKind>,
    /// Where such a document stands in its life.
    pub status: DocumentStatus,
    /// Which of its days counts.
    pub day: DueDay,
    /// Months after that day; below zero, before it.
    pub months: i32,
    /// And days after it; below zero, before it.
    pub days: i64,
    /// It is of use for so many days more; nothing where it stays due until it is done.
    pub within: Option<i64>,
    /// Its dates and source.
    pub in_force: InForce,
}

impl Due {
    /// The day on which it falls due for a document whose day is `day`.
    pub fn falls_on(&self, day: Day) -> Day {
        day.plus_months(self.months).plus_days(self.days)
    }

    /// The last day of a document for which it is due on `today`: what falls due later lies after it.
    pub fn last_day_due(&self, today: Day) -> Day {
        // Months end on different days, so a day or three may fall together: looked for from above.
        let mut day = today.plus_days(-self.days).plus_months(-self.months).plus_days(4);
        while self.falls_on(day) > today {
            day = day.plus_days(-1);
        }
        day
    }

    /// The first day of a document for which it is still of use on `today`; nothing where it always is.
    pub fn first_day_of_use(&self, today: Day) -> Option<Day> {
        self.within.map(|within| self.last_day_due(today.plus_days(-within - 1)).plus_days(1))
    }

    /// Whether it is due, and still of use, on `today` for a document whose day is `day`.
    pub fn is_due(&self, day: Day, today: Day) -> bool {
        let falls_on = self.falls_on(day);
        falls_on <= today && self.within.is_none_or(|within| today <= falls_on.plus_days(within))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(months: i32, days: i64, within: Option<i64>) -> Due {
        Due {
            id: "rule".to_owned(),
            documents: vec![DocumentKind::ResidencePermit],
            status: DocumentStatus::Valid,
            day: DueDay::Expires,
            months,
            days,
            within,
            in_force: InForce {
                from: Day::from_epoch_days(0).unwrap(),
                to: None,
                rule: crate::RuleRef::default(),
                after_gap: false,
                says: None,
            },
        }
    }

    #[test]
    fn the_days_that_are_due_and_of_use_are_found_on_every_day_of_two_years() {
        for rule in [rule(2, 1, None), rule(6, 0, Some(3)), rule(0, -90, Some(29)), rule(-1, 0, Some(0))] {
            for n in 20_000..20_730 {
                let today = Day::from_epoch_days(n).unwrap();
                let last = rule.last_day_due(today);
                assert!(rule.falls_on(last) <= today && rule.falls_on(last.plus_days(1)) > today);
                if let Some(first) = rule.first_day_of_use(today) {
                    assert!(first > last || rule.is_due(first, today), "{today}: {first}");
                    assert!(!rule.is_due(first.plus_days(-1), today), "{today}: {first}");
                }
            }
        }
    }
}
