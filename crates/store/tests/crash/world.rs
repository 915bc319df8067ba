//! Units of several rows, of which it can be seen whether one is there whole.

use std::collections::{BTreeMap, BTreeSet};

use store::{Migration, Overtaken, Statement, Store, StoreOptions, Unit};

pub const SCHEMA: &[Migration] = &[Migration::shared(
    1,
    "world",
    "CREATE TABLE tally (lane BIGINT NOT NULL PRIMARY KEY, units BIGINT NOT NULL);
     CREATE TABLE unit (id BIGINT NOT NULL PRIMARY KEY, lane BIGINT NOT NULL REFERENCES tally (lane));
     CREATE TABLE part (unit BIGINT NOT NULL REFERENCES unit (id), part BIGINT NOT NULL, body TEXT,
        PRIMARY KEY (unit, part));",
)];

/// Each lane writes its units one after the other; all lanes write at once.
pub const LANES: i64 = 48;
const PARTS: i64 = 3;

static OPEN_LANE: Statement = Statement::new(
    "lane.open",
    "INSERT INTO tally (lane, units) VALUES ($1, 0) ON CONFLICT (lane) DO NOTHING",
);
static LANE: Statement = Statement::new("lane.there", "SELECT 1 FROM tally WHERE lane = $1");
static CLAIM: Statement =
    Statement::new("unit.claim", "INSERT INTO unit (id, lane) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING");
static PART: Statement =
    Statement::new("part.write", "INSERT INTO part (unit, part, body) VALUES ($1, $2, $3)");
static COUNT: Statement = Statement::new("lane.count", "UPDATE tally SET units = units + 1 WHERE lane = $1");

pub fn open_lanes() -> Unit {
    (0..LANES).fold(Unit::new(), |unit, lane| unit.writes_any(OPEN_LANE.with([lane.into()])))
}

pub fn unit(id: i64, lane: i64) -> Unit {
    let unit = Unit::new()
        .only_if(LANE.with([lane.into()]), Overtaken("the lane is gone"))
        .claims(CLAIM.with([id.into(), lane.into()]))
        .touches(lane);
    let body = "x".repeat(200);
    (0..PARTS)
        .fold(unit, |unit, part| unit.writes(PART.with([id.into(), part.into(), body.as_str().into()])))
        .writes(COUNT.with([lane.into()]))
}

/// What was acknowledged in a database, over all its writers.
pub struct World {
    pub url: String,
    acknowledged: BTreeSet<i64>,
    rounds: i64,
}

impl World {
    pub fn new(url: &str) -> World {
        World { url: url.to_owned(), acknowledged: BTreeSet::new(), rounds: 0 }
    }

    /// A number that sets the ids of one writer apart from those of the next.
    pub fn round(&mut self) -> i64 {
        self.rounds += 1;
        self.rounds
    }

    pub fn acknowledged(&mut self, ids: Vec<i64>) {
        assert!(!ids.is_empty(), "a writer that told nothing proves nothing");
        self.acknowledged.extend(ids);
    }

    /// Opens the database anew and reads all of it.
    pub async fn must_be_whole(&self) {
        static UNITS: Statement = Statement::new("unit.all", "SELECT id, lane FROM unit");
        static PARTS_OF: Statement =
            Statement::new("part.all", "SELECT unit, COUNT(*) FROM part GROUP BY unit");
        static TALLIES: Statement = Statement::new("lane.all", "SELECT lane, units FROM tally");
        let store = Store::open(&self.url, StoreOptions::default()).await.unwrap();
        let pairs = |rows: &[store::Row]| -> BTreeMap<i64, i64> {
            rows.iter().map(|row| (row.int(0).unwrap(), row.int(1).unwrap())).collect()
        };
        let rows = store.read(vec![UNITS.with([]), PARTS_OF.with([]), TALLIES.with([])]).await.unwrap();
        let (units, parts, tallies) = (pairs(&rows[0]), pairs(&rows[1]), pairs(&rows[2]));

        let lost: Vec<&i64> = self.acknowledged.iter().filter(|id| !units.contains_key(id)).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        assert_eq!(units.len(), parts.len(), "units without parts");
        assert!(units.keys().all(|id| parts.get(id) == Some(&PARTS)), "a unit is there in part");
        let mut counted: BTreeMap<i64, i64> = (0..LANES).map(|lane| (lane, 0)).collect();
        for lane in units.values() {
            *counted.entry(*lane).or_default() += 1;
        }
        assert_eq!(tallies, counted, "each unit was counted once");
        store.close().await;
    }
}
