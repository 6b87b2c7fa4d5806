//! What became of a charge while somebody had it on screen.

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::ChargeState;
use domain::zone::PracticeZone;

use crate::Texts;

impl Texts {
    /// That the charge was changed since it was seen, and how it is now. `choice_stands` where a day that was chosen can be sent again.
    #[must_use]
    pub fn charge_changed(
        self,
        state: &ChargeState,
        zone: PracticeZone,
        today: NaiveDate,
        choice_stands: bool,
    ) -> String {
        let said = [self.changed_charge(), &self.charge_now(state, zone, today)].join(" ");
        if choice_stands { format!("{said} {}", self.changed_choice_stands()) } else { said }
    }

    /// How a charge is now, with the amount, the day or the hour of it.
    fn charge_now(self, state: &ChargeState, zone: PracticeZone, today: NaiveDate) -> String {
        let day = |day: NaiveDate| self.day(day, today);
        let moment = |at: DateTime<Utc>| self.moment(zone.local(at), today);
        match state {
            ChargeState::Upcoming(it) => self.changed_planned(&day(it.plan().day)),
            ChargeState::Processing(_) => self.changed_processing().to_owned(),
            // Its client has asked for an attempt elsewhere, and it begins in a moment.
            ChargeState::Failed(it) if it.is_being_tried() => self.changed_processing().to_owned(),
            ChargeState::Failed(it) => self.changed_failed(&moment(it.failed_at)),
            ChargeState::Paid(it) => self.changed_paid(&it.due.amount.to_string(), &moment(it.paid_at)),
            ChargeState::OnHold(it) => self.changed_on_hold(&moment(it.since)),
            ChargeState::Waived(it) => self.changed_waived(&it.due.amount.to_string(), &moment(it.at)),
            ChargeState::SettledElsewhere(it) => {
                self.changed_settled_elsewhere(self.how(it.payment.how), &day(it.payment.on))
            }
            // The insurer's answer was corrected, or the day passed without a try: what was announced no longer holds.
            ChargeState::AwaitingInsurer | ChargeState::Scheduled(_) => self.changed_scheduled().to_owned(),
            ChargeState::NothingDue(_) => self.changed_nothing_due().to_owned(),
            ChargeState::PartiallyRefunded(_) | ChargeState::Refunded(_) => {
                self.changed_refunded().to_owned()
            }
            ChargeState::Disputed(_) | ChargeState::ChargedBack(_) => self.changed_disputed().to_owned(),
        }
    }
}
