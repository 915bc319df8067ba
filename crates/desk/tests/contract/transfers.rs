//! A worker passes to a new sponsor in three steps, and a child enters a household.

use catalogue::{Actor as Hand, Answers, Channel, Request};
use desk::authority::Who;
use desk::testing::{Actor, TestHouse};
use desk::{Answer, Looker, NotDone, Part};
use record::{Party, PartyId, TieKind};

async fn asks(
    house: &TestHouse,
    who: &Actor<'_>,
    service: &str,
    about: &Actor<'_>,
    answers: Answers,
) -> Result<Answer, NotDone> {
    house.desk.ask(&who.request(service, about, answers), &house.fresh_key()).await
}

async fn is_granted(house: &TestHouse, who: &Actor<'_>, service: &str, about: &Actor<'_>, answers: Answers) {
    let answer = asks(house, who, service, about, answers).await.unwrap();
    assert!(matches!(answer, Answer::Granted(_)), "{service}: {answer:?}");
}

async fn number(house: &TestHouse, who: &Actor<'_>) -> String {
    let dossier = house.desk.dossier(who.id).await.unwrap().unwrap();
    dossier.party.identifier().as_str().to_owned()
}

async fn parts(house: &TestHouse, who: PartyId) -> Vec<(Part, bool, bool)> {
    let matters = house.desk.matters_of(who).await.unwrap();
    matters.iter().map(|matter| (matter.part, matter.accepted, matter.waits_for_them())).collect()
}

fn looker(who: &Actor<'_>) -> Looker {
    Looker {
        who: Who::Person { party: who.id },
        actor: Hand::Person { id: who.id },
        channel: Channel::Portal,
        why: "own".to_owned(),
    }
}

crate::on_both! {
    /// Each step is open to the one whose turn it is, and shows with its last day to all three.
    async fn a_worker_passes_on_once_all_three_have_said_so(house: &TestHouse) {
        let (salem, huda, driver) =
            (house.citizen("Salem").await, house.citizen("Huda").await, house.resident("Ravi").await);
        let clerk = house.citizen("Nora").await;
        salem.sponsors(&driver).await;
        huda.had_deposited("07", 2_000).await;
        let today = house.moment().today();

        let to_huda = Answers::default().with("new-sponsor", &number(house, &huda).await);
        is_granted(house, &salem, "sponsorship.offer-transfer", &driver, to_huda).await;

        assert_eq!(parts(house, huda.id).await, [(Part::NewSponsor, false, true)]);
        assert_eq!(parts(house, driver.id).await, [(Part::Worker, false, false)]);
        assert_eq!(parts(house, salem.id).await, [(Part::Sponsor, false, false)]);
        assert_eq!(parts(house, clerk.id).await, []);
        let last = house.desk.matters_of(huda.id).await.unwrap()[0].last;
        assert_eq!(last, today.plus_days(7));

        let seen = house.desk.in_matter(driver.id, &looker(&huda)).await.unwrap();
        assert!(seen.is_some(), "whoever was offered the worker sees what may be asked");
        assert!(house.desk.sheet(driver.id, &looker(&huda)).await.unwrap().is_none(), "and no record");
        assert!(house.desk.in_matter(driver.id, &looker(&clerk)).await.unwrap().is_none());
        let looks = house.desk.looks_of(driver.id, 10).await.unwrap();
        assert_eq!(looks.iter().filter(|look| look.person == Some(huda.id)).count(), 1);

        is_granted(house, &huda, "sponsorship.accept-transfer", &driver, Answers::default()).await;
        assert_eq!(parts(house, driver.id).await, [(Part::Worker, true, true)]);

        is_granted(house, &driver, "sponsorship.agree-to-transfer", &driver, Answers::default()).await;
        let now = house.desk.dossier(driver.id).await.unwrap().unwrap();
        assert_eq!(now.held_by(TieKind::Sponsorship, today).map(|tie| tie.holder), Some(huda.id));
        assert_eq!(now.held_by(TieKind::TransferOffer, today), None);
        assert_eq!(parts(house, huda.id).await, []);
        let paid = house.desk.dossier(huda.id).await.unwrap().unwrap();
        assert_eq!(paid.deposited(&ledger::FeeCode("07".to_owned())), ledger::Halalas::ZERO);
    }

    /// What was declined can be offered again, on the same day too.
    async fn a_declined_offer_is_over_and_may_be_made_anew(house: &TestHouse) {
        let (salem, huda, driver) =
            (house.citizen("Salem").await, house.citizen("Huda").await, house.resident("Ravi").await);
        salem.sponsors(&driver).await;
        let to_huda = Answers::default().with("new-sponsor", &number(house, &huda).await);
        is_granted(house, &salem, "sponsorship.offer-transfer", &driver, to_huda.clone()).await;
        is_granted(house, &huda, "sponsorship.accept-transfer", &driver, Answers::default()).await;

        is_granted(house, &huda, "sponsorship.decline-transfer", &driver, Answers::default()).await;

        let answer = asks(house, &huda, "sponsorship.accept-transfer", &driver, Answers::default()).await;
        assert!(matches!(answer, Ok(Answer::Refused(_))), "{answer:?}");
        is_granted(house, &salem, "sponsorship.offer-transfer", &driver, to_huda).await;
        is_granted(house, &huda, "sponsorship.accept-transfer", &driver, Answers::default()).await;
    }

    /// The child is found in the household, with a number, a permit and no mobile of its own.
    async fn a_newborn_enters_its_fathers_household(house: &TestHouse) {
        let father = house.resident("Rohan").await;
        let born = house.moment().today().plus_days(-30).to_string();
        let answers = ["ar-first", "ar-father", "ar-family"].iter().fold(Answers::default(), |a, part| {
            a.with(part, "لينا")
        });
        let answers = ["latin-first", "latin-father", "latin-family"]
            .iter()
            .fold(answers, |answers, part| answers.with(part, "Lena"));
        let answers = ["birth-certificate", "child-passport", "child-insurance", "vaccination-record"]
            .iter()
            .fold(answers, |answers, paper| answers.with(paper, &format!("file:{}", "a".repeat(64))))
            .with("sex", "female")
            .with("born", &born);
        let request = Request {
            channel: Channel::Counter,
            actor: Hand::System,
            ..father.request("family.add-newborn", &father, answers)
        };

        let answer = house.desk.ask(&request, &house.fresh_key()).await.unwrap();

        assert!(matches!(answer, Answer::Granted(_)), "{answer:?}");
        let family = house.desk.my_people(father.id).await.unwrap().family;
        let [(tie, Party::Person(child))] = &family[..] else { panic!("one child: {family:?}") };
        assert_eq!(tie.relation, Some(record::Relation::Daughter));
        assert_eq!((child.birth.day.to_string(), child.mobile.clone()), (born, None));
        let found = house.desk.find(child.identifier.as_str(), 2).await.unwrap();
        assert_eq!(found.len(), 1);
        let dossier = house.desk.dossier(child.id).await.unwrap().unwrap();
        assert!(dossier.document(record::DocumentKind::ResidencePermit).is_some());
    }
}
