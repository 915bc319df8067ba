//! Kill -9 in the middle of load: every grant that was told is there whole, and nothing is half there.
//!
//! The test starts itself again as a house under load that tells each reference once it is granted, kills it with
//! signal 9 and reads what is left; three times over on one database, on each store.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use calendar::{Instant, Moment};
use catalogue::{Actor as Hand, Answers, Channel, Request, ServiceId};
use desk::IdempotencyKey;
use desk::proof::prove;
use desk::testing::{AnswerIs, OPENING, TestHouse};
use record::PartyId;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use store::testing::{TempSqlite, TestPostgres};
use store::{Row, Statement, Store, StoreOptions};

const URL: &str = "JAWAZ_KILLED_URL";
const PAIRS: &str = "JAWAZ_KILLED_PAIRS";
const RENEWAL: &str = "residence-permit.renew-domestic";
const VISA: &str = "exit-reentry.issue-single";
/// Each client asks one request after the other; all clients ask at once.
const CLIENTS: usize = 32;
const ROUNDS: usize = 3;
const PAIRS_A_ROUND: usize = 150;

/// A sponsor and a worker.
type Pair = (PartyId, PartyId);

/// What a sponsor asks for a worker.
fn request(service: &str, (asker, subject): Pair, answers: Answers) -> Request {
    let service = ServiceId(service.to_owned());
    let actor = Hand::Person { id: asker };
    Request { service, asker, subject, channel: Channel::Portal, actor, answers }
}

/// How many changes, postings, notices and messages came of an entry.
type Shape = [i64; 4];

static SHAPES: Statement = Statement::new(
    "test.shapes",
    "SELECT j.reference, j.service,
        (SELECT COUNT(*) FROM change c WHERE c.journal = j.id),
        (SELECT COUNT(*) FROM posting p WHERE p.journal = j.id),
        (SELECT COUNT(*) FROM notice n WHERE n.journal = j.id),
        (SELECT COUNT(*) FROM notice n JOIN message m ON m.notice = n.id WHERE n.journal = j.id)
     FROM journal j WHERE j.service <> 'register.import' ORDER BY j.id",
);
static RENEWED: Statement = Statement::new(
    "test.renewed",
    "SELECT COUNT(*) FROM document WHERE kind = 'residence-permit' AND expires > $1",
);
static VISAS: Statement =
    Statement::new("test.visas", "SELECT COUNT(*) FROM document WHERE kind = 'exit-reentry-single'");

fn shape(row: &Row) -> (String, Shape) {
    let service = row.text(1).unwrap().to_owned();
    (service, [2, 3, 4, 5].map(|column| row.int(column).unwrap()))
}

/// Reads everything anew: what was told is there, and whatever is there is whole.
async fn must_be_whole(url: &str, told: &BTreeSet<String>, whole: &BTreeMap<String, Shape>) {
    let store = Store::open(url, StoreOptions::default()).await.unwrap();
    let in_a_year: Instant = OPENING.parse().unwrap();
    let in_a_year = Moment { now: in_a_year }.today().plus_years(1).epoch_days();
    let reads = vec![SHAPES.with([]), RENEWED.with([in_a_year.into()]), VISAS.with([])];
    let rows = store.read(reads).await.unwrap();

    let there: BTreeSet<String> = rows[0].iter().map(|row| row.text(0).unwrap().to_owned()).collect();
    let lost: Vec<&String> = told.difference(&there).collect();
    assert!(lost.is_empty(), "told and lost: {lost:?}");
    let mut entries: BTreeMap<String, i64> = BTreeMap::new();
    for row in &rows[0] {
        let (service, shape) = shape(row);
        assert_eq!(shape, whole[&service], "{service}: an entry is there in part");
        *entries.entry(service).or_default() += 1;
    }
    assert_eq!(rows[1][0].int(0).unwrap(), entries[RENEWAL], "each renewal moved one permit");
    assert_eq!(rows[2][0].int(0).unwrap(), entries[VISA], "each visa is one document");
    assert_eq!(prove(&store, Instant::from_micros(0)).await.unwrap(), []);
    store.close().await;
}

async fn a_killed_house_loses_nothing_it_told(url: &str) {
    let house = TestHouse::opened(url).await;
    let pairs = house.pairs((ROUNDS * PAIRS_A_ROUND + 1) as i64).await;
    // One pair is served by a house that nobody kills: that is what whole looks like.
    let mut told: BTreeSet<String> = ask_all(&house, pairs[0]).await.into_iter().collect();
    let rows = house.desk.store().read_one(SHAPES.with([])).await.unwrap();
    let whole: BTreeMap<String, Shape> = rows.iter().map(shape).collect();
    assert!(whole.values().flatten().all(|count| *count > 0), "each leaves rows of every kind: {whole:?}");
    house.close().await;

    for (round, pairs) in pairs[1..].chunks(PAIRS_A_ROUND).enumerate() {
        told.extend(killed_after([3, 60, 150][round], url, pairs));
        must_be_whole(url, &told, &whole).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_house_on_sqlite_loses_nothing_it_told() {
    let file = TempSqlite::new();
    a_killed_house_loses_nothing_it_told(&file.url()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_house_on_postgres_loses_nothing_it_told() {
    a_killed_house_loses_nothing_it_told(&TestPostgres::shared().fresh_database().await).await;
}

/// Starts the house under load, kills it once it told so many grants; tells all that it told.
fn killed_after(told: usize, url: &str, pairs: &[Pair]) -> Vec<String> {
    let list: Vec<String> =
        pairs.iter().map(|(sponsor, worker)| format!("{}:{}", sponsor.0, worker.0)).collect();
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "grants_until_it_is_killed", "--ignored", "--nocapture"])
        .env(URL, url)
        .env(PAIRS, list.join(","))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut references = Vec::new();
    let mut killed = false;
    for line in BufReader::new(process.stdout.take().unwrap()).lines() {
        if let Some(reference) = line.unwrap().strip_prefix("granted ") {
            references.push(reference.to_owned());
        }
        if references.len() == told && !killed {
            process.kill().unwrap();
            killed = true;
        }
    }
    process.wait().unwrap();
    assert!(killed, "it ended by itself after {} grants", references.len());
    assert!(references.len() < 2 * pairs.len(), "it had done everything before it was killed");
    references
}

/// Not a test of its own: what the tests start as another process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the other tests, with an address"]
async fn grants_until_it_is_killed() {
    let (Ok(url), Ok(pairs)) = (std::env::var(URL), std::env::var(PAIRS)) else { return };
    let house = std::sync::Arc::new(TestHouse::opened(&url).await);
    let pairs: Vec<Pair> = pairs
        .split(',')
        .map(|pair| pair.split_once(':').unwrap())
        .map(|(sponsor, worker)| (PartyId(sponsor.parse().unwrap()), PartyId(worker.parse().unwrap())))
        .collect();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let own: Vec<Pair> = pairs.iter().skip(client).step_by(CLIENTS).copied().collect();
            let house = house.clone();
            tokio::spawn(async move {
                for pair in own {
                    let _ = ask_all(&house, pair).await;
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
}

/// A renewal and then a visa for the same worker; tells each once it is granted.
async fn ask_all(house: &TestHouse, pair: Pair) -> Vec<String> {
    let renewal = request(RENEWAL, pair, Answers::default().with("months", "12"));
    let visa = request(VISA, pair, Answers::default().with("term", "2 months"));
    let mut references = Vec::new();
    for asked in [renewal, visa] {
        let key = IdempotencyKey::parse(&format!("{}-{}", asked.service.0, pair.1.0)).unwrap();
        let receipt = house.desk.ask(&asked, &key).await.must_be_granted();
        println!("granted {}", receipt.reference.as_str());
        references.push(receipt.reference.as_str().to_owned());
    }
    references
}
