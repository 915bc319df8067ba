//! My page: one thing to do first, one question a page.

use askama::Template;

use super::Page;
use super::Tone;
use super::parts::{
    Act, Chip, Fact, Field, Figure, Hidden, Line, Paper, Preview, Refusals, ServiceGroup, Todo, Told,
};

/// Someone I answer for.
#[derive(Clone, Debug)]
pub struct Ward {
    /// The name.
    pub name: String,
    /// The tie ("ابن، 16 سنة").
    pub tie: Option<String>,
    /// The document that matters.
    pub says: String,
    /// Where they are.
    pub chip: Chip,
    /// How much of that document's life is left, in hundredths.
    pub life: Option<u8>,
    /// Palm, amber or red.
    pub tone: Tone,
    /// The page of services for this person.
    pub href: String,
}

/// One of my messages.
#[derive(Clone, Debug)]
pub struct Message {
    /// What it says, as sent.
    pub text: String,
    /// The language it was sent in.
    pub lang: String,
    /// `rtl` or `ltr`.
    pub dir: String,
    /// When, and whether it was delivered.
    pub state: String,
    /// How serious the state is.
    pub tone: Tone,
    /// The life of the message.
    pub href: Option<String>,
}

/// My page.
#[derive(Clone, Template)]
#[template(path = "my_home.html")]
pub struct MyHome {
    /// The frame.
    pub page: Page,
    /// The greeting ("أهلاً، نورة").
    pub greeting: String,
    /// What I am, and my identifier masked.
    pub about: String,
    /// The one thing to do first, if there is one.
    pub todo: Option<Todo>,
    /// What is open until a day, and waits for somebody.
    pub matters: Vec<Todo>,
    /// The heading over those I answer for, by my gender.
    pub wards_title: String,
    /// Those I answer for.
    pub wards: Vec<Ward>,
    /// The services of my own.
    pub own: Act,
    /// My documents.
    pub papers: Vec<Paper>,
    /// My last messages.
    pub messages: Vec<Message>,
    /// All of them.
    pub all_messages: Option<Act>,
    /// Who looked at my record, newest first.
    pub looks: Vec<Line>,
    /// All of them.
    pub all_looks: Option<Act>,
}

/// Which service, for whom.
#[derive(Clone, Template)]
#[template(path = "my_services.html")]
pub struct MyServices {
    /// The frame.
    pub page: Page,
    /// The question.
    pub heading: String,
    /// For whom, with what is known of them.
    pub about: Option<String>,
    /// The services by what people want.
    pub groups: Vec<ServiceGroup>,
    /// Back.
    pub back: Act,
}

/// One step of a request: a question, the check page, the reasons against it,
/// or the receipt.
#[derive(Clone, Debug)]
pub enum Step {
    /// One question, posted to `action`.
    Question {
        /// The question's field or fields.
        fields: Vec<Field>,
        /// Where the answer goes.
        action: String,
        /// The verb on the button.
        submit: String,
    },
    /// Everything before the button; committed by POST to `action`.
    Check {
        /// What was answered.
        answers: Vec<Fact>,
        /// The figures, the warnings and the verb.
        preview: Preview,
        /// Who will be told.
        told: Vec<Told>,
        /// Where it is committed.
        action: String,
    },
    /// All the reasons against it.
    Refused(Refusals),
    /// The receipt.
    Done {
        /// What follows.
        text: String,
        /// The reference.
        reference: String,
        /// The figures of the document.
        figures: Vec<Figure>,
        /// What came of it for each dependent, where it was asked for them in the same go.
        each: Vec<Line>,
        /// Who was told.
        told: Vec<Told>,
        /// What to do next.
        acts: Vec<Act>,
    },
}

/// A page of a request.
#[derive(Clone, Template)]
#[template(path = "my_step.html")]
pub struct MyStep {
    /// The frame.
    pub page: Page,
    /// The service and for whom.
    pub about: String,
    /// How far one is, in words ("2 من 4").
    pub progress: Option<String>,
    /// The question, or the sentence that says what happened.
    pub heading: String,
    /// Back, when there is a way back.
    pub back: Option<Act>,
    /// Sent along: answers so far, the idempotency key.
    pub hidden: Vec<Hidden>,
    /// What is on the page.
    pub step: Step,
}

/// All my messages.
#[derive(Clone, Template)]
#[template(path = "my_messages.html")]
pub struct MyMessages {
    /// The frame.
    pub page: Page,
    /// The messages, newest first.
    pub messages: Vec<Message>,
}

/// Everyone who looked at my record.
#[derive(Clone, Template)]
#[template(path = "my_looks.html")]
pub struct MyLooks {
    /// The frame.
    pub page: Page,
    /// The looks, newest first.
    pub looks: Vec<Line>,
}
