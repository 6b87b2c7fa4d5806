//! What the actions of the record are called in tables.

use super::Action;

/// The name in tables of [`Action::Announced`].
pub const ANNOUNCED: &str = "announced";
const REFUNDED: &str = "refunded";
const EXTRA_REFUNDED: &str = "extra_refunded";
const REFUND_RETURNED: &str = "refund_returned";
const EXTRA_REFUND_RETURNED: &str = "extra_refund_returned";

/// The names of those that say what became of refunds.
pub const OF_REFUNDS: [&str; 4] = [REFUNDED, EXTRA_REFUNDED, REFUND_RETURNED, EXTRA_REFUND_RETURNED];

impl Action {
    /// The name in tables, for queries by action.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::ChargeImported { .. } => "charge_imported",
            Self::Corrected { .. } => "corrected",
            Self::Announced { .. } => ANNOUNCED,
            Self::NoticeImpossible => "notice_impossible",
            Self::NoticeReturned { .. } => "notice_returned",
            Self::Rescheduled { .. } => "rescheduled",
            Self::FirstDayMoved { .. } => "first_day_moved",
            Self::Reminded { .. } => "reminded",
            Self::AttemptBegun { .. } => "attempt_begun",
            Self::Paid { .. } => "paid",
            Self::PaidAgain { .. } => "paid_again",
            Self::PaidByHand { .. } => "paid_by_hand",
            Self::AttemptFailed { .. } => "attempt_failed",
            Self::AttemptCalledOff => "attempt_called_off",
            Self::AttemptsEnded => "attempts_ended",
            Self::PayNowAsked => "pay_now_asked",
            Self::Held { .. } => "held",
            Self::Released { .. } => "released",
            Self::DayMissed { .. } => "day_missed",
            Self::Wished { .. } => "wished",
            Self::Waived { .. } => "waived",
            Self::Refunded { .. } => REFUNDED,
            Self::ExtraRefunded { .. } => EXTRA_REFUNDED,
            Self::ExtraRefundReturned { .. } => EXTRA_REFUND_RETURNED,
            Self::ExtraDisputed { .. } => "extra_disputed",
            Self::ExtraDisputeClosed => "extra_dispute_closed",
            Self::ExtraChargedBack { .. } => "extra_charged_back",
            Self::ExtraChargebackReturned { .. } => "extra_chargeback_returned",
            Self::RefundAsked { .. } => "refund_asked",
            Self::RefundDeclined { .. } => "refund_declined",
            Self::RefundArrived { .. } => "refund_arrived",
            Self::RefundReturned { .. } => REFUND_RETURNED,
            Self::SettledElsewhere { .. } => "settled_elsewhere",
            Self::OwedAfterAll { .. } => "owed_after_all",
            Self::Disputed { .. } => "disputed",
            Self::DisputeClosed => "dispute_closed",
            Self::ChargedBack { .. } => "charged_back",
            Self::ChargebackReturned { .. } => "chargeback_returned",
            Self::CardRenewed { .. } => "card_renewed",
            Self::CardDetached { .. } => "card_detached",
            Self::CardConsented { .. } => "card_consented",
            Self::Card { .. } => "card",
            Self::CardMarked { .. } => "card_marked",
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
            Self::PasswordSet => "password_set",
            Self::LanguageChosen { .. } => "language_chosen",
            Self::MemberIdShown => "member_id_shown",
            Self::CoverageAdded { .. } => "coverage_added",
            Self::CoverageCorrected { .. } => "coverage_corrected",
            Self::CoverageEnded { .. } => "coverage_ended",
            Self::PayerAsked { .. } => "payer_asked",
            Self::CardPhoto { .. } => "card_photo",
            Self::PaperTaken { .. } => "paper_taken",
            Self::PhoneChanged { .. } => "phone_changed",
            Self::CalledChanged { .. } => "called_changed",
            Self::AddressChanged { .. } => "address_changed",
            Self::EmailAsked { .. } => "email_asked",
            Self::EmailWithdrawn { .. } => "email_withdrawn",
            Self::EmailChanged { .. } => "email_changed",
            Self::AccessEnded => "access_ended",
            Self::AccessRestored => "access_restored",
        }
    }
}
