//! How values read in each language.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use calendar::Day;
use ledger::Halalas;
use record::{Fact, Facts, Identifier, Language, NameParts, PersonName, Term};
use words::{Medium, Words, format_day, format_day_long, format_money};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn days_are_counted_by_the_six_arabic_forms() {
    let words = Words::load().unwrap();
    for (n, arabic, english) in [
        (0, "لا أيام", "no days"),
        (1, "يوم واحد", "one day"),
        (2, "يومان", "two days"),
        (3, "ثلاثة أيام", "three days"),
        (10, "عشرة أيام", "ten days"),
        (11, "11 يوماً", "11 days"),
        (99, "99 يوماً", "99 days"),
        (100, "100 يوم", "100 days"),
        (102, "102 يوم", "102 days"),
        (103, "103 أيام", "103 days"),
        (111, "111 يوماً", "111 days"),
        (1_000, "1,000 يوم", "1,000 days"),
    ] {
        assert_eq!(words.count(Language::Ar, "day", n), arabic);
        assert_eq!(words.count(Language::En, "day", n), english);
    }
}

#[test]
fn money_is_counted_too() {
    let words = Words::load().unwrap();
    for (n, arabic) in [(1, "ريال واحد"), (2, "ريالان"), (5, "5 ريالات"), (12, "12 ريالاً"), (100, "100 ريال")]
    {
        assert_eq!(words.count(Language::Ar, "riyal", n), arabic);
    }
    let facts = Facts::new().with("amount", Fact::Money(Halalas(20_050)));
    let arabic = words.say(Language::Ar, Medium::Sms, "late-fine-taken", &facts);
    assert!(arabic.contains("200.50 ريال") && !arabic.contains("ريالاً"), "{arabic}");
    let english = words.say(Language::En, Medium::Sms, "late-fine-taken", &facts);
    assert!(english.contains("SAR 200.50"), "{english}");
    assert_eq!(format_money(Halalas::riyals(1_150)), "1,150");
}

#[test]
fn a_number_decides_the_sentence() {
    let words = Words::load().unwrap();
    let facts = |left| {
        Facts::new()
            .with("days_left", Fact::Number(left))
            .with("days_needed", Fact::Number(90))
            .with("ends", Fact::Day(day("2026-05-01")))
    };
    let say = |language, left| words.say(language, Medium::Sms, "passport-ends-too-soon", &facts(left));

    assert_eq!(
        say(Language::Ar, 61),
        "جواز السفر ينتهي بعد 61 يوماً في 01/05/2026، والمطلوب 90 يوماً على الأقل."
    );
    assert_eq!(say(Language::Ar, 2), "جواز السفر ينتهي بعد يومين في 01/05/2026، والمطلوب 90 يوماً على الأقل.");
    assert_eq!(say(Language::En, 0), "The passport ends today; 90 days are needed.");
}

#[test]
fn a_term_is_said_in_words() {
    let words = Words::load().unwrap();
    let say = |language, term| {
        let facts = Facts::new().with("max", Fact::Term(term));
        words.say(language, Medium::Sms, "term-too-long", &facts)
    };
    assert!(say(Language::Ar, Term::Months(2)).ends_with("وأقصاها شهران."));
    assert!(say(Language::Ar, Term::Months(3)).ends_with("وأقصاها ثلاثة أشهر."));
    assert!(say(Language::En, Term::Months(2)).ends_with("the longest is two months."));
    assert!(say(Language::Ar, Term::Days(45)).ends_with("وأقصاها 45 يوماً."));
    assert!(say(Language::Ar, Term::ReturnBefore(day("2027-05-24"))).ends_with("العودة قبل 24/05/2027."));
}

#[test]
fn on_a_page_every_value_stands_in_an_isolate_and_in_a_message_none_does() {
    let words = Words::load().unwrap();
    let facts = Facts::new().with("ends", Fact::Day(day("2026-05-01")));

    let page = words.say(Language::Ar, Medium::Page, "permit-has-ended", &facts);
    let sms = words.say(Language::Ar, Medium::Sms, "permit-has-ended", &facts);

    assert_eq!(page, "انتهت الإقامة في \u{2068}01/05/2026\u{2069}.");
    assert_eq!(sms, "انتهت الإقامة في 01/05/2026.");
}

#[test]
fn names_are_short_and_in_the_script_of_the_language() {
    let words = Words::load().unwrap();
    let parts = |first: &str, father: &str, family: &str| NameParts {
        first: first.to_owned(),
        father: father.to_owned(),
        grandfather: String::new(),
        family: family.to_owned(),
    };
    let both = PersonName {
        ar: parts("سوميا", "راجيش", "براساد"),
        latin: parts("Sowmya", "Rajesh", "Prasad"),
    };
    let latin_only = PersonName { ar: NameParts::default(), ..both.clone() };
    let say = |language, name: PersonName| {
        words.say(language, Medium::Sms, "person-deceased", &Facts::new().with("who", Fact::Person(name)))
    };

    assert_eq!(say(Language::Ar, both.clone()), "سُجلت وفاة سوميا براساد.");
    assert_eq!(say(Language::En, both), "Sowmya Prasad is recorded as deceased.");
    assert_eq!(say(Language::Ar, latin_only), "سُجلت وفاة Sowmya Prasad.");
}

#[test]
fn an_identifier_is_never_said_whole() {
    let words = Words::load().unwrap();
    let facts = Facts::new()
        .with("id", Fact::Masked(Identifier::parse("2456789011").unwrap()))
        .with("name", Fact::Establishment("شركة".to_owned(), "Company".to_owned()))
        .with("visa", Fact::Code("2026123456".to_owned()))
        .with("ref", Fact::Code("8Q4TX2AB".to_owned()));
    for language in Language::ALL {
        for medium in [Medium::Page, Medium::Sms] {
            let said = words.say(language, medium, "fe-cancelled-for-yours", &facts);
            assert!(said.contains("9011") && !said.contains("245678"), "{said}");
        }
    }
}

#[test]
fn days_are_written_as_the_pages_want_them() {
    let tuesday = day("2026-11-24");
    assert_eq!(format_day(Language::Ar, tuesday), "24/11/2026");
    assert_eq!(format_day_long(Language::Ar, tuesday), "الثلاثاء 24 نوفمبر 2026");
    assert_eq!(format_day_long(Language::En, tuesday), "Tuesday 24 November 2026");
    let words = Words::load().unwrap();
    assert_eq!(words.days_left(Language::Ar, 2), "بقي يومان");
    assert_eq!(words.days_left(Language::Ar, 0), "اليوم آخر يوم");
    assert_eq!(words.days_left(Language::En, -1), "ended yesterday");
    assert_eq!(words.days_left(Language::En, 61), "61 days left");
}

#[test]
fn a_port_we_have_no_word_for_is_said_by_its_code() {
    let words = Words::load().unwrap();
    let facts = |key: &str| {
        Facts::new()
            .with("port", Fact::Word(key.to_owned()))
            .with("time", Fact::Instant(calendar::Instant::from_micros(1_795_519_500_000_000)))
    };
    let say = |key: &str| words.try_say(Language::En, Medium::Sms, "crossed-in-to-you", &facts(key));
    assert_eq!(say("port-XYZ").as_deref(), Some("Your entry via XYZ was recorded at 14:25 on 24/11/2026"));
    assert_eq!(say("prt-XYZ"), None);
}
