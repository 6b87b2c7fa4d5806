//! What a row that changed makes of the charge that is there: who may change what, and until when.

mod background;
mod ended;
mod figure;
mod planned;

use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::actor::Actor;
use domain::audit::{Action, Correction};
use domain::charge::{Charge, ChargeState, Due, Exported, HeldState, Payment, Scheduled, StateName};
use domain::export::AfterExport;
use domain::withdrawal::Withdrawn;
use domain::{ClientId, StaffId};

pub(super) use background::{Background, Backgrounds};
pub(super) use figure::Figure;

use super::ChargeRow;
use super::facts::RowFacts;
use crate::import::apply::Terms;
use crate::import::known::KnownIds;
use crate::import::records::Records;

/// What becomes of a charge, and what is to be said of its day.
#[derive(Debug)]
pub(super) struct Decided {
    pub(super) decision: Decision,
    pub(super) day: DayWord,
}

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
    /// It says that this much was given back, which the processor does not, and a person has to look.
    AskAboutRefund(Money),
    /// The row comes too late.
    Late(Late),
}

/// What a row says of the day of a charge that the client or support may have moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayWord {
    /// Nothing that anybody has to hear of.
    Nothing,
    /// Another day than it said last, and so was one chosen in the desk, which stays. Support finds out which is right.
    Disputed { desk: NaiveDate, export: NaiveDate },
    /// Another day than it said last, which is the one that the desk has.
    Agreed,
}

/// Why a row changes nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Late {
    /// It is in this state, in which no row makes this change.
    In(StateName),
    /// The practice was paid, and the desk would take the money again.
    Reopens,
    /// The desk took another amount for it. Were the row passed over, nobody would know that its client paid too much.
    TakenFor(Figure),
    /// The desk took the same for it, which came about otherwise.
    TakenWith(Figure),
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
    deciding: &'a Deciding<'a>,
    row: &'a ChargeRow,
    /// Whose client and session the row says it is.
    client: ClientId,
    provider: StaffId,
    background: Background,
    /// What the export said before.
    last: &'a Exported,
    /// Whether what the practice was paid may be taken after all.
    reopens: bool,
    terms: &'a Terms,
}

impl Deciding<'_> {
    /// What a row makes of `charge`, whose cells are filled in from what the charge knows. A cell counts where it says something else than
    /// the export said `last`.
    pub(super) fn of(
        &self,
        row: &ChargeRow,
        charge: &Charge,
        background: Background,
        last: &Exported,
    ) -> Decided {
        let (client, provider) = (self.ids.clients[row.client], self.ids.staff[row.provider]);
        let (reopens, terms) = (self.records.reopens, self.terms);
        let deciding =
            RowAndTerms { deciding: self, row, client, provider, background, last, reopens, terms };
        match deciding.of(charge) {
            // It is written otherwise.
            Decision::Over(state, _)
                if state == charge.state
                    && deciding.is_same_session(charge)
                    && row.session == charge.session =>
            {
                Decided { decision: Decision::Agrees, day: deciding.day_word(charge) }
            }
            decision @ Decision::Late(_) => Decided { decision, day: DayWord::Nothing },
            decision => Decided { decision, day: deciding.day_word(charge) },
        }
    }

    fn name_of(&self, provider: StaffId) -> Option<&str> {
        let mut all = self.records.staff.with_desk();
        all.find(|(at, _)| self.ids.staff[*at] == provider).map(|(_, row)| row.name.as_str())
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
        if charge.client != self.client {
            return Decision::Late(Late::OfAnotherClient);
        }
        let late = Decision::Late(Late::In(charge.state.name()));
        match &charge.state {
            // Support has said since that it has not ended so.
            ChargeState::Scheduled(_) if self.ended_so() => Decision::Agrees,
            // Nobody was told of it: it is whatever the practice says.
            ChargeState::AwaitingInsurer | ChargeState::Scheduled(_)
                if self.background == Background::default() =>
            {
                self.over(charge)
            }
            _ if self.is_booked_by_practice(charge) => self.corrected(charge),
            _ if !self.is_same_session(charge) => late,
            _ if charge.state.is_taken() => self.taken(charge),
            ChargeState::AwaitingInsurer => self.over(charge),
            ChargeState::Scheduled(it) => self.planned(charge, &HeldState::Scheduled(it.clone())),
            ChargeState::Upcoming(it) => self.planned(charge, &HeldState::Upcoming(it.clone())),
            ChargeState::Failed(it) => self.planned(charge, &HeldState::Failed(it.clone())),
            ChargeState::OnHold(it) => self.planned(charge, &it.before),
            ChargeState::Processing(_) => self.under_way(charge),
            ChargeState::SettledElsewhere(it) => self.settled(charge, it),
            ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) => match &it.of {
                Payment::SettledElsewhere(settled) => self.settled(charge, settled),
                Payment::Paid(_) => late,
            },
            ChargeState::Waived(it) if it.by == Actor::Practice => self.called_off(charge),
            ChargeState::NothingDue(_) => self.called_off(charge),
            ChargeState::Waived(_) => self.given_up_by_support(charge),
            ChargeState::Paid(_) | ChargeState::Disputed(_) | ChargeState::ChargedBack(_) => late,
        }
    }

    /// What the record says where the practice corrects what it had said: all that its client read otherwise.
    fn correction(&self, charge: &Charge, state: &ChargeState) -> Action {
        let row = (self.row.kind, &self.row.session, state);
        let mut details = Correction::of_charge(charge, row, self.terms.zone());
        if charge.provider != self.provider {
            let (was, is) = (self.deciding.name_of(charge.provider), self.deciding.name_of(self.provider));
            details.insert(0, Correction::of_provider(was, is));
        }
        Action::corrected_in(&charge.state, state, details)
    }

    /// The row as it is, but for what of the charge's plan is not the practice's to say.
    fn over(&self, charge: &Charge) -> Decision {
        let state = self.keeping_plan(charge, self.state());
        let action = Action::ChargeImported { state: state.name() };
        Decision::Over(state, vec![action])
    }

    /// Where a session moves, nobody can tell whether it is the one that its client was told of. Other words for it say nothing.
    fn is_same_session(&self, charge: &Charge) -> bool {
        let (there, row) = (&charge.session, &self.row.session);
        (charge.kind, charge.provider) == (self.row.kind, self.provider)
            && (there.day, there.start, &there.cpt_code) == (row.day, row.start, &row.cpt_code)
    }

    /// Whether the row says again how the charge ended.
    fn ended_so(&self) -> bool {
        self.last.ended_so(&self.row.exported)
    }

    /// Whether the row says of what is owed what is so in the desk, or was when it was brought up to date last: what the desk did with it
    /// since, the practice's system has yet to hear.
    fn is_behind(&self, charge: &Charge, due: &Due, first_day: NaiveDate) -> bool {
        let taken_on = charge.state.paid().map(|it| it.day);
        let planned = || charge.state.planned().map(|it| it.first_day);
        charge.state.due() == Some(due)
            && (self.last.first_day == Some(first_day) || taken_on.or_else(planned) == Some(first_day))
    }

    /// What `state`, as the row has it, comes to with what was planned before: the day that the client or support chose and the attempts
    /// that count against the client's card stay, whatever the practice says since, and so does the day on which it may have been taken.
    fn keeping_plan(&self, charge: &Charge, state: ChargeState) -> ChargeState {
        let Some(planned) = charge.state.planned() else { return state };
        match state {
            ChargeState::Scheduled(new) => {
                ChargeState::Scheduled(self.owed(planned, &new.due, new.first_day))
            }
            ChargeState::Waived(mut it) => {
                it.planned = Some(planned);
                ChargeState::Waived(it)
            }
            ChargeState::NothingDue(mut it) => {
                it.planned = Some(planned);
                ChargeState::NothingDue(it)
            }
            other => other,
        }
    }

    /// What was planned, with what is due now, for the day that holds once the row has named one.
    fn owed(&self, planned: Scheduled, due: &Due, first_day: NaiveDate) -> Scheduled {
        let day = match self.last.day_after(&planned, first_day) {
            AfterExport::Holds(day) => day,
            AfterExport::Disputed { desk, .. } => desk,
        };
        let owed = Scheduled { due: due.clone(), ..planned };
        if day == owed.first_day {
            return owed;
        }
        // A day that is still to come, and that nobody was told of, is none on which it may have been taken.
        let earliest = owed.earliest_day();
        let is_past = self.background != Background::default() || self.at(earliest) <= self.terms.now();
        let owed = owed.wished_for(day);
        if is_past { owed } else { Scheduled { wished: None, ..owed } }
    }

    fn day_word(&self, charge: &Charge) -> DayWord {
        let RowFacts::Scheduled { first_day, .. } = self.row.facts else { return DayWord::Nothing };
        let Some(planned) = HeldState::of(&charge.state).map(HeldState::owed) else {
            return DayWord::Nothing;
        };
        match self.last.day_after(&planned, first_day) {
            AfterExport::Disputed { desk, export } => DayWord::Disputed { desk, export },
            AfterExport::Holds(_) if planned.first_day == first_day && planned.chosen => DayWord::Agreed,
            AfterExport::Holds(_) => DayWord::Nothing,
        }
    }
}
