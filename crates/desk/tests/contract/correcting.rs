//! A transaction that should not have been is reversed: by two officers, whole, and only while nothing rests on it.

use crate::correcting_money::books;
use crate::on_both;
use catalogue::{Answers, Channel, Dossier, Request, ServiceId};
use desk::testing::{Actor, AnswerIs, Officer, TestHouse};
use desk::{Corrected, Correction, CorrectionState, NotProposed, Receipt};
use ledger::Halalas;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use record::{DocumentKind, FineKind, PartyId, Reference};
use store::Statement;

static NOTICES: Statement = Statement::new(
    "test.notices",
    "SELECT recipient, text_key FROM notice WHERE journal = $1 ORDER BY recipient",
);

async fn two_officers(house: &TestHouse) -> (Officer, Officer) {
    (house.officer("huda").await, house.officer("saad").await)
}

async fn proposed(house: &TestHouse, of: &Reference, by: &Officer) -> Correction {
    let proposed = house.desk.propose_correction(of, "Issued for the wrong worker.", by.account.id).await;
    proposed.expect("a store").expect("it can be undone")
}

async fn confirmed(house: &TestHouse, id: i64, by: &Officer) -> Corrected {
    house.desk.confirm_correction(id, by.account.id, by.account.office).await.expect("a store")
}

/// Proposed by one and confirmed by another.
async fn reversed(house: &TestHouse, of: &Reference, (one, two): (&Officer, &Officer)) -> Receipt {
    let correction = proposed(house, of, one).await;
    match confirmed(house, correction.id, two).await {
        Corrected::Done(receipt) => receipt,
        other => panic!("expected it reversed, got {other:?}"),
    }
}

async fn dossier(house: &TestHouse, party: PartyId) -> Dossier {
    house.desk.dossier(party).await.unwrap().unwrap()
}

/// What stands on a record today, whichever rows say so.
fn standing(dossier: &Dossier, house: &TestHouse) -> (String, Vec<String>) {
    let today = house.moment().today();
    let documents = dossier.documents.iter().filter(|known| known.state.status.is_live());
    let ties = dossier.ties.iter().filter(|tie| tie.holds_on(today) && tie.to.is_none());
    let blocks = dossier.blocks.iter().filter(|block| block.stands_on(today));
    let mut lines: Vec<String> = documents.map(|known| format!("{known:?}")).collect();
    lines.extend(ties.map(|tie| format!("{:?} {:?} {:?}", tie.kind, tie.holder, tie.relation)));
    lines.extend(blocks.map(|block| format!("{:?} {:?}", block.kind, block.amount)));
    lines.extend(dossier.fines.iter().map(|fine| format!("{fine:?}")));
    lines.extend(dossier.deposits.iter().map(|deposit| format!("{deposit:?}")));
    lines.sort();
    (format!("{:?}", dossier.party), lines)
}

on_both! {
    async fn two_officers_reverse_a_visa_and_everybody_who_was_told_is_told(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 500).await;
        let (one, two) = two_officers(house).await;
        let visa = sponsor.asks_visa_for(&worker, "45 days").await.must_be_granted();

        let receipt = reversed(house, &visa.reference, (&one, &two)).await;

        let record = dossier(house, worker.id).await;
        assert_eq!(record.document(DocumentKind::ExitReentrySingle), None);
        assert_eq!(house.deposited(sponsor.id, "04").await, Halalas::riyals(500), "the fee lies ready again");
        let told = house.desk.store().read_one(NOTICES.with([receipt.transaction.0.into()])).await.unwrap();
        let told: Vec<(i64, String)> =
            told.iter().map(|row| (row.int(0).unwrap(), row.text(1).unwrap().to_owned())).collect();
        let mut expected = vec![
            (worker.id.0, "svc-corrected-to-you".to_owned()),
            (sponsor.id.0, "svc-corrected-for-yours".to_owned()),
        ];
        expected.sort();
        assert_eq!(told, expected);
        let known = house.desk.correction_of(visa.transaction).await.unwrap().expect("a correction");
        let officers = (known.proposed_by.0, known.decided_by.map(|by| by.0));
        assert_eq!(officers, (one.account.id, Some(two.account.id)), "both stand in the book");
        assert_eq!((known.state, known.reversal), (CorrectionState::Confirmed, Some(receipt.reference.clone())));
        let entry = house.desk.transaction(&receipt.reference).await.unwrap().expect("an entry");
        assert_eq!(entry.recorded.answers.get("reverses"), Some(visa.reference.as_str()));
        assert_eq!(entry.recorded.answers.get("proposed-by"), Some(one.account.id.to_string().as_str()));
    }

    async fn nobody_confirms_what_they_proposed(house: &TestHouse) {
        let payer = house.citizen("Fahd").await;
        let (one, two) = two_officers(house).await;
        let paid = payer.pays_in("04", 200).await.must_be_granted();
        let correction = proposed(house, &paid.reference, &one).await;

        assert_eq!(confirmed(house, correction.id, &one).await, Corrected::ByTheSameOfficer);
        assert_eq!(house.deposited(payer.id, "04").await, Halalas::riyals(200));

        assert!(matches!(confirmed(house, correction.id, &two).await, Corrected::Done(_)));
        assert_eq!(house.deposited(payer.id, "04").await, Halalas::ZERO);
        assert_eq!(confirmed(house, correction.id, &two).await, Corrected::NotOpen, "not twice");
    }

    async fn two_who_confirm_at_once_reverse_it_once(house: &TestHouse) {
        let payer = house.citizen("Fahd").await;
        let (one, two) = two_officers(house).await;
        let three = house.officer("nora").await;
        payer.had_deposited("04", 1_000).await;
        let paid = payer.pays_in("04", 200).await.must_be_granted();
        let id = proposed(house, &paid.reference, &one).await.id;

        let answers = tokio::join!(confirmed(house, id, &two), confirmed(house, id, &three));

        let done = |answer: &Corrected| usize::from(matches!(answer, Corrected::Done(_)));
        assert_eq!(done(&answers.0) + done(&answers.1), 1);
        assert_eq!(house.deposited(payer.id, "04").await, Halalas::riyals(1_000));
    }

    async fn what_was_declined_stays_and_may_be_proposed_again(house: &TestHouse) {
        let payer = house.citizen("Fahd").await;
        let (one, two) = two_officers(house).await;
        let paid = payer.pays_in("04", 200).await.must_be_granted();
        let first = proposed(house, &paid.reference, &one).await;
        let again = house.desk.propose_correction(&paid.reference, "Once more.", two.account.id).await.unwrap();
        assert_eq!(again, Err(NotProposed::Already), "one proposal at a time");

        assert!(house.desk.decline_correction(first.id, two.account.id).await.unwrap());
        assert!(!house.desk.decline_correction(first.id, two.account.id).await.unwrap(), "not twice");

        assert_eq!(confirmed(house, first.id, &two).await, Corrected::NotOpen);
        assert_eq!(house.deposited(payer.id, "04").await, Halalas::riyals(200));
        assert_eq!(house.desk.corrections_waiting(9).await.unwrap(), []);
        proposed(house, &paid.reference, &two).await;
    }

    async fn what_later_things_rest_on_is_not_reversed(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        let (one, two) = two_officers(house).await;
        let paid = sponsor.pays_in("04", 200).await.must_be_granted();
        let before = proposed(house, &paid.reference, &one).await;
        let visa = sponsor.asks_visa_for(&worker, "45 days").await.must_be_granted();

        let reasons = |answer: Corrected| match answer {
            Corrected::Standing(reasons) => reasons.into_iter().map(|reason| reason.says).collect::<Vec<_>>(),
            other => panic!("expected reasons against it, got {other:?}"),
        };
        assert_eq!(reasons(confirmed(house, before.id, &two).await), ["correct-money-used"]);
        house.seconds_pass(86_400);
        worker.crosses("out", "2026-03-02T06:00:00Z").await.must_be_granted();
        let against = house.desk.against_correction(&visa.reference).await.unwrap().expect("an entry");
        assert_eq!(against.iter().map(|reason| reason.says.as_str()).collect::<Vec<_>>(), ["correct-moved-on"]);
    }

    async fn a_crossing_is_a_fact(house: &TestHouse) {
        let citizen = house.citizen("Fahd").await;
        let (one, _) = two_officers(house).await;
        let left = citizen.crosses("out", "2026-03-01T06:00:00Z").await.must_be_granted();

        let refused = house.desk.propose_correction(&left.reference, "Wrong person.", one.account.id).await;

        let Ok(Err(NotProposed::Standing(reasons))) = refused else { panic!("it was proposed: {refused:?}") };
        assert_eq!(reasons[0].says, "correct-crossing");
    }

    async fn who_left_for_good_by_mistake_is_what_they_were(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("54", 1_000).await;
        let (one, two) = two_officers(house).await;
        let issue = sponsor.request("final-exit.issue", &worker, Answers::default());
        house.desk.ask(&issue, &house.fresh_key()).await.must_be_granted();
        house.seconds_pass(61 * 86_400);
        let record = dossier(house, worker.id).await;
        let cancel = sponsor.request("final-exit.cancel", &worker, Answers::default());
        let cancelled = house.desk.ask(&cancel, &house.fresh_key()).await.must_be_granted();
        assert_eq!(dossier(house, worker.id).await.fines_of(FineKind::FinalExitExpired), 1);

        reversed(house, &cancelled.reference, (&one, &two)).await;

        assert_eq!(standing(&dossier(house, worker.id).await, house), standing(&record, house));
        assert_eq!(dossier(house, worker.id).await.fines_of(FineKind::FinalExitExpired), 0, "it is waived");
        assert_eq!(house.deposited(sponsor.id, "54").await, Halalas::riyals(1_000));
    }

    async fn a_service_that_was_reversed_does_not_count_as_granted(house: &TestHouse) {
        let (firm, worker) = (house.establishment("Hamza").await, house.resident("Ravi").await);
        firm.sponsors(&worker).await;
        let (one, two) = two_officers(house).await;
        let report = firm.request("exit-reentry.issue-single", &worker, Answers::default().with("term", "30 days"));
        firm.had_deposited("04", 900).await;
        let first = house.desk.ask(&report, &house.fresh_key()).await.must_be_granted();
        reversed(house, &first.reference, (&one, &two)).await;

        house.desk.ask(&report, &house.fresh_key()).await.must_be_granted();

        assert_eq!(house.deposited(firm.id, "04").await, Halalas::riyals(700));
    }
}

/// Something that may be granted about a worker.
#[derive(Debug, Clone)]
struct Wish {
    service: &'static str,
    answers: Vec<(&'static str, &'static str)>,
}

fn wish() -> impl Strategy<Value = Wish> {
    let plain = |service| Just(Wish { service, answers: Vec::new() });
    let with = |service, ask, answers: &'static [&'static str]| {
        prop::sample::select(answers).prop_map(move |answer| Wish { service, answers: vec![(ask, answer)] })
    };
    prop_oneof![
        with("exit-reentry.issue-single", "term", &["2 months", "30 days", "7 days"]),
        with("exit-reentry.issue-multiple", "term", &["3 months"]),
        with("residence-permit.renew-domestic", "months", &["12", "24"]),
        plain("exit-reentry.cancel"),
        plain("final-exit.issue"),
        plain("final-exit.convert"),
        plain("final-exit.cancel"),
        plain("sponsorship.report-absence"),
        plain("sponsorship.cancel-absence-report"),
        with("fees.deposit", "amount", &["100.00", "2500.00"]),
    ]
}

fn request(sponsor: &Actor, worker: &Actor, officer: &Officer, wish: &Wish) -> Request {
    let answers = wish.answers.iter().fold(Answers::default(), |all, (ask, answer)| all.with(ask, answer));
    let (subject, answers) = match wish.service {
        "fees.deposit" => (sponsor.id, answers.with("fee", "04")),
        _ => (worker.id, answers),
    };
    Request {
        service: ServiceId(wish.service.to_owned()),
        asker: sponsor.id,
        subject,
        channel: Channel::Counter,
        actor: officer.hand(),
        answers,
    }
}

/// Grants what can be granted of some wishes, reversing each once on the way, and says how many were.
async fn plays(house: TestHouse, wishes: &[(Wish, i64)]) -> usize {
    let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
    sponsor.sponsors(&worker).await;
    for fee in ["03", "04", "05", "54"] {
        sponsor.had_deposited(fee, 50_000).await;
    }
    let (one, two) = two_officers(&house).await;
    let mut granted = 0;
    for (wish, days) in wishes {
        house.seconds_pass(days * 86_400);
        let (both, wished) = ([sponsor.id, worker.id], request(&sponsor, &worker, &one, wish));
        let money = books(&house).await;
        let mut before = Vec::new();
        for id in both {
            before.push(standing(&dossier(&house, id).await, &house));
        }
        let answer = house.desk.ask(&wished, &house.fresh_key()).await;
        let Ok(desk::Answer::Granted(receipt)) = answer else { continue };
        granted += 1;

        reversed(&house, &receipt.reference, (&one, &two)).await;

        assert_eq!(books(&house).await, money, "{wish:?} leaves every account and lot as before");
        for (id, before) in both.into_iter().zip(before) {
            assert_eq!(
                standing(&dossier(&house, id).await, &house),
                before,
                "{wish:?} leaves nothing behind"
            );
        }
        // Then it happens for good, so that the next one finds another record.
        let again = house.desk.ask(&wished, &house.fresh_key()).await;
        assert!(again.is_ok(), "the record is one that can be asked about: {again:?}");
    }
    house.close().await;
    granted
}

fn whatever_is_granted(cases: u32, open: impl AsyncFn() -> TestHouse) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let config = Config { cases, max_shrink_iters: 40, failure_persistence: None, ..Config::default() };
    let granted = std::cell::Cell::new(0);
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
        .run(&proptest::collection::vec((wish(), 0..40i64), 1..12), |wishes| {
            granted.set(granted.get() + runtime.block_on(async { plays(open().await, &wishes).await }));
            Ok(())
        })
        .unwrap();
    assert!(granted.get() > cases as usize, "only {} were granted and reversed", granted.get());
}

#[test]
fn whatever_is_granted_can_be_reversed_and_leaves_the_record_as_it_was_on_sqlite() {
    whatever_is_granted(32, TestHouse::on_sqlite);
}

#[test]
fn whatever_is_granted_can_be_reversed_and_leaves_the_record_as_it_was_on_postgres() {
    whatever_is_granted(8, TestHouse::on_postgres);
}
