//! Where our books and the processor's differ, as whoever compares them reads it.

use std::fmt;

use domain::charge::{Dispute, StateName, lost_cents, open_cents};
use domain::{ChargeId, ClientId, Money};

/// How much of a payment the cardholder's bank has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contested {
    /// Until it has decided, in cents.
    pub open_cents: i64,
    /// For good, in cents.
    pub lost_cents: i64,
}

impl Contested {
    /// By the disputes as our books have them.
    pub(super) fn of(disputes: &[Dispute]) -> Self {
        Self { open_cents: open_cents(disputes), lost_cents: lost_cents(disputes) }
    }
}

impl fmt::Display for Contested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [open, lost] = [self.open_cents, self.lost_cents].map(Money::usd);
        match (self.open_cents, self.lost_cents) {
            (0, 0) => f.write_str("not disputed"),
            (_, 0) => write!(f, "disputed with {open}"),
            (0, _) => write!(f, "charged_back with {lost}"),
            (_, _) => write!(f, "disputed with {open} and charged_back with {lost}"),
        }
    }
}

/// Where our books and the processor's differ. As text it says both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The processor does not know the intent that our charge names.
    IntentMissing {
        /// Our charge.
        charge: ChargeId,
        /// The intent it names.
        intent: String,
    },
    /// The intent says that it is for another charge.
    OtherCharge {
        /// Our charge.
        charge: ChargeId,
        /// The intent it names.
        intent: String,
        /// The charge that the intent names.
        theirs: Option<ChargeId>,
    },
    /// We say paid, the processor took nothing.
    NotTaken {
        /// Our charge.
        charge: ChargeId,
        /// Its intent.
        intent: String,
        /// What we say was paid.
        amount: Money,
    },
    /// The processor took money, and our charge is not paid.
    NotBooked {
        /// Our charge.
        charge: ChargeId,
        /// Its intent.
        intent: String,
        /// Where our charge stands.
        state: StateName,
        /// What was taken.
        amount: Money,
    },
    /// Both say paid, and not the same amount.
    Amount {
        /// Our charge.
        charge: ChargeId,
        /// Its intent.
        intent: String,
        /// What we say was paid.
        ours: Money,
        /// What was taken.
        theirs: Money,
    },
    /// What was given back differs.
    GivenBack {
        /// Our charge.
        charge: ChargeId,
        /// Its intent.
        intent: String,
        /// What we say went back.
        ours: Money,
        /// What went back.
        theirs: Money,
    },
    /// What is disputed or charged back differs.
    Contested {
        /// Our charge.
        charge: ChargeId,
        /// Its intent.
        intent: String,
        /// What we say.
        ours: Contested,
        /// What the processor says.
        theirs: Contested,
    },
    /// The processor says something else of a card, or that it is detached.
    Card {
        /// Whose card.
        client: ClientId,
        /// The processor's id of it.
        method: String,
    },
    /// The processor took money for a charge under more than one intent, and did not give all but one of them back.
    TakenTwice {
        /// The charge.
        charge: ChargeId,
        /// The intents, the newest first.
        intents: Vec<String>,
        /// What was taken in all and not given back.
        amount: Money,
    },
    /// Several charges are for one session, with the same client, day, time, provider and code: one of them may be a copy of
    /// another under a second id.
    SameSession {
        /// The charges, the one that came first in front.
        charges: Vec<ChargeId>,
    },
    /// The processor took money under an intent that none of our charges names.
    Stray {
        /// The intent.
        intent: String,
        /// The charge that the intent names.
        charge: Option<ChargeId>,
        /// What was taken.
        amount: Money,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IntentMissing { charge, intent } => {
                write!(f, "{charge}: names {intent}, which the processor does not know")
            }
            Self::OtherCharge { charge, intent, theirs: Some(theirs) } => {
                write!(f, "{charge}: {intent} is for {theirs}")
            }
            Self::OtherCharge { charge, intent, theirs: None } => {
                write!(f, "{charge}: {intent} is for no charge of ours")
            }
            Self::NotTaken { charge, intent, amount } => {
                write!(f, "{charge}: we say {amount} was paid, {intent} took nothing")
            }
            Self::NotBooked { charge, intent, state, amount } => {
                write!(f, "{charge}: {intent} took {amount}, we say {}", state.as_str())
            }
            Self::Amount { charge, intent, ours, theirs } => {
                write!(f, "{charge}: we say {ours} was paid, {intent} took {theirs}")
            }
            Self::GivenBack { charge, intent, ours, theirs } => {
                write!(f, "{charge}: we say {ours} went back, of {intent} {theirs} did")
            }
            Self::Contested { charge, intent, ours, theirs } => {
                write!(f, "{charge}: we say {ours}, {intent} is {theirs}")
            }
            Self::Card { client, method } => {
                write!(f, "{client}: {method} was renewed, replaced or detached")
            }
            Self::TakenTwice { charge, intents, amount } => {
                write!(f, "{charge}: was taken more than once, {amount} in all, by {}", intents.join(", "))
            }
            Self::SameSession { charges } => {
                let charges: Vec<String> = charges.iter().map(ToString::to_string).collect();
                write!(
                    f,
                    "{}: charged for the same session (client, day, time, provider and code)",
                    charges.join(", ")
                )
            }
            Self::Stray { intent, charge: Some(charge), amount } => {
                write!(f, "{intent}: took {amount} for {charge}, which does not name it")
            }
            Self::Stray { intent, charge: None, amount } => {
                write!(f, "{intent}: took {amount} for no charge of ours")
            }
        }
    }
}
