//! A charge as the practice's system should have it, told from the record.

use chrono::{DateTime, NaiveDate, Utc};
use domain::audit::{Action, Entry};
use domain::charge::{Charge, PaidHow, Refund, StateName};
use domain::phone::PhoneOnFile;
use domain::zone::PracticeZone;
use domain::{Money, money};

use super::Told;

/// What has become of one cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) column: &'static str,
    pub(super) was: Told,
    pub(super) is: Told,
}

/// What the record has told of a charge so far.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    charge: &'a Charge,
    zone: PracticeZone,
    state: &'static str,
    /// What it would be without disputes.
    state_undisputed: &'static str,
    disputes: u32,
    lost: u32,
    paid: Option<Money>,
    given_back: i64,
    /// The day it is to be taken, as far as the record tells.
    day: Option<NaiveDate>,
    /// The payment another way that was told of last.
    elsewhere: Option<(NaiveDate, PaidHow)>,
    /// The refund that was told of last.
    refund: Option<(NaiveDate, String)>,
    /// When the refunds were made that were told of.
    refunds_told: Vec<DateTime<Utc>>,
}

/// Words for a state that no row of an export sets.
const ON_HOLD: &str = "on_hold";
const DISPUTED: &str = "disputed";
const CHARGED_BACK: &str = "charged_back";

impl<'a> Ledger<'a> {
    pub(super) const fn of(charge: &'a Charge, zone: PracticeZone) -> Self {
        let state = StateName::Scheduled.as_str();
        let (paid, day, elsewhere, refund) = (None, None, None, None);
        Self {
            charge,
            zone,
            state,
            state_undisputed: state,
            disputes: 0,
            lost: 0,
            paid,
            given_back: 0,
            day,
            elsewhere,
            refund,
            refunds_told: Vec::new(),
        }
    }

    /// What an entry changes, after all that came before it.
    pub(super) fn hear(&mut self, entry: &Entry) -> Vec<Cell> {
        match &entry.action {
            Action::ChargeImported { state }
            | Action::Corrected { to: state, .. }
            | Action::Released { to: state, .. } => self.becomes(word(*state)),
            Action::Rescheduled { from, to, .. } | Action::FirstDayMoved { from, to, .. } => {
                self.day = Some(*to);
                vec![cell("first_day", Told::exact(from), Told::exact(to))]
            }
            Action::Paid { amount, card, .. } => {
                self.paid = Some(*amount);
                let mut cells = self.becomes(StateName::Paid.as_str());
                cells.push(news("paid_on", Told::exact(self.zone.day(entry.happened_at()))));
                if let Some(card) = card {
                    cells.push(news("card_brand", Told::Text(card.brand.clone())));
                    cells.push(news("card_last4", Told::Exact(card.last4.clone())));
                }
                let receipt = self.charge.state.paid().map(|it| it.receipt.clone());
                cells.extend(receipt.map(|it| news("receipt", Told::Text(it))));
                cells
            }
            Action::Held { .. } => self.becomes(ON_HOLD),
            Action::Waived { reason } => {
                let mut cells = self.becomes(StateName::Waived.as_str());
                cells.push(news("waived_on", Told::exact(self.zone.day(entry.at))));
                cells.push(news("waive_reason", Told::Text(reason.clone())));
                // A row that says so has no room for the day.
                cells.push(cell("first_day", self.day().map_or(Told::Nothing, Told::exact), Told::Nothing));
                cells
            }
            // Beside what was taken by card, of which the row says that it was paid.
            Action::SettledElsewhere { .. } if self.paid.is_some() => Vec::new(),
            Action::SettledElsewhere { amount, how, on, .. } => {
                self.paid = Some(*amount);
                self.elsewhere = Some((*on, *how));
                let mut cells = self.becomes(StateName::Paid.as_str());
                cells.extend([news("paid_on", Told::exact(on)), news("paid_how", Told::exact(how.as_str()))]);
                cells
            }
            Action::OwedAfterAll { .. } => self.owed_after_all(),
            Action::Refunded { amount, reason } => {
                let on = self.zone.day(self.given_back_at(entry, *amount));
                let mut cells = self.gives_back(amount.cents());
                cells.extend(self.because(Some((on, reason.clone()))));
                cells
            }
            Action::RefundReturned { amount, .. } => self.comes_back(amount.cents()),
            Action::Disputed { instead_of, .. } => {
                self.contested(u32::from(instead_of.is_none()), 0)
            }
            Action::ChargedBack { .. } => {
                self.disputes = self.disputes.saturating_sub(1);
                self.contested(0, 1)
            }
            Action::DisputeClosed => {
                self.disputes = self.disputes.saturating_sub(1);
                self.contested(0, 0)
            }
            Action::ChargebackReturned { .. } => {
                self.lost = self.lost.saturating_sub(1);
                self.contested(0, 0)
            }
            Action::Announced { day, .. } => {
                self.day = Some(*day);
                Vec::new()
            }
            Action::NoticeImpossible
            | Action::NoticeReturned { .. }
            | Action::Reminded { .. }
            | Action::AttemptBegun { .. }
            | Action::AttemptFailed { .. }
            | Action::AttemptCalledOff
            | Action::AttemptsEnded
            | Action::PayNowAsked
            | Action::DayMissed { .. }
            // What is beside a charge's own payment is in no row of an export.
            | Action::PaidAgain { .. }
            | Action::ExtraRefunded { .. }
            | Action::ExtraRefundReturned { .. }
            | Action::ExtraDisputed { .. }
            | Action::ExtraDisputeClosed
            | Action::ExtraChargedBack { .. }
            | Action::ExtraChargebackReturned { .. }
            | Action::Wished { .. }
            | Action::PaidByHand { .. }
            | Action::RefundAsked { .. }
            | Action::RefundDeclined { .. }
            | Action::RefundArrived { .. }
            | Action::CardRenewed { .. }
            | Action::CardDetached { .. }
            | Action::CardConsented { .. }
            | Action::Card { .. }
            | Action::CardMarked { .. }
            | Action::SignedIn
            | Action::SignedOut
            | Action::PasswordSet
            | Action::LanguageChosen { .. }
            | Action::MemberIdShown
            | Action::CoverageAdded { .. }
            | Action::CoverageCorrected { .. }
            | Action::CoverageEnded { .. }
            | Action::PayerAsked { .. }
            | Action::CardPhoto { .. }
            | Action::PaperTaken { .. }
            | Action::PhoneChanged { .. }
            | Action::CalledChanged { .. }
            | Action::AddressChanged { .. }
            | Action::EmailAsked { .. }
            | Action::EmailWithdrawn { .. }
            | Action::EmailChanged { .. }
            | Action::AccessEnded
            | Action::AccessRestored => Vec::new(),
        }
    }

    /// When a refund was made, where the charge still has it: it may have been heard of on a later day.
    fn given_back_at(&mut self, entry: &Entry, amount: Money) -> DateTime<Utc> {
        let all = self.charge.state.refunds().iter();
        let of_it =
            |it: &&Refund| it.amount == amount && it.at <= entry.at && !self.refunds_told.contains(&it.at);
        let at = all.filter(of_it).map(|it| it.at).min();
        self.refunds_told.extend(at);
        at.unwrap_or(entry.at)
    }

    /// Nothing where it was that already.
    fn becomes(&mut self, state: &'static str) -> Vec<Cell> {
        self.state_undisputed = state;
        self.contested(0, 0)
    }

    /// With so many more disputes that are open and that are lost.
    fn contested(&mut self, opened: u32, lost: u32) -> Vec<Cell> {
        self.disputes += opened;
        self.lost += lost;
        let state = match (self.disputes, self.lost) {
            (0, 0) => self.state_undisputed,
            (0, _) => CHARGED_BACK,
            (_, _) => DISPUTED,
        };
        let was = std::mem::replace(&mut self.state, state);
        if was == state { Vec::new() } else { vec![cell("state", Told::exact(was), Told::exact(state))] }
    }

    /// The day it is to be taken, or was before the charge ended in another way.
    fn day(&self) -> Option<NaiveDate> {
        self.day.or_else(|| self.charge.state.planned().map(|it| it.first_day))
    }

    /// What a row says of a payment has no place in one that is to be taken, and that one needs its day.
    fn owed_after_all(&mut self) -> Vec<Cell> {
        let mut cells = self.becomes(StateName::Scheduled.as_str());
        self.paid = None;
        if let Some((on, how)) = self.elsewhere.take() {
            cells.push(cell("paid_on", Told::exact(on), Told::Nothing));
            cells.push(cell("paid_how", Told::exact(how.as_str()), Told::Nothing));
        }
        cells.extend(self.day().map(|day| news("first_day", Told::exact(day))));
        cells
    }

    /// Nor has what it says of a refund one where nothing is given back.
    fn comes_back(&mut self, cents: i64) -> Vec<Cell> {
        let mut cells = self.gives_back(-cents);
        if self.given_back <= 0 {
            cells.extend(self.because(None));
        }
        cells
    }

    /// What is said of a refund, as far as it was not said of the one before.
    fn because(&mut self, now: Option<(NaiveDate, String)>) -> impl Iterator<Item = Cell> {
        let told = |it: Option<&(NaiveDate, String)>| {
            let why = it.map(|(_, why)| why).filter(|why| !why.is_empty());
            let on = it.map_or(Told::Nothing, |(on, _)| Told::exact(on));
            [on, why.map_or(Told::Nothing, |why| Told::Text(why.clone()))]
        };
        let (was, is) = (told(self.refund.as_ref()), told(now.as_ref()));
        self.refund = now;
        let cells = ["refunded_on", "refund_reason"].into_iter().zip(was.into_iter().zip(is));
        cells.filter(|(_, (was, is))| was != is).map(|(column, (was, is))| cell(column, was, is))
    }

    /// What was given back in all, which is what an export says.
    fn gives_back(&mut self, cents: i64) -> Vec<Cell> {
        let paid = self.paid.or_else(|| self.charge.state.amount());
        let before = self.given_back;
        self.given_back += cents;
        let state = match self.given_back {
            ..=0 => StateName::Paid,
            all if paid.is_some_and(|it| it.cents() <= all) => StateName::Refunded,
            _ => StateName::PartiallyRefunded,
        };
        let mut cells = self.becomes(state.as_str());
        let currency = paid.map_or(money::Currency::Usd, Money::currency);
        let told = |cents: i64| match cents {
            ..=0 => Told::Nothing,
            cents => Told::Exact(Money::new(cents, currency).to_string().replace(['$', ','], "")),
        };
        cells.push(cell("refund_amount", told(before), told(self.given_back)));
        cells
    }
}

impl Told {
    pub(super) fn exact(it: impl ToString) -> Self {
        Self::Exact(it.to_string())
    }

    /// A telephone number; where it is none, what somebody wrote.
    pub(super) fn phone(phone: &PhoneOnFile) -> Self {
        match phone {
            PhoneOnFile::Number(number) => Self::Exact(number.to_string()),
            PhoneOnFile::AsWritten(text) => Self::Text(text.clone()),
        }
    }
}

const fn cell(column: &'static str, was: Told, is: Told) -> Cell {
    Cell { column, was, is }
}

/// A cell of which the record does not say what it was.
const fn news(column: &'static str, is: Told) -> Cell {
    cell(column, Told::Nothing, is)
}

/// The word that a row of the export has for a state; of those between the notice and the payment, the one it goes on having.
const fn word(state: StateName) -> &'static str {
    match state {
        StateName::Upcoming | StateName::Processing | StateName::Failed | StateName::Scheduled => {
            StateName::Scheduled.as_str()
        }
        StateName::SettledElsewhere | StateName::Paid => StateName::Paid.as_str(),
        StateName::OnHold => ON_HOLD,
        StateName::Disputed => DISPUTED,
        StateName::ChargedBack => CHARGED_BACK,
        StateName::AwaitingInsurer
        | StateName::NothingDue
        | StateName::Waived
        | StateName::PartiallyRefunded
        | StateName::Refunded => state.as_str(),
    }
}

#[cfg(test)]
mod tests;
