//! Support gives money of a payment back.

use domain::ChargeId;
use domain::charge::{Charge, ChargeState, Payment, Refund, Refunded, Version};
use domain::reason::Reason;
use domain::refund_request::{RefundRequest, RefundRequestState};
use store::{charges, refund_requests};

use super::acting::{ActError, After, Done, Kept, Preview, seen as as_seen, theirs};
use crate::desk::Desk;
use crate::mail::Message;
use crate::payments::{GiveBackError, Returnable, ToGiveBack, give_back, may_give_back};
use crate::service::Failure;
use crate::service::agents::Agent;
use crate::service::told::Told;

impl From<GiveBackError> for ActError {
    fn from(error: GiveBackError) -> Self {
        match error {
            GiveBackError::NotFound => Self::NotFound,
            GiveBackError::Refused(refusal) => Self::Refund(refusal),
            GiveBackError::Failed(failure) => Self::Failed(failure),
        }
    }
}

/// What giving it back would come to.
///
/// # Errors
/// As with [`refund`].
pub async fn preview_refund(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    what: ToGiveBack<'_>,
    reason: &Reason,
) -> Result<Preview, ActError> {
    let charge = theirs(desk, agent, id).await?;
    let Returnable { amount, beside, .. } = may_give_back(desk, &charge, what).await?;
    if let Some(payment) = beside {
        let told = Told::Mail(Message::ExtraGivenBack { amount, at: desk.business.now() });
        let after = After::Beside(Box::new(payment), amount);
        return Ok(Preview { charge, after, told, reminder_at: None });
    }
    // It has no id of the processor's yet, and needs one for its mail.
    let refund = "to be made".to_owned();
    let given = Refund {
        amount,
        at: desk.business.now(),
        by: agent.actor(),
        reason: reason.into(),
        processor_id: Some(refund.clone()),
        on_its_way: false,
    };
    let asked = refund_requests::of_charge(&desk.store.reader(), charge.client, id).await?;
    let own = charges::intent_of(&desk.store.reader(), id).await?;
    // What was asked for before goes back first.
    let is_of_it = |it: &&RefundRequest| it.is_open() && Some(&it.intent) == own.as_ref();
    let before = asked.iter().filter(is_of_it).map(RefundRequest::refund);
    let state = refunded(&charge, before.chain([given]))?;
    let told = Told::Mail(Message::GivenBack { refund });
    Ok(Preview { charge, after: After::State(Box::new(state)), told, reminder_at: None })
}

fn refunded(charge: &Charge, given: impl IntoIterator<Item = Refund>) -> Result<ChargeState, ActError> {
    let broken = || ActError::Failed(Failure::Broken("what may be given back is not left".into()));
    let paid = charge.state.paid().cloned().ok_or_else(broken)?;
    let before = Refunded { of: Payment::Paid(paid), refunds: charge.state.refunds().to_vec() };
    let all = given.into_iter().try_fold(before, Refunded::and);
    all.map(Refunded::state).map_err(|_| broken())
}

/// Has the processor give money back. Its client is told once it is done.
///
/// # Errors
/// When the agent may not, the charge is not the one that was seen, the amount is not left, or the processor declines.
pub async fn refund(
    desk: &Desk,
    agent: &Agent,
    id: ChargeId,
    seen: Version,
    what: ToGiveBack<'_>,
    reason: &Reason,
) -> Result<Done, ActError> {
    as_seen(desk, agent, id, seen).await?;
    let request = give_back(desk, agent.actor(), id, what, &String::from(reason)).await?;
    match request.state {
        RefundRequestState::Sent => Ok(Done::Kept(Kept::NotAnswering)),
        RefundRequestState::Declined => Err(ActError::Declined),
        RefundRequestState::Pending | RefundRequestState::Done | RefundRequestState::ThrownBack => {
            let charge = charges::find(&desk.store.reader(), id).await?.ok_or(ActError::NotFound)?;
            Ok(Done::Now(Box::new(charge)))
        }
    }
}
