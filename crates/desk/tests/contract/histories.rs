//! Random histories: whatever people ask in whatever order, the register stays sound and its journal tells it.

use desk::replay::{Register, apply};
use desk::rerun::{Rejudged, Rerun, Why, rerun};
use desk::testing::{Actor, TestHouse};
use desk::{Answer, NotDone, Receipt};
use ledger::Halalas;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use record::{Change, PartyId, Reference};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use store::Statement;

/// One thing that happens. People are picked by number.
#[derive(Debug, Clone)]
enum Step {
    PaysIn {
        sponsor: usize,
        fee: &'static str,
        riyals: i64,
    },
    AsksVisa {
        sponsor: usize,
        worker: usize,
        term: &'static str,
    },
    AsksCancel {
        sponsor: usize,
        worker: usize,
    },
    AsksRenewal {
        sponsor: usize,
        worker: usize,
        months: u32,
    },
    Crosses {
        worker: usize,
        out: bool,
        hours_ago: i64,
    },
    DaysPass {
        days: i64,
    },
    /// Two ask for one worker at the same moment.
    BothAskVisa {
        worker: usize,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let (sponsor, worker) = (0..2usize, 0..3usize);
    prop_oneof![
        3 => (sponsor.clone(), prop_oneof![Just("03"), Just("04")], 1..900i64)
            .prop_map(|(sponsor, fee, riyals)| Step::PaysIn { sponsor, fee, riyals }),
        4 => (sponsor.clone(), worker.clone(), prop_oneof![Just("2 months"), Just("30 days"), Just("7 days")])
            .prop_map(|(sponsor, worker, term)| Step::AsksVisa { sponsor, worker, term }),
        2 => (sponsor.clone(), worker.clone()).prop_map(|(sponsor, worker)| Step::AsksCancel { sponsor, worker }),
        2 => (sponsor, worker.clone(), prop_oneof![Just(12), Just(24)])
            .prop_map(|(sponsor, worker, months)| Step::AsksRenewal { sponsor, worker, months }),
        4 => (worker.clone(), any::<bool>(), 0..72i64)
            .prop_map(|(worker, out, hours_ago)| Step::Crosses { worker, out, hours_ago }),
        2 => (1..40i64).prop_map(|days| Step::DaysPass { days }),
        2 => worker.prop_map(|worker| Step::BothAskVisa { worker }),
    ]
}

static CHANGES: Statement =
    Statement::new("test.changes", "SELECT journal, change FROM change ORDER BY journal, n");
static ENTRIES: Statement = Statement::new(
    "test.entries",
    "SELECT reference FROM journal WHERE service <> 'register.import' ORDER BY id",
);
static CROSSINGS: Statement = Statement::new(
    "test.crossings",
    "SELECT count(*) FROM crossing c LEFT JOIN change h ON h.row_id = c.id AND h.what = 'crossed'
     WHERE h.journal IS NULL",
);

async fn register(house: &TestHouse, people: &[PartyId]) -> Register {
    let mut register = Register::new();
    for id in people {
        let mut dossier = house.desk.dossier(*id).await.unwrap().unwrap();
        // The postings and the entries tell these, and are compared apart.
        dossier.deposits.clear();
        dossier.version = 1;
        register.insert(*id, dossier);
    }
    register
}

/// What the answers promised, beside what the tables hold.
#[derive(Default)]
struct Promised {
    references: BTreeSet<Reference>,
    /// How often each kind of step was granted: a history in which nothing happens proves nothing.
    granted: BTreeMap<&'static str, usize>,
    balances: BTreeMap<(PartyId, String), Halalas>,
}

impl Promised {
    fn note(
        &mut self,
        kind: &'static str,
        paid_in: Option<(PartyId, &str, i64)>,
        answer: Result<Answer, NotDone>,
    ) {
        let receipt: Receipt = match answer {
            Ok(Answer::Granted(receipt)) => receipt,
            Ok(_) | Err(NotDone::ChangedMeanwhile) => return,
            Err(other) => panic!("a history meets no fault: {other}"),
        };
        if !self.references.insert(receipt.reference) {
            return;
        }
        *self.granted.entry(kind).or_default() += 1;
        if let Some((holder, fee, riyals)) = paid_in {
            let balance = self.balances.entry((holder, fee.to_owned())).or_default();
            *balance = *balance + Halalas::riyals(riyals);
        }
        for fee in receipt.fees {
            let balance = self.balances.entry((fee.payer, fee.code.0)).or_default();
            *balance = *balance - fee.amount;
        }
    }
}

async fn happens(
    house: &TestHouse,
    sponsors: &[Actor<'_>],
    workers: &[Actor<'_>],
    step: &Step,
    sum: &mut Promised,
) {
    match *step {
        Step::PaysIn { sponsor, fee, riyals } => {
            let sponsor = sponsors[sponsor];
            sum.note("deposit", Some((sponsor.id, fee, riyals)), sponsor.pays_in(fee, riyals).await);
        }
        Step::AsksVisa { sponsor, worker, term } => {
            sum.note("visa", None, sponsors[sponsor].asks_visa_for(&workers[worker], term).await);
        }
        Step::AsksCancel { sponsor, worker } => {
            sum.note("cancel", None, sponsors[sponsor].asks_cancel_for(&workers[worker]).await);
        }
        Step::AsksRenewal { sponsor, worker, months } => {
            sum.note("renewal", None, sponsors[sponsor].asks_renewal_for(&workers[worker], months).await);
        }
        Step::Crosses { worker, out, hours_ago } => {
            let at = house.moment().now.plus_seconds(-hours_ago * 3_600).to_string();
            sum.note("crossing", None, workers[worker].crosses(if out { "out" } else { "in" }, &at).await);
        }
        Step::DaysPass { days } => house.seconds_pass(days * 86_400),
        Step::BothAskVisa { worker } => {
            let (sponsor, worker) = (sponsors[worker % 2], &workers[worker]);
            let (one, two) = tokio::join!(
                sponsor.asks_visa_for(worker, "30 days"),
                sponsor.asks_visa_for(worker, "60 days")
            );
            sum.note("visa of two", None, one);
            sum.note("visa of two", None, two);
        }
    }
}

async fn plays(house: TestHouse, steps: &[Step]) -> BTreeMap<&'static str, usize> {
    let sponsors = [house.establishment("Hamza Trading").await, house.citizen("Fahd").await];
    let workers = [house.resident("Ravi").await, house.resident("Ali").await, house.resident("Jo").await];
    for (n, worker) in workers.iter().enumerate() {
        sponsors[n % 2].sponsors(worker).await;
    }
    sponsors[1].had_deposited("04", 1_000).await;
    let everybody: Vec<PartyId> = sponsors.iter().chain(&workers).map(|actor| actor.id).collect();
    let mut told = register(&house, &everybody).await;
    let mut sum = Promised::default();
    sum.balances.insert((sponsors[1].id, "04".to_owned()), Halalas::riyals(1_000));

    for step in steps {
        happens(&house, &sponsors, &workers, step, &mut sum).await;
    }

    let store = house.desk.store();
    let results = store.read(vec![CHANGES.with([]), ENTRIES.with([]), CROSSINGS.with([])]).await.unwrap();
    for row in &results[0] {
        let change: Change = serde_json::from_str(row.text(1).unwrap()).unwrap();
        assert!(apply(&mut told, &change), "the journal tells what the register can follow: {change:?}");
    }
    assert_eq!(told, register(&house, &everybody).await, "replaying the journal gives the tables");
    let entries: BTreeSet<Reference> =
        results[1].iter().map(|row| Reference::parse(row.text(0).unwrap()).unwrap()).collect();
    assert_eq!(
        (results[1].len(), &entries),
        (sum.references.len(), &sum.references),
        "an entry for each grant"
    );
    assert_eq!(results[2][0].int(0).unwrap(), 0, "each crossing has its entry");
    judged_again(&house, results[1].len()).await;
    for ((holder, fee), balance) in &sum.balances {
        assert_eq!(house.deposited(*holder, fee).await, *balance, "what was paid in less what was taken");
    }
    house.close().await;
    sum.granted
}

/// Every decision of the history comes out the same by the rules and the register of its moment; none differs, and where
/// the journal leaves a first presence open that is said.
async fn judged_again(house: &TestHouse, entries: usize) {
    let days = ("2000-01-01".parse().unwrap(), "2100-01-01".parse().unwrap());
    let (mut same, mut open, mut differing) = (0, 0, Vec::new());
    let each = |one: Rerun| match one.rejudged {
        Rejudged::Same => same += 1,
        Rejudged::NotJudged(Why::PastNotTold) => open += 1,
        Rejudged::NotJudged(Why::NotARequest) => {}
        _ => differing.push(one),
    };
    rerun(house.desk.store(), days, each).await.unwrap();
    assert!(differing.is_empty(), "{differing:#?}");
    assert_eq!(same + open, entries);
}

fn all_histories(cases: u32, longest: usize, open: impl AsyncFn() -> TestHouse) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let config = Config { cases, max_shrink_iters: 60, failure_persistence: None, ..Config::default() };
    let granted = RefCell::new(BTreeMap::new());
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
        .run(&proptest::collection::vec(step(), 1..longest), |steps| {
            for (kind, times) in runtime.block_on(async { plays(open().await, &steps).await }) {
                *granted.borrow_mut().entry(kind).or_insert(0) += times;
            }
            Ok(())
        })
        .unwrap();
    let kinds: Vec<&str> = granted.borrow().keys().copied().collect();
    assert_eq!(
        kinds,
        ["cancel", "crossing", "deposit", "renewal", "visa", "visa of two"],
        "all of it happened"
    );
}

#[test]
fn any_history_on_sqlite() {
    all_histories(48, 30, TestHouse::on_sqlite);
}

#[test]
fn any_history_on_postgres() {
    all_histories(12, 40, TestHouse::on_postgres);
}
