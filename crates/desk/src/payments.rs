//! Payments through banks: booked once, looked up, and sent back to the account that paid.
//!
//! Everything goes through [`Desk::ask`]; here it is turned into requests, and what a bank may tell twice, late or
//! never is told apart.

use crate::key::digest;
use crate::rows::{self, Cells};
use crate::sql::payments as sql;
use crate::{Answer, Desk, IdempotencyKey, NotDone, Receipt};
use calendar::{Day, Instant};
use catalogue::{Actor, Answers, BadAnswer, Channel, Request, ServiceId};
use ledger::{FeeCode, Halalas};
use record::{PartyId, Reference, TransactionId};
use store::{Fault, Outcome, Row, Unit, Value};

/// A payment as a bank tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankPayment {
    /// The bank's one name.
    pub bank: String,
    /// The bank's own reference, never used twice.
    pub reference: String,
    /// The bank's token for the account that paid.
    pub account: String,
    /// For whom.
    pub beneficiary: PartyId,
    /// The code it was paid under.
    pub fee: FeeCode,
    /// How much.
    pub amount: Halalas,
    /// When the bank took it.
    pub at: Instant,
}

/// A payment as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentState {
    /// Its entry.
    pub id: TransactionId,
    /// What people call the entry by.
    pub receipt: Reference,
    /// As the bank told of it.
    pub told: BankPayment,
    /// What of it is neither used nor on its way back.
    pub unused: Halalas,
    /// What went back of it, or was to, newest first.
    pub refunds: Vec<RefundState>,
}

/// How far a refund has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundState {
    /// The entry that asked for it.
    pub id: TransactionId,
    /// How much.
    pub amount: Halalas,
    /// `asked`, `sent`, `confirmed` or `failed`.
    pub state: String,
    /// When it was asked.
    pub at: Instant,
    /// What people call the entry by.
    pub receipt: Reference,
}

/// What came of a payment that a bank told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Booked {
    /// It lies ready.
    Now(Receipt),
    /// It was booked before, from the same words.
    Before(Box<PaymentState>),
    /// The bank's reference stands for another payment.
    AnotherPayment,
    /// It does not say clearly what was paid.
    Unclear(Vec<BadAnswer>),
    /// It cannot be booked, for these reasons.
    Refused(catalogue::Refused),
}

/// A refund whose bank must hear of it, or be asked about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundDue {
    /// The entry that asked for it.
    pub id: TransactionId,
    /// Whether the bank has taken it already.
    pub sent: bool,
    /// How often it was told or asked.
    pub tries: i64,
    /// How much.
    pub amount: Halalas,
    /// The bank.
    pub bank: String,
    /// The bank's reference of the payment.
    pub payment: String,
    /// The account that paid.
    pub account: String,
    /// What people call the refund by; the bank knows it by the same word.
    pub receipt: Reference,
}

const PAY: &str = "fees.pay";
const REFUND: &str = "fees.refund";
const SETTLE: &str = "fees.settle-refund";

fn request(service: &str, party: PartyId, hand: &Actor, answers: &[(&str, &str)]) -> Request {
    let answers = answers.iter().fold(Answers::default(), |all, (name, told)| all.with(name, told));
    Request {
        service: ServiceId(service.to_owned()),
        asker: party,
        subject: party,
        channel: Channel::Api,
        actor: hand.clone(),
        answers,
    }
}

impl Desk {
    /// Whether this message of a bank is new; the same one a second time is a replay.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn see_bank_message(&self, bank: &str, id: &str) -> Result<bool, NotDone> {
        let now = self.moment().now.micros();
        let unit = Unit::new().claims(sql::SEE_MESSAGE.with([bank.into(), id.into(), now.into()]));
        let outcome = self.store.commit(unit).await.map_err(|fault| self.trouble(&fault))?;
        Ok(matches!(outcome, Outcome::Done(_)))
    }

    /// Books a payment that a bank has taken: once, however often the bank tells of it.
    ///
    /// # Errors
    /// Whenever there is no answer: see [`NotDone`].
    pub async fn book_payment(&self, told: &BankPayment, hand: &Actor) -> Result<Booked, NotDone> {
        if let Some(known) = self.payment_at_bank(&told.bank, &told.reference).await? {
            return Ok(before(known, told));
        }
        let (amount, at) = (told.amount.to_string(), told.at.to_string());
        let answers = [
            ("fee", told.fee.0.as_str()),
            ("amount", &amount),
            ("bank", &told.bank),
            ("reference", &told.reference),
            ("account", &told.account),
            ("paid-at", &at),
        ];
        let request = request(PAY, told.beneficiary, hand, &answers);
        match self.ask(&request, &key("pay", &[&told.bank, &told.reference])?).await {
            Ok(Answer::Granted(receipt)) => Ok(Booked::Now(receipt)),
            Ok(Answer::Refused(refused)) => Ok(Booked::Refused(refused)),
            Ok(Answer::Unclear(bad)) => Ok(Booked::Unclear(bad)),
            // Somebody else has booked it meanwhile, by another hand: the register keeps it from being booked twice.
            Err(NotDone::ChangedMeanwhile | NotDone::KeyUsedForAnother) => {
                let known = self.payment_at_bank(&told.bank, &told.reference).await?;
                known.map(|known| before(known, told)).ok_or(NotDone::ChangedMeanwhile)
            }
            Err(not_done) => Err(not_done),
        }
    }

    /// A payment by the bank's own reference.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn payment_at_bank(
        &self,
        bank: &str,
        reference: &str,
    ) -> Result<Option<PaymentState>, NotDone> {
        let found = self.payments(sql::AT_BANK.with([bank.into(), reference.into()])).await;
        found.map(|mut found| found.pop()).map_err(|fault| self.trouble(&fault))
    }

    /// The payments through banks for a party, newest first. Shows money and nobody's name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn payments_of(&self, holder: PartyId, most: i64) -> Result<Vec<PaymentState>, NotDone> {
        let found = self.payments(sql::OF_HOLDER.with([holder.0.into(), most.into()])).await;
        found.map_err(|fault| self.trouble(&fault))
    }

    /// The payments of a bank booked on a day, and the refunds that arrived: the payment's reference and the amount.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bank_day(
        &self,
        bank: &str,
        day: Day,
    ) -> Result<(Vec<PaymentState>, Vec<(String, Halalas)>), NotDone> {
        let read = async {
            let days = day.epoch_days();
            let payments = self.payments(sql::OF_DAY.with([bank.into(), days.into()])).await?;
            let refunds = self.store.read_one(sql::REFUNDS_OF_DAY.with([bank.into(), days.into()])).await?;
            let refunds = rows::all(&refunds, |row| Ok((row.text(0)?.to_owned(), Halalas(row.int(1)?))))?;
            Ok((payments, refunds))
        };
        read.await.map_err(|fault: Fault| self.trouble(&fault))
    }

    async fn payments(&self, which: store::Bound) -> Result<Vec<PaymentState>, Fault> {
        let mut found = rows::all(&self.store.read_one(which).await?, payment)?;
        let refunds = found.iter().map(|payment| sql::REFUNDS_OF.with([payment.id.0.into()])).collect();
        for (payment, rows) in found.iter_mut().zip(self.store.read(refunds).await?) {
            payment.refunds = rows::all(&rows, refund)?;
        }
        Ok(found)
    }

    /// Starts what is unused of a payment on its way back to the account that paid it.
    ///
    /// # Errors
    /// As [`Desk::ask`].
    pub async fn ask_refund(
        &self,
        payment: &PaymentState,
        hand: &Actor,
        key: &IdempotencyKey,
    ) -> Result<Answer, NotDone> {
        let answers = [("payment", payment.receipt.as_str())];
        self.ask(&request(REFUND, payment.told.beneficiary, hand, &answers), key).await
    }

    /// Ends the refund of a payment that is under way: it has arrived at the account that paid, or lies ready again.
    ///
    /// # Errors
    /// As [`Desk::ask`].
    pub async fn settle_refund(
        &self,
        payment: &PaymentState,
        arrived: bool,
        hand: &Actor,
    ) -> Result<Answer, NotDone> {
        // One end for each refund: the bank that tells it twice is answered as the first time.
        let refund = payment.refunds.first().map_or(0, |refund| refund.id.0).to_string();
        let outcome = if arrived { "arrived" } else { "failed" };
        let key = key("settle", &[payment.receipt.as_str(), &refund, outcome])?;
        let answers = [("payment", payment.receipt.as_str()), ("outcome", outcome)];
        self.ask(&request(SETTLE, payment.told.beneficiary, hand, &answers), &key).await
    }

    /// Notes that a bank has enquired before a payment: unless it is told of by then, the bank is asked in so many
    /// seconds.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn expect_payment(
        &self,
        (bank, reference): (&str, &str),
        holder: PartyId,
        fee: &FeeCode,
        seconds: i64,
    ) -> Result<(), NotDone> {
        let now = self.moment().now;
        let row: [Value; 6] = [
            bank.into(),
            reference.into(),
            holder.0.into(),
            fee.0.as_str().into(),
            now.micros().into(),
            now.plus_seconds(seconds).micros().into(),
        ];
        let done = self.store.commit(Unit::new().writes_any(sql::EXPECT.with(row))).await;
        done.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }

    /// The enquiries about which a bank is to be asked now: the bank, its reference, and how often it was asked.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn payments_unheard_of(&self, most: i64) -> Result<Vec<(String, String, i64)>, NotDone> {
        let now = self.moment().now.micros();
        let found = self.store.read_one(sql::EXPECTED_DUE.with([now.into(), most.into()])).await;
        let one = |row: &Row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.int(2)?));
        found.and_then(|rows| rows::all(&rows, one)).map_err(|fault| self.trouble(&fault))
    }

    /// Whom a bank enquired for under a reference of its own, and under which code.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn expected_for(
        &self,
        bank: &str,
        reference: &str,
    ) -> Result<Option<(PartyId, FeeCode)>, NotDone> {
        let found = self.store.read_one(sql::HOLDER_OF_EXPECTED.with([bank.into(), reference.into()])).await;
        let one = |row: &Row| Ok((PartyId(row.int(0)?), FeeCode(row.text(1)?.to_owned())));
        found.and_then(|rows| rows.first().map(one).transpose()).map_err(|fault| self.trouble(&fault))
    }

    /// Asks the bank again in so many seconds; never again without them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_bank_again(
        &self,
        bank: &str,
        reference: &str,
        seconds: Option<i64>,
    ) -> Result<(), NotDone> {
        let next = seconds.map(|seconds| self.moment().now.plus_seconds(seconds).micros());
        let unit = Unit::new().writes_any(sql::ASK_AGAIN.with([bank.into(), reference.into(), next.into()]));
        self.store.commit(unit).await.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }

    /// The refunds whose bank must hear of them, or be asked, now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refunds_due(&self, most: i64) -> Result<Vec<RefundDue>, NotDone> {
        let now = self.moment().now.micros();
        let found = self.store.read_one(sql::REFUNDS_DUE.with([now.into(), most.into()])).await;
        found.and_then(|rows| rows::all(&rows, due)).map_err(|fault| self.trouble(&fault))
    }

    /// Notes that a bank was told of a refund, or asked about it; it is asked again in so many seconds.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refund_tried(&self, due: &RefundDue, taken: bool, seconds: i64) -> Result<(), NotDone> {
        let state = if due.sent || taken { "sent" } else { "asked" };
        let next = self.moment().now.plus_seconds(seconds).micros();
        let row = [due.id.0.into(), state.into(), next.into(), due.tries.into()];
        let done = self.store.commit(Unit::new().writes_any(sql::TRIED_REFUND.with(row))).await;
        done.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }
}

fn before(known: PaymentState, told: &BankPayment) -> Booked {
    // The bank's clock may have been set between the two.
    match (BankPayment { at: told.at, ..known.told.clone() }) == *told {
        true => Booked::Before(Box::new(known)),
        false => Booked::AnotherPayment,
    }
}

/// A key made of what names the thing itself.
fn key(what: &str, of: &[&str]) -> Result<IdempotencyKey, NotDone> {
    let text = format!("{what}-{}", digest(of.join("\n").as_bytes()));
    // A digest has only letters and digits, so it is a key.
    IdempotencyKey::parse(&text).map_err(|_| NotDone::KeyUsedForAnother)
}

fn payment(row: &Row) -> Result<PaymentState, Fault> {
    let mut cells = Cells::of(row, sql::AT_BANK.name);
    let id = TransactionId(cells.int()?);
    let told = BankPayment {
        bank: cells.string()?,
        reference: cells.string()?,
        account: cells.string()?,
        beneficiary: PartyId(cells.int()?),
        fee: FeeCode(cells.string()?),
        amount: Halalas(cells.int()?),
        at: cells.instant()?,
    };
    let receipt = Reference::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
    Ok(PaymentState { id, receipt, told, unused: Halalas(cells.int()?), refunds: Vec::new() })
}

fn refund(row: &Row) -> Result<RefundState, Fault> {
    let mut cells = Cells::of(row, sql::REFUNDS_OF.name);
    let (id, amount) = (TransactionId(cells.int()?), Halalas(cells.int()?));
    let (state, at) = (cells.string()?, cells.instant()?);
    let receipt = Reference::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
    Ok(RefundState { id, amount, state, at, receipt })
}

fn due(row: &Row) -> Result<RefundDue, Fault> {
    let mut cells = Cells::of(row, sql::REFUNDS_DUE.name);
    let id = TransactionId(cells.int()?);
    let sent = cells.text()? == "sent";
    let (tries, amount) = (cells.int()?, Halalas(cells.int()?));
    let (bank, payment, account) = (cells.string()?, cells.string()?, cells.string()?);
    let receipt = Reference::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
    Ok(RefundDue { id, sent, tries, amount, bank, payment, account, receipt })
}
