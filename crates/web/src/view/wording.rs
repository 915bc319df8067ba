//! The words of the pages that do not depend on data.

use record::Language;

/// The two languages the pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Arabic, the default; written from right to left.
    Ar,
    /// English, its mirror.
    En,
}

impl Lang {
    /// The value of the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::En => "en",
        }
    }

    /// The value of the `dir` attribute.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En => "ltr",
        }
    }

    /// The other language, offered by the switch in the header.
    pub const fn other(self) -> Self {
        match self {
            Self::Ar => Self::En,
            Self::En => Self::Ar,
        }
    }

    /// The language's name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::En => "English",
        }
    }
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Ar => Self::Ar,
            Language::En => Self::En,
        }
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ar => Self::Ar,
            Lang::En => Self::En,
        }
    }
}

/// Where a page finds its fixed words.
pub trait Say: Send + Sync {
    /// The words for `key`, or the key itself where none are written.
    fn say(&self, key: &str) -> String;
}

/// The fixed words of the pages: `i18n/<lang>/ui.ftl`, part of the binary.
pub struct FileWords(Lang);

impl FileWords {
    /// The words of `lang`.
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ar => &Self(Lang::Ar),
            Lang::En => &Self(Lang::En),
        }
    }
}

impl Say for FileWords {
    fn say(&self, key: &str) -> String {
        words::Words::global().word(self.0.into(), key)
    }
}
