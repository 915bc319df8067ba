//! What the services of the residence permit leave in the register.

use crate::on_both;
use catalogue::{Actor as Hand, Answers, Channel, Request};
use desk::testing::{Actor, AnswerIs};
use record::{DocumentKind, DocumentStatus, FineKind, PartyKind};

/// A request before an officer.
fn at_the_counter(
    hand: &Hand,
    asker: &Actor<'_>,
    about: &Actor<'_>,
    service: &str,
    answers: &[(&str, &str)],
) -> Request {
    let said = answers.iter().fold(Answers::default(), |all, (ask, answer)| all.with(ask, answer));
    Request { channel: Channel::Counter, actor: hand.clone(), ..asker.request(service, about, said) }
}

on_both! {
    async fn a_visitor_becomes_a_resident_and_is_still_found_by_the_border_number(house: &TestHouse) {
        let (sponsor, maid) = (house.citizen("Nora").await, house.visitor("Siti").await);
        sponsor.sponsors(&maid).await;
        for kind in [DocumentKind::MedicalExam, DocumentKind::HealthInsurance] {
            maid.had(kind).await;
        }
        sponsor.had_deposited("02", 650).await;
        let border_number = house.desk.dossier(maid.id).await.unwrap().unwrap().party.identifier().as_str().to_owned();

        let request = sponsor.request("residence-permit.issue-domestic", &maid, Answers::default().with("months", "12"));
        house.desk.ask(&request, &house.fresh_key()).await.must_be_granted();

        let dossier = house.desk.dossier(maid.id).await.unwrap().unwrap();
        assert_eq!(dossier.party.kind(), PartyKind::Resident);
        assert!(dossier.party.identifier().as_str().starts_with('2'));
        let permit = dossier.document(DocumentKind::ResidencePermit).expect("a permit");
        assert_eq!(permit.state.expires, house.moment().today().plus_years(1));
        for number in [border_number.as_str(), dossier.party.identifier().as_str()] {
            let found = house.desk.find(number, 5).await.unwrap();
            assert_eq!(found.iter().map(|party| party.id()).collect::<Vec<_>>(), [maid.id], "{number}");
        }
    }

    async fn a_card_is_printed_handed_over_once_lost_and_replaced(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        for (fee, riyals) in [("08", 500), ("54", 1_000)] {
            sponsor.had_deposited(fee, riyals).await;
        }
        let hand = house.officer("huda").await.hand();
        let print = sponsor.request("residence-permit.print-card", &worker, Answers::default());
        let hand_over = [("identity-seen", "seen")];
        let papers = [("sponsor-letter", "seen"), ("passport-original", "seen"), ("photos", "seen")];
        let lost = [&[("what-happened", "lost"), ("lost-on", "2026-03-01")], &papers[..]].concat();

        house.desk.ask(&print, &house.fresh_key()).await.must_be_granted();
        for outcome in [&[][..], &["card-waits"][..]] {
            let request = at_the_counter(&hand, &worker, &worker, "residence-permit.hand-over-card", &hand_over);
            let answer = house.desk.ask(&request, &house.fresh_key()).await;
            match outcome {
                [] => drop(answer.must_be_granted()),
                conditions => answer.must_be_refused_for(conditions),
            }
        }
        let request = at_the_counter(&hand, &sponsor, &worker, "residence-permit.replace", &lost);
        house.desk.ask(&request, &house.fresh_key()).await.must_be_granted();

        let dossier = house.desk.dossier(worker.id).await.unwrap().unwrap();
        let mut cards: Vec<(DocumentKind, DocumentStatus)> = dossier
            .documents
            .iter()
            .filter(|d| matches!(d.kind, DocumentKind::ResidenceCard | DocumentKind::CardSlip))
            .map(|document| (document.kind, document.state.status))
            .collect();
        cards.sort();
        let (card, slip) = (DocumentKind::ResidenceCard, DocumentKind::CardSlip);
        assert_eq!(
            cards,
            [
                (card, DocumentStatus::Valid),
                (card, DocumentStatus::Lost),
                (slip, DocumentStatus::Valid),
                (slip, DocumentStatus::Used),
            ]
        );
        assert_eq!(dossier.fines_of(FineKind::LostPermit), 1);
    }

    async fn a_name_and_an_occupation_are_corrected_and_the_rest_stays(house: &TestHouse) {
        let (firm, worker) = (house.establishment("Hamza Trading").await, house.resident("Ravi").await);
        firm.sponsors(&worker).await;
        worker.had(DocumentKind::WorkPermit).await;
        firm.had_deposited("12", 1_000).await;
        let hand = house.officer("huda").await.hand();
        let name = [("ar-first", "رافي"), ("latin-family", "Prasad"), ("passport-original", "seen")];
        let work = [("occupation", "Electrician"), ("labour-approval", "seen")];

        for (service, answers) in
            [("residence-permit.correct-name", &name[..]), ("residence-permit.change-occupation", &work[..])]
        {
            let request = at_the_counter(&hand, &firm, &worker, service, answers);
            house.desk.ask(&request, &house.fresh_key()).await.must_be_granted();
        }

        let dossier = house.desk.dossier(worker.id).await.unwrap().unwrap();
        let person = dossier.person().expect("a person");
        assert_eq!((person.name.ar.first.as_str(), person.name.ar.family.as_str()), ("رافي", "الحربي"));
        assert_eq!((person.name.latin.first.as_str(), person.name.latin.family.as_str()), ("Ravi", "Prasad"));
        assert_eq!(person.occupation.as_deref(), Some("Electrician"));
    }

    async fn a_lost_passport_is_followed_by_another_and_the_first_stays_on_record(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        worker.had_deposited("52", 1_000).await;
        let loss = worker.request(
            "residence-permit.report-lost-passport",
            &worker,
            Answers::default().with("lost-on", "2026-03-01"),
        );
        house.desk.ask(&loss, &house.fresh_key()).await.must_be_granted();
        let hand = house.officer("huda").await.hand();
        let new = [("passport-number", "b1234567"), ("passport-to", "2031-02-28"), ("passport-copy", "seen")];

        let request = at_the_counter(&hand, &sponsor, &worker, "residence-permit.update-passport", &new);
        house.desk.ask(&request, &house.fresh_key()).await.must_be_granted();

        let dossier = house.desk.dossier(worker.id).await.unwrap().unwrap();
        let passport = dossier.document(DocumentKind::Passport).expect("a passport");
        assert_eq!((passport.number.as_str(), passport.state.expires), ("B1234567", "2031-02-28".parse().unwrap()));
        let lost = dossier.documents.iter().filter(|d| d.state.status == DocumentStatus::Lost);
        assert_eq!(lost.map(|document| document.kind).collect::<Vec<_>>(), [DocumentKind::Passport]);
    }
}
