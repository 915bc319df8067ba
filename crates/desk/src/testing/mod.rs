//! A whole house in one process: store, desk, a clock that stands still, and people with verbs.
//!
//! Closing a house proves its register: a test that leaves it unsound fails, whatever it was about.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

mod people;

pub use people::Actor;

use crate::authority::Role;
use crate::identity::{Account, NewAccount, Office};
use crate::import::Population;
use crate::proof::prove;
use crate::{
    Answer, Clock, Desk, Fingerprint, Granted, IdempotencyKey, NotDone, Parts, Receipt, ScopedKey, Secrets,
    unit_of,
};
use calendar::{Instant, Moment};
use catalogue::{Actor as Hand, Catalogue, Decision, Known, OfficeId, Request, decide};
use ledger::{FeeCode, Halalas};
use record::{Ids, PartyId};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use store::testing::{TempSqlite, TestPostgres};
use store::{Bound, Store, StoreOptions, Unit};
use words::Words;

/// A clock that is set by hand.
pub struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// What nobody can guess but a test: numbers that count.
#[derive(Default)]
pub struct CountingSecrets(AtomicU64);

impl Secrets for CountingSecrets {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = record::stir(self.0.fetch_add(1, Ordering::SeqCst) as i64).to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
    }
}

/// A house with a register of its own.
pub struct TestHouse {
    /// The application.
    pub desk: Desk,
    clock: Arc<SetClock>,
    keys: AtomicI64,
    numbers: AtomicI64,
    /// The address of the database.
    pub url: String,
    _file: Option<TempSqlite>,
}

/// The day on which every house opens: a Sunday in Riyadh, 10:00.
pub const OPENING: &str = "2026-03-01T07:00:00Z";

impl TestHouse {
    /// A house on the embedded store.
    pub async fn on_sqlite() -> TestHouse {
        let file = TempSqlite::new();
        let url = file.url();
        TestHouse::at(url, Some(file)).await
    }

    /// A house on a PostgreSQL server of this process's own.
    pub async fn on_postgres() -> TestHouse {
        let url = TestPostgres::shared().fresh_database().await;
        TestHouse::at(url, None).await
    }

    /// A house on a database that others made.
    pub async fn opened(url: &str) -> TestHouse {
        TestHouse::at(url.to_owned(), None).await
    }

    async fn at(url: String, file: Option<TempSqlite>) -> TestHouse {
        let store = Store::open(&url, StoreOptions::default()).await.expect("the store opens");
        store.migrate().await.expect("the schema is laid down");
        let clock = Arc::new(SetClock(AtomicI64::new(0)));
        let catalogue = Catalogue::embedded(&Known::default()).expect("the services are sound");
        crate::rerun::keep(&store, &catalogue, Instant::from_micros(0)).await.expect("the rules are kept");
        let house = TestHouse {
            desk: Desk::new(Parts {
                store,
                catalogue: Arc::new(catalogue),
                words: Arc::new(Words::load().expect("the sentences are sound")),
                clock: clock.clone(),
                secrets: Arc::new(CountingSecrets::default()),
                passwords: crate::identity::PasswordCost::CHEAP,
                demo: false,
            }),
            clock,
            keys: AtomicI64::new(1),
            numbers: AtomicI64::new(1),
            url,
            _file: file,
        };
        house.it_is(OPENING);
        house
    }

    /// Sets the clock.
    pub fn it_is(&self, instant: &str) {
        let instant: Instant = instant.parse().expect("an instant");
        self.clock.0.store(instant.micros(), Ordering::SeqCst);
    }

    /// Lets time pass.
    pub fn seconds_pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    /// Now.
    pub fn moment(&self) -> Moment {
        self.desk.moment()
    }

    /// A key that was not used before.
    pub fn fresh_key(&self) -> IdempotencyKey {
        let n = self.keys.fetch_add(1, Ordering::SeqCst);
        IdempotencyKey::parse(&format!("request-{n}")).expect("a key")
    }

    /// A number that no identifier of this house has yet.
    pub(crate) fn next_number(&self) -> i64 {
        self.numbers.fetch_add(1, Ordering::SeqCst)
    }

    /// So many ids.
    pub async fn ids(&self, count: i64) -> Ids {
        self.desk.ids().take(count).await.expect("ids are there")
    }

    /// Writes people and what hangs on them, as they were before the story begins.
    pub async fn was_before(&self, population: Population) {
        self.desk.import(&population).await.expect("the population is sound");
    }

    /// What [`Desk::ask`] reads of a request and what it would commit for it now; nothing is committed. For
    /// those who measure what the same statements cost by themselves.
    pub async fn would_run(&self, request: &Request, key: &IdempotencyKey) -> (Vec<Bound>, Unit) {
        let (key, fingerprint) = (ScopedKey::of(&request.actor, key), Fingerprint::of(request));
        let moment = self.moment();
        let reads = crate::load::statements(request, &Default::default(), Some(&key), moment.today());
        let case = self.desk.load_case(request).await.expect("a case");
        let service = self.desk.catalogue().service(&request.service).expect("a service");
        let mut ids = self.ids(64).await;
        let Decision::Granted(grant) = decide(&case, request, service, moment, &mut ids) else {
            panic!("what is not granted commits nothing")
        };
        let notices = crate::tell::tell(&grant.owed, &case, self.desk.words(), moment, &mut ids);
        let unit = unit_of(&Granted {
            request,
            case: &case,
            grant: &grant,
            notices: &notices,
            key: &key,
            fingerprint: &fingerprint,
            moment,
            catalogue_version: self.desk.catalogue().version(),
        });
        (reads, unit)
    }

    /// An officer of an office, with a password and an authenticator of their own.
    pub async fn officer(&self, login: &str) -> Officer {
        self.officer_as(login, Role::Officer).await
    }

    /// A supervisor, alike.
    pub async fn supervisor(&self, login: &str) -> Officer {
        self.officer_as(login, Role::Supervisor).await
    }

    async fn officer_as(&self, login: &str, role: Role) -> Officer {
        let mut ids = self.ids(2).await;
        let (office, account) = (OfficeId(ids.fresh()), ids.fresh());
        let both = |text: &str| (text.to_owned(), text.to_owned());
        let opened = Office { id: office, name: both("Mall office"), address: both("King Fahd Road") };
        self.desk.open_office(&opened).await.expect("an office");
        let account = Account {
            id: account,
            login: login.to_owned(),
            role,
            office,
            name: both("Huda"),
            rank: both("Sergeant"),
            counter: None,
        };
        let new = NewAccount {
            account: account.clone(),
            password: Officer::PASSWORD.to_owned(),
            totp_secret: Officer::TOTP_SECRET.to_owned(),
        };
        self.desk.open_account(new).await.expect("an account");
        Officer { account }
    }

    /// What lies ready.
    pub async fn deposited(&self, holder: PartyId, fee: &str) -> Halalas {
        let dossier = self.desk.dossier(holder).await.expect("readable").expect("known");
        dossier.deposited(&FeeCode(fee.to_owned()))
    }

    /// Proves the register and lets go of the store.
    pub async fn close(self) {
        let keys_kept_since = self.moment().now.plus_seconds(-90 * 86_400);
        let findings = prove(self.desk.store(), keys_kept_since).await.expect("readable");
        assert_eq!(findings, [], "the register keeps its promises");
        self.desk.store().clone().close().await;
    }
}

/// Somebody at a counter.
pub struct Officer {
    /// Their account.
    pub account: Account,
}

impl Officer {
    /// What every officer of a test types.
    pub const PASSWORD: &str = "open sesame";
    /// What every officer's authenticator holds.
    pub const TOTP_SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /// The hand of this officer.
    pub fn hand(&self) -> Hand {
        Hand::Officer { account: self.account.id, office: self.account.office }
    }
}

/// What a test says of an answer.
pub trait AnswerIs {
    /// It was granted.
    fn must_be_granted(self) -> Receipt;
    /// It was refused, by exactly these conditions.
    fn must_be_refused_for(self, conditions: &[&str]);
}

impl AnswerIs for Result<Answer, NotDone> {
    #[track_caller]
    fn must_be_granted(self) -> Receipt {
        match self {
            Ok(Answer::Granted(receipt)) => receipt,
            other => panic!("expected it granted, got {other:?}"),
        }
    }

    #[track_caller]
    fn must_be_refused_for(self, conditions: &[&str]) {
        match self {
            Ok(Answer::Refused(refused)) => {
                let told: Vec<&str> = refused.reasons.iter().map(|r| r.condition.as_str()).collect();
                assert_eq!(told, conditions);
            }
            other => panic!("expected it refused, got {other:?}"),
        }
    }
}
