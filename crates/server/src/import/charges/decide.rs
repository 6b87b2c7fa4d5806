//! What a row that changed makes of the charge that is there: who may change what, and until when.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{
    Charge, ChargeState, HeldState, NothingDue, Payment, Refunded, Scheduled, SettledElsewhere, StateName,
};
use domain::task::{PaymentDifference, TaskReason};
use domain::withdrawal::Withdrawn;
use domain::{ClientId, StaffId};

use super::ChargeRow;
use super::closed::RowPayment;
use super::facts::RowFacts;
use crate::import::apply::Terms;
use crate::import::known::KnownIds;
use crate::import::records::Records;

/// What becomes of a charge.
#[derive(Debug)]
pub(super) enum Decision {
    /// The row is written over it, and this is recorded. Nobody was told of it yet, or the practice had booked it itself, so nobody
    /// has to be told.
    Over(ChargeState, Action),
    /// The same of one that its client was told of, who is told that it is not taken as planned. None is told where a new notice
    /// follows by itself.
    Announced(ChargeState, Action, Off),
    /// The same, once the processor has let go of it.
    Withdraw(Withdrawn),
    /// It says what is so already.
    Agrees,
    /// It says something of money that the desk does not know, and a person has to look.
    Ask(TaskReason),
    /// The row comes too late.
    Late(Late),
}

/// What the client is told besides a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Off {
    /// Nothing is taken on this day any more, if it was one.
    Told(Option<NaiveDate>),
    /// The notice of the new figures says it.
    NoticeFollows,
}

/// Why a row changes nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Late {
    /// It is in this state, in which no row makes this change.
    In(StateName),
    /// The practice was paid, and the desk would take the money again.
    Reopens,
    /// What was imported, seen and written down about one client never becomes another's.
    OfAnotherClient,
}

/// What decisions about a practice's charges are made from.
#[derive(Clone, Copy)]
pub(super) struct Deciding<'a> {
    pub(super) records: &'a Records,
    pub(super) ids: &'a KnownIds,
    pub(super) terms: &'a Terms,
}

/// What one is made from.
struct RowAndTerms<'a> {
    row: &'a ChargeRow,
    /// Whose client and session the row says it is.
    client: ClientId,
    provider: StaffId,
    /// Whether a payment intent was made for it: the desk tried to take it, or did.
    was_tried: bool,
    /// Whether what the practice was paid may be taken after all.
    reopens: bool,
    terms: &'a Terms,
}

impl Deciding<'_> {
    /// What a row makes of `charge`, for which a payment intent was made if it `was_tried`.
    pub(super) fn of(&self, row: &ChargeRow, charge: &Charge, was_tried: bool) -> Decision {
        let (client, provider) = (self.ids.clients[row.client], self.ids.staff[row.provider]);
        let reopens = self.records.reopens;
        let deciding = RowAndTerms { row, client, provider, was_tried, reopens, terms: self.terms };
        match deciding.of(charge) {
            // It is written otherwise, or what it says cannot be read.
            Decision::Over(state, _) if state == charge.state && deciding.is_same_session(charge) => {
                Decision::Agrees
            }
            decision => decision,
        }
    }
}

impl RowAndTerms<'_> {
    fn at(&self, day: NaiveDate) -> DateTime<Utc> {
        self.terms.at(day)
    }

    fn state(&self, charge: &Charge) -> ChargeState {
        let known = charge.state.paid().and_then(|paid| paid.card.as_ref());
        self.row.facts.state(known, |day| self.at(day))
    }

    fn of(&self, charge: &Charge) -> Decision {
        let row = &self.row.facts;
        if charge.client != self.client {
            return Decision::Late(Late::OfAnotherClient);
        }
        let late = Decision::Late(Late::In(charge.state.name()));
        match &charge.state {
            // Nobody was told of it: it is whatever the practice says.
            ChargeState::AwaitingInsurer | ChargeState::Scheduled(_) if !self.was_tried => {
                self.over(charge, self.state(charge))
            }
            ChargeState::Scheduled(_) if matches!(row, RowFacts::Scheduled { .. }) => {
                self.over(charge, self.state(charge))
            }
            _ if charge.state.is_taken() && self.was_tried => self.taken(charge),
            _ if self.is_booked_by_practice(charge) => self.corrected(charge),
            _ if !self.is_same_session(charge) => late,
            ChargeState::Upcoming(it) => self.announced(charge, &HeldState::Upcoming(it.clone())),
            ChargeState::Failed(it) => self.announced(charge, &HeldState::Failed(it.clone())),
            ChargeState::OnHold(it) => self.announced(charge, &it.before),
            ChargeState::Scheduled(it) => self.announced(charge, &HeldState::Scheduled(it.clone())),
            // It waits until the attempt has an outcome. Another amount would come too late.
            ChargeState::Processing(_) => match self.withdrawn() {
                Some(Withdrawn::Changed { .. }) | None => late,
                Some(withdrawn) => Decision::Withdraw(withdrawn),
            },
            ChargeState::SettledElsewhere(it) => self.settled(charge, it),
            ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) => match &it.of {
                Payment::SettledElsewhere(settled) => self.settled(charge, settled),
                Payment::Paid(_) => late,
            },
            ChargeState::AwaitingInsurer
            | ChargeState::Paid(_)
            | ChargeState::NothingDue(_)
            | ChargeState::Waived(_)
            | ChargeState::Disputed(_)
            | ChargeState::ChargedBack(_) => late,
        }
    }

    /// The row as it is, with the attempts that count against the client's card whatever the practice says since.
    fn over(&self, charge: &Charge, mut state: ChargeState) -> Decision {
        if let (ChargeState::Scheduled(new), ChargeState::Scheduled(old)) = (&mut state, &charge.state) {
            new.attempts = old.attempts.clone();
            // Nor does another day make it impossible that it was taken on the one it had, if that has come.
            let earliest = old.earliest_day();
            new.wished =
                (self.at(earliest) <= self.terms.now() && earliest < new.first_day).then_some(earliest);
        }
        let action = Action::ChargeImported { state: state.name() };
        Decision::Over(state, action)
    }

    /// The desk took the money. What it took it for is its own to say.
    fn taken(&self, charge: &Charge) -> Decision {
        let given_back = match &self.row.facts {
            RowFacts::Paid(_) => return Decision::Agrees,
            RowFacts::PartiallyRefunded(_, back) | RowFacts::Refunded(_, back) => back.amount,
            RowFacts::AwaitingInsurer
            | RowFacts::NothingDue(_)
            | RowFacts::Scheduled { .. }
            | RowFacts::Waived(_) => return Decision::Late(Late::In(charge.state.name())),
        };
        if charge.state.given_back() == Some(given_back) {
            return Decision::Agrees;
        }
        let difference = PaymentDifference::RefundUnknown { amount: given_back };
        Decision::Ask(TaskReason::PaymentDiffers { difference })
    }

    /// Whether the practice said how it ended, and the desk had no part in it.
    fn is_booked_by_practice(&self, charge: &Charge) -> bool {
        match &charge.state {
            ChargeState::NothingDue(_) | ChargeState::Paid(_) => !self.was_tried,
            ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) => {
                it.of.paid().is_some() && !self.was_tried
            }
            ChargeState::Waived(it) => it.by == Actor::Practice,
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

    fn corrected(&self, charge: &Charge) -> Decision {
        let asks_for_money =
            matches!(&self.row.facts, RowFacts::Scheduled { .. } | RowFacts::AwaitingInsurer);
        if asks_for_money && !self.reopens {
            return Decision::Late(Late::Reopens);
        }
        let state = self.state(charge);
        let action = Action::corrected(&charge.state, &state);
        Decision::Over(state, action)
    }

    /// Where a session moves, nobody can tell whether it is the one that its client was told of.
    fn is_same_session(&self, charge: &Charge) -> bool {
        (charge.kind, &charge.session, charge.provider)
            == (self.row.kind, &self.row.session_over(&charge.session), self.provider)
    }

    /// The client was told of it, and nothing was taken.
    fn announced(&self, charge: &Charge, before: &HeldState) -> Decision {
        let Some(withdrawn) = self.withdrawn() else {
            return Decision::Late(Late::In(charge.state.name()));
        };
        if let Withdrawn::Changed { due, .. } = &withdrawn {
            // Held, it stays so until somebody releases it; and a day alone is the client's by now.
            let is_held = matches!(charge.state, ChargeState::OnHold(_));
            if is_held || before.clone().owed().due == *due {
                return Decision::Late(Late::In(charge.state.name()));
            }
        }
        // Under its intent it could still be taken, and only the processor can call that off.
        if self.was_tried {
            return Decision::Withdraw(withdrawn);
        }
        let state = withdrawn.of(before.clone());
        let off =
            if state.name().is_open() { Off::NoticeFollows } else { Off::Told(charge.state.day_told()) };
        let action = withdrawn.action(&charge.state, &state);
        Decision::Announced(state, action, off)
    }

    /// What the row says of a charge that is not to be taken as planned.
    fn withdrawn(&self) -> Option<Withdrawn> {
        let at = |day| self.at(day);
        let settled = |payment: &RowPayment, refunds| Withdrawn::Settled {
            payment: payment.elsewhere(self.terms.now()),
            due: payment.due.clone(),
            refunds,
        };
        match &self.row.facts {
            RowFacts::Paid(payment) => Some(settled(payment, Vec::new())),
            RowFacts::PartiallyRefunded(payment, back) | RowFacts::Refunded(payment, back) => {
                Some(settled(payment, vec![back.refund(at)]))
            }
            RowFacts::Waived(up) => Some(Withdrawn::Waived(up.waived(at))),
            RowFacts::NothingDue(answer) => Some(Withdrawn::NothingDue(NothingDue { answer: *answer })),
            RowFacts::Scheduled { due, first_day } => {
                Some(Withdrawn::Changed { due: due.clone(), first_day: *first_day })
            }
            RowFacts::AwaitingInsurer => None,
        }
    }

    fn settled_by(&self, payment: &RowPayment, owed: Scheduled) -> SettledElsewhere {
        let owed = Scheduled { due: payment.due.clone(), ..owed };
        SettledElsewhere { payment: payment.elsewhere(self.terms.now()), owed }
    }

    /// The practice was paid by another way than the desk: it knows what became of that money.
    fn settled(&self, charge: &Charge, settled: &SettledElsewhere) -> Decision {
        let owed = || settled.owed.clone();
        match &self.row.facts {
            RowFacts::Paid(payment) => {
                let state = ChargeState::SettledElsewhere(self.settled_by(payment, owed()));
                let action = Action::corrected(&charge.state, &state);
                Decision::Over(state, action)
            }
            RowFacts::PartiallyRefunded(payment, back) | RowFacts::Refunded(payment, back) => {
                let of = Payment::SettledElsewhere(self.settled_by(payment, owed()));
                let state = Refunded { of, refunds: vec![back.refund(|day| self.at(day))] }.state();
                let action = Action::Refunded { amount: back.amount, reason: back.why.clone() };
                Decision::Over(state, action)
            }
            // Said by mistake, or the check came back.
            RowFacts::Scheduled { due, first_day } if charge.state.name() == StateName::SettledElsewhere => {
                let owed = Scheduled { due: due.clone(), first_day: *first_day, ..owed() };
                Decision::Over(ChargeState::Scheduled(owed), Action::OwedAfterAll)
            }
            RowFacts::Scheduled { .. }
            | RowFacts::AwaitingInsurer
            | RowFacts::NothingDue(_)
            | RowFacts::Waived(_) => Decision::Late(Late::In(charge.state.name())),
        }
    }
}
