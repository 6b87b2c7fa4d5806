//! The sorts of charges, and which of them their client can move.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What sort of charge it is. Only `insurance` can be rescheduled by the client (R2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    /// What the insurer leaves for the client to pay.
    Insurance,
    /// The fee of a client who pays without insurance.
    SelfPay,
    /// For a session the client did not come to.
    NoShowFee,
    /// For a session called off too late.
    LateCancellationFee,
}

impl ChargeKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Insurance, Self::SelfPay, Self::NoShowFee, Self::LateCancellationFee];

    /// The name in files, bodies and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Insurance => "insurance",
            Self::SelfPay => "self_pay",
            Self::NoShowFee => "no_show_fee",
            Self::LateCancellationFee => "late_cancellation_fee",
        }
    }

    /// Whether it is a fee for a session that did not take place, which some payers forbid.
    #[must_use]
    pub const fn is_attendance_fee(self) -> bool {
        match self {
            Self::NoShowFee | Self::LateCancellationFee => true,
            Self::Insurance | Self::SelfPay => false,
        }
    }
}

impl FromStr for ChargeKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_kind_has_one_name_everywhere() {
        for kind in ChargeKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).expect("a kind serializes"), kind.as_str());
        }
        assert_eq!("Insurance".parse::<ChargeKind>(), Err(()));
    }

    #[test]
    fn fees_for_missed_sessions_are_the_no_show_and_the_late_cancellation_fee() {
        let fees: Vec<ChargeKind> =
            ChargeKind::ALL.into_iter().filter(|kind| kind.is_attendance_fee()).collect();
        assert_eq!(fees, [ChargeKind::NoShowFee, ChargeKind::LateCancellationFee]);
    }
}
