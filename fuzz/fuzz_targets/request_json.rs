//! Requests as JSON, with whatever a form may say: what is read is written and read again as the same, and the
//! decision is a reason, a grant or the unclear fields, and the same one each time.

#![no_main]

use catalogue::scenario::{Question, questions};
use catalogue::{Answers, Catalogue, Decision, Known, Request, decide};
use libfuzzer_sys::fuzz_target;
use record::Ids;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Catalogue> = LazyLock::new(|| match Catalogue::embedded(&Known::default()) {
    Ok(catalogue) => catalogue,
    Err(complaints) => panic!("{complaints:?}"),
});

/// One question for each way a service was ever asked.
static QUESTIONS: LazyLock<Vec<Question<'static>>> =
    LazyLock::new(|| questions(&SHIPPED, SHIPPED.scenario_files()).0);

fn is_decided(question: &Question, answers: &Answers) {
    let request = Request { answers: answers.clone(), ..question.request.clone() };
    let decided =
        || decide(&question.case, &request, question.service, question.moment, &mut Ids::from(1 << 40));
    let decision = decided();
    assert_eq!(decision, decided(), "asked twice, answered twice the same");
    match decision {
        Decision::Refused(refused) => assert!(!refused.reasons.is_empty(), "refused without a reason"),
        Decision::Unclear(unclear) => {
            assert!(!unclear.is_empty());
            let asked = |field: &String| question.service.asks.iter().any(|ask| ask.name == *field);
            assert!(unclear.iter().all(|bad| asked(&bad.field) && !bad.says.is_empty()));
        }
        Decision::Granted(grant) => {
            assert!(
                !grant.changes.is_empty() || !grant.entry.postings().is_empty(),
                "granted, and nothing came of it"
            );
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let Ok(request) = serde_json::from_slice::<Request>(data) else { return };
    let Ok(written) = serde_json::to_string(&request) else { panic!("a request is written") };
    assert_eq!(serde_json::from_str::<Request>(&written).ok().as_ref(), Some(&request));
    // The whole house is too many: every seventh question of the service, from one that the input picks.
    let of_service = QUESTIONS.iter().filter(|question| question.request.service == request.service);
    for question in of_service.skip(data.len() % 7).step_by(7) {
        is_decided(question, &request.answers);
    }
});
