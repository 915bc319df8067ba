//! The API as another system meets it: the true router over a house of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use catalogue::{Catalogue, Decision, Known};
use desk::authority::Scope;
use desk::identity::NewToken;
use desk::testing::{Actor, AnswerIs, TestHouse};
use http_body_util::BodyExt;
use record::PartyId;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;
use web::House;

fn api_of(house: &TestHouse) -> Router {
    web::router(House {
        desk: house.desk.clone(),
        catalogue: Arc::new(Catalogue::embedded(&Known::default()).unwrap()),
        link: None,
        public_url: "http://test".to_owned(),
        stopping: None,
        banks: Vec::new(),
        demo: None,
    })
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Answer {
    #[track_caller]
    fn must_be(&self, status: u16) -> &Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        if status >= 400 {
            assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
            assert_eq!(self.body["status"], status);
            for member in ["type", "title", "detail", "code"] {
                assert!(self.body[member].is_string(), "{member} in {}", self.body);
            }
        }
        self
    }

    fn codes(&self, list: &str) -> Vec<String> {
        let list = self.body[list].as_array().cloned().unwrap_or_default();
        list.iter().map(|entry| entry["code"].as_str().unwrap().to_owned()).collect()
    }

    fn fields(&self) -> Vec<String> {
        let list = self.body["errors"].as_array().cloned().unwrap_or_default();
        list.iter().map(|entry| entry["field"].as_str().unwrap().to_owned()).collect()
    }
}

#[derive(Clone)]
struct System {
    api: Router,
    token: Option<String>,
    key: Option<&'static str>,
    language: &'static str,
}

impl System {
    fn of(house: &TestHouse) -> System {
        System { api: api_of(house), token: None, key: None, language: "en" }
    }

    async fn with(house: &TestHouse, scopes: &[Scope], party: Option<PartyId>) -> System {
        let new = NewToken { name: "test".to_owned(), scopes: scopes.to_vec(), party, days: 30 };
        let token = house.desk.make_token(&new).await.unwrap();
        System { token: Some(token), ..System::of(house) }
    }

    fn keyed(&self, key: &'static str) -> System {
        System { key: Some(key), ..self.clone() }
    }

    async fn send(&self, method: &str, path: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        request = request.header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = self.key {
            request = request.header("idempotency-key", key);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(Body::from(body)).unwrap();
        let (parts, body) = self.api.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None, Vec::new()).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, Some("application/json"), body.to_string().into_bytes()).await
    }
}

async fn number(house: &TestHouse, actor: &Actor<'_>) -> String {
    let party = house.desk.parties(&[actor.id]).await.unwrap().remove(0);
    party.identifier().as_str().to_owned()
}

/// A sponsor with money and a worker, and the body that asks for a visa.
async fn visa(house: &TestHouse) -> (Actor<'_>, Actor<'_>, Value) {
    let (sponsor, worker) = (house.citizen("Fahad").await, house.resident("Ravi").await);
    sponsor.sponsors(&worker).await;
    sponsor.had_deposited("04", 2000).await;
    let body = json!({
        "service": "exit-reentry.issue-single",
        "asker": number(house, &sponsor).await,
        "subject": number(house, &worker).await,
        "answers": {"term": "2 months"},
    });
    (sponsor, worker, body)
}

const ASKING: [Scope; 3] = [Scope::CheckRequests, Scope::SubmitRequests, Scope::ReadPersons];

#[tokio::test]
async fn given_a_sponsor_when_the_system_asks_twice_under_one_key_then_one_visa_is_issued() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, _, body) = visa(&house).await;
    let system = System::with(&house, &ASKING, Some(sponsor.id)).await;

    let checked = system.post("/requests/check", &body).await;
    checked.must_be(200);
    assert!(checked.body.get("transaction").is_none(), "a check commits nothing");
    system.post("/requests", &body).await.must_be(400);
    let system = system.keyed("order-0001");
    let granted = system.post("/requests", &body).await;
    granted.must_be(201);
    assert_eq!(granted.body["figures"], checked.body["figures"]);
    assert_eq!(granted.body["fees"], checked.body["fees"]);
    assert!(!granted.body["told"].as_array().unwrap().is_empty());
    let again = system.post("/requests", &body).await;
    again.must_be(201);
    assert_eq!(again.body["reference"], granted.body["reference"]);

    let mut other = body.clone();
    other["answers"]["term"] = json!("3 months");
    assert_eq!(system.post("/requests", &other).await.must_be(422).body["code"], "key-used-for-another");
    let second = system.keyed("order-0002").post("/requests", &body).await;
    assert!(
        second.must_be(422).codes("reasons").contains(&"no-way-out-stands".to_owned()),
        "{}",
        second.body
    );

    let place = granted.headers[header::LOCATION].to_str().unwrap().strip_prefix("/api/v1").unwrap();
    let entry = system.get(place).await;
    assert_eq!(entry.must_be(200).body["you_are"], "asker");
    let stranger = house.citizen("Nasser").await;
    let stranger = System::with(&house, &ASKING, Some(stranger.id)).await;
    let (hidden, absent) = (stranger.get(place).await, stranger.get("/transactions/ZZZZZZZZ").await);
    assert_eq!(hidden.must_be(404).body, absent.must_be(404).body);
    house.close().await;
}

#[tokio::test]
async fn given_the_same_request_then_portal_and_api_decide_the_same() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker, mut body) = visa(&house).await;
    let system = System::with(&house, &ASKING, Some(sponsor.id)).await;
    for term in ["2 months", "45 days", "12 months"] {
        body["answers"]["term"] = json!(term);
        let api = system.post("/requests/check", &body).await;
        match house.desk.preview(&sponsor.visa_request(&worker, term)).await.unwrap() {
            Decision::Granted(grant) => {
                api.must_be(200);
                let portal: Vec<String> = grant.fees.iter().map(|fee| fee.amount.to_string()).collect();
                let fees = api.body["fees"].as_array().unwrap();
                let told: Vec<&str> = fees.iter().map(|fee| fee["amount"]["sar"].as_str().unwrap()).collect();
                assert_eq!(told, portal);
            }
            Decision::Refused(refused) => {
                api.must_be(422);
                let portal: Vec<String> = refused.reasons.iter().map(|r| r.condition.clone()).collect();
                assert_eq!(api.codes("reasons"), portal);
            }
            Decision::Unclear(_) => panic!("{term} is clear"),
        }
    }
    // Several reasons at once, in both languages, each with its way out.
    worker.crosses("out", "2026-02-01T09:00:00Z").await.ok();
    let poor = house.citizen("Poor").await;
    let worker = house.resident("Second").await;
    poor.sponsors(&worker).await;
    body["asker"] = json!(number(&house, &poor).await);
    body["subject"] = json!(number(&house, &worker).await);
    let mut system = System::with(&house, &ASKING, Some(poor.id)).await;
    let english = system.post("/requests/check", &body).await;
    system.language = "ar";
    let arabic = system.post("/requests/check", &body).await;
    assert_eq!(english.must_be(422).codes("reasons"), arabic.must_be(422).codes("reasons"));
    assert!(!english.codes("reasons").is_empty());
    assert_ne!(english.body["reasons"][0]["detail"], arabic.body["reasons"][0]["detail"]);
    assert!(!english.body["reasons"][0]["next"].as_str().unwrap().contains(".next"), "{}", english.body);
    house.close().await;
}

#[tokio::test]
async fn given_no_token_or_another_scope_then_nothing_is_answered() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker, body) = visa(&house).await;
    let person = format!("/persons/{}", number(&house, &worker).await);
    let crossing = json!({"person": "x"});
    let nobody = System::of(&house);
    let forged = System { token: Some("jawaz_0000".to_owned()), ..nobody.clone() };
    let border = System::with(&house, &[Scope::WriteCrossings], None).await;
    let reader = System::with(&house, &[Scope::ReadPersons], Some(sponsor.id)).await;
    let wrong = System::with(&house, &[Scope::WriteCrossings], Some(sponsor.id)).await;
    for (system, status) in [(&nobody, 401), (&forged, 401)] {
        let answer = system.get(&person).await;
        assert!(answer.must_be(status).headers.contains_key(header::WWW_AUTHENTICATE));
        system.post("/requests", &body).await.must_be(status);
        system.post("/requests/check", &body).await.must_be(status);
        system.post("/crossings", &crossing).await.must_be(status);
        system.get("/transactions/ZZZZZZZZ").await.must_be(status);
    }
    border.get(&person).await.must_be(403);
    border.post("/requests/check", &body).await.must_be(403);
    border.get("/transactions/ZZZZZZZZ").await.must_be(403);
    reader.keyed("order-0001").post("/requests", &body).await.must_be(403);
    reader.post("/crossings", &crossing).await.must_be(403);
    wrong.post("/crossings", &crossing).await.must_be(403);
    house.close().await;
}

#[tokio::test]
async fn given_a_stranger_then_they_look_as_if_they_were_not_there() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker, mut body) = visa(&house).await;
    let stranger = house.resident("Stranger").await;
    let stranger = number(&house, &stranger).await;
    let nobody = record::luhn_complete("299999999");
    let system = System::with(&house, &ASKING, Some(sponsor.id)).await;
    let mine = system.get(&format!("/persons/{}", number(&house, &worker).await)).await;
    assert_eq!(mine.must_be(200).body["kind"], "resident");
    assert_eq!(house.desk.looks_of(worker.id, 10).await.unwrap().len(), 1, "the look is kept");
    let hidden = system.get(&format!("/persons/{stranger}")).await;
    let absent = system.get(&format!("/persons/{nobody}")).await;
    assert_eq!(hidden.must_be(404).body, absent.must_be(404).body);
    body["subject"] = json!(stranger);
    let hidden = system.post("/requests/check", &body).await;
    body["subject"] = json!(nobody);
    let absent = system.post("/requests/check", &body).await;
    assert_eq!(hidden.must_be(422).body, absent.must_be(422).body);
    house.close().await;
}

#[tokio::test]
async fn given_the_border_then_a_crossing_is_recorded_once_and_late_ones_are_taken() {
    let house = TestHouse::on_sqlite().await;
    let citizen = house.citizen("Salem").await;
    let border = System::with(&house, &[Scope::WriteCrossings], None).await;
    let mut body = json!({
        "person": number(&house, &citizen).await,
        "direction": "out", "port": "ruh", "at": "2026-03-01T08:00:00+03:00",
    });
    let first = border.post("/crossings", &body).await;
    first.must_be(201);
    body["at"] = json!("2026-03-01T05:00:00Z");
    let again = border.post("/crossings", &body).await;
    assert_eq!(again.must_be(201).body["reference"], first.body["reference"]);
    let keyed = border.keyed("another-key-1").post("/crossings", &body).await;
    assert_eq!(keyed.must_be(201).body["reference"], first.body["reference"]);
    body["direction"] = json!("in");
    body["at"] = json!("2026-02-20T05:00:00Z");
    let late = border.post("/crossings", &body).await;
    assert_ne!(late.must_be(201).body["reference"], first.body["reference"]);
    let person = house.desk.dossier(citizen.id).await.unwrap().unwrap();
    assert_eq!(person.presence(), record::Presence::Outside, "the latest crossing counts");
    body["at"] = json!("2027-01-01T00:00:00Z");
    body["direction"] = json!("sideways");
    assert_eq!(border.post("/crossings", &body).await.must_be(400).fields(), ["direction", "at"]);
    house.close().await;
}

#[tokio::test]
async fn given_lines_of_crossings_then_each_is_answered_and_a_sum_comes_last() {
    let house = TestHouse::on_sqlite().await;
    let (citizen, worker) = (house.citizen("Salem").await, house.resident("Ravi").await);
    let border = System::with(&house, &[Scope::WriteCrossings], None).await;
    let line = |person: &str, direction: &str, at: &str| {
        json!({"id": at, "person": person, "direction": direction, "port": "ruh", "at": at}).to_string()
    };
    let (citizen, worker) = (number(&house, &citizen).await, number(&house, &worker).await);
    let alone = json!({
        "person": citizen, "direction": "out", "port": "RUH", "at": "2026-02-01T08:00:00+03:00",
    });
    let single = border.post("/crossings", &alone).await;
    let single = single.must_be(201).body["reference"].clone();
    let body = [
        line(&citizen, "in", "2026-02-03T08:00:00+03:00"),
        line(&citizen, "out", "2026-02-01T05:00:00Z"),
        String::new(),
        line(&worker, "out", "2026-02-03T08:00:00+03:00")
            .replace("2026-02-03T08:00:00+03:00\",\"p", "w\",\"p"),
        "{".to_owned(),
    ]
    .join("\n");
    let kind = Some("application/x-ndjson; charset=utf-8");

    let answer = border.send("POST", "/crossings", kind, body.clone().into_bytes()).await;

    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/x-ndjson");
    let text = answer.must_be(200).body.as_str().unwrap().to_owned();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let outcomes: Vec<(u64, &str)> = lines[..4]
        .iter()
        .map(|line| (line["line"].as_u64().unwrap(), line["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(outcomes, [(1, "recorded"), (2, "known"), (4, "refused"), (5, "unread")]);
    assert_eq!(lines[0]["id"], "2026-02-03T08:00:00+03:00");
    assert_eq!(lines[1]["reference"], single, "one by one or many at once, a crossing is one");
    assert_eq!(lines[2]["reasons"][0]["code"], "may-leave");
    assert!(
        lines[2]["reasons"][0]["detail"]["ar"].is_string()
            && lines[2]["reasons"][0]["detail"]["en"].is_string()
    );
    assert_eq!(lines[4]["ended"], json!({"lines": 4, "recorded": 1, "known": 1, "refused": 1, "unread": 1}));
    assert_eq!(house.desk.held_crossings(0, 10).await.unwrap().len(), 1, "the refused one is held");
    assert!(!text.contains(&worker) && !text.contains(&citizen), "the answer names nobody");

    let reader = System::with(&house, &[Scope::ReadPersons], None).await;
    reader.send("POST", "/crossings", kind, body.into_bytes()).await.must_be(403);
    let large = vec![b' '; 8 * 1024 * 1024 + 1];
    border.send("POST", "/crossings", kind, large).await.must_be(413);
    let many = vec![b'\n'; 200_000];
    let empty = border.send("POST", "/crossings", kind, many).await;
    assert_eq!(empty.must_be(200).body["ended"]["lines"], 0, "more than a page's body may have");
    house.close().await;
}

#[tokio::test]
async fn given_hostile_bodies_then_each_is_told_what_is_wrong_and_none_breaks_the_house() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, _, body) = visa(&house).await;
    let asking = System::with(&house, &ASKING, Some(sponsor.id)).await.keyed("order-0001");
    let border = System::with(&house, &[Scope::WriteCrossings], None).await;
    let deep = format!("{}1{}", "[".repeat(20_000), "]".repeat(20_000));
    let nested = format!("{}1{}", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    let bodies: [&[u8]; 12] = [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"{\"service\":",
        b"\xff\xfe\x00\x01",
        b"{\"service\":1e999}",
        b"{\"service\":{\"a\":1},\"asker\":[],\"subject\":null,\"answers\":7}",
        b"{\"person\":true,\"direction\":\"\\u0000\",\"port\":\"\\u202e\",\"at\":-9223372036854775808}",
        b"{\"\\u0000\":1}",
        deep.as_bytes(),
        nested.as_bytes(),
    ];
    for bytes in bodies {
        for (system, path) in [(&asking, "/requests"), (&asking, "/requests/check"), (&border, "/crossings")]
        {
            let answer = system.send("POST", path, Some("application/json"), bytes.to_vec()).await;
            answer.must_be(400);
        }
    }
    let huge = vec![b'x'; 70 * 1024];
    asking.send("POST", "/requests", Some("application/json"), huge).await.must_be(413);
    let text = body.to_string().into_bytes();
    asking.send("POST", "/requests", Some("text/plain"), text.clone()).await.must_be(415);
    asking.send("POST", "/requests", None, text).await.must_be(415);

    let mut odd = body.clone();
    odd["extra"] = json!(1);
    odd["answers"] = json!({"term": "2 months", "trem": "3 months"});
    assert_eq!(asking.post("/requests", &odd).await.must_be(400).fields(), ["extra", "answers.trem"]);
    let twice = body.to_string().replacen('{', "{\"service\":\"exit-reentry.issue-single\",", 1);
    let twice = asking.send("POST", "/requests", Some("application/json"), twice.into_bytes()).await;
    assert_eq!(twice.must_be(400).codes("errors"), ["field-twice"]);
    let mut odd = body.clone();
    odd["answers"]["term"] = json!("soon");
    odd["answers"]["term-mode"] = json!("\u{0}");
    assert_eq!(asking.post("/requests", &odd).await.must_be(400).fields(), ["answers.term-mode"]);
    odd["answers"] = json!({"term": "soon"});
    assert_eq!(asking.post("/requests", &odd).await.must_be(400).fields(), ["answers.term"]);
    odd["service"] = json!("no.such");
    assert_eq!(asking.post("/requests", &odd).await.must_be(400).fields(), ["service"]);
    for path in ["/persons/%00", "/persons/%F0%9F%98%80", "/persons/1"] {
        asking.get(path).await.must_be(400);
    }
    for path in [
        "/transactions/%00",
        "/transactions/%ff%fe",
        "/persons/%ff",
        "/nothing",
        "/persons",
        "/persons/1/2",
        "/",
    ] {
        let answer = asking.get(path).await;
        assert!([400, 404].contains(&answer.status.as_u16()), "{path}: {}", answer.body);
        answer.must_be(answer.status.as_u16());
    }
    asking.send("DELETE", "/requests", None, Vec::new()).await.must_be(405);
    house.close().await;
}

#[tokio::test]
async fn given_the_description_then_it_is_openapi_31_and_each_of_its_paths_is_served() {
    let house = TestHouse::on_sqlite().await;
    let system = System::of(&house);
    let description = system.get("/openapi.json").await;
    assert!(description.body["openapi"].as_str().unwrap().starts_with("3.1."), "{}", description.body);
    let paths = description.body["paths"].as_object().unwrap();
    for (method, path) in [
        ("post", "/requests/check"),
        ("post", "/requests/explain"),
        ("post", "/requests"),
        ("get", "/persons/{identifier}"),
        ("get", "/persons/{identifier}/balances"),
        ("get", "/persons/{identifier}/statement"),
        ("post", "/crossings"),
        ("post", "/biller/enquiries"),
        ("post", "/biller/payments"),
        ("post", "/biller/refunds"),
        ("post", "/biller/outcomes"),
        ("post", "/biller/status"),
        ("get", "/transactions/{reference}"),
        ("get", "/services"),
        ("get", "/openapi.json"),
        ("get", ""),
    ] {
        let full = format!("/api/v1{path}");
        assert!(paths[&full][method].is_object(), "{full} in {:?}", paths.keys());
        let answer = system.send(&method.to_uppercase(), path, None, Vec::new()).await;
        assert!([200, 401].contains(&answer.status.as_u16()), "{full}: {}", answer.status);
    }
    assert_eq!(paths.len(), 16, "each path is named in this test: {:?}", paths.keys());
    // Every reference of the description leads somewhere.
    let text = description.body.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let place = part.split('"').next().unwrap();
        assert!(description.body.pointer(place).is_some(), "{place}");
    }
    let services = system.get("/services").await;
    assert!(services.body["services"].as_array().unwrap().len() >= 10);
    assert!(system.get("").await.body.as_str().unwrap().contains("/api/v1/requests/check"));
    house.close().await;
}

#[tokio::test]
async fn given_a_token_for_money_then_its_party_reads_its_balances_and_statement_by_pages() {
    let house = TestHouse::on_sqlite().await;
    let (firm, worker) = (house.establishment("Hamza").await, house.resident("Ravi").await);
    firm.sponsors(&worker).await;
    worker.had_deposited("54", 150).await;
    for riyals in [300, 200, 100] {
        firm.pays_in("04", riyals).await.must_be_granted();
        house.seconds_pass(60);
    }
    firm.asks_visa_for(&worker, "45 days").await.must_be_granted();
    let (mine, his) = (number(&house, &firm).await, number(&house, &worker).await);
    let system = System::with(&house, &[Scope::ReadMoney], Some(firm.id)).await;

    let balances = system.get(&format!("/persons/{mine}/balances")).await;
    let own = &balances.must_be(200).body["own"];
    assert_eq!((&own[0]["fee"], &own[0]["ready"]["sar"]), (&json!("04"), &json!("400.00")));
    let workers = &balances.body["workers"];
    assert_eq!((&workers[0]["fee"], &workers[0]["ready"]["sar"]), (&json!("54"), &json!("150.00")));
    assert_eq!(balances.body["dependents"], json!([]));

    let mut amounts = Vec::new();
    let mut page = format!("/persons/{mine}/statement?limit=3");
    let mut opening = json!("0.00");
    loop {
        let answer = system.get(&page).await;
        let body = &answer.must_be(200).body;
        assert_eq!(body["opening"]["sar"], opening, "a page begins where the one before ended");
        opening = body["closing"]["sar"].clone();
        let lines = body["lines"].as_array().unwrap();
        amounts.extend(lines.iter().map(|line| line["amount"]["sar"].as_str().unwrap().to_owned()));
        let Some(next) = body["next"].as_str() else { break };
        page = format!("/persons/{mine}/statement?limit=3&after={next}");
    }
    assert_eq!(amounts, ["300.00", "200.00", "100.00", "-200.00"]);
    assert_eq!(opening, "400.00");
    assert_eq!(house.desk.looks_of(firm.id, 10).await.unwrap().len(), 3, "each page leaves a look");

    let later = system.get(&format!("/persons/{mine}/statement?from=2026-03-02")).await;
    assert_eq!(later.must_be(200).body["lines"], json!([]));
    assert_eq!(later.body["opening"]["sar"], "400.00");
    for (query, field) in
        [("from=soon", "from"), ("after=x", "after"), ("limit=0", "limit"), ("page=2", "page")]
    {
        let wrong = system.get(&format!("/persons/{mine}/statement?{query}")).await;
        assert_eq!(wrong.must_be(400).fields(), [field]);
    }

    // To be the sponsor of somebody is not yet to know their money.
    let hidden = system.get(&format!("/persons/{his}/balances")).await;
    let absent = system.get(&format!("/persons/{}/balances", record::luhn_complete("299999999"))).await;
    assert_eq!(hidden.must_be(404).body, absent.must_be(404).body);
    assert_eq!(house.desk.looks_of(worker.id, 10).await.unwrap().len(), 0);
    let reader = System::with(&house, &[Scope::ReadPersons], Some(firm.id)).await;
    reader.get(&format!("/persons/{mine}/balances")).await.must_be(403);
    reader.get(&format!("/persons/{mine}/statement")).await.must_be(403);
    let everybodys = System::with(&house, &[Scope::ReadMoney], None).await;
    everybodys.get(&format!("/persons/{his}/statement")).await.must_be(200);
    house.close().await;
}
