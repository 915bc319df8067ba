//! Entries that can never come into play, ways out that lead nowhere, and deeds of which nobody is told.

use super::{FEES, SERVICE, SOURCES, complaints, each_is_told_whole, files};
use catalogue::{Catalogue, Known};

const NARROWED: &str = "only_when = { presence = \"inside\" }";

#[test]
fn a_narrowing_that_nothing_fulfils() {
    each_is_told_whole(&[
        (
            NARROWED,
            "only_when = { about = \"visitor\" }",
            &["14: condition `passport-runs` can never matter: the service is about no visitor"],
        ),
        (
            NARROWED,
            "only_when = { answer = { ask = \"reason\", is = \"lost\" } }",
            &[
                "14: condition `passport-runs` can never matter: no [[ask]] of the kind `choice` called `reason` \
                 offers `lost`",
            ],
        ),
        (
            NARROWED,
            "only_when = { answered_before = { ask = \"born\", months = 12 } }",
            &[
                "14: condition `passport-runs` can never matter: no [[ask]] of the kind `day` is called `born`",
            ],
        ),
        (
            NARROWED,
            "only_when = { age = { age_from = 21, age_under = 21 } }",
            &["14: condition `passport-runs` can never matter: nobody is so old and under that age at once"],
        ),
        (
            NARROWED,
            "only_when = { presence = \"outside\", entered_over = 90 }",
            &["14: condition `passport-runs` can never matter: who is outside has not stayed since an entry"],
        ),
        (
            "only_when = { presence = \"inside\" }\nfrom = 2020-01-01\nsource = \"law#2\"",
            "only_when = { sex = \"female\" }\nfrom = 2020-01-01\nsource = \"law#2\"",
            &[],
        ),
    ]);
    let of_establishments = SERVICE
        .replace("about = [\"resident\"]", "about = [\"establishment\"]")
        .replace(NARROWED, "only_when = { sex = \"female\" }");
    assert_eq!(
        complaints(files(&of_establishments)),
        [
            "permit/renew.toml:14: condition `passport-runs` can never matter: an establishment has no age, sex or \
             relation"
        ]
    );
}

/// A further entry of the sound service, before its effect.
fn with(entry: &str) -> String {
    SERVICE.replace("[[effect]]", &format!("{entry}\n[[effect]]"))
}

#[test]
fn a_condition_that_another_says_on_all_its_days() {
    let again = "[[condition]]\nid = \"again\"\nkind = \"document-runs\"\ndocument = \"passport\"\nbeyond = { day = \
                 \"issue\", days = 90 }\nonly_when = { presence = \"inside\" }\nfrom = 2021-01-01\nsource = \"law\"\n\
                 checked = 2026-01-01\nrefuse = \"passport-ends\"\n";

    assert_eq!(
        complaints(files(&with(again))),
        [
            "permit/renew.toml:35: condition `again` never adds anything: `passport-runs` (line 14) demands the same on \
             all its days: leave one out"
        ]
    );
    // Longer days, another case or a number more are no repetition.
    for other in [
        again.replace("from = 2021", "from = 2019"),
        again.replace("\"inside\"", "\"outside\""),
        again.replace("90", "91"),
    ] {
        let told = complaints(files(&with(&other)));
        assert!(told.iter().all(|says| !says.contains("never adds")), "{told:?}");
    }
}

const INSIDE: &str = "[[condition]]\nid = \"is-inside\"\nkind = \"presence\"\nis = \"inside\"\nfrom = 2020-01-01\n\
                      source = \"law\"\nchecked = 2026-01-01\nrefuse = \"outside\"\n";

#[test]
fn a_condition_narrowed_to_what_it_asks_for() {
    let narrowed = INSIDE.replace("from =", "only_when = { presence = \"inside\" }\nfrom =");

    assert_eq!(
        complaints(files(&with(&narrowed))),
        [
            "permit/renew.toml:35: condition `is-inside` can never fail: it matters only where it is so already: drop \
             `only_when`"
        ]
    );
}

#[test]
fn a_fee_for_those_who_are_refused() {
    let fee = "[[fee]]\nid = \"abroad\"\ncode = \"03\"\npaid_by = \"asker\"\namount = \"50.00\"\nonly_when = { presence \
               = \"outside\" }\nfrom = 2021-01-01\nsource = \"law\"\nchecked = 2026-01-01\nrefuse = \
               \"not-deposited\"\n";

    assert_eq!(
        complaints(files(&with(&format!("{INSIDE}\n{fee}")))),
        [
            "permit/renew.toml:44: fee `abroad` can never come about: condition `is-inside` (line 35) refuses whoever is \
             outside"
        ]
    );
    // While the condition does not hold yet, the fee may be due.
    let sooner = fee.replace("2021-01-01", "2019-01-01");
    let told = complaints(files(&with(&format!("{INSIDE}\n{sooner}"))));
    assert!(told.iter().all(|says| !says.contains("come about")), "{told:?}");
}

#[test]
fn a_way_out_that_leads_nowhere() {
    let with_cure = |cure: &str, change: (&str, &str)| {
        let service = SERVICE
            .replace("refuse = \"passport-ends\"", &format!("refuse = \"passport-ends\"\ntry = \"{cure}\""));
        let mut files = files(&service);
        let other = SERVICE.replace("permit.renew", "passport.renew").replace(change.0, change.1);
        files.push(("passport/renew.toml".to_owned(), other));
        complaints(files)
    };

    assert_eq!(with_cure("passport.renew", ("", "")), Vec::<String>::new());
    assert_eq!(
        with_cure("permit.renew", ("", "")),
        ["permit/renew.toml:14: `try` names `permit.renew`, and that is this service itself"]
    );
    assert_eq!(
        with_cure("passport.renew", ("about = [\"resident\"]", "about = [\"citizen\"]")),
        [
            "permit/renew.toml:14: `try` names `passport.renew`, and that is about none of those this service is about"
        ]
    );
    assert_eq!(
        with_cure("passport.renew", ("channels = [\"counter\"]", "channels = [\"border\"]")),
        [
            "permit/renew.toml:14: `try` names `passport.renew`, and nobody can ask for that: it comes in by the border \
             or the clock alone"
        ]
    );
}

#[test]
fn an_effect_of_which_nobody_is_told_in_its_own_case() {
    let told_where = |effect: &str, notice: &str| {
        let service = SERVICE
            .replace(
                "kind = \"renew\"\ndocument = \"residence-permit\"",
                &format!("kind = \"renew\"\ndocument = \"residence-permit\"{effect}"),
            )
            .replace("lane = \"record-change\"", &format!("lane = \"record-change\"{notice}"));
        complaints(files(&service))
    };
    let outside = "\nonly_when = { presence = \"outside\" }";
    let inside = "\nonly_when = { presence = \"inside\" }";

    assert_eq!(told_where(outside, outside), Vec::<String>::new());
    assert_eq!(told_where(outside, ""), Vec::<String>::new());
    let bare = |line: usize, case: &str| {
        format!(
            "permit/renew.toml:{line}: nobody is told of effect `renewed` where {case} (from 2020-01-01 on): let a notice \
             hold there"
        )
    };
    assert_eq!(told_where(outside, inside), [bare(35, "presence is outside")]);
    assert_eq!(told_where("", inside), [bare(35, "presence is outside")]);
    let young = "\nonly_when = { age = { age_under = 18 } }";
    assert_eq!(told_where("", young), [bare(35, "age is 18")]);
    let holder = "\nonly_when = { document = \"visit-visa\" }";
    assert_eq!(told_where("", holder), [bare(35, "document visit-visa is not so")]);
}

#[test]
fn two_notices_that_share_out_the_cases_leave_nobody_out() {
    let notice =
        "[[notice]]\nid = \"told\"\ntell = [\"subject\"]\ntext = \"renewed\"\nlane = \"record-change\"\n";
    let both = SERVICE.replace(
        notice,
        &format!(
            "{}only_when = {{ age = {{ age_under = 18 }} }}\nfrom = 2020-01-01\n\n{notice}only_when = {{ age = {{ age_from \
             = 18 }} }}\n",
            notice.replace("told", "told-young")
        ),
    );
    assert_eq!(complaints(files(&both)), Vec::<String>::new());

    // Once one of them no longer holds, somebody is left out.
    let ended = both.replace(
        "age_under = 18 } }\nfrom = 2020-01-01\n",
        "age_under = 18 } }\nfrom = 2020-01-01\nto = 2025-12-31\n",
    );
    assert_eq!(
        complaints(files(&ended)),
        [
            "permit/renew.toml:35: nobody is told of effect `renewed` where age is 0 (from 2026-01-01 on): let a notice \
             hold there"
        ]
    );
}

#[test]
fn what_nothing_rests_on_is_left_over() {
    let mut files = files(SERVICE);
    files.retain(|(name, _)| name.ends_with("renew.toml"));
    files.push(("fees.toml".to_owned(), format!("{FEES}\n[77]\nar = \"رسم\"\nen = \"Old\"\n")));
    let sources = format!("{SOURCES}\n[decree]\ntitle = \"D\"\naddress = \"https://example.org\"\n");
    files.push(("sources.toml".to_owned(), sources));

    let left = Catalogue::of(files, &Known::default()).expect("sound by itself").left_over();

    let left: Vec<String> = left.iter().map(ToString::to_string).collect();
    assert_eq!(
        left,
        [
            "fees.toml:5: no service takes a fee under the code `77`: write the [[fee]], or take it out",
            "sources.toml:5: no rule rests on `decree`: name it in a `source`, or take it out",
        ]
    );
}
