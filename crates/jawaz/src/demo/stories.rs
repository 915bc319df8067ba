//! The five guided stories, each with people who are in just the right trouble.

use super::names::Both;
use super::population::{City, Profile};
use ledger::Halalas;
use record::{BlockKind, DocumentKind, Language, PartyId, PartyKind, Relation, Sex, TieKind};

/// The people of one story.
#[derive(Debug, Clone)]
pub struct Story {
    /// The key of its texts: `story-KEY-title`, `story-KEY-text`.
    pub key: &'static str,
    /// Whose record is looked at.
    pub subject: PartyId,
    /// Who asks.
    pub asker: PartyId,
    /// The service it begins with.
    pub service: &'static str,
    /// Who held the subject before and may no longer ask.
    pub former: Option<PartyId>,
}

/// Adds the people of the five stories to a city.
pub fn tell(city: &mut City) -> Vec<Story> {
    vec![late_fine(city), four_reasons(city), family_phones(city), new_sponsor(city), final_exit(city)]
}

fn saudi(city: &mut City, first: Both, father: Both, family: Both) -> PartyId {
    city.saudi_man(first, father, family)
}

fn resident(
    city: &mut City,
    sex: Sex,
    age: i64,
    names: (Both, Both),
    country: &'static str,
    ends_in: i64,
) -> PartyId {
    let profile = Profile {
        kind: PartyKind::Resident,
        sex,
        age,
        first: names.0,
        father: ("", ""),
        family: names.1,
        country,
        mobile: age >= 15,
        language: Language::En,
    };
    city.person(&profile, Some(ends_in))
}

/// A domestic worker's permit ended ten days ago; the fee and the fine lie ready.
fn late_fine(city: &mut City) -> Story {
    let sponsor = saudi(city, ("عبدالعزيز", "Abdulaziz"), ("محمد", "Mohammed"), ("السديري", "Alsudairi"));
    let worker = resident(city, Sex::Female, 34, (("سيتي", "Siti"), ("واهيوني", "Wahyuni")), "IDN", -10);
    city.tie(TieKind::Sponsorship, sponsor, worker, None, 800);
    city.deposit(sponsor, "03", 650);
    city.deposit(sponsor, "54", 500);
    Story {
        key: "late-fine",
        subject: worker,
        asker: sponsor,
        service: "residence-permit.renew-domestic",
        former: None,
    }
}

/// The passport and the permit end too soon, fines are unpaid and no fee lies ready.
fn four_reasons(city: &mut City) -> Story {
    let sponsor = saudi(city, ("ماجد", "Majed"), ("سعود", "Saud"), ("العجمي", "Alajmi"));
    let worker = resident(city, Sex::Male, 41, (("رفيق", "Rafiq"), ("إسلام", "Islam")), "BGD", 30);
    city.set_last_passport(worker, 61);
    city.tie(TieKind::Sponsorship, sponsor, worker, None, 900);
    city.block(sponsor, BlockKind::TrafficFines, Some(Halalas::riyals(1_150)));
    Story {
        key: "four-reasons",
        subject: worker,
        asker: sponsor,
        service: "exit-reentry.issue-single",
        former: None,
    }
}

/// A father, his wife and his daughter: he asks for his wife, and the phones of both ring.
fn family_phones(city: &mut City) -> Story {
    let firm = city.firm(("مؤسسة نسيم الشمال", "Naseem Alshamal Establishment"));
    let father = resident(city, Sex::Male, 41, (("راجيش", "Rajesh"), ("ناير", "Nair")), "IND", 233);
    let mother = resident(city, Sex::Female, 38, (("أنيتا", "Anita"), ("ناير", "Nair")), "IND", 233);
    let daughter = resident(city, Sex::Female, 9, (("ميرا", "Meera"), ("ناير", "Nair")), "IND", 233);
    city.tie(TieKind::Sponsorship, firm, father, None, 1_800);
    city.tie(TieKind::Household, father, mother, Some(Relation::Wife), 1_500);
    city.tie(TieKind::Household, father, daughter, Some(Relation::Daughter), 1_500);
    for kind in [DocumentKind::WorkPermit, DocumentKind::HealthInsurance] {
        city.document(father, kind, 233, 365);
    }
    city.deposit(father, "04", 1_150);
    city.deposit(firm, "04", 1_150);
    let manager = saudi(city, ("فهد", "Fahad"), ("عايض", "Ayed"), ("القرني", "Alqarni"));
    city.tie(TieKind::Representation, firm, manager, None, 1_200);
    Story {
        key: "family-phones",
        subject: mother,
        asker: father,
        service: "exit-reentry.issue-single",
        former: None,
    }
}

/// The sponsor changed yesterday: the old one may no longer ask and is no longer told.
fn new_sponsor(city: &mut City) -> Story {
    let old = saudi(city, ("حمد", "Hamad"), ("علي", "Ali"), ("الخالدي", "Alkhaldi"));
    let new = saudi(city, ("سليمان", "Sulaiman"), ("صالح", "Saleh"), ("الرشيد", "Alrasheed"));
    let worker = resident(city, Sex::Male, 36, (("أغوس", "Agus"), ("سانتوسو", "Santoso")), "IDN", 150);
    city.tie(TieKind::Sponsorship, old, worker, None, 700);
    city.end_last_tie(1);
    city.tie(TieKind::Sponsorship, new, worker, None, 1);
    city.deposit(old, "04", 200);
    city.deposit(new, "04", 200);
    let service = "exit-reentry.issue-single";
    Story { key: "new-sponsor", subject: worker, asker: new, service, former: Some(old) }
}

/// A worker goes home for good, and then does not.
fn final_exit(city: &mut City) -> Story {
    let sponsor = saudi(city, ("عمر", "Omar"), ("ناصر", "Nasser"), ("الفوزان", "Alfawzan"));
    let worker = resident(city, Sex::Female, 45, (("ماريا", "Maria"), ("سانتوس", "Santos")), "PHL", 120);
    city.tie(TieKind::Sponsorship, sponsor, worker, None, 1_400);
    Story { key: "final-exit", subject: worker, asker: sponsor, service: "final-exit.issue", former: None }
}
