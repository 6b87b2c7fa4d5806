//! Gives money back that somebody of ours asked the processor to give back. The request is stored before it leaves, is sent under the same
//! key until it is known what came of it, and carries its id, by which a refund that was made is known again.

use chrono::Duration;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Dispute, lost_cents, open_cents};
use domain::extra_payment::ExtraPayment;
use domain::refund_request::{
    RefundRefusal, RefundRequest, RefundRequestState, may_refund, may_refund_beside,
};
use domain::task::{RefundFailure, RefundObstacle};
use domain::{ChargeId, Money};
use processor::{IdempotencyKey, IntentClaim, IntentId, NewRefund, ProcessorError, RefProblem};
use store::{Access, StoreError, charges, extra_payments, refund_requests};

use super::settle::aftermath::{follow, refund_failed};
use crate::desk::Desk;
use crate::service::Failure;
use crate::work::Work;

/// Looked at in one turn.
const SOME: u64 = 8;

/// When one is sent again of which nothing is known.
const AGAIN: Duration = Duration::minutes(10);

/// For so long the processor surely still knows a key. After that only its list of refunds says whether one was made.
const KEYS_LAST: Duration = Duration::hours(20);

/// Why nothing is given back.
#[derive(Debug, thiserror::Error)]
pub enum GiveBackError {
    /// It is not there.
    #[error("there is no such charge")]
    NotFound,
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] RefundRefusal),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for GiveBackError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// What of a charge's money is to be given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToGiveBack<'a> {
    /// The processor's id of the payment intent, where it is a payment beside the charge; none for the charge's own.
    pub beside: Option<&'a str>,
    /// How much; all that is left if none is given.
    pub amount: Option<Money>,
}

/// What may be given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returnable {
    /// How much.
    pub amount: Money,
    /// The payment, where it is one beside the charge.
    pub beside: Option<ExtraPayment>,
    /// The processor's id of the payment intent whose money it is.
    intent: String,
}

impl ToGiveBack<'_> {
    /// Of the charge's own payment.
    #[must_use]
    pub const fn own(amount: Option<Money>) -> Self {
        Self { beside: None, amount }
    }
}

/// Asks the processor to give money of a charge back. What came of it by now is the state of the request; one that is still sent is sent
/// again by a worker.
///
/// # Errors
/// When the rules do not allow it, and then nothing is kept; when the store fails.
pub async fn give_back(
    desk: &Desk,
    by: Actor,
    charge: ChargeId,
    what: ToGiveBack<'_>,
    reason: &str,
) -> Result<RefundRequest, GiveBackError> {
    let intent = match what.beside {
        Some(intent) => Some(intent.to_owned()),
        None => charges::intent_of(&desk.store.reader(), charge).await?,
    };
    if let Some(intent) = intent.and_then(|it| it.parse().ok()) {
        hear(desk, &intent).await?;
    }
    let request = ask(desk, by, charge, what, reason).await?;
    let sent = send(desk, &request).await;
    let now = refund_requests::of_charge(&desk.store.reader(), request.client, charge).await;
    let found = now.map(|all| all.into_iter().find(|it| it.id == request.id));
    match (sent, found) {
        (Ok(()), Ok(Some(now))) => Ok(now),
        // It is kept, and a worker goes on with it.
        (_, Ok(Some(now))) => Ok(now),
        (_, Ok(None)) => Err(Failure::Broken("a request that was kept is gone".into()).into()),
        (_, Err(error)) => Err(Failure::from(error).after_commit().into()),
    }
}

/// Asks the processor what became of the payment meanwhile: by books that are older than it, more might be asked for than is left. Where it
/// does not answer, it is asked all the same, and says no.
async fn hear(desk: &Desk, intent: &IntentId) -> Result<(), Failure> {
    match follow(desk, intent).await {
        Ok(_) | Err(Failure::Unavailable(_) | Failure::Changed) => Ok(()),
        Err(error) => Err(error),
    }
}

/// What could be given back of a charge at this moment, by the same rules.
///
/// # Errors
/// As [`give_back`].
pub async fn may_give_back(
    desk: &Desk,
    charge: &Charge,
    what: ToGiveBack<'_>,
) -> Result<Returnable, GiveBackError> {
    allowed(&desk.store.reader(), charge, what).await
}

async fn allowed(
    access: &impl Access,
    charge: &Charge,
    what: ToGiveBack<'_>,
) -> Result<Returnable, GiveBackError> {
    // Before what they may have become is read: one that is booked meanwhile counts twice then, and not not at all.
    let requests = refund_requests::of_charge(access, charge.client, charge.id).await?;
    let own = charges::intent_of(access, charge.id).await?;
    if let Some(beside) = what.beside {
        if own.as_deref() == Some(beside) {
            return Err(RefundRefusal::Own.into());
        }
        let payment = beside_charge(access, charge, beside).await?;
        let amount = may_refund_beside(&payment, open(&requests, beside, payment.amount), what.amount)?;
        return Ok(Returnable { amount, beside: Some(payment), intent: beside.to_owned() });
    }
    let paid = charge.state.amount().unwrap_or(Money::usd(0));
    let asked = open(&requests, own.as_deref().unwrap_or_default(), paid);
    let amount = may_refund(&charge.state, asked, what.amount)?;
    // What the practice's own records say was paid before went through no intent of ours.
    Ok(Returnable { amount, beside: None, intent: own.ok_or(RefundRefusal::PaidElsewhere)? })
}

/// The payment of this id, if it was taken beside this charge. Of other practices nothing is said.
async fn beside_charge(
    access: &impl Access,
    charge: &Charge,
    intent: &str,
) -> Result<ExtraPayment, GiveBackError> {
    let of_practice = |practice| practice == charge.practice;
    let Some((payment, _)) =
        extra_payments::find(access, intent).await?.filter(|it| of_practice(it.0.practice))
    else {
        let other = charges::by_intent(access, intent).await?.filter(|it| of_practice(it.practice));
        let refusal = other.map_or(RefundRefusal::UnknownPayment, |it| RefundRefusal::OfAnother(it.id));
        return Err(refusal.into());
    };
    match payment.charge {
        Some(of) if of == charge.id => Ok(payment),
        Some(other) => Err(RefundRefusal::OfAnother(other).into()),
        None => Err(RefundRefusal::ByHand.into()),
    }
}

async fn ask(
    desk: &Desk,
    by: Actor,
    id: ChargeId,
    what: ToGiveBack<'_>,
    reason: &str,
) -> Result<RefundRequest, GiveBackError> {
    let mut work = Work::begin(desk, by).await?;
    // Of two who ask at once the second sees what the first asked for.
    let charge = charges::hold(work.unit(), id).await?.ok_or(GiveBackError::NotFound)?;
    let Returnable { amount, intent, .. } = allowed(work.unit(), &charge, what).await?;
    let request = RefundRequest {
        id: work.make(),
        practice: charge.practice,
        client: charge.client,
        charge: id,
        intent,
        amount,
        reason: reason.to_owned(),
        asked_by: by,
        asked_at: work.now(),
        state: RefundRequestState::Sent,
        refund: None,
    };
    refund_requests::insert(work.unit(), &request, work.now() + AGAIN).await?;
    work.record(&charge, Action::RefundAsked { amount, reason: reason.to_owned() });
    work.commit().await?;
    Ok(request)
}

/// What was asked for of a payment and is not in the books yet, in the currency of what was paid.
fn open(requests: &[RefundRequest], intent: &str, paid: Money) -> Money {
    let of_it = requests.iter().filter(|it| it.is_open() && it.intent == intent);
    Money::new(of_it.map(|it| it.amount.cents()).sum(), paid.currency())
}

/// Sends some of those of which nothing is known; how many there were.
///
/// # Errors
/// When the store fails.
pub(super) async fn some(desk: &Desk) -> Result<usize, Failure> {
    let due = refund_requests::due(&desk.store.reader(), desk.business.now(), SOME).await?;
    for request in &due {
        match send(desk, request).await {
            Ok(()) => {}
            Err(error @ (Failure::Unavailable(_) | Failure::Broken(_) | Failure::Changed)) => {
                let charge = request.charge;
                tracing::warn!(%charge, error = &error as &dyn std::error::Error, "what came of a refund is not known yet");
                let unit = desk.store.begin().await?;
                refund_requests::defer(&unit, request.id, desk.business.now() + AGAIN).await?;
                unit.commit().await?;
            }
            Err(error @ Failure::Unknown(_)) => return Err(error),
        }
    }
    Ok(due.len())
}

async fn send(desk: &Desk, request: &RefundRequest) -> Result<(), Failure> {
    let intent: IntentId =
        request.intent.parse().map_err(|problem: RefProblem| Failure::Broken(problem.into()))?;
    if desk.business.now() - request.asked_at >= KEYS_LAST {
        return look(desk, request, &intent).await;
    }
    let claim = IntentClaim { charge: request.charge, amount: request.amount };
    let new = NewRefund { intent: &intent, claim, request: request.id };
    match desk.processor.refund(&new, &IdempotencyKey::refund(request.id)).await {
        // It is booked by what the processor says of the payment, as every other refund.
        Ok(made) if made.counts() => follow(desk, &intent).await.map(drop),
        Ok(made) => declined(desk, request, Some(made.id.as_str()), made.status_word()).await,
        Err(ProcessorError::Refused(refusal)) => declined(desk, request, None, refusal.word()).await,
        Err(error) => Err(Failure::Unavailable(error.into())),
    }
}

/// Too late for the key: what was made is in the list, and what is not was not made.
async fn look(desk: &Desk, request: &RefundRequest, intent: &IntentId) -> Result<(), Failure> {
    let all = desk.processor.refunds_of(intent).all().await;
    let all = all.map_err(|error| Failure::Unavailable(error.into()))?;
    match all.iter().find(|it| it.request == Some(request.id)) {
        Some(made) if made.counts() => follow(desk, intent).await.map(drop),
        Some(made) => declined(desk, request, Some(made.id.as_str()), made.status_word()).await,
        None => declined(desk, request, None, "not_sent").await,
    }
}

async fn declined(
    desk: &Desk,
    request: &RefundRequest,
    refund: Option<&str>,
    said: &str,
) -> Result<(), Failure> {
    // Most often more was given back, or it is disputed, and nobody here had heard of it.
    if let Ok(intent) = request.intent.parse() {
        hear(desk, &intent).await?;
    }
    let mut work = Work::begin(desk, Actor::System).await?;
    let Some(charge) = charges::find(work.unit(), request.charge).await? else {
        return Err(Failure::Broken("a refund of a charge that is not there".into()));
    };
    if !refund_requests::become_of(work.unit(), request, RefundRequestState::Declined, refund).await? {
        return Ok(());
    }
    let amount = request.amount;
    work.record(&charge, Action::RefundDeclined { amount });
    let because = match extra_payments::find(work.unit(), &request.intent).await? {
        Some((payment, _)) => obstacle_beside(&payment, amount),
        None => obstacle(&charge.state, amount),
    };
    let why = RefundFailure::Declined { said: said.to_owned(), because };
    let reason = refund_failed(&mut work, charge.practice, amount, why).await?;
    work.ask_support(&charge, reason).await?;
    work.commit().await
}

/// What has become of a payment that keeps `amount` from being given back.
fn obstacle(state: &ChargeState, amount: Money) -> Option<RefundObstacle> {
    let given_back =
        state.given_back().filter(|_| state.kept().is_some_and(|left| left.cents() < amount.cents()));
    contested(state.disputes(), amount).or(given_back.map(|amount| RefundObstacle::GivenBack { amount }))
}

/// The same of a payment beside a charge.
fn obstacle_beside(payment: &ExtraPayment, amount: Money) -> Option<RefundObstacle> {
    let is_left = payment.kept().cents() >= amount.cents();
    let given_back = (!is_left).then(|| RefundObstacle::GivenBack { amount: payment.given_back() });
    contested(&payment.disputes, amount).or(given_back)
}

fn contested(disputes: &[Dispute], of: Money) -> Option<RefundObstacle> {
    let cents = open_cents(disputes) + lost_cents(disputes);
    (cents > 0).then(|| RefundObstacle::Contested { amount: Money::new(cents, of.currency()) })
}
