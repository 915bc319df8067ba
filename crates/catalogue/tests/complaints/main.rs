//! What is wrong in a service file is told by file and line, with its mend: one case for each kind of complaint.

#![allow(clippy::expect_used, clippy::panic)]

mod days;
mod reach;

use catalogue::{Catalogue, Complaint, File, Known};

const SOURCES: &str = "[law]\ntitle = \"A law\"\naddress = \"https://example.org\"\n";
const FEES: &str = "[03]\nar = \"رسم\"\nen = \"A fee\"\n";
const SERVICE: &str = r#"[service]
id = "permit.renew"
title = { ar = "تجديد", en = "Renew" }
help = { ar = "تجديد", en = "Renew" }
asked_by = ["sponsor"]
about = ["resident"]
channels = ["counter"]

[[ask]]
name = "months"
kind = "months"
offers = [12, 24]

[[condition]]
id = "passport-runs"
kind = "document-runs"
document = "passport"
beyond = { day = "issue", days = 90 }
only_when = { presence = "inside" }
from = 2020-01-01
source = "law#2"
checked = 2026-01-01
refuse = "passport-ends"

[[fee]]
id = "renewal"
code = "03"
paid_by = "asker"
yearly = "650.00"
from = 2020-01-01
source = "law"
checked = 2026-01-01
refuse = "not-deposited"

[[effect]]
id = "renewed"
kind = "renew"
document = "residence-permit"
from = 2020-01-01
source = "law"
checked = 2026-01-01

[[warning]]
says = "gone"
from = 2020-01-01

[[notice]]
id = "told"
tell = ["subject"]
text = "renewed"
lane = "record-change"
from = 2020-01-01
"#;

fn files(service: &str) -> Vec<File> {
    [("sources.toml", SOURCES), ("fees.toml", FEES), ("permit/renew.toml", service)]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .to_vec()
}

fn complaints(files: Vec<File>) -> Vec<String> {
    let says = |key: &str| !key.starts_with("unsaid");
    let known = Known { says: Some(&says), today: Some("2026-11-24".parse().expect("a day")) };
    match Catalogue::of(files, &known) {
        Ok(_) => Vec::new(),
        Err(complaints) => complaints.iter().map(Complaint::to_string).collect(),
    }
}

/// What stands in the sound file, what is written in its place, and all that is said of it.
type Case = (&'static str, &'static str, &'static [&'static str]);

fn each_is_told_whole(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (sound, faulty, says) in cases {
        assert_eq!(SERVICE.matches(sound).count(), 1, "{sound} must stand once in the sound file");
        let told = complaints(files(&SERVICE.replace(sound, faulty)));
        let expected: Vec<String> = says.iter().map(|says| format!("permit/renew.toml:{says}")).collect();
        if told != expected {
            wrong.push(format!("{sound}\n -> {faulty}\nexpected {expected:#?}\ntold {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_sound_service_is_complained_of_by_nobody() {
    assert_eq!(complaints(files(SERVICE)), Vec::<String>::new());
}

#[test]
fn values_of_the_wrong_kind() {
    each_is_told_whole(&[
        ("help = {", "help {", &["4: is not TOML: key with no value, expected `=`"]),
        ("id = \"renewal\"", "id = \"\"", &["26: `id` is empty: write it"]),
        ("id = \"renewal\"\n", "", &["25: `id` is missing: write id = \"…\""]),
        ("id = \"renewal\"", "id = 7", &["26: `id` must be a text in quotes"]),
        ("days = 90 }", "days = \"90\" }", &["18: `days` must be a whole number"]),
        (", days = 90 }", " }", &["18: `days` is missing: write days = a whole number"]),
        (
            "kind = \"renew\"",
            "kind = \"issue-visa\"\ndepart_within_months = -3",
            &[
                "35: needs an [[ask]] of the kind `term`",
                "38: `depart_within_months` must be a whole number from 0 on",
            ],
        ),
        (
            "kind = \"document-runs\"\ndocument = \"passport\"\nbeyond = { day = \"issue\", days = 90 }",
            "kind = \"has-document\"\ndocuments = [\"passport\"]\nunused = \"yes\"",
            &["18: `unused` must be true or false"],
        ),
        (
            "from = 2020-01-01\nsource = \"law#2\"",
            "from = \"2020-01-01\"\nsource = \"law#2\"",
            &["20: `from` must be a day without quotes, as 2026-11-24"],
        ),
        ("yearly = \"650.00\"", "yearly = 650", &["29: `yearly` must be an amount in quotes, as \"200.00\""]),
        ("tell = [\"subject\"]", "tell = [1]", &["49: `tell` must be a list of texts, as [\"…\"]"]),
        ("offers = [12, 24]", "offers = [\"12\"]", &["12: `offers` must be a list of whole numbers"]),
        (
            "yearly = \"650.00\"",
            "ladder = [\"much\"]\nfine = \"late-renewal\"",
            &["29: `ladder` is a list of amounts, as [\"500.00\"]"],
        ),
        (
            "paid_by = \"asker\"",
            "paid_by = \"state\"",
            &["28: `state` is not known here: use one of subject, asker, other"],
        ),
        (
            "beyond = { day = \"issue\", days = 90 }",
            "beyond = 90",
            &["18: `beyond` must be a table, as beyond = { … }"],
        ),
        ("[[warning]]", "[warning]", &["43: write each warning as [[warning]]"]),
        (
            "says = \"gone\"",
            "says = \"gone\"\nloud = true",
            &["45: `loud` is not known here; known are from, only_when, says, to"],
        ),
    ]);
}

#[test]
fn what_a_service_must_say_of_itself() {
    each_is_told_whole(&[
        ("[service]", "[servise]", &["1: the file has no [service]: begin with one"]),
        (
            "title = { ar = \"تجديد\", en = \"Renew\" }\n",
            "",
            &["1: `title` is missing: write title = { ar = \"…\", en = \"…\" }"],
        ),
        ("channels = [\"counter\"]\n", "", &["1: `channels` is missing: write channels = [\"…\"]"]),
        (
            "channels = [\"counter\"]",
            "channels = [\"fax\"]",
            &["7: `fax` is not known here: use one of counter, portal, api, sms, border, clock"],
        ),
    ]);
}

#[test]
fn questions_of_the_form() {
    each_is_told_whole(&[
        (
            "kind = \"months\"",
            "kind = \"weeks\"",
            &[
                "11: `weeks` is no kind of answer: use one of term, months, direction, port, instant, fee-code, money, \
                 choice, text, day, party, mobile, paper",
                "25: counts months: it needs an [[ask]] of the kind `months` or `term`",
                "35: needs an [[ask]] of the kind `months`",
            ],
        ),
        (
            "kind = \"months\"\noffers = [12, 24]",
            "kind = \"term\"\noffers = [\"days\"]\nmonths = [6, 1]\ndays = [7, 180]",
            &[
                "9: `months` must be the least and the most, as months = [1, 6]",
                "37: needs an [[ask]] of the kind `months`",
            ],
        ),
        (
            "offers = [12, 24]",
            "offers = [12, 24]\n\n[[ask]]\nname = \"fee\"\nkind = \"fee-code\"\noffers = [\"99\"]",
            &["17: fees.toml has no code `99`: add it there"],
        ),
        (
            "offers = [12, 24]",
            "offers = [12, 24]\n\n[[ask]]\nname = \"amount\"\nkind = \"money\"\nmin = \"1.00\"",
            &["14: `max` is missing: write max = \"200.00\""],
        ),
    ]);
}

#[test]
fn days_and_sources() {
    each_is_told_whole(&[
        (
            "from = 2020-01-01\nsource = \"law#2\"",
            "source = \"law#2\"",
            &["14: `from` is missing: write the first day it holds, as from = 2016-10-02"],
        ),
        (
            "from = 2020-01-01\nsource = \"law#2\"",
            "from = 2020-01-01\nto = 2019-12-31\nsource = \"law#2\"",
            &["21: ends on 2019-12-31, before it begins on 2020-01-01: both days are included"],
        ),
        ("source = \"law#2\"\n", "", &["14: `source` is missing: write source = \"…\""]),
        (
            "source = \"law#2\"",
            "source = \"hearsay#2\"",
            &["21: sources.toml has no `hearsay`: add it there"],
        ),
        (
            "checked = 2026-01-01\nrefuse = \"passport-ends\"",
            "refuse = \"passport-ends\"",
            &["14: `checked` is missing: write the day somebody last compared it with its source"],
        ),
        (
            "checked = 2026-01-01\nrefuse = \"passport-ends\"",
            "checked = 2026-11-25\nrefuse = \"passport-ends\"",
            &["22: 2026-11-25 lies in the future: nobody can have checked it then"],
        ),
        (
            "says = \"gone\"\nfrom = 2020-01-01",
            "says = \"gone\"",
            &["43: `from` is missing: write the first day it holds, as from = 2016-10-02"],
        ),
    ]);
}

#[test]
fn sentences_that_nobody_wrote() {
    each_is_told_whole(&[
        (
            "refuse = \"passport-ends\"",
            "refuse = \"unsaid\"",
            &[
                "23: there is no sentence `unsaid.next` in every language: write it in i18n/",
                "23: there is no sentence `unsaid` in every language: write it in i18n/",
            ],
        ),
        (
            "tell = [\"subject\"]\ntext = \"renewed\"",
            "tell = [\"subject\", \"sponsor\"]\ntext = \"unsaid\"",
            &[
                "50: there is no sentence `unsaid-for-yours` in every language: write it in i18n/",
                "50: there is no sentence `unsaid-to-you` in every language: write it in i18n/",
            ],
        ),
    ]);
}

#[test]
fn conditions_fees_effects_and_notices() {
    each_is_told_whole(&[
        (
            "kind = \"document-runs\"\ndocument = \"passport\"\nbeyond = { day = \"issue\", days = 90 }",
            "kind = \"no-document\"",
            &["14: `documents` is missing: write documents = [\"passport\"]"],
        ),
        (
            "kind = \"document-runs\"\ndocument = \"passport\"\nbeyond = { day = \"issue\", days = 90 }",
            "kind = \"owes-nothing\"",
            &["14: `who` is missing: write who = [\"subject\"]"],
        ),
        (
            "kind = \"document-runs\"\ndocument = \"passport\"\nbeyond = { day = \"issue\", days = 90 }",
            "kind = \"has-block\"\nblock = \"security-note\"",
            &["17: that somebody has it is never shown: only `free-of` may name it"],
        ),
        (
            "kind = \"document-runs\"\ndocument = \"passport\"\nbeyond = { day = \"issue\", days = 90 }",
            "kind = \"is-polite\"",
            &["16: `is-polite` is no kind of condition: docs/catalogue.md lists them"],
        ),
        (
            "beyond = { day = \"issue\", days = 90 }\n",
            "",
            &["14: `beyond` is missing: write beyond = { day = \"issue\", days = 90 }"],
        ),
        (
            "only_when = { presence = \"inside\" }",
            "only_when = {}",
            &["19: `only_when` narrows nothing: leave it out"],
        ),
        ("code = \"03\"", "code = \"99\"", &["27: fees.toml has no code `99`: add it there"]),
        (
            "yearly = \"650.00\"",
            "ladder = [\"500.00\"]",
            &["25: a ladder counts fines: write fine = \"late-renewal\" too"],
        ),
        (
            "yearly = \"650.00\"",
            "yearly = \"650.00\"\namount = \"1.00\"",
            &[
                "25: say how much in one way: amount, first and then, each_month, yearly, ladder, owed, or by_ties",
            ],
        ),
        (
            "yearly = \"650.00\"",
            "yearly = \"650.02\"",
            &["29: a quarter of it is no whole number of halalas"],
        ),
        (
            "kind = \"renew\"\ndocument = \"residence-permit\"",
            "kind = \"raise-block\"\nblock = \"traffic-fines\"",
            &["38: it carries an amount, and no service says how much"],
        ),
        (
            "kind = \"renew\"\ndocument = \"residence-permit\"",
            "kind = \"dance\"",
            &["37: `dance` is no kind of effect: docs/catalogue.md lists them"],
        ),
        ("tell = [\"subject\"]\n", "", &["47: `tell` is missing: write tell = [\"subject\", \"sponsor\"]"]),
    ]);
}

#[test]
fn what_a_whole_service_must_hold() {
    let effect = "[[effect]]\nid = \"renewed\"\nkind = \"renew\"\ndocument = \"residence-permit\"\nfrom = 2020-01-01\n\
                  source = \"law\"\nchecked = 2026-01-01\n";
    let notice = "[[notice]]\nid = \"told\"\ntell = [\"subject\"]\ntext = \"renewed\"\nlane = \"record-change\"\n\
                  from = 2020-01-01\n";
    each_is_told_whole(&[
        (effect, "", &["1: the service does nothing: add an [[effect]]"]),
        (notice, "", &["1: nobody is told of what it does: add a [[notice]]"]),
        (
            "id = \"renewal\"",
            "id = \"passport-runs\"",
            &["1: fee and condition are both called `passport-runs`: rename one"],
        ),
        (
            "only_when = { presence = \"inside\" }",
            "only_when = { presence = \"outside\", direction = \"out\" }",
            &["14: condition `passport-runs` can never matter: who is outside does not leave"],
        ),
        (
            "only_when = { presence = \"inside\" }",
            "only_when = { presence = \"inside\", direction = \"in\" }",
            &["14: condition `passport-runs` can never matter: who is inside does not come in"],
        ),
        (
            "only_when = { presence = \"inside\" }",
            "only_when = { late = { document = \"final-exit\", days = 3 }, lapsed = \"final-exit\" }",
            &[
                "14: condition `passport-runs` can never matter: `late` and `lapsed` of one document mean different \
                 things: keep one",
            ],
        ),
        (
            "refuse = \"passport-ends\"",
            "refuse = \"passport-ends\"\ntry = \"passport.renew\"",
            &["14: `try` names `passport.renew`, and there is no such service"],
        ),
        (
            "channels = [\"counter\"]",
            "channels = [\"counter\"]\nwith_dependents = \"permit.gone\"",
            &["36: `with_dependents` names `permit.gone`, and there is no such service"],
        ),
        (
            "channels = [\"counter\"]",
            "channels = [\"counter\"]\nwith_dependents = \"permit.renew\"",
            &[
                "36: `with_dependents` names `permit.renew`, and that asks something: each would need an answer of \
                 their own",
            ],
        ),
        (
            "name = \"months\"\nkind = \"months\"\noffers = [12, 24]",
            "name = \"port\"\nkind = \"port\"",
            &[
                "24: counts months: it needs an [[ask]] of the kind `months` or `term`",
                "34: needs an [[ask]] of the kind `months`",
            ],
        ),
    ]);
}

#[test]
fn files_that_are_missing_or_say_the_same() {
    let without = |name: &str| {
        let mut files = files(SERVICE);
        files.retain(|(file, _)| file != name);
        complaints(files)
    };
    assert_eq!(without("fees.toml")[0], "fees.toml:0: is missing");
    assert_eq!(without("sources.toml").last().map(String::as_str), Some("sources.toml:0: is missing"));

    let mut twice = files(SERVICE);
    twice.push(("permit/again.toml".to_owned(), SERVICE.to_owned()));
    assert_eq!(
        complaints(twice),
        ["permit/again.toml:1: another file has the service `permit.renew` already"]
    );
}

#[test]
fn a_folder_that_cannot_be_read_is_told() {
    let nowhere = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("no-such-folder");

    let told = Catalogue::read(&nowhere, &Known::default()).expect_err("there is no such folder");

    assert_eq!(told.len(), 1);
    assert!(told[0].says.starts_with("cannot be read: "), "{}", told[0]);
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let faulty =
        SERVICE.replace("code = \"03\"", "code = \"99\"").replace("says = \"gone\"", "says = \"unsaid\"");

    assert_eq!(
        complaints(files(&faulty)),
        [
            "permit/renew.toml:27: fees.toml has no code `99`: add it there",
            "permit/renew.toml:44: there is no sentence `unsaid` in every language: write it in i18n/",
        ]
    );
}
