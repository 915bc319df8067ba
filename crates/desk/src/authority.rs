//! Who may do what. One function, printed whole in `authority.out`; a change of authority is a change of that
//! file. On which ties a service may be asked for is the catalogue's to say, and is judged on the ties of the
//! very snapshot the request is decided on; here is who may come to ask at all.

use record::PartyId;
use serde::{Deserialize, Serialize};

/// What an officer's account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Serves people at a counter.
    Officer,
    /// Answers for an office.
    Supervisor,
    /// Keeps accounts and tokens; serves nobody.
    Administrator,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 3] = [Role::Officer, Role::Supervisor, Role::Administrator];

    /// The role's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Officer => "officer",
            Role::Supervisor => "supervisor",
            Role::Administrator => "administrator",
        }
    }
}

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// `requests:submit`
    SubmitRequests,
    /// `requests:check`
    CheckRequests,
    /// `persons:read`
    ReadPersons,
    /// `crossings:write`
    WriteCrossings,
    /// `payments:write`
    WritePayments,
    /// `money:read`
    ReadMoney,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Scope; 6] = [
        Scope::SubmitRequests,
        Scope::CheckRequests,
        Scope::ReadPersons,
        Scope::WriteCrossings,
        Scope::WritePayments,
        Scope::ReadMoney,
    ];

    /// The scope's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scope::SubmitRequests => "requests:submit",
            Scope::CheckRequests => "requests:check",
            Scope::ReadPersons => "persons:read",
            Scope::WriteCrossings => "crossings:write",
            Scope::WritePayments => "payments:write",
            Scope::ReadMoney => "money:read",
        }
    }

    /// Reads a scope.
    pub fn parse(text: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// Who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// An officer.
    Officer {
        /// The account.
        account: i64,
        /// What it is for.
        role: Role,
    },
    /// Somebody on their own page.
    Person {
        /// Who.
        party: PartyId,
    },
    /// Another system.
    Token {
        /// The token's row.
        id: i64,
        /// What it may be used for.
        scopes: Vec<Scope>,
        /// The party it speaks for, if it speaks for one.
        party: Option<PartyId>,
    },
}

impl Who {
    /// The party that speaks, or is spoken for.
    pub fn party(&self) -> Option<PartyId> {
        match self {
            Who::Officer { .. } => None,
            Who::Person { party } => Some(*party),
            Who::Token { party, .. } => *party,
        }
    }
}

/// What somebody is to the party an act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The same.
    Oneself,
    /// Head of its household.
    HeadOfHousehold,
    /// Its guardian.
    Guardian,
    /// Its sponsor, or the representative of its sponsor.
    Sponsor,
    /// Its representative or delegate.
    Representative,
    /// Its services are offered to them: the whole record is not theirs to see.
    OfferedSponsor,
    /// Nothing that counts today.
    Stranger,
}

impl Standing {
    /// All there are.
    pub const ALL: [Standing; 7] = [
        Standing::Oneself,
        Standing::HeadOfHousehold,
        Standing::Guardian,
        Standing::Sponsor,
        Standing::Representative,
        Standing::OfferedSponsor,
        Standing::Stranger,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Standing::Oneself => "oneself",
            Standing::HeadOfHousehold => "head-of-household",
            Standing::Guardian => "guardian",
            Standing::Sponsor => "sponsor",
            Standing::Representative => "representative",
            Standing::OfferedSponsor => "offered-sponsor",
            Standing::Stranger => "stranger",
        }
    }
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Find anybody by a number or a name.
    Find,
    /// See a record.
    See,
    /// See what may be asked in a matter of several steps, and whom it is about.
    SeeMatter,
    /// See that there is a security note.
    SeeSecurityNotes,
    /// See somebody's balances and statement.
    SeeMoney,
    /// See who looked at a record.
    SeeLooks,
    /// Ask what would be answered.
    Check,
    /// Ask.
    Ask,
    /// Report a crossing.
    ReportCrossing,
    /// Tell of payments that a bank has taken, and of refunds.
    TellPayments,
    /// Close the day of one's office.
    CloseDay,
    /// Propose that a transaction be reversed.
    ProposeCorrection,
    /// Confirm or decline what another officer proposed.
    DecideCorrection,
    /// See links, queues and figures.
    SeeOperations,
    /// Make accounts and tokens, and withdraw them.
    KeepAccounts,
}

impl Act {
    /// All acts.
    pub const ALL: [Act; 15] = [
        Act::Find,
        Act::See,
        Act::SeeMatter,
        Act::SeeSecurityNotes,
        Act::SeeMoney,
        Act::SeeLooks,
        Act::Check,
        Act::Ask,
        Act::ReportCrossing,
        Act::TellPayments,
        Act::CloseDay,
        Act::ProposeCorrection,
        Act::DecideCorrection,
        Act::SeeOperations,
        Act::KeepAccounts,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Act::Find => "find",
            Act::See => "see",
            Act::SeeMatter => "see-matter",
            Act::SeeSecurityNotes => "see-security-notes",
            Act::SeeMoney => "see-money",
            Act::SeeLooks => "see-looks",
            Act::Check => "check",
            Act::Ask => "ask",
            Act::ReportCrossing => "report-crossing",
            Act::TellPayments => "tell-payments",
            Act::CloseDay => "close-day",
            Act::ProposeCorrection => "propose-correction",
            Act::DecideCorrection => "decide-correction",
            Act::SeeOperations => "see-operations",
            Act::KeepAccounts => "keep-accounts",
        }
    }
}

/// Whether `who`, who is `standing` to the party concerned, may do `act`.
pub fn may(who: &Who, act: Act, standing: Standing) -> bool {
    let tied = !matches!(standing, Standing::Stranger | Standing::OfferedSponsor);
    // To be tied to somebody is not yet to know their money.
    let own_money = matches!(standing, Standing::Oneself | Standing::Representative);
    match who {
        Who::Officer { role, .. } => match act {
            Act::Find
            | Act::See
            | Act::SeeMatter
            | Act::SeeSecurityNotes
            | Act::SeeMoney
            | Act::Check
            | Act::Ask
            | Act::ProposeCorrection => *role != Role::Administrator,
            Act::SeeLooks | Act::DecideCorrection | Act::CloseDay => *role == Role::Supervisor,
            Act::SeeOperations => *role != Role::Officer,
            Act::KeepAccounts => *role == Role::Administrator,
            Act::ReportCrossing | Act::TellPayments => false,
        },
        Who::Person { .. } => match act {
            Act::See => tied,
            Act::SeeMatter => standing != Standing::Stranger,
            Act::Check | Act::Ask => true,
            Act::SeeMoney => own_money,
            Act::SeeLooks => standing == Standing::Oneself,
            _ => false,
        },
        Who::Token { scopes, party, .. } => {
            let spoken_for = party.is_none() || tied;
            match act {
                Act::See => scopes.contains(&Scope::ReadPersons) && spoken_for,
                Act::SeeMoney => scopes.contains(&Scope::ReadMoney) && (party.is_none() || own_money),
                Act::Check => scopes.contains(&Scope::CheckRequests) && party.is_some(),
                Act::Ask => scopes.contains(&Scope::SubmitRequests) && party.is_some(),
                Act::ReportCrossing => scopes.contains(&Scope::WriteCrossings) && party.is_none(),
                Act::TellPayments => scopes.contains(&Scope::WritePayments) && party.is_none(),
                _ => false,
            }
        }
    }
}

/// The whole matrix as text: everybody, every act, every standing.
pub fn matrix() -> String {
    let mut text = String::from("# who may do what, by what they are to the party concerned\n");
    for (name, who) in everybody() {
        for act in Act::ALL {
            let allowed: Vec<&str> = Standing::ALL
                .into_iter()
                .filter(|standing| may(&who, act, *standing))
                .map(Standing::as_str)
                .collect();
            let allowed = match allowed.len() {
                0 => "-".to_owned(),
                n if n == Standing::ALL.len() => "*".to_owned(),
                _ => allowed.join(" "),
            };
            text.push_str(&format!("{name:<28} {:<20} {allowed}\n", act.as_str()));
        }
    }
    text
}

fn everybody() -> Vec<(String, Who)> {
    let mut all: Vec<(String, Who)> = Role::ALL
        .into_iter()
        .map(|role| (role.as_str().to_owned(), Who::Officer { account: 1, role }))
        .collect();
    all.push(("person".to_owned(), Who::Person { party: PartyId(1) }));
    for scope in Scope::ALL {
        for (ending, party) in [("", None), ("/party", Some(PartyId(1)))] {
            let who = Who::Token { id: 1, scopes: vec![scope], party };
            all.push((format!("token:{}{ending}", scope.as_str()), who));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    #[test]
    fn authority_is_what_the_page_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/authority.out");
        let matrix = super::matrix();
        if std::env::var_os("UPDATE_AUTHORITY").is_some() {
            std::fs::write(path, &matrix).unwrap();
        }
        let page = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(
            page, matrix,
            "review the change, then write it with UPDATE_AUTHORITY=1 cargo test -p desk"
        );
    }
}
