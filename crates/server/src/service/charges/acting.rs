//! What support does with charges: what each act would come to, what came of it, and why it did not.

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::{Charge, ChargeState, NotYet, StateName, Version};
use domain::extra_payment::ExtraPayment;
use domain::refund_request::RefundRefusal;
use domain::task::Team;
use domain::{ChargeId, Money};
use store::{StoreError, charges, policies};

use crate::desk::Desk;
use crate::service::agents::Agent;
use crate::service::notices::was_told;
use crate::service::told::{Telling, Told};
use crate::service::{Failure, practices};

/// What an act would come to, were it done now.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The charge as it is. Its version is the one that was seen.
    pub charge: Charge,
    /// What it would come to.
    pub after: After,
    /// What its client would be told.
    pub told: Told,
    /// When the client would be reminded, if at all.
    pub reminder_at: Option<DateTime<Utc>>,
}

/// What a charge would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// This.
    State(Box<ChargeState>),
    /// It stays as it is, and so much of a payment beside it is given back.
    Beside(Box<ExtraPayment>, Money),
    /// It stays as it is, and what was said of it during the attempt under way is taken back.
    WishTakenBack,
    /// An attempt is under way. If it takes nothing the act is carried out; if it takes the money, support is asked.
    OnceTried,
    /// Nothing: it is so already.
    Unchanged,
}

/// What came of an act.
#[derive(Clone, Debug)]
pub enum Done {
    /// It is so now.
    Now(Box<Charge>),
    /// What was said of it is taken back. The attempt under way goes on.
    WishTakenBack,
    /// It was so already. Nothing was written.
    Unchanged,
    /// It is kept and carried out later.
    Kept(Kept),
}

/// Why an act is carried out later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// An attempt is under way.
    UnderWay,
    /// The payment processor did not answer, or others went on writing the charge. A worker carries it out.
    NotAnswering,
    /// The payment processor does not let go of the payment. A worker asks it again, and support is asked to look.
    NotLetGo,
}

/// Why an act is refused.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such charge.
    #[error("there is no such charge")]
    NotFound,
    /// They do not act for Client Billing Support of the charge's practice.
    #[error("only Client Billing Support of the charge's practice may do this")]
    NotAllowed,
    /// Somebody else wrote the charge since it was seen. Holds its present state.
    #[error("the charge was changed since it was seen")]
    Stale(StateName),
    /// A charge in this state does not allow it.
    #[error("the state of the charge does not allow it")]
    State(StateName),
    /// The processor had taken the money, and the charge is paid now.
    #[error("the payment processor had taken the money")]
    Taken,
    /// The rules do not let that be given back.
    #[error(transparent)]
    Refund(#[from] RefundRefusal),
    /// The processor did not give the money back.
    #[error("the payment processor did not give the money back")]
    Declined,
    /// The day leaves fewer hours of notice than were promised.
    #[error("the day leaves too little notice")]
    TooEarly {
        /// The first day that leaves them.
        first: NaiveDate,
    },
    /// The payment would be in the future.
    #[error(transparent)]
    NotYet(#[from] NotYet),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for ActError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// A charge on which the agent may act.
pub(super) async fn theirs(desk: &Desk, agent: &Agent, id: ChargeId) -> Result<Charge, ActError> {
    let found = charges::find(&desk.store.reader(), id).await?;
    let charge = found.ok_or(ActError::NotFound)?;
    if agent.may(charge.practice, Team::ClientBillingSupport) {
        Ok(charge)
    } else {
        Err(ActError::NotAllowed)
    }
}

/// The same as it was seen.
pub(super) async fn seen(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
) -> Result<Charge, ActError> {
    let charge = theirs(desk, agent, id).await?;
    if charge.version == seen { Ok(charge) } else { Err(ActError::Stale(charge.state.name())) }
}

/// Somebody else was faster.
pub(super) async fn stale(desk: &Desk, id: ChargeId) -> ActError {
    match charges::find(&desk.store.reader(), id).await {
        Ok(Some(charge)) => ActError::Stale(charge.state.name()),
        Ok(None) => ActError::NotFound,
        Err(error) => error.into(),
    }
}

/// How the client of a charge is told something at `now`.
pub(super) async fn telling(desk: &Desk, charge: &Charge, now: DateTime<Utc>) -> Result<Telling, Failure> {
    let reader = desk.store.reader();
    let zone = practices::of(desk, charge.practice).await?.zone;
    let policy = policies::at(&reader, charge.practice, zone.day(now)).await?;
    Ok(Telling { was_told: was_told(&reader, charge).await?, zone, policy, now })
}
