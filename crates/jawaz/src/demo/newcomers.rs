//! Those who have just come: visitors with their hosts, and workers whose residence permit is still to be issued.

use super::names::{Both, NamesOf, OCCUPATIONS, RESIDENTS};
use super::population::{City, Profile};
use record::{DocumentKind, Language, PartyId, PartyKind, Sex, TieKind};

/// One visitor or new worker for so many people.
const PEOPLE_PER_NEWCOMER: usize = 40;

/// Adds newcomers to a city of about so many people, with hosts and employers of their own.
pub fn arrive(city: &mut City, people: usize) {
    let firm = city.firm(("شركة الواحة للمقاولات", "Alwaha Contracting Company"));
    let manager = city.saudi_man(("سلطان", "Sultan"), ("فيصل", "Faisal"), ("الحربي", "Alharbi"));
    city.tie(TieKind::Representation, firm, manager, None, 900);
    for code in ["02", "03", "04"] {
        city.deposit(firm, code, 2_600);
    }
    for n in 0..(people / PEOPLE_PER_NEWCOMER).clamp(4, 500) {
        let names = &RESIDENTS[n % RESIDENTS.len()];
        if n % 2 == 0 {
            visitor(city, names, n);
        } else {
            new_worker(city, names, firm, n);
        }
    }
}

fn somebody(names: &'static NamesOf, sex: Sex, n: usize) -> Profile {
    let firsts: &[Both] = if sex == Sex::Male { names.men } else { names.women };
    Profile {
        kind: PartyKind::Visitor,
        sex,
        age: 24 + (n % 30) as i64,
        first: firsts[n % firsts.len()],
        father: ("", ""),
        family: names.families[n % names.families.len()],
        country: names.country,
        mobile: true,
        language: Language::En,
    }
}

/// A visitor of a resident of the same country, somewhere in the stay; some overstay by a few days.
fn visitor(city: &mut City, names: &'static NamesOf, n: usize) {
    let host = Profile { kind: PartyKind::Resident, ..somebody(names, Sex::Male, n + 7) };
    let host = city.person(&host, Some(200));
    let visitor = city.person(&somebody(names, Sex::Female, n), None);
    let ends_in = (n as i64 * 7) % 40 - 5;
    city.document(visitor, DocumentKind::VisitVisa, ends_in, 30);
    city.document(visitor, DocumentKind::HealthInsurance, ends_in + 60, 90);
    city.came_in(visitor, (30 - ends_in).max(1));
    city.tie(TieKind::Sponsorship, host, visitor, None, (30 - ends_in).max(1));
    city.deposit(host, "01", 200);
}

/// A worker who came in some days ago, with everything ready for the permit; some of them too late for no fine.
fn new_worker(city: &mut City, names: &'static NamesOf, firm: PartyId, n: usize) {
    let worker = city.person(&somebody(names, Sex::Male, n), None);
    let entered = (n as i64 * 11) % 100 + 2;
    for kind in [DocumentKind::WorkPermit, DocumentKind::HealthInsurance, DocumentKind::MedicalExam] {
        city.document(worker, kind, 365 - entered, 365);
    }
    city.came_in(worker, entered);
    city.works_as(worker, OCCUPATIONS[n % OCCUPATIONS.len()]);
    city.tie(TieKind::Sponsorship, firm, worker, None, entered);
}
