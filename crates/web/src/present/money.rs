//! Money that lies ready for a party, as a page and as a file.

use super::{money, say_pair, word};
use crate::http::{Ctx, Fields};
use crate::view::money::{Balance, Money, Movement, Payment};
use crate::view::parts::Act;
use crate::view::{Page, typed_date};
use calendar::Day;
use catalogue::ServiceId;
use desk::NotDone;
use desk::payments::PaymentState;
use desk::statement::Statement;
use ledger::{FeeCode, Halalas};
use record::{Fact, Facts, PartyId};
use words::format_moment;

/// How many payments are shown.
const PAYMENTS: i64 = 50;
/// A statement begins so many days ago unless told.
const DAYS: i64 = 90;

/// What is shown, read once.
pub(crate) struct Books {
    pub statement: Statement,
    payments: Vec<PaymentState>,
    from: Day,
    to: Day,
}

/// Reads the books of a party for the days that were typed.
pub(crate) async fn books(ctx: &Ctx, party: PartyId, query: &Fields) -> Result<Books, NotDone> {
    let today = ctx.desk().moment().today();
    let day = |name: &str| {
        let typed = query.get(name);
        let written = typed_date(typed).map(|date| {
            let mark = if date.hijri { "H" } else { "" };
            format!("{:04}-{:02}-{:02}{mark}", date.year, date.month, date.day)
        });
        let text = written.unwrap_or_else(|| typed.to_owned());
        calendar::convert(&text).ok().map(|converted| converted.gregorian)
    };
    let to = day("to").unwrap_or(today);
    let from = day("from").unwrap_or_else(|| today.plus_days(-DAYS)).min(to);
    let statement = match query.get("as") {
        "csv" => ctx.desk().whole_statement(party, (from, to)).await?,
        _ => ctx.desk().statement(party, from, to).await?,
    };
    let payments = ctx.desk().payments_of(party, PAYMENTS).await?;
    Ok(Books { statement, payments, from, to })
}

fn fee(ctx: &Ctx, code: &FeeCode) -> String {
    let title = ctx.app.house.catalogue.fee(code).map(|titles| say_pair(ctx.lang, titles));
    title.map_or_else(|| code.to_string(), |title| format!("{code} · {title}"))
}

fn service(ctx: &Ctx, id: &ServiceId) -> String {
    let known = ctx.app.house.catalogue.service(id);
    known.map_or_else(|| word(ctx.lang, "money-earlier"), |service| say_pair(ctx.lang, &service.title))
}

/// The page. `refund` leads to where one asks for a payment back, if one may.
pub(crate) fn view(
    ctx: &Ctx,
    page: Page,
    about: String,
    books: &Books,
    here: &str,
    (reason, back): (Option<String>, Act),
    refund: impl Fn(&PaymentState) -> Option<String>,
) -> Money {
    let language = ctx.language();
    let Books { statement, payments, from, to } = books;
    let held = |amount: Halalas| amount.is_positive().then(|| money(language, amount));
    let also = reason.as_ref().map(|reason| format!("&reason={reason}")).unwrap_or_default();
    Money {
        page,
        about,
        balances: statement
            .balances
            .iter()
            .map(|(code, ready, aside)| Balance {
                fee: fee(ctx, code),
                ready: money(language, *ready),
                held: held(*aside),
            })
            .collect(),
        payments: payments.iter().map(|paid| payment(ctx, paid, &refund)).collect(),
        from: from.to_string(),
        to: to.to_string(),
        reason,
        opening: money(language, statement.opening),
        movements: statement
            .lines
            .iter()
            .map(|line| Movement {
                when: format_moment(language, line.at),
                what: format!("{} · {}", service(ctx, &line.service), fee(ctx, &line.fee)),
                reference: line.reference.to_string(),
                amount: money(language, line.amount),
                balance: money(language, line.balance),
            })
            .collect(),
        closing: money(language, statement.closing()),
        csv: format!("{here}?from={from}&to={to}&as=csv{also}"),
        back,
    }
}

fn payment(ctx: &Ctx, paid: &PaymentState, refund: &impl Fn(&PaymentState) -> Option<String>) -> Payment {
    let language = ctx.language();
    let under_way = paid.refunds.iter().find(|refund| ["asked", "sent"].contains(&refund.state.as_str()));
    let back = paid.refunds.iter().find(|refund| refund.state == "confirmed");
    let said = |key: &str, amount| ctx.sentence(key, &Facts::new().with("amount", Fact::Money(amount)));
    let state = match (under_way, back) {
        (Some(refund), _) => said("money-going-back", refund.amount),
        (None, Some(refund)) => said("money-gone-back", refund.amount),
        (None, None) if paid.unused.is_positive() => said("money-unused", paid.unused),
        (None, None) => ctx.word("money-used"),
    };
    let may = paid.unused.is_positive() && under_way.is_none();
    Payment {
        when: format_moment(language, paid.told.at),
        fee: fee(ctx, &paid.told.fee),
        amount: money(language, paid.told.amount),
        state,
        receipt: paid.receipt.to_string(),
        act: refund(paid).filter(|_| may).map(|href| Act::link(ctx.word("money-ask-back"), href)),
    }
}

/// The statement as lines of comma-separated values.
pub(crate) fn csv(statement: &Statement) -> String {
    let mut text = String::from("at,reference,service,fee,amount,balance\n");
    for line in &statement.lines {
        let cells = [
            line.at.to_string(),
            line.reference.to_string(),
            line.service.to_string(),
            line.fee.to_string(),
            line.amount.to_string(),
            line.balance.to_string(),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}
