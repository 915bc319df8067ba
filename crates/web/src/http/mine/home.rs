//! My page, my messages, who looked.

use crate::http::front::Ctx;
use crate::http::guard::Member;
use crate::http::stop::Stop;
use crate::present::lines::{looks as look_lines, state};
use crate::present::matters::todos;
use crate::present::papers::{self, capital, leading, leading_line, life};
use crate::present::people::{short_name, standing, subject_word};
use crate::present::{blank, chip, word};
use crate::view::mine::{Message, MyHome, MyLooks, MyMessages, Ward};
use crate::view::parts::{Act, Todo};
use crate::view::{Lang, Tone};
use axum::response::Response;
use catalogue::Dossier;
use desk::NoticeState;
use record::{Language, Party, PartyId, PartyKind, Sex, Tie, TieKind};
use words::{days_left, format_moment};

const MESSAGES: i64 = 100;
const LOOKS: i64 = 100;
/// What is shown of each on the first page.
const FEW: usize = 3;
/// A document that ends within so many days is the thing to do first.
const SOON: i64 = 30;

/// `/me`
pub(crate) async fn home(member: Member) -> Result<Response, Stop> {
    let ctx = &member.ctx;
    let (desk, language) = (ctx.desk(), ctx.language());
    let sheet = desk.sheet(member.party, &member.looker()).await?.ok_or(Stop::NotShown)?;
    let today = desk.moment().today();
    let party = &sheet.dossier.party;
    let mut wards = Vec::new();
    let mut todo = None;
    for (tie, ward) in sheet.family.iter().chain(&sheet.workers) {
        let dossier = desk.dossier(ward.id()).await?;
        if let Some(dossier) = &dossier {
            todo = todo.or_else(|| ends_soon(ctx, dossier));
        }
        wards.push(ward_of(ctx, tie, ward, dossier.as_ref()));
    }
    wards.extend(firms(ctx, &sheet.represents));
    let workers = sheet.held.iter().find(|(kind, _)| *kind == TieKind::Sponsorship).map_or(0, |(_, n)| *n);
    if workers > i64::try_from(sheet.workers.len()).unwrap_or(i64::MAX) {
        wards.push(all_workers(ctx, member.party, workers));
    }
    let matters = desk.matters_of(member.party).await?;
    let messages = desk.messages_of(member.party, MESSAGES).await?;
    let looks = look_lines(ctx.lang, member.party, &sheet.looks);
    let name = match party {
        Party::Person(person) => match language {
            Language::Ar => person.name.ar.first.clone(),
            Language::En => person.name.latin.first.clone(),
        },
        Party::Establishment(_) => party.name_in(language),
    };
    let all = |href: &str| Some(Act::link(ctx.word("home-all"), href));
    let view = MyHome {
        page: member.page(ctx.word("title-my-page")),
        greeting: ctx.sentence("home-greeting", &blank("who", name)),
        about: format!(
            "{} · {}",
            capital(&word(ctx.lang, &format!("party-{}", party.kind().as_str()))),
            party.identifier().masked()
        ),
        todo,
        matters: todos(ctx.lang, &matters, today, |matter, service| {
            format!("/me/for/{}/service/{service}", matter.worker.id().0)
        }),
        wards_title: wards_title(ctx, party),
        wards,
        own: Act::link(ctx.word("home-own-services"), format!("/me/for/{}", member.party.0)),
        papers: papers::of(language, &sheet.dossier, today),
        messages: messages.iter().filter_map(|notice| message(ctx, notice)).take(FEW).collect(),
        all_messages: all("/me/messages"),
        looks: looks.into_iter().take(FEW).collect(),
        all_looks: all("/me/looks"),
    };
    ctx.html(&view)
}

fn wards_title(ctx: &Ctx, party: &Party) -> String {
    let female = party.person().is_some_and(|person| person.sex == Sex::Female);
    ctx.word(if female { "home-wards-female" } else { "home-wards-male" })
}

/// Someone I answer for, with the document that matters.
pub(super) fn ward_of(ctx: &Ctx, tie: &Tie, party: &Party, dossier: Option<&Dossier>) -> Ward {
    let (language, today) = (ctx.language(), ctx.desk().moment().today());
    let document = dossier.and_then(leading);
    let measured = document.map(|document| life(document, today));
    Ward {
        name: short_name(language, party),
        tie: Some(match party.age_on(today).filter(|age| *age < 18) {
            None => subject_word(ctx.lang, tie),
            Some(age) => {
                let years = words::count(language, "year", i64::from(age));
                format!("{} · {years}", subject_word(ctx.lang, tie))
            }
        }),
        says: document.map_or_else(
            || ctx.word("home-no-document"),
            |document| capital(&leading_line(language, document)),
        ),
        chip: standing(language, party).unwrap_or_else(|| chip("", Tone::Plain)),
        life: measured.map(|(share, _)| share),
        tone: measured.map_or(Tone::Plain, |(_, tone)| tone),
        href: format!("/me/for/{}", party.id().0),
    }
}

/// The establishments I act for, and the persons whose delegate I am.
fn firms(ctx: &Ctx, firms: &[Party]) -> Vec<Ward> {
    let is_firm = |party: &Party| party.kind() == PartyKind::Establishment;
    let ward = |firm: &Party| Ward {
        name: firm.name_in(ctx.language()),
        tie: Some(ctx.word(if is_firm(firm) { "home-firm" } else { "home-principal" })),
        says: ctx.word(if is_firm(firm) { "home-firm-workers" } else { "home-principal-wards" }),
        chip: chip(firm.identifier().masked(), Tone::Plain),
        life: None,
        tone: Tone::Plain,
        href: format!("/me/workers/{}", firm.id().0),
    };
    firms.iter().map(ward).collect()
}

fn all_workers(ctx: &Ctx, holder: PartyId, workers: i64) -> Ward {
    Ward {
        name: ctx.word("home-all-workers"),
        tie: None,
        says: words::count(ctx.language(), "worker", workers),
        chip: chip(words::format_number(workers), Tone::Plain),
        life: None,
        tone: Tone::Plain,
        href: format!("/me/workers/{}", holder.0),
    }
}

/// The document of someone I answer for that ends soon, as the thing to do first.
fn ends_soon(ctx: &Ctx, dossier: &Dossier) -> Option<Todo> {
    let document = leading(dossier)?;
    let left = ctx.desk().moment().today().days_until(document.state.expires);
    (left <= SOON).then(|| {
        let language = ctx.language();
        Todo {
            chip: chip(days_left(language, left), if left < 0 { Tone::Stop } else { Tone::Warn }),
            title: format!("{}: {}", short_name(language, &dossier.party), leading_line(language, document)),
            text: ctx.word("home-todo-text"),
            act: Act::link(ctx.word("home-todo-act"), format!("/me/for/{}", dossier.id().0)),
        }
    })
}

/// A message that was sent, or why it was not; nothing once its text was cleared away.
fn message(ctx: &Ctx, notice: &NoticeState) -> Option<Message> {
    let text = notice.body.clone().filter(|text| !text.is_empty())?;
    let tone = match notice.state.as_deref() {
        Some("delivered") => Tone::Good,
        Some("in-doubt") => Tone::Warn,
        Some("undeliverable" | "rejected" | "expired") => Tone::Stop,
        _ => Tone::Plain,
    };
    Some(Message {
        text,
        lang: notice.language.as_str().to_owned(),
        dir: Lang::from(notice.language).dir().to_owned(),
        state: format!("{} · {}", format_moment(ctx.language(), notice.at), state(ctx.lang, notice)),
        tone,
        href: Some(format!("/messages/{}", notice.id.0)),
    })
}

/// `/me/messages`
pub(crate) async fn messages(member: Member) -> Result<Response, Stop> {
    let ctx = &member.ctx;
    let notices = ctx.desk().messages_of(member.party, MESSAGES).await?;
    ctx.html(&MyMessages {
        page: member.page(ctx.word("my-messages")),
        messages: notices.iter().filter_map(|notice| message(ctx, notice)).collect(),
    })
}

/// `/me/looks`
pub(crate) async fn looks(member: Member) -> Result<Response, Stop> {
    let ctx = &member.ctx;
    let looks = ctx.desk().looks_of(member.party, LOOKS).await?;
    ctx.html(&MyLooks {
        page: member.page(ctx.word("title-looks")),
        looks: look_lines(ctx.lang, member.party, &looks),
    })
}
