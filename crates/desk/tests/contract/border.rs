//! The border's feed: every line is recorded once, known, or told why not; and nothing reported is lost.

use crate::on_both;
use catalogue::{Actor as Hand, Answers};
use desk::border::{Cut, HeldCrossing, Lines, Outcome, Progress};
use desk::testing::{Actor, AnswerIs, TestHouse};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use record::{DocumentKind, DocumentState, Presence};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use store::Statement;

async fn number(house: &TestHouse, actor: &Actor<'_>) -> String {
    house.desk.parties(&[actor.id]).await.unwrap().remove(0).identifier().as_str().to_owned()
}

fn line(person: &str, direction: &str, at: &str) -> String {
    format!(r#"{{"person":"{person}","direction":"{direction}","port":"RUH","at":"{at}"}}"#)
}

/// The lines as a feed brings them.
fn cut(lines: &[String]) -> Vec<Cut> {
    let text = lines.join("\n");
    let mut lines = Lines::of(text.as_bytes());
    std::iter::from_fn(|| lines.next_line().unwrap()).collect()
}

async fn feed(house: &TestHouse, lines: &[String]) -> Vec<Outcome> {
    house.desk.feed(&Hand::System, &cut(lines)).await.unwrap()
}

fn words(outcomes: &[Outcome]) -> Vec<&'static str> {
    outcomes.iter().map(Outcome::as_str).collect()
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.because().iter().map(|because| because.code.as_str()).collect()
}

async fn held(house: &TestHouse) -> Vec<HeldCrossing> {
    house.desk.held_crossings(0, 1_000).await.unwrap()
}

/// A sponsor and a worker with a visa of so many days.
async fn worker_with_visa<'a>(house: &'a TestHouse, service: &str, term: &str) -> Actor<'a> {
    let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
    sponsor.sponsors(&worker).await;
    sponsor.had_deposited("04", 2_000).await;
    sponsor.had_deposited("05", 2_000).await;
    let request = sponsor.request(service, &worker, Answers::default().with("term", term));
    house.desk.ask(&request, &house.fresh_key()).await.must_be_granted();
    worker
}

const SINGLE: &str = "exit-reentry.issue-single";
const MULTIPLE: &str = "exit-reentry.issue-multiple";

on_both! {
    async fn each_line_is_recorded_once_and_known_when_it_comes_again(house: &TestHouse) {
        let salem = house.citizen("Salem").await;
        let id = number(house, &salem).await;
        let out = line(&id, "out", "2026-02-01T07:00:00Z");
        let lines = [out.clone(), line(&id, "in", "2026-02-02T07:00:00+03:00"), out.clone()];

        let first = feed(house, &lines).await;
        let again = feed(house, &lines).await;
        let named = feed(house, &[out.replace("{", r#"{"id":"gate-3/1","#)]).await;

        assert_eq!(words(&first), ["recorded", "recorded", "known"]);
        assert_eq!(words(&again), ["known"; 3]);
        assert_eq!(words(&named), ["known"], "under another key it is the same crossing");
        let references: Vec<_> = first.iter().map(|outcome| outcome.reference().unwrap()).collect();
        assert_eq!(references, again.iter().map(|outcome| outcome.reference().unwrap()).collect::<Vec<_>>());
        assert_eq!(named[0].reference(), first[0].reference());
        assert_eq!(house.desk.dossier(salem.id).await.unwrap().unwrap().presence(), Presence::Inside);
    }

    async fn what_one_gate_and_another_way_report_is_one_crossing(house: &TestHouse) {
        let salem = house.citizen("Salem").await;
        let id = number(house, &salem).await;
        let receipt = salem.crosses("out", "2026-02-01T07:00:00Z").await.must_be_granted();

        let outcome = feed(house, &[line(&id, "out", "2026-02-01T10:00:00+03:00")]).await;

        assert_eq!(outcome, [Outcome::Known(receipt.reference)]);
    }

    async fn lines_that_are_no_crossings_are_told_and_stop_nothing(house: &TestHouse) {
        let salem = house.citizen("Salem").await;
        let id = number(house, &salem).await;
        let good = line(&id, "out", "2026-02-01T07:00:00Z");
        let lines = [
            "not json".to_owned(),
            good.replace("RUH", "R-1"),
            good.replace("out", "up"),
            good.replace("2026", "2027"),
            good.replace(&id, "1000000009"),
            good.replace("\"at\"", "\"when\""),
            good.clone(),
        ];

        let outcomes = feed(house, &lines).await;

        let told: Vec<Vec<&str>> = outcomes.iter().map(codes).collect();
        assert_eq!(
            told,
            [
                vec!["line-not-json"],
                vec!["answer-not-a-port"],
                vec!["answer-not-offered"],
                vec!["answer-in-the-future"],
                vec!["mistyped"],
                vec!["line-other-fields"],
                vec![],
            ]
        );
        assert_eq!(words(&outcomes)[6], "recorded");
        assert!(outcomes.iter().flat_map(Outcome::because).all(|because| {
            because.detail.ar.chars().any(|c| ('\u{620}'..'\u{64a}').contains(&c)) && because.detail.en.is_ascii()
        }), "each is told in both languages: {outcomes:?}");
        assert_eq!(held(house).await, [], "a line that is no crossing is the sender's to mend");
    }

    async fn a_refused_crossing_is_held_until_it_stands_in_the_register(house: &TestHouse) {
        let sponsor = house.citizen("Fahd").await;
        let worker = house.resident("Ravi").await;
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 2_000).await;
        let id = number(house, &worker).await;
        let nobody = record::luhn_complete("299999999");
        let lines =
            [line(&id, "out", "2026-03-01T06:59:00Z"), line(&nobody, "in", "2026-02-01T07:00:00Z")];

        let outcomes = feed(house, &lines).await;
        feed(house, &lines).await;

        assert_eq!(outcomes.iter().map(codes).collect::<Vec<_>>(), [["may-leave"], ["traveller-unknown"]]);
        let kept: BTreeMap<String, (i64, Vec<String>)> =
            held(house).await.into_iter().map(|held| (held.number, (held.times, held.reasons))).collect();
        let once = |reason: &str| (2, vec![reason.to_owned()]);
        let expected =
            [(id.clone(), once("may-leave")), (nobody.clone(), once("traveller-unknown"))];
        assert_eq!(kept, BTreeMap::from(expected), "held once each, however often it is reported");

        // Somebody finds that the visa had not been entered; the same line is sent again.
        sponsor.asks_visa_for(&worker, "30 days").await.must_be_granted();
        assert_eq!(words(&feed(house, &lines).await), ["recorded", "refused"]);
        assert_eq!(held(house).await.into_iter().map(|held| held.number).collect::<Vec<_>>(), [nobody]);
    }

    async fn a_passport_number_names_its_holder_if_it_names_one(house: &TestHouse) {
        let (ravi, _) = (house.citizen("Salem").await, house.resident("Ravi").await);
        // The number that the second person of a house is given.
        let by_passport = line("P0000002", "in", "2026-02-01T07:00:00Z");

        let outcomes = feed(house, &[by_passport, line("P9999999", "in", "2026-02-01T07:00:00Z")]).await;

        assert_eq!(words(&outcomes), ["recorded", "refused"]);
        assert_eq!(codes(&outcomes[1]), ["traveller-unknown"]);
        assert!(house.desk.dossier(ravi.id).await.unwrap().unwrap().party.person().unwrap().crossed_at.is_none());
    }

    async fn a_name_of_a_line_that_comes_with_another_crossing_is_told_and_held(house: &TestHouse) {
        let salem = house.citizen("Salem").await;
        let id = number(house, &salem).await;
        let named = |at: &str| line(&id, "out", at).replace("{", r#"{"id":7,"#);

        assert_eq!(words(&feed(house, &[named("2026-02-01T07:00:00Z")]).await), ["recorded"]);
        let other = feed(house, &[named("2026-02-03T07:00:00Z")]).await;

        assert_eq!(codes(&other[0]), ["line-id-used-for-another"]);
        assert_eq!(held(house).await.len(), 1);
    }

    async fn many_feeds_of_the_same_lines_at_once_do_no_harm(house: &TestHouse) {
        let people = house.travellers(60).await;
        let mut lines = Vec::new();
        for day in 1..=4 {
            let direction = if day % 2 == 1 { "out" } else { "in" };
            let at = format!("2026-02-0{day}T07:00:00Z");
            lines.extend(people.iter().map(|(_, number)| line(number, direction, &at)));
        }
        let nobody = record::luhn_complete("299999999");
        lines.push(line(&nobody, "in", "2026-02-01T07:00:00Z"));

        let feeds: Vec<_> = (0..4)
            .map(|_| {
                let (desk, lines) = (house.desk.clone(), cut(&lines));
                tokio::spawn(async move { desk.feed(&Hand::System, &lines).await.unwrap() })
            })
            .collect();
        let mut recorded = BTreeSet::new();
        for feed in feeds {
            for (at, outcome) in feed.await.unwrap().iter().enumerate() {
                match outcome {
                    Outcome::Recorded(_) => assert!(recorded.insert(at), "line {at} is recorded once"),
                    Outcome::Known(_) => {}
                    other => assert_eq!((at, codes(other)), (240, vec!["traveller-unknown"])),
                }
            }
        }
        assert_eq!(recorded.len(), 240, "and each is recorded by one of them");
        assert_eq!(crossings(house).await.len(), 240);
        assert_eq!(held(house).await.len(), 1);
    }

    async fn a_whole_feed_tells_how_far_it_is_and_is_noted_down(house: &TestHouse) {
        let salem = house.citizen("Salem").await;
        let id = number(house, &salem).await;
        let text = [line(&id, "out", "2026-02-01T07:00:00Z"), "?".to_owned(), String::new()].join("\n");
        let from = std::io::Cursor::new(text.clone().into_bytes());

        let mut seen = Vec::new();
        let ended = house.desk.import_crossings(&Hand::System, "a", from, Progress::default(), |step| {
            seen.push((step.progress.lines, words(step.outcomes)));
            Ok(17)
        });
        let ended = ended.await.unwrap();

        assert_eq!(seen, [(2, vec!["recorded", "unread"])]);
        assert_eq!((ended.bytes, ended.lines, ended.recorded, ended.unread), (text.len() as u64, 2, 1, 1));
        assert_eq!(ended.reasons, BTreeMap::from([("line-not-json".to_owned(), 1)]));
        let noted = house.desk.feed_progress("a").await.unwrap().unwrap();
        assert_eq!(noted, ended);
        assert_eq!((noted.report_bytes, noted.ended.is_some()), (17, true));
        // Resumed, it begins after what was answered; a feed that begins otherwise is not it.
        let longer = format!("{text}{}", line(&id, "in", "2026-02-02T07:00:00Z"));
        let from = std::io::Cursor::new(longer.into_bytes());
        let more = house.desk.import_crossings(&Hand::System, "a", from, noted.clone(), |_| Ok(0)).await.unwrap();
        assert_eq!((more.lines, more.recorded, more.known), (3, 2, 0));
        let from = std::io::Cursor::new(text.replace("RUH", "JED").into_bytes());
        let other = house.desk.import_crossings(&Hand::System, "a", from, noted, |_| Ok(0)).await;
        assert!(other.unwrap_err().to_string().contains("line 2"), "it says how far it had come");
        assert_eq!(house.desk.feed_progress("a").await.unwrap().unwrap(), more, "and nothing is noted");
    }
}

static CROSSINGS: Statement =
    Statement::new("test.crossings_fed", "SELECT person, direction, at FROM crossing ORDER BY person, at");

async fn crossings(house: &TestHouse) -> Vec<(i64, String, i64)> {
    let rows = house.desk.store().read_one(CROSSINGS.with([])).await.unwrap();
    let one = |row: &store::Row| (row.int(0).unwrap(), row.text(1).unwrap().to_owned(), row.int(2).unwrap());
    rows.iter().map(one).collect()
}

type Visas = Vec<(DocumentKind, DocumentState)>;

/// What the register says of the travellers' journeys.
#[derive(Debug, PartialEq)]
struct Journeys {
    standing: Vec<(Presence, Option<calendar::Instant>, Visas)>,
    crossings: Vec<(i64, String, i64)>,
    held: BTreeSet<(String, i64)>,
}

/// Three people, and what is reported of them: who, which way, at which hour of the month.
type History = Vec<(usize, bool, i64)>;

async fn play(house: TestHouse, history: &History, lines_at_once: usize) -> Journeys {
    let people = [
        house.citizen("Salem").await,
        worker_with_visa(&house, SINGLE, "60 days").await,
        worker_with_visa(&house, MULTIPLE, "60 days").await,
    ];
    house.seconds_pass(31 * 86_400);
    let mut lines = Vec::new();
    for (who, out, hour) in history {
        let at = house.moment().now.plus_seconds((hour - 720) * 3_600).to_string();
        lines.push(line(&number(&house, &people[*who]).await, if *out { "out" } else { "in" }, &at));
    }
    for some in lines.chunks(lines_at_once) {
        feed(&house, some).await;
    }
    let mut standing = Vec::new();
    for person in &people {
        let dossier = house.desk.dossier(person.id).await.unwrap().unwrap();
        let visas = dossier.documents.iter().filter(|document| document.kind.lets_out());
        let visas = visas.map(|visa| (visa.kind, visa.state)).collect();
        standing.push((dossier.presence(), dossier.party.person().unwrap().crossed_at, visas));
    }
    let held = held(&house).await.into_iter().map(|held| (held.number, held.at.micros())).collect();
    let journeys = Journeys { standing, crossings: crossings(&house).await, held };
    house.close().await;
    journeys
}

/// What happened in order, and the same shuffled with some of it twice.
fn histories() -> impl Strategy<Value = (History, History)> {
    let one = (0..3usize, any::<bool>(), 0..720i64);
    let history = proptest::collection::vec(one, 1..12).prop_map(|mut history| {
        history.sort_by_key(|(who, _, hour)| (*hour, *who));
        history.dedup_by_key(|(who, _, hour)| (*hour, *who));
        history
    });
    let shuffled = history.prop_flat_map(|history| {
        let doubled: History = history.iter().chain(history.iter().step_by(2)).copied().collect();
        (Just(history), Just(doubled).prop_shuffle())
    });
    shuffled.boxed()
}

/// Tells how many of the histories were recorded wholly, and how many refused something.
fn any_order(cases: u32, open: impl AsyncFn() -> TestHouse) -> (u32, u32) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let config = Config { cases, max_shrink_iters: 60, failure_persistence: None, ..Config::default() };
    let (whole, refusing) = (Cell::new(0), Cell::new(0));
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
        .run(&histories(), |(history, shuffled)| {
            runtime.block_on(async {
                let told = play(open().await, &history, history.len()).await;
                // Together, lines are put in the order in which they happened.
                let together = play(open().await, &shuffled, shuffled.len()).await;
                prop_assert_eq!(&together, &told);
                // One by one, what no rule stands against comes to the same.
                if told.held.is_empty() {
                    whole.set(whole.get() + 1);
                    prop_assert_eq!(&play(open().await, &shuffled, 1).await, &told);
                } else {
                    refusing.set(refusing.get() + 1);
                }
                Ok(())
            })
        })
        .unwrap();
    (whole.get(), refusing.get())
}

#[test]
fn any_order_comes_to_the_same_register_on_sqlite() {
    let (whole, refusing) = any_order(24, TestHouse::on_sqlite);
    assert!(whole > 4 && refusing > 2, "both kinds of histories happen: {whole} and {refusing}");
}

#[test]
fn any_order_comes_to_the_same_register_on_postgres() {
    let (whole, refusing) = any_order(5, TestHouse::on_postgres);
    assert!(whole > 0, "both kinds of histories happen: {whole} and {refusing}");
}
