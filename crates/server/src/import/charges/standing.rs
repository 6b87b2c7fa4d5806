//! Where a row may say that a charge stands.

use domain::charge::StateName;

use crate::import::nearest::nearest;

/// The states that a practice's system knows of. The others come about in the desk, through what it told the client and what
/// the payment processor answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    AwaitingInsurer,
    NothingDue,
    Scheduled,
    Paid,
    PartiallyRefunded,
    Refunded,
    Waived,
}

/// The words for them.
const WORDS: &str = "awaiting_insurer, nothing_due, scheduled, paid, partially_refunded, refunded or waived";

impl Standing {
    const fn of(state: StateName) -> Option<Self> {
        match state {
            StateName::AwaitingInsurer => Some(Self::AwaitingInsurer),
            StateName::NothingDue => Some(Self::NothingDue),
            StateName::Scheduled => Some(Self::Scheduled),
            StateName::Paid => Some(Self::Paid),
            StateName::PartiallyRefunded => Some(Self::PartiallyRefunded),
            StateName::Refunded => Some(Self::Refunded),
            StateName::Waived => Some(Self::Waived),
            StateName::Upcoming
            | StateName::Processing
            | StateName::Failed
            | StateName::OnHold
            | StateName::SettledElsewhere
            | StateName::Disputed
            | StateName::ChargedBack => None,
        }
    }

    /// The word in the file.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingInsurer => StateName::AwaitingInsurer.as_str(),
            Self::NothingDue => StateName::NothingDue.as_str(),
            Self::Scheduled => StateName::Scheduled.as_str(),
            Self::Paid => StateName::Paid.as_str(),
            Self::PartiallyRefunded => StateName::PartiallyRefunded.as_str(),
            Self::Refunded => StateName::Refunded.as_str(),
            Self::Waived => StateName::Waived.as_str(),
        }
    }

    /// Whether money was taken.
    pub(super) const fn is_paid(self) -> bool {
        match self {
            Self::Paid | Self::PartiallyRefunded | Self::Refunded => true,
            Self::AwaitingInsurer | Self::NothingDue | Self::Scheduled | Self::Waived => false,
        }
    }

    /// Whether some of it was given back.
    pub(super) const fn is_refunded(self) -> bool {
        match self {
            Self::PartiallyRefunded | Self::Refunded => true,
            Self::AwaitingInsurer | Self::NothingDue | Self::Scheduled | Self::Paid | Self::Waived => false,
        }
    }
}

pub(super) fn read(text: &str) -> Result<Standing, String> {
    let Ok(state) = text.parse::<StateName>() else {
        let known = StateName::ALL.into_iter().filter(|state| Standing::of(*state).is_some());
        let near = nearest(text, known.map(StateName::as_str));
        let near = near.map_or_else(String::new, |near| format!("; is it {near}?"));
        return Err(format!("write {WORDS}{near}"));
    };
    Standing::of(state).ok_or_else(|| {
        format!("a charge comes into this state in the desk and not by import; write {WORDS}, or leave the row out")
    })
}
