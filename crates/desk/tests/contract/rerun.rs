//! Past decisions judged again by the rules of their own day.

use crate::on_both;
use calendar::{Day, Instant};
use catalogue::{Catalogue, Decision, Known};
use desk::rerun::{Rejudged, Rerun, Why, keep, rerun};
use desk::testing::{AnswerIs, CountingSecrets, TestHouse};
use desk::{Clock, Desk, Fingerprint, Granted, Parts, ScopedKey, unit_of};
use std::sync::Arc;
use store::{Outcome, Statement, Unit};

/// Every decision of the journal judged again, imports apart.
async fn all_again(house: &TestHouse) -> Vec<Rerun> {
    let days: (Day, Day) = ("2000-01-01".parse().unwrap(), "2100-01-01".parse().unwrap());
    let mut all = Vec::new();
    rerun(house.desk.store(), days, |one| all.push(one)).await.unwrap();
    all.retain(|one| one.rejudged != Rejudged::NotJudged(Why::NotARequest));
    all
}

async fn outcomes(house: &TestHouse) -> Vec<Rejudged> {
    all_again(house).await.into_iter().map(|one| one.rejudged).collect()
}

struct Standing(Instant);

impl Clock for Standing {
    fn now(&self) -> Instant {
        self.0
    }
}

/// The shipped rules with another fee for renewing the permit of a domestic worker.
fn with_a_dearer_renewal(house: &TestHouse) -> Catalogue {
    let mut files = house.desk.catalogue().rule_files().to_vec();
    let (_, text) =
        files.iter_mut().find(|(name, _)| name == "residence-permit/renew-domestic.toml").unwrap();
    let dearer = text.replace("\"650.00\"", "\"800.00\"");
    assert_ne!(*text, dearer, "the fee is changed");
    *text = dearer;
    Catalogue::of(files, &Known::default()).unwrap()
}

fn another_desk(house: &TestHouse, catalogue: Catalogue) -> Desk {
    Desk::new(Parts {
        store: house.desk.store().clone(),
        catalogue: Arc::new(catalogue),
        words: house.desk.words().clone(),
        clock: Arc::new(Standing(house.moment().now)),
        secrets: Arc::new(CountingSecrets::default()),
        passwords: desk::identity::PasswordCost::CHEAP,
        demo: false,
    })
}

static FORGET_RULES: Statement = Statement::new("test.forget_rules", "DELETE FROM kept_rules");
static ALTER_RULES: Statement =
    Statement::new("test.alter_rules", "UPDATE kept_rules SET files = replace(files, '200.00', '2.00')");

on_both! {
    async fn whatever_became_of_those_it_was_about_a_decision_comes_out_the_same_again(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.pays_in("04", 500).await.must_be_granted();
        sponsor.asks_visa_for(&worker, "2 months").await.must_be_granted();
        sponsor.asks_cancel_for(&worker).await.must_be_granted();
        house.seconds_pass(86_400);
        sponsor.asks_visa_for(&worker, "30 days").await.must_be_granted();
        worker.crosses("out", &house.moment().now.to_string()).await.must_be_granted();
        house.seconds_pass(86_400);
        worker.crosses("in", &house.moment().now.to_string()).await.must_be_granted();
        sponsor.pays_in("03", 2_000).await.must_be_granted();
        sponsor.asks_renewal_for(&worker, 24).await.must_be_granted();

        assert_eq!(outcomes(house).await, vec![Rejudged::Same; 8]);
    }

    async fn each_is_judged_by_the_rules_it_was_decided_by(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.pays_in("03", 5_000).await.must_be_granted();
        let cheap = sponsor.asks_renewal_for(&worker, 12).await.must_be_granted();
        house.seconds_pass(330 * 86_400);
        let dearer = with_a_dearer_renewal(house);
        keep(house.desk.store(), &dearer, house.moment().now).await.unwrap();
        let desk = another_desk(house, dearer);
        let answers = catalogue::Answers::default().with("months", "12");
        let request = sponsor.request("residence-permit.renew-domestic", &worker, answers);
        let dear = desk.ask(&request, &house.fresh_key()).await.must_be_granted();

        let again = all_again(house).await;

        assert!(dear.fees[0].amount > cheap.fees[0].amount, "the fee rose");
        assert_ne!(again[1].version, again[2].version);
        assert!(again.iter().all(|one| one.rejudged == Rejudged::Same), "{again:?}");
    }

    async fn a_decision_that_the_rules_do_not_give_is_found_with_what_differs(house: &TestHouse) {
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.pays_in("04", 200).await.must_be_granted();
        let request = sponsor.visa_request(&worker, "30 days");
        let case = house.desk.load_case(&request).await.unwrap();
        let service = house.desk.catalogue().service(&request.service).unwrap();
        let decision = catalogue::decide(&case, &request, service, house.moment(), &mut house.ids(64).await);
        let Decision::Granted(mut grant) = decision else { panic!("granted: {decision:?}") };
        grant.owed.clear();
        grant.figures.pop();
        let unit = unit_of(&Granted {
            request: &request,
            case: &case,
            grant: &grant,
            notices: &[],
            key: &ScopedKey::of(&request.actor, &house.fresh_key()),
            fingerprint: &Fingerprint::of(&request),
            moment: house.moment(),
            catalogue_version: house.desk.catalogue().version(),
        });
        assert!(matches!(house.desk.store().commit(unit).await.unwrap(), Outcome::Done(_)));

        let differs = Rejudged::Differs(vec!["figures".to_owned(), "told".to_owned()]);
        assert_eq!(outcomes(house).await, [Rejudged::Same, differs]);
    }

    async fn rules_that_were_not_kept_or_were_altered_judge_nothing(house: &TestHouse) {
        let sponsor = house.citizen("Fahd").await;
        sponsor.pays_in("04", 200).await.must_be_granted();

        house.desk.store().commit(Unit::new().writes(ALTER_RULES.with([]))).await.unwrap();
        assert_eq!(outcomes(house).await, [Rejudged::NotJudged(Why::RulesAltered)]);

        house.desk.store().commit(Unit::new().writes(FORGET_RULES.with([]))).await.unwrap();
        assert_eq!(outcomes(house).await, [Rejudged::NotJudged(Why::RulesNotKept)]);

        // Opening the house again keeps them again.
        keep(house.desk.store(), house.desk.catalogue(), house.moment().now).await.unwrap();
        assert_eq!(outcomes(house).await, [Rejudged::Same]);
    }

    async fn only_the_days_asked_for_are_judged(house: &TestHouse) {
        let sponsor = house.citizen("Fahd").await;
        sponsor.pays_in("04", 200).await.must_be_granted();
        house.seconds_pass(86_400);
        let second = sponsor.pays_in("04", 300).await.must_be_granted();
        let today = house.moment().today();

        let mut found = Vec::new();
        rerun(house.desk.store(), (today, today), |one| found.push(one.reference)).await.unwrap();

        assert_eq!(found, [second.reference]);
    }
}
