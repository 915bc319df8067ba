//! The public: an identifier, and a code that comes by text message to the mobile on record.

use super::session::Session;
use super::{Limit, SignInRefused};
use crate::change::identifier_kind;
use crate::key::digest;
use crate::rows;
use crate::sql::{house, messages, register};
use crate::{Desk, NotDone};
use catalogue::Lane;
use ishaar::{compose, policy};
use record::{Fact, Facts, Identifier, Party, PartyId};
use store::{Fault, Unit};

/// How long a code is good for, in seconds.
pub const CODE_SECONDS: i64 = 5 * 60;

/// How often a code may be tried.
pub const ATTEMPTS: i64 = 5;

/// Codes sent to one party.
const CODES: Limit = Limit { times: 5, seconds: 30 * 60 };

/// What somebody who asked for a code is told, whether or not the identifier is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeAsked {
    /// How long a code is good for, in seconds.
    pub good_for_seconds: i64,
}

impl Desk {
    /// Sends a code to the mobile on record. The answer is the same for an identifier that is not known, for
    /// one without a mobile, and for one that had too many codes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_for_code(&self, identifier: &str) -> Result<CodeAsked, NotDone> {
        let asked = CodeAsked { good_for_seconds: CODE_SECONDS };
        let Ok(identifier) = Identifier::parse(identifier) else { return Ok(asked) };
        let whom = format!("code/{}/{}", identifier_kind(&identifier), identifier.as_str());
        if !self.within(&whom, CODES).await? {
            return Ok(asked);
        }
        let party = self.by_identifier(&identifier).await.map_err(|fault| self.trouble(&fault))?;
        if let Some(party) = party {
            self.send_code(&party).await?;
        }
        Ok(asked)
    }

    async fn send_code(&self, party: &Party) -> Result<(), NotDone> {
        let Some(mobile) = party.mobile() else { return Ok(()) };
        let code = self.six_digits();
        let facts = Facts::new()
            .with("code", Fact::Code(code.clone()))
            .with("minutes", Fact::Number(CODE_SECONDS / 60));
        let Some(text) = compose(&self.words, party.language(), "sign-in-code", &facts) else {
            tracing::error!("the text of the sign-in code is missing");
            return Ok(());
        };
        let mut ids = self.ids.take(1).await.map_err(|fault| self.trouble(&fault))?;
        let now = self.moment().now;
        let useful_until = now.plus_seconds(policy(Lane::Code).useful_for);
        let set = house::SET_CODE.with([
            party.id().0.into(),
            code_digest(party.id(), &code).into(),
            now.plus_seconds(CODE_SECONDS).micros().into(),
        ]);
        let queue = messages::QUEUE_MESSAGE.with([
            ids.fresh().into(),
            store::Value::Null,
            party.id().0.into(),
            Lane::Code.as_str().into(),
            mobile.as_str().into(),
            party.language().as_str().into(),
            text.body.into(),
            text.measure.encoding.as_str().into(),
            i64::try_from(text.measure.segments).unwrap_or(i64::MAX).into(),
            now.micros().into(),
            useful_until.micros().into(),
        ]);
        let done = self.store.commit(Unit::new().writes(set).writes(queue)).await;
        done.map_err(|fault| self.trouble(&fault))?;
        self.queued.notify_one();
        Ok(())
    }

    /// Signs somebody in with the code they were sent. A code counts once, and may be tried five times.
    ///
    /// # Errors
    /// `NotRecognised` whatever was wrong.
    pub async fn sign_in_person(&self, identifier: &str, code: &str) -> Result<Session, SignInRefused> {
        let identifier = Identifier::parse(identifier).map_err(|_| SignInRefused::NotRecognised)?;
        let party = self.by_identifier(&identifier).await.map_err(|fault| self.trouble(&fault))?;
        let Some(party) = party else { return Err(SignInRefused::NotRecognised) };
        let (id, now) = (party.id(), self.moment().now);
        let attempt = house::COUNT_ATTEMPT.with([id.0.into(), now.micros().into(), ATTEMPTS.into()]);
        if !self.claimed(Unit::new().claims(attempt)).await? {
            return Err(SignInRefused::NotRecognised);
        }
        let use_up = house::USE_CODE.with([id.0.into(), code_digest(id, code.trim()).into()]);
        if !self.claimed(Unit::new().claims(use_up)).await? {
            return Err(SignInRefused::NotRecognised);
        }
        Ok(self.open_session(Err(id)).await?)
    }

    /// Signs in as anybody without a code: in the demonstration, and only there.
    ///
    /// # Errors
    /// `NotOffered` anywhere else; `NotRecognised` for a party that is not there.
    pub async fn sign_in_as_person(&self, party: PartyId) -> Result<Session, SignInRefused> {
        if !self.demo {
            return Err(SignInRefused::NotOffered);
        }
        match self.dossier(party).await? {
            None => Err(SignInRefused::NotRecognised),
            Some(_) => Ok(self.open_session(Err(party)).await?),
        }
    }

    /// Whom an identifier names, for those who resolve what another system sends. Shows nobody anything.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn party_of(&self, identifier: &Identifier) -> Result<Option<PartyId>, NotDone> {
        let party = self.by_identifier(identifier).await.map_err(|fault| self.trouble(&fault))?;
        Ok(party.map(|party| party.id()))
    }

    async fn by_identifier(&self, identifier: &Identifier) -> Result<Option<Party>, Fault> {
        let found = self.store.read_one(register::BY_NUMBER.with([identifier.as_str().into()])).await?;
        let Some(id) = found.first().map(|row| row.int(0)).transpose()? else { return Ok(None) };
        let found = self.store.read_one(register::PARTY.with([id.into()])).await?;
        Ok(found.first().map(rows::party).transpose()?.map(|(party, _)| party))
    }

    /// Six digits that nobody can guess; the remainder's lean towards small numbers is below one in 10^13.
    fn six_digits(&self) -> String {
        let mut drawn = [0; 8];
        self.secrets.fill(&mut drawn);
        format!("{:06}", u64::from_le_bytes(drawn) % 1_000_000)
    }
}

fn code_digest(party: PartyId, code: &str) -> String {
    digest(format!("sign-in-code/{}/{code}", party.0).as_bytes())
}
