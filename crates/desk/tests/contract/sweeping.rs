//! Sweeping: what time alone brings about is done on its day, once, whoever sweeps and however often.

use crate::on_both;
use calendar::Day;
use desk::import::Population;
use desk::sql::register::LIFT_BLOCK;
use desk::testing::{AnswerIs, TestHouse};
use desk::{Came, SweepError, SweepOf, Swept};
use ledger::Halalas;
use record::{
    Block, BlockId, BlockKind, Document, DocumentId, DocumentKind, DocumentState, DocumentStatus, FineKind,
    PartyId, TieKind,
};
use std::collections::BTreeMap;
use store::Unit;

/// Gives somebody a visa, or another document that lets out, in this state.
async fn had(house: &TestHouse, holder: PartyId, kind: DocumentKind, status: DocumentStatus, day: &str) {
    let day: Day = day.parse().unwrap();
    let id = DocumentId(house.ids(1).await.fresh());
    let state = DocumentState { status, expires: day, depart_by: Some(day), return_by: Some(day) };
    let document = Document {
        id,
        holder,
        kind,
        number: format!("6{:011}", id.0),
        issued: day.plus_days(-60),
        term: None,
        expires_written: None,
        state,
    };
    house.was_before(Population { documents: vec![document], ..Population::default() }).await;
}

async fn sweeps(house: &TestHouse) -> Swept {
    house.desk.sweep(SweepOf::default(), &|_| {}).await.unwrap()
}

fn came(swept: &Swept) -> BTreeMap<String, u64> {
    let word = |came: &Came| match came {
        Came::Done => "done".to_owned(),
        Came::Refused(why) => why.clone(),
        Came::Failed => "failed".to_owned(),
    };
    let mut all = BTreeMap::new();
    for ((service, rule, what), count) in &swept.came {
        *all.entry(format!("{service} {rule} {}", word(what))).or_default() += count;
    }
    all
}

fn these(expected: &[(&str, u64)]) -> BTreeMap<String, u64> {
    expected.iter().map(|(what, count)| ((*what).to_owned(), *count)).collect()
}

async fn statuses(house: &TestHouse, of: PartyId, kind: DocumentKind) -> Vec<DocumentStatus> {
    let dossier = house.desk.dossier(of).await.unwrap().unwrap();
    dossier.documents.iter().filter(|known| known.kind == kind).map(|known| known.state.status).collect()
}

on_both! {
    async fn a_visa_that_ran_out_is_fined_once_and_blocks_until_it_is_paid(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 500).await;
        had(house, worker.id, DocumentKind::ExitReentrySingle, DocumentStatus::Valid, "2026-02-27").await;

        let first = sweeps(house).await;
        let second = sweeps(house).await;

        assert_eq!(came(&first), these(&[("exit-reentry.expire single-unused done", 1)]));
        assert_eq!((second.days, came(&second)), (0, these(&[])));
        assert_eq!(
            statuses(house, worker.id, DocumentKind::ExitReentrySingle).await,
            [DocumentStatus::Lapsed]
        );
        let dossier = house.desk.dossier(worker.id).await.unwrap().unwrap();
        assert_eq!(dossier.fines_of(FineKind::ExitReentryExpired), 1);
        let owes = house.desk.dossier(sponsor.id).await.unwrap().unwrap();
        let today = house.moment().today();
        assert_eq!(owes.owed(BlockKind::UnpaidFine, today), Halalas::riyals(1_000));

        sponsor.asks_visa_for(&worker, "45 days").await.must_be_refused_for(&["no-fine-owed"]);
        let pays = sponsor.request("fees.pay-fine", &sponsor, Default::default());
        house.desk.ask(&pays, &house.fresh_key()).await.must_be_refused_for(&["fine"]);
        sponsor.pays_in("54", 1_000).await.must_be_granted();
        house.desk.ask(&pays, &house.fresh_key()).await.must_be_granted();
        house.desk.ask(&pays, &house.fresh_key()).await.must_be_refused_for(&["fine-owed"]);
        assert_eq!(house.deposited(sponsor.id, "54").await, Halalas::ZERO);
        sponsor.asks_visa_for(&worker, "45 days").await.must_be_granted();
    }

    async fn days_of_standstill_are_made_good_in_their_order(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sweeps(house).await;
        had(house, worker.id, DocumentKind::ExitReentrySingle, DocumentStatus::Valid, "2026-03-10").await;
        worker.crosses("out", "2026-03-01T06:00:00Z").await.must_be_granted();

        // Nothing is swept for seven months; then everything that fell due meanwhile is, each thing after what it
        // follows from, and no reminder is sent of a day that is past.
        house.it_is("2026-10-01T07:00:00Z");
        let swept = sweeps(house).await;

        assert_eq!(swept.days, 214);
        assert_eq!(came(&swept), these(&[
            ("exit-reentry.not-returned two-months done", 1),
            ("sponsorship.drop-absent six-months done", 1),
        ]));
        assert_eq!(
            statuses(house, worker.id, DocumentKind::ExitReentrySingle).await,
            [DocumentStatus::NotReturned]
        );
        let dossier = house.desk.dossier(worker.id).await.unwrap().unwrap();
        assert!(dossier.held_by(TieKind::Sponsorship, house.moment().today()).is_none());
        assert!(dossier.document(DocumentKind::ResidencePermit).is_none(), "it is closed");
    }

    async fn a_reminder_is_sent_once_on_its_day(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        house.it_is("2026-11-30T21:10:00Z");

        // The permit ends on the first of March; in Riyadh it is the first of December, ninety days before.
        let first = sweeps(house).await;
        let again = house.desk.sweep(SweepOf { since: Some(house.moment().today()), to: None }, &|_| {}).await;

        let once = these(&[("residence-permit.remind days-90 done", 1)]);
        assert_eq!(came(&first), once);
        // The same things are asked again under the same keys, and come to the same transactions.
        assert_eq!(came(&again.unwrap()), once);
        let entries = house.desk.transactions_of(worker.id, 10).await.unwrap();
        assert_eq!(entries.len(), 1);
    }

    async fn two_sweepers_at_once_do_each_thing_once(house: &TestHouse) {
        let pairs = house.pairs(40).await;
        for (_, worker) in &pairs {
            had(house, *worker, DocumentKind::FinalExit, DocumentStatus::Valid, "2026-02-27").await;
        }
        let other = TestHouse::opened(&house.url).await;

        let (one, two) = tokio::join!(sweeps(house), sweeps(&other));

        assert_eq!((one.failed(), two.failed()), (0, 0));
        for (sponsor, worker) in pairs {
            let dossier = house.desk.dossier(worker).await.unwrap().unwrap();
            assert_eq!(dossier.fines_of(FineKind::FinalExitExpired), 1);
            let owes = house.desk.dossier(sponsor).await.unwrap().unwrap();
            let today = house.moment().today();
            assert_eq!(owes.owed(BlockKind::UnpaidFine, today), Halalas::riyals(1_000));
        }
        other.close().await;
    }

    async fn one_employer_of_many_is_fined_for_each(house: &TestHouse) {
        let company = house.establishment("Najd").await;
        for n in 0..30 {
            let worker = house.resident(&format!("Ravi{n}")).await;
            company.sponsors(&worker).await;
            had(house, worker.id, DocumentKind::ExitReentrySingle, DocumentStatus::Valid, "2026-02-27").await;
        }

        let swept = sweeps(house).await;

        assert_eq!(came(&swept), these(&[("exit-reentry.expire single-unused done", 30)]));
        let owes = house.desk.dossier(company.id).await.unwrap().unwrap();
        let today = house.moment().today();
        assert_eq!(owes.owed(BlockKind::UnpaidFine, today), Halalas::riyals(30_000));
    }

    async fn a_dry_run_says_what_it_would_do_and_writes_nothing(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        had(house, worker.id, DocumentKind::FinalExit, DocumentStatus::Valid, "2026-02-27").await;
        let before = house.desk.store().stats().units;

        let mut items = Vec::new();
        let dry = house.desk.sweep_dry(SweepOf::default(), &mut |item| items.push(item)).await.unwrap();

        assert_eq!(house.desk.store().stats().units, before, "nothing was written");
        assert_eq!(came(&dry), these(&[("final-exit.expire unused done", 1)]));
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].fell_on, house.moment().today());
        assert!(items[0].person.starts_with("****"), "{}", items[0].person);
        // A day to come can be looked at, and only looked at.
        let ahead = SweepOf { to: Some("2026-03-02".parse().unwrap()), since: None };
        assert!(matches!(house.desk.sweep(ahead, &|_| {}).await, Err(SweepError::Ahead(_))));
        let dry = house.desk.sweep_dry(ahead, &mut |_| {}).await.unwrap();
        assert_eq!(dry.days, 1);
        assert_eq!(came(&sweeps(house).await), these(&[("final-exit.expire unused done", 1)]));
    }

    async fn what_was_refused_is_looked_at_again_on_later_days(house: &TestHouse) {
        let worker = house.resident("Ravi").await;
        had(house, worker.id, DocumentKind::FinalExit, DocumentStatus::Valid, "2026-02-27").await;
        let today = house.moment().today();
        let id = BlockId(house.ids(1).await.fresh());
        let kind = BlockKind::Death;
        let dead = Block { id, party: worker.id, kind, amount: None, from: today.plus_days(-9), to: None };
        house.was_before(Population { blocks: vec![dead], ..Population::default() }).await;
        assert_eq!(came(&sweeps(house).await), these(&[("final-exit.expire unused alive", 1)]));

        // The death was somebody else's; the day after, it is taken back.
        let lifted = LIFT_BLOCK.with([id.0.into(), today.epoch_days().into()]);
        house.desk.store().commit(Unit::new().writes(lifted)).await.unwrap();
        house.seconds_pass(86_400);

        assert_eq!(came(&sweeps(house).await), these(&[("final-exit.expire unused done", 1)]));
    }

    async fn a_first_sweep_begins_with_its_day_and_since_reaches_back(house: &TestHouse) {
        let (early, late) = (house.resident("Ravi").await, house.resident("Siti").await);
        had(house, early.id, DocumentKind::FinalExit, DocumentStatus::Valid, "2026-02-20").await;
        had(house, late.id, DocumentKind::FinalExit, DocumentStatus::Valid, "2026-02-27").await;

        let first = sweeps(house).await;
        house.seconds_pass(86_400);
        let second = sweeps(house).await;
        let since = SweepOf { since: Some("2026-02-22".parse().unwrap()), to: None };
        let back = house.desk.sweep(since, &|_| {}).await.unwrap();

        assert_eq!(came(&first), these(&[("final-exit.expire unused done", 1)]));
        assert_eq!(came(&second), these(&[]));
        assert_eq!((back.days, came(&back)), (9, these(&[("final-exit.expire unused done", 1)])));
    }
}
