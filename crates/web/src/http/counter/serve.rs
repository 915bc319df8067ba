//! A service at the counter: its form, what the engine says to it, and the commit.

use super::person::{Open, known_reason};
use crate::http::front::Ctx;
use crate::http::guard::{Fields, Officer, OfficerForm};
use crate::http::start::hidden;
use crate::http::stop::Stop;
use crate::http::together;
use crate::present::asking::{answers, is_whole, question, questions, usual};
use crate::present::people::short_name;
use crate::present::services::fits;
use crate::present::told::will;
use crate::present::{blank, decision, say_pair, why};
use crate::view::counter::{Asking, Middle};
use crate::view::parts::{Field, FieldError, Hidden, Kind, Line, Opt, Outcome, Told};
use crate::view::why::Why;
use crate::view::{Flash, Tone};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{BadAnswer, Channel, Decision, Grant, Request, Service, ServiceId, Who};
use desk::{Answer, Fingerprint, IdempotencyKey, NotDone};
use ledger::{FeeCode, Halalas};
use record::{Fact, Facts, Party, PartyId, stir};

/// A service asked for with a record open.
struct Serving {
    open: Open,
    service: Service,
    askers: Vec<PartyId>,
    by: PartyId,
    typed: Fields,
    key: String,
}

/// What is shown of it.
#[derive(Default)]
struct Shown {
    outcome: Outcome,
    told: Vec<Told>,
    wrong: Vec<BadAnswer>,
    flash: Option<String>,
}

/// A key that no form had before.
pub(crate) async fn fresh_key(ctx: &Ctx) -> Result<String, Stop> {
    let ids = ctx.desk().ids().take(1).await;
    let mut ids = ids.map_err(|fault| ctx.app.fault("taking a key", &fault))?;
    Ok(format!("form-{:016x}", stir(ids.fresh())))
}

/// What lies deposited under the codes that a grant's fees are taken from; nothing where none is taken.
pub(crate) async fn ready(ctx: &Ctx, grant: &Grant) -> Result<Option<Halalas>, Stop> {
    let mut codes: Vec<(PartyId, &FeeCode)> = Vec::new();
    for fee in &grant.fees {
        if !codes.contains(&(fee.payer, &fee.code)) {
            codes.push((fee.payer, &fee.code));
        }
    }
    let mut sum = None;
    for (payer, code) in codes {
        let deposited = ctx.desk().dossier(payer).await?.map(|payer| payer.deposited(code));
        sum = Some(sum.unwrap_or(Halalas::ZERO) + deposited.unwrap_or(Halalas::ZERO));
    }
    Ok(sum)
}

impl Serving {
    async fn of(officer: Officer, id: &str, service: &str, typed: Fields) -> Result<Serving, Stop> {
        let id = id.parse().map(PartyId).map_err(|_| Stop::NotShown)?;
        let reason = known_reason(typed.get("reason")).ok_or(Stop::SignIn("/counter"))?;
        let catalogue = officer.ctx.app.house.catalogue.clone();
        let service = catalogue.service(&ServiceId(service.to_owned())).ok_or(Stop::NotShown)?.clone();
        let open = Open::of(officer, id, reason).await?;
        if !fits(&service, Channel::Counter, open.sheet.dossier.party.kind()) {
            return Err(Stop::NotShown);
        }
        let askers = open.askers(&service);
        // Without anybody who may ask, the engine is asked all the same: it says why not.
        let by = typed.id("by").filter(|by| askers.contains(by)).or(askers.first().copied()).unwrap_or(id);
        let key = match IdempotencyKey::parse(typed.get("key")) {
            Ok(_) => typed.get("key").to_owned(),
            Err(_) => fresh_key(&open.officer.ctx).await?,
        };
        Ok(Serving { open, service, askers, by, typed, key })
    }

    fn ctx(&self) -> &Ctx {
        &self.open.officer.ctx
    }

    /// The dependents for whom it may be asked in the same go.
    fn dependents(&self) -> Vec<Party> {
        together::dependents(self.ctx(), &self.service, Channel::Counter, &self.open.sheet.family)
    }

    /// Whether it is: unless it is said otherwise, a family leaves together.
    fn with_dependents(&self) -> &'static str {
        if self.typed.get(together::FIELD) == "no" { "no" } else { "yes" }
    }

    /// Asks for the dependents too where the form said so, once it was granted for the head.
    async fn together(&self) -> Result<Vec<Line>, Stop> {
        let people = self.dependents();
        if people.is_empty() || self.typed.get(together::FIELD) != "yes" {
            return Ok(Vec::new());
        }
        let looker = self.open.officer.looker(self.open.reason);
        together::ask(self.ctx(), &self.service, self.open.id(), &people, &looker, self.typed.get("key"))
            .await
    }

    fn request(&self) -> Request {
        Request {
            service: self.service.id.clone(),
            asker: self.by,
            subject: self.open.id(),
            channel: Channel::Counter,
            actor: self.open.officer.actor(),
            answers: answers(&self.service, &self.typed),
        }
    }

    /// What the engine says to the form as it stands.
    async fn check(&self) -> Result<Shown, Stop> {
        let decision = self.ctx().desk().preview(&self.request()).await?;
        let today = self.ctx().desk().moment().today();
        let language = self.ctx().language();
        Ok(match decision {
            Decision::Unclear(wrong) => Shown { wrong, ..Shown::default() },
            Decision::Refused(refused) => self.refused(&refused),
            Decision::Granted(grant) => {
                let ready = ready(self.ctx(), &grant).await?;
                let preview = decision::preview(language, &self.service, &grant, today, ready);
                let told = will(self.ctx().lang, &grant.owed, &self.open.names());
                Shown { outcome: Outcome::Granted(preview), told, ..Shown::default() }
            }
        })
    }

    fn refused(&self, refused: &catalogue::Refused) -> Shown {
        let ctx = self.ctx();
        let today = ctx.desk().moment().today();
        let kind = self.open.sheet.dossier.party.kind();
        let cure = |id: &ServiceId| {
            let service = ctx.app.house.catalogue.service(id)?;
            let offered = fits(service, Channel::Counter, kind) && !self.open.askers(service).is_empty();
            offered.then(|| (say_pair(ctx.lang, &service.title), self.open.service_href(&id.0)))
        };
        let mut refusals = decision::refusals(ctx.language(), &self.service, refused, today, cure);
        if ctx.app.house.demo.is_some() {
            let names = self.open.names();
            let payer = |who| match who {
                Who::Subject => Some(self.open.sheet.dossier.party.identifier().clone()),
                _ => names.get(&self.by).map(|party| party.identifier().clone()),
            };
            decision::pay_at_bank(ctx.lang, &self.service, refused, &mut refusals, payer);
        }
        Shown { outcome: Outcome::Refused(refusals), ..Shown::default() }
    }

    /// On whose authority: known where there is one, chosen where there are several.
    fn by_field(&self) -> Option<Field> {
        let ctx = self.ctx();
        let names = self.open.names();
        let option = |id: &PartyId| Opt {
            value: id.0.to_string(),
            label: names.get(id).map_or_else(String::new, |party| short_name(ctx.language(), party)),
            note: None,
            chosen: *id == self.by,
        };
        let kind = match self.askers.len() {
            0 => return None,
            1 => Kind::Known,
            _ => Kind::Choice,
        };
        let mut field = Field::new("by", kind, ctx.word("asked-by"));
        field.value = self.by.0.to_string();
        field.options = self.askers.iter().map(option).collect();
        if kind == Kind::Known && self.by != self.open.id() {
            field.chip = Some(ctx.word("asked-by-tied"));
        }
        Some(field)
    }

    async fn page(&self, shown: Shown) -> Result<Response, Stop> {
        let ctx = self.ctx();
        let catalogue = &ctx.app.house.catalogue;
        let about = (&self.open.sheet.dossier, ctx.desk().moment());
        let mut fields = questions(ctx.lang, (&self.service, catalogue), about, &self.typed, &shown.wrong);
        fields.extend(self.by_field());
        fields.extend(together::question(ctx, &self.dependents(), self.with_dependents()));
        let errors = field_errors(&fields);
        let seen = Fingerprint::of(&self.request());
        let asking = Asking {
            service: say_pair(ctx.lang, &self.service.title),
            chosen: None,
            question: question(ctx.lang, &self.service),
            action: self.open.service_href(&self.service.id.0),
            back: self.open.here(),
            fields,
            hidden: self.hidden(seen.as_str()),
            explained: Some(self.sent_along()),
            outcome: shown.outcome,
            told: shown.told,
        };
        let mut view = self.open.page(Middle::Asking(Box::new(asking))).await?;
        let several = words::count(ctx.language(), "reason", i64::try_from(errors.len()).unwrap_or(0));
        view.page.errors_title = match errors.len() {
            1 => ctx.word("answer-to-mend"),
            _ => ctx.sentence("answers-to-mend", &blank("several", several)),
        };
        view.page.errors = errors;
        view.page.flashes.extend(shown.flash.map(|text| Flash { tone: Tone::Warn, text }));
        ctx.html(&view)
    }

    /// The form's answers, to be sent along with another button.
    fn sent_along(&self) -> Vec<Hidden> {
        let of_form = |name: &str| !matches!(name, "key" | "reason" | "seen" | "do" | "token" | "as_of");
        let typed = self.typed.iter().filter(|(name, _)| of_form(name));
        typed.map(|(name, value)| hidden(name, value)).collect()
    }

    /// Every line of the service explained, by the rules of the day asked for.
    async fn why(&self) -> Result<Response, Stop> {
        let ctx = self.ctx();
        let today = ctx.desk().moment().today();
        let typed = self.typed.get("as_of").trim();
        let read = calendar::convert(typed).map(|conversion| conversion.gregorian);
        let rules = if typed.is_empty() { Ok(today) } else { read };
        let told = ctx.desk().explain(&self.request(), *rules.as_ref().unwrap_or(&today)).await?;
        let key = match &told.decision {
            Decision::Granted(_) => "why-granted",
            Decision::Refused(_) => "why-refused",
            Decision::Unclear(_) => "why-unclear",
        };
        let day = Facts::new().with("day", Fact::Day(*rules.as_ref().unwrap_or(&today)));
        let mut hidden = self.hidden("");
        hidden.extend(self.sent_along());
        let names = self.open.names();
        let about = names.get(&self.open.id()).map(|party| short_name(ctx.language(), party));
        let view = Why {
            page: self.open.officer.page(ctx.word("why-title")).await?,
            service: say_pair(ctx.lang, &self.service.title),
            about: about.unwrap_or_default(),
            answer: ctx.sentence(key, &day),
            action: self.open.service_href(&self.service.id.0),
            hidden,
            as_of: typed.to_owned(),
            as_of_error: rules.err().map(|_| ctx.word("answer-not-a-date")),
            groups: why::groups(ctx.lang, &ctx.app.house.catalogue, &told.lines),
            back: self.open.service_href(&self.service.id.0),
        };
        ctx.html(&view)
    }

    fn hidden(&self, seen: &str) -> Vec<Hidden> {
        vec![hidden("key", &self.key), hidden("reason", self.open.reason), hidden("seen", seen)]
    }
}

/// Every field that will not do, for the summary.
pub(crate) fn field_errors(fields: &[Field]) -> Vec<FieldError> {
    let wrong = fields.iter().filter_map(|field| Some((field.name.clone(), field.error.clone()?)));
    wrong.map(|(field, text)| FieldError { field, text }).collect()
}

/// The form, with the usual answers and what they would come to.
pub(crate) async fn form(
    officer: Officer,
    Path((id, service)): Path<(String, String)>,
    query: Fields,
) -> Result<Response, Stop> {
    let mut serving = Serving::of(officer, &id, &service, query).await?;
    serving.typed = usual(&serving.service).over(&serving.typed);
    let moment = serving.ctx().desk().moment();
    let whole = is_whole(&serving.service, &serving.open.sheet.dossier, moment, &serving.typed);
    let shown = if whole { serving.check().await? } else { Shown::default() };
    serving.page(shown).await
}

/// `do=check` shows what would be; `do=commit` does what was seen.
pub(crate) async fn send(
    Path((id, service)): Path<(String, String)>,
    OfficerForm(officer, typed): OfficerForm,
) -> Result<Response, Stop> {
    let mut serving = Serving::of(officer, &id, &service, typed).await?;
    // Answers that belong to another way of counting start from the usual ones.
    serving.typed = usual(&serving.service).over(&serving.typed);
    if serving.typed.get("do") == "why" {
        return serving.why().await;
    }
    let request = serving.request();
    let key = IdempotencyKey::parse(serving.typed.get("key"));
    let seen = serving.typed.get("seen");
    let as_seen = seen.is_empty() || seen == Fingerprint::of(&request).as_str();
    let (true, Ok(key)) = (serving.typed.get("do") == "commit" && as_seen, key) else {
        let mut shown = serving.check().await?;
        if serving.typed.get("do") == "commit" {
            let text = serving.ctx().word("serve-answers-changed");
            shown.flash = Some(text);
        }
        return serving.page(shown).await;
    };
    match serving.ctx().desk().ask(&request, &key).await {
        Ok(Answer::Granted(receipt)) => {
            let each = serving.together().await?;
            if !each.is_empty() {
                let Serving { open, .. } = serving;
                return super::done::page(open.officer, &receipt.reference, open.reason, each).await;
            }
            let to =
                format!("/counter/transaction/{}?reason={}&new=1", receipt.reference, serving.open.reason);
            Ok(Redirect::to(&to).into_response())
        }
        Ok(Answer::Refused(refused)) => serving.page(serving.refused(&refused)).await,
        Ok(Answer::Unclear(wrong)) => serving.page(Shown { wrong, ..Shown::default() }).await,
        Err(NotDone::ChangedMeanwhile | NotDone::KeyUsedForAnother) => {
            serving.key = fresh_key(serving.ctx()).await?;
            let mut shown = serving.check().await?;
            let text = serving.ctx().word("flash-record-changed");
            shown.flash = Some(text);
            serving.page(shown).await
        }
        Err(not_done) => Err(not_done.into()),
    }
}
