//! The words of the pages that do not depend on data.

use std::collections::HashMap;
use std::sync::OnceLock;

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

/// Where a page finds its fixed words.
pub trait Say: Send + Sync {
    /// The words for `key`, or the key itself where none are written.
    fn say(&self, key: &str) -> String;
}

/// The fixed words of the pages, read from the two `ui.ftl` files that are
/// part of the binary. Only whole-line messages without placeables are
/// written there, so no Fluent runtime is needed to show a page.
pub struct FileWords {
    messages: HashMap<&'static str, &'static str>,
}

const AR: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../i18n/ar/ui.ftl"
));
const EN: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../i18n/en/ui.ftl"
));

impl FileWords {
    fn read(source: &'static str) -> Self {
        let messages = source
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='))
            .map(|(key, words)| (key.trim(), words.trim()))
            .collect();
        Self { messages }
    }

    /// The words of `lang`.
    pub fn of(lang: Lang) -> &'static Self {
        static ARABIC: OnceLock<FileWords> = OnceLock::new();
        static ENGLISH: OnceLock<FileWords> = OnceLock::new();
        match lang {
            Lang::Ar => ARABIC.get_or_init(|| Self::read(AR)),
            Lang::En => ENGLISH.get_or_init(|| Self::read(EN)),
        }
    }

    /// Every key that has words, for the test that both languages agree.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.messages.keys().copied()
    }
}

impl Say for FileWords {
    fn say(&self, key: &str) -> String {
        self.messages.get(key).copied().unwrap_or(key).to_owned()
    }
}
