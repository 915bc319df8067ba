//! What is on record of a person itself: names, occupation, how they are reached, who they are.

use super::effects::Deed;
use super::view::View;
use crate::Contact;
use calendar::WrittenDate;
use record::{
    Change, Document, DocumentId, DocumentKind, DocumentState, DocumentStatus, Identifier, Ids, IqamaNumber,
    Language, NameParts, Particulars, Party, PartyId, PartyKind, Person, PersonName, Presence, Relation, Sex,
    Tie, TieId, TieKind, luhn_complete, stir,
};

/// The parts of the name that were answered; the others as `known` has them.
fn name_as_asked(view: &View, known: &PersonName) -> PersonName {
    let part = |script: &str, part: &str, known: &str| {
        let answer = view.asked.texts.get(&format!("{script}-{part}"));
        answer.cloned().unwrap_or_else(|| known.to_owned())
    };
    let parts = |script: &str, known: &NameParts| NameParts {
        first: part(script, "first", &known.first),
        father: part(script, "father", &known.father),
        grandfather: part(script, "grandfather", &known.grandfather),
        family: part(script, "family", &known.family),
    };
    PersonName { ar: parts("ar", &known.ar), latin: parts("latin", &known.latin) }
}

fn corrected(person: &Person, now: Particulars, deed: &mut Deed) {
    let was = person.particulars();
    if was != now {
        deed.changes.push(Change::PersonCorrected {
            person: person.id,
            was: Box::new(was),
            now: Box::new(now),
        });
    }
}

/// Whether the name as answered is another than the one on record.
pub(super) fn name_differs(view: &View) -> bool {
    view.subject().person().is_some_and(|person| name_as_asked(view, &person.name) != person.name)
}

pub(super) fn correct_name(view: &View, deed: &mut Deed) {
    let Some(person) = view.subject().person() else { return };
    let name = name_as_asked(view, &person.name);
    corrected(person, Particulars { name, ..person.particulars() }, deed);
}

pub(super) fn set_occupation(view: &View, deed: &mut Deed) {
    let (Some(person), Some(occupation)) = (view.subject().person(), view.asked.texts.get("occupation"))
    else {
        return;
    };
    corrected(person, Particulars { occupation: Some(occupation.clone()), ..person.particulars() }, deed);
}

pub(super) fn set_contact(view: &View, set: &[Contact], deed: &mut Deed) {
    let party = &view.subject().party;
    let choice = |ask: &str| view.asked.choices.get(ask).map(String::as_str);
    let mut mobile = party.mobile().cloned();
    let (mut language, mut wants_crossings) = (party.language(), party.wants_crossings());
    for contact in set {
        match contact {
            Contact::Mobile => mobile = view.asked.mobile.clone().or(mobile),
            Contact::Language => language = choice("language").and_then(Language::parse).unwrap_or(language),
            Contact::Crossings => {
                wants_crossings = choice("crossings").map_or(wants_crossings, |word| word == "yes");
            }
        }
    }
    deed.changes.push(Change::ContactSet { party: party.id(), mobile, language, wants_crossings });
}

/// A new iqama number: ten digits, the first a 2, from the row. The register refuses a second use.
fn iqama_number(id: i64) -> Option<Identifier> {
    let digits = luhn_complete(&format!("2{:08}", stir(id) % 100_000_000));
    IqamaNumber::parse(&digits).ok().map(Identifier::Resident)
}

pub(super) fn become_resident(view: &View, ids: &mut Ids, deed: &mut Deed) {
    let Some(person) = view.subject().person() else { return };
    let Some(now) = iqama_number(ids.fresh()) else { return };
    deed.changes.push(Change::Identified {
        party: person.id,
        was: person.identifier.clone(),
        now,
        kind: PartyKind::Resident,
    });
}

/// A child enters the register with its tie to the household, and resides as long as the head does.
pub(super) fn enter_dependent(view: &View, ids: &mut Ids, deed: &mut Deed) {
    let head = view.case.asker();
    let (Some(of), Some(born)) = (head.person(), view.asked.days.get("born")) else { return };
    let choice = |ask: &str| view.asked.choices.get(ask).map(String::as_str);
    let sex = if choice("sex") == Some("female") { Sex::Female } else { Sex::Male };
    let relation = if sex == Sex::Female { Relation::Daughter } else { Relation::Son };
    let id = PartyId(ids.fresh());
    let Some(identifier) = iqama_number(id.0) else { return };
    let empty = PersonName { ar: NameParts::default(), latin: NameParts::default() };
    let name = name_as_asked(view, &empty);
    let child = Person {
        id,
        kind: PartyKind::Resident,
        identifier,
        name: name.clone(),
        sex,
        birth: WrittenDate::gregorian(*born),
        nationality: of.nationality.clone(),
        occupation: None,
        mobile: None,
        language: of.language,
        wants_crossings: false,
        presence: Presence::Inside,
        crossed_at: None,
    };
    deed.child = Some(name);
    deed.changes.push(Change::PartyEntered { party: Party::Person(Box::new(child)) });
    let (kind, tie) = (TieKind::Household, TieId(ids.fresh()));
    let (holder, relation) = (head.id(), Some(relation));
    let tie = Tie { id: tie, kind, holder, subject: id, relation, from: view.today, to: None };
    deed.changes.push(Change::TieBegun { tie });
    if let Some(permit) = head.document(DocumentKind::ResidencePermit) {
        let document = DocumentId(ids.fresh());
        deed.document = Some(document);
        deed.valid_to = Some(permit.state.expires);
        deed.changes.push(Change::DocumentIssued {
            document: Document {
                id: document,
                holder: id,
                kind: DocumentKind::ResidencePermit,
                number: format!("6{:08}", stir(document.0) % 100_000_000),
                issued: view.today,
                term: None,
                expires_written: None,
                state: DocumentState {
                    status: DocumentStatus::Valid,
                    expires: permit.state.expires,
                    depart_by: None,
                    return_by: None,
                },
            },
        });
    }
}
