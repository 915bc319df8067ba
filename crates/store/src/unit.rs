//! A unit of work as data: what must still hold, what is claimed, what is then written.
//!
//! The shape is what makes it safe to run many units in one database transaction: first *look* (rows
//! that must be there, kept from others until the commit), then *claim* (one write that changes nothing
//! when it comes second), then *write* (what can no longer fail). A look or a claim that fails has
//! changed nothing.

use crate::fault::Fault;
use crate::statement::{Bound, Row};

/// Which look found nothing: the caller's own word for what changed meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Overtaken(pub &'static str);

/// What became of a unit that met no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Written, and durable; with the rows of [`Unit::returns`].
    Done(Vec<Row>),
    /// A look found no row; nothing was written.
    Overtaken(Overtaken),
    /// The claim came second; nothing was written.
    AlreadyClaimed,
}

/// A write, and whether it must change exactly one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Write {
    pub(crate) bound: Bound,
    pub(crate) exactly_one: bool,
}

/// One unit of work. All of it is committed, or nothing.
///
/// ```
/// # use store::{Statement, Unit, Overtaken};
/// static ENOUGH: Statement =
///     Statement::new("account.enough", "SELECT 1 FROM account WHERE id = $1 AND free >= $2");
/// static HOLD: Statement = Statement::new(
///     "hold.write",
///     "INSERT INTO hold (request, account, amount) VALUES ($1, $2, $3) ON CONFLICT (request) DO NOTHING",
/// );
/// static SET_ASIDE: Statement =
///     Statement::new("account.set_aside", "UPDATE account SET free = free - $2 WHERE id = $1");
///
/// let (account, amount) = (7, 20_000);
/// let unit = Unit::new()
///     .only_if(ENOUGH.with([account.into(), amount.into()]), Overtaken("the balance moved"))
///     .claims(HOLD.with(["r-1".into(), account.into(), amount.into()]))
///     .writes(SET_ASIDE.with([account.into(), amount.into()]))
///     .touches(account);
/// # let _ = unit;
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a unit is only data until a store commits it"]
pub struct Unit {
    pub(crate) looks: Vec<(Bound, Overtaken)>,
    pub(crate) claim: Option<Bound>,
    pub(crate) writes: Vec<Write>,
    pub(crate) returning: Option<Bound>,
    pub(crate) touches: Vec<i64>,
}

impl Unit {
    /// A unit that does nothing yet.
    pub fn new() -> Self {
        Unit::default()
    }

    /// Goes on only if `look` finds at least one row, and keeps those rows from others until the commit.
    ///
    /// `look` is a plain `SELECT` from tables: PostgreSQL adds `FOR UPDATE`, which allows no aggregate,
    /// no `DISTINCT` and no nullable side of an outer join. A look for a row that must *not* be there
    /// (`SELECT 1 WHERE NOT EXISTS …`) locks nothing; leave that promise to a unique key.
    pub fn only_if(mut self, look: Bound, otherwise: Overtaken) -> Self {
        self.looks.push((look, otherwise));
        self
    }

    /// The one write that must change exactly one row, or the unit came second.
    ///
    /// # Panics
    /// When the unit claims already: a second claim that came too late would leave the first one
    /// written, so a unit with two is a mistake in the program.
    pub fn claims(mut self, claim: Bound) -> Self {
        assert!(self.claim.is_none(), "a unit claims once");
        self.claim = Some(claim);
        self
    }

    /// A write that changes exactly one row, or the unit is wrong and none of it is written.
    pub fn writes(mut self, write: Bound) -> Self {
        self.writes.push(Write { bound: write, exactly_one: true });
        self
    }

    /// A write that changes as many rows as it finds.
    pub fn writes_any(mut self, write: Bound) -> Self {
        self.writes.push(Write { bound: write, exactly_one: false });
        self
    }

    /// Runs last; its rows come back in [`Outcome::Done`].
    ///
    /// # Panics
    /// When the unit returns something already, which would be lost.
    pub fn returns(mut self, last: Bound) -> Self {
        assert!(self.returning.is_none(), "a unit returns the rows of one statement");
        self.returning = Some(last);
        self
    }

    /// What the unit looks at and changes: any number that two units share when the writes of one may
    /// undo what the other has looked at (an account's id, a person's id).
    ///
    /// Units that share one never share a transaction on PostgreSQL, where all looks of a batch run
    /// before its writes. A unit that looks and says nothing here is taken to touch everything, and runs
    /// in a transaction of its own: slow, never wrong.
    pub fn touches(mut self, what: i64) -> Self {
        if !self.touches.contains(&what) {
            self.touches.push(what);
        }
        self
    }

    pub(crate) fn check(&self) -> Result<(), Fault> {
        self.statements().try_for_each(Bound::check)
    }

    fn statements(&self) -> impl Iterator<Item = &Bound> {
        self.looks
            .iter()
            .map(|(look, _)| look)
            .chain(&self.claim)
            .chain(self.writes.iter().map(|write| &write.bound))
            .chain(&self.returning)
    }
}

/// Rows for one table, written together by [`crate::Store::bulk`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkTable {
    /// The table.
    pub table: &'static str,
    /// Its columns, in the order of the values.
    pub columns: &'static [&'static str],
    /// One row each, as many values as there are columns.
    pub rows: Vec<Vec<crate::Value>>,
}
