//! A supervisor closes the day of their office; officers say where they sit.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use crate::browser::{Browser, pages_of};
use crate::counter::signed_in;
use axum::http::StatusCode;
use desk::testing::TestHouse;
use store::{Statement, Unit};

static PROMOTE: Statement =
    Statement::new("test.promote", "UPDATE account SET role = 'supervisor' WHERE login = 'huda'");

#[tokio::test]
async fn given_a_supervisor_then_the_day_is_closed_once_and_its_sheet_and_file_stay() {
    let house = TestHouse::on_sqlite().await;
    let payer = house.citizen("Omar").await;
    house.officer("huda").await;
    house.desk.store().commit(Unit::new().writes(PROMOTE.with([]))).await.unwrap();
    let mut browser = signed_in(&house, Browser::of(&pages_of(&house, false)), "huda").await;

    let seat = browser.get("/counter/seat").await.form("/counter/seat");
    let wrong = browser.post(&seat.clone().with("counter", "zero")).await;
    wrong.must_say("from 1 to 999");
    browser.send_and_follow(&seat.with("counter", "٣")).await.must_say("Counter 3");

    let page = format!("/counter/person/{}/service/fees.deposit", payer.id.0);
    let form = browser.get(&format!("{page}?reason=asked")).await.form(&page);
    let checked = browser.post(&form.with("fee", "04").with("amount", "250").with("do", "check")).await;
    let form = checked.form(&page).with("do", "commit");
    let paid = browser.post(&form).await;
    assert!(paid.status.is_redirection(), "{}", paid.text());

    let open = browser.get("/counter/days").await;
    open.must_say("Not closed yet").must_say("Counter 3").must_say("Paid in").must_say("SAR 250");
    let close = open.form("/counter/days");
    let early = browser.post(&close.clone().with("day", "2030-01-01")).await;
    early.must_say("has not come yet");
    let closed = browser.send_and_follow(&close).await;
    closed.must_say("Closed under number 1").must_say("SAR 250");
    let again = browser.post(&close).await;
    assert_eq!(again.location(), "/counter/days/1", "twice is once");
    let file = browser.get("/counter/days/1?as=csv").await;
    assert_eq!(
        file.body,
        "counter,service,fee,became,transactions,amount\n3,fees.deposit,04,paid-in,1,250.00\n"
    );
    browser.get("/counter/days").await.must_say("No money moved");
    assert_eq!(browser.get("/counter/days/2").await.status, StatusCode::NOT_FOUND);
    house.close().await;
}

#[tokio::test]
async fn given_an_officer_who_is_no_supervisor_then_days_are_not_shown() {
    let house = TestHouse::on_sqlite().await;
    let mut browser = crate::counter::at_the_counter(&house).await;
    let home = browser.get("/counter").await;
    assert!(!home.body.contains("/counter/days"));
    assert_eq!(browser.get("/counter/days").await.status, StatusCode::NOT_FOUND);
    house.close().await;
}
