//! From rows to the record's own types. A row that cannot be read is a fault, never a default.

use calendar::{Day, Instant};
use catalogue::{Deposit, Payment};
use ledger::{FeeCode, Halalas};
use record::{
    Block, BlockId, Country, Crossing, CrossingId, Document, DocumentId, DocumentState, Establishment, Fine,
    Identifier, Mobile, NameParts, Party, PartyId, PartyKind, Person, PersonName, Tie, TieId, TransactionId,
};
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use store::{Again, Fault, FaultKind, Row};

/// Reads a row's columns from left to right.
pub(crate) struct Cells<'a> {
    row: &'a Row,
    at: usize,
    statement: &'static str,
}

impl<'a> Cells<'a> {
    /// Starts at the first column; `statement` is told where a column cannot be read.
    pub(crate) fn of(row: &'a Row, statement: &'static str) -> Cells<'a> {
        Cells { row, at: 0, statement }
    }

    fn next(&mut self) -> usize {
        self.at += 1;
        self.at - 1
    }

    /// Passes columns over.
    pub(crate) fn skip(&mut self, columns: usize) {
        self.at += columns;
    }

    pub(crate) fn int(&mut self) -> Result<i64, Fault> {
        let at = self.next();
        self.row.int(at)
    }

    pub(crate) fn opt_int(&mut self) -> Result<Option<i64>, Fault> {
        let at = self.next();
        self.row.opt_int(at)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Fault> {
        let at = self.next();
        self.row.text(at)
    }

    pub(crate) fn string(&mut self) -> Result<String, Fault> {
        self.text().map(str::to_owned)
    }

    pub(crate) fn opt_text(&mut self) -> Result<Option<&'a str>, Fault> {
        let at = self.next();
        self.row.opt_text(at)
    }

    pub(crate) fn bool(&mut self) -> Result<bool, Fault> {
        Ok(self.int()? != 0)
    }

    pub(crate) fn day(&mut self) -> Result<Day, Fault> {
        let days = self.int()?;
        Day::from_epoch_days(days).ok_or_else(|| self.unreadable())
    }

    pub(crate) fn opt_day(&mut self) -> Result<Option<Day>, Fault> {
        match self.opt_int()? {
            None => Ok(None),
            Some(days) => Day::from_epoch_days(days).map(Some).ok_or_else(|| self.unreadable()),
        }
    }

    pub(crate) fn instant(&mut self) -> Result<Instant, Fault> {
        Ok(Instant::from_micros(self.int()?))
    }

    pub(crate) fn opt_instant(&mut self) -> Result<Option<Instant>, Fault> {
        Ok(self.opt_int()?.map(Instant::from_micros))
    }

    /// A value by its one name: `residence-permit`.
    pub(crate) fn word<T: DeserializeOwned>(&mut self) -> Result<T, Fault> {
        let text = self.text()?;
        from_word(text).ok_or_else(|| self.unreadable())
    }

    pub(crate) fn opt_word<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Fault> {
        match self.opt_text()? {
            None => Ok(None),
            Some(text) => from_word(text).map(Some).ok_or_else(|| self.unreadable()),
        }
    }

    pub(crate) fn json<T: DeserializeOwned>(&mut self) -> Result<T, Fault> {
        let text = self.text()?;
        serde_json::from_str(text).map_err(|_| self.unreadable())
    }

    pub(crate) fn opt_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Fault> {
        match self.opt_text()? {
            None => Ok(None),
            Some(text) => serde_json::from_str(text).map(Some).map_err(|_| self.unreadable()),
        }
    }

    /// The fault of the column just read.
    pub(crate) fn unreadable(&self) -> Fault {
        Fault {
            doing: "reading a row",
            again: Again::Never,
            kind: FaultKind::Inconsistent { statement: self.statement, column: self.at.saturating_sub(1) },
            source: None,
        }
    }
}

fn from_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    let word: StrDeserializer<'_, WordError> = text.into_deserializer();
    T::deserialize(word).ok()
}

/// The rows of one statement, each as `T`.
pub(crate) fn all<T>(rows: &[Row], one: impl Fn(&Row) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    rows.iter().map(one).collect()
}

/// A party and its version; the columns of `party.one`.
pub(crate) fn party(row: &Row) -> Result<(Party, i64), Fault> {
    let mut cells = Cells::of(row, "party");
    let id = PartyId(cells.int()?);
    let kind: PartyKind = cells.word()?;
    let version = cells.int()?;
    let mobile = match cells.opt_text()? {
        None => None,
        Some(text) => Some(Mobile::parse(text).map_err(|_| cells.unreadable())?),
    };
    let language = cells.word()?;
    let wants_crossings = cells.bool()?;
    let identifier = Identifier::parse(cells.text()?).map_err(|_| cells.unreadable())?;
    if kind == PartyKind::Establishment {
        cells.skip(14);
        let (name_ar, name_latin) = (cells.string()?, cells.string()?);
        let establishment =
            Establishment { id, identifier, name_ar, name_latin, mobile, language, wants_crossings };
        return Ok((Party::Establishment(establishment), version));
    }
    let person = Person {
        id,
        kind,
        identifier,
        name: PersonName { ar: name_parts(&mut cells)?, latin: name_parts(&mut cells)? },
        sex: cells.word()?,
        birth: cells.json()?,
        nationality: Country(cells.string()?),
        mobile,
        language,
        wants_crossings,
        presence: cells.word()?,
        crossed_at: cells.opt_instant()?,
        occupation: cells.opt_text()?.map(str::to_owned),
    };
    Ok((Party::Person(Box::new(person)), version))
}

fn name_parts(cells: &mut Cells) -> Result<NameParts, Fault> {
    Ok(NameParts {
        first: cells.string()?,
        father: cells.string()?,
        grandfather: cells.string()?,
        family: cells.string()?,
    })
}

pub(crate) fn tie(row: &Row) -> Result<Tie, Fault> {
    let mut cells = Cells::of(row, "tie");
    Ok(Tie {
        id: TieId(cells.int()?),
        kind: cells.word()?,
        holder: PartyId(cells.int()?),
        subject: PartyId(cells.int()?),
        relation: cells.opt_word()?,
        from: cells.day()?,
        to: cells.opt_day()?,
    })
}

pub(crate) fn document(row: &Row) -> Result<Document, Fault> {
    let mut cells = Cells::of(row, "document");
    Ok(Document {
        id: DocumentId(cells.int()?),
        holder: PartyId(cells.int()?),
        kind: cells.word()?,
        number: cells.string()?,
        issued: cells.day()?,
        term: cells.opt_json()?,
        expires_written: cells.opt_json()?,
        state: DocumentState {
            status: cells.word()?,
            expires: cells.day()?,
            depart_by: cells.opt_day()?,
            return_by: cells.opt_day()?,
        },
    })
}

pub(crate) fn block(row: &Row) -> Result<Block, Fault> {
    let mut cells = Cells::of(row, "block");
    Ok(Block {
        id: BlockId(cells.int()?),
        party: PartyId(cells.int()?),
        kind: cells.word()?,
        amount: cells.opt_int()?.map(Halalas),
        from: cells.day()?,
        to: cells.opt_day()?,
    })
}

pub(crate) fn fine(row: &Row) -> Result<Fine, Fault> {
    let mut cells = Cells::of(row, "fine");
    Ok(Fine {
        id: cells.int()?,
        party: PartyId(cells.int()?),
        kind: cells.word()?,
        amount: Halalas(cells.int()?),
        on: cells.day()?,
    })
}

pub(crate) fn deposit(row: &Row) -> Result<Deposit, Fault> {
    let mut cells = Cells::of(row, "deposit");
    Ok(Deposit { fee: FeeCode(cells.string()?), balance: Halalas(cells.int()?) })
}

pub(crate) fn payment(row: &Row) -> Result<Payment, Fault> {
    let mut cells = Cells::of(row, "payment");
    Ok(Payment {
        id: TransactionId(cells.int()?),
        fee: FeeCode(cells.string()?),
        amount: Halalas(cells.int()?),
        unused: Halalas(cells.int()?),
        going_back: cells.opt_int()?.map(TransactionId).zip(cells.opt_int()?.map(Halalas)),
    })
}

pub(crate) fn crossing(row: &Row) -> Result<Crossing, Fault> {
    let mut cells = Cells::of(row, "crossing");
    Ok(Crossing {
        id: CrossingId(cells.int()?),
        person: PartyId(cells.int()?),
        direction: cells.word()?,
        port: cells.string()?,
        at: cells.instant()?,
        document: cells.opt_int()?.map(DocumentId),
    })
}
