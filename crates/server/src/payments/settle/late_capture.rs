//! What the processor says of a charge at which no attempt of ours is under way.

use chrono::{DateTime, Utc};
use domain::AttemptId;
use domain::audit::Action;
use domain::charge::{CardShown, Charge, ChargeState, Failed, HeldState, Paid, PaidElsewhere};
use domain::task::{TaskReason, TaskTopic};
use domain::withdrawal::Wish;
use processor::PaymentIntent;
use store::{StoreError, withdrawals};

use super::extra::book_beside;
use crate::mail::Message;
use crate::payments::record::{booked_late, first_begun, paid_at, receipt_number};
use crate::payments::withdraw::taken_despite;
use crate::work::{Saved, Work};

/// The money of a charge was taken while no attempt of ours was under way: its cardholder confirmed on the processor's page, or
/// a request arrived that had long been given up. None when the charge asks for no money.
pub(super) async fn taken(
    work: &mut Work,
    charge: &Charge,
    intent: &PaymentIntent,
    at: Option<DateTime<Utc>>,
    card: Option<CardShown>,
) -> Result<Option<Saved>, StoreError> {
    let now = work.now();
    if let Some(it) = charge.state.settled_elsewhere() {
        // Paid twice.
        let PaidElsewhere { how, on, by, said_at } = it.payment;
        let wish = Wish::Settled { how, on };
        let difference = taken_despite(work, charge.practice, wish, (by, said_at), None).await?;
        let is_news = book_beside(work, charge, intent, difference).await?;
        return Ok(is_news.then_some(Saved::Written));
    }
    let (due, day) = match &charge.state {
        ChargeState::Scheduled(it) => (&it.due, it.first_day),
        ChargeState::Upcoming(it) => (&it.announced.due, it.announced.day),
        ChargeState::Failed(it) => (&it.announced.due, it.announced.day),
        ChargeState::OnHold(it) => match &it.before {
            HeldState::Scheduled(it) => (&it.due, it.first_day),
            HeldState::Upcoming(it) => (&it.announced.due, it.announced.day),
            HeldState::Failed(it) => (&it.announced.due, it.announced.day),
        },
        // Nobody owed it any more. Whether it is given back is for a person to say.
        ChargeState::Waived(it) => {
            let (said, reason) = ((it.by, it.at), Some(it.reason.clone()));
            let difference = taken_despite(work, charge.practice, Wish::Waived, said, reason).await?;
            let is_news = book_beside(work, charge, intent, difference).await?;
            return Ok(is_news.then_some(Saved::Written));
        }
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => return Ok(None),
    };
    let paid_at = paid_at(at, first_begun(work.unit(), charge, None).await?, now);
    let (zone, _) = work.terms(charge.practice).await?;
    let receipt = receipt_number(work.make::<AttemptId>());
    let due = due.clone();
    let amount = due.amount;
    let paid =
        Paid { due, day, paid_at, paid_on: zone.day(paid_at), card: card.clone(), receipt, also: None };
    let paid = Charge { state: ChargeState::Paid(paid), ..charge.clone() };
    if work.save(&paid).await? == Saved::Stale {
        return Ok(Some(Saved::Stale));
    }
    work.record(charge, Action::Paid { amount, card, taken_at: booked_late(paid_at, now) });
    work.mail(charge, &Message::Receipt).await?;
    work.has_outcome(charge).await?;
    work.settled(charge, TaskTopic::Detail).await?;
    Ok(Some(Saved::Written))
}

/// The cardholder did not confirm: the page leads nowhere any more. The client may ask for another one, and gets one by itself on
/// the next day of the plan; once there is none support is asked to help.
pub(super) async fn not_confirmed(
    work: &mut Work,
    charge: &Charge,
    failed: &Failed,
) -> Result<Saved, StoreError> {
    // Called off because of what was said of the charge, which is what its client is told.
    if !withdrawals::among(work.unit(), &[charge.id]).await?.is_empty() {
        return Ok(Saved::Stale);
    }
    let now = work.now();
    let failed = failed.clone().not_confirmed(now);
    let (reason, next_attempt) = (failed.reason.clone(), failed.next_attempt);
    let charge = Charge { state: ChargeState::Failed(failed), ..charge.clone() };
    if work.save(&charge).await? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    work.record(&charge, Action::AttemptFailed { reason, next_attempt });
    work.mail(&charge, &Message::PaymentFailed { at: now }).await?;
    if next_attempt.is_none() {
        work.ask_support(&charge, TaskReason::NotConfirmed).await?;
    }
    Ok(Saved::Written)
}
