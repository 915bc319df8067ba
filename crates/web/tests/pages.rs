//! What must hold of every page, checked on the samples of all of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};

use web::assets;
use web::view::{Lang, samples};

const LANGS: [Lang; 2] = [Lang::Ar, Lang::En];
const VOID: [&str; 7] = ["area", "br", "hr", "img", "input", "link", "meta"];

struct Tag<'a> {
    name: &'a str,
    closing: bool,
    text: &'a str,
}

impl<'a> Tag<'a> {
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let start = self.text.find(&format!(" {name}=\""))? + name.len() + 3;
        let rest = &self.text[start..];
        Some(&rest[..rest.find('"')?])
    }
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    html.split('<')
        .skip(1)
        .filter(|part| !part.starts_with('!'))
        .map(|part| {
            let text = &part[..part.find('>').unwrap_or(part.len())];
            let closing = text.starts_with('/');
            let bare = text.trim_start_matches('/');
            let end = bare.find([' ', '\n', '/']).unwrap_or(bare.len());
            let name = &bare[..end];
            Tag { name, closing, text }
        })
        .collect()
}

fn each(check: impl Fn(Lang, &str, &str)) {
    for lang in LANGS {
        let all = samples::all(lang).unwrap();
        assert!(all.len() >= 30, "every kind of page has a sample");
        for (name, html) in all {
            check(lang, &name, &html);
        }
    }
}

#[test]
fn given_any_page_then_it_states_language_and_direction_and_has_one_heading() {
    each(|lang, name, html| {
        let head = format!("<html lang=\"{}\" dir=\"{}\">", lang.tag(), lang.dir());
        assert!(html.starts_with("<!doctype html>"), "{name}");
        assert!(html.contains(&head), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}: one h1");
        assert_eq!(html.matches("<main").count(), 1, "{name}: one main");
        assert!(html.contains("href=\"#main\""), "{name}: skip link");
    });
}

#[test]
fn given_any_page_then_its_elements_close_in_order_and_ids_are_single() {
    each(|_, name, html| {
        let mut open = Vec::new();
        let mut ids = BTreeSet::new();
        for tag in tags(html) {
            if let Some(id) = tag.attribute("id") {
                assert!(ids.insert(id), "{name}: the id {id} is there twice");
            }
            if tag.closing {
                assert_eq!(open.pop(), Some(tag.name), "{name}: </{}>", tag.name);
            } else if !VOID.contains(&tag.name) && !tag.text.ends_with('/') {
                open.push(tag.name);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?} stay open");
    });
}

#[test]
fn given_any_input_then_it_has_a_label() {
    each(|_, name, html| {
        let mut inside_label = false;
        for tag in tags(html) {
            if tag.name == "label" {
                inside_label = !tag.closing;
            }
            let asks = matches!(tag.name, "input" | "select" | "textarea") && !tag.closing;
            if !asks || tag.attribute("type") == Some("hidden") {
                continue;
            }
            let named = tag.attribute("id").is_some_and(|id| {
                html.contains(&format!("<label for=\"{id}\""))
                    || html.contains(&format!("<label class=\"vh\" for=\"{id}\""))
            });
            assert!(inside_label || named, "{name}: <{}>", tag.text);
        }
    });
}

#[test]
fn given_any_description_or_link_inside_then_its_end_exists() {
    each(|_, name, html| {
        for tag in tags(html) {
            let described = tag.attribute("aria-describedby").unwrap_or_default();
            let inside = tag.attribute("href").and_then(|href| href.strip_prefix('#'));
            for id in described.split_whitespace().chain(inside).filter(|id| !id.is_empty()) {
                assert!(html.contains(&format!(" id=\"{id}\"")), "{name}: {id}");
            }
        }
    });
}

#[test]
fn given_any_page_then_nothing_in_it_needs_a_laxer_policy() {
    each(|_, name, html| {
        for tag in tags(html) {
            assert!(tag.attribute("style").is_none(), "{name}: <{}>", tag.text);
            assert_ne!(tag.name, "style", "{name}");
            if tag.name == "script" && !tag.closing {
                assert!(tag.attribute("src").is_some(), "{name}: inline script");
            }
            let handler = tag.text.split_whitespace().skip(1).any(|a| a.starts_with("on") && a.contains('='));
            assert!(!handler, "{name}: <{}>", tag.text);
            for source in ["src", "href"].iter().filter_map(|a| tag.attribute(a)) {
                assert!(!source.contains("//"), "{name}: {source} is elsewhere");
                if let Some(file) = source.strip_prefix("/assets/") {
                    assert!(assets::find(file).is_some(), "{name}: {source}");
                }
            }
        }
    });
}

#[test]
fn given_a_form_that_changes_something_then_it_carries_the_token() {
    each(|_, name, html| {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let posts = form.starts_with(" method=\"post\"");
            // The simulated bank is another house: nobody is signed in there.
            let signed_in = !name.starts_with("bank");
            assert_eq!(posts && signed_in, form.contains("name=\"token\""), "{name}: {form}");
        }
    });
}

#[test]
fn given_the_templates_then_every_key_has_words_in_both_languages() {
    let mut keys = BTreeSet::new();
    for entry in walk(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")) {
        let template = std::fs::read_to_string(entry).unwrap();
        for call in ["page.t(\"", "page.plain(\""] {
            for rest in template.split(call).skip(1) {
                keys.insert(rest[..rest.find('"').unwrap()].to_owned());
            }
        }
    }
    keys.extend(["told-will", "told-refusal", "told-done"].map(str::to_owned));
    for lang in LANGS {
        let file = format!("{}/../../i18n/{}/ui.ftl", env!("CARGO_MANIFEST_DIR"), lang.tag());
        let words = std::fs::read_to_string(file).unwrap();
        let lines = words.lines().filter(|line| !line.starts_with('#'));
        let written: BTreeSet<String> =
            lines.filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())).collect();
        assert_eq!(keys, written, "{}: used, and written", lang.tag());
    }
    each(|_, name, html| assert!(!html.contains('⟦'), "{name}: a key without words"));
}

fn walk(folder: &str) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walk(&path.to_string_lossy()));
        } else {
            files.push(path);
        }
    }
    files
}

fn css() -> String {
    String::from_utf8(assets::all()["jawaz.css"].bytes.clone()).unwrap()
}

#[test]
fn given_the_styles_then_none_names_a_physical_side() {
    for declaration in css().split(['{', ';', '}']) {
        let Some((property, value)) = declaration.trim().split_once(':') else {
            continue;
        };
        let property = property.trim();
        let physical = ["left", "right", "top", "bottom"];
        let named = property.split('-').any(|word| physical.contains(&word));
        assert!(!named, "{declaration}");
        assert!(!["width", "height", "min-width", "max-width"].contains(&property), "{declaration}");
        if ["text-align", "float", "clear"].contains(&property) {
            assert!(!value.contains("left") && !value.contains("right"), "{declaration}");
        }
        // Four values are top, right, bottom, left: physical however written.
        if ["margin", "padding", "inset", "border-radius", "border-width"].contains(&property) {
            assert!(value.split_whitespace().count() < 4, "{declaration}");
        }
    }
}

fn tokens(block: &str) -> BTreeMap<String, [f64; 3]> {
    block
        .split([';', '{', '}', '\n'])
        .filter_map(|d| d.trim().strip_prefix("--")?.split_once(":#"))
        .filter_map(|(name, hex)| {
            let hex: String = match hex.len() {
                3 => hex.chars().flat_map(|c| [c, c]).collect(),
                6 => hex.to_owned(),
                _ => return None,
            };
            let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            Some((name.to_owned(), [part(0), part(2), part(4)]))
        })
        .collect()
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |rgb: [f64; 3]| {
        let lin = rgb.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]
    };
    let (a, b) = (light(one), light(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn given_both_themes_then_text_and_borders_stand_out_enough() {
    let source = include_str!("../assets/css/tokens.css");
    let (light, dark) = source.split_once("@media (prefers-color-scheme:dark)").unwrap();
    let light = tokens(light);
    let mut night = light.clone();
    night.extend(tokens(dark));
    let text = [
        ("ink", "paper"),
        ("ink", "card"),
        ("soft", "card"),
        ("soft", "paper"),
        ("soft", "palm-tint"),
        ("faint", "card"),
        ("palm", "card"),
        ("palm", "paper"),
        ("palm", "palm-tint"),
        ("on-palm", "palm"),
        ("warn", "warn-tint"),
        ("warn", "card"),
        ("warn", "paper"),
        ("stop", "stop-tint"),
        ("stop", "card"),
        ("stop", "paper"),
        ("info", "info-tint"),
        ("on-head", "head"),
        ("head-soft", "head"),
    ];
    let shapes = [
        ("edge", "card"),
        ("edge", "paper"),
        ("warn-bar", "line"),
        ("stop-bar", "line"),
        ("palm", "line"),
        ("ink", "focus"),
    ];
    for (theme, tokens) in [("light", &light), ("dark", &night)] {
        for (pairs, least) in [(text.as_slice(), 4.5), (shapes.as_slice(), 3.0)] {
            for (a, b) in pairs {
                // The focus ring's ink is dark on amber in light only; in dark
                // the amber itself stands out from the paper.
                let b = if theme == "dark" && *b == "focus" { "paper" } else { *b };
                let ratio = contrast(tokens[*a], tokens[b]);
                assert!(ratio >= least, "{theme}: {a} on {b} is {ratio:.2}");
            }
        }
    }
}
