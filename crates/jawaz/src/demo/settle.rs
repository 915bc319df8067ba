//! The first start fills the register; a later one finds it filled. The people of the stories come first, so
//! that their identifiers are the same whatever the seed and the size of the city.

use super::newcomers::arrive;
use super::population::City;
use super::stories::{self, Story};
use crate::cli::{DemoArgs, Trouble};
use catalogue::OfficeId;
use desk::Desk;
use desk::authority::Role;
use desk::identity::{Account, NewAccount, Office};
use record::PartyId;
use web::StoryCard;

/// What the demonstration can show.
pub struct Scene {
    /// The guided stories.
    pub stories: Vec<StoryCard>,
    /// The officers' accounts.
    pub accounts: Vec<Account>,
}

/// The password of all demonstration accounts.
pub const PASSWORD: &str = "jawaz-demo";
/// The authenticator secret of all demonstration accounts.
pub const TOTP_SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
/// The first office in a shopping centre.
const OFFICE: OfficeId = OfficeId(1);

/// Rows a person and what hangs on them may take, counted generously.
const IDS_PER_PERSON: i64 = 12;

/// Fills an empty register, and finds the people of the stories in it.
///
/// # Errors
/// When the register cannot be read or written.
pub async fn settle(desk: &Desk, args: &DemoArgs) -> Result<Scene, Trouble> {
    if desk.offices().await?.is_empty() {
        fill(desk, args).await?;
    }
    let mut sketch = City::new(args.seed, desk.moment().today(), 0);
    let mut told = Vec::new();
    for story in stories::tell(&mut sketch) {
        told.push(find(desk, &sketch, &story).await?);
    }
    Ok(Scene { stories: told, accounts: desk.accounts().await? })
}

async fn fill(desk: &Desk, args: &DemoArgs) -> Result<(), Trouble> {
    let people = usize::try_from(args.people)?;
    let first = desk.ids().take(i64::try_from(args.people)? * IDS_PER_PERSON + 10_000).await?.fresh();
    let mut city = City::new(args.seed, desk.moment().today(), first);
    stories::tell(&mut city);
    city.fill(people);
    arrive(&mut city, people);
    desk.import(&city.people).await?;
    // The office comes last: where it is, everything before it is complete.
    for account in accounts() {
        if account.id == 1 {
            desk.open_office(&office()).await?;
        }
        let new = NewAccount { account, password: PASSWORD.to_owned(), totp_secret: TOTP_SECRET.to_owned() };
        desk.open_account(new).await?;
    }
    Ok(())
}

async fn find(desk: &Desk, sketch: &City, story: &Story) -> Result<StoryCard, Trouble> {
    let subject = person(desk, sketch, story.subject).await?;
    let asker = person(desk, sketch, story.asker).await?;
    let former = match story.former {
        Some(former) => Some(person(desk, sketch, former).await?),
        None => None,
    };
    let (key, service) = (story.key.to_owned(), story.service.to_owned());
    Ok(StoryCard { key, subject, asker, service, former })
}

/// Somebody of a story in the register, with their identifier in groups.
async fn person(desk: &Desk, sketch: &City, party: PartyId) -> Result<(PartyId, String), Trouble> {
    let identifier = sketch.people.parties.iter().find(|p| p.id() == party).map(|p| p.identifier().clone());
    let identifier = identifier.ok_or("a story has nobody in it")?;
    let hit = desk.find(identifier.as_str(), 1).await?.into_iter().next();
    let hit =
        hit.ok_or("the register is another one than this demonstration's: choose an empty --data folder")?;
    Ok((hit.id(), identifier.grouped()))
}

fn office() -> Office {
    let both = |ar: &str, en: &str| (ar.to_owned(), en.to_owned());
    Office {
        id: OFFICE,
        name: both("مكتب هايبر بنده، طريق الملك فهد", "Hyper Panda office, King Fahd Road"),
        address: both("هايبر بنده، طريق الملك فهد، شمال الرياض", "Hyper Panda, King Fahd Road, north Riyadh"),
    }
}

fn accounts() -> Vec<Account> {
    let account = |id, login: &str, role, name: (&str, &str), rank: (&str, &str)| Account {
        id,
        login: login.to_owned(),
        role,
        office: OFFICE,
        name: (name.0.to_owned(), name.1.to_owned()),
        rank: (rank.0.to_owned(), rank.1.to_owned()),
        counter: (role == Role::Officer).then_some(id),
    };
    vec![
        account(1, "saad", Role::Officer, ("سعد المطيري", "Saad Almutairi"), ("رقيب أول", "First Sergeant")),
        account(2, "nouf", Role::Officer, ("نوف العتيبي", "Nouf Alotaibi"), ("عريف", "Corporal")),
        account(3, "ibrahim", Role::Supervisor, ("إبراهيم النجم", "Ibrahim Alnajem"), ("نقيب", "Captain")),
        account(4, "admin", Role::Administrator, ("مشغل النظام", "System operator"), ("", "")),
    ]
}
