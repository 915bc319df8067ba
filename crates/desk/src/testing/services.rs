//! A few services written by hand, small enough to be seen whole. What the true ones say is for the catalogue's
//! own scenarios; here they stand for what every service does to the store.

use crate::Rulebook;
use calendar::Day;
use catalogue::{
    About, Ask, AskKind, Asker, Channel, Condition, ConditionKind, Effect, EffectKind, Fee, InForce, Lane,
    Notice, OnlyWhen, OptIn, RuleRef, Service, ServiceId, Tariff, TermMode, Told, Who,
};
use ledger::{FeeCode, Halalas};
use record::DocumentKind;

/// The services of a test house.
pub struct Handwritten(Vec<Service>);

impl Rulebook for Handwritten {
    fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.0.iter().find(|service| service.id == *id)
    }

    fn version(&self) -> &str {
        "handwritten"
    }
}

const WAYS_OUT: [DocumentKind; 3] =
    [DocumentKind::ExitReentrySingle, DocumentKind::ExitReentryMultiple, DocumentKind::FinalExit];

impl Handwritten {
    /// Visa, its cancellation, renewal, deposit and crossing.
    pub fn new() -> Handwritten {
        Handwritten(vec![issue_visa(), cancel_visa(), renew(), deposit(), cross()])
    }
}

impl Default for Handwritten {
    fn default() -> Self {
        Handwritten::new()
    }
}

fn always() -> InForce {
    let from: Day = "2000-01-01".parse().unwrap();
    InForce { from, to: None, rule: RuleRef::default(), says: None }
}

fn service(id: &str, asked_by: &[Asker], asks: Vec<(&str, AskKind)>, effect: EffectKind) -> Service {
    Service {
        id: ServiceId(id.to_owned()),
        title: (String::new(), String::new()),
        help: (String::new(), String::new()),
        asked_by: asked_by.to_vec(),
        about: vec![About::Anybody],
        channels: Channel::ALL.to_vec(),
        asks: asks.into_iter().map(|(name, kind)| Ask { name: name.to_owned(), kind }).collect(),
        conditions: Vec::new(),
        fees: Vec::new(),
        effects: vec![Effect {
            id: "effect".to_owned(),
            kind: effect,
            only_when: OnlyWhen::default(),
            in_force: always(),
        }],
        warnings: Vec::new(),
        notices: Vec::new(),
    }
}

const ANSWERING: [Asker; 4] = [Asker::Oneself, Asker::Sponsor, Asker::Employer, Asker::HeadOfHousehold];

fn condition(id: &str, kind: ConditionKind) -> Condition {
    Condition {
        id: id.to_owned(),
        kind,
        only_when: OnlyWhen::default(),
        refuse: id.to_owned(),
        cure: None,
        in_force: always(),
    }
}

fn fee(id: &str, code: &str, tariff: Tariff) -> Fee {
    Fee {
        id: id.to_owned(),
        code: FeeCode(code.to_owned()),
        paid_by: Who::Asker,
        tariff,
        only_when: OnlyWhen::default(),
        fine: None,
        refuse: "fee-not-deposited".to_owned(),
        in_force: always(),
    }
}

fn notice(id: &str, text: &str, to: &[Told], opt_in: Option<OptIn>) -> Notice {
    Notice {
        id: id.to_owned(),
        to: to.to_vec(),
        text: text.to_owned(),
        lane: Lane::RecordChange,
        opt_in,
        only_when: OnlyWhen::default(),
        in_force: always(),
    }
}

const FAMILY: [Told; 3] = [Told::Subject, Told::Sponsor, Told::HeadOfHousehold];

fn issue_visa() -> Service {
    let offers = vec![TermMode::Months, TermMode::Days, TermMode::ReturnBefore];
    let term = AskKind::Term { offers, months: (1, 6), days: (7, 180) };
    let effect = EffectKind::IssueVisa { document: DocumentKind::ExitReentrySingle, depart_within_months: 3 };
    Service {
        conditions: vec![condition(
            "no-visa-yet",
            ConditionKind::NoDocument { documents: WAYS_OUT.to_vec() },
        )],
        fees: vec![fee("visa", "04", Tariff::Flat(Halalas::riyals(200)))],
        notices: vec![notice("issued", "er-issued", &FAMILY, None)],
        ..service("exit-reentry.issue-single", &ANSWERING, vec![("term", term)], effect)
    }
}

fn cancel_visa() -> Service {
    let documents = vec![DocumentKind::ExitReentrySingle];
    Service {
        conditions: vec![condition(
            "unused-visa",
            ConditionKind::HasDocument { documents: documents.clone(), unused: Some(true) },
        )],
        notices: vec![notice("cancelled", "er-cancelled", &FAMILY, None)],
        ..service("exit-reentry.cancel", &ANSWERING, Vec::new(), EffectKind::Cancel { documents })
    }
}

fn renew() -> Service {
    let document = DocumentKind::ResidencePermit;
    Service {
        conditions: vec![condition(
            "has-permit",
            ConditionKind::HasDocument { documents: vec![document], unused: None },
        )],
        fees: vec![fee("renewal", "03", Tariff::Yearly(Halalas::riyals(650)))],
        notices: vec![notice("renewed", "iqama-renewed", &FAMILY, None)],
        ..service(
            "residence.renew",
            &ANSWERING,
            vec![("months", AskKind::Months { offers: vec![3, 6, 9, 12] })],
            EffectKind::Renew { document },
        )
    }
}

fn deposit() -> Service {
    let offers = ["03", "04"].map(|code| FeeCode(code.to_owned())).to_vec();
    let amount = AskKind::Money { min: Halalas::riyals(1), max: Halalas::riyals(1_000_000) };
    let asks = vec![("fee", AskKind::FeeCode { offers }), ("amount", amount)];
    Service {
        notices: vec![notice("paid-in", "fee-deposited", &[Told::Subject], None)],
        ..service("fees.deposit", &[Asker::Anybody], asks, EffectKind::Deposit)
    }
}

fn cross() -> Service {
    let asks = vec![("direction", AskKind::Direction), ("port", AskKind::Port), ("at", AskKind::Instant)];
    let told = [Told::Sponsor, Told::HeadOfHousehold];
    Service {
        notices: vec![notice("crossed", "crossed-out", &told, Some(OptIn::Crossings))],
        ..service("border.cross", &[Asker::Border, Asker::Oneself], asks, EffectKind::RecordCrossing)
    }
}
