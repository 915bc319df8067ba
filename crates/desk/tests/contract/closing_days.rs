//! The day of an office: each entry is counted once, by the close of its day or by the next.

use crate::on_both;
use catalogue::{Answers, Channel, Request, ServiceId};
use desk::testing::{Actor, AnswerIs, Officer, TestHouse};
use desk::{Became, Corrected, DayClose, DayClosed, DaySheet, Receipt};
use ledger::Halalas;
use store::{Statement, Unit};

async fn at_counter(
    house: &TestHouse,
    officer: &Officer,
    who: &Actor<'_>,
    (service, about): (&str, &Actor<'_>),
    answers: &[(&str, &str)],
) -> Receipt {
    let answers = answers.iter().fold(Answers::default(), |all, (ask, answer)| all.with(ask, answer));
    let request = Request {
        service: ServiceId(service.to_owned()),
        asker: who.id,
        subject: about.id,
        channel: Channel::Counter,
        actor: officer.hand(),
        answers,
    };
    house.desk.ask(&request, &house.fresh_key()).await.must_be_granted()
}

async fn pays_in(house: &TestHouse, officer: &Officer, who: &Actor<'_>, riyals: i64) -> Receipt {
    let amount = Halalas::riyals(riyals).to_string();
    at_counter(house, officer, who, ("fees.deposit", who), &[("fee", "04"), ("amount", &amount)]).await
}

async fn visa(house: &TestHouse, officer: &Officer, who: &Actor<'_>, worker: &Actor<'_>) -> Receipt {
    at_counter(house, officer, who, ("exit-reentry.issue-single", worker), &[("term", "45 days")]).await
}

async fn closes(house: &TestHouse, officer: &Officer, day: &str) -> DayClosed {
    let account = &officer.account;
    house.desk.close_day(account.office, day.parse().unwrap(), account.id).await.unwrap()
}

fn now(closed: DayClosed) -> DayClose {
    match closed {
        DayClosed::Now(close) => close,
        other => panic!("expected it closed now, got {other:?}"),
    }
}

async fn sheet(house: &TestHouse, officer: &Officer, number: i64) -> DaySheet {
    house.desk.closed_day(officer.account.office, number).await.unwrap().expect("a close of that number")
}

fn told(sheet: &DaySheet) -> Vec<(Option<i64>, &str, Became, usize, i64)> {
    let line = |line: &desk::DayLine| {
        (line.counter, line.became, line.transactions, line.amount.0 / 100, line.service.0.clone())
    };
    let lines: Vec<_> = sheet.lines.iter().map(line).collect();
    let short = |service: &str| match service {
        "fees.deposit" => "deposit",
        "exit-reentry.issue-single" => "visa",
        "corrections.reverse" => "reversal",
        _ => "other",
    };
    lines
        .into_iter()
        .map(|(counter, became, times, riyals, service)| (counter, short(&service), became, times, riyals))
        .collect()
}

on_both! {
    async fn a_day_counts_what_each_counter_did_and_later_things_belong_to_the_next(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        let huda = house.officer("huda").await;
        house.desk.sit_at(huda.account.id, Some(3)).await.unwrap();
        pays_in(house, &huda, &fahd, 300).await;
        let mistake = pays_in(house, &huda, &fahd, 100).await;
        house.desk.sit_at(huda.account.id, Some(5)).await.unwrap();
        let issued = visa(house, &huda, &fahd, &ravi).await;
        fahd.pays_in("04", 50).await.must_be_granted();

        let open = house.desk.open_day(huda.account.office, "2026-03-01".parse().unwrap()).await.unwrap();
        let close = now(closes(house, &huda, "2026-03-01").await);
        assert_eq!((close.number, close.closed_by.0), (1, huda.account.id));
        let first = sheet(house, &huda, 1).await;
        let expected = vec![
            (Some(3), "deposit", Became::PaidIn, 2, 400),
            (Some(5), "visa", Became::Consumed, 1, 200),
        ];
        assert_eq!(told(&first), expected);
        assert_eq!((&open.lines, first.transactions), (&first.lines, 3), "what another office wrote is not its own");
        assert_eq!(first.differences, []);

        // Reversed on the same day, after the close: the next day counts it.
        house.seconds_pass(60);
        for reversed in [&issued, &mistake] {
            let proposed = house.desk.propose_correction(&reversed.reference, "Wrong.", huda.account.id).await;
            let id = proposed.unwrap().unwrap().id;
            let noor = house.officer(&format!("noor-{id}")).await;
            let done = house.desk.confirm_correction(id, noor.account.id, huda.account.office).await.unwrap();
            assert!(matches!(done, Corrected::Done(_)), "{done:?}");
        }
        house.seconds_pass(86_400);
        assert_eq!(now(closes(house, &huda, "2026-03-02").await).number, 2);
        let second = sheet(house, &huda, 2).await;
        let expected = vec![
            (None, "reversal", Became::Reversed, 1, 200),
            (None, "reversal", Became::TakenBack, 1, 100),
        ];
        assert_eq!(told(&second), expected);
        assert_eq!(told(&sheet(house, &huda, 1).await), told(&first), "a close stays as it was");
        assert_eq!(house.desk.closes(huda.account.office, 9).await.unwrap().len(), 2);
    }

    async fn a_day_closed_twice_is_closed_once_and_late_is_not_too_late(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let huda = house.officer("huda").await;
        pays_in(house, &huda, &fahd, 300).await;
        assert_eq!(closes(house, &huda, "2026-03-02").await, DayClosed::NotCome);
        house.seconds_pass(3 * 86_400);
        pays_in(house, &huda, &fahd, 200).await;

        let late = now(closes(house, &huda, "2026-03-01").await);
        assert_eq!(closes(house, &huda, "2026-03-01").await, DayClosed::Before(late.clone()));
        assert_eq!(told(&sheet(house, &huda, 1).await), [(None, "deposit", Became::PaidIn, 1, 300)]);
        let today = now(closes(house, &huda, "2026-03-04").await);
        assert_eq!(told(&sheet(house, &huda, 2).await), [(None, "deposit", Became::PaidIn, 1, 200)]);
        assert_eq!(closes(house, &huda, "2026-03-03").await, DayClosed::LaterIsClosed(today));
        let nothing = house.desk.open_day(huda.account.office, "2026-03-04".parse().unwrap()).await.unwrap();
        assert_eq!((nothing.transactions, nothing.close), (0, None));
    }

    async fn many_who_close_at_once_close_it_once(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let huda = house.officer("huda").await;
        pays_in(house, &huda, &fahd, 300).await;
        let mut closing = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let (desk, account) = (house.desk.clone(), huda.account.clone());
            let day = "2026-03-01".parse().unwrap();
            closing.spawn(async move { desk.close_day(account.office, day, account.id).await.unwrap() });
        }
        let answers = closing.join_all().await;
        let now = answers.iter().filter(|answer| matches!(answer, DayClosed::Now(_))).count();
        let before = answers.iter().filter(|answer| matches!(answer, DayClosed::Before(_))).count();
        assert_eq!((now, before), (1, 9), "{answers:?}");
        assert_eq!(sheet(house, &huda, 1).await.transactions, 1);
    }
}

async fn a_difference_is_told(house: TestHouse) {
    static FORGE: Statement = Statement::new(
        "test.forge",
        "INSERT INTO posting (journal, n, account, holder, fee, amount)
         SELECT journal, n + 100, account, holder, fee, amount FROM posting
         WHERE journal IN (SELECT journal FROM posting WHERE account = 'revenue:04')",
    );
    let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
    fahd.sponsors(&ravi).await;
    let huda = house.officer("huda").await;
    pays_in(&house, &huda, &fahd, 300).await;
    let issued = visa(&house, &huda, &fahd, &ravi).await;
    house.desk.store().commit(Unit::new().writes_any(FORGE.with([]))).await.unwrap();

    now(closes(&house, &huda, "2026-03-01").await);

    let differences = sheet(&house, &huda, 1).await.differences;
    assert_eq!(differences.len(), 1);
    let found = &differences[0];
    assert_eq!((&found.reference, found.fee.0.as_str()), (&issued.reference, "04"));
    assert_eq!((found.taken, found.booked), (Halalas::riyals(200), Halalas::riyals(400)));
    house.desk.store().clone().close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn books_that_differ_from_decisions_are_told_on_sqlite() {
    a_difference_is_told(TestHouse::on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn books_that_differ_from_decisions_are_told_on_postgres() {
    a_difference_is_told(TestHouse::on_postgres().await).await;
}
