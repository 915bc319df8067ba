//! Who somebody is to a notice.

use calendar::{Day, Hijri};
use catalogue::Owed;
use record::{Party, PartyKind};

/// The age, in Hijri years, from which a citizen travels on nobody's leave and nobody is told of it.
const OF_AGE: i32 = 21;

/// The fewest days 21 Hijri years can have, for births outside the printed calendar: when in doubt, of age.
const OF_AGE_DAYS: i64 = OF_AGE as i64 * 354;

/// The key of the text in the words for this recipient: of themself, or of somebody they answer for.
pub(crate) fn key_for(notice: &Owed) -> String {
    let ending = if notice.to == notice.about { "to-you" } else { "for-yours" };
    format!("{}-{ending}", notice.text)
}

/// Whether this is a citizen who has completed 21 Hijri years by `today`.
pub(crate) fn is_adult_citizen(party: &Party, today: Day) -> bool {
    let Some(person) = party.person().filter(|person| person.kind == PartyKind::Citizen) else {
        return false;
    };
    match (Hijri::of(person.birth.day), Hijri::of(today)) {
        (Some(birth), Some(now)) => birth.age_on(now) >= OF_AGE,
        _ => person.birth.day.days_until(today) >= OF_AGE_DAYS,
    }
}
