//! People of a test, as values with the verbs of the domain.

use super::TestHouse;
use crate::import::Population;
use crate::{Answer, NotDone};
use calendar::{Calendar, Day, WrittenDate};
use catalogue::{Actor as Hand, Answers, Channel, Request, ServiceId};
use ledger::{FeeCode, Halalas};
use record::{
    Country, Document, DocumentId, DocumentKind, DocumentState, DocumentStatus, Establishment, Identifier,
    Ids, Language, Mobile, NameParts, Party, PartyId, PartyKind, Person, PersonName, Presence, Sex, Tie,
    TieId, TieKind, luhn_complete,
};

/// Somebody in a house.
#[derive(Clone, Copy)]
pub struct Actor<'a> {
    house: &'a TestHouse,
    /// Who.
    pub id: PartyId,
}

impl TestHouse {
    /// A citizen with a mobile.
    pub async fn citizen(&self, first: &str) -> Actor<'_> {
        self.person(first, PartyKind::Citizen).await
    }

    /// A resident with a mobile, a passport and a residence permit that runs for a year.
    pub async fn resident(&self, first: &str) -> Actor<'_> {
        self.person(first, PartyKind::Resident).await
    }

    /// Somebody who came in on a visa: with a mobile, a passport and a border number.
    pub async fn visitor(&self, first: &str) -> Actor<'_> {
        self.person(first, PartyKind::Visitor).await
    }

    /// An establishment with a mobile.
    pub async fn establishment(&self, name: &str) -> Actor<'_> {
        let id = PartyId(self.ids(1).await.fresh());
        let n = self.next_number();
        let party = Party::Establishment(Establishment {
            id,
            identifier: Identifier::parse(&format!("7{n:09}")).unwrap(),
            name_ar: format!("مؤسسة {name}"),
            name_latin: name.to_owned(),
            mobile: Some(Mobile::parse(&format!("9665{n:08}")).unwrap()),
            language: Language::En,
            wants_crossings: false,
        });
        self.was_before(Population { parties: vec![party], ..Population::default() }).await;
        Actor { house: self, id }
    }

    async fn person(&self, first: &str, kind: PartyKind) -> Actor<'_> {
        let mut ids = self.ids(3).await;
        let id = PartyId(ids.fresh());
        let (person, documents) = self.somebody(id, first, kind, &mut ids);
        self.was_before(Population { parties: vec![person], documents, ..Population::default() }).await;
        Actor { house: self, id }
    }

    /// So many sponsors and a domestic worker of each, all at once: the sponsor may pay for a renewal and a visa.
    pub async fn pairs(&self, count: i64) -> Vec<(PartyId, PartyId)> {
        let mut ids = self.ids(count * 5).await;
        let today = self.moment().today();
        let mut all = Population::default();
        let mut pairs = Vec::new();
        for _ in 0..count {
            let (holder, subject) = (PartyId(ids.fresh()), PartyId(ids.fresh()));
            let (sponsor, _) = self.somebody(holder, "Salem", PartyKind::Citizen, &mut ids);
            let (worker, papers) = self.somebody(subject, "Ravi", PartyKind::Resident, &mut ids);
            all.parties.extend([sponsor, worker]);
            all.documents.extend(papers);
            let id = TieId(ids.fresh());
            let (kind, from) = (TieKind::Sponsorship, today.plus_years(-1));
            all.ties.push(Tie { id, kind, holder, subject, relation: None, from, to: None });
            for (fee, riyals) in [("03", 650), ("04", 200)] {
                all.deposits.push((holder, FeeCode(fee.to_owned()), Halalas::riyals(riyals)));
            }
            pairs.push((holder, subject));
        }
        self.was_before(all).await;
        pairs
    }

    /// So many citizens, all at once, each with the number that a border reads off their card.
    pub async fn travellers(&self, count: i64) -> Vec<(PartyId, String)> {
        let mut ids = self.ids(count).await;
        let mut all = Population::default();
        for _ in 0..count {
            let id = PartyId(ids.fresh());
            all.parties.push(self.somebody(id, "Salem", PartyKind::Citizen, &mut ids).0);
        }
        let told = |party: &Party| (party.id(), party.identifier().as_str().to_owned());
        let travellers = all.parties.iter().map(told).collect();
        self.was_before(all).await;
        travellers
    }

    /// A person with a mobile; a resident also has a passport and a residence permit that run for a year.
    fn somebody(&self, id: PartyId, first: &str, kind: PartyKind, ids: &mut Ids) -> (Party, Vec<Document>) {
        let n = self.next_number();
        let leading = match kind {
            PartyKind::Citizen => '1',
            PartyKind::Visitor => '3',
            _ => '2',
        };
        let name = |first: &str, family: &str| NameParts {
            first: first.to_owned(),
            father: String::new(),
            grandfather: String::new(),
            family: family.to_owned(),
        };
        let born: Day = "1990-05-04".parse().unwrap();
        let person = Person {
            id,
            kind,
            identifier: Identifier::parse(&luhn_complete(&format!("{leading}{n:08}"))).unwrap(),
            name: PersonName { ar: name("سالم", "الحربي"), latin: name(first, "Alharbi") },
            sex: Sex::Male,
            birth: WrittenDate {
                day: born,
                calendar: Calendar::Gregorian,
                written: born.to_string(),
                table: None,
            },
            nationality: Country(if kind == PartyKind::Citizen { "SAU" } else { "IND" }.to_owned()),
            mobile: Some(Mobile::parse(&format!("9665{n:08}")).unwrap()),
            language: Language::En,
            wants_crossings: false,
            presence: Presence::Inside,
            crossed_at: None,
            occupation: None,
        };
        let mut documents = Vec::new();
        let mut paper = |kind, number| self.paper(id, kind, number, DocumentId(ids.fresh()));
        if kind != PartyKind::Citizen {
            documents.push(paper(DocumentKind::Passport, format!("P{n:07}")));
        }
        if kind == PartyKind::Resident {
            documents.push(paper(DocumentKind::ResidencePermit, format!("R{n:09}")));
        }
        (Party::Person(Box::new(person)), documents)
    }

    /// A document that runs for a year from today.
    fn paper(&self, holder: PartyId, kind: DocumentKind, number: String, id: DocumentId) -> Document {
        let today = self.moment().today();
        let state = DocumentState {
            status: DocumentStatus::Valid,
            expires: today.plus_years(1),
            depart_by: None,
            return_by: None,
        };
        Document {
            id,
            holder,
            kind,
            number,
            issued: today.plus_years(-1),
            term: None,
            expires_written: None,
            state,
        }
    }
}

impl Actor<'_> {
    /// Sponsors a worker since last year.
    pub async fn sponsors(&self, worker: &Actor<'_>) -> Tie {
        self.holds(TieKind::Sponsorship, worker).await
    }

    /// Holds a tie over somebody since last year.
    pub async fn holds(&self, kind: TieKind, subject: &Actor<'_>) -> Tie {
        let id = TieId(self.house.ids(1).await.fresh());
        let from = self.house.moment().today().plus_years(-1);
        let tie = Tie { id, kind, holder: self.id, subject: subject.id, relation: None, from, to: None };
        self.house.was_before(Population { ties: vec![tie.clone()], ..Population::default() }).await;
        tie
    }

    /// Had a document that runs for a year.
    pub async fn had(&self, kind: DocumentKind) {
        let id = DocumentId(self.house.ids(1).await.fresh());
        let documents = vec![self.house.paper(self.id, kind, format!("H{:08}", id.0), id)];
        self.house.was_before(Population { documents, ..Population::default() }).await;
    }

    /// Had paid in before the story begins.
    pub async fn had_deposited(&self, fee: &str, riyals: i64) {
        let deposits = vec![(self.id, FeeCode(fee.to_owned()), Halalas::riyals(riyals))];
        self.house.was_before(Population { deposits, ..Population::default() }).await;
    }

    /// Asks on their own page.
    pub fn request(&self, service: &str, about: &Actor<'_>, answers: Answers) -> Request {
        Request {
            service: ServiceId(service.to_owned()),
            asker: self.id,
            subject: about.id,
            channel: Channel::Portal,
            actor: Hand::Person { id: self.id },
            answers,
        }
    }

    /// Asks for a single exit/re-entry visa.
    pub async fn asks_visa_for(&self, traveller: &Actor<'_>, term: &str) -> Result<Answer, NotDone> {
        let request = self.visa_request(traveller, term);
        self.house.desk.ask(&request, &self.house.fresh_key()).await
    }

    /// The request for a single exit/re-entry visa.
    pub fn visa_request(&self, traveller: &Actor<'_>, term: &str) -> Request {
        self.request("exit-reentry.issue-single", traveller, Answers::default().with("term", term))
    }

    /// Asks for the visa to be withdrawn.
    pub async fn asks_cancel_for(&self, traveller: &Actor<'_>) -> Result<Answer, NotDone> {
        let request = self.request("exit-reentry.cancel", traveller, Answers::default());
        self.house.desk.ask(&request, &self.house.fresh_key()).await
    }

    /// Asks for the residence permit of a domestic worker to be renewed.
    pub async fn asks_renewal_for(&self, worker: &Actor<'_>, months: u32) -> Result<Answer, NotDone> {
        let answers = Answers::default().with("months", &months.to_string());
        let request = self.request("residence-permit.renew-domestic", worker, answers);
        self.house.desk.ask(&request, &self.house.fresh_key()).await
    }

    /// Pays in for themself.
    pub async fn pays_in(&self, fee: &str, riyals: i64) -> Result<Answer, NotDone> {
        self.house.desk.ask(&self.deposit_request(fee, riyals), &self.house.fresh_key()).await
    }

    /// What books a payment of theirs: the house's own hand at the counter.
    pub fn deposit_request(&self, fee: &str, riyals: i64) -> Request {
        let answers = Answers::default().with("fee", fee).with("amount", &riyals.to_string());
        Request {
            channel: Channel::Counter,
            actor: Hand::System,
            ..self.request("fees.deposit", self, answers)
        }
    }

    /// Is seen at the border.
    pub async fn crosses(&self, direction: &str, at: &str) -> Result<Answer, NotDone> {
        self.house.desk.ask(&self.crossing_request(direction, at), &self.house.fresh_key()).await
    }

    /// What the border reports.
    pub fn crossing_request(&self, direction: &str, at: &str) -> Request {
        let answers = Answers::default().with("direction", direction).with("port", "RUH").with("at", at);
        Request {
            channel: Channel::Border,
            actor: Hand::System,
            ..self.request("border.cross", self, answers)
        }
    }
}
