//! A bank to try with: accounts, payments, refunds, and faults of the line. It keeps everything in memory.

use crate::client::{Peer, PeerError, Reply};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Where the time comes from, in microseconds since 1970.
pub type Now = Arc<dyn Fn() -> i64 + Send + Sync>;

/// One account of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The token by which the other side knows the account.
    pub token: String,
    /// What lies in it, in halalas.
    pub balance: i64,
}

/// How far a payment has come, as the bank sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Taken from the account; the other side has not said that it knows.
    Taken,
    /// The other side knows.
    Known,
    /// The other side will not have it; the money is in the account again.
    TurnedDown,
    /// A refund was asked for, and is on its way.
    GoingBack,
    /// What was unused is in the account again.
    GoneBack,
}

impl Stage {
    /// The stage's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stage::Taken => "taken",
            Stage::Known => "known",
            Stage::TurnedDown => "turned-down",
            Stage::GoingBack => "going-back",
            Stage::GoneBack => "gone-back",
        }
    }
}

/// A payment in the bank's books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// The bank's own reference.
    pub reference: String,
    /// The account that paid, by its token.
    pub account: String,
    /// For whom, by identifier.
    pub beneficiary: String,
    /// Under which code.
    pub fee: String,
    /// How much, in halalas.
    pub amount: i64,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// How far it has come.
    pub stage: Stage,
    /// What the other side calls it by.
    pub receipt: Option<String>,
    /// What went back, in halalas, and when.
    pub back: Option<(i64, i64)>,
}

/// What goes wrong on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Faults {
    /// The bank takes the money and does not tell.
    pub silent: bool,
    /// It tells everything twice.
    pub twice: bool,
    /// It tells three seconds late.
    pub slow: bool,
    /// It cannot pay back.
    pub stuck: bool,
}

/// Why a payment was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPaid {
    /// There is no such account.
    NoSuchAccount,
    /// It lacks the money.
    TooLittle,
    /// The other side does not know the beneficiary or the code; what it said.
    TurnedDown(String),
    /// The other side cannot be reached.
    NotReached,
}

struct Books {
    customers: Vec<Customer>,
    paid: Vec<Paid>,
    faults: Faults,
    next: i64,
}

/// A simulated bank; clones share it.
#[derive(Clone)]
pub struct Bank {
    name: String,
    house: Arc<Peer>,
    books: Arc<Mutex<Books>>,
    now: Now,
}

impl Bank {
    /// A bank whose customers have these accounts, and that speaks to `house`.
    pub fn new(house: Peer, customers: Vec<Customer>, now: Now) -> Bank {
        let books = Books { customers, paid: Vec::new(), faults: Faults::default(), next: 1 };
        Bank { name: house.bank.clone(), house: Arc::new(house), books: Arc::new(Mutex::new(books)), now }
    }

    /// Its one name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The secret it shares with the other side.
    pub fn secret(&self) -> &crate::Secret {
        &self.house.secret
    }

    fn with<T>(&self, of: impl FnOnce(&mut Books) -> T) -> T {
        of(&mut self.books.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Its customers' accounts.
    pub fn customers(&self) -> Vec<Customer> {
        self.with(|books| books.customers.clone())
    }

    /// Its payments, newest first.
    pub fn payments(&self) -> Vec<Paid> {
        self.with(|books| books.paid.iter().rev().cloned().collect())
    }

    /// What goes wrong now.
    pub fn faults(&self) -> Faults {
        self.with(|books| books.faults)
    }

    /// Sets what goes wrong.
    pub fn set_faults(&self, faults: Faults) {
        self.with(|books| books.faults = faults);
    }

    /// A number that is never used twice, not even after a restart: it begins with the time.
    fn number(&self, before: &str) -> String {
        let n = self.with(|books| {
            books.next += 1;
            books.next
        });
        format!("{before}{:x}-{n}", (self.now)())
    }

    async fn say(&self, path: &str, body: &Value) -> Result<Reply, PeerError> {
        self.house.say(path, body, &self.number("m"), (self.now)() / 1_000_000).await
    }

    /// Asks the other side what lies ready for somebody under a code, and announces a payment under `reference`.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn enquire(&self, reference: &str, beneficiary: &str, fee: &str) -> Result<Reply, PeerError> {
        let body = json!({ "reference": reference, "beneficiary": beneficiary, "fee": fee });
        self.say("/biller/enquiries", &body).await
    }

    /// Takes an amount (in halalas) from an account and tells the other side, as far as the faults allow.
    ///
    /// # Errors
    /// Why nothing was taken.
    pub async fn pay(
        &self,
        account: &str,
        beneficiary: &str,
        fee: &str,
        amount: i64,
    ) -> Result<String, NotPaid> {
        let reference = self.number("P");
        let enquiry = self.enquire(&reference, beneficiary, fee).await.map_err(|_| NotPaid::NotReached)?;
        if enquiry.status != 200 {
            return Err(NotPaid::TurnedDown(why(&enquiry)));
        }
        let at = (self.now)();
        self.with(|books| {
            let customer = books.customers.iter_mut().find(|customer| customer.token == account);
            let customer = customer.ok_or(NotPaid::NoSuchAccount)?;
            if amount <= 0 || customer.balance < amount {
                return Err(NotPaid::TooLittle);
            }
            customer.balance -= amount;
            books.paid.push(Paid {
                reference: reference.clone(),
                account: account.to_owned(),
                beneficiary: beneficiary.to_owned(),
                fee: fee.to_owned(),
                amount,
                at,
                stage: Stage::Taken,
                receipt: None,
                back: None,
            });
            Ok(())
        })?;
        let faults = self.faults();
        if !faults.silent {
            match faults.slow {
                true => drop(tokio::spawn(self.clone().tell_late(reference.clone()))),
                false => self.tell(&reference).await,
            }
        }
        Ok(reference)
    }

    async fn tell_late(self, reference: String) {
        tokio::time::sleep(Duration::from_secs(3)).await;
        self.tell(&reference).await;
    }

    /// Tells the other side of a payment; twice, if that is what goes wrong.
    pub async fn tell(&self, reference: &str) {
        for _ in 0..=u8::from(self.faults().twice) {
            let Some(paid) = self.known(reference) else { return };
            match self.say("/biller/payments", &told(&paid)).await {
                Ok(reply) if reply.status == 200 || reply.status == 201 => self.heard(reference, &reply),
                Ok(reply) if (400..500).contains(&reply.status) && reply.status != 409 => {
                    self.turned_down(reference);
                }
                // Whether it was taken is not known: the other side asks, or it is told again.
                Ok(_) | Err(_) => {}
            }
        }
    }

    fn known(&self, reference: &str) -> Option<Paid> {
        self.with(|books| books.paid.iter().find(|paid| paid.reference == reference).cloned())
    }

    fn heard(&self, reference: &str, reply: &Reply) {
        let receipt = reply.text("receipt").to_owned();
        self.with(|books| {
            let paid = books.paid.iter_mut().find(|paid| paid.reference == reference);
            if let Some(paid) = paid.filter(|paid| matches!(paid.stage, Stage::Taken)) {
                paid.stage = Stage::Known;
                paid.receipt = Some(receipt);
            }
        });
    }

    fn turned_down(&self, reference: &str) {
        self.with(|books| {
            let Some(paid) = books.paid.iter_mut().find(|paid| paid.reference == reference) else { return };
            if paid.stage != Stage::Taken {
                return;
            }
            paid.stage = Stage::TurnedDown;
            let (account, amount) = (paid.account.clone(), paid.amount);
            give(&mut books.customers, &account, amount);
        });
    }

    /// Asks the other side to send back what is unused of a payment.
    ///
    /// # Errors
    /// What the other side said against it, or nothing when it cannot be reached.
    pub async fn ask_back(&self, reference: &str) -> Result<(), String> {
        let reply = self.say("/biller/refunds", &json!({ "reference": reference })).await;
        match reply {
            Ok(reply) if reply.status == 202 => Ok(()),
            Ok(reply) => Err(why(&reply)),
            Err(_) => Err(String::new()),
        }
    }

    /// What is answered to whoever asks about a payment.
    pub fn status(&self, reference: &str) -> Value {
        match self.known(reference) {
            None => json!({ "state": "unknown" }),
            Some(paid) if paid.stage == Stage::TurnedDown => json!({ "state": "unpaid" }),
            Some(paid) => {
                let mut answer = told(&paid);
                answer["state"] = json!("paid");
                answer["refund"] = json!(match paid.stage {
                    Stage::GoneBack => "arrived",
                    Stage::GoingBack => "under-way",
                    _ => "none",
                });
                answer
            }
        }
    }

    /// Takes the order to pay back, and pays back a moment later; the account is the one that paid.
    pub fn pay_back(&self, reference: &str, amount: i64) -> &'static str {
        let taken = self.with(|books| {
            let paid = books.paid.iter_mut().find(|paid| paid.reference == reference)?;
            match paid.stage {
                Stage::GoingBack | Stage::GoneBack => return Some(false),
                _ if amount <= 0 || amount > paid.amount => return None,
                _ => paid.stage = Stage::GoingBack,
            }
            Some(true)
        });
        match taken {
            None => "unknown",
            Some(false) => "accepted",
            Some(true) => {
                tokio::spawn(self.clone().settle(reference.to_owned(), amount));
                "accepted"
            }
        }
    }

    async fn settle(self, reference: String, amount: i64) {
        let faults = self.faults();
        tokio::time::sleep(Duration::from_millis(if faults.slow { 3_000 } else { 300 })).await;
        let at = (self.now)();
        self.with(|books| {
            let Some(paid) = books.paid.iter_mut().find(|paid| paid.reference == reference) else { return };
            if faults.stuck {
                paid.stage = Stage::Known;
                return;
            }
            paid.stage = Stage::GoneBack;
            paid.back = Some((amount, at));
            let account = paid.account.clone();
            give(&mut books.customers, &account, amount);
        });
        if faults.silent && !faults.stuck {
            return;
        }
        let outcome = if faults.stuck { "failed" } else { "arrived" };
        for _ in 0..=u8::from(faults.twice) {
            // What nobody heard is asked for.
            let _ =
                self.say("/biller/outcomes", &json!({ "reference": reference, "outcome": outcome })).await;
        }
    }

    /// The bank's file of the payments and refunds of a day, given by its first and last microsecond.
    pub fn file(&self, (from, to): (i64, i64)) -> String {
        let mut lines = String::from("kind,reference,beneficiary,fee,amount\n");
        let within = |at: i64| from <= at && at <= to;
        for paid in self.with(|books| books.paid.clone()) {
            let Paid { reference, beneficiary, fee, .. } = &paid;
            if within(paid.at) && paid.stage != Stage::TurnedDown {
                lines.push_str(&format!("payment,{reference},{beneficiary},{fee},{}\n", riyals(paid.amount)));
            }
            if let Some((amount, _)) = paid.back.filter(|(_, at)| within(*at)) {
                lines.push_str(&format!("refund,{reference},{beneficiary},{fee},{}\n", riyals(amount)));
            }
        }
        lines
    }
}

fn give(customers: &mut [Customer], account: &str, amount: i64) {
    if let Some(customer) = customers.iter_mut().find(|customer| customer.token == account) {
        customer.balance += amount;
    }
}

fn riyals(halalas: i64) -> String {
    format!("{}.{:02}", halalas / 100, halalas % 100)
}

fn told(paid: &Paid) -> Value {
    json!({
        "reference": paid.reference,
        "account": paid.account,
        "beneficiary": paid.beneficiary,
        "fee": paid.fee,
        "amount": riyals(paid.amount),
        "paid_at": paid.at / 1_000_000,
    })
}

/// What the other side said against something.
fn why(reply: &Reply) -> String {
    let first = |list: &str| reply.body[list][0]["detail"].as_str().map(str::to_owned);
    first("reasons").or_else(|| first("errors")).unwrap_or_else(|| reply.text("detail").to_owned())
}
