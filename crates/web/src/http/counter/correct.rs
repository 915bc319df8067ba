//! A past transaction is reversed by two officers: one proposes with a reason, another decides.

use super::person::{Open, known_reason};
use crate::http::front::Ctx;
use crate::http::guard::{Fields, Officer, OfficerForm};
use crate::http::start::hidden;
use crate::http::stop::Stop;
use crate::present::lines::title;
use crate::present::{blank, decision, say_pair};
use crate::view::counter::{Asking, Corrections, Middle, Waiting};
use crate::view::parts::{Act as Button, Field, FieldError, Kind, Outcome, Preview};
use crate::view::{Flash, Tone};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Refusal;
use desk::authority::{Act, Standing, may};
use desk::{Corrected, Correction, NotProposed, Transaction};
use record::Reference;
use words::format_moment;

/// So many letters say why.
const LONGEST: usize = 300;
/// So many proposals are listed.
const LISTED: i64 = 100;

/// A transaction that may be proposed to be reversed, with its subject's record open.
struct Proposing {
    open: Open,
    entry: Transaction,
    why: String,
}

impl Proposing {
    async fn of(officer: Officer, reference: &str, typed: &Fields) -> Result<Proposing, Stop> {
        officer.must(Act::ProposeCorrection)?;
        let reference = Reference::parse(reference).ok_or(Stop::NotShown)?;
        let reason = known_reason(typed.get("reason")).ok_or(Stop::SignIn("/counter"))?;
        let entry = officer.ctx.desk().transaction(&reference).await?.ok_or(Stop::NotShown)?;
        let open = Open::of(officer, entry.subject.ok_or(Stop::NotShown)?, reason).await?;
        let why = typed.get("why").trim().chars().take(LONGEST).collect();
        Ok(Proposing { open, entry, why })
    }

    fn ctx(&self) -> &Ctx {
        &self.open.officer.ctx
    }

    fn back(&self) -> String {
        format!("/counter/transaction/{}?reason={}", self.entry.reference, self.open.reason)
    }

    /// The page: the reason asked for, or what stands against it.
    async fn page(&self, against: Vec<Refusal>, error: Option<String>) -> Result<Response, Stop> {
        let ctx = self.ctx();
        let mut why = Field::new("why", Kind::Text, ctx.word("correct-why"));
        why.hint = Some(ctx.word("correct-why-hint"));
        why.value.clone_from(&self.why);
        why.error.clone_from(&error);
        why.wide = true;
        let outcome = match against.is_empty() {
            true => Outcome::Granted(Preview {
                warnings: vec![ctx.word("correct-two-officers"), ctx.word("correct-all-told")],
                commit: ctx.word("correct-propose"),
                busy: ctx.word("correct-propose.busy"),
                ..Preview::default()
            }),
            false => Outcome::Refused(decision::against(ctx.language(), &against)),
        };
        let service = title(ctx.lang, &ctx.app.house.catalogue, &self.entry.service);
        let asking = Asking {
            service: format!("{service} · {}", self.entry.reference),
            chosen: None,
            question: ctx.word("correct-question"),
            action: format!("/counter/transaction/{}/correct", self.entry.reference),
            back: self.back(),
            fields: if against.is_empty() { vec![why] } else { Vec::new() },
            hidden: vec![hidden("reason", self.open.reason)],
            explained: None,
            outcome,
            told: Vec::new(),
        };
        let mut view = self.open.page(Middle::Asking(Box::new(asking))).await?;
        view.page.errors_title = ctx.word("answer-to-mend");
        view.page.errors =
            error.into_iter().map(|text| FieldError { field: "why".to_owned(), text }).collect();
        ctx.html(&view)
    }
}

/// `/counter/transaction/{reference}/correct`
pub(crate) async fn form(
    officer: Officer,
    Path(reference): Path<String>,
    query: Fields,
) -> Result<Response, Stop> {
    let proposing = Proposing::of(officer, &reference, &query).await?;
    let against = proposing.ctx().desk().against_correction(&proposing.entry.reference).await?;
    proposing.page(against.ok_or(Stop::NotShown)?, None).await
}

/// Proposes it.
pub(crate) async fn propose(
    Path(reference): Path<String>,
    OfficerForm(officer, typed): OfficerForm,
) -> Result<Response, Stop> {
    let proposing = Proposing::of(officer, &reference, &typed).await?;
    let ctx = proposing.ctx();
    if proposing.why.is_empty() {
        return proposing.page(Vec::new(), Some(ctx.word("correct-why-missing"))).await;
    }
    if typed.get("do") != "commit" {
        return proposing.page(Vec::new(), None).await;
    }
    let account = proposing.open.officer.account.id;
    let entry = &proposing.entry.reference;
    match ctx.desk().propose_correction(entry, &proposing.why, account).await? {
        // Proposed already is what was wanted: the transaction's page says by whom.
        Ok(_) | Err(NotProposed::Already) => Ok(Redirect::to(&proposing.back()).into_response()),
        Err(NotProposed::Standing(reasons)) => proposing.page(reasons, None).await,
        Err(NotProposed::NoSuchTransaction) => Err(Stop::NotShown),
    }
}

/// Whether an officer decides on proposals of others.
pub(crate) fn decides(officer: &Officer) -> bool {
    may(&officer.who(), Act::DecideCorrection, Standing::Stranger)
}

fn waiting(officer: &Officer, known: &Correction) -> Waiting {
    let ctx = &officer.ctx;
    let own = known.proposed_by.0 == officer.account.id;
    let button = |verb: &str, key: &str| Button {
        hidden: vec![hidden("do", verb)],
        ..Button::button(ctx.word(key), format!("/counter/corrections/{}", known.id))
    };
    let mut acts = Vec::new();
    if !own {
        acts.push(button("confirm", "correct-confirm"));
    }
    acts.push(button("decline", if own { "correct-withdraw" } else { "correct-decline" }));
    let by = blank("by", say_pair(ctx.lang, &known.proposed_by.1));
    let at = format_moment(ctx.language(), known.proposed_at);
    Waiting {
        what: title(ctx.lang, &ctx.app.house.catalogue, &known.service),
        reference: known.of.to_string(),
        href: format!("/counter/transaction/{}?reason=asked", known.of),
        by: format!("{} · {at}", ctx.sentence("correct-proposed-by", &by)),
        reason: known.reason.clone(),
        own: own.then(|| ctx.word("correct-own")),
        acts,
    }
}

async fn listed(
    officer: &Officer,
    against: &[Refusal],
    flash: Option<(Tone, String)>,
) -> Result<Response, Stop> {
    let ctx = &officer.ctx;
    let found = ctx.desk().corrections_waiting(LISTED).await?;
    let mut page = officer.page(ctx.word("corrections")).await?;
    page.flashes.extend(flash.map(|(tone, text)| Flash { tone, text }));
    let refusals = (!against.is_empty()).then(|| decision::against(ctx.language(), against));
    let waiting = found.iter().map(|known| waiting(officer, known)).collect();
    ctx.html(&Corrections { page, refusals, waiting })
}

/// `/counter/corrections`
pub(crate) async fn list(officer: Officer) -> Result<Response, Stop> {
    officer.must(Act::DecideCorrection)?;
    listed(&officer, &[], None).await
}

/// Confirms or declines one.
pub(crate) async fn decide(
    Path(id): Path<String>,
    OfficerForm(officer, typed): OfficerForm,
) -> Result<Response, Stop> {
    officer.must(Act::DecideCorrection)?;
    let id: i64 = id.parse().map_err(|_| Stop::NotShown)?;
    let (ctx, account) = (&officer.ctx, &officer.account);
    let gone = || Some((Tone::Warn, ctx.word("correct-decided")));
    if typed.get("do") != "confirm" {
        let declined = ctx.desk().decline_correction(id, account.id).await?;
        let flash = if declined { Some((Tone::Plain, ctx.word("correct-declined"))) } else { gone() };
        return listed(&officer, &[], flash).await;
    }
    match ctx.desk().confirm_correction(id, account.id, account.office).await? {
        Corrected::Done(receipt) => {
            let to = format!("/counter/transaction/{}?reason=asked&new=1", receipt.reference);
            Ok(Redirect::to(&to).into_response())
        }
        Corrected::Standing(reasons) => listed(&officer, &reasons, None).await,
        Corrected::ByTheSameOfficer => {
            let flash = Some((Tone::Warn, ctx.word("correct-own")));
            listed(&officer, &[], flash).await
        }
        Corrected::NotOpen => listed(&officer, &[], gone()).await,
    }
}
