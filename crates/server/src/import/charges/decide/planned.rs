//! Rows about charges that the desk is to take, and that their clients may have been told of.

use chrono::NaiveDate;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, Due, HeldState, NothingDue, StateName};
use domain::export::AfterExport;
use domain::withdrawal::Withdrawn;

use super::{Decision, Late, RowAndTerms};
use crate::import::charges::closed::RowPayment;
use crate::import::charges::facts::RowFacts;

impl RowAndTerms<'_> {
    /// Nothing was taken of it.
    pub(super) fn planned(&self, charge: &Charge, before: &HeldState) -> Decision {
        if self.ended_so() {
            return Decision::Agrees;
        }
        let withdrawn = match &self.row.facts {
            RowFacts::Scheduled { due, first_day } => match self.changed(charge, before, due, *first_day) {
                Ok(withdrawn) => withdrawn,
                Err(decision) => return *decision,
            },
            _ => match self.withdrawn() {
                Some(withdrawn) => withdrawn,
                None => return Decision::Late(Late::In(charge.state.name())),
            },
        };
        // Under its intent it could still be taken, and only the processor can call that off.
        if self.background.was_tried {
            return Decision::Withdraw(withdrawn);
        }
        let state = withdrawn.of(before.clone(), Actor::Practice, self.terms.now());
        let actions = withdrawn.actions(&charge.state, &state);
        self.told(state, actions, charge.state.day_told(self.terms.now()))
    }

    /// Its client hears of it if they had heard of the charge.
    pub(super) fn told(&self, state: ChargeState, actions: Vec<Action>, day: Option<NaiveDate>) -> Decision {
        if self.background.was_told {
            Decision::Announced(state, actions, day)
        } else {
            Decision::Over(state, actions)
        }
    }

    /// It is still owed: something else is due, or on another day.
    fn changed(
        &self,
        charge: &Charge,
        before: &HeldState,
        due: &Due,
        first_day: NaiveDate,
    ) -> Result<Withdrawn, Box<Decision>> {
        let late = |state| Err(Box::new(Decision::Late(Late::In(state))));
        let owed = before.clone().owed();
        let other_day = match self.last.day_after(&owed, first_day) {
            AfterExport::Holds(day) => Some(day).filter(|day| *day != owed.first_day),
            AfterExport::Disputed { .. } => None,
        };
        if owed.due == *due {
            return match (other_day, &charge.state) {
                (None, _) => Err(Box::new(Decision::Agrees)),
                // No day is announced that its client may count on.
                (Some(_), ChargeState::Scheduled(_)) => {
                    let state = ChargeState::Scheduled(self.owed(owed, due, first_day));
                    let action = self.correction(charge, &state);
                    Err(Box::new(Decision::Over(state, vec![action])))
                }
                (Some(_), other) => late(other.name()),
            };
        }
        // Support said it of what was due until now.
        if let Some(name) = self.background.is_to_be {
            return late(name);
        }
        // Held, it stays so until somebody releases it.
        if matches!(charge.state, ChargeState::OnHold(_)) {
            return late(StateName::OnHold);
        }
        Ok(Withdrawn::Changed { due: due.clone(), first_day: other_day })
    }

    /// It waits until the attempt has an outcome. Another amount would come too late.
    pub(super) fn under_way(&self, charge: &Charge) -> Decision {
        if self.ended_so() {
            return Decision::Agrees;
        }
        match &self.row.facts {
            RowFacts::Scheduled { due, first_day } if self.is_behind(charge, due, *first_day) => {
                Decision::Agrees
            }
            RowFacts::Scheduled { .. } => Decision::Late(Late::In(charge.state.name())),
            _ => match self.withdrawn() {
                Some(withdrawn) => Decision::Withdraw(withdrawn),
                None => Decision::Late(Late::In(charge.state.name())),
            },
        }
    }

    /// How the row says that a charge ended that is not taken as planned; none where it does not.
    pub(super) fn withdrawn(&self) -> Option<Withdrawn> {
        let at = |day| self.at(day);
        let settled = |payment: &RowPayment, refunds| Withdrawn::Settled {
            payment: payment.elsewhere(self.terms.now(), None),
            due: payment.due.clone(),
            refunds,
            reason: None,
        };
        match &self.row.facts {
            RowFacts::Paid(payment) => Some(settled(payment, Vec::new())),
            RowFacts::PartiallyRefunded(payment, back) | RowFacts::Refunded(payment, back) => {
                Some(settled(payment, vec![back.refund(at)]))
            }
            RowFacts::Waived(up) => Some(Withdrawn::Waived(up.waived(at))),
            RowFacts::NothingDue(answer) => {
                Some(Withdrawn::NothingDue(NothingDue { answer: *answer, planned: None }))
            }
            RowFacts::Scheduled { .. } | RowFacts::AwaitingInsurer => None,
        }
    }
}
