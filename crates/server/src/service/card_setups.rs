//! A client sets a card up on the processor's own page. Nothing of the card comes by us: we lead them there, and ask afterwards what was set
//! up.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::actor::Actor;
use domain::audit::Action;
pub use domain::card_setup::CameBack;
use domain::card_setup::{
    BEGUN_WITHIN, CONSENT_OF, CardSetup, Consent, KEYS_HOLD, SetupState, wait_for_another,
};
use domain::subject::Subject;
use store::{StoreError, card_setups, clients};
use texts::Texts;

use super::practices::Practice;
use super::sessions::ClientAccess;
use super::{Failure, practices};
use crate::desk::Desk;
use crate::payments::{LeadError, follow_setup, lead};
use crate::work::Work;

/// How long a setup is kept of which nothing came: long enough for whoever asks what became of a card that they entered.
const KEPT: Duration = Duration::days(90);

/// What a client says who wants to set a card up.
#[derive(Clone, Copy, Debug)]
pub struct NewSetup {
    /// The day of the words by which they agreed to later charges.
    pub consent_of: NaiveDate,
    /// Whether the card is to be charged whatever others there are.
    pub make_default: bool,
}

/// Why they are led to no page.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// The client is not there.
    #[error("there is no such client")]
    NotFound,
    /// They agreed to other words than those that hold.
    #[error("they agreed to other words")]
    OtherWords,
    /// They began too many; another one may be begun after this.
    #[error("too many were begun")]
    TooMany(Duration),
    /// The processor does not know the customer that the practice named. Only the practice can say which it is.
    #[error("the processor does not know the customer")]
    NoCustomer,
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for BeginError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// The words by which a client agrees to later charges of a card, and their day.
#[must_use]
pub fn consent(practice: &Practice, texts: Texts) -> Consent {
    Consent { of: CONSENT_OF, words: texts.card_consent(&practice.name) }
}

/// The processor's page on which the client enters a card. What they agreed to is kept before anything leaves, and so are the keys of what
/// is asked: whatever is lost on the way, they have one customer.
///
/// # Errors
/// Why there is none.
pub async fn begin(
    desk: &Desk,
    access: &ClientAccess,
    texts: Texts,
    new: NewSetup,
) -> Result<String, BeginError> {
    if new.consent_of != CONSENT_OF {
        return Err(BeginError::OtherWords);
    }
    let practice = practices::of(desk, access.practice()).await?;
    let setup = kept(desk, access, consent(&practice, texts), new.make_default).await?;
    lead(desk, &setup).await.map_err(|error| match error {
        LeadError::NoCustomer => BeginError::NoCustomer,
        LeadError::Failed(failure) => failure.into(),
    })
}

/// What the processor says of the page that the client came back from. What its address says is only which page that was.
///
/// # Errors
/// When the store or the processor cannot be asked; then a worker asks later.
pub async fn come_back(desk: &Desk, access: &ClientAccess, session: &str) -> Result<CameBack, Failure> {
    match card_setups::of_client(&desk.store.reader(), access.client(), session).await? {
        Some(setup) => follow_setup(desk, &setup).await,
        None => Ok(CameBack::Unknown),
    }
}

/// Writes down what the client wants and agreed to; what they wanted before and came to no page is gone on with.
async fn kept(
    desk: &Desk,
    access: &ClientAccess,
    consent: Consent,
    make_default: bool,
) -> Result<CardSetup, BeginError> {
    let (now, login) = (desk.real.now(), access.login());
    let mut work = Work::begin(desk, Actor::Client).await?;
    let client = clients::hold_many(work.unit(), &[access.client()]).await?.remove(&access.client());
    let client = client.ok_or(BeginError::NotFound)?;
    let begun = card_setups::begun_since(work.unit(), client.id, now - KEYS_HOLD).await?;
    let of = consent.of;
    let setup = match begun.iter().rev().find(|it| it.is_gone_on_with(now)) {
        Some(before) => {
            let setup = CardSetup { login, consent, make_default, ..before.clone() };
            card_setups::save(work.changing(Subject::Client(client.id)), before, &setup).await?;
            setup
        }
        None => {
            let lately = now - BEGUN_WITHIN;
            let begun: Vec<DateTime<Utc>> =
                begun.iter().map(|it| it.begun_at).filter(|at| *at > lately).collect();
            if let Some(wait) = wait_for_another(&begun, now) {
                return Err(BeginError::TooMany(wait));
            }
            card_setups::prune(work.unit(), client.id, now - KEPT).await?;
            let setup = CardSetup {
                id: work.make(),
                practice: client.practice,
                client: client.id,
                login,
                consent,
                make_default,
                begun_at: now,
                state: SetupState::Begun,
                due_at: Some(now + KEYS_HOLD),
            };
            card_setups::insert(work.changing(Subject::Client(client.id)), &setup).await?;
            setup
        }
    };
    work.record_client(&client, Action::CardConsented { of });
    work.commit().await?;
    Ok(setup)
}
