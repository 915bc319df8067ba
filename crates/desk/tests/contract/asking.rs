//! Asking: what is granted is written once and whole, what is refused writes nothing.

use crate::on_both;
use catalogue::{Actor as Hand, Channel, Decision};
use desk::authority::Scope;
use desk::identity::NewToken;
use desk::testing::{Actor, AnswerIs};
use desk::{Answer, NotDone};
use ledger::Halalas;
use record::{DocumentKind, DocumentStatus};

on_both! {
    async fn a_visa_is_issued_paid_for_and_told(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 500).await;

        let receipt = sponsor.asks_visa_for(&worker, "45 days").await.must_be_granted();

        assert_eq!(house.deposited(sponsor.id, "04").await, Halalas::riyals(300));
        let dossier = house.desk.dossier(worker.id).await.unwrap().unwrap();
        let visa = dossier.document(DocumentKind::ExitReentrySingle).expect("a visa");
        assert_eq!((Some(visa.id), dossier.version), (receipt.document, 2));
        assert_eq!(visa.state.return_by, Some("2026-04-15".parse().unwrap()));
    }

    async fn a_refusal_writes_nothing_and_the_same_form_is_judged_again(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        let (request, key) = (sponsor.visa_request(&worker, "45 days"), house.fresh_key());

        house.desk.ask(&request, &key).await.must_be_refused_for(&["issue"]);
        sponsor.pays_in("04", 200).await.must_be_granted();

        house.desk.ask(&request, &key).await.must_be_granted();
    }

    async fn the_same_request_twice_is_one_transaction_with_one_answer(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 500).await;
        let (request, key) = (sponsor.visa_request(&worker, "45 days"), house.fresh_key());

        let first = house.desk.ask(&request, &key).await.must_be_granted();
        let second = house.desk.ask(&request, &key).await.must_be_granted();

        assert_eq!(first, second);
        assert_eq!(house.deposited(sponsor.id, "04").await, Halalas::riyals(300));
    }

    async fn a_double_click_is_one_transaction(house: &TestHouse) {
        let payer = house.citizen("Fahd").await;
        let (request, key) = (payer.deposit_request("04", 200), house.fresh_key());

        let (one, two) = tokio::join!(house.desk.ask(&request, &key), house.desk.ask(&request, &key));

        assert_eq!(one.must_be_granted(), two.must_be_granted());
        assert_eq!(house.deposited(payer.id, "04").await, Halalas::riyals(200));
    }

    async fn a_key_used_for_something_else_is_refused(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 500).await;
        let key = house.fresh_key();
        house.desk.ask(&sponsor.visa_request(&worker, "45 days"), &key).await.must_be_granted();

        let other = house.desk.ask(&sponsor.visa_request(&worker, "46 days"), &key).await;

        assert_eq!(other, Err(NotDone::KeyUsedForAnother));
    }

    async fn anothers_key_is_never_met(house: &TestHouse) {
        let (one, two) = (house.citizen("Fahd").await, house.citizen("Nora").await);
        let (ravi, siti) = (house.resident("Ravi").await, house.resident("Siti").await);
        for (sponsor, worker) in [(&one, &ravi), (&two, &siti)] {
            sponsor.sponsors(worker).await;
            sponsor.had_deposited("04", 200).await;
        }
        let key = house.fresh_key();
        let first = house.desk.ask(&one.visa_request(&ravi, "45 days"), &key).await;
        let second = house.desk.ask(&two.visa_request(&siti, "45 days"), &key).await;

        assert_ne!(first.must_be_granted().reference, second.must_be_granted().reference);
    }

    async fn two_hundred_ask_at_once_and_the_deposit_pays_for_one(house: &TestHouse) {
        let sponsor = house.establishment("Hamza Trading").await;
        sponsor.had_deposited("04", 200).await;
        let mut workers = Vec::new();
        for n in 0..200 {
            let worker = house.resident(&format!("Worker{n}")).await;
            sponsor.sponsors(&worker).await;
            workers.push(worker);
        }
        let mut asking = tokio::task::JoinSet::new();
        for worker in &workers {
            let (desk, request, key) =
                (house.desk.clone(), sponsor.visa_request(worker, "30 days"), house.fresh_key());
            asking.spawn(async move { desk.ask(&request, &key).await });
        }

        let answers = asking.join_all().await;

        let granted = answers.iter().filter(|answer| matches!(answer, Ok(Answer::Granted(_)))).count();
        let refused = answers.iter().filter(|answer| matches!(answer, Ok(Answer::Refused(_)))).count();
        assert_eq!((granted, refused), (1, 199));
        assert_eq!(house.deposited(sponsor.id, "04").await, Halalas::ZERO);
    }

    async fn two_ask_for_one_traveller_at_once_and_one_visa_stands(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 5_000).await;

        let (one, two) =
            tokio::join!(sponsor.asks_visa_for(&worker, "30 days"), sponsor.asks_visa_for(&worker, "40 days"));

        let granted = [one, two].into_iter().filter(|a| matches!(a, Ok(Answer::Granted(_)))).count();
        assert_eq!(granted, 1);
    }

    async fn out_and_back_uses_the_visa_up(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 200).await;
        sponsor.asks_visa_for(&worker, "45 days").await.must_be_granted();
        house.it_is("2026-03-20T07:00:00Z");

        worker.crosses("out", "2026-03-10T09:00:00Z").await.must_be_granted();
        worker.crosses("in", "2026-03-18T09:00:00Z").await.must_be_granted();

        let dossier = house.desk.dossier(worker.id).await.unwrap().unwrap();
        let visa = dossier.documents.iter().find(|d| d.kind == DocumentKind::ExitReentrySingle).unwrap();
        assert_eq!(visa.state.status, DocumentStatus::Used);
    }

    async fn a_crossing_reported_twice_under_two_keys_is_one_crossing(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let first = fahd.crosses("out", "2026-02-28T09:00:00Z").await.must_be_granted();

        let second = fahd.crosses("out", "2026-02-28T09:00:00Z").await.must_be_granted();
        house.seconds_pass(91 * 86_400);
        house.desk.forget_what_is_past().await.unwrap();
        let long_after = fahd.crosses("out", "2026-02-28T09:00:00Z").await.must_be_granted();

        assert_eq!(first, second);
        assert_eq!(first, long_after, "though the key of the first is forgotten");
    }

    async fn whoever_is_not_known_is_told_so(house: &TestHouse) {
        let sponsor = house.citizen("Fahd").await;
        let mut request = sponsor.visa_request(&sponsor, "45 days");
        request.subject = record::PartyId(4);

        assert_eq!(house.desk.ask(&request, &house.fresh_key()).await, Err(NotDone::NoSuchParty));
    }

    async fn whose_hand_it_was_is_written_down(house: &TestHouse) {
        let (officer, fahd) = (house.officer("huda").await, house.citizen("Fahd").await);
        let new = NewToken {
            name: "bank".into(),
            scopes: vec![Scope::SubmitRequests],
            party: Some(fahd.id),
            days: 1,
        };
        let token = house.desk.make_token(&new).await.unwrap();
        let id = house.desk.token(&token).await.unwrap().unwrap().id;
        fahd.had_deposited("04", 600).await;
        let hands = [
            (officer.hand(), Channel::Counter),
            (Hand::Person { id: fahd.id }, Channel::Portal),
            (Hand::Token { id, party: Some(fahd.id) }, Channel::Api),
        ];

        for (hand, channel) in hands {
            let worker = house.resident("Ravi").await;
            fahd.sponsors(&worker).await;
            let mut request = fahd.visa_request(&worker, "45 days");
            (request.actor, request.channel) = (hand.clone(), channel);
            let receipt = house.desk.ask(&request, &house.fresh_key()).await.must_be_granted();
            let written = house.desk.transaction(&receipt.reference).await.unwrap().unwrap();
            assert_eq!((&written.actor, written.channel), (&hand, channel));
            assert_eq!(written.recorded.answers, request.answers);
        }
        let since = calendar::Instant::from_micros(0);
        assert_eq!(house.desk.transactions_by(officer.account.id, since, 10).await.unwrap().len(), 1);
    }

    async fn an_officer_at_the_counter_asks_for_whoever_stands_there(house: &TestHouse) {
        let officer = house.officer("huda").await;
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        let stranger = house.citizen("Nora").await;
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 200).await;
        stranger.had_deposited("04", 200).await;
        let at_the_counter = |who: &Actor<'_>| catalogue::Request {
            actor: officer.hand(),
            channel: Channel::Counter,
            ..who.visa_request(&worker, "45 days")
        };

        let strange = house.desk.ask(&at_the_counter(&stranger), &house.fresh_key()).await;
        let preview = house.desk.preview(&at_the_counter(&sponsor)).await.unwrap();
        let granted = house.desk.ask(&at_the_counter(&sponsor), &house.fresh_key()).await.must_be_granted();

        strange.must_be_refused_for(&["not-yours-to-ask"]);
        let Decision::Granted(foreseen) = preview else { panic!("granted: {preview:?}") };
        assert_eq!((foreseen.figures, foreseen.fees), (granted.figures, granted.fees));
    }
}
