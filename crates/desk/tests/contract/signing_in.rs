//! Signing in: what opens a session, what does not, and what nobody learns from it.

use crate::on_both;
use desk::authority::{Role, Scope, Who};
use desk::identity::{NewToken, OfficerSignIn, SignInRefused, SignedIn};
use desk::testing::{Actor, Officer, TestHouse};
use totp_rs::{Builder, Secret};

fn code_now(house: &TestHouse) -> String {
    let secret = Secret::try_from_base32(Officer::TOTP_SECRET).unwrap();
    let seconds = house.moment().now.micros() / 1_000_000;
    Builder::new().with_secret(secret).build().unwrap().generate(seconds as u64).to_string()
}

fn typed(login: &str, password: &str, code: &str) -> OfficerSignIn {
    OfficerSignIn { login: login.into(), password: password.into(), code: code.into() }
}

/// The code that was sent last, as the handset shows it.
async fn code_on_the_phone(house: &TestHouse, whose: &Actor<'_>) -> Option<String> {
    static LAST: store::Statement = store::Statement::new(
        "test.last_code",
        "SELECT body FROM message WHERE recipient = $1 AND lane = 'code' ORDER BY id DESC LIMIT 1",
    );
    let rows = house.desk.store().read_one(LAST.with([whose.id.0.into()])).await.unwrap();
    let body = rows.first()?.text(0).unwrap().to_owned();
    body.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6).map(str::to_owned)
}

async fn identifier(house: &TestHouse, whose: &Actor<'_>) -> String {
    house.desk.dossier(whose.id).await.unwrap().unwrap().party.identifier().as_str().to_owned()
}

on_both! {
    async fn an_officer_signs_in_and_out(house: &TestHouse) {
        let officer = house.officer("huda").await;
        let session =
            house.desk.sign_in_officer(typed("Huda ", "open sesame", &code_now(house))).await.unwrap();

        let signed_in = house.desk.session(&session.token).await.unwrap().expect("signed in");
        assert_eq!(signed_in.who(), Who::Officer { account: officer.account.id, role: Role::Officer });
        assert_eq!(signed_in.csrf(), session.csrf);
        assert_ne!(session.csrf, session.token);

        house.desk.sign_out(&session.token).await.unwrap();
        assert_eq!(house.desk.session(&session.token).await.unwrap().map(|s| s.who()), None);
    }

    async fn a_code_of_the_authenticator_counts_once(house: &TestHouse) {
        house.officer("huda").await;
        let code = code_now(house);
        house.desk.sign_in_officer(typed("huda", "open sesame", &code)).await.unwrap();

        let again = house.desk.sign_in_officer(typed("huda", "open sesame", &code)).await;
        assert_eq!(again, Err(SignInRefused::NotRecognised));

        house.seconds_pass(30);
        house.desk.sign_in_officer(typed("huda", "open sesame", &code_now(house))).await.unwrap();
    }

    async fn whatever_is_wrong_is_told_in_one_way(house: &TestHouse) {
        house.officer("huda").await;
        let code = code_now(house);
        for (login, password, code) in
            [("nobody", "open sesame", &*code), ("huda", "wrong", &*code), ("huda", "open sesame", "000000")]
        {
            let refused = house.desk.sign_in_officer(typed(login, password, code)).await;
            assert_eq!(refused, Err(SignInRefused::NotRecognised), "{login} {password}");
        }
    }

    async fn guessing_a_password_ends_after_ten_tries(house: &TestHouse) {
        house.officer("huda").await;
        for _ in 0..10 {
            let wrong = house.desk.sign_in_officer(typed("huda", "wrong", "000000")).await;
            assert_eq!(wrong, Err(SignInRefused::NotRecognised));
        }
        let right = || async { house.desk.sign_in_officer(typed("huda", "open sesame", &code_now(house))).await };
        assert_eq!(right().await, Err(SignInRefused::TooOften));

        house.seconds_pass(15 * 60);
        assert!(right().await.is_ok());
    }

    async fn a_session_ends_with_the_shift(house: &TestHouse) {
        house.officer("huda").await;
        let session =
            house.desk.sign_in_officer(typed("huda", "open sesame", &code_now(house))).await.unwrap();
        house.seconds_pass(10 * 3_600);

        assert!(house.desk.session(&session.token).await.unwrap().is_none());
    }

    async fn a_person_signs_in_with_the_code_from_their_phone(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let number = identifier(house, &fahd).await;
        house.desk.ask_for_code(&number).await.unwrap();
        let code = code_on_the_phone(house, &fahd).await.expect("a code came");

        let session = house.desk.sign_in_person(&number, &code).await.unwrap();
        let again = house.desk.sign_in_person(&number, &code).await;

        let signed_in = house.desk.session(&session.token).await.unwrap();
        assert!(matches!(signed_in, Some(SignedIn::Person { party, .. }) if party == fahd.id));
        assert_eq!(again, Err(SignInRefused::NotRecognised), "a code counts once");
    }

    async fn an_identifier_nobody_has_is_answered_alike_and_sends_nothing(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let known = house.desk.ask_for_code(&identifier(house, &fahd).await).await;
        let unknown = house.desk.ask_for_code("1999999993").await;
        let nonsense = house.desk.ask_for_code("not a number").await;

        assert_eq!((&known, &known), (&unknown, &nonsense));
        assert_eq!(house.desk.sign_in_person("1999999993", "123456").await, Err(SignInRefused::NotRecognised));
    }

    async fn a_code_may_be_tried_five_times_and_lasts_five_minutes(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let number = identifier(house, &fahd).await;
        house.desk.ask_for_code(&number).await.unwrap();
        let code = code_on_the_phone(house, &fahd).await.unwrap();
        for _ in 0..5 {
            assert!(house.desk.sign_in_person(&number, "nonono").await.is_err());
        }
        assert!(house.desk.sign_in_person(&number, &code).await.is_err(), "the tries are used up");

        house.desk.ask_for_code(&number).await.unwrap();
        let code = code_on_the_phone(house, &fahd).await.unwrap();
        house.seconds_pass(5 * 60);
        assert!(house.desk.sign_in_person(&number, &code).await.is_err(), "the code is too old");
    }

    async fn nobody_is_flooded_with_codes(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let number = identifier(house, &fahd).await;
        for _ in 0..8 {
            house.desk.ask_for_code(&number).await.unwrap();
        }
        static SENT: store::Statement =
            store::Statement::new("test.codes_sent", "SELECT count(*) FROM message WHERE lane = 'code'");
        let sent = house.desk.store().read_one(SENT.with([])).await.unwrap();
        assert_eq!(sent[0].int(0).unwrap(), 5);
    }

    async fn one_click_sign_in_is_offered_in_the_demonstration_only(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let officer = house.officer("huda").await;

        assert_eq!(house.desk.sign_in_as_person(fahd.id).await, Err(SignInRefused::NotOffered));
        assert_eq!(house.desk.sign_in_as_officer(officer.account.id).await, Err(SignInRefused::NotOffered));
    }

    async fn a_token_is_known_until_it_is_revoked_or_ends(house: &TestHouse) {
        let scopes = vec![Scope::CheckRequests, Scope::SubmitRequests];
        let new = |name: &str| NewToken { name: name.into(), scopes: scopes.clone(), party: None, days: 1 };
        let (one, two) =
            (house.desk.make_token(&new("one")).await.unwrap(), house.desk.make_token(&new("two")).await.unwrap());

        let bearer = house.desk.token(&one).await.unwrap().expect("known");
        assert_eq!((&bearer.scopes, bearer.party), (&scopes, None));
        assert!(house.desk.token("jawaz_guess").await.unwrap().is_none());

        assert!(house.desk.revoke_token(bearer.id).await.unwrap());
        assert!(!house.desk.revoke_token(bearer.id).await.unwrap());
        assert!(house.desk.token(&one).await.unwrap().is_none());
        house.seconds_pass(86_400);
        assert!(house.desk.token(&two).await.unwrap().is_none());
    }
}
