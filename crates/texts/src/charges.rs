//! Words for the kinds, states and services of charges.

use domain::charge::{ChargeKind, PaidHow, StateName};

use crate::Texts;

impl Texts {
    /// What the charge is, for its client.
    #[must_use]
    pub fn kind(self, kind: ChargeKind) -> &'static str {
        match kind {
            ChargeKind::Insurance => self.kind_insurance(),
            ChargeKind::SelfPay => self.kind_self_pay(),
            ChargeKind::NoShowFee => self.kind_no_show_fee(),
            ChargeKind::LateCancellationFee => self.kind_late_cancellation_fee(),
        }
    }

    /// The state alone, for filters; rows show it with its day.
    #[must_use]
    pub fn state(self, state: StateName) -> &'static str {
        match state {
            StateName::AwaitingInsurer => self.state_awaiting_insurer(),
            StateName::NothingDue => self.state_nothing_due(),
            StateName::Scheduled => self.state_scheduled(),
            StateName::Upcoming => self.state_upcoming(),
            StateName::Processing => self.state_processing(),
            StateName::Paid => self.state_paid(),
            StateName::Failed => self.state_failed(),
            StateName::OnHold => self.state_on_hold(),
            StateName::Waived => self.state_waived(),
            StateName::PartiallyRefunded => self.state_partially_refunded(),
            StateName::Refunded => self.state_refunded(),
            StateName::SettledElsewhere => self.state_settled_elsewhere(),
            StateName::Disputed => self.state_disputed(),
            StateName::ChargedBack => self.state_charged_back(),
        }
    }

    /// How something was paid, within a sentence.
    #[must_use]
    pub fn how(self, how: PaidHow) -> &'static str {
        match how {
            PaidHow::Cash => self.how_cash(),
            PaidHow::Check => self.how_check(),
            PaidHow::Phone => self.how_phone(),
            PaidHow::Card => self.how_card(),
            PaidHow::Other => self.how_other(),
        }
    }

    /// The service in plain words: the practice's own where it gave some, else the standard words for the CPT code.
    #[must_use]
    pub fn service(self, cpt_code: &str, description: &str) -> String {
        if !description.is_empty() {
            return description.to_owned();
        }
        match cpt_code {
            "90791" => self.service_90791().to_owned(),
            "90832" => self.service_90832().to_owned(),
            "90834" => self.service_90834().to_owned(),
            "90837" => self.service_90837().to_owned(),
            "90846" => self.service_90846().to_owned(),
            "90847" => self.service_90847().to_owned(),
            "90853" => self.service_90853().to_owned(),
            _ => self.service_other().to_owned(),
        }
    }
}
