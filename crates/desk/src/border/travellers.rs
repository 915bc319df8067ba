//! Whom the numbers of a window name.

use super::TOGETHER;
use crate::sql::border;
use record::{Identifier, PartyId};
use std::collections::{BTreeSet, HashMap};
use store::{Bound, Fault, Statement, Store, Value};

/// Who a traveller is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Traveller {
    Known(PartyId),
    /// Several hold a live passport of this number: countries number theirs without asking each other.
    Several,
}

/// How many lists of numbers are looked up in one read.
const LISTS: usize = 32;

/// Everybody that these numbers name; who is missing is not in the register.
pub(super) async fn find(
    store: &Store,
    numbers: impl Iterator<Item = &Identifier>,
) -> Result<HashMap<String, Traveller>, Fault> {
    let numbers: BTreeSet<&Identifier> = numbers.collect();
    let mut found = HashMap::with_capacity(numbers.len());
    let plain: Vec<&str> = numbers.iter().map(|number| number.as_str()).collect();
    look_up(store, &border::BY_NUMBERS, &plain, &mut found).await?;
    // Whoever has another identifier may travel all the same by the number of the passport.
    let passports: Vec<&str> = numbers
        .iter()
        .filter(|number| matches!(number, Identifier::Passport(_)) && !found.contains_key(number.as_str()))
        .map(|number| number.as_str())
        .collect();
    look_up(store, &border::BY_PASSPORTS, &passports, &mut found).await?;
    Ok(found)
}

async fn look_up(
    store: &Store,
    statement: &'static Statement,
    numbers: &[&str],
    found: &mut HashMap<String, Traveller>,
) -> Result<(), Fault> {
    for lists in numbers.chunks(TOGETHER * LISTS) {
        let reads =
            lists.chunks(TOGETHER).map(|list| listed(statement, list.iter().map(|text| (*text).into())));
        for row in store.read(reads.collect()).await?.into_iter().flatten() {
            let traveller = Traveller::Known(PartyId(row.int(1)?));
            found
                .entry(row.text(0)?.to_owned())
                .and_modify(|other| {
                    if *other != traveller {
                        *other = Traveller::Several;
                    }
                })
                .or_insert(traveller);
        }
    }
    Ok(())
}

/// A statement with a list of [`TOGETHER`] places; the last value fills those that are left.
pub(super) fn listed(statement: &'static Statement, values: impl Iterator<Item = Value>) -> Bound {
    let mut values: Vec<Value> = values.take(TOGETHER).collect();
    let last = values.last().cloned().unwrap_or(Value::Null);
    values.resize(TOGETHER, last);
    statement.with_vec(values)
}
