//! What a row that changed makes of the charge that is there: who may change what, and until when.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{
    Charge, ChargeState, HeldState, NothingDue, Payment, Refunded, Scheduled, SettledElsewhere, StateName,
};
use domain::task::{PaymentDifference, TaskReason};
use domain::withdrawal::Withdrawn;
use domain::{ChargeId, ClientId, Money, StaffId};
use store::{Access, StoreError, audit, charges, withdrawals};

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
    Over(ChargeState, Vec<Action>),
    /// The same of one that its client was told of, who is told that it is not taken as planned: on this day, if one is still to come.
    Announced(ChargeState, Vec<Action>, Option<NaiveDate>),
    /// The same, once the processor has let go of it.
    Withdraw(Withdrawn),
    /// It says what is so already.
    Agrees,
    /// It says something of money that the desk does not know, and a person has to look.
    Ask(TaskReason),
    /// The row comes too late.
    Late(Late),
}

/// What of a charge's past a decision is made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Background {
    /// A payment intent was made for it: the desk tried to take it, or did.
    pub(super) was_tried: bool,
    /// Its client was told of it.
    pub(super) was_told: bool,
    /// What support said of it comes to this, and waits for the processor.
    pub(super) is_to_be: Option<StateName>,
}

/// The background of charges.
#[derive(Debug)]
pub(super) struct Backgrounds {
    tried: HashMap<ChargeId, String>,
    told: HashSet<ChargeId>,
    to_be: HashMap<ChargeId, StateName>,
}

impl Backgrounds {
    pub(super) async fn of(access: &impl Access, charges: &[ChargeId]) -> Result<Self, StoreError> {
        let (tried, told) =
            (charges::intents(access, charges).await?, audit::announced(access, charges).await?);
        let waiting = withdrawals::of_charges(access, charges).await?;
        let by_support = waiting.into_iter().filter(|(_, it)| it.by != Actor::Practice);
        Ok(Self { tried, told, to_be: by_support.map(|(id, it)| (id, it.to.to_state())).collect() })
    }

    pub(super) fn get(&self, charge: ChargeId) -> Background {
        Background {
            was_tried: self.tried.contains_key(&charge),
            was_told: self.told.contains(&charge),
            is_to_be: self.to_be.get(&charge).copied(),
        }
    }
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
    background: Background,
    /// Whether what the practice was paid may be taken after all.
    reopens: bool,
    terms: &'a Terms,
}

impl Deciding<'_> {
    /// What a row makes of `charge`, whose cells are filled in from what the charge knows.
    pub(super) fn of(&self, row: &ChargeRow, charge: &Charge, background: Background) -> Decision {
        let (client, provider) = (self.ids.clients[row.client], self.ids.staff[row.provider]);
        let reopens = self.records.reopens;
        let deciding = RowAndTerms { row, client, provider, background, reopens, terms: self.terms };
        match deciding.of(charge) {
            // It is written otherwise.
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

    fn state(&self) -> ChargeState {
        self.row.facts.state(|day| self.at(day))
    }

    fn of(&self, charge: &Charge) -> Decision {
        let row = &self.row.facts;
        if charge.client != self.client {
            return Decision::Late(Late::OfAnotherClient);
        }
        let late = Decision::Late(Late::In(charge.state.name()));
        match &charge.state {
            // Nobody was told of it: it is whatever the practice says.
            ChargeState::AwaitingInsurer | ChargeState::Scheduled(_)
                if self.background == Background::default() =>
            {
                self.over(charge, self.state())
            }
            ChargeState::AwaitingInsurer | ChargeState::Scheduled(_)
                if matches!(row, RowFacts::Scheduled { .. }) && self.background.is_to_be.is_none() =>
            {
                self.over(charge, self.state())
            }
            _ if self.is_booked_by_practice(charge) => self.corrected(charge),
            _ if !self.is_same_session(charge) => late,
            _ if charge.state.is_taken() => self.taken(charge),
            // Its client knows already that it is with the payer again.
            ChargeState::AwaitingInsurer => self.over(charge, self.state()),
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
            // The practice's system has heard that support gave it up.
            ChargeState::Waived(_) if matches!(row, RowFacts::Waived(_)) => Decision::Agrees,
            ChargeState::Paid(_)
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
        Decision::Over(state, vec![action])
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
            ChargeState::NothingDue(_) => true,
            ChargeState::Paid(_) => !self.background.was_tried,
            ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) => {
                it.of.paid().is_some() && !self.background.was_tried
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
        if asks_for_money && charge.state.paid().is_some() && !self.reopens {
            return Decision::Late(Late::Reopens);
        }
        let state = self.state();
        let action = Action::corrected(&charge.state, &state);
        Decision::Over(state, vec![action])
    }

    /// Where a session moves, nobody can tell whether it is the one that its client was told of.
    fn is_same_session(&self, charge: &Charge) -> bool {
        (charge.kind, &charge.session, charge.provider) == (self.row.kind, &self.row.session, self.provider)
    }

    /// The client was told of it, and nothing was taken.
    fn announced(&self, charge: &Charge, before: &HeldState) -> Decision {
        let Some(withdrawn) = self.withdrawn() else {
            return Decision::Late(Late::In(charge.state.name()));
        };
        if let Withdrawn::Changed { due, first_day } = &withdrawn {
            let owed = before.clone().owed();
            // The practice's system has heard of the day that holds here.
            if (&owed.due, owed.first_day) == (due, *first_day) {
                return Decision::Agrees;
            }
            // Held, it stays so until somebody releases it; and a day alone is the client's by now.
            let is_held = matches!(charge.state, ChargeState::OnHold(_));
            // Support said it of what was due until now.
            if let Some(name) = self.background.is_to_be {
                return Decision::Late(Late::In(name));
            }
            if is_held || owed.due == *due {
                return Decision::Late(Late::In(charge.state.name()));
            }
        }
        // Under its intent it could still be taken, and only the processor can call that off.
        if self.background.was_tried {
            return Decision::Withdraw(withdrawn);
        }
        let state = withdrawn.of(before.clone(), Actor::Practice, self.terms.now());
        let actions = withdrawn.actions(&charge.state, &state);
        Decision::Announced(state, actions, charge.state.day_told(self.terms.now()))
    }

    /// What the row says of a charge that is not to be taken as planned.
    fn withdrawn(&self) -> Option<Withdrawn> {
        let at = |day| self.at(day);
        let settled = |payment: &RowPayment, refunds| Withdrawn::Settled {
            payment: payment.elsewhere(self.terms.now()),
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
            RowFacts::NothingDue(answer) => Some(Withdrawn::NothingDue(NothingDue { answer: *answer })),
            RowFacts::Scheduled { due, first_day } => {
                Some(Withdrawn::Changed { due: due.clone(), first_day: *first_day })
            }
            RowFacts::AwaitingInsurer => None,
        }
    }

    /// The practice was paid by another way than the desk: it knows what became of that money.
    fn settled(&self, charge: &Charge, settled: &SettledElsewhere) -> Decision {
        match &self.row.facts {
            RowFacts::Paid(payment) => {
                let state = ChargeState::SettledElsewhere(self.settled_anew(payment, settled));
                let action = Action::corrected(&charge.state, &state);
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
                    Action::corrected(&charge.state, &state)
                };
                Decision::Over(state, vec![action])
            }
            // Said by mistake, or the check came back. The day that the client chose stays the one wished for. What support said the
            // practice's system may not have heard yet, and then it says no such thing.
            RowFacts::Scheduled { due, .. }
                if charge.state.name() == StateName::SettledElsewhere
                    && settled.payment.by == Actor::Practice =>
            {
                let owed = Scheduled { due: due.clone(), ..settled.owed.clone() };
                Decision::Over(ChargeState::Scheduled(owed), vec![Action::OwedAfterAll { reason: None }])
            }
            // It has heard of the day only, to which the client had moved it.
            RowFacts::Scheduled { due, first_day }
                if settled.payment.by != Actor::Practice
                    && (due, *first_day) == (&settled.owed.due, settled.owed.first_day) =>
            {
                Decision::Agrees
            }
            RowFacts::Scheduled { .. }
            | RowFacts::AwaitingInsurer
            | RowFacts::NothingDue(_)
            | RowFacts::Waived(_) => Decision::Late(Late::In(charge.state.name())),
        }
    }

    /// The payment as the row has it; the same one was said when it was said first.
    fn settled_anew(&self, payment: &RowPayment, before: &SettledElsewhere) -> SettledElsewhere {
        let said = payment.elsewhere(self.terms.now());
        let is_same = (said.on, said.how) == (before.payment.on, before.payment.how);
        let owed = Scheduled { due: payment.due.clone(), ..before.owed.clone() };
        SettledElsewhere { payment: if is_same { before.payment } else { said }, owed }
    }
}
