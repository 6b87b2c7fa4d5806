//! A charge with all that its page needs.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::ChargeId;
use domain::audit::Entry;
use domain::charge::{Balance, CardShown, Charge, ChargeKind, ChargeState, RefundBack};
use domain::coverage::Coverage;
use domain::eligibility::{Answer, Eligibility};
use domain::extra_payment::ExtraPayment;
use domain::payment_method::PaymentMethod;
use domain::practice::Practice;
use domain::reschedule::Rules;
use domain::subject::Subject;
use domain::superbill::Lack;
use domain::zone::PracticeZone;
use store::{
    Access, StoreError, audit, charges, coverages, eligibilities, extra_payments, payment_methods, staff,
};

use super::holds_for::holds_for;
use crate::service::{Failure, superbills};

/// A charge in a list.
#[derive(Clone, Debug)]
pub struct ListedCharge {
    /// The charge.
    pub charge: Charge,
    /// What its client and support call it.
    pub reference: String,
    /// What it comes to.
    pub balance: Balance,
    /// Refunds that did not reach its client, while none has come in their place.
    pub refunds_back: Vec<RefundBack>,
    /// The name of who held the session.
    pub provider: String,
    /// What decides whether and where it can be moved.
    pub rules: Rules,
    /// The practice's zone.
    pub zone: PracticeZone,
}

/// A charge with everything its client may know.
#[derive(Clone, Debug)]
pub struct Detail {
    /// What a list says of it.
    pub row: ListedCharge,
    /// How long this is true, as far as it depends on the clock.
    pub holds_for: Duration,
    /// The payer of the session, for what insurance is asked about.
    pub payer: Option<String>,
    /// What that payer said last of the plan, where it said that it holds: it explains how the client's part came about.
    pub said: Option<Eligibility>,
    /// The card it was charged to, or would be today.
    pub card: Option<CardShown>,
    /// The last day on which that card is good, where the charge is still to be taken with it.
    pub card_good_until: Option<NaiveDate>,
    /// Whether it is still to be taken, its client is asked for a card, and there is none.
    pub card_missing: bool,
    /// Whether it has failed, and another card is charged by now than the one that was tried.
    pub has_other_card: bool,
    /// Whether it has failed and may be tried at once with the present card.
    pub can_pay_now: bool,
    /// Whether an attempt is under way, or was asked for and begins as soon as a worker is free.
    pub is_being_tried: bool,
    /// What its superbill lacks; none where an insurer is not asked about it at all.
    pub superbill: Option<Vec<Lack>>,
    /// What happened to it, oldest first.
    pub events: Vec<Entry>,
}

/// These charges of one client as a list shows them.
pub(in crate::service) async fn rows(
    access: &impl Access,
    charges: Vec<Charge>,
    zone: PracticeZone,
    now: DateTime<Utc>,
) -> Result<Vec<ListedCharge>, Failure> {
    let names = staff::names(access, charges.iter().map(|charge| charge.provider)).await?;
    let (extra, refunds) = match charges.first() {
        Some(charge) => (
            extra_payments::of_client(access, charge.client).await?,
            audit::refunds_of_client(access, charge.client).await?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    let ids: Vec<ChargeId> = charges.iter().map(|charge| charge.id).collect();
    let mut references = references(access, &ids).await?;
    let mut row = |charge: Charge| {
        let balance = balance(&charge, &extra, zone);
        let of_it = refunds.iter().filter(|it| it.subject == Subject::Charge(charge.id));
        ListedCharge {
            reference: references.remove(&charge.id).unwrap_or_default(),
            refunds_back: RefundBack::of(of_it, &balance),
            balance,
            provider: names.get(&charge.provider).cloned().unwrap_or_default(),
            rules: Rules::of(&charge, zone, now),
            charge,
            zone,
        }
    };
    Ok(charges.into_iter().map(&mut row).collect())
}

/// What clients and support call these charges on the phone: the practice's own ids, under which its people find them in their own
/// system, and `almoner charge` in the desk.
async fn references(access: &impl Access, ids: &[ChargeId]) -> Result<HashMap<ChargeId, String>, StoreError> {
    charges::external_keys(access, ids).await
}

impl Detail {
    /// The charge as it is at `now`.
    pub(super) async fn read(
        access: &impl Access,
        charge: Charge,
        practice: &Practice,
        now: DateTime<Utc>,
    ) -> Result<Self, Failure> {
        let zone = practice.zone;
        let payer = match charge.kind {
            ChargeKind::Insurance => {
                coverages::primary_of_client(access, charge.client, charge.session.day).await?
            }
            ChargeKind::SelfPay | ChargeKind::NoShowFee | ChargeKind::LateCancellationFee => None,
        };
        let said = match &payer {
            Some((coverage, _)) => said_of(access, coverage).await?,
            None => None,
        };
        let method = payment_methods::default_of_client(access, charge.client).await?;
        let (can_pay_now, is_being_tried) = match &charge.state {
            ChargeState::Processing(_) => (false, true),
            ChargeState::Failed(failed) if failed.is_being_tried() => (false, true),
            ChargeState::Failed(failed) => {
                let tried = method.as_ref().map(|method| failed.clone().pay_now(method.id, now));
                (tried.is_some_and(|tried| tried.is_ok()), false)
            }
            ChargeState::AwaitingInsurer
            | ChargeState::NothingDue(_)
            | ChargeState::Scheduled(_)
            | ChargeState::Upcoming(_)
            | ChargeState::Paid(_)
            | ChargeState::OnHold(_)
            | ChargeState::Waived(_)
            | ChargeState::PartiallyRefunded(_)
            | ChargeState::Refunded(_)
            | ChargeState::SettledElsewhere(_)
            | ChargeState::Disputed(_)
            | ChargeState::ChargedBack(_) => (false, false),
        };
        let has_other_card = has_other_card(&charge.state, method.as_ref());
        let card_missing = is_to_be_taken(&charge.state) && method.is_none() && {
            // Whom no card is asked of is asked by the coverage of today, as when it is taken.
            let covered = coverages::primary_of_client(access, charge.client, zone.day(now)).await?;
            covered.is_none_or(|(_, payer)| payer.flags.card_required)
        };
        let (card, card_good_until) = card(&charge.state, method);
        let reference = references(access, &[charge.id]).await?.remove(&charge.id).unwrap_or_default();
        let events = audit::about(access, charge.client, Subject::Charge(charge.id)).await?;
        let names = staff::names(access, [charge.provider]).await?;
        let provider = names.into_values().next().unwrap_or_default();
        let extra = extra_payments::of_client(access, charge.client).await?;
        let (balance, rules) = (balance(&charge, &extra, zone), Rules::of(&charge, zone, now));
        let refunds_back = RefundBack::of(&events, &balance);
        let superbill = superbills::lacks(access, practice, &charge, &balance).await?;
        let holds_for = holds_for([&charge], zone, now);
        Ok(Self {
            row: ListedCharge { charge, reference, balance, refunds_back, provider, rules, zone },
            holds_for,
            said,
            payer: payer.map(|(_, payer)| payer.name),
            card,
            card_good_until,
            card_missing,
            has_other_card,
            can_pay_now,
            is_being_tried,
            superbill,
            events,
        })
    }
}

/// What a charge comes to, with what was taken for it beside its own payment.
fn balance(charge: &Charge, extra: &[ExtraPayment], zone: PracticeZone) -> Balance {
    let beside: Vec<ExtraPayment> = extra.iter().filter(|it| it.charge == Some(charge.id)).cloned().collect();
    Balance::of(&charge.state, &beside, zone)
}

fn has_other_card(state: &ChargeState, present: Option<&PaymentMethod>) -> bool {
    let ChargeState::Failed(failed) = state else { return false };
    let tried = failed.announced.attempts.latest().map(|latest| latest.method);
    present.zip(tried).is_some_and(|(present, tried)| present.id != tried)
}

/// Whether a card is needed for it yet.
const fn is_to_be_taken(state: &ChargeState) -> bool {
    matches!(
        state,
        ChargeState::Scheduled(_)
            | ChargeState::Upcoming(_)
            | ChargeState::Processing(_)
            | ChargeState::Failed(_)
    )
}

/// The card that a charge was taken with, or is taken with next, and then how long that is good.
fn card(state: &ChargeState, method: Option<PaymentMethod>) -> (Option<CardShown>, Option<NaiveDate>) {
    match state {
        ChargeState::Paid(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => (state.paid().and_then(|paid| paid.card.clone()), None),
        ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Failed(_) => method.map(|it| (it.card.clone(), it.good_until())).unzip(),
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::SettledElsewhere(_) => (None, None),
    }
}

/// What the payer of a coverage said last of it, of those times when it said that it holds.
async fn said_of(access: &impl Access, coverage: &Coverage) -> Result<Option<Eligibility>, StoreError> {
    let question = coverage.question();
    let mut all = eligibilities::of_client(access, coverage.client).await?.into_iter();
    Ok(all.find(|it| matches!(it.answer, Answer::Active(_)) && it.question.is_about_the_same(&question)))
}
