//! What cardholders told their banks of one payment. There may be several disputes of it, each about a part and each decided by itself.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{DisputeStanding, DisputeTold};
use crate::audit::Action;
use crate::money::Money;

/// A dispute for which a bank has taken money: until it has decided, or for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The processor's id of it.
    pub id: String,
    /// How much of the payment it is about.
    pub amount: Money,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Until when the bank takes the practice's answer; none once it takes none any more.
    pub answer_until: Option<DateTime<Utc>>,
    /// When the bank decided for the cardholder; none while it has not decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_at: Option<DateTime<Utc>>,
}

impl Dispute {
    /// As the processor tells it, where the bank has the money. What is `known` of it holds: support was told that day to answer by, and
    /// the processor does not say when the bank decided.
    fn told(told: &DisputeTold, known: &[Self], now: DateTime<Utc>) -> Option<Self> {
        let known = known.iter().find(|it| it.id == told.id);
        let lost_at = match told.standing {
            DisputeStanding::Inquiry | DisputeStanding::Closed => return None,
            DisputeStanding::Open => None,
            DisputeStanding::Lost => Some(known.and_then(|it| it.lost_at).unwrap_or(now)),
        };
        Some(Self {
            id: told.id.clone(),
            amount: told.amount,
            opened_at: known.map_or(told.opened_at, |it| it.opened_at),
            answer_until: known.map_or(told.answer_until, |it| it.answer_until),
            lost_at,
        })
    }

    const fn is_lost(&self) -> bool {
        self.lost_at.is_some()
    }
}

/// Those of which the bank has the money, the oldest first, by what the processor says and what was `known` of them.
pub(crate) fn told(told: &[DisputeTold], known: &[Dispute], now: DateTime<Utc>) -> Vec<Dispute> {
    let mut all: Vec<Dispute> = told.iter().filter_map(|it| Dispute::told(it, known, now)).collect();
    all.sort_by(|a, b| (a.opened_at, &a.id).cmp(&(b.opened_at, &b.id)));
    all
}

/// How much banks have of a payment until they have decided, in cents.
#[must_use]
pub fn open_cents(disputes: &[Dispute]) -> i64 {
    disputes.iter().filter(|it| !it.is_lost()).map(|it| it.amount.cents()).sum()
}

/// How much banks took of a payment for good, in cents.
#[must_use]
pub fn lost_cents(disputes: &[Dispute]) -> i64 {
    disputes.iter().filter(|it| it.is_lost()).map(|it| it.amount.cents()).sum()
}

/// What happened between these disputes and those.
pub(crate) fn contested(before: &[Dispute], now: &[Dispute]) -> Vec<Action> {
    let over = before.iter().filter(|old| now.iter().all(|new| new.id != old.id)).map(|old| {
        if old.is_lost() { Action::ChargebackReturned { amount: old.amount } } else { Action::DisputeClosed }
    });
    let went_on = now.iter().flat_map(|new| step(before.iter().find(|old| old.id == new.id), new));
    over.chain(went_on).collect()
}

fn step(old: Option<&Dispute>, new: &Dispute) -> Vec<Action> {
    let amount = new.amount;
    let opened = Action::Disputed { amount, instead_of: None };
    let lost = Action::ChargedBack { amount };
    let Some(old) = old else {
        return if new.is_lost() { vec![opened, lost] } else { vec![opened] };
    };
    let is_same = old.amount == amount;
    match (old.is_lost(), new.is_lost()) {
        (false, false) | (true, true) if is_same => Vec::new(),
        (false, false) => vec![Action::Disputed { amount, instead_of: Some(old.amount) }],
        (false, true) => vec![lost],
        (true, false) => vec![Action::ChargebackReturned { amount: old.amount }, opened],
        (true, true) => vec![Action::ChargebackReturned { amount: old.amount }, opened, lost],
    }
}
