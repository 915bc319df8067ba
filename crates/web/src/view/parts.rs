//! The parts pages are made of; one template file each under `parts/`.

use super::Tone;

/// What kind of answer a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of many, as a list to open.
    Choice,
    /// One of a few, all in sight.
    Segmented,
    /// Any of several.
    Several,
    /// A whole number.
    Number,
    /// A date as people write it: day, month, year, Gregorian or Hijri, in
    /// either kind of digits. [`super::typed_date`] reads it. A browser's own
    /// date field would show it in the order of the browser's country.
    Date,
    /// An amount in riyals.
    Money,
    /// Words.
    Text,
    /// An identifier, code or reference: digits and Latin letters.
    Code,
    /// Known from the record: shown, sent along, not asked.
    Known,
    /// Sent along, not shown.
    Hidden,
}

/// One answer that a field offers.
#[derive(Clone, Debug, Default)]
pub struct Opt {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second line under the label (a fee, a consequence).
    pub note: Option<String>,
    /// Whether it is chosen now.
    pub chosen: bool,
}

/// One question of a form. The same struct serves every service.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name sent with the answer; also the base of its `id`.
    pub name: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// The question in a few words.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// The answer so far, as typed.
    pub value: String,
    /// The answers offered, for the kinds that offer some.
    pub options: Vec<Opt>,
    /// Why the answer will not do.
    pub error: Option<String>,
    /// A word beside the answer ("مفوض").
    pub chip: Option<String>,
    /// Whether it takes the whole width of the form.
    pub wide: bool,
}

impl Field {
    /// A field without hint, options or error.
    pub fn new(name: impl Into<String>, kind: Kind, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind,
            label: label.into(),
            hint: None,
            value: String::new(),
            options: Vec::new(),
            error: None,
            chip: None,
            wide: false,
        }
    }

    /// Whether the template asks for one of a few in sight.
    pub fn is(&self, kind: &str) -> bool {
        let name = match self.kind {
            Kind::Choice => "choice",
            Kind::Segmented => "segmented",
            Kind::Several => "several",
            Kind::Known => "known",
            Kind::Hidden => "hidden",
            Kind::Number | Kind::Date | Kind::Money | Kind::Text | Kind::Code => "input",
        };
        name == kind
    }

    /// Which keyboard a phone shows.
    pub const fn input_mode(&self) -> &'static str {
        match self.kind {
            Kind::Number => "numeric",
            Kind::Money => "decimal",
            _ => "text",
        }
    }

    /// Whether the answer is an amount, which has its unit beside it.
    pub const fn money(&self) -> bool {
        matches!(self.kind, Kind::Money)
    }

    /// Whether the answer runs from left to right in either language.
    pub const fn ltr(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Money | Kind::Date | Kind::Code)
    }

    /// What a known answer is shown as: the label of its option, or itself.
    pub fn shown(&self) -> &str {
        self.options.first().map_or(&self.value, |only| &only.label)
    }

    /// The ids that describe the field, for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.name));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.name));
        }
        ids.join(" ")
    }
}

/// What is wrong with one field, for the summary at the top.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// The sentence.
    pub text: String,
}

/// A name and value sent along with a form.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// An act offered as a button or a link.
#[derive(Clone, Debug, Default)]
pub struct Act {
    /// The verb on it.
    pub label: String,
    /// Where it leads or is posted.
    pub href: String,
    /// Whether it is posted (it changes something) or followed (it does not).
    pub post: bool,
    /// What is sent with it when posted.
    pub hidden: Vec<Hidden>,
    /// The key that presses it at the counter, as shown ("R").
    pub key: Option<String>,
}

impl Act {
    /// A link.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), ..Self::default() }
    }

    /// A button that posts nothing but the token.
    pub fn button(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { post: true, ..Self::link(label, href) }
    }
}

/// A short word about state.
#[derive(Clone, Debug)]
pub struct Chip {
    /// The word.
    pub text: String,
    /// How serious it is.
    pub tone: Tone,
}

/// A label and what stands beside it.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value.
    pub value: String,
    /// A softer word after the value ("موثق").
    pub note: Option<String>,
    /// Whether it is set in bold.
    pub strong: bool,
}

/// One document of a person.
#[derive(Clone, Debug)]
pub struct Paper {
    /// What it is.
    pub name: String,
    /// Its number, masked.
    pub number: Option<String>,
    /// When it ends, in words ("تنتهي 15/07/2027").
    pub ends: Option<String>,
    /// How much of its life is left, in hundredths; absent for none in force.
    pub life: Option<u8>,
    /// Palm, amber or red.
    pub tone: Tone,
    /// The sentence that matters ("باقٍ 61 يوماً، لا يكفي لسفر").
    pub says: Option<String>,
    /// Where it can be printed.
    pub print: Option<String>,
}

/// One of the large figures of a preview.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// The second line: the Hijri date, the balance, the limit.
    pub second: Option<String>,
    /// Set where the figure itself is a difficulty.
    pub tone: Tone,
}

/// Someone who will be told, or was.
#[derive(Clone, Debug)]
pub struct Told {
    /// By what ("رسالة", "ملخص").
    pub channel: String,
    /// Who.
    pub who: String,
    /// In what language and when.
    pub how: String,
}

/// Why a request is refused, and the way out.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The fact.
    pub fact: String,
    /// The way out.
    pub way_out: String,
    /// The way out as a button, where it can be done now.
    pub act: Option<Act>,
}

/// One line of a record's history.
#[derive(Clone, Debug)]
pub struct Line {
    /// What happened.
    pub what: String,
    /// When, where, and whether the notice arrived.
    pub when: String,
    /// Where more of it is shown.
    pub href: Option<String>,
}

/// Everything that is known before a request is committed.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The figures that matter, three at most.
    pub figures: Vec<Figure>,
    /// What cannot be undone or costs money; one sentence each.
    pub warnings: Vec<String>,
    /// The verb on the button ("إصدار ثلاث تأشيرات").
    pub commit: String,
    /// The same while it is being done ("يُصدر الآن").
    pub busy: String,
    /// How many conditions were checked.
    pub checked: Option<String>,
}

/// Every reason against a request.
#[derive(Clone, Debug, Default)]
pub struct Refusals {
    /// The heading, which counts them.
    pub title: String,
    /// The reasons.
    pub reasons: Vec<Refusal>,
    /// How many conditions were checked and met.
    pub checked: Option<String>,
    /// What can be done with the reasons as a whole (send them to the phone).
    pub act: Option<Act>,
}

/// What the engine says to the form as it stands.
#[derive(Clone, Debug, Default)]
pub enum Outcome {
    /// Nothing yet: an answer is missing or will not do.
    #[default]
    None,
    /// It can be granted.
    Granted(Preview),
    /// It is refused.
    Refused(Refusals),
}

impl Outcome {
    /// The preview, when it can be granted.
    pub const fn preview(&self) -> Option<&Preview> {
        match self {
            Self::Granted(preview) => Some(preview),
            _ => None,
        }
    }

    /// The refusals, when it is refused.
    pub const fn refusals(&self) -> Option<&Refusals> {
        match self {
            Self::Refused(refusals) => Some(refusals),
            _ => None,
        }
    }
}

/// A service that can be chosen.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// The fee or the condition that decides, in a few words.
    pub note: Option<String>,
    /// Where it leads.
    pub href: String,
    /// The key that chooses it at the counter: a digit, then letters.
    pub key: String,
    /// Why it cannot be asked for now, when that is known beforehand.
    pub closed: Option<String>,
}

/// Services under one heading.
#[derive(Clone, Debug)]
pub struct ServiceGroup {
    /// The heading, in the words of one who wants something done.
    pub title: String,
    /// The services.
    pub services: Vec<Service>,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Todo {
    /// How long is left ("بقي 12 يوماً").
    pub chip: Chip,
    /// The matter.
    pub title: String,
    /// Fee, balance, and whether anything stands in the way.
    pub text: String,
    /// The act.
    pub act: Act,
}
