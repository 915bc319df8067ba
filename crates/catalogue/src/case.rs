//! What must be known to judge a request.

use crate::ServiceId;
use calendar::Day;
use ledger::{FeeCode, Halalas};
use record::{
    Block, BlockKind, Document, DocumentKind, Fine, FineKind, Party, PartyId, Person, Presence, Tie, TieKind,
    TransactionId,
};

/// What lies ready for a party under a fee code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposit {
    /// What it may be used for.
    pub fee: FeeCode,
    /// How much.
    pub balance: Halalas,
}

/// A party with everything that hangs on it, as it stood at one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The party.
    pub party: Party,
    /// Grows with every change to anything here but the deposits; a commit is guarded by it.
    pub version: i64,
    /// Ties of which it is the subject, past ones too.
    pub ties: Vec<Tie>,
    /// Its documents.
    pub documents: Vec<Document>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Fines charged on its account.
    pub fines: Vec<Fine>,
    /// What lies ready for it.
    pub deposits: Vec<Deposit>,
}

impl Dossier {
    /// The row.
    pub fn id(&self) -> PartyId {
        self.party.id()
    }

    /// The live document of a kind; the one that runs longest, should the register hold several.
    pub fn document(&self, kind: DocumentKind) -> Option<&Document> {
        self.documents
            .iter()
            .filter(|document| document.kind == kind && document.state.status.is_live())
            .max_by_key(|document| document.state.expires)
    }

    /// The live document of any of these kinds.
    pub fn document_of(&self, kinds: &[DocumentKind]) -> Option<&Document> {
        kinds.iter().find_map(|kind| self.document(*kind))
    }

    /// The block of a kind that stands on `day`.
    pub fn block(&self, kind: BlockKind, day: Day) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind == kind && block.stands_on(day))
    }

    /// What is owed under blocks of a kind on `day`.
    pub fn owed(&self, kind: BlockKind, day: Day) -> Halalas {
        self.blocks
            .iter()
            .filter(|block| block.kind == kind && block.stands_on(day))
            .map(|block| block.amount.unwrap_or(Halalas::ZERO))
            .sum()
    }

    /// How many fines of a kind were charged.
    pub fn fines_of(&self, kind: FineKind) -> usize {
        self.fines.iter().filter(|fine| fine.kind == kind).count()
    }

    /// What lies ready under a fee code.
    pub fn deposited(&self, fee: &FeeCode) -> Halalas {
        self.deposits.iter().filter(|deposit| deposit.fee == *fee).map(|deposit| deposit.balance).sum()
    }

    /// Who holds a tie of `kind` over this party on `day`.
    pub fn held_by(&self, kind: TieKind, day: Day) -> Option<&Tie> {
        self.ties.iter().find(|tie| tie.kind == kind && tie.holds_on(day))
    }

    /// Where the person is; an establishment is always here.
    pub fn presence(&self) -> Presence {
        self.party.person().map_or(Presence::Inside, |person| person.presence)
    }

    /// The person, if it is one.
    pub fn person(&self) -> Option<&Person> {
        self.party.person()
    }
}

/// A payment through a bank, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The entry that it is.
    pub id: TransactionId,
    /// What it was paid for.
    pub fee: FeeCode,
    /// How much was paid.
    pub amount: Halalas,
    /// How much of it is neither used nor on its way back.
    pub unused: Halalas,
    /// What is on its way back: the entry that asked for it, and how much.
    pub going_back: Option<(TransactionId, Halalas)>,
}

/// What was granted for somebody before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Which service.
    pub service: ServiceId,
    /// On which day.
    pub day: Day,
}

/// The snapshot a request is judged on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Whom it is about.
    pub subject: Dossier,
    /// On whose authority it is asked, unless that is the subject.
    pub asker: Option<Dossier>,
    /// The party the form names beside the subject, or the holder of the tie the service names.
    pub other: Option<Dossier>,
    /// What was granted for the subject before, latest first, where the service has a rule about it.
    pub past: Vec<Past>,
    /// The subject's payment that the form names, where the service gives payments back.
    pub payment: Option<Payment>,
    /// The other parties who hold ties over the subject: they may have to be told.
    pub holders: Vec<Party>,
    /// The tie by which the actor, a person, acts for the asker: its representative, or their delegate.
    pub acting: Option<Tie>,
}

impl Case {
    /// On whose authority it is asked.
    pub fn asker(&self) -> &Dossier {
        self.asker.as_ref().unwrap_or(&self.subject)
    }

    /// Everybody of whom everything is known here.
    pub fn dossiers(&self) -> impl Iterator<Item = &Dossier> {
        [Some(&self.subject), self.asker.as_ref(), self.other.as_ref()].into_iter().flatten()
    }

    /// A party of this case.
    pub fn party(&self, id: PartyId) -> Option<&Party> {
        self.dossiers().map(|dossier| &dossier.party).chain(&self.holders).find(|party| party.id() == id)
    }
}
