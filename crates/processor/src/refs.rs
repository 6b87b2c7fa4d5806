//! The processor's ids, as types of their own.

use std::fmt;
use std::str::FromStr;

/// The text is not an id of the kind asked for. It is not repeated: it may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the payment processor that starts with {prefix}_")]
pub struct RefProblem {
    /// What the text should have started with.
    pub prefix: &'static str,
}

/// The longest id the processor gives out.
const LENGTH_MAX: usize = 255;

/// Whether `text` is `prefix`, an underscore, and one or more letters, digits and underscores: safe in a path as it is.
fn is_ref(text: &str, prefix: &str) -> bool {
    let rest = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_'));
    text.len() <= LENGTH_MAX
        && rest.is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        })
}

macro_rules! refs {
    ($($(#[$meta:meta])* $name:ident = $prefix:literal $(or $older:literal)?;)*) => {$(
        $(#[$meta])*
        ///
        /// Made by `parse`, which takes letters, digits and underscores after the prefix, 255 characters at most.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// What the id starts with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// The id as the processor writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = RefProblem;

            fn from_str(text: &str) -> Result<Self, RefProblem> {
                if is_ref(text, $prefix) $(|| is_ref(text, $older))? { Ok(Self(text.to_owned())) } else { Err(RefProblem { prefix: $prefix }) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

refs! {
    /// A payment intent's id, `pi_…`.
    IntentId = "pi";
    /// The id of one attempt at an intent, `ch_…`; the processor calls it a charge.
    AttemptRef = "ch";
    /// The id of a page on which a card is set up, `cs_…`.
    CheckoutRef = "cs";
    /// A customer's id, `cus_…`.
    CustomerRef = "cus";
    /// A payment method's id, `pm_…`.
    MethodRef = "pm";
    /// A refund's id, `re_…`.
    RefundId = "re";
    /// A dispute's id, `du_…`, or `dp_…` in older accounts.
    DisputeId = "du" or "dp";
    /// An event's id, `evt_…`.
    EventId = "evt";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_the_right_kind_reads_back() {
        let id: MethodRef = "pm_card_visa_ana".parse().expect("a method's id");
        assert_eq!(id.as_str(), "pm_card_visa_ana");
        assert_eq!(id.to_string(), "pm_card_visa_ana");
    }

    #[test]
    fn other_kinds_and_what_could_leave_the_path_are_refused() {
        for text in ["", "pi", "pi_", "cus_1", "pi_1/cancel", "pi_1?x=1", "pi_..", "pi_1 ", "pi_é", "pix_1"]
        {
            assert_eq!(text.parse::<IntentId>(), Err(RefProblem { prefix: "pi" }), "{text}");
        }
        assert!(format!("pi_{}", "1".repeat(253)).parse::<IntentId>().is_err());
    }
}
