//! Every page with made-up people in it, for tests, screenshots and design.

mod bank;
mod counter;
mod days;
mod mine;
mod others;
mod people;
mod single;

use askama::Template;

use super::Lang;

/// A page rendered for the eye: the name of its file without `.html`, and it.
pub type Sample = (String, String);

/// Every page in `lang`, in each state worth looking at.
///
/// # Errors
/// When a template cannot be rendered.
pub fn all(lang: Lang) -> Result<Vec<Sample>, askama::Error> {
    let mut samples = Vec::new();
    samples.extend(counter::samples(lang)?);
    samples.extend(days::samples(lang)?);
    samples.extend(bank::samples(lang)?);
    samples.extend(mine::samples(lang)?);
    samples.extend(others::samples(lang)?);
    Ok(samples)
}

fn sample(lang: Lang, name: &str, page: &impl Template) -> Result<Sample, askama::Error> {
    Ok((format!("{name}-{}", lang.tag()), page.render()?))
}

/// The Arabic or the English of a sentence.
fn say(lang: Lang, ar: &str, en: &str) -> String {
    match lang {
        Lang::Ar => ar,
        Lang::En => en,
    }
    .to_owned()
}
