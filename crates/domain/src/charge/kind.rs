use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What sort of charge it is. Only `insurance` can be rescheduled by the client (R2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    /// The client's share after the insurer answered.
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
