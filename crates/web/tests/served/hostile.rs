//! What no form was made for.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use crate::browser::{Browser, Form, encode, pages_of};
use crate::counter::at_the_counter;
use crate::mine::at_home;
use desk::testing::TestHouse;

fn hostile() -> Vec<String> {
    vec![
        "<script>alert('jawaz')</script>".to_owned(),
        "\"><img src=x onerror=alert(1)>".to_owned(),
        "' OR 1=1; DROP TABLE party; --".to_owned(),
        "\u{202E}gnp.exe\u{202C}\u{200F}\u{2067}".to_owned(),
        "\0\u{1}\u{7F}\r\n\r\nSet-Cookie: a=b".to_owned(),
        "%00%ff%c0%af../../../etc/passwd".to_owned(),
        "٩".repeat(5_000),
        "a".repeat(20_000),
        "9223372036854775808".to_owned(),
        "-1".to_owned(),
        "\u{10FFFF}\u{FFFD}\u{1F468}\u{200D}\u{1F469}".to_owned(),
        String::new(),
    ]
}

#[track_caller]
fn must_be_unmoved(answer: &crate::browser::Answer, sent: &str) {
    assert!(answer.status.as_u16() < 500, "{} for {:?}", answer.status, &sent[..sent.len().min(40)]);
    for echo in ["<script>alert", "<img src=x", "\u{202E}"] {
        assert!(!answer.body.contains(echo), "{echo:?} came back unescaped");
    }
    assert!(answer.headers.get("set-cookie").is_none_or(|value| !value.to_str().unwrap().contains("a=b")));
}

/// Sends every field of a form, one after the other, as everything it was not made for.
async fn bombard(browser: &mut Browser, form: &Form) {
    for (name, _) in form.fields.iter().filter(|(name, _)| name != "token") {
        for text in hostile() {
            let mut other = browser.clone();
            must_be_unmoved(&other.post(&form.clone().with(name, &text)).await, &text);
        }
    }
}

#[tokio::test]
async fn given_hostile_answers_at_the_counter_then_nothing_breaks_and_nothing_comes_back_as_markup() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker) = (house.citizen("Omar").await, house.resident("Maria").await);
    sponsor.sponsors(&worker).await;
    let mut browser = at_the_counter(&house).await;
    for service in ["exit-reentry.issue-single", "fees.deposit", "residence-permit.renew-domestic"] {
        let page = format!("/counter/person/{}/service/{service}", worker.id.0);
        let form = browser.get(&format!("{page}?reason=asked")).await.form(&page);
        bombard(&mut browser, &form.clone().with("term-mode", "days").with("term-days", "30")).await;
        bombard(
            &mut browser,
            &form.with("term-mode", "return-before").with("term-date", "").with("do", "check"),
        )
        .await;
    }
    for text in hostile() {
        for address in [
            format!("/counter?q={}&reason=asked", encode(&text)),
            format!("/counter?q=x&reason={}", encode(&text)),
            format!("/counter/person/{}?reason=asked", encode(&text)),
            format!("/counter/person/1/service/{}?reason=asked", encode(&text)),
            format!("/counter/transaction/{}?reason=asked", encode(&text)),
            format!("/print/{}", encode(&text)),
            format!("/messages/{}", encode(&text)),
            format!("/assets/{}", encode(&text)),
            format!("/language?to={}&back={}", encode(&text), encode(&text)),
        ] {
            if address.len() < 60_000 {
                must_be_unmoved(&browser.clone().get(&address).await, &text);
            }
        }
    }
    house.close().await;
}

#[tokio::test]
async fn given_hostile_answers_on_ones_own_page_and_in_the_sign_ins_then_nothing_breaks() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker) = (house.citizen("Omar").await, house.resident("Maria").await);
    sponsor.sponsors(&worker).await;
    let mut browser = at_home(&house, &sponsor).await;
    let page = format!("/me/for/{}/service/exit-reentry.issue-single", worker.id.0);
    let form = browser.get(&page).await.form(&page);
    bombard(&mut browser, &form.with("term-months", "2").with("by", "1").with("do", "commit")).await;
    let mut nobody = Browser::of(&pages_of(&house, false));
    for (address, form) in [("/counter/sign-in", "/counter/sign-in"), ("/me/sign-in", "/me/sign-in")] {
        let form = nobody.get(address).await.form(form);
        bombard(&mut nobody, &form).await;
    }
    let code = Form { to: "/me/sign-in/code".to_owned(), fields: vec![] };
    bombard(&mut nobody, &code.with("identifier", "1000000008").with("code", "1")).await;
    house.close().await;
}

#[tokio::test]
async fn given_a_form_larger_than_any_then_it_is_not_taken() {
    let house = TestHouse::on_sqlite().await;
    let mut nobody = Browser::of(&pages_of(&house, false));
    let form = Form { to: "/me/sign-in".to_owned(), fields: vec![] }.with("identifier", &"9".repeat(70_000));

    let answer = nobody.post(&form).await;

    assert_eq!(answer.status.as_u16(), 413);
    answer.must_say("did not understand");
    house.close().await;
}

#[tokio::test]
async fn given_any_page_then_its_headers_keep_it_from_others() {
    let house = TestHouse::on_sqlite().await;
    let mut browser = at_the_counter(&house).await;
    for address in ["/counter", "/me/sign-in", "/nowhere", "/healthz", "/metrics"] {
        let answer = browser.get(address).await;
        assert!(answer.headers["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
        assert_eq!(answer.headers["cache-control"], "no-store", "{address}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    }
    let page = browser.get("/counter").await;
    let asset = page.body.split("/assets/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let asset = browser.get(&format!("/assets/{asset}")).await;
    assert!(asset.headers["cache-control"].to_str().unwrap().contains("immutable"));
    house.close().await;
}

#[tokio::test]
async fn given_the_house_stands_then_it_says_so_and_counts_routes_without_naming_anybody() {
    let house = TestHouse::on_sqlite().await;
    let worker = house.resident("Maria").await;
    let mut browser = at_the_counter(&house).await;
    browser.get(&format!("/counter/person/{}?reason=asked", worker.id.0)).await;

    assert_eq!(browser.get("/healthz").await.status.as_u16(), 200);
    let ready = browser.get("/readyz").await;
    assert_eq!((ready.status.as_u16(), ready.body.as_str()), (200, "database ok\nlink none\n"));
    let metrics = browser.get("/metrics").await.body;
    assert!(metrics.contains("route=\"/counter/person/{id}\",status=\"200\"} 1"), "{metrics}");
    assert!(metrics.contains("jawaz_store_units_total"));
    // A row's short number may stand by chance in a measured time; in a route it would be that row's.
    assert!(!metrics.contains(&format!("/{}", worker.id.0)), "{metrics}");
    let number = house.desk.dossier(worker.id).await.unwrap().unwrap().party.identifier().as_str().to_owned();
    assert!(!metrics.contains(&number), "{metrics}");
    house.close().await;
}
