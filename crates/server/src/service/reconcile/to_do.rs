//! What a person has to do where the books go on differing.

use super::Difference;

impl Difference {
    /// What is left to do where `--repair` did not put it right. To be printed, in English: whoever runs the desk reads it.
    #[must_use]
    pub const fn to_do(&self) -> &'static str {
        match self {
            Self::IntentMissing { .. } => {
                "see whether the secret is of the account that took it; another account knows nothing of it"
            }
            Self::OtherCharge { .. } => "tell whoever maintains the desk; nothing is to be done by hand",
            Self::NotTaken { .. } => {
                "look the payment up in the processor's dashboard; if it took nothing, the client still owes it"
            }
            Self::NotBooked { .. } => {
                "see the log for why it is not booked, and the charge's tasks; give it back if it is not owed"
            }
            Self::Amount { .. } => {
                "look the payment up in the processor's dashboard, and give back what was taken too much"
            }
            Self::GivenBack { .. } | Self::Contested { .. } | Self::Card { .. } => {
                "see the log for why it is not booked; if the processor did not answer, try again"
            }
            Self::TakenTwice { .. } => {
                "give all but one of them back, by “almoner charge refund” with --payment; the charge's task has the amounts"
            }
            Self::SameSession { .. } => {
                "if it is one charge under two ids, hold or waive one; if there are two, write second_of in the export"
            }
            Self::Stray { charge: Some(_), .. } => {
                "look for the charge in the practice's system; give the money back if there is none, or it is paid"
            }
            Self::Stray { charge: None, .. } => {
                "no client of ours is this customer; write its id as processor_customer_id into the row of the client whose it \
                 is, and import it, or give the money back in the processor's dashboard"
            }
        }
    }
}
