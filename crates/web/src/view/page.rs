//! What every page carries around its content.

use std::fmt::Display;

use super::parts::FieldError;
use super::rich::{Html, isolate};
use super::wording::{FileWords, Lang, Say};
use crate::assets;

/// How serious a sentence is; never shown by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to note.
    #[default]
    Plain,
    /// Well, in force, done.
    Good,
    /// A rule will soon bite.
    Warn,
    /// A rule has bitten.
    Stop,
}

impl Tone {
    /// The style class of this tone.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Stop => "stop",
        }
    }
}

/// One sentence shown above the content after an act.
#[derive(Clone, Debug)]
pub struct Flash {
    /// How serious it is.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// A link of the header's navigation.
#[derive(Clone, Debug)]
pub struct Nav {
    /// What it is called.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// Whether it is the page being shown.
    pub current: bool,
    /// How many things wait behind it, as text.
    pub count: Option<String>,
}

/// The header: where one is and who one is.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// Where the brand leads; `/` when empty.
    pub home: String,
    /// The office, or another name of the place.
    pub place: Option<String>,
    /// The counter, as "شباك 3".
    pub counter: Option<String>,
    /// Links to the other pages of the same visitor.
    pub nav: Vec<Nav>,
    /// The state of Ish'ar: whether it works, and the words for it.
    pub ishaar: Option<(bool, String)>,
    /// Today in both calendars.
    pub today: Option<String>,
    /// The officer or person signed in.
    pub who: Option<String>,
    /// Where signing out is posted; absent when no one is signed in.
    pub sign_out: Option<String>,
}

/// The frame of a page: language, title, header and what must be said first.
#[derive(Clone)]
pub struct Page {
    /// The reader's language.
    pub lang: Lang,
    /// The title shown by the browser, without the name of the product.
    pub title: String,
    /// The header.
    pub bar: Bar,
    /// Where the other language of this same page is.
    pub switch_href: String,
    /// Whether the banner of the demo is shown.
    pub demo: bool,
    /// Sentences about what has just been done.
    pub flashes: Vec<Flash>,
    /// What is wrong with the form below; each links to its field.
    pub errors: Vec<FieldError>,
    /// The heading over `errors`, which counts them ("خطآن").
    pub errors_title: String,
    /// The token that proves a form came from us; sent as `token`.
    pub token: Option<String>,
    /// Seconds after which a browser without script loads the page again.
    pub refresh: Option<u32>,
    words: &'static dyn Say,
}

impl Page {
    /// A page in `lang`, with the words that are part of the binary.
    pub fn new(lang: Lang, title: impl Into<String>) -> Self {
        Self::with_words(lang, title, FileWords::of(lang))
    }

    /// A page in `lang` with words of another source.
    pub fn with_words(lang: Lang, title: impl Into<String>, words: &'static dyn Say) -> Self {
        Self {
            lang,
            title: title.into(),
            bar: Bar::default(),
            switch_href: String::new(),
            demo: false,
            flashes: Vec::new(),
            errors: Vec::new(),
            errors_title: String::new(),
            token: None,
            refresh: None,
            words,
        }
    }

    /// The fixed words for `key`.
    pub fn t(&self, key: &str) -> Html {
        isolate(self.lang, &self.words.say(key))
    }

    /// The fixed words for `key` as they stand in an attribute.
    pub fn plain(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// A sentence made from data, escaped, its foreign runs isolated.
    pub fn x(&self, text: impl Display) -> Html {
        isolate(self.lang, &text.to_string())
    }

    /// The address of an asset of the binary.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// `yes` or `no`, for a template that styles its first button otherwise.
    pub fn pick<'a>(&self, first: &bool, yes: &'a str, no: &'a str) -> &'a str {
        if *first { yes } else { no }
    }

    /// Where the brand leads.
    pub fn home(&self) -> &str {
        if self.bar.home.is_empty() { "/" } else { &self.bar.home }
    }
}
