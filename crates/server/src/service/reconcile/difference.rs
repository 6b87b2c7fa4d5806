//! Where our books and the processor's differ, as whoever compares them reads it.

use std::fmt;

use domain::charge::StateName;
use domain::{ChargeId, ClientId, Money};

/// What is disputed of a payment, or was taken back by the cardholder's bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contested {
    /// Which of the two.
    pub state: StateName,
    /// How much.
    pub amount: Money,
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
        ours: Option<Contested>,
        /// What the processor says.
        theirs: Option<Contested>,
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
                let [ours, theirs] = [ours, theirs].map(|it| match it {
                    Some(Contested { state, amount }) => format!("{} with {amount}", state.as_str()),
                    None => "not disputed".to_owned(),
                });
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
