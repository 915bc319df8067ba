//! Who is signed in, and whether a form is theirs.

use super::front::{App, Ctx, cookie};
use super::stop::Stop;
use crate::present::{ishaar_state, say_pair};
use crate::view::{Nav, Page};
use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use catalogue::{Actor, Channel};
use desk::Looker;
use desk::authority::{Act, Standing, Who, may};
use desk::identity::{Account, Session, SignedIn};
use record::PartyId;

/// The cookie of an officer's session.
pub(crate) const OFFICER: &str = "jawaz_officer";
/// The cookie of a person's session; the two may stand beside each other in one browser.
pub(crate) const PERSON: &str = "jawaz_person";

/// The most characters of one answer that are looked at.
const LONGEST: usize = 600;

/// The answers of a form, without what no form of ours asks for: control characters and marks that turn text
/// around.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub fn of(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs.into_iter().take(64).map(|(name, value)| (clean(&name), clean(&value))).collect())
    }

    /// The first answer under a name; empty where there is none.
    /// All, in the order they were sent.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// Takes these, the usual answers, where `typed` has none.
    pub fn over(mut self, typed: &Fields) -> Fields {
        self.0.retain(|(name, _)| typed.get(name).is_empty());
        let mut all = typed.0.clone();
        all.append(&mut self.0);
        // An answer left empty hides the usual one behind it.
        all.sort_by_key(|(_, value)| value.is_empty());
        Fields(all)
    }

    /// The number of a row under a name.
    pub fn id(&self, name: &str) -> Option<PartyId> {
        self.get(name).parse().ok().map(PartyId)
    }
}

/// What was typed, without control characters and overrides of direction, cut at a length no answer has.
pub(crate) fn clean(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !c.is_control() && !turns(*c)).take(LONGEST).collect()
}

/// The query of an address, cleaned.
impl FromRequestParts<App> for Fields {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Fields, Stop> {
        let query = axum::extract::Query::<Vec<(String, String)>>::from_request_parts(parts, app).await;
        query.map(|query| Fields::of(query.0)).map_err(|_| Stop::NotTaken(StatusCode::BAD_REQUEST))
    }
}

/// An officer at work.
#[derive(Clone)]
pub(crate) struct Officer {
    pub ctx: Ctx,
    pub account: Account,
    pub csrf: String,
}

/// Somebody on their own page.
#[derive(Clone)]
pub(crate) struct Member {
    pub ctx: Ctx,
    pub party: PartyId,
    pub csrf: String,
}

async fn signed_in(parts: &Parts, app: &App, name: &str) -> Result<Option<SignedIn>, Stop> {
    match cookie(&parts.headers, name).filter(|token| token.len() <= 128) {
        None => Ok(None),
        Some(token) => Ok(app.desk().session(token).await?),
    }
}

impl FromRequestParts<App> for Officer {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Officer, Stop> {
        match signed_in(parts, app, OFFICER).await? {
            Some(SignedIn::Officer { account, csrf }) => {
                Ok(Officer { ctx: Ctx::of(app, parts), account: *account, csrf })
            }
            _ => Err(Stop::SignIn("/counter/sign-in")),
        }
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Member, Stop> {
        match signed_in(parts, app, PERSON).await? {
            Some(SignedIn::Person { party, csrf }) => Ok(Member { ctx: Ctx::of(app, parts), party, csrf }),
            _ => Err(Stop::SignIn("/me/sign-in")),
        }
    }
}

async fn fields(request: Request, app: &App) -> Result<Fields, Stop> {
    match Form::<Vec<(String, String)>>::from_request(request, app).await {
        Ok(Form(pairs)) => Ok(Fields::of(pairs)),
        Err(rejection) => {
            use axum::response::IntoResponse;
            Err(Stop::NotTaken(rejection.into_response().status()))
        }
    }
}

/// A form of an officer's session; another's is refused.
pub(crate) struct OfficerForm(pub Officer, pub Fields);

impl FromRequest<App> for OfficerForm {
    type Rejection = Stop;

    async fn from_request(request: Request, app: &App) -> Result<OfficerForm, Stop> {
        let (mut parts, body) = request.into_parts();
        let officer = Officer::from_request_parts(&mut parts, app).await?;
        let fields = fields(Request::from_parts(parts, body), app).await?;
        belongs(&fields, &officer.csrf)?;
        Ok(OfficerForm(officer, fields))
    }
}

/// A form of a person's session; another's is refused.
pub(crate) struct MemberForm(pub Member, pub Fields);

impl FromRequest<App> for MemberForm {
    type Rejection = Stop;

    async fn from_request(request: Request, app: &App) -> Result<MemberForm, Stop> {
        let (mut parts, body) = request.into_parts();
        let member = Member::from_request_parts(&mut parts, app).await?;
        let fields = fields(Request::from_parts(parts, body), app).await?;
        belongs(&fields, &member.csrf)?;
        Ok(MemberForm(member, fields))
    }
}

/// A form that nobody need be signed in for. Its origin is looked at, as that of every form is.
pub(crate) struct OpenForm(pub Ctx, pub Fields);

impl FromRequest<App> for OpenForm {
    type Rejection = Stop;

    async fn from_request(request: Request, app: &App) -> Result<OpenForm, Stop> {
        let (parts, body) = request.into_parts();
        let ctx = Ctx::of(app, &parts);
        let fields = fields(Request::from_parts(parts, body), app).await?;
        Ok(OpenForm(ctx, fields))
    }
}

fn belongs(fields: &Fields, csrf: &str) -> Result<(), Stop> {
    let given = fields.get("token");
    let same = given.len() == csrf.len()
        && given.bytes().zip(csrf.bytes()).fold(0, |unlike, (one, other)| unlike | (one ^ other)) == 0;
    if same && !csrf.is_empty() { Ok(()) } else { Err(Stop::Forged) }
}

/// Whether a form comes from a page of this house. A browser says where it comes from: by `Sec-Fetch-Site`, which
/// no page can forge, or where it is older by `Origin`. What says nothing is no browser, and has no cookie that
/// another page could misuse.
pub(crate) fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else { return true };
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let asked = text(header::HOST).unwrap_or_default();
    origin == public_url.trim_end_matches('/') || (!host.is_empty() && host == asked)
}

/// The header that gives a browser its session.
pub(crate) fn give(app: &App, name: &str, session: &Session) -> String {
    let seconds = (session.expires.micros() - app.desk().moment().now.micros()).max(0) / 1_000_000;
    let secure = if app.is_secure() { "; Secure" } else { "" };
    format!("{name}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", session.token)
}

/// The header that takes it back.
pub(crate) fn take_back(name: &str) -> String {
    format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

impl Officer {
    pub fn who(&self) -> Who {
        Who::Officer { account: self.account.id, role: self.account.role }
    }

    pub fn actor(&self) -> Actor {
        Actor::Officer { account: self.account.id, office: self.account.office }
    }

    /// Lets nobody pass whose account is not for this.
    pub fn must(&self, act: Act) -> Result<(), Stop> {
        if may(&self.who(), act, Standing::Stranger) { Ok(()) } else { Err(Stop::NotShown) }
    }

    pub fn looker(&self, why: &str) -> Looker {
        Looker { who: self.who(), actor: self.actor(), channel: Channel::Counter, why: why.to_owned() }
    }

    /// A page with the officer's header.
    pub async fn page(&self, title: impl Into<String>) -> Result<Page, Stop> {
        let (ctx, account) = (&self.ctx, &self.account);
        let mut page = ctx.page(title);
        let office = ctx.desk().office(account.office).await?;
        page.token = Some(self.csrf.clone());
        page.bar.home = "/counter".to_owned();
        page.bar.place = office.map(|office| say_pair(ctx.lang, &office.name));
        let rank = say_pair(ctx.lang, &account.rank);
        page.bar.who = Some(format!("{rank} {}", say_pair(ctx.lang, &account.name)).trim().to_owned());
        page.bar.sign_out = Some("/counter/sign-out".to_owned());
        page.bar.ishaar = ishaar_state(ctx);
        if super::counter::decides(self) {
            page.bar.nav.push(Nav {
                label: ctx.word("corrections"),
                href: "/counter/corrections".to_owned(),
                current: ctx.here == "/counter/corrections",
                count: None,
            });
        }
        if super::counter::closes(self) {
            page.bar.nav.push(Nav {
                label: ctx.word("nav-days"),
                href: "/counter/days".to_owned(),
                current: ctx.here == "/counter/days",
                count: None,
            });
        }
        page.bar.counter = account.counter.map(|number| crate::present::days::seat(ctx, number));
        if may(&self.who(), Act::SeeOperations, Standing::Stranger) {
            page.bar.nav.push(Nav {
                label: ctx.word("operations"),
                href: "/operations".to_owned(),
                current: ctx.here == "/operations",
                count: None,
            });
        }
        Ok(page)
    }
}

impl Member {
    pub fn who(&self) -> Who {
        Who::Person { party: self.party }
    }

    pub fn actor(&self) -> Actor {
        Actor::Person { id: self.party }
    }

    pub fn looker(&self) -> Looker {
        Looker { who: self.who(), actor: self.actor(), channel: Channel::Portal, why: "own-page".to_owned() }
    }

    /// A page with the person's header.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let ctx = &self.ctx;
        let mut page = ctx.page(title);
        page.token = Some(self.csrf.clone());
        page.bar.home = "/me".to_owned();
        page.bar.sign_out = Some("/me/sign-out".to_owned());
        let own = format!("/me/for/{}", self.party.0);
        let money = format!("{own}/money");
        let nav = [
            ("title-my-page", "/me"),
            ("title-services", own.as_str()),
            ("money-title", money.as_str()),
            ("nav-messages", "/me/messages"),
            ("title-looks", "/me/looks"),
        ];
        page.bar.nav = nav
            .iter()
            .map(|(key, href)| Nav {
                label: ctx.word(key),
                href: (*href).to_owned(),
                current: ctx.here == *href,
                count: None,
            })
            .collect();
        page
    }
}
