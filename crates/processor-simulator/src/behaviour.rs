//! How a payment method behaves when it is charged, and which ids say so by their name.

use processor::wire::{CardObject, ChargeObject, RefundStatus};
use serde::{Deserialize, Serialize};

/// How a payment method behaves when it is charged.
///
/// | `pm_card_…`, also after `visa_` | card | behaves |
/// |---|---|---|
/// | `visa`, `visa_debit`, `mastercard`, `amex`, `discover` | 4242, 5556, 4444, 8431, 1117 | succeeds |
/// | `pendingRefund` | 7726 | succeeds; a refund stays `pending` until something becomes of it |
/// | `chargeDeclined` | 0002 | declines: `generic_decline` |
/// | `chargeDeclinedInsufficientFunds` | 9995 | declines: `insufficient_funds` |
/// | `chargeDeclinedLostCard` | 9987 | declines: `lost_card` |
/// | `chargeDeclinedStolenCard` | 9979 | declines: `stolen_card` |
/// | `chargeDeclinedExpiredCard` | 0069 | declines: `expired_card` |
/// | `chargeDeclinedIncorrectCvc` | 0127 | declines: `incorrect_cvc` |
/// | `chargeDeclinedProcessingError` | 0119 | declines: `processing_error` |
/// | `chargeDeclinedFraudulent` | 0019 | declines: `fraudulent` |
/// | `chargeDeclinedVelocityLimitExceeded` | 6975 | declines: `card_velocity_exceeded` |
/// | `authenticationRequired` | 3184 | needs the cardholder |
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behaviour {
    /// The money is there.
    Succeeds,
    /// The issuer says no.
    Declines {
        /// Its reason, a decline code of Stripe's.
        decline_code: String,
    },
    /// The issuer asks the cardholder: declined when none is present, else there is a page to confirm on.
    NeedsCardholder,
    /// Stays under way until it is settled from outside.
    Lingers,
}

/// A card that an id names.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    pub(crate) behaviour: Behaviour,
    pub(crate) card: CardObject,
    /// Whether the id is a card of somebody's own and not the family's bare name.
    pub(crate) owned: bool,
}

/// Refunds to this card are under way until something becomes of them.
const PENDING_REFUND: &str = "7726";

const FAMILIES: [(&str, &str, &str, Option<&str>); 15] = [
    ("visa", "visa", "4242", None),
    ("visa_debit", "visa", "5556", None),
    ("mastercard", "mastercard", "4444", None),
    ("amex", "amex", "8431", None),
    ("discover", "discover", "1117", None),
    ("pendingRefund", "visa", PENDING_REFUND, None),
    ("chargeDeclined", "visa", "0002", Some("generic_decline")),
    ("chargeDeclinedInsufficientFunds", "visa", "9995", Some("insufficient_funds")),
    ("chargeDeclinedLostCard", "visa", "9987", Some("lost_card")),
    ("chargeDeclinedStolenCard", "visa", "9979", Some("stolen_card")),
    ("chargeDeclinedExpiredCard", "visa", "0069", Some("expired_card")),
    ("chargeDeclinedIncorrectCvc", "visa", "0127", Some("incorrect_cvc")),
    ("chargeDeclinedProcessingError", "visa", "0119", Some("processing_error")),
    ("chargeDeclinedFraudulent", "visa", "0019", Some("fraudulent")),
    ("chargeDeclinedVelocityLimitExceeded", "visa", "6975", Some("card_velocity_exceeded")),
];

/// The card that `id` names, if it names one.
pub(crate) fn family(id: &str) -> Option<Family> {
    let name = id.strip_prefix("pm_card_")?;
    let short = name.strip_prefix("visa_").unwrap_or(name);
    if let Some(owned) = after("authenticationRequired", short) {
        let card = card("visa", "3184");
        return Some(Family { behaviour: Behaviour::NeedsCardholder, card, owned });
    }
    // The longest name counts: `visa_debit_ana` is a debit card and not a card of debit_ana's.
    let (owned, (_, brand, last4, decline_code)) = FAMILIES
        .iter()
        .filter_map(|family| {
            let of = if family.3.is_some() { short } else { name };
            Some((after(family.0, of)?, *family))
        })
        .max_by_key(|(_, family)| family.0.len())?;
    let behaviour = match decline_code {
        None => Behaviour::Succeeds,
        Some(code) => Behaviour::Declines { decline_code: code.to_owned() },
    };
    Some(Family { behaviour, card: card(brand, last4), owned })
}

/// Whether `name` is `family` with something after it, or just the family; none if it is another.
fn after(family: &str, name: &str) -> Option<bool> {
    match name.strip_prefix(family)? {
        "" => Some(false),
        rest => (rest.starts_with('_') && rest.len() > 1).then_some(true),
    }
}

/// What a refund of this charge comes to at first.
pub(crate) fn refund_status(charge: &ChargeObject) -> RefundStatus {
    let card = charge.payment_method_details.as_ref().and_then(|how| how.card.as_ref());
    match card {
        Some(card) if card.last4 == PENDING_REFUND => RefundStatus::Pending,
        _ => RefundStatus::Succeeded,
    }
}

/// A card that is good for years.
pub(crate) fn card(brand: &str, last4: &str) -> CardObject {
    // The one debit card among the families.
    let funding = if last4 == "5556" { "debit" } else { "credit" };
    CardObject {
        brand: brand.to_owned(),
        last4: last4.to_owned(),
        exp_month: 8,
        exp_year: 2034,
        funding: Some(funding.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str) -> Option<(String, Behaviour, bool)> {
        family(id).map(|family| (family.card.last4, family.behaviour, family.owned))
    }

    fn declines(code: &str) -> Behaviour {
        Behaviour::Declines { decline_code: code.into() }
    }

    #[test]
    fn a_card_behaves_as_its_id_says() {
        let visa = ("4242".to_owned(), Behaviour::Succeeds);
        assert_eq!(named("pm_card_visa"), Some((visa.0.clone(), visa.1.clone(), false)));
        assert_eq!(named("pm_card_visa_ana"), Some((visa.0, visa.1, true)));
        assert_eq!(named("pm_card_visa_debit_ana"), Some(("5556".into(), Behaviour::Succeeds, true)));
        for prefix in ["pm_card_", "pm_card_visa_"] {
            let id = |name: &str| format!("{prefix}{name}");
            assert_eq!(
                named(&id("chargeDeclined_x")),
                Some(("0002".into(), declines("generic_decline"), true))
            );
            let lost = Some(("9987".into(), declines("lost_card"), false));
            assert_eq!(named(&id("chargeDeclinedLostCard")), lost);
            let asked = Some(("3184".into(), Behaviour::NeedsCardholder, true));
            assert_eq!(named(&id("authenticationRequired_1")), asked);
        }
    }

    #[test]
    fn other_ids_name_no_card() {
        for id in ["pm_1", "pm_card_", "pm_card_visaana", "pm_card_visa_", "cus_card_visa"] {
            assert!(family(id).is_none(), "{id}");
        }
    }
}
