//! Reading the form.

use super::view::View;
use crate::{Actor, Answers, Ask, AskKind, BadAnswer, Case, Channel, Request, Service, TermMode};
use calendar::{Day, Instant, Moment};
use ledger::{FeeCode, Halalas};
use record::{Direction, Fact, Facts, Identifier, Mobile, Term};
use std::collections::BTreeMap;

/// What the form says, understood.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// The way the form came in by.
    pub channel: Option<Channel>,
    pub term: Option<Term>,
    pub months: Option<u32>,
    pub direction: Option<Direction>,
    pub port: Option<String>,
    pub at: Option<Instant>,
    pub fee: Option<FeeCode>,
    pub amount: Option<Halalas>,
    /// Words chosen, by question.
    pub choices: BTreeMap<String, String>,
    /// Texts written, by question.
    pub texts: BTreeMap<String, String>,
    /// Days, by question.
    pub days: BTreeMap<String, Day>,
    pub mobile: Option<Mobile>,
}

/// Why one answer cannot be understood.
type Wrong = (String, Facts);

/// Reads every answer the service asks for, or says of each that it cannot read what is wrong with it.
pub(super) fn read(
    case: &Case,
    request: &Request,
    service: &Service,
    moment: Moment,
) -> Result<Asked, Vec<BadAnswer>> {
    let mut asked = Asked { channel: Some(request.channel), ..Asked::default() };
    let mut unclear = Vec::new();
    for ask in &service.asks {
        let view =
            View { case, service, today: moment.today(), rules: moment.today(), asked: &asked, due: None };
        let left_empty = ask.optional && request.answers.get(&ask.name).is_none();
        if left_empty || !view.is_the_case(&ask.only_when) {
            continue;
        }
        if let Err((says, facts)) = read_one(ask, case, request, moment, &mut asked) {
            unclear.push(BadAnswer { field: ask.name.clone(), says, facts });
        }
    }
    if unclear.is_empty() { Ok(asked) } else { Err(unclear) }
}

pub(super) fn read_one(
    ask: &Ask,
    case: &Case,
    request: &Request,
    moment: Moment,
    asked: &mut Asked,
) -> Result<(), Wrong> {
    let answers = &request.answers;
    if let AskKind::Term { offers, months, days } = &ask.kind {
        asked.term = Some(term(ask, answers, offers, *months, *days, moment.today())?);
        return Ok(());
    }
    let answer = answers.get(&ask.name).ok_or_else(missing)?;
    match &ask.kind {
        AskKind::Term { .. } => {}
        AskKind::Months { offers } => {
            let months = whole_number(answer)?;
            if !offers.contains(&months) {
                return Err(plain("answer-not-offered"));
            }
            asked.months = Some(months);
        }
        AskKind::Direction => {
            asked.direction = Some(match answer {
                "in" => Direction::In,
                "out" => Direction::Out,
                _ => return Err(plain("answer-not-offered")),
            });
        }
        AskKind::Port => {
            let fits = (2..=8).contains(&answer.len()) && answer.bytes().all(|b| b.is_ascii_alphanumeric());
            asked.port =
                Some(fits.then(|| answer.to_ascii_uppercase()).ok_or_else(|| plain("answer-not-a-port"))?);
        }
        AskKind::Instant => {
            let at: Instant = answer.parse().map_err(|_| plain("answer-not-an-instant"))?;
            if at > moment.now {
                return Err(plain("answer-in-the-future"));
            }
            asked.at = Some(at);
        }
        AskKind::FeeCode { offers } => {
            let code = FeeCode(western_digits(answer));
            if !offers.contains(&code) {
                return Err(plain("answer-unknown-fee-code"));
            }
            asked.fee = Some(code);
        }
        AskKind::Money { min, max } => {
            let amount: Halalas = answer.parse().map_err(|_| plain("answer-not-money"))?;
            if amount < *min || amount > *max {
                return Err(out_of_range(Fact::Money(*min), Fact::Money(*max)));
            }
            asked.amount = Some(amount);
        }
        _ => return read_named(ask, answer, case, request, moment, asked),
    }
    Ok(())
}

/// A question asked in words of its own.
fn read_named(
    ask: &Ask,
    answer: &str,
    case: &Case,
    request: &Request,
    moment: Moment,
    asked: &mut Asked,
) -> Result<(), Wrong> {
    match &ask.kind {
        AskKind::Choice { offers } => {
            if !offers.iter().any(|word| word == answer) {
                return Err(plain("answer-not-offered"));
            }
            asked.choices.insert(ask.name.clone(), answer.to_owned());
        }
        AskKind::Text { max } => {
            asked.texts.insert(ask.name.clone(), text(answer, *max)?);
        }
        AskKind::Day { from, to } => {
            asked.days.insert(ask.name.clone(), day(answer, *from, *to, moment.today())?);
        }
        AskKind::Party => is_known(answer, case)?,
        AskKind::Mobile => {
            asked.mobile = Some(Mobile::parse(answer).map_err(|_| plain("answer-not-a-mobile"))?);
        }
        AskKind::Paper => is_seen(answer, &request.actor)?,
        _ => {}
    }
    Ok(())
}

fn text(answer: &str, max: u32) -> Result<String, Wrong> {
    if answer.chars().any(char::is_control) {
        return Err(plain("answer-not-a-text"));
    }
    if answer.chars().count() > max as usize {
        return Err(("answer-too-long".to_owned(), Facts::new().with("max", Fact::Number(i64::from(max)))));
    }
    Ok(answer.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn day(answer: &str, from: i64, to: i64, today: Day) -> Result<Day, Wrong> {
    let day = calendar::convert(answer).map_err(|_| plain("answer-not-a-date"))?.gregorian;
    let (first, last) = (today.plus_days(from), today.plus_days(to));
    let fits = first <= day && day <= last;
    fits.then_some(day).ok_or_else(|| out_of_range(Fact::Day(first), Fact::Day(last)))
}

/// Whether the party named is the one that was loaded.
fn is_known(answer: &str, case: &Case) -> Result<(), Wrong> {
    let identifier = Identifier::parse(answer).map_err(|_| plain("answer-not-an-identifier"))?;
    let known = case.other.as_ref().is_some_and(|other| *other.party.identifier() == identifier);
    known.then_some(()).ok_or_else(|| plain("answer-no-such-party"))
}

/// An officer says that the paper was seen; from anybody else a file must come.
fn is_seen(answer: &str, actor: &Actor) -> Result<(), Wrong> {
    let by_officer = matches!(actor, Actor::Officer { .. });
    let attached = answer
        .strip_prefix("file:")
        .is_some_and(|mark| mark.len() == 64 && mark.bytes().all(|byte| byte.is_ascii_hexdigit()));
    (attached || (by_officer && answer == "seen")).then_some(()).ok_or_else(|| plain("answer-paper-missing"))
}

/// A term, either in one answer (`2 months`, `45 days`, `return before 2026-04-30`) or as a form gives it:
/// the way of counting in `NAME-mode` and the value in `NAME-months`, `NAME-days` or `NAME-date`.
fn term(
    ask: &Ask,
    answers: &Answers,
    offers: &[TermMode],
    months: (u32, u32),
    days: (u32, u32),
    today: Day,
) -> Result<Term, Wrong> {
    let (mode, value) = match answers.get(&ask.name) {
        Some(answer) => one_line(answer).ok_or_else(|| plain("answer-not-a-term"))?,
        None => {
            let part = |ending: &str| answers.get(&format!("{}-{ending}", ask.name));
            match part("mode").ok_or_else(missing)? {
                "months" => (TermMode::Months, part("months").ok_or_else(missing)?.to_owned()),
                "days" => (TermMode::Days, part("days").ok_or_else(missing)?.to_owned()),
                "return-before" => (TermMode::ReturnBefore, part("date").ok_or_else(missing)?.to_owned()),
                _ => return Err(plain("answer-not-offered")),
            }
        }
    };
    if !offers.contains(&mode) {
        return Err(plain("answer-not-offered"));
    }
    match mode {
        TermMode::Months => within(whole_number(&value)?, months).map(Term::Months),
        TermMode::Days => within(whole_number(&value)?, days).map(Term::Days),
        TermMode::ReturnBefore => {
            let day = calendar::convert(&value).map_err(|_| plain("answer-not-a-date"))?.gregorian;
            if day <= today {
                return Err(plain("answer-date-past"));
            }
            let most = today.plus_days(i64::from(days.1));
            if day > most {
                return Err(out_of_range(Fact::Day(today.plus_days(1)), Fact::Day(most)));
            }
            Ok(Term::ReturnBefore(day))
        }
    }
}

fn one_line(answer: &str) -> Option<(TermMode, String)> {
    let answer = answer.to_ascii_lowercase();
    if let Some(day) = answer.strip_prefix("return before ") {
        return Some((TermMode::ReturnBefore, day.trim().to_ascii_uppercase()));
    }
    let (count, unit) = answer.split_once(' ')?;
    match unit.trim() {
        "month" | "months" => Some((TermMode::Months, count.to_owned())),
        "day" | "days" => Some((TermMode::Days, count.to_owned())),
        _ => None,
    }
}

fn within(number: u32, (min, max): (u32, u32)) -> Result<u32, Wrong> {
    let fits = (min..=max).contains(&number);
    fits.then_some(number)
        .ok_or_else(|| out_of_range(Fact::Number(i64::from(min)), Fact::Number(i64::from(max))))
}

fn whole_number(answer: &str) -> Result<u32, Wrong> {
    western_digits(answer).parse().map_err(|_| plain("answer-not-a-number"))
}

fn western_digits(text: &str) -> String {
    let western = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10).unwrap_or(c),
        other => other,
    };
    text.chars().map(western).collect()
}

fn missing() -> Wrong {
    plain("answer-missing")
}

fn plain(says: &str) -> Wrong {
    (says.to_owned(), Facts::new())
}

fn out_of_range(min: Fact, max: Fact) -> Wrong {
    ("answer-out-of-range".to_owned(), Facts::new().with("min", min).with("max", max))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask() -> Ask {
        let kind = AskKind::Term {
            offers: vec![TermMode::Months, TermMode::Days, TermMode::ReturnBefore],
            months: (1, 6),
            days: (7, 180),
        };
        Ask { name: "term".to_owned(), kind, only_when: Default::default(), optional: false }
    }

    fn read_term(answers: Answers) -> Result<Term, String> {
        let AskKind::Term { offers, months, days } = ask().kind else { unreachable!() };
        let today = "2026-03-01".parse().unwrap();
        term(&ask(), &answers, &offers, months, days, today).map_err(|(says, _)| says)
    }

    #[test]
    fn a_term_is_read_from_one_line_or_from_a_forms_parts() {
        let day = "2026-04-30".parse().unwrap();
        let line = |text: &str| Answers::default().with("term", text);
        assert_eq!(read_term(line("2 months")), Ok(Term::Months(2)));
        assert_eq!(read_term(line("٤٥ days")), Ok(Term::Days(45)));
        assert_eq!(read_term(line("return before 2026-04-30")), Ok(Term::ReturnBefore(day)));
        let parts = Answers::default().with("term-mode", "return-before").with("term-date", "2026-04-30");
        assert_eq!(read_term(parts), Ok(Term::ReturnBefore(day)));
    }

    #[test]
    fn a_term_nobody_can_read_is_told_as_such() {
        for (text, says) in [
            ("", "answer-missing"),
            ("soon", "answer-not-a-term"),
            ("two months", "answer-not-a-number"),
            ("7 months", "answer-out-of-range"),
            ("6 days", "answer-out-of-range"),
            ("return before 2026-03-01", "answer-date-past"),
            ("return before 2026-02-30", "answer-not-a-date"),
            ("return before 2027-03-01", "answer-out-of-range"),
        ] {
            assert_eq!(read_term(Answers::default().with("term", text)), Err(says.to_owned()), "{text}");
        }
    }
}
