//! Typed ids. Inside a UUID (version 7, made by the caller), outside a prefixed text such as `chg_0197…`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not an id of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id that starts with {prefix}_")]
pub struct IdProblem {
    /// What the text should have started with.
    pub prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// What the text form starts with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// The id of this UUID.
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID inside.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdProblem;

            fn from_str(text: &str) -> Result<Self, IdProblem> {
                let problem = IdProblem { prefix: $prefix };
                let simple = text.strip_prefix(concat!($prefix, "_")).ok_or(problem)?;
                // Only the one spelling that `Display` writes: an id has one text.
                if simple.len() != 32 || simple.bytes().any(|b| b.is_ascii_uppercase()) {
                    return Err(problem);
                }
                Uuid::try_parse(simple).map(Self).map_err(|_| problem)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let text = utoipa::openapi::schema::Type::String;
                let pattern = concat!("^", $prefix, "_[0-9a-f]{32}$");
                utoipa::openapi::ObjectBuilder::new().schema_type(text).pattern(Some(pattern)).into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A practice.
    PracticeId = "prc";
    /// A person on the staff of a practice: provider, support agent or administrator.
    StaffId = "stf";
    /// An insurer, or a program that pays for sessions.
    PayerId = "pay";
    /// A client of a practice.
    ClientId = "cli";
    /// A client's plan with a payer.
    CoverageId = "cov";
    /// An answer of a payer about a coverage.
    EligibilityId = "elg";
    /// A photo of a side of the card of a coverage.
    CardPhotoId = "pho";
    /// The setting up of a card on the processor's page.
    CardSetupId = "csu";
    /// A charge.
    ChargeId = "chg";
    /// A client's card or bank account, known to the payment processor.
    PaymentMethodId = "pmt";
    /// A request to give money back.
    RefundRequestId = "rfd";
    /// One attempt at taking a charge.
    AttemptId = "att";
    /// A person's sign-in: email address and password.
    LoginId = "lgn";
    /// One signed-in device.
    SessionId = "ses";
    /// One entry of the audit record.
    AuditId = "aud";
    /// A link that confirms an email address.
    EmailChangeId = "emc";
    /// One mail to be sent.
    MessageId = "msg";
    /// Something a support team has to do.
    TaskId = "tsk";
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn an_id_reads_back_from_its_own_text_only() {
        let id = ChargeId::new(Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_00ff));
        assert_eq!(id.to_string(), "chg_019700000000700080000000000000ff");
        assert_eq!(id.to_string().parse(), Ok(id));
        let problem = Err(IdProblem { prefix: "chg" });
        for text in [
            "cli_019700000000700080000000000000ff",
            "chg_019700000000700080000000000000FF",
            "chg_01970000-0000-7000-8000-0000000000ff",
            "019700000000700080000000000000ff",
            "chg_",
            "",
        ] {
            assert_eq!(text.parse::<ChargeId>(), problem, "{text}");
        }
    }

    #[test]
    fn an_id_is_its_text_in_json() {
        let id = ClientId::new(Uuid::from_u128(7));
        let json = serde_json::to_string(&id).expect("an id serializes");
        assert_eq!(json, "\"cli_00000000000000000000000000000007\"");
        assert_eq!(serde_json::from_str::<ClientId>(&json).expect("and back"), id);
    }
}
