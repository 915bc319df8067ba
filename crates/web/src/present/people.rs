//! A party as its record shows it.

use super::{blank, chip, money, row, sentence, word};
use crate::view::counter::{Hit, MoneyLine, Sheet, TieLine};
use crate::view::parts::{Chip, Fact as Row};
use crate::view::{Lang, Tone};
use calendar::{Calendar, Day};
use catalogue::Catalogue;
use record::{Fact, Facts, Language, Party, PartyId, PartyKind, Presence, Tie, TieKind};
use words::{count, format_day, format_hijri};

/// The other script.
const fn other(language: Language) -> Language {
    match language {
        Language::Ar => Language::En,
        Language::En => Language::Ar,
    }
}

/// The name in the other script; empty where it is the same.
pub(crate) fn other_name(language: Language, party: &Party) -> String {
    let (name, second) = (party.name_in(language), party.name_in(other(language)));
    if name == second { String::new() } else { second }
}

/// First and last name.
pub(crate) fn short_name(language: Language, party: &Party) -> String {
    let short = match (party, language) {
        (Party::Person(person), Language::Ar) => person.name.ar.short(),
        (Party::Person(person), Language::En) => person.name.latin.short(),
        (Party::Establishment(_), _) => String::new(),
    };
    if short.is_empty() { party.name_in(language) } else { short }
}

/// Where a person is.
pub(crate) fn standing(language: Language, party: &Party) -> Option<Chip> {
    let presence = party.person()?.presence;
    let tone = match presence {
        Presence::Inside => Tone::Good,
        Presence::Outside => Tone::Plain,
    };
    Some(chip(word(language.into(), &format!("presence-{}", presence.as_str())), tone))
}

/// One of several who answer to a name.
pub(crate) fn hit(language: Language, party: &Party, href: String) -> Hit {
    let person = party.person();
    Hit {
        href,
        name: party.name_in(language),
        other_name: other_name(language, party),
        identifier: party.identifier().masked(),
        born: person.map_or(String::new(), |person| person.birth.day.year().to_string()),
        nationality: person.map_or(String::new(), |person| nationality(language, &person.nationality.0)),
        standing: standing(language, party),
    }
}

fn nationality(language: Language, code: &str) -> String {
    let words = words::Words::global();
    let key = format!("nationality-{code}");
    match words.knows(&key) {
        true => words.word(language, &key),
        false => code.to_owned(),
    }
}

/// The word for what the identifier is called.
pub(crate) const fn identifier_key(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Citizen => "identifier-citizen",
        PartyKind::Resident => "identifier-resident",
        PartyKind::Visitor => "identifier-visitor",
        PartyKind::Establishment => "identifier-establishment",
    }
}

fn facts(language: Language, party: &Party, today: Day) -> Vec<Row> {
    let lang = Lang::from(language);
    let number = row(word(lang, identifier_key(party.kind())), party.identifier().grouped());
    let mut facts = vec![Row { strong: true, ..number }];
    if let Some(person) = party.person() {
        facts.push(row(word(lang, "nationality"), nationality(language, &person.nationality.0)));
        let born = match person.birth.calendar {
            Calendar::Gregorian => format_day(language, person.birth.day),
            Calendar::Hijri => format_hijri(language, person.birth.day),
        };
        let age = count(language, "year", i64::from(person.birth.day.age_on(today)));
        facts.push(row(word(lang, "born-on"), format!("{born} · {age}")));
        facts.push(row(word(lang, "sex"), word(lang, sex(person.sex))));
    }
    facts.push(match party.mobile() {
        Some(mobile) => {
            Row { note: Some(word(lang, "mobile-verified")), ..row(word(lang, "mobile"), mobile.masked()) }
        }
        None => row(word(lang, "mobile"), word(lang, "mobile-none")),
    });
    let speaks = word(lang, &format!("language-{}", party.language().as_str()));
    facts.push(row(word(lang, "messages-in"), speaks));
    facts
}

const fn sex(sex: record::Sex) -> &'static str {
    match sex {
        record::Sex::Female => "sex-female",
        record::Sex::Male => "sex-male",
    }
}

/// The officer's sheet of a record.
pub(crate) fn sheet(
    language: Language,
    sheet: &desk::Sheet,
    catalogue: &Catalogue,
    today: Day,
    reason: &str,
) -> Sheet {
    let (lang, dossier) = (Lang::from(language), &sheet.dossier);
    let party = &dossier.party;
    let mut chips: Vec<Chip> = standing(language, party).into_iter().collect();
    chips.push(chip(word(lang, &format!("party-{}", party.kind().as_str())), Tone::Plain));
    let blocks = dossier.blocks.iter().filter(|block| block.stands_on(today));
    Sheet {
        name: party.name_in(language),
        other_name: other_name(language, party),
        chips,
        facts: facts(language, party, today),
        blocks: blocks
            .map(|block| {
                let what = word(lang, &format!("block-{}", block.kind.as_str()));
                let facts = blank("what", what).with("day", Fact::Day(block.from));
                match block.amount {
                    Some(sum) => {
                        let sum = Fact::Code(money(language, sum));
                        sentence(lang, "block-line-amount", &facts.with("sum", sum))
                    }
                    None => sentence(lang, "block-line", &facts),
                }
            })
            .collect(),
        papers: super::papers::of(language, dossier, today),
        ties: ties(language, sheet, today, reason),
        money: deposits(lang, language, sheet, catalogue),
        money_href: format!("/counter/person/{}/money?reason={reason}", dossier.id().0),
        lines: super::lines::transactions(lang, &sheet.transactions, catalogue, reason),
        reason: reason_sentence(lang, reason),
    }
}

fn ties(language: Language, sheet: &desk::Sheet, today: Day, reason: &str) -> Vec<TieLine> {
    let lang = Lang::from(language);
    let open = |id: PartyId| Some(format!("/counter/person/{}?reason={reason}", id.0));
    let since = |tie: &Tie| sentence(lang, "tie-since", &Facts::new().with("day", Fact::Day(tie.from)));
    let line = |party: &Party, what: String, tie: &Tie| TieLine {
        text: sentence(
            lang,
            "tie-line",
            &blank("who", party.name_in(language)).with("what", Fact::Code(what)),
        ),
        note: since(tie),
        href: open(party.id()),
    };
    let holders = sheet
        .holders
        .iter()
        .map(|(tie, party)| line(party, word(lang, &format!("holder-{}", tie.kind.as_str())), tie));
    let held = sheet.family.iter().chain(&sheet.workers).map(|(tie, party)| {
        let mut what = subject_word(lang, tie);
        if let Some(age) = party.age_on(today).filter(|age| *age < 18) {
            what = format!("{what} · {}", count(language, "year", i64::from(age)));
        }
        line(party, what, tie)
    });
    let firms = sheet.represents.iter().map(|firm| TieLine {
        text: {
            let firm_or_person = if firm.person().is_some() { "tie-delegate-of" } else { "tie-represents" };
            sentence(lang, firm_or_person, &blank("who", firm.name_in(language)))
        },
        note: firm.identifier().masked(),
        href: open(firm.id()),
    });
    let mut lines: Vec<TieLine> = holders.chain(held).chain(firms).collect();
    let workers = sheet.held.iter().find(|(kind, _)| *kind == TieKind::Sponsorship).map_or(0, |(_, n)| *n);
    let shown = i64::try_from(sheet.workers.len()).unwrap_or(i64::MAX);
    if workers > shown {
        lines.push(TieLine {
            text: word(lang, "ties-other-workers"),
            note: words::format_number(workers - shown),
            href: None,
        });
    }
    lines
}

/// What the subject of a tie is: the relation where it is known.
pub(crate) fn subject_word(lang: Lang, tie: &Tie) -> String {
    match tie.relation {
        Some(relation) => word(lang, &format!("relation-{}", relation.as_str())),
        None => word(lang, &format!("subject-{}", tie.kind.as_str())),
    }
}

fn deposits(lang: Lang, language: Language, sheet: &desk::Sheet, catalogue: &Catalogue) -> Vec<MoneyLine> {
    let deposits = sheet.dossier.deposits.iter().filter(|deposit| deposit.balance.is_positive());
    let ready = deposits.map(|deposit| MoneyLine {
        label: catalogue
            .fee(&deposit.fee)
            .map_or_else(|| deposit.fee.0.clone(), |titles| super::say_pair(lang, titles)),
        amount: money(language, deposit.balance),
        chip: Some(chip(word(lang, "money-deposited"), Tone::Good)),
    });
    let fines = sheet.dossier.fines.iter().map(|fine| MoneyLine {
        label: format!(
            "{} · {}",
            word(lang, &format!("fine-{}", fine.kind.as_str())),
            format_day(language, fine.on)
        ),
        amount: money(language, fine.amount),
        chip: Some(chip(word(lang, "money-paid"), Tone::Plain)),
    });
    ready.chain(fines).collect()
}

/// The reasons an officer may give for looking.
pub(crate) const REASONS: [&str; 4] = ["asked", "behalf", "data", "order"];

/// A reason as people read it: the officer's, or what a visit to one's own page leaves.
pub(crate) fn reason_words(lang: Lang, why: &str) -> String {
    match why {
        "asked" | "behalf" | "data" | "order" | "print" | "message" | "own-page" => {
            word(lang, &format!("look-{why}"))
        }
        _ => why.to_owned(),
    }
}

pub(crate) fn reason_sentence(lang: Lang, why: &str) -> String {
    sentence(lang, "look-reason", &blank("reason", reason_words(lang, why)))
}
