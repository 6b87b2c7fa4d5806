//! Refunds that did not reach their client: the bank threw them back, or the practice called them off, and none has come since.

use chrono::{DateTime, Utc};

use super::Balance;
use crate::audit::{Action, Entry};
use crate::money::Money;

/// Such a refund, as far as nothing was given back in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundBack {
    /// How much, above zero.
    pub amount: Money,
    /// When the practice had it again.
    pub at: DateTime<Utc>,
    /// Whether the practice called it off, rather than the bank throwing it back.
    pub called_off: bool,
}

impl RefundBack {
    /// Those of a charge, by what the record says of it, the oldest entry first. What was given back later came in the place of the
    /// earliest. Nobody is told to wait for money that came back to them another way: what is left is at most what they have paid.
    #[must_use]
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>, balance: &Balance) -> Vec<Self> {
        let mut back: Vec<Self> = Vec::new();
        for entry in entries {
            match entry.action {
                Action::RefundReturned { amount, called_off }
                | Action::ExtraRefundReturned { amount, called_off } => {
                    back.push(Self { amount, at: entry.at, called_off });
                }
                Action::Refunded { amount, .. } | Action::ExtraRefunded { amount } => {
                    take_off(&mut back, amount.cents());
                }
                _ => {}
            }
        }
        let paid = balance.paid().map_or(0, Money::cents);
        let left: i64 = back.iter().map(|it| it.amount.cents()).sum();
        take_off(&mut back, left - paid);
        back
    }
}

/// Takes so many cents off, from the earliest on.
fn take_off(back: &mut Vec<RefundBack>, mut cents: i64) {
    back.retain_mut(|it| {
        let taken = cents.clamp(0, it.amount.cents());
        cents -= taken;
        it.amount = Money::new(it.amount.cents() - taken, it.amount.currency());
        !it.amount.is_zero()
    });
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::actor::Actor;
    use crate::charge::ChargeState;
    use crate::ids::AuditId;
    use crate::testing::{charge, local, paid};
    use crate::zone::PracticeZone;

    fn sent(cents: i64) -> Action {
        Action::Refunded { amount: Money::usd(cents), reason: String::new() }
    }

    fn returned(cents: i64, called_off: bool) -> Action {
        Action::RefundReturned { amount: Money::usd(cents), called_off }
    }

    /// What is left of these deeds, one an hour, where so much of the charge is paid.
    fn left(actions: &[Action], paid_cents: i64) -> Vec<(i64, bool)> {
        let state = ChargeState::Paid(paid());
        let charge = charge(state.clone());
        let at = local("2025-12-03 10:00:00");
        let id = AuditId::new(uuid::Uuid::nil());
        let entry = |it: &Action| Entry::about_charge(id, at, Actor::System, &charge, it.clone());
        let entries: Vec<Entry> = actions.iter().map(entry).collect();
        let mut balance = Balance::of(&state, &[], PracticeZone::NEW_YORK);
        balance.postings[0].amount = Money::usd(paid_cents);
        RefundBack::of(&entries, &balance).iter().map(|it| (it.amount.cents(), it.called_off)).collect()
    }

    #[test]
    fn a_refund_that_came_back_is_there_until_another_came_in_its_place() {
        let back = [sent(1_000), returned(1_000, false)];
        assert_eq!(left(&back[..1], 3_000), []);
        assert_eq!(left(&back, 4_000), [(1_000, false)]);
        let again = [&back[..], &[sent(1_000)]].concat();
        assert_eq!(left(&again, 3_000), []);
        let once_more = [&again[..], &[returned(1_000, true)]].concat();
        assert_eq!(left(&once_more, 4_000), [(1_000, true)]);
    }

    #[test]
    fn what_is_given_back_later_comes_in_the_place_of_the_earliest() {
        let two = [sent(1_000), sent(500), returned(1_000, false), returned(500, true)];
        assert_eq!(left(&two, 4_000), [(1_000, false), (500, true)]);
        assert_eq!(left(&[&two[..], &[sent(1_200)]].concat(), 2_800), [(300, true)]);
    }

    #[test]
    fn what_the_bank_took_back_since_nobody_waits_for() {
        let back = [sent(1_000), returned(1_000, false)];
        assert_eq!(left(&back, 0), []);
        assert_eq!(left(&back, 400), [(400, false)]);
    }
}
