//! The description, for machines and for people.

use super::caller::Anybody;
use super::problem::Code;
use crate::assets;
use crate::present::word;
use crate::view::Lang;
use axum::Json;
use axum::response::Html;
use record::Language;
use std::fmt::Write as _;
use utoipa::openapi::path::{Operation, PathItem};

/// This description, OpenAPI 3.1.
#[utoipa::path(
    get, path = "/openapi.json", tag = "catalogue",
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json"))
)]
pub(crate) async fn description() -> Json<utoipa::openapi::OpenApi> {
    Json(super::description())
}

/// The same for people: every path, every kind of problem.
#[utoipa::path(
    get, path = "", tag = "catalogue",
    responses((status = 200, description = "A page", content_type = "text/html"))
)]
pub(crate) async fn page(anybody: Anybody) -> Html<String> {
    Html(html(anybody.language))
}

fn html(language: Language) -> String {
    let lang = Lang::from(language);
    let [title, paths, problems] = ["api-title", "api-addresses", "api-problems"].map(|key| word(lang, key));
    let dir = lang.dir();
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{0}\" dir=\"{dir}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{1}\"></head>\n<body><main id=\"main\">\n<h1>{title}</h1>\n\
         <p><a href=\"{2}/openapi.json\" dir=\"ltr\">{2}/openapi.json</a></p>\n<h2>{paths}</h2>\n<dl>\n",
        language.as_str(),
        assets::url("jawaz.css"),
        super::PREFIX,
    );
    for (path, item) in &super::description().paths.paths {
        for (method, operation) in operations(item) {
            let summary = operation.summary.as_deref().unwrap_or_default();
            // Writing to a String cannot fail.
            let _ = writeln!(
                page,
                "<dt><code dir=\"ltr\">{method} {}</code></dt><dd lang=\"en\" dir=\"ltr\">{}</dd>",
                escaped(path),
                escaped(summary)
            );
        }
    }
    let _ = writeln!(page, "</dl>\n<h2>{problems}</h2>\n<dl>");
    for code in Code::ALL {
        let (title, detail) = code.words(language);
        let _ = writeln!(
            page,
            "<dt id=\"{0}\"><code dir=\"ltr\">{1} {0}</code></dt><dd><b>{2}</b> {3}</dd>",
            code.as_str(),
            code.status().as_u16(),
            escaped(&title),
            escaped(&detail)
        );
    }
    page.push_str("</dl>\n</main></body></html>\n");
    page
}

fn operations(item: &PathItem) -> impl Iterator<Item = (&'static str, &Operation)> {
    [("GET", &item.get), ("POST", &item.post)]
        .into_iter()
        .filter_map(|(method, operation)| operation.as_ref().map(|operation| (method, operation)))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
