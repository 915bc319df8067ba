//! A synthetic Riyadh: households, domestic workers, establishments and their workers' families.
//!
//! Identifiers come from a block of their own (national IDs and iqamas that go on `99` after the first digit,
//! border numbers on `3999`, establishments on `7999`), so that no synthetic person shares a number with a
//! living one by design.

use super::dice::Dice;
use super::names::{Both, DOMESTIC, FIRMS, NamesOf, OCCUPATIONS, RESIDENTS, SAUDI, TRADES};
use calendar::{Day, Hijri, WrittenDate};
use desk::import::Population;
use ledger::{FeeCode, Halalas};
use record::{
    Block, BlockId, BlockKind, BorderNumber, Country, Document, DocumentId, DocumentKind, DocumentState,
    DocumentStatus, Establishment, EstablishmentNumber, Identifier, IqamaNumber, Language, Mobile, NameParts,
    NationalId, Party, PartyId, PartyKind, Person, PersonName, Presence, Relation, Sex, Term, Tie, TieId,
    TieKind, luhn_complete,
};

/// Builds a population, row by row.
pub struct City {
    dice: Dice,
    today: Day,
    next_id: i64,
    serial: i64,
    persons: usize,
    /// What has been built.
    pub people: Population,
}

/// How somebody differs from the run of people.
#[derive(Clone)]
pub struct Profile {
    /// Citizen, resident or visitor.
    pub kind: PartyKind,
    /// As the passport has it.
    pub sex: Sex,
    /// Whole years.
    pub age: i64,
    /// First name.
    pub first: Both,
    /// Father's name, if it is used.
    pub father: Both,
    /// Family name.
    pub family: Both,
    /// By its three letters.
    pub country: &'static str,
    /// Whether they carry a mobile of their own.
    pub mobile: bool,
    /// What they are written to in.
    pub language: Language,
}

impl City {
    /// An empty city on the day it is built.
    ///
    /// Its rows are numbered after `first_id`.
    pub fn new(seed: u64, today: Day, first_id: i64) -> City {
        City {
            dice: Dice::new(seed),
            today,
            next_id: first_id,
            serial: 0,
            persons: 0,
            people: Population::default(),
        }
    }

    /// About so many people, in households and establishments.
    pub fn fill(&mut self, people: usize) {
        let citizens = people * 35 / 100;
        while self.persons() < citizens {
            self.saudi_household();
        }
        let mut size = (people as i64 / 8).max(12);
        while self.persons() < people {
            let left = (people - self.persons()) as i64;
            self.establishment(size.min(left.max(3)));
            size = if size > 40 { size * 3 / 5 } else { self.dice.between(3, 40) };
        }
    }

    fn persons(&self) -> usize {
        self.persons
    }

    fn fresh(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }

    /// The next identifier of the synthetic block.
    fn identifier(&mut self, kind: PartyKind) -> Option<Identifier> {
        self.serial += 1;
        let serial = self.serial;
        match kind {
            PartyKind::Citizen => {
                NationalId::parse(&luhn_complete(&format!("199{serial:06}"))).ok().map(Identifier::Citizen)
            }
            PartyKind::Visitor => {
                BorderNumber::parse(&format!("3999{serial:06}")).ok().map(Identifier::Border)
            }
            PartyKind::Resident => {
                IqamaNumber::parse(&luhn_complete(&format!("299{serial:06}"))).ok().map(Identifier::Resident)
            }
            PartyKind::Establishment => {
                EstablishmentNumber::parse(&format!("7999{serial:06}")).ok().map(Identifier::Establishment)
            }
        }
    }

    fn mobile(&mut self) -> Option<Mobile> {
        Mobile::parse(&format!("9665500{:05}", self.serial % 100_000)).ok()
    }

    /// A person with a passport; residents with a permit that ends `permit_days` from today.
    pub fn person(&mut self, profile: &Profile, permit_days: Option<i64>) -> PartyId {
        let id = PartyId(self.fresh());
        let Some(identifier) = self.identifier(profile.kind) else { return id };
        let birth_day = self.today.plus_days(-(profile.age * 365 + self.dice.between(30, 330)));
        let mobile = if profile.mobile { self.mobile() } else { None };
        let person = Person {
            id,
            kind: profile.kind,
            identifier,
            name: name(profile),
            sex: profile.sex,
            birth: written(birth_day, profile.kind),
            nationality: Country(profile.country.to_owned()),
            mobile,
            language: profile.language,
            wants_crossings: false,
            presence: Presence::Inside,
            crossed_at: None,
            occupation: None,
        };
        self.people.parties.push(Party::Person(Box::new(person)));
        self.persons += 1;
        let passport_days = self.dice.between(120, 3_000);
        self.document(id, DocumentKind::Passport, passport_days, 1_800);
        if let Some(days) = permit_days {
            self.document(id, DocumentKind::ResidencePermit, days, 365);
            // A card outlasts several renewals of the permit it shows.
            let card_days = days.max(0) + 400 + id.0 % 900;
            self.document(id, DocumentKind::ResidenceCard, card_days, 1_826);
        }
        id
    }

    /// A document that ends so many days from today and was issued so many days before that.
    pub fn document(&mut self, holder: PartyId, kind: DocumentKind, ends_in: i64, life: i64) -> DocumentId {
        let id = DocumentId(self.fresh());
        let expires = self.today.plus_days(ends_in);
        let number = match kind {
            DocumentKind::Passport => format!("{}{:07}", ["P", "N", "Z", "E"][(id.0 % 4) as usize], id.0),
            _ => format!("{:010}", 5_000_000_000 + id.0),
        };
        let state =
            DocumentState { status: DocumentStatus::Valid, expires, depart_by: None, return_by: None };
        let issued = expires.plus_days(-life).min(self.today);
        self.people.documents.push(Document {
            id,
            holder,
            kind,
            number,
            issued,
            term: None,
            expires_written: None,
            state,
        });
        id
    }

    /// Makes a person's passport end so many days from today.
    pub fn set_last_passport(&mut self, holder: PartyId, ends_in: i64) {
        let expires = self.today.plus_days(ends_in);
        let passports = self.people.documents.iter_mut().rev();
        if let Some(passport) =
            passports.filter(|d| d.holder == holder).find(|d| d.kind == DocumentKind::Passport)
        {
            passport.state.expires = expires;
        }
    }

    /// What somebody works as.
    pub fn works_as(&mut self, person: PartyId, occupation: &str) {
        let mut parties = self.people.parties.iter_mut().rev();
        if let Some(Party::Person(person)) = parties.find(|party| party.id() == person) {
            person.occupation = Some(occupation.to_owned());
        }
    }

    /// Somebody came in so many days ago.
    pub fn came_in(&mut self, person: PartyId, days_ago: i64) {
        let at = calendar::Instant::from_micros((self.today.epoch_days() - days_ago) * 86_400_000_000);
        let mut parties = self.people.parties.iter_mut().rev();
        if let Some(Party::Person(person)) = parties.find(|party| party.id() == person) {
            person.crossed_at = Some(at);
        }
    }

    /// An exit/re-entry visa somebody is abroad on.
    fn abroad_on_visa(&mut self, holder: PartyId) {
        let id = self.document(holder, DocumentKind::ExitReentrySingle, 60, 90);
        let return_by = self.today.plus_days(self.dice.between(3, 60));
        if let Some(visa) = self.people.documents.iter_mut().rev().find(|document| document.id == id) {
            visa.term = Some(Term::Months(2));
            visa.state = DocumentState {
                status: DocumentStatus::InUse,
                expires: return_by,
                depart_by: Some(return_by),
                return_by: Some(return_by),
            };
        }
        let left = calendar::Instant::from_micros((self.today.epoch_days() - 20) * 86_400_000_000);
        if let Some(Party::Person(person)) =
            self.people.parties.iter_mut().rev().find(|party| party.id() == holder)
        {
            person.presence = Presence::Outside;
            person.crossed_at = Some(left);
        }
    }

    /// A tie that began so many days ago.
    pub fn tie(
        &mut self,
        kind: TieKind,
        holder: PartyId,
        subject: PartyId,
        relation: Option<Relation>,
        ago: i64,
    ) {
        let tie = Tie {
            id: TieId(self.fresh()),
            kind,
            holder,
            subject,
            relation,
            from: self.today.plus_days(-ago),
            to: None,
        };
        self.people.ties.push(tie);
    }

    /// Ends the last tie that was made, so many days ago.
    pub fn end_last_tie(&mut self, ago: i64) {
        let on = self.today.plus_days(-ago);
        if let Some(tie) = self.people.ties.last_mut() {
            tie.to = Some(on);
        }
    }

    /// A block that has stood for a while.
    pub fn block(&mut self, party: PartyId, kind: BlockKind, amount: Option<Halalas>) {
        let from = self.today.plus_days(-40);
        let id = BlockId(self.fresh());
        self.people.blocks.push(Block { id, party, kind, amount, from, to: None });
    }

    /// Money that lies ready.
    pub fn deposit(&mut self, holder: PartyId, code: &str, riyals: i64) {
        self.people.deposits.push((holder, FeeCode(code.to_owned()), Halalas::riyals(riyals)));
    }

    /// An establishment without workers yet.
    pub fn firm(&mut self, name: Both) -> PartyId {
        let id = PartyId(self.fresh());
        if let Some(identifier) = self.identifier(PartyKind::Establishment) {
            let mobile = self.mobile();
            self.people.parties.push(Party::Establishment(Establishment {
                id,
                identifier,
                name_ar: name.0.to_owned(),
                name_latin: name.1.to_owned(),
                mobile,
                language: Language::Ar,
                wants_crossings: false,
            }));
        }
        id
    }

    fn saudi_household(&mut self) {
        let family = *self.dice.one_of(SAUDI.families);
        let head = self.saudi(Sex::Male, family, 28, 62);
        let wife = self.saudi(Sex::Female, family, 25, 55);
        self.tie(TieKind::Household, head, wife, Some(Relation::Wife), 3_000);
        for _ in 0..self.dice.between(0, 5) {
            let sex = if self.dice.per_mille(500) { Sex::Male } else { Sex::Female };
            let relation = if sex == Sex::Male { Relation::Son } else { Relation::Daughter };
            let child = self.saudi(sex, family, 1, 20);
            self.tie(TieKind::Household, head, child, Some(relation), 300);
            self.tie(TieKind::Guardianship, head, child, None, 300);
        }
        for _ in 0..if self.dice.per_mille(450) { self.dice.between(1, 2) } else { 0 } {
            self.domestic_worker(head);
        }
        if self.dice.per_mille(120) {
            self.block(head, BlockKind::VehicleRegistered, None);
        }
        self.some_blocks(head);
        for code in ["03", "04", "05"] {
            if self.dice.per_mille(300) {
                let riyals = self.dice.between(2, 13) * 100;
                self.deposit(head, code, riyals);
            }
        }
    }

    /// A grown citizen of this name.
    pub fn saudi_man(&mut self, first: Both, father: Both, family: Both) -> PartyId {
        let profile = Profile {
            kind: PartyKind::Citizen,
            sex: Sex::Male,
            age: 44,
            first,
            father,
            family,
            country: "SAU",
            mobile: true,
            language: Language::Ar,
        };
        self.person(&profile, None)
    }

    fn saudi(&mut self, sex: Sex, family: Both, youngest: i64, oldest: i64) -> PartyId {
        let age = self.dice.between(youngest, oldest);
        let first = *self.dice.one_of(if sex == Sex::Male { SAUDI.men } else { SAUDI.women });
        let father = *self.dice.one_of(SAUDI.men);
        let profile = Profile {
            kind: PartyKind::Citizen,
            sex,
            age,
            first,
            father,
            family,
            country: SAUDI.country,
            mobile: age >= 15,
            language: Language::Ar,
        };
        self.person(&profile, None)
    }

    fn domestic_worker(&mut self, sponsor: PartyId) {
        let names = self.country();
        let sex = if self.dice.per_mille(650) { Sex::Female } else { Sex::Male };
        let worker = self.foreigner(names, sex, 23, 55, true);
        let work = DOMESTIC[(worker.0 % DOMESTIC.len() as i64) as usize];
        self.works_as(worker, if sex == Sex::Female { "عاملة منزلية" } else { work });
        let ago = self.dice.between(40, 2_500);
        self.tie(TieKind::Sponsorship, sponsor, worker, None, ago);
        self.some_blocks(worker);
    }

    fn foreigner(
        &mut self,
        names: &'static NamesOf,
        sex: Sex,
        youngest: i64,
        oldest: i64,
        grown: bool,
    ) -> PartyId {
        let first = *self.dice.one_of(if sex == Sex::Male { names.men } else { names.women });
        let profile = Profile {
            kind: PartyKind::Resident,
            sex,
            age: self.dice.between(youngest, oldest),
            first,
            father: ("", ""),
            family: *self.dice.one_of(names.families),
            country: names.country,
            mobile: grown,
            language: if matches!(names.country, "EGY" | "YEM" | "SDN") {
                Language::Ar
            } else {
                Language::En
            },
        };
        let days = self.days_left();
        self.person(&profile, Some(days))
    }

    /// Permits end all through the coming year and a bit, and more of them around today.
    fn days_left(&mut self) -> i64 {
        match self.dice.between(1, 100) {
            1..=4 => self.dice.between(-12, -1),
            5..=18 => self.dice.between(0, 30),
            _ => self.dice.between(31, 420),
        }
    }

    fn country(&mut self) -> &'static NamesOf {
        let mut ticket = self.dice.between(1, RESIDENTS.iter().map(|names| names.share).sum());
        for names in RESIDENTS {
            ticket -= names.share;
            if ticket <= 0 {
                return names;
            }
        }
        &RESIDENTS[0]
    }

    fn some_blocks(&mut self, party: PartyId) {
        if self.dice.per_mille(50) {
            let riyals = self.dice.between(1, 18) * 150;
            self.block(party, BlockKind::TrafficFines, Some(Halalas::riyals(riyals)));
        }
        for (kind, per_mille) in
            [(BlockKind::AbsenceReport, 6), (BlockKind::SecurityNote, 2), (BlockKind::FingerprintMissing, 10)]
        {
            if self.dice.per_mille(per_mille) {
                self.block(party, kind, None);
            }
        }
    }

    fn establishment(&mut self, workers: i64) {
        let (trade, firm) = (*self.dice.one_of(TRADES), *self.dice.one_of(FIRMS));
        let number = self.serial % 97 + 2;
        let (ar, latin) =
            (format!("{} {} {number}", trade.0, firm.0), format!("{} {} {number}", firm.1, trade.1));
        let establishment = self.firm(("", ""));
        if let Some(Party::Establishment(e)) = self.people.parties.last_mut() {
            e.name_ar = ar;
            e.name_latin = latin;
        }
        let representative = self.saudi(Sex::Male, *SAUDI.families.first().unwrap_or(&("", "")), 26, 50);
        self.tie(TieKind::Representation, establishment, representative, None, 700);
        for (code, each) in [("03", 650), ("04", 200), ("05", 500)] {
            self.deposit(establishment, code, each * (workers / 20 + 1));
        }
        for _ in 0..workers {
            self.worker(establishment);
        }
    }

    fn worker(&mut self, establishment: PartyId) {
        let names = self.country();
        let worker = self.foreigner(names, Sex::Male, 22, 58, true);
        self.works_as(worker, OCCUPATIONS[(worker.0 % OCCUPATIONS.len() as i64) as usize]);
        let ago = self.dice.between(40, 3_500);
        self.tie(TieKind::Sponsorship, establishment, worker, None, ago);
        let (permit, insurance) = (self.dice.between(20, 500), self.dice.between(20, 500));
        self.document(worker, DocumentKind::WorkPermit, permit, 365);
        self.document(worker, DocumentKind::HealthInsurance, insurance, 365);
        self.some_blocks(worker);
        if self.dice.per_mille(30) {
            self.abroad_on_visa(worker);
        } else if self.dice.per_mille(120) {
            let wife = self.foreigner(names, Sex::Female, 21, 50, true);
            self.tie(TieKind::Household, worker, wife, Some(Relation::Wife), 400);
            for _ in 0..self.dice.between(0, 2) {
                let child = self.foreigner(names, Sex::Female, 1, 14, false);
                self.tie(TieKind::Household, worker, child, Some(Relation::Daughter), 200);
            }
        }
    }
}

fn name(profile: &Profile) -> PersonName {
    let parts = |pick: fn(&Both) -> &'static str| NameParts {
        first: pick(&profile.first).to_owned(),
        father: pick(&profile.father).to_owned(),
        grandfather: String::new(),
        family: pick(&profile.family).to_owned(),
    };
    PersonName { ar: parts(|both| both.0), latin: parts(|both| both.1) }
}

/// Citizens' birth dates are written in Hijri, as their papers have them.
fn written(day: Day, kind: PartyKind) -> WrittenDate {
    match (kind, Hijri::of(day)) {
        (PartyKind::Citizen, Some(hijri)) => WrittenDate::hijri(hijri),
        _ => WrittenDate::gregorian(day),
    }
}
