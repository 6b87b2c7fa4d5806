//! Payers and the programs they run, with what follows for payment methods and fees.

mod apart;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use self::apart::{Apart, apart};
use crate::eligibility::PayerServiceId;
use crate::{PayerId, PracticeId};

/// An insurer, or a program that pays for sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Its id.
    pub id: PayerId,
    /// The practice that deals with it.
    pub practice: PracticeId,
    /// Its key in the practice's system; unique in the practice.
    pub external_key: String,
    /// What clients know it by.
    pub name: String,
    /// What it runs.
    pub program: Program,
    /// What its rules mean for its clients.
    pub flags: PayerFlags,
    /// Its id at the eligibility service; none where nobody said it, and then it cannot be asked.
    pub eligibility_id: Option<PayerServiceId>,
}

/// The program a payer runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Program {
    /// An employer's or a bought plan.
    Commercial,
    /// Medicaid.
    Medicaid,
    /// Medicare.
    Medicare,
    /// Medicare and Medicaid together.
    Dual,
    /// An employee assistance program.
    Eap,
    /// No payer: the client pays.
    #[serde(rename = "self-pay")]
    SelfPay,
}

/// What a payer's rules mean for its clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayerFlags {
    /// Whether its clients are asked for a payment method.
    pub card_required: bool,
    /// Whether its clients may be charged for sessions they missed.
    pub attendance_fees_allowed: bool,
}

/// A commercial payer whose clients are not asked for a payment method either.
const NO_CARD_PAYER: &str = "kaiser permanente northern california";

impl Program {
    /// All programs.
    pub const ALL: [Self; 6] =
        [Self::Commercial, Self::Medicaid, Self::Medicare, Self::Dual, Self::Eap, Self::SelfPay];

    /// The name in files, bodies and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Commercial => "commercial",
            Self::Medicaid => "medicaid",
            Self::Medicare => "medicare",
            Self::Dual => "dual",
            Self::Eap => "eap",
            Self::SelfPay => "self-pay",
        }
    }

    /// The flags of a payer of this program and name, where the practice sets none. Medicaid, alone or with Medicare, asks
    /// for no card and forbids fees for missed sessions; Kaiser Permanente Northern California asks for no card.
    #[must_use]
    pub fn default_flags(self, payer_name: &str) -> PayerFlags {
        let medicaid = match self {
            Self::Medicaid | Self::Dual => true,
            Self::Commercial | Self::Medicare | Self::Eap | Self::SelfPay => false,
        };
        let no_card = medicaid || payer_name.trim().to_lowercase() == NO_CARD_PAYER;
        PayerFlags { card_required: !no_card, attendance_fees_allowed: !medicaid }
    }
}

impl FromStr for Program {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|program| program.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn flags_follow_the_program_and_the_one_named_payer() {
        let flags = |program: Program, name| program.default_flags(name);
        let flag =
            |card_required, attendance_fees_allowed| PayerFlags { card_required, attendance_fees_allowed };
        assert_eq!(flags(Program::Commercial, "Aetna"), flag(true, true));
        assert_eq!(flags(Program::Commercial, " Kaiser Permanente Northern California"), flag(false, true));
        assert_eq!(flags(Program::Commercial, "Kaiser Permanente Southern California"), flag(true, true));
        assert_eq!(flags(Program::Medicaid, "Medi-Cal"), flag(false, false));
        assert_eq!(flags(Program::Medicare, "Medicare"), flag(true, true));
    }

    #[test]
    fn a_program_has_one_name_everywhere() {
        for program in Program::ALL {
            assert_eq!(program.as_str().parse(), Ok(program));
            assert_eq!(serde_json::to_value(program).expect("a program serializes"), program.as_str());
        }
        assert_eq!("self_pay".parse::<Program>(), Err(()));
    }

    #[test]
    fn medicare_with_medicaid_follows_medicaid() {
        let flags = Program::Dual.default_flags("Medicare and Medi-Cal");
        assert_eq!(flags, PayerFlags { card_required: false, attendance_fees_allowed: false });
    }
}
