//! Reading: who sees what, and the look that each leaves behind.

use crate::on_both;
use catalogue::{Actor as Hand, Channel};
use desk::Looker;
use desk::authority::{Scope, Who};
use desk::import::Population;
use desk::testing::{Actor, AnswerIs, TestHouse};
use record::{Block, BlockId, BlockKind, PartyId, TieKind};

fn on_their_page(who: &Actor<'_>) -> Looker {
    Looker {
        who: Who::Person { party: who.id },
        actor: Hand::Person { id: who.id },
        channel: Channel::Portal,
        why: "own-page".to_owned(),
    }
}

async fn has_a_security_note(house: &TestHouse, who: &Actor<'_>) {
    let id = BlockId(house.ids(1).await.fresh());
    let from = house.moment().today();
    let block = Block { id, party: who.id, kind: BlockKind::SecurityNote, amount: None, from, to: None };
    house.was_before(Population { blocks: vec![block], ..Population::default() }).await;
}

on_both! {
    async fn a_sheet_shows_the_whole_record_with_the_notices_of_the_last_transactions(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 200).await;
        let receipt = sponsor.asks_visa_for(&worker, "45 days").await.must_be_granted();

        let sheet = house.desk.sheet(worker.id, &on_their_page(&sponsor)).await.unwrap().expect("visible");

        assert_eq!(sheet.dossier.documents.len(), 3);
        assert_eq!(sheet.holders.iter().map(|(_, party)| party.id()).collect::<Vec<_>>(), [sponsor.id]);
        let told = &sheet.transactions[0];
        assert_eq!(told.reference, receipt.reference);
        assert_eq!(told.recorded.fees, receipt.fees);
        let recipients: Vec<PartyId> = told.notices.iter().map(|notice| notice.recipient).collect();
        assert_eq!(recipients, [worker.id, sponsor.id]);
        assert!(told.notices.iter().all(|notice| notice.state.as_deref() == Some("queued")), "{told:?}");
    }

    async fn a_stranger_sees_nothing_and_cannot_tell_who_is_there(house: &TestHouse) {
        let (stranger, worker) = (house.citizen("Nora").await, house.resident("Ravi").await);

        let strange = house.desk.sheet(worker.id, &on_their_page(&stranger)).await;
        let nobody = house.desk.sheet(PartyId(4), &on_their_page(&stranger)).await;

        assert_eq!((&strange, &nobody), (&Ok(None), &Ok(None)));
        assert_eq!(house.desk.looks_of(worker.id, 10).await.unwrap(), []);
    }

    async fn a_tie_that_ended_shows_nothing_any_more(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        let id = record::TieId(house.ids(1).await.fresh());
        let today = house.moment().today();
        let ended = record::Tie {
            id,
            kind: TieKind::Sponsorship,
            holder: sponsor.id,
            subject: worker.id,
            relation: None,
            from: today.plus_years(-1),
            to: Some(today),
        };
        house.was_before(Population { ties: vec![ended], ..Population::default() }).await;

        assert_eq!(house.desk.sheet(worker.id, &on_their_page(&sponsor)).await, Ok(None));
    }

    async fn who_looked_is_kept_and_shown_to_the_one_looked_at(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        house.desk.sheet(worker.id, &on_their_page(&sponsor)).await.unwrap();

        let own = house.desk.sheet(worker.id, &on_their_page(&worker)).await.unwrap().unwrap();
        let others = house.desk.sheet(worker.id, &on_their_page(&sponsor)).await.unwrap().unwrap();

        let seen: Vec<Option<PartyId>> = own.looks.iter().map(|look| look.person).collect();
        assert_eq!(seen, [Some(worker.id), Some(sponsor.id)]);
        assert_eq!(others.looks, []);
    }

    async fn the_public_never_learns_of_a_security_note(house: &TestHouse) {
        let worker = house.resident("Ravi").await;
        has_a_security_note(house, &worker).await;
        let token = desk::identity::NewToken {
            name: "hospital".into(),
            scopes: vec![Scope::ReadPersons],
            party: None,
            days: 1,
        };
        let token = house.desk.make_token(&token).await.unwrap();
        let bearer = house.desk.token(&token).await.unwrap().unwrap();
        let system = Looker {
            who: bearer.who(),
            actor: Hand::Token { id: bearer.id, party: None },
            channel: Channel::Api,
            why: "admission".into(),
        };

        for looker in [on_their_page(&worker), system] {
            let sheet = house.desk.sheet(worker.id, &looker).await.unwrap().unwrap();
            assert_eq!(sheet.dossier.blocks, [], "{looker:?}");
        }
        assert_eq!(house.desk.dossier(worker.id).await.unwrap().unwrap().blocks.len(), 1);
    }

    async fn workers_are_paged(house: &TestHouse) {
        let company = house.establishment("Hamza Trading").await;
        for n in 0..25 {
            let worker = house.resident(&format!("Worker{n}")).await;
            company.sponsors(&worker).await;
        }

        let first = house.desk.held(company.id, TieKind::Sponsorship, PartyId(0), 20).await.unwrap();
        let after = first.last().unwrap().1.id();
        let rest = house.desk.held(company.id, TieKind::Sponsorship, after, 20).await.unwrap();

        assert_eq!((first.len(), rest.len()), (20, 5));
        assert!(first.iter().chain(&rest).all(|(tie, party)| tie.subject == party.id()));
        let people = house.desk.my_people(company.id).await.unwrap();
        assert_eq!(people.counts, [(TieKind::Sponsorship, 25)]);
    }

    async fn a_representative_answers_for_the_establishments_workers(house: &TestHouse) {
        let company = house.establishment("Hamza Trading").await;
        let (clerk, worker) = (house.citizen("Nora").await, house.resident("Ravi").await);
        company.sponsors(&worker).await;
        company.holds(TieKind::Representation, &clerk).await;
        company.had_deposited("04", 200).await;

        let sheet = house.desk.sheet(worker.id, &on_their_page(&clerk)).await.unwrap();
        let mut request = company.visa_request(&worker, "45 days");
        request.actor = Hand::Person { id: clerk.id };
        let granted = house.desk.ask(&request, &house.fresh_key()).await;

        assert!(sheet.is_some());
        granted.must_be_granted();
        let represents = house.desk.my_people(clerk.id).await.unwrap().represents;
        assert_eq!(represents.iter().map(|party| party.id()).collect::<Vec<_>>(), [company.id]);
    }

    async fn people_are_found_by_number_name_document_and_mobile(house: &TestHouse) {
        let (_, worker) = (house.citizen("Fahd").await, house.resident("Ravindra").await);
        let dossier = house.desk.dossier(worker.id).await.unwrap().unwrap();
        let number = dossier.party.identifier().as_str().to_owned();
        let mobile = dossier.party.mobile().unwrap().as_str().to_owned();
        let passport = dossier.document(record::DocumentKind::Passport).unwrap().number.clone();

        for query in [&*number, "ravin", &*passport, &*mobile] {
            let found = house.desk.find(query, 10).await.unwrap();
            assert_eq!(found.iter().map(|party| party.id()).collect::<Vec<_>>(), [worker.id], "{query}");
        }
        assert_eq!(house.desk.find("Alharbi", 1).await.unwrap().len(), 1);
        assert_eq!(house.desk.find("Alharbi", 10).await.unwrap().len(), 2);
        assert_eq!(house.desk.find("x", 10).await.unwrap(), []);
    }

    async fn a_transaction_is_found_by_its_reference_and_its_people_by_theirs(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let receipt = fahd.pays_in("04", 200).await.must_be_granted();

        let found = house.desk.transaction(&receipt.reference).await.unwrap().expect("found");
        let of_fahd = house.desk.transactions_of(fahd.id, 10).await.unwrap();
        let messages = house.desk.messages_of(fahd.id, 10).await.unwrap();

        assert_eq!(of_fahd, std::slice::from_ref(&found));
        assert_eq!(found.notices, messages);
        assert!(messages[0].body.as_deref().is_some_and(|body| body.contains("200")));
    }

    async fn operations_show_what_waits_and_codes_are_forgotten_once_they_ended(house: &TestHouse) {
        static END: store::Statement =
            store::Statement::new("test.end", "UPDATE message SET state = 'delivered', ended_at = $1");
        static BODIES: store::Statement = store::Statement::new("test.bodies", "SELECT body FROM message ORDER BY lane");
        let fahd = house.citizen("Fahd").await;
        fahd.pays_in("04", 200).await.must_be_granted();
        let number = house.desk.dossier(fahd.id).await.unwrap().unwrap();
        house.desk.ask_for_code(number.party.identifier().as_str()).await.unwrap();
        house.seconds_pass(5);

        let seen = house.desk.operations().await.unwrap();
        assert_eq!((seen.standing.len(), seen.oldest_waiting_seconds, seen.written_last_minute), (2, Some(5), 2));

        let now = house.moment().now.micros();
        house.desk.store().commit(store::Unit::new().writes_any(END.with([now.into()]))).await.unwrap();
        house.desk.forget_what_is_past().await.unwrap();

        assert_eq!(house.desk.operations().await.unwrap().delivered_last_minute, 2);
        let bodies = house.desk.store().read_one(BODIES.with([])).await.unwrap();
        assert_eq!(bodies[0].text(0).unwrap(), "", "the code is forgotten");
        assert!(!bodies[1].text(0).unwrap().is_empty(), "the notice is kept its days");
    }

    async fn a_text_whose_end_nobody_told_is_forgotten_once_it_is_of_no_use(house: &TestHouse) {
        static OPEN: store::Statement = store::Statement::new(
            "test.open",
            "UPDATE message SET state = CASE lane WHEN 'code' THEN 'submitted' ELSE 'in-doubt' END, useful_until = $1",
        );
        static KEPT: store::Statement =
            store::Statement::new("test.kept", "SELECT lane FROM message WHERE body <> '' ORDER BY lane");
        let fahd = house.citizen("Fahd").await;
        fahd.pays_in("04", 200).await.must_be_granted();
        let dossier = house.desk.dossier(fahd.id).await.unwrap().unwrap();
        house.desk.ask_for_code(dossier.party.identifier().as_str()).await.unwrap();
        let useful = house.moment().now.plus_seconds(600).micros();
        house.desk.store().commit(store::Unit::new().writes_any(OPEN.with([useful.into()]))).await.unwrap();
        let mut kept = Vec::new();

        for seconds in [0, 601, 90 * 86_400] {
            house.seconds_pass(seconds);
            house.desk.forget_what_is_past().await.unwrap();
            let rows = house.desk.store().read_one(KEPT.with([])).await.unwrap();
            kept.push(rows.iter().map(|row| row.text(0).unwrap().to_owned()).collect::<Vec<_>>());
        }

        assert_eq!(kept, [vec!["code", "record-change"], vec!["record-change"], vec![]]);
    }
}
