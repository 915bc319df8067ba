//! A decision as a unit of work: what it rests on is looked at again when it is written.

use crate::on_both;
use catalogue::{Actor as Hand, Case, Decision, Grant, Request};
use desk::testing::{Actor, AnswerIs, TestHouse};
use desk::{
    DEPOSIT_MOVED, Fingerprint, Granted, NO_LONGER_ACTING, Notice, PARTY_CHANGED, ScopedKey, Told, unit_of,
};
use record::{Language, NoticeId, TieKind};
use store::{Outcome, Overtaken, Statement, Unit};

/// A request that was decided, and is not written yet.
struct Decided {
    request: Request,
    case: Case,
    grant: Box<Grant>,
    notices: Vec<Notice>,
}

async fn decided(house: &TestHouse, request: Request) -> Decided {
    let case = house.desk.load_case(&request).await.unwrap();
    let service = house.desk.catalogue().service(&request.service).unwrap();
    let mut ids = house.ids(64).await;
    let decision = catalogue::decide(&case, &request, service, house.moment(), &mut ids);
    let Decision::Granted(grant) = decision else {
        panic!("granted, or there is nothing to write: {decision:?}")
    };
    let notices = grant.owed.iter().map(|owed| Notice {
        id: NoticeId(ids.fresh()),
        owed: owed.clone(),
        language: Language::Ar,
        text: owed.text.clone(),
        told: Told::Suppress { reason: "no-mobile".into() },
    });
    let notices = notices.collect();
    Decided { request, case, grant, notices }
}

impl Decided {
    fn unit(&self, house: &TestHouse) -> Unit {
        unit_of(&Granted {
            request: &self.request,
            case: &self.case,
            grant: &self.grant,
            notices: &self.notices,
            key: &ScopedKey::of(&self.request.actor, &house.fresh_key()),
            fingerprint: &Fingerprint::of(&self.request),
            moment: house.moment(),
            catalogue_version: house.desk.catalogue().version(),
        })
    }

    async fn written(&self, house: &TestHouse) -> Outcome {
        house.desk.store().commit(self.unit(house)).await.unwrap()
    }
}

async fn sponsored<'a>(house: &'a TestHouse) -> (Actor<'a>, Actor<'a>) {
    let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
    sponsor.sponsors(&worker).await;
    sponsor.had_deposited("04", 300).await;
    sponsor.had_deposited("03", 650).await;
    (sponsor, worker)
}

on_both! {
    async fn it_is_written_while_nothing_has_changed(house: &TestHouse) {
        let (sponsor, worker) = sponsored(house).await;
        let visa = decided(house, sponsor.visa_request(&worker, "45 days")).await;

        assert!(matches!(visa.written(house).await, Outcome::Done(_)));
    }

    async fn a_record_that_changed_overtakes_it(house: &TestHouse) {
        let (sponsor, worker) = sponsored(house).await;
        let visa = decided(house, sponsor.visa_request(&worker, "45 days")).await;
        sponsor.asks_renewal_for(&worker, 12).await.must_be_granted();

        assert_eq!(visa.written(house).await, Outcome::Overtaken(PARTY_CHANGED));
    }

    async fn a_deposit_that_was_used_meanwhile_overtakes_it(house: &TestHouse) {
        let (sponsor, worker) = sponsored(house).await;
        let other = house.resident("Jo").await;
        sponsor.sponsors(&other).await;
        let visa = decided(house, sponsor.visa_request(&worker, "45 days")).await;
        sponsor.asks_visa_for(&other, "45 days").await.must_be_granted();

        assert_eq!(visa.written(house).await, Outcome::Overtaken(DEPOSIT_MOVED));
    }

    async fn a_deposit_that_still_suffices_does_not(house: &TestHouse) {
        let (sponsor, worker) = sponsored(house).await;
        let visa = decided(house, sponsor.visa_request(&worker, "45 days")).await;
        sponsor.pays_in("04", 5).await.must_be_granted();

        assert!(matches!(visa.written(house).await, Outcome::Done(_)));
    }

    async fn a_representative_dismissed_meanwhile_writes_nothing(house: &TestHouse) {
        static DISMISS: Statement = Statement::new("test.dismiss", "UPDATE tie SET to_day = $2 WHERE id = $1");
        let (company, clerk) = (house.establishment("Hamza Trading").await, house.citizen("Nora").await);
        let worker = house.resident("Ravi").await;
        company.sponsors(&worker).await;
        company.had_deposited("04", 300).await;
        let tie = company.holds(TieKind::Representation, &clerk).await;
        let mut request = company.visa_request(&worker, "45 days");
        request.actor = Hand::Person { id: clerk.id };
        let visa = decided(house, request).await;
        let today = house.moment().today().epoch_days();
        let dismissed = Unit::new().writes(DISMISS.with([tie.id.0.into(), today.into()]));
        house.desk.store().commit(dismissed).await.unwrap();

        assert_eq!(visa.written(house).await, Outcome::Overtaken(NO_LONGER_ACTING));
    }

    async fn an_overtaken_unit_leaves_its_key_free(house: &TestHouse) {
        static KEYS: Statement = Statement::new("test.keys", "SELECT count(*) FROM request_key");
        let (sponsor, worker) = sponsored(house).await;
        let visa = decided(house, sponsor.visa_request(&worker, "45 days")).await;
        sponsor.asks_renewal_for(&worker, 12).await.must_be_granted();
        let unit = visa.unit(house);

        let first = house.desk.store().commit(unit.clone()).await.unwrap();
        let second = house.desk.store().commit(unit).await.unwrap();

        assert_eq!((first, second), (Outcome::Overtaken(PARTY_CHANGED), Outcome::Overtaken(PARTY_CHANGED)));
        let keys = house.desk.store().read_one(KEYS.with([])).await.unwrap();
        assert_eq!(keys[0].int(0).unwrap(), 1, "the renewal's own");
    }

    async fn the_same_decision_is_the_same_unit(house: &TestHouse) {
        let (sponsor, worker) = sponsored(house).await;
        let visa = decided(house, sponsor.visa_request(&worker, "45 days")).await;
        let granted = Granted {
            request: &visa.request,
            case: &visa.case,
            grant: &visa.grant,
            notices: &visa.notices,
            key: &ScopedKey::of(&visa.request.actor, &house.fresh_key()),
            fingerprint: &Fingerprint::of(&visa.request),
            moment: house.moment(),
            catalogue_version: house.desk.catalogue().version(),
        };

        assert_eq!(unit_of(&granted), unit_of(&granted));
    }

    async fn a_decision_with_a_notice_left_out_is_never_made_a_unit(house: &TestHouse) {
        let (sponsor, worker) = sponsored(house).await;
        let mut visa = decided(house, sponsor.visa_request(&worker, "45 days")).await;
        visa.notices.pop();
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| visa.unit(house)));

        assert!(made.is_err(), "everyone who must be told has a decision");
    }
}

/// The words tests compare outcomes by.
#[test]
fn each_guard_has_a_word_of_its_own() {
    let all: std::collections::BTreeSet<&str> =
        [PARTY_CHANGED, DEPOSIT_MOVED, NO_LONGER_ACTING].map(|Overtaken(word)| word).into();
    assert_eq!(all.len(), 3);
}
