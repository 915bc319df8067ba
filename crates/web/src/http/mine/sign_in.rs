//! The public's sign-in: an identifier, then the code that comes by SMS.

use crate::http::front::{Ctx, cookie};
use crate::http::guard::{MemberForm, OpenForm, PERSON, give, take_back};
use crate::http::start::hidden;
use crate::http::stop::Stop;
use crate::present::identifier_error;
use crate::view::parts::{Act, Field, FieldError, Kind};
use crate::view::signin::{SignIn, SignInInput};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use desk::identity::SignInRefused;
use record::{Fact, Facts, Identifier};

pub(crate) async fn form(ctx: Ctx) -> Result<Response, Stop> {
    ctx.html(&ask_identifier(&ctx, "", None))
}

/// Sends a code. What is answered is the same whether or not the identifier is known.
pub(crate) async fn send(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    let typed = form.get("identifier");
    if let Err(error) = Identifier::parse(typed) {
        let error = identifier_error(ctx.lang, &error);
        let view = ask_identifier(&ctx, typed, Some(error));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, ctx.html(&view)?).into_response());
    }
    let asked = ctx.desk().ask_for_code(typed).await?;
    ctx.html(&ask_code(&ctx, typed, asked.good_for_seconds / 60, None))
}

/// Signs in with the code.
pub(crate) async fn enter(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    let typed = form.get("identifier");
    let code = western(form.get("code"));
    match ctx.desk().sign_in_person(typed, &code).await {
        Ok(session) => {
            let cookie = give(&ctx.app, PERSON, &session);
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/me")).into_response())
        }
        Err(SignInRefused::NotDone(not_done)) => Err(not_done.into()),
        Err(_) => {
            let error = ctx.word("sign-in-wrong-code");
            let view = ask_code(&ctx, typed, desk::identity::CODE_SECONDS / 60, Some(error));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, ctx.html(&view)?).into_response())
        }
    }
}

/// Ends the session here and in the register.
pub(crate) async fn leave(headers: HeaderMap, MemberForm(member, _): MemberForm) -> Result<Response, Stop> {
    if let Some(token) = cookie(&headers, PERSON) {
        member.ctx.desk().sign_out(token).await?;
    }
    Ok(([(header::SET_COOKIE, take_back(PERSON))], Redirect::to("/me/sign-in")).into_response())
}

/// Digits of a phone set to Arabic or Persian.
fn western(code: &str) -> String {
    let plain = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10).unwrap_or(c),
        c => c,
    };
    code.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

fn view(ctx: &Ctx, heading: String, field: Field, most: u16) -> SignIn {
    let mut page = ctx.page(ctx.word("sign-in-title"));
    if let Some(error) = &field.error {
        page.errors_title = ctx.word("answer-to-mend");
        page.errors.push(FieldError { field: field.name.clone(), text: error.clone() });
    }
    let autocomplete = if field.name == "code" { "one-time-code" } else { "username" };
    SignIn {
        page,
        heading,
        lead: None,
        action: String::new(),
        inputs: vec![SignInInput { field, autocomplete, secret: false, digits: true, most }],
        hidden: Vec::new(),
        submit: String::new(),
        others: Vec::new(),
    }
}

fn ask_identifier(ctx: &Ctx, typed: &str, error: Option<String>) -> SignIn {
    let label = ctx.word("sign-in-identifier");
    let mut field = Field::new("identifier", Kind::Code, label);
    field.value = typed.to_owned();
    field.error = error;
    let mut view = view(ctx, ctx.word("sign-in-title"), field, 20);
    view.lead = Some(ctx.word("sign-in-lead"));
    view.action = "/me/sign-in".to_owned();
    view.submit = ctx.word("sign-in-send-code");
    if ctx.app.house.demo.is_some() {
        let label = ctx.word("sign-in-demo");
        view.others = vec![Act::link(label, "/demo/sign-in")];
    }
    view
}

fn ask_code(ctx: &Ctx, typed: &str, minutes: i64, error: Option<String>) -> SignIn {
    let mut field = Field::new("code", Kind::Code, ctx.word("code"));
    let facts = Facts::new().with("minutes", Fact::Number(minutes));
    field.hint = Some(ctx.sentence("sign-in-code-hint", &facts));
    field.error = error;
    let mut view = view(ctx, ctx.word("sign-in-enter-code"), field, 12);
    view.action = "/me/sign-in/code".to_owned();
    view.hidden = vec![hidden("identifier", typed)];
    view.submit = ctx.word("sign-in");
    let again = ctx.word("sign-in-another-code");
    view.others =
        vec![Act { hidden: vec![hidden("identifier", typed)], ..Act::button(again, "/me/sign-in") }];
    if ctx.app.house.demo.is_some() {
        view.others.push(Act::link(ctx.word("phones"), "/phones"));
    }
    view
}
