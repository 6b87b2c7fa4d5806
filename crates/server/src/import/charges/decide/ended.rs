//! Rows about charges that have ended: booked by the practice, called off, paid another way, given up by support, taken by the desk.

use domain::Money;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{
    AttemptsMade, Charge, ChargeState, HeldState, PaidHow, Payment, Refunded, Scheduled, SettledElsewhere,
    StateName,
};

use super::{Decision, Figure, Late, RowAndTerms};
use crate::import::charges::closed::RowPayment;
use crate::import::charges::facts::RowFacts;

impl RowAndTerms<'_> {
    /// Whether the practice said how it ended, and the desk had no part in it: its client was not told, and nothing was tried.
    pub(super) fn is_booked_by_practice(&self, charge: &Charge) -> bool {
        let is_untouched = !self.background.was_tried && !self.background.was_told;
        match &charge.state {
            ChargeState::NothingDue(_) => is_untouched,
            ChargeState::Waived(it) => it.by == Actor::Practice && is_untouched,
            ChargeState::Paid(_) => !self.background.was_tried,
            ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) => {
                it.of.paid().is_some() && !self.background.was_tried
            }
            ChargeState::AwaitingInsurer
            | ChargeState::Scheduled(_)
            | ChargeState::Upcoming(_)
            | ChargeState::Processing(_)
            | ChargeState::Failed(_)
            | ChargeState::OnHold(_)
            | ChargeState::SettledElsewhere(_)
            | ChargeState::Disputed(_)
            | ChargeState::ChargedBack(_) => false,
        }
    }

    pub(super) fn corrected(&self, charge: &Charge) -> Decision {
        let asks_for_money =
            matches!(&self.row.facts, RowFacts::Scheduled { .. } | RowFacts::AwaitingInsurer);
        if asks_for_money && charge.state.paid().is_some() && !self.reopens {
            return Decision::Late(Late::Reopens);
        }
        let state = self.keeping_plan(charge, self.state());
        let action = self.correction(charge, &state);
        Decision::Over(state, vec![action])
    }

    /// The practice called it off after its client was told or it was tried. So the desk took nothing for it, and what was paid was paid
    /// another way.
    pub(super) fn called_off(&self, charge: &Charge) -> Decision {
        match &self.row.facts {
            RowFacts::Waived(_) | RowFacts::NothingDue(_) | RowFacts::Scheduled { .. } => {
                self.corrected(charge)
            }
            RowFacts::Paid(payment)
            | RowFacts::PartiallyRefunded(payment, _)
            | RowFacts::Refunded(payment, _) => {
                let Some(withdrawn) = self.withdrawn() else {
                    return Decision::Late(Late::In(charge.state.name()));
                };
                let before = charge.state.planned().unwrap_or_else(|| self.never_planned(payment));
                let before = HeldState::Scheduled(before);
                let state = withdrawn.of(before, Actor::Practice, self.terms.now());
                let actions = withdrawn.actions(&charge.state, &state);
                self.told(state, actions, None)
            }
            // Its client heard that nothing is taken, and not that something may be.
            RowFacts::AwaitingInsurer => Decision::Late(Late::In(charge.state.name())),
        }
    }

    /// What is owed should a payment turn out to be none, of a charge of which no plan is known.
    fn never_planned(&self, payment: &RowPayment) -> Scheduled {
        Scheduled {
            due: payment.due.clone(),
            first_day: self.last.first_day.unwrap_or(payment.exported().on),
            attempts: AttemptsMade::default(),
            wished: None,
            chosen: false,
        }
    }

    /// The desk took the money. What it took it for is its own to say, and a row that says something else is named: its client would have
    /// paid too much or too little, and nobody would know.
    pub(super) fn taken(&self, charge: &Charge) -> Decision {
        if let Some(late) = self.other_figures(charge) {
            return Decision::Late(late);
        }
        let given_back = match &self.row.facts {
            RowFacts::Paid(_) => return Decision::Agrees,
            RowFacts::Scheduled { due, first_day } if self.is_behind(charge, due, *first_day) => {
                return Decision::Agrees;
            }
            RowFacts::PartiallyRefunded(_, back) | RowFacts::Refunded(_, back) => back.amount,
            RowFacts::AwaitingInsurer
            | RowFacts::NothingDue(_)
            | RowFacts::Scheduled { .. }
            | RowFacts::Waived(_) => return Decision::Late(Late::In(charge.state.name())),
        };
        // Of more that was given back its system has yet to hear.
        if charge.state.given_back().is_some_and(|it| it.cents() >= given_back.cents()) {
            return Decision::Agrees;
        }
        Decision::AskAboutRefund(given_back)
    }

    /// In what the row says of the payment something else than what was taken.
    fn other_figures(&self, charge: &Charge) -> Option<Late> {
        let (taken, says) = (charge.state.due()?, self.row.facts.paid_for()?);
        let amounts = Figure::of_amounts(taken, says).map(Late::TakenFor);
        amounts.or_else(|| Figure::of_answers(taken, says).map(Late::TakenWith))
    }

    /// What support gave up stays so. The practice's system has heard of it, or has yet to.
    pub(super) fn given_up_by_support(&self, charge: &Charge) -> Decision {
        match &self.row.facts {
            RowFacts::Waived(_) => Decision::Agrees,
            RowFacts::Scheduled { due, first_day } if self.is_behind(charge, due, *first_day) => {
                Decision::Agrees
            }
            RowFacts::Scheduled { .. }
            | RowFacts::AwaitingInsurer
            | RowFacts::NothingDue(_)
            | RowFacts::Paid(_)
            | RowFacts::PartiallyRefunded(..)
            | RowFacts::Refunded(..) => Decision::Late(Late::In(charge.state.name())),
        }
    }

    /// The practice was paid by another way than the desk: it knows what became of that money.
    pub(super) fn settled(&self, charge: &Charge, settled: &SettledElsewhere) -> Decision {
        match &self.row.facts {
            RowFacts::Paid(payment) => {
                let state = ChargeState::SettledElsewhere(self.settled_anew(payment, settled));
                let action = self.correction(charge, &state);
                Decision::Over(state, vec![action])
            }
            RowFacts::PartiallyRefunded(payment, back) | RowFacts::Refunded(payment, back) => {
                let of = Payment::SettledElsewhere(self.settled_anew(payment, settled));
                let state = Refunded { of, refunds: vec![back.refund(|day| self.at(day))] }.state();
                // What was told before is not told again.
                let more = back.amount.cents() - charge.state.given_back().map_or(0, Money::cents);
                let action = if more > 0 {
                    let amount = Money::new(more, back.amount.currency());
                    Action::Refunded { amount, reason: back.why.clone() }
                } else {
                    self.correction(charge, &state)
                };
                Decision::Over(state, vec![action])
            }
            // It never said that it was paid: support did, and of that its system has yet to hear.
            RowFacts::Scheduled { due, first_day } if self.last.state == StateName::Scheduled => {
                if self.is_behind(charge, due, *first_day) {
                    Decision::Agrees
                } else {
                    Decision::Late(Late::In(charge.state.name()))
                }
            }
            // Said by mistake, or the check came back. The day that the client chose stays the one wished for.
            RowFacts::Scheduled { due, first_day } if charge.state.name() == StateName::SettledElsewhere => {
                let owed = self.owed(settled.owed.clone(), due, *first_day);
                Decision::Over(ChargeState::Scheduled(owed), vec![Action::OwedAfterAll { reason: None }])
            }
            RowFacts::Scheduled { .. }
            | RowFacts::AwaitingInsurer
            | RowFacts::NothingDue(_)
            | RowFacts::Waived(_) => Decision::Late(Late::In(charge.state.name())),
        }
    }

    /// The payment as the row has it; the same one was said when it was said first. A manner that it never named is not taken back.
    fn settled_anew(&self, payment: &RowPayment, before: &SettledElsewhere) -> SettledElsewhere {
        let named = self.last.payment.and_then(|it| it.how);
        let known: Option<PaidHow> = named.is_none().then_some(before.payment.how);
        let said = payment.elsewhere(self.terms.now(), known);
        let is_same = (said.on, said.how) == (before.payment.on, before.payment.how);
        let owed = Scheduled { due: payment.due.clone(), ..before.owed.clone() };
        SettledElsewhere { payment: if is_same { before.payment } else { said }, owed }
    }
}
