//! The sentences of one language for one medium.

use crate::values::args;
use crate::{Medium, Problem};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use record::{Facts, Language};
use std::collections::BTreeSet;
use std::sync::Arc;

/// `(language, file, text)` of every sentence file.
pub(crate) const SOURCES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// A filled sentence.
pub(crate) struct Said {
    pub text: String,
    /// Whether every blank had a value.
    pub complete: bool,
}

pub(crate) struct Bundle {
    language: Language,
    medium: Medium,
    sentences: FluentBundle<Arc<FluentResource>>,
    resources: Vec<Arc<FluentResource>>,
}

impl Bundle {
    /// For pages and for messages, of the same files.
    pub fn pair(language: Language, problems: &mut Vec<Problem>, clashes: &mut Vec<Problem>) -> [Bundle; 2] {
        let mut resources = Vec::new();
        let mut files = Vec::new();
        for (_, file, text) in SOURCES.iter().filter(|(code, ..)| *code == language.as_str()) {
            let file = format!("{}/{file}", language.as_str());
            let (resource, faults) = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) => (resource, Vec::new()),
                Err(broken) => broken,
            };
            problems.extend(faults.into_iter().map(|fault| Problem {
                file: file.clone(),
                line: Some(text.get(..fault.pos.start).unwrap_or(text).matches('\n').count() + 1),
                what: fault.to_string(),
            }));
            resources.push(Arc::new(resource));
            files.push(file);
        }
        let page = Bundle::build(language, Medium::Page, &resources, &files, clashes);
        let sms = Bundle::build(language, Medium::Sms, &resources, &files, &mut Vec::new());
        [page, sms]
    }

    fn build(
        language: Language,
        medium: Medium,
        resources: &[Arc<FluentResource>],
        files: &[String],
        clashes: &mut Vec<Problem>,
    ) -> Bundle {
        // A language code of two letters is always an identifier; without one, the rules for plurals would be
        // those of no language, and the test of all plurals fails.
        let locales = language.as_str().parse().into_iter().collect();
        let mut sentences = FluentBundle::new_concurrent(locales);
        sentences.set_use_isolating(medium == Medium::Page);
        sentences.set_formatter(Some(grouped));
        for (resource, file) in resources.iter().zip(files) {
            let refused = sentences.add_resource(Arc::clone(resource)).err().unwrap_or_default();
            clashes.extend(refused.into_iter().map(|clash| Problem {
                file: file.clone(),
                line: None,
                what: clash.to_string(),
            }));
        }
        Bundle { language, medium, sentences, resources: resources.to_vec() }
    }

    pub fn knows(&self, key: &str) -> bool {
        self.pattern(key).is_some()
    }

    fn pattern(&self, key: &str) -> Option<&fluent_syntax::ast::Pattern<&str>> {
        match key.split_once('.') {
            Some((key, attribute)) => {
                Some(self.sentences.get_message(key)?.get_attribute(attribute)?.value())
            }
            None => self.sentences.get_message(key)?.value(),
        }
    }

    /// Fills the blanks of `key` with `facts`; nothing where there is no such sentence.
    pub fn say(&self, key: &str, facts: &Facts) -> Option<Said> {
        self.pattern(key)?;
        let (args, all_known) = args(self, facts);
        let said = self.fill(key, &args)?;
        Some(Said { complete: said.complete && all_known, ..said })
    }

    /// Fills the blanks with values that are printed already.
    pub fn fill(&self, key: &str, args: &FluentArgs) -> Option<Said> {
        let mut faults: Vec<FluentError> = Vec::new();
        let text = self.sentences.format_pattern(self.pattern(key)?, Some(args), &mut faults).into_owned();
        Some(Said { text, complete: faults.is_empty() })
    }

    pub fn language(&self) -> Language {
        self.language
    }

    pub fn medium(&self) -> Medium {
        self.medium
    }

    /// The blanks of a sentence, sorted.
    pub fn blanks(&self, key: &str) -> Vec<String> {
        self.pattern(key).map(blanks_of).unwrap_or_default()
    }

    /// Every key, sorted.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for entry in self.resources.iter().flat_map(|resource| resource.entries()) {
            let fluent_syntax::ast::Entry::Message(message) = entry else { continue };
            keys.extend(message.value.iter().map(|_| message.id.name.to_owned()));
            let attributes = message.attributes.iter();
            keys.extend(attributes.map(|attribute| format!("{}.{}", message.id.name, attribute.id.name)));
        }
        keys.sort();
        keys
    }
}

/// Digits in threes, as Saudi e-services write them: `1,150`.
fn grouped<M>(value: &FluentValue, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            Some(crate::print::grouped(number.value, number.options.minimum_fraction_digits.unwrap_or(0)))
        }
        _ => None,
    }
}

fn blanks_of(pattern: &fluent_syntax::ast::Pattern<&str>) -> Vec<String> {
    let mut blanks = BTreeSet::new();
    collect_blanks(pattern, &mut blanks);
    blanks.into_iter().collect()
}

fn collect_blanks(pattern: &fluent_syntax::ast::Pattern<&str>, blanks: &mut BTreeSet<String>) {
    use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
    let inline = |expression: &InlineExpression<&str>, blanks: &mut BTreeSet<String>| {
        if let InlineExpression::VariableReference { id } = expression {
            blanks.insert(id.name.to_owned());
        }
    };
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(expression) => inline(expression, blanks),
            Expression::Select { selector, variants } => {
                inline(selector, blanks);
                variants.iter().for_each(|variant| collect_blanks(&variant.value, blanks));
            }
        }
    }
}
