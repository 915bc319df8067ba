//! The first page, the switch of language, and the demonstration's sign-in.

use super::front::{App, Ctx};
use super::guard::{Fields, OFFICER, OpenForm, PERSON, give};
use super::stop::Stop;
use crate::house::Demo;
use crate::present::{blank, say_pair, stories};
use crate::view::Lang;
use crate::view::parts::{Act, Hidden};
use crate::view::signin::{DemoGroup, DemoPerson, DemoSignIn};
use crate::view::start::{Account as Card, Start};
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use desk::identity::{Account, SignInRefused};
use record::{Fact, Facts, PartyId};

pub(crate) fn routes(app: &App) -> Router<App> {
    let routes = Router::new().route("/", get(start)).route("/language", get(language));
    match app.house.demo {
        None => routes,
        Some(_) => routes.route("/demo/sign-in", get(demo_sign_in).post(demo_enter)),
    }
}

/// The demonstration's guide; elsewhere, where the public signs in.
async fn start(ctx: Ctx) -> Result<Response, Stop> {
    let Some(demo) = ctx.app.house.demo.clone() else { return Ok(Redirect::to("/me").into_response()) };
    let accounts = ctx.desk().accounts().await?;
    let officer = accounts.first();
    let people = i64::try_from(demo.people).unwrap_or(i64::MAX);
    let view = Start {
        page: ctx.page(ctx.word("start-title")),
        facts: vec![
            ctx.sentence("start-fact-people", &Facts::new().with("n", Fact::Number(people))),
            ctx.word("start-fact-messages"),
        ],
        doors: vec![
            Act::link(ctx.word("title-counter"), "/counter"),
            Act::link(ctx.word("title-my-page"), "/me"),
            Act::link(ctx.word("title-services"), "/services"),
            Act::link(ctx.word("phones"), "/phones"),
            Act::link(ctx.word("bank-door"), "/bank"),
            Act::link(ctx.word("operations"), "/operations"),
        ],
        stories: demo.stories.iter().map(|card| stories::story(ctx.lang, card, officer)).collect(),
        accounts: accounts.iter().map(|account| card(&ctx, &demo, account)).collect(),
    };
    ctx.html(&view)
}

fn card(ctx: &Ctx, demo: &Demo, account: &Account) -> Card {
    Card {
        name: say_pair(ctx.lang, &account.name),
        role: role(ctx, account),
        account: account.login.clone(),
        password: demo.password.clone(),
        code: ctx.sentence("start-account-code", &blank("secret", demo.totp_secret.clone())),
        enter: stories::enter(ctx.lang, &account.login, "/counter"),
    }
}

fn role(ctx: &Ctx, account: &Account) -> String {
    use desk::authority::Role;
    let post = match account.role {
        Role::Officer => ctx.word("role-officer"),
        Role::Supervisor => ctx.word("role-supervisor"),
        Role::Administrator => ctx.word("role-administrator"),
    };
    let rank = say_pair(ctx.lang, &account.rank);
    if rank.is_empty() { post } else { format!("{rank} · {post}") }
}

/// `/language?to=en&back=/counter`
async fn language(ctx: Ctx, query: Fields) -> Response {
    let lang = if query.get("to") == "en" { Lang::En } else { Lang::Ar };
    let secure = if ctx.app.is_secure() { "; Secure" } else { "" };
    let cookie = format!("lang={}; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000{secure}", lang.tag());
    ([(header::SET_COOKIE, cookie)], Redirect::to(local(query.get("back")))).into_response()
}

/// An address within this house; its first page for any other.
pub(crate) fn local(back: &str) -> &str {
    let within = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    if within && back.is_ascii() { back } else { "/" }
}

async fn demo_sign_in(ctx: Ctx) -> Result<Response, Stop> {
    let Some(demo) = ctx.app.house.demo.clone() else { return Err(Stop::NotShown) };
    let accounts = ctx.desk().accounts().await?;
    let officers = accounts.iter().map(|account| DemoPerson {
        name: say_pair(ctx.lang, &account.name),
        role: role(&ctx, account),
        account: account.login.clone(),
        enter: stories::enter(ctx.lang, &account.login, "/counter"),
    });
    let mut public: Vec<DemoPerson> = Vec::new();
    for story in &demo.stories {
        for (id, identifier) in [&story.asker, &story.subject] {
            let Some(dossier) = ctx.desk().dossier(*id).await? else { continue };
            if dossier.person().is_none() || public.iter().any(|person| person.account == *identifier) {
                continue;
            }
            public.push(DemoPerson {
                name: dossier.party.name_in(ctx.language()),
                role: stories::title(ctx.lang, &story.key),
                account: identifier.clone(),
                enter: stories::enter(ctx.lang, &id.0.to_string(), "/me"),
            });
        }
    }
    let view = DemoSignIn {
        page: ctx.page(ctx.word("demo-enter-as")),
        groups: vec![
            DemoGroup { title: ctx.word("demo-officers"), people: officers.collect() },
            DemoGroup { title: ctx.word("demo-public"), people: public },
        ],
        ordinary: Act::link(ctx.word("demo-ordinary"), "/counter/sign-in"),
    };
    ctx.html(&view)
}

/// Signs in as anybody: an officer by account, a person by the number of their row or their identifier.
async fn demo_enter(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    let who = form.get("who");
    let accounts = ctx.desk().accounts().await?;
    let account = accounts.iter().find(|account| account.login == who);
    let (name, session, usual) = match account {
        Some(account) => (OFFICER, ctx.desk().sign_in_as_officer(account.id).await, "/counter"),
        None => {
            let id = person(&ctx, who).await?;
            (PERSON, ctx.desk().sign_in_as_person(id).await, "/me")
        }
    };
    let session = session.map_err(|refused| match refused {
        SignInRefused::NotDone(not_done) => not_done.into(),
        _ => Stop::NotShown,
    })?;
    let to = if form.get("to").is_empty() { usual } else { local(form.get("to")) };
    Ok(([(header::SET_COOKIE, give(&ctx.app, name, &session))], Redirect::to(to)).into_response())
}

async fn person(ctx: &Ctx, who: &str) -> Result<PartyId, Stop> {
    if let Ok(identifier) = record::Identifier::parse(who) {
        let found = ctx.desk().find(identifier.as_str(), 1).await?;
        if let Some(party) = found.first() {
            return Ok(party.id());
        }
    }
    who.parse().map(PartyId).map_err(|_| Stop::NotShown)
}

/// A name and value sent along.
pub(crate) fn hidden(name: &str, value: impl Into<String>) -> Hidden {
    Hidden { name: name.to_owned(), value: value.into() }
}
