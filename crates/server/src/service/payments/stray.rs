use chrono::{DateTime, Utc};
use domain::audit::Action;
use domain::charge::{CardShown, Charge, ChargeState, Failed, HeldState, Paid};
use domain::zone::PracticeZone;
use store::{StoreError, Unit, charges};

use super::look_again;
use super::paid_at::{booked_late, first_try, paid_at};
use super::record::was_first;
use crate::desk::Desk;
use crate::mail::Message;
use crate::service::journal::{Journal, Topic};

/// The money of a charge was taken while no try of ours was under way: its cardholder confirmed on the processor's page, or
/// a request arrived that had long been given up. `false`, and nothing written, when the charge asks for no money.
pub async fn taken(
    unit: &Unit,
    desk: &Desk,
    charge: &Charge,
    (at, card): (Option<DateTime<Utc>>, Option<CardShown>),
    zone: PracticeZone,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    let (due, day) = match &charge.state {
        ChargeState::Scheduled(it) => (&it.due, it.first_day),
        ChargeState::Upcoming(it) => (&it.announced.due, it.announced.day),
        ChargeState::Failed(it) => (&it.announced.due, it.announced.day),
        ChargeState::OnHold(it) => match &it.before {
            HeldState::Scheduled(it) => (&it.due, it.first_day),
            HeldState::Upcoming(it) => (&it.announced.due, it.announced.day),
            HeldState::Failed(it) => (&it.announced.due, it.announced.day),
        },
        ChargeState::Waived(_) => {
            let said = desk.texts.task_paid_after_waived();
            journal.ask_support(unit, charge, Topic::Payment, desk.texts.task_differs(said)).await?;
            return Ok(true);
        }
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_) => return Ok(false),
    };
    let paid_at = paid_at(at, first_try(unit, charge, None).await?, now);
    let amount = due.amount;
    let receipt = super::record::receipt_number(desk.ids.make());
    let paid =
        Paid { due: due.clone(), day, paid_at, paid_on: zone.day(paid_at), card: card.clone(), receipt };
    let paid = Charge { state: ChargeState::Paid(paid), ..charge.clone() };
    if !was_first(charges::save(unit, &paid, None).await.map(drop))? {
        return Ok(false);
    }
    if let Some(card) = card {
        journal.note(charge, Action::Paid { amount, card, taken_at: booked_late(paid_at, now) });
    }
    journal.mail(unit, charge, &Message::Receipt).await?;
    journal.settled(unit, charge, Topic::Payment).await?;
    Ok(true)
}

/// The cardholder did not confirm: the page leads nowhere any more. The client may ask for another one, and gets one by itself on
/// the next day of the plan; once there is none support is asked to help.
pub async fn not_confirmed(
    unit: &Unit,
    desk: &Desk,
    charge: &Charge,
    failed: &Failed,
    journal: &mut Journal<'_>,
) -> Result<bool, StoreError> {
    let now = journal.now;
    let failed = failed.clone().not_confirmed(now);
    let (reason, next_try) = (failed.reason.clone(), failed.next_try);
    let state = ChargeState::Failed(failed);
    let due_at = look_again(&state, now);
    let charge = Charge { state, ..charge.clone() };
    if !was_first(charges::save(unit, &charge, due_at).await.map(drop))? {
        return Ok(false);
    }
    journal.note(&charge, Action::TryFailed { reason, next_try });
    journal.mail(unit, &charge, &Message::PaymentFailed { at: now }).await?;
    if next_try.is_none() {
        journal.ask_support(unit, &charge, Topic::Payment, desk.texts.task_not_confirmed()).await?;
    }
    Ok(true)
}
