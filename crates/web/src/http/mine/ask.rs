//! Asking for a service from one's own page: one question a page, then everything before the button.

use super::people::Mine;
use crate::http::counter::{field_errors, fresh_key, ready};
use crate::http::front::Ctx;
use crate::http::guard::{Fields, Member, MemberForm};
use crate::http::start::hidden;
use crate::http::stop::Stop;
use crate::http::together;
use crate::present::asking::{answers, questions, usual};
use crate::present::decision;
use crate::present::lines::title;
use crate::present::people::short_name;
use crate::present::services::fits;
use crate::present::told::{Names, was, will};
use crate::present::{blank, row, say_pair};
use crate::view::mine::{MyStep, Step};
use crate::view::parts::{Act, Fact, Field, Hidden, Kind, Line, Opt};
use crate::view::{Flash, Tone};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{Actor, BadAnswer, Channel, Decision, Request, Service, ServiceId, Who};
use desk::{Answer, IdempotencyKey, NotDone};
use record::{Fact as Reading, Party, PartyId, Reference};

/// A request in the making.
struct Making {
    mine: Mine,
    service: Service,
    askers: Vec<PartyId>,
    typed: Fields,
    key: String,
    flash: Option<String>,
    /// The dependents for whom it may be asked in the same go.
    dependents: Vec<Party>,
}

impl Making {
    async fn of(member: Member, party: &str, service: &str, typed: Fields) -> Result<Making, Stop> {
        let mine = Mine::of(member, party).await?;
        let ctx = &mine.member.ctx;
        let catalogue = ctx.app.house.catalogue.clone();
        let service = catalogue.service(&ServiceId(service.to_owned())).ok_or(Stop::NotShown)?.clone();
        let askers = mine.askers(&service);
        if askers.is_empty() || !fits(&service, Channel::Portal, mine.subject.party.kind()) {
            return Err(Stop::NotShown);
        }
        let key = match IdempotencyKey::parse(typed.get("key")) {
            Ok(_) => typed.get("key").to_owned(),
            Err(_) => fresh_key(ctx).await?,
        };
        // Only the head asks for the household, and for it as a whole only where it is about the head.
        let dependents = match mine.subject.id() == mine.member.party && service.with_dependents.is_some() {
            true => {
                let people = ctx.desk().my_people(mine.member.party).await?;
                together::dependents(ctx, &service, Channel::Portal, &people.family)
            }
            false => Vec::new(),
        };
        Ok(Making { mine, service, askers, typed, key, flash: None, dependents })
    }

    fn ctx(&self) -> &Ctx {
        &self.mine.member.ctx
    }

    fn by(&self) -> Option<PartyId> {
        match self.askers.as_slice() {
            [only] => Some(*only),
            askers => self.typed.id("by").filter(|by| askers.contains(by)),
        }
    }

    /// Every question, the one on whose authority first where there is a choice.
    fn questions(&self, wrong: &[BadAnswer]) -> Vec<Field> {
        let ctx = self.ctx();
        let mut fields = Vec::new();
        if self.askers.len() > 1 {
            let mut field = Field::new("by", Kind::Segmented, ctx.word("ask-by"));
            let voice = |id: &PartyId| self.mine.voices.iter().find(|voice| voice.id() == *id);
            field.options = self
                .askers
                .iter()
                .map(|id| Opt {
                    value: id.0.to_string(),
                    label: voice(id).map_or_else(String::new, |party| short_name(ctx.language(), party)),
                    note: None,
                    chosen: self.by() == Some(*id),
                })
                .collect();
            field.value = self.by().map(|by| by.0.to_string()).unwrap_or_default();
            fields.push(field);
        }
        let catalogue = &ctx.app.house.catalogue;
        let shown = usual(&self.service).over(&self.typed);
        let about = (&self.mine.subject, ctx.desk().moment());
        fields.extend(questions(ctx.lang, (&self.service, catalogue), about, &shown, wrong));
        fields.extend(together::question(ctx, &self.dependents, self.typed.get(together::FIELD)));
        fields
    }

    fn request(&self, by: PartyId) -> Request {
        Request {
            service: self.service.id.clone(),
            asker: by,
            subject: self.mine.subject.id(),
            channel: Channel::Portal,
            actor: Actor::Person { id: self.mine.member.party },
            answers: answers(&self.service, &self.typed),
        }
    }

    fn is_answered(&self, field: &Field) -> bool {
        !self.typed.get(&field.name).is_empty()
    }

    /// The first question without an answer, or what all of them come to.
    async fn next(&self) -> Result<Response, Stop> {
        let fields = self.questions(&[]);
        if let Some(at) = fields.iter().position(|field| !self.is_answered(field)) {
            return self.question(fields, at, StatusCode::OK);
        }
        let by = self.by().ok_or(Stop::NotShown)?;
        match self.ctx().desk().preview(&self.request(by)).await? {
            Decision::Unclear(wrong) => self.again(&wrong),
            Decision::Refused(refused) => self.refused(&refused),
            Decision::Granted(grant) => self.check(&grant, &fields).await,
        }
    }

    /// The first question whose answer will not do.
    fn again(&self, wrong: &[BadAnswer]) -> Result<Response, Stop> {
        let fields = self.questions(wrong);
        let at = fields.iter().position(|field| field.error.is_some()).unwrap_or(0);
        match fields.is_empty() {
            true => Err(Stop::NotTaken(StatusCode::UNPROCESSABLE_ENTITY)),
            false => self.question(fields, at, StatusCode::UNPROCESSABLE_ENTITY),
        }
    }

    fn question(&self, fields: Vec<Field>, at: usize, status: StatusCode) -> Result<Response, Stop> {
        let ctx = self.ctx();
        let of = Reading::Code((fields.len() + 1).to_string());
        let answered: Vec<Hidden> = fields
            .iter()
            .enumerate()
            .filter(|(n, field)| *n != at && self.is_answered(field))
            .map(|(_, field)| hidden(&field.name, self.typed.get(&field.name)))
            .collect();
        let field: Vec<Field> = fields.into_iter().skip(at).take(1).collect();
        let heading = field.first().map(|field| field.label.clone()).unwrap_or_default();
        let errors = field_errors(&field);
        let step = Step::Question {
            fields: field,
            action: self.mine.href(&self.service.id.0),
            submit: ctx.word("ask-continue"),
        };
        let mut view = self.view(heading, step);
        view.progress = Some(ctx.sentence("ask-progress", &blank("at", (at + 1).to_string()).with("of", of)));
        view.hidden.extend(answered);
        view.page.errors_title = ctx.word("answer-to-mend");
        view.page.errors = errors;
        Ok((status, ctx.html(&view)?).into_response())
    }

    fn refused(&self, refused: &catalogue::Refused) -> Result<Response, Stop> {
        let ctx = self.ctx();
        let today = ctx.desk().moment().today();
        let kind = self.mine.subject.party.kind();
        let cure = |id: &ServiceId| {
            let service = ctx.app.house.catalogue.service(id)?;
            let offered = fits(service, Channel::Portal, kind) && !self.mine.askers(service).is_empty();
            offered.then(|| (say_pair(ctx.lang, &service.title), self.mine.href(&id.0)))
        };
        let mut refusals = decision::refusals(ctx.language(), &self.service, refused, today, cure);
        if ctx.app.house.demo.is_some() {
            let payer = |who| match who {
                Who::Subject => Some(&self.mine.subject.party),
                _ => self.mine.voices.iter().find(|voice| self.by() == Some(voice.id())),
            };
            let payer = |who| payer(who).map(|party| party.identifier().clone());
            decision::pay_at_bank(ctx.lang, &self.service, refused, &mut refusals, payer);
        }
        if refusals.act.is_none() && !self.questions(&[]).is_empty() {
            let label = ctx.word("ask-change-answers");
            refusals.act = Some(Act::link(label, self.mine.href(&self.service.id.0)));
        }
        let heading = ctx.word("ask-refused");
        ctx.html(&self.view(heading, Step::Refused(refusals)))
    }

    async fn check(&self, grant: &catalogue::Grant, fields: &[Field]) -> Result<Response, Stop> {
        let ctx = self.ctx();
        let today = ctx.desk().moment().today();
        let ready = ready(ctx, grant).await?;
        let mut answers = vec![Fact { strong: true, ..row(ctx.word("ask-for"), self.mine.name()) }];
        answers.extend(fields.iter().map(|field| {
            let chosen = field.options.iter().find(|option| option.chosen);
            row(&field.label, chosen.map_or_else(|| field.value.clone(), |option| option.label.clone()))
        }));
        let names = self.names();
        let step = Step::Check {
            answers,
            preview: decision::preview(ctx.language(), &self.service, grant, today, ready),
            told: will(ctx.lang, &grant.owed, &names),
            action: self.mine.href(&self.service.id.0),
        };
        let mut view = self.view(ctx.word("ask-check"), step);
        view.hidden.extend(fields.iter().map(|field| hidden(&field.name, self.typed.get(&field.name))));
        ctx.html(&view)
    }

    /// The names of those who are told, as far as the reader may know them: their own, those they speak for,
    /// and the subject's.
    fn names(&self) -> Names {
        let known = self.mine.voices.iter().chain([&self.mine.subject.party]);
        known.map(|party| (party.id(), party.clone())).collect()
    }

    fn view(&self, heading: String, step: Step) -> MyStep {
        let ctx = self.ctx();
        let service = say_pair(ctx.lang, &self.service.title);
        let mut page = self.mine.member.page(service.clone());
        page.flashes.extend(self.flash.clone().map(|text| Flash { tone: Tone::Warn, text }));
        MyStep {
            page,
            about: format!("{service} · {}", self.mine.name()),
            progress: None,
            heading,
            back: Some(Act::link(ctx.word("title-services"), self.mine.services_href())),
            hidden: vec![hidden("key", &self.key)],
            step,
        }
    }
}

/// The first question, or what a service without questions comes to.
pub(crate) async fn begin(
    member: Member,
    Path((party, service)): Path<(String, String)>,
    query: Fields,
) -> Result<Response, Stop> {
    Making::of(member, &party, &service, query).await?.next().await
}

/// An answer, or with `do=commit` the press of the button.
pub(crate) async fn answer(
    Path((party, service)): Path<(String, String)>,
    MemberForm(member, typed): MemberForm,
) -> Result<Response, Stop> {
    let mut making = Making::of(member, &party, &service, typed).await?;
    let key = IdempotencyKey::parse(making.typed.get("key"));
    let (true, Ok(key), Some(by)) = (making.typed.get("do") == "commit", key, making.by()) else {
        return making.next().await;
    };
    match making.ctx().desk().ask(&making.request(by), &key).await {
        Ok(Answer::Granted(receipt)) => {
            let Making { mine, service, typed, dependents, .. } = making;
            if !dependents.is_empty() && typed.get(together::FIELD) == "yes" {
                let (ctx, head) = (&mine.member.ctx, mine.member.party);
                let looker = mine.member.looker();
                let each = together::ask(ctx, &service, head, &dependents, &looker, typed.get("key")).await?;
                return receipt_page(mine.member, &receipt.reference, each).await;
            }
            Ok(Redirect::to(&format!("/me/done/{}", receipt.reference)).into_response())
        }
        Ok(Answer::Refused(refused)) => making.refused(&refused),
        Ok(Answer::Unclear(wrong)) => making.again(&wrong),
        Err(NotDone::ChangedMeanwhile | NotDone::KeyUsedForAnother) => {
            making.key = fresh_key(making.ctx()).await?;
            making.flash = Some(making.ctx().word("flash-record-changed"));
            making.next().await
        }
        Err(not_done) => Err(not_done.into()),
    }
}

/// The receipt: for the one who asked, and for those tied to the subject today.
pub(crate) async fn done(member: Member, Path(reference): Path<String>) -> Result<Response, Stop> {
    let reference = Reference::parse(&reference).ok_or(Stop::NotShown)?;
    receipt_page(member, &reference, Vec::new()).await
}

async fn receipt_page(member: Member, reference: &Reference, each: Vec<Line>) -> Result<Response, Stop> {
    let entry = member.ctx.desk().transaction(reference).await?.ok_or(Stop::NotShown)?;
    let subject = entry.subject.ok_or(Stop::NotShown)?;
    // Some requests end the very tie by which they were asked: the receipt is their asker's all the same.
    let mine = match Mine::of(member.clone(), &subject.0.to_string()).await {
        Err(Stop::NotShown) if entry.asker == Some(member.party) => {
            Mine::asked_about(member, subject).await?
        }
        mine => mine?,
    };
    let ctx = mine.member.ctx.clone();
    let catalogue = &ctx.app.house.catalogue;
    let mut acts = Vec::new();
    if entry.recorded.document.is_some() {
        acts.push(Act::link(ctx.word("print"), format!("/print/{}", entry.reference)));
    }
    acts.push(Act::link(ctx.word("title-my-page"), "/me"));
    let known = mine.voices.iter().chain([&mine.subject.party]);
    let names: Names = known.map(|party| (party.id(), party.clone())).collect();
    let service = title(ctx.lang, catalogue, &entry.service);
    let view = MyStep {
        page: mine.member.page(service.clone()),
        about: format!("{service} · {}", mine.name()),
        progress: None,
        heading: decision::done(ctx.lang, catalogue.service(&entry.service)),
        back: None,
        hidden: Vec::new(),
        step: Step::Done {
            text: ctx.word("ask-done"),
            reference: entry.reference.as_str().to_owned(),
            figures: decision::figures(ctx.language(), &entry.recorded.figures, None),
            each,
            told: was(ctx.lang, &entry, &names),
            acts,
        },
    };
    ctx.html(&view)
}
