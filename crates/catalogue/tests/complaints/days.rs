//! Periods of one entry, days without an effect or a notice, and narrowings that nothing brings about.

use super::{SERVICE, complaints, each_is_told_whole, files};

/// The sound service with a second period of its fee.
fn with_second_fee(first_ends: &str, second_begins: &str) -> Vec<String> {
    let first = "yearly = \"650.00\"\nfrom = 2020-01-01\n";
    let second = format!(
        "[[fee]]\nid = \"renewal\"\ncode = \"03\"\npaid_by = \"asker\"\nyearly = \"800.00\"\nfrom = {second_begins}\n\
         source = \"law\"\nchecked = 2026-01-01\nrefuse = \"not-deposited\"\n\n[[effect]]"
    );
    let service = SERVICE.replace(first, &format!("{first}{first_ends}")).replace("[[effect]]", &second);
    complaints(files(&service))
}

#[test]
fn periods_of_one_entry_follow_each_other_without_overlap_or_gap() {
    assert_eq!(with_second_fee("to = 2025-12-31\n", "2026-01-01"), Vec::<String>::new());
    assert_eq!(
        with_second_fee("", "2026-01-01"),
        ["permit/renew.toml:35: fee `renewal` is in force twice from 2026-01-01 (line 25 too): \
          end the first on 2025-12-31"]
    );
    assert_eq!(
        with_second_fee("to = 2025-12-31\n", "2025-12-31"),
        ["permit/renew.toml:36: fee `renewal` is in force twice from 2025-12-31 (line 25 too): \
          end the first on 2025-12-30"]
    );
    assert_eq!(
        with_second_fee("to = 2025-12-31\n", "2026-01-03"),
        [
            "permit/renew.toml:36: fee `renewal` is not in force from 2026-01-01 to 2026-01-02: close the gap, or say \
          gap = \"suspended\""
        ]
    );
    assert_eq!(
        with_second_fee("to = 2025-12-31\n", "2026-01-03\ngap = \"suspended\""),
        Vec::<String>::new(),
        "a gap that is declared is meant"
    );
    assert_eq!(
        with_second_fee("to = 2025-12-31\n", "2026-01-03\ngap = \"holiday\""),
        [
            "permit/renew.toml:36: fee `renewal` is not in force from 2026-01-01 to 2026-01-02: close the gap, or \
             say gap = \"suspended\"",
            "permit/renew.toml:42: `holiday` is not known here: use one of suspended",
        ]
    );
}

const EFFECT: &str = "document = \"residence-permit\"\nfrom = 2020-01-01";

#[test]
fn days_on_which_a_service_is_open_and_does_nothing() {
    each_is_told_whole(&[
        (
            EFFECT,
            "document = \"residence-permit\"\nfrom = 2020-01-01\nto = 2025-12-31",
            &["35: the service is open and does nothing from 2026-01-01 on: let an effect hold"],
        ),
        (
            EFFECT,
            "document = \"residence-permit\"\nfrom = 2020-01-03",
            &["35: the service is open and does nothing from 2020-01-01 to 2020-01-02: let an effect hold"],
        ),
        (
            "document = \"residence-permit\"\nfrom = 2020-01-01\nsource = \"law\"\nchecked = 2026-01-01\n",
            "document = \"residence-permit\"\nfrom = 2020-01-01\nto = 2022-05-31\nsource = \"law\"\n\
             checked = 2026-01-01\n\n[[effect]]\nid = \"again\"\nkind = \"renew\"\n\
             document = \"residence-permit\"\nfrom = 2022-07-01\nsource = \"law\"\nchecked = 2026-01-01\n",
            &["35: the service is open and does nothing from 2022-06-01 to 2022-06-30: let an effect hold"],
        ),
    ]);
}

#[test]
fn effects_that_nobody_is_told_of() {
    each_is_told_whole(&[
        (
            "lane = \"record-change\"\nfrom = 2020-01-01",
            "lane = \"record-change\"\nfrom = 2020-02-01",
            &["35: nobody is told of effect `renewed` from 2020-01-01 to 2020-01-31: let a notice hold"],
        ),
        (
            "lane = \"record-change\"\nfrom = 2020-01-01",
            "lane = \"record-change\"\nfrom = 2020-01-01\nto = 2024-02-29",
            &["35: nobody is told of effect `renewed` from 2024-03-01 on: let a notice hold"],
        ),
    ]);
}

#[test]
fn narrowings_that_no_form_can_bring_about() {
    each_is_told_whole(&[
        (
            "only_when = { presence = \"inside\" }",
            "only_when = { term = \"days\" }",
            &[
                "14: condition `passport-runs` can never matter: no [[ask]] of the kind `term` offers that way of counting",
            ],
        ),
        (
            "only_when = { presence = \"inside\" }",
            "only_when = { term = \"days\", document = \"exit-reentry-single\" }",
            &[],
        ),
        (
            "only_when = { presence = \"inside\" }",
            "only_when = { direction = \"out\" }",
            &["14: condition `passport-runs` can never matter: no [[ask]] asks for a direction"],
        ),
        (
            "says = \"gone\"",
            "says = \"gone\"\nonly_when = { direction = \"in\" }",
            &["43: warning `gone` can never matter: no [[ask]] asks for a direction"],
        ),
        (
            "says = \"gone\"\nfrom = 2020-01-01",
            "says = \"gone\"\nfrom = 2020-01-01\nto = 2019-12-31",
            &["46: ends on 2019-12-31, before it begins on 2020-01-01: both days are included"],
        ),
    ]);
}
