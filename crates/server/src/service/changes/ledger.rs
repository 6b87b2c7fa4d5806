//! A charge as the practice's system should have it, told from the record.

use chrono::NaiveDate;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, PaidHow, StateName};
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
            Action::SettledElsewhere { amount, how, on, .. } => {
                self.paid = Some(*amount);
                self.elsewhere = Some((*on, *how));
                let mut cells = self.becomes(StateName::Paid.as_str());
                cells.extend([news("paid_on", Told::exact(on)), news("paid_how", Told::exact(how.as_str()))]);
                cells
            }
            Action::OwedAfterAll { .. } => self.owed_after_all(),
            Action::Refunded { amount, reason } => {
                let on = self.zone.day(entry.at);
                self.refund = Some((on, reason.clone()));
                let mut cells = self.gives_back(amount.cents());
                cells.push(news("refunded_on", Told::exact(on)));
                cells.push(news("refund_reason", Told::Text(reason.clone())));
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
            | Action::SignedIn
            | Action::SignedOut
            | Action::PasswordSet
            | Action::LanguageChosen { .. }
            | Action::MemberIdShown
            | Action::PhoneChanged { .. }
            | Action::AccessEnded
            | Action::AccessRestored => Vec::new(),
        }
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
        if self.given_back <= 0
            && let Some((on, reason)) = self.refund.take()
        {
            cells.push(cell("refunded_on", Told::exact(on), Told::Nothing));
            cells.push(cell("refund_reason", Told::Text(reason), Told::Nothing));
        }
        cells
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
    fn exact(it: impl ToString) -> Self {
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
mod tests {
    use domain::actor::Actor;
    use domain::charge::{ChargeState, PaidHow};
    use domain::testing::{at, card_shown, charge, day, paid};
    use domain::{AuditId, Money};
    use uuid::Uuid;

    use super::*;

    /// What each of these tells, one after the other.
    fn told(actions: impl IntoIterator<Item = Action>) -> Vec<Vec<String>> {
        let charge = charge(ChargeState::Paid(paid()));
        let mut ledger = Ledger::of(&charge, PracticeZone::NEW_YORK);
        let entry = |action| {
            let (id, now) = (AuditId::new(Uuid::nil()), at("2025-12-03T03:00:00Z"));
            Entry::about_charge(id, now, Actor::System, &charge, action)
        };
        let said = |it: &Told| match it {
            Told::Nothing => String::new(),
            Told::Exact(text) | Told::Text(text) => text.clone(),
        };
        let line = |it: &Cell| format!("{} {}>{}", it.column, said(&it.was), said(&it.is));
        actions.into_iter().map(|it| ledger.hear(&entry(it)).iter().map(line).collect()).collect()
    }

    fn taken() -> Action {
        Action::Paid { amount: Money::usd(2_500), card: Some(card_shown()), taken_at: None }
    }

    fn returned(cents: i64) -> Action {
        Action::RefundReturned { amount: Money::usd(cents), called_off: false }
    }

    fn given_back(cents: i64) -> Action {
        Action::Refunded { amount: Money::usd(cents), reason: "Paid twice".to_owned() }
    }

    #[test]
    fn a_move_and_a_payment_are_told_with_their_days_in_the_practices_zone() {
        let moved = Action::Rescheduled { from: day("2025-12-02"), to: day("2025-12-09"), reason: None };
        let receipt = format!("receipt >{}", paid().receipt);
        let told = told([Action::ChargeImported { state: StateName::Scheduled }, moved, taken()]);
        assert!(told[0].is_empty());
        assert_eq!(told[1], ["first_day 2025-12-02>2025-12-09"]);
        let card = card_shown();
        let (brand, last4) = (format!("card_brand >{}", card.brand), format!("card_last4 >{}", card.last4));
        assert_eq!(told[2], ["state scheduled>paid", "paid_on >2025-12-02", &brand, &last4, &receipt]);
    }

    #[test]
    fn what_is_given_back_is_told_as_the_sum_that_an_export_has() {
        let told = told([taken(), given_back(1_000), given_back(1_500), returned(1_500), returned(1_000)]);
        let because = ["refunded_on >2025-12-02", "refund_reason >Paid twice"];
        assert_eq!(
            told[1],
            [&["state paid>partially_refunded", "refund_amount >10.00"], &because[..]].concat()
        );
        assert_eq!(
            told[2],
            [&["state partially_refunded>refunded", "refund_amount 10.00>25.00"], &because[..]].concat()
        );
        assert_eq!(told[3], ["state refunded>partially_refunded", "refund_amount 25.00>10.00"]);
        let none = ["refunded_on 2025-12-02>", "refund_reason Paid twice>"];
        assert_eq!(told[4], [&["state partially_refunded>paid", "refund_amount 10.00>"], &none[..]].concat());
    }

    #[test]
    fn what_support_says_is_told_in_the_words_of_an_export() {
        let settled = Action::SettledElsewhere {
            amount: Money::usd(2_500),
            how: PaidHow::Check,
            on: day("2025-12-01"),
            reason: None,
        };
        let (announced, amount) = (day("2025-12-02"), Money::usd(2_500));
        let told = told([
            Action::Announced { day: announced, amount },
            Action::Held { reason: None },
            Action::Released { to: StateName::Upcoming, reason: None },
            settled,
            Action::OwedAfterAll { reason: None },
            Action::Waived { reason: "Goodwill".to_owned() },
        ]);
        assert_eq!(told[1], ["state scheduled>on_hold"]);
        assert_eq!(told[2], ["state on_hold>scheduled"]);
        assert_eq!(told[3], ["state scheduled>paid", "paid_on >2025-12-01", "paid_how >check"]);
        let owed =
            ["state paid>scheduled", "paid_on 2025-12-01>", "paid_how check>", "first_day >2025-12-02"];
        assert_eq!(told[4], owed);
        let waived = [
            "state scheduled>waived",
            "waived_on >2025-12-02",
            "waive_reason >Goodwill",
            "first_day 2025-12-02>",
        ];
        assert_eq!(told[5], waived);
    }

    #[test]
    fn a_dispute_leads_back_to_where_it_began() {
        let amount = Money::usd(2_500);
        let opened = || Action::Disputed { amount, instead_of: None };
        let told = told([
            taken(),
            given_back(1_000),
            opened(),
            Action::DisputeClosed,
            opened(),
            Action::ChargedBack { amount },
            Action::ChargebackReturned { amount },
            opened(),
            opened(),
            Action::ChargedBack { amount },
            Action::DisputeClosed,
        ]);
        assert_eq!(told[2], ["state partially_refunded>disputed"]);
        assert_eq!(told[3], ["state disputed>partially_refunded"]);
        assert_eq!(told[5], ["state disputed>charged_back"]);
        assert_eq!(told[6], ["state charged_back>partially_refunded"]);
        // Of two, one is lost and the other one is not.
        assert_eq!(told[7], ["state partially_refunded>disputed"]);
        assert!(told[8].is_empty() && told[9].is_empty(), "{told:?}");
        assert_eq!(told[10], ["state disputed>charged_back"]);
    }
}
