//! The services for everybody, without sign-in.

use crate::browser::{Browser, pages_of};
use axum::http::StatusCode;
use desk::testing::TestHouse;

#[tokio::test]
async fn given_nobody_is_signed_in_then_every_service_that_is_asked_for_has_its_page_with_its_fee_history() {
    let house = TestHouse::on_sqlite().await;
    let mut browser = Browser::of(&pages_of(&house, false));

    let list = browser.get("/services").await;

    list.must_say("Issue a single exit/re-entry visa").must_say("from SAR 200");
    let one = browser.get("/services/exit-reentry.extend").await;
    one.must_say("What must be so").must_say("SAR 200 for each month").must_say("SAR 100 for each month");
    assert!(one.body.contains("href=\"https://"), "each rule leads to its source");
}

#[tokio::test]
async fn given_a_word_then_only_what_is_meant_is_listed_and_nothing_found_says_so() {
    let house = TestHouse::on_sqlite().await;
    let mut browser = Browser::of(&pages_of(&house, false));

    let found = browser.get("/services?q=iqama").await;
    assert!(found.body.contains("/services/residence-permit.renew-domestic"));
    assert!(!found.body.contains("/services/final-exit.issue"));

    browser.get("/services?q=zebra").await.must_say("Nothing is called that here");
    let hostile = browser.get("/services?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!hostile.body.contains("<script>alert"), "what is searched for comes back as text");
}

#[tokio::test]
async fn given_a_service_nobody_asks_for_or_knows_then_there_is_no_page() {
    let house = TestHouse::on_sqlite().await;
    let mut browser = Browser::of(&pages_of(&house, false));

    for id in ["border.cross", "no.such", "../../etc/passwd"] {
        let answer = browser.get(&format!("/services/{}", id.replace('/', "%2F"))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}
