//! Why a card was declined, and whether trying it again can help.

use crate::wire;

/// Why a card was declined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decline {
    /// The processor's word for what happened: `card_declined`, `expired_card`, …
    pub code: String,
    /// The issuer's reason: `insufficient_funds`, `lost_card`, … Never shown to a client as it is: issuers ask not to
    /// tell a thief that a card is known as stolen.
    pub decline_code: Option<String>,
    /// Whether trying again can help.
    pub kind: DeclineKind,
}

/// Whether trying a declined card again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeclineKind {
    /// It may work on another day.
    Soft,
    /// Not with this card: it takes another one, or new details.
    Hard,
}

/// Reasons after which the same card is not tried again, from Stripe's table of decline codes: the card is gone or
/// blocked, its details are wrong or outdated, it cannot be used for such a payment, or the cardholder or issuer has
/// forbidden it. Everything else is soft, reasons unknown to us included: the number of attempts is bounded anyway.
const HARD: [&str; 27] = [
    // Gone or blocked.
    "fraudulent",
    "highest_risk_level",
    "lost_card",
    "merchant_blacklist",
    "pickup_card",
    "restricted_card",
    "security_violation",
    "stolen_card",
    // Wrong or outdated details. Without a cardholder at hand nobody can correct them.
    "expired_card",
    "incorrect_address",
    "incorrect_cvc",
    "incorrect_number",
    "incorrect_zip",
    "invalid_account",
    "invalid_cvc",
    "invalid_expiry_month",
    "invalid_expiry_year",
    "invalid_number",
    "new_account_information_available",
    // Not for such a payment.
    "card_not_supported",
    "currency_not_supported",
    "transaction_not_allowed",
    "testmode_decline",
    // Forbidden.
    "do_not_try_again",
    "revocation_of_all_authorizations",
    "revocation_of_authorization",
    "stop_payment_order",
];

/// Reasons that mean the cardholder has to confirm, on the processor's page.
const NEEDS_CARDHOLDER: [&str; 2] = ["authentication_required", "payment_intent_authentication_failure"];

impl Decline {
    /// What the processor said of the failed attempt.
    pub(crate) fn read(error: &wire::ErrorObject) -> Self {
        let code = error.code.clone().unwrap_or_else(|| error.kind.clone());
        let reason = error.decline_code.as_deref().unwrap_or(&code);
        let advised_against =
            matches!(error.advice_code.as_deref(), Some("do_not_try_again" | "confirm_card_data"));
        let hard = advised_against || HARD.contains(&reason) || HARD.contains(&code.as_str());
        let kind = if hard { DeclineKind::Hard } else { DeclineKind::Soft };
        Self { decline_code: error.decline_code.clone(), code, kind }
    }

    /// Whether it was no decline proper but a question to the cardholder.
    pub(crate) fn needs_cardholder(&self) -> bool {
        let reason = self.decline_code.as_deref().unwrap_or(&self.code);
        NEEDS_CARDHOLDER.contains(&reason) || NEEDS_CARDHOLDER.contains(&self.code.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decline(code: &str, decline_code: Option<&str>, advice_code: Option<&str>) -> Decline {
        Decline::read(&wire::ErrorObject {
            kind: "card_error".into(),
            code: Some(code.into()),
            decline_code: decline_code.map(Into::into),
            advice_code: advice_code.map(Into::into),
            ..Default::default()
        })
    }

    #[test]
    fn a_card_that_may_work_tomorrow_is_declined_softly() {
        for reason in
            ["insufficient_funds", "do_not_honor", "generic_decline", "try_again_later", "never_heard_of"]
        {
            assert_eq!(decline("card_declined", Some(reason), None).kind, DeclineKind::Soft, "{reason}");
        }
        assert_eq!(decline("processing_error", None, None).kind, DeclineKind::Soft);
    }

    #[test]
    fn a_card_that_cannot_work_again_is_declined_for_good() {
        for reason in ["lost_card", "stolen_card", "pickup_card", "fraudulent", "stop_payment_order"] {
            assert_eq!(decline("card_declined", Some(reason), None).kind, DeclineKind::Hard, "{reason}");
        }
        assert_eq!(decline("expired_card", None, None).kind, DeclineKind::Hard);
    }

    #[test]
    fn the_networks_advice_outweighs_a_mild_reason() {
        let advised = |advice| decline("card_declined", Some("do_not_honor"), Some(advice)).kind;
        assert_eq!(advised("do_not_try_again"), DeclineKind::Hard);
        assert_eq!(advised("confirm_card_data"), DeclineKind::Hard);
        assert_eq!(advised("try_again_later"), DeclineKind::Soft);
    }

    #[test]
    fn a_question_to_the_cardholder_is_told_from_a_decline() {
        assert!(decline("authentication_required", Some("authentication_required"), None).needs_cardholder());
        assert!(decline("card_declined", Some("authentication_required"), None).needs_cardholder());
        assert!(decline("payment_intent_authentication_failure", None, None).needs_cardholder());
        assert!(!decline("card_declined", Some("do_not_honor"), None).needs_cardholder());
    }
}
