//! An officer at the counter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail the test")]

use crate::browser::{Browser, Form, pages_of};
use axum::http::StatusCode;
use catalogue::Answers;
use desk::testing::{AnswerIs, Officer, TestHouse};
use record::{DocumentKind, PartyId, TieKind};
use totp_rs::{Builder, Secret};

fn code_now(house: &TestHouse) -> String {
    let secret = Secret::try_from_base32(Officer::TOTP_SECRET).unwrap();
    let seconds = u64::try_from(house.moment().now.micros() / 1_000_000).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(seconds).to_string()
}

/// Signs in as officers do.
pub async fn at_the_counter(house: &TestHouse) -> Browser {
    house.officer("huda").await;
    signed_in(house, Browser::of(&pages_of(house, false)), "huda").await
}

/// The same with an account that is there.
pub async fn signed_in(house: &TestHouse, mut browser: Browser, login: &str) -> Browser {
    let form = browser.visit("/counter").await.form("/counter/sign-in");
    let form = form.with("account", login).with("password", Officer::PASSWORD).with("code", &code_now(house));
    let home = browser.send_and_follow(&form).await;
    home.must_say("Mall office");
    browser
}

#[tokio::test]
async fn given_a_wrong_password_then_the_form_comes_back_and_no_session_is_opened() {
    let house = TestHouse::on_sqlite().await;
    house.officer("huda").await;
    let mut browser = Browser::of(&pages_of(&house, false));
    let form = browser.visit("/counter").await.form("/counter/sign-in");
    let wrong = form.with("account", "huda").with("password", "open sesam").with("code", &code_now(&house));

    let answer = browser.post(&wrong).await;

    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.must_say("does not match");
    assert_eq!(browser.get("/counter").await.location(), "/counter/sign-in");
    house.close().await;
}

#[tokio::test]
async fn given_an_identifier_then_the_record_opens_at_once_and_the_look_is_kept() {
    let house = TestHouse::on_sqlite().await;
    let worker = house.resident("Rafiq").await;
    let number = house.desk.dossier(worker.id).await.unwrap().unwrap().party.identifier().as_str().to_owned();
    let mut browser = at_the_counter(&house).await;

    let sheet = browser.visit(&format!("/counter?q={number}&reason=asked")).await;

    assert_eq!(sheet.status, StatusCode::OK);
    sheet.must_say("Rafiq Alharbi").must_say("Asked by the holder");
    assert!(!sheet.body.contains(&format!("q={number}")), "what was typed stays out of addresses");
    let looks = house.desk.looks_of(worker.id, 10).await.unwrap();
    assert_eq!(looks.iter().map(|look| look.why.as_str()).collect::<Vec<_>>(), ["asked"]);
    house.close().await;
}

#[tokio::test]
async fn given_a_worker_with_a_fee_ready_then_a_visa_is_seen_granted_told_and_printed() {
    // Given a sponsor whose fee lies ready
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker) = (house.citizen("Omar").await, house.resident("Maria").await);
    sponsor.sponsors(&worker).await;
    sponsor.had_deposited("04", 500).await;
    let mut browser = at_the_counter(&house).await;
    let page = format!("/counter/person/{}/service/exit-reentry.issue-single", worker.id.0);

    // When the officer opens the service
    let seen = browser.get(&format!("{page}?reason=asked")).await;

    // Then everything is known before the button
    seen.must_say("Issue the visa")
        .must_say("SAR 200")
        .must_say("Omar Alharbi")
        .must_say("Last day to travel");
    assert_eq!(house.deposited(sponsor.id, "04").await, ledger::Halalas::riyals(500));

    // When it is committed, and the form sent again by a second press
    let form = seen.form(&page).with("do", "commit");
    let first = browser.post(&form).await;
    let second = browser.post(&form).await;

    // Then it is granted once
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    assert_eq!(first.location(), second.location());
    assert_eq!(house.deposited(sponsor.id, "04").await, ledger::Halalas::riyals(300));
    let done = browser.visit(first.location()).await;
    done.must_say("The visa is issued").must_say("waiting");

    // And it can be printed, in both languages and calendars
    let print = done.body.split("href=\"/print/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let sheet = browser.get(&format!("/print/{print}")).await;
    sheet.must_say("تأشيرة خروج وعودة مفردة").must_say("Exit/re-entry visa, single").must_say("1447");
    house.close().await;
}

#[tokio::test]
async fn given_nothing_deposited_then_every_reason_is_told_and_nothing_is_written() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker) = (house.citizen("Omar").await, house.resident("Maria").await);
    sponsor.sponsors(&worker).await;
    let mut browser = at_the_counter(&house).await;
    let page = format!("/counter/person/{}/service/exit-reentry.issue-single", worker.id.0);

    let refused = browser.get(&format!("{page}?reason=asked")).await;

    refused.must_say("Not possible now").must_say("one reason").must_say("Conditions checked");
    let pressed = browser.post(&refused.form(&page).with("do", "commit")).await;
    assert_eq!(pressed.status, StatusCode::OK);
    pressed.must_say("Not possible now");
    assert!(house.desk.transactions_of(worker.id, 10).await.unwrap().is_empty());
    house.close().await;
}

#[tokio::test]
async fn given_a_form_from_elsewhere_then_nothing_is_done() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker) = (house.citizen("Omar").await, house.resident("Maria").await);
    sponsor.sponsors(&worker).await;
    sponsor.had_deposited("04", 500).await;
    let mut browser = at_the_counter(&house).await;
    let page = format!("/counter/person/{}/service/exit-reentry.issue-single", worker.id.0);
    let form: Form = browser.get(&format!("{page}?reason=asked")).await.form(&page).with("do", "commit");

    // Without the session's token, with another's, or from another site
    for forged in [form.clone().without("token"), form.clone().with("token", "00000000")] {
        assert_eq!(browser.post(&forged).await.status, StatusCode::FORBIDDEN);
    }
    for origin in ["https://example.org", "null", "http://test.example.org"] {
        let mut elsewhere = browser.clone();
        elsewhere.origin = Some(origin.to_owned());
        assert_eq!(elsewhere.post(&form).await.status, StatusCode::FORBIDDEN, "{origin}");
    }

    assert!(house.desk.transactions_of(worker.id, 10).await.unwrap().is_empty());
    house.close().await;
}

#[tokio::test]
async fn given_a_record_that_is_not_there_then_the_page_is_that_of_one_not_shown() {
    let house = TestHouse::on_sqlite().await;
    let mut browser = at_the_counter(&house).await;
    for address in [
        "/counter/person/999999?reason=asked",
        "/counter/person/x?reason=asked",
        "/counter/transaction/00000000?reason=asked",
        "/print/ZZZZZZZZ",
        "/nowhere",
    ] {
        let answer = browser.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        answer.must_say("This record is not shown to you.");
    }
    house.close().await;
}

#[tokio::test]
async fn given_an_officer_who_reads_a_message_then_its_recipient_sees_that_they_looked() {
    let house = TestHouse::on_sqlite().await;
    let (fahd, nora) = (house.citizen("Fahd").await, house.citizen("Nora").await);
    assert!(matches!(fahd.pays_in("04", 200).await, Ok(desk::Answer::Granted(_))));
    let message = house.desk.messages_of(fahd.id, 1).await.unwrap()[0].id.0;
    let mut browser = at_the_counter(&house).await;

    let page = browser.get(&format!("/messages/{message}")).await;

    page.must_say("200").must_say("Your reason for looking: Reading a message.");
    let looks = house.desk.looks_of(fahd.id, 10).await.unwrap();
    assert_eq!(looks.iter().map(|look| look.why.as_str()).collect::<Vec<_>>(), ["message"]);
    assert_eq!(house.desk.looks_of(nora.id, 10).await.unwrap(), []);
    house.close().await;
}

#[tokio::test]
async fn given_a_head_of_household_then_the_family_leaves_by_one_button_and_each_is_answered() {
    // Given a worker with a wife, and a son who has a final exit already
    let house = TestHouse::on_sqlite().await;
    let (firm, head) = (house.establishment("Hamza").await, house.resident("Rafiq").await);
    let (wife, son) = (house.resident("Salma").await, house.resident("Adam").await);
    firm.sponsors(&head).await;
    head.holds(TieKind::Household, &wife).await;
    head.holds(TieKind::Household, &son).await;
    let earlier = head.request("final-exit.issue", &son, Answers::default());
    house.desk.ask(&earlier, &house.fresh_key()).await.must_be_granted();
    let mut browser = at_the_counter(&house).await;
    let page = format!("/counter/person/{}/service/final-exit.issue", head.id.0);

    // When the officer opens the service and presses the one button, twice
    let seen = browser.get(&format!("{page}?reason=asked")).await;
    seen.must_say("For the dependents too?").must_say("Salma");
    let form = seen.form(&page).with("do", "commit").with("with-dependents", "yes");
    let done = browser.post(&form).await;
    let again = browser.post(&form).await;

    // Then each has an answer of their own, and nothing is done twice
    for page in [&done, &again] {
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        page.must_say("Salma Alharbi")
            .must_say("Issued. Ref")
            .must_say("Adam Alharbi")
            .must_say("Not issued.");
    }
    let exits = async |who: PartyId| {
        let documents = house.desk.dossier(who).await.unwrap().unwrap().documents;
        documents.iter().filter(|known| known.kind == DocumentKind::FinalExit).count()
    };
    assert_eq!((exits(head.id).await, exits(wife.id).await, exits(son.id).await), (1, 1, 1));
    house.close().await;
}

#[tokio::test]
async fn given_a_visa_for_the_wrong_worker_then_one_officer_proposes_and_another_confirms_its_reversal() {
    // Given a visa that should not be
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker) = (house.citizen("Omar").await, house.resident("Maria").await);
    sponsor.sponsors(&worker).await;
    sponsor.had_deposited("04", 500).await;
    let visa = sponsor.asks_visa_for(&worker, "45 days").await.must_be_granted();
    let mut huda = at_the_counter(&house).await;
    let page = format!("/counter/transaction/{}", visa.reference);

    // When an officer proposes its reversal, at first without a reason
    huda.get(&format!("{page}?reason=asked")).await.must_say("Propose to reverse it");
    let form = huda.get(&format!("{page}/correct?reason=asked")).await.form(&format!("{page}/correct"));
    huda.post(&form.clone().with("do", "commit")).await.must_say("Write the reason in a sentence.");
    let sent = huda.post(&form.with("why", "It was for her sister.").with("do", "commit")).await;

    // Then the transaction says that it waits, and the officer cannot decide
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    huda.visit(sent.location()).await.must_say("waits for another supervisor");
    assert_eq!(huda.get("/counter/corrections").await.status, StatusCode::NOT_FOUND);

    // When a supervisor confirms it from the list
    house.supervisor("saad").await;
    let mut saad = signed_in(&house, huda.another(), "saad").await;
    let list = saad.get("/counter/corrections").await;
    list.must_say("It was for her sister.").must_say("Confirm the reversal");
    let waiting = house.desk.corrections_waiting(9).await.unwrap();
    let action = format!("/counter/corrections/{}", waiting[0].id);
    let confirmed = saad.post(&list.form(&action).with("do", "confirm")).await;

    // Then it is undone, and both receipts say by whom
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text());
    let receipt = saad.visit(confirmed.location()).await;
    receipt.must_say("The transaction is reversed").must_say("Proposed by").must_say("Confirmed by");
    saad.get(&format!("{page}?reason=asked")).await.must_say("This transaction was reversed in");
    assert_eq!(house.deposited(sponsor.id, "04").await, ledger::Halalas::riyals(500));
    saad.get("/counter/corrections").await.must_say("Nothing waits");
    house.close().await;
}
