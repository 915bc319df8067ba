//! An officer's sign-in: account, password, code.

use crate::http::front::Ctx;
use crate::http::front::cookie;
use crate::http::guard::{OFFICER, OfficerForm, OpenForm, give, take_back};
use crate::http::stop::Stop;
use crate::view::parts::{Act, Field, FieldError, Kind};
use crate::view::signin::{SignIn, SignInInput};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use desk::identity::{OfficerSignIn, SignInRefused};

pub(crate) async fn form(ctx: Ctx) -> Result<Response, Stop> {
    ctx.html(&view(&ctx, ""))
}

/// Signs in, or says in one way that something did not match.
pub(crate) async fn enter(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    let typed = OfficerSignIn {
        login: form.get("account").to_owned(),
        password: form.get("password").to_owned(),
        code: form.get("code").to_owned(),
    };
    let error = match ctx.desk().sign_in_officer(typed).await {
        Ok(session) => {
            let cookie = give(&ctx.app, OFFICER, &session);
            return Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/counter")).into_response());
        }
        Err(SignInRefused::NotDone(not_done)) => return Err(not_done.into()),
        Err(SignInRefused::TooOften) => ctx.word("officer-sign-in-too-often"),
        Err(_) => ctx.word("officer-sign-in-wrong"),
    };
    let mut view = view(&ctx, form.get("account"));
    view.page.errors_title = ctx.word("answer-to-mend");
    view.page.errors.push(FieldError { field: "code".to_owned(), text: error.clone() });
    if let Some(code) = view.inputs.last_mut() {
        code.field.error = Some(error);
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, ctx.html(&view)?).into_response())
}

/// Ends the session here and in the register.
pub(crate) async fn leave(
    headers: HeaderMap,
    OfficerForm(officer, _): OfficerForm,
) -> Result<Response, Stop> {
    if let Some(token) = cookie(&headers, OFFICER) {
        officer.ctx.desk().sign_out(token).await?;
    }
    Ok(([(header::SET_COOKIE, take_back(OFFICER))], Redirect::to("/counter/sign-in")).into_response())
}

fn view(ctx: &Ctx, account: &str) -> SignIn {
    let input = |name: &str, label: String, autocomplete, secret, digits, most| SignInInput {
        field: Field::new(name, Kind::Code, label),
        autocomplete,
        secret,
        digits,
        most,
    };
    let mut inputs = vec![
        input("account", ctx.word("account"), "username", false, false, 64),
        input("password", ctx.word("password"), "current-password", true, false, 256),
        input("code", ctx.word("officer-sign-in-code"), "one-time-code", false, true, 6),
    ];
    if let Some(first) = inputs.first_mut() {
        first.field.value = account.to_owned();
    }
    if let Some(code) = inputs.last_mut() {
        let hint = ctx.word("officer-sign-in-code-hint");
        code.field.hint = Some(hint);
    }
    let mut others = vec![];
    if ctx.app.house.demo.is_some() {
        let label = ctx.word("sign-in-demo");
        others.push(Act::link(label, "/demo/sign-in"));
    }
    SignIn {
        page: ctx.page(ctx.word("officer-sign-in")),
        heading: ctx.word("officer-sign-in"),
        lead: Some(ctx.word("officer-sign-in-lead")),
        action: "/counter/sign-in".to_owned(),
        inputs,
        hidden: Vec::new(),
        submit: ctx.word("sign-in"),
        others,
    }
}
