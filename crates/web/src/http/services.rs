//! The services for everybody, without sign-in: `/services` and `/services/{id}`.

use super::front::{App, Ctx};
use super::guard::Fields;
use super::stop::Stop;
use crate::present::{rules, say_pair, services};
use crate::view::Lang;
use crate::view::catalogue::{Detail, Entry, Group, Services};
use crate::view::parts::Act;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use catalogue::{Channel, Service, ServiceId};
use record::{Fact, Facts, search_key_ar, search_key_latin};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/services", get(list)).route("/services/{id}", get(one))
}

async fn list(ctx: Ctx, query: Fields) -> Result<Response, Stop> {
    page(&ctx, query.get("q"), None)
}

async fn one(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Stop> {
    let service = ctx.app.house.catalogue.service(&ServiceId(id)).filter(|service| is_asked_for(service));
    let service = service.ok_or(Stop::NotShown)?;
    let today = ctx.desk().moment().today();
    let detail = rules::detail(ctx.lang, &ctx.app.house.catalogue, service, today);
    page(&ctx, "", Some(detail))
}

/// Whether somebody asks for it; what the clock and the border do by themselves is no page of this list.
fn is_asked_for(service: &Service) -> bool {
    service.channels.iter().any(|channel| matches!(channel, Channel::Counter | Channel::Portal))
}

fn page(ctx: &Ctx, query: &str, detail: Option<Detail>) -> Result<Response, Stop> {
    let (catalogue, today) = (&ctx.app.house.catalogue, ctx.desk().moment().today());
    let current = detail.as_ref().map(|detail| detail.id.clone());
    let found = catalogue.services().filter(|service| is_asked_for(service) && is_meant(service, query));
    let mut by_group = std::collections::BTreeMap::new();
    for service in found {
        let entry = Entry {
            name: say_pair(ctx.lang, &service.title),
            href: format!("/services/{}", service.id),
            fee: rules::least(ctx.lang, service, today),
            places: rules::places(ctx.lang, service).join(" \u{b7} "),
            current: current.as_ref() == Some(&service.id.0),
        };
        by_group.entry(services::place(service)).or_insert_with(Vec::new).push(entry);
    }
    let groups = by_group
        .into_iter()
        .map(|(place, services)| Group { title: services::group_title(ctx.lang, place), services })
        .collect();
    let title = detail.as_ref().map_or_else(|| ctx.word("title-services"), |detail| detail.title.clone());
    let as_of = Facts::new().with("day", Fact::Day(today));
    let acts = match &detail {
        None => Vec::new(),
        Some(_) => vec![Act::link(ctx.word("catalogue-ask"), "/me")],
    };
    let mut frame = ctx.page(title);
    frame.bar.today = None;
    let view = Services {
        page: frame,
        query: query.to_owned(),
        as_of: ctx.sentence("catalogue-as-of", &as_of),
        groups,
        detail,
        acts,
    };
    ctx.html(&view)
}

/// Whether every word searched for begins a word of the service's title, help or heading, or one that people use
/// for it, in either language.
fn is_meant(service: &Service, query: &str) -> bool {
    let place = services::place(service);
    let mut texts = vec![&service.title.0, &service.title.1, &service.help.0, &service.help.1]
        .into_iter()
        .cloned()
        .collect::<Vec<String>>();
    for lang in [Lang::Ar, Lang::En] {
        texts.push(services::group_title(lang, place));
        texts.push(services::also_called(lang, place));
    }
    let keys = texts.iter().flat_map(|text| [search_key_ar(text), search_key_latin(text)]);
    let words: Vec<String> =
        keys.flat_map(|key| key.split(' ').flat_map(forms).collect::<Vec<String>>()).collect();
    query.split_whitespace().all(|asked| {
        let keys = [search_key_ar(asked), search_key_latin(asked)];
        let mut forms = keys.iter().flat_map(|key| forms(key)).filter(|form| !form.is_empty());
        forms.any(|form| words.iter().any(|word| word.starts_with(form.as_str())))
    })
}

/// A word as written, and without the article and the particles that Arabic joins to it.
fn forms(word: &str) -> Vec<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let joined = [
        "\u{648}\u{627}\u{644}",
        "\u{628}\u{627}\u{644}",
        "\u{644}\u{644}",
        "\u{627}\u{644}",
        "\u{644}",
        "\u{628}",
        "\u{648}",
    ];
    let bare =
        joined.iter().filter_map(|stem| word.strip_prefix(stem)).filter(|rest| rest.chars().count() > 2);
    [word].into_iter().chain(bare).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::{Catalogue, Known};

    fn found(query: &str) -> Vec<String> {
        let catalogue = Catalogue::embedded(&Known::default()).unwrap();
        let services = catalogue.services().filter(|service| is_meant(service, query));
        services.map(|service| service.id.0.clone()).collect()
    }

    #[test]
    fn a_service_is_found_by_the_words_people_use() {
        for (query, service) in [
            ("renew iqama", "residence-permit.renew-domestic"),
            (
                "\u{625}\u{642}\u{627}\u{645}\u{629} \u{639}\u{627}\u{645}\u{644}",
                "residence-permit.renew-domestic",
            ),
            ("\u{627}\u{644}\u{633}\u{641}\u{631}", "exit-reentry.issue-single"),
            ("TRAVEL back", "exit-reentry.issue-single"),
        ] {
            assert!(found(query).iter().any(|id| id == service), "{query}: {:?}", found(query));
        }
        assert_eq!(found("zebra"), Vec::<String>::new());
        assert!(found("").len() > 5, "who asks nothing sees all");
    }
}
