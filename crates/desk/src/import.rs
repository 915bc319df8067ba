//! A whole population at once: for the demonstration, for tests and for taking over another register.

use crate::change::{
    block_row, crossing_row, document_row, establishment_row, fine_row, identifier_kind, name_keys,
    party_row, person_row, tie_row,
};
use crate::{Desk, NotDone, Recorded};
use calendar::Moment;
use catalogue::Answers;
use ledger::{Account, FeeCode, Halalas, HolderId};
use record::{Block, Crossing, Document, Fine, Party, PartyId, Reference, Tie, TransactionId};
use store::{BulkTable, Value};

/// Everybody and everything known of them, as the register starts out. Ids come from [`crate::IdSupply`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Population {
    /// Persons and establishments.
    pub parties: Vec<Party>,
    /// Ties among them.
    pub ties: Vec<Tie>,
    /// Their documents.
    pub documents: Vec<Document>,
    /// Blocks that stand on them.
    pub blocks: Vec<Block>,
    /// Fines charged before.
    pub fines: Vec<Fine>,
    /// Crossings known of them.
    pub crossings: Vec<Crossing>,
    /// What lies ready for whom under which fee code; more than nothing, and one line for each.
    pub deposits: Vec<(PartyId, FeeCode, Halalas)>,
}

/// The name under which the journal lists an import.
pub const IMPORT: &str = "register.import";

impl Desk {
    /// Writes a population, all of it or nothing, with one journal entry that books what lies deposited. The
    /// rows are the state that the journal's later changes are replayed from.
    ///
    /// # Errors
    /// When the schema forbids a row, or the store fails.
    pub async fn import(&self, population: &Population) -> Result<u64, NotDone> {
        let mut ids = self.ids.take(1).await.map_err(|fault| self.trouble(&fault))?;
        let entry = TransactionId(ids.fresh());
        let tables = tables(population, entry, self.moment(), self.catalogue.version());
        self.store.bulk(tables).await.map_err(|fault| self.trouble(&fault))
    }
}

/// The rows, in an order in which each finds those it names.
fn tables(all: &Population, entry: TransactionId, moment: Moment, version: &str) -> Vec<BulkTable> {
    let mut tables = parties(all, moment);
    tables.extend([
        table(
            "tie",
            &["id", "kind", "holder", "subject", "relation", "from_day", "to_day"],
            all.ties.iter().map(tie_row),
        ),
        table(
            "document",
            &[
                "id",
                "holder",
                "kind",
                "number",
                "issued",
                "term",
                "expires_written",
                "status",
                "expires",
                "depart_by",
                "return_by",
            ],
            all.documents.iter().map(document_row),
        ),
        table(
            "block",
            &["id", "party", "kind", "amount", "from_day", "to_day"],
            all.blocks.iter().map(block_row),
        ),
        table("fine", &["id", "party", "kind", "amount", "on_day"], all.fines.iter().map(fine_row)),
        table(
            "crossing",
            &["id", "person", "direction", "port", "at", "document"],
            all.crossings.iter().map(crossing_row),
        ),
    ]);
    tables.extend(money(all, entry, moment, version));
    tables
}

fn parties(all: &Population, moment: Moment) -> Vec<BulkTable> {
    let with_version = |party: &Party| {
        let mut row = party_row(party);
        row.insert(2, Value::Int(1));
        row
    };
    let establishments = all.parties.iter().filter_map(|party| match party {
        Party::Establishment(establishment) => Some(establishment_row(establishment)),
        Party::Person(_) => None,
    });
    let identifiers = all.parties.iter().map(|party| {
        let identifier = party.identifier();
        vec![
            identifier.as_str().into(),
            identifier_kind(identifier).into(),
            party.id().0.into(),
            Value::Int(1),
            moment.now.micros().into(),
        ]
    });
    let keys = all
        .parties
        .iter()
        .flat_map(|party| name_keys(party).into_iter().map(|key| vec![key.into(), party.id().0.into()]));
    vec![
        table(
            "party",
            &["id", "kind", "version", "mobile", "language", "wants_crossings"],
            all.parties.iter().map(with_version),
        ),
        table(
            "person",
            &[
                "party",
                "ar_first",
                "ar_father",
                "ar_grandfather",
                "ar_family",
                "latin_first",
                "latin_father",
                "latin_grandfather",
                "latin_family",
                "sex",
                "birth_day",
                "birth_written",
                "nationality",
                "presence",
                "crossed_at",
                "occupation",
            ],
            all.parties.iter().filter_map(Party::person).map(person_row),
        ),
        table("establishment", &["party", "name_ar", "name_latin"], establishments),
        table("identifier", &["number", "kind", "party", "is_current", "given_at"], identifiers),
        table("name_key", &["key", "party"], keys),
    ]
}

/// The entry, its postings and the balances they come to.
fn money(all: &Population, entry: TransactionId, moment: Moment, version: &str) -> Vec<BulkTable> {
    let recorded = Recorded {
        answers: Answers::default(),
        figures: Vec::new(),
        warnings: Vec::new(),
        fees: Vec::new(),
        document: None,
        owed: Vec::new(),
    };
    let heading = vec![
        entry.0.into(),
        Reference::of(entry).as_str().into(),
        IMPORT.into(),
        moment.now.micros().into(),
        moment.today().epoch_days().into(),
        "clock".into(),
        "system".into(),
        version.into(),
        crate::change::json(&recorded).into(),
    ];
    let mut postings = Vec::new();
    for (holder, fee, amount) in &all.deposits {
        let deposit = Account::Deposit { holder: HolderId(holder.0), fee: fee.clone() };
        let n = postings.len() as i64;
        let bank = Account::Bank.key();
        postings.push(vec![
            entry.0.into(),
            n.into(),
            bank.into(),
            Value::Null,
            Value::Null,
            (-amount.0).into(),
        ]);
        postings.push(vec![
            entry.0.into(),
            (n + 1).into(),
            deposit.key().into(),
            holder.0.into(),
            fee.0.as_str().into(),
            amount.0.into(),
        ]);
    }
    let balances = all
        .deposits
        .iter()
        .map(|(holder, fee, amount)| vec![holder.0.into(), fee.0.as_str().into(), amount.0.into()]);
    let lots =
        all.deposits.iter().filter(|(_, _, amount)| amount.is_positive()).map(|(holder, fee, amount)| {
            let now = moment.now.micros();
            vec![
                entry.0.into(),
                holder.0.into(),
                fee.0.as_str().into(),
                now.into(),
                amount.0.into(),
                amount.0.into(),
            ]
        });
    vec![
        table(
            "journal",
            &["id", "reference", "service", "at", "day", "channel", "actor", "catalogue_version", "decision"],
            [heading],
        ),
        table("posting", &["journal", "n", "account", "holder", "fee", "amount"], postings),
        table("deposit", &["holder", "fee", "balance"], balances),
        table("lot", &["journal", "holder", "fee", "at", "amount", "unused"], lots),
    ]
}

fn table(
    table: &'static str,
    columns: &'static [&'static str],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> BulkTable {
    BulkTable { table, columns, rows: rows.into_iter().collect() }
}
