//! Where a row may say that a charge stands.

use domain::charge::StateName;
use domain::fault::Fault;

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

    /// The state of that name.
    pub(super) const fn state(self) -> StateName {
        match self {
            Self::AwaitingInsurer => StateName::AwaitingInsurer,
            Self::NothingDue => StateName::NothingDue,
            Self::Scheduled => StateName::Scheduled,
            Self::Paid => StateName::Paid,
            Self::PartiallyRefunded => StateName::PartiallyRefunded,
            Self::Refunded => StateName::Refunded,
            Self::Waived => StateName::Waived,
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

pub(super) fn read(text: &str) -> Result<Standing, Fault> {
    let Ok(state) = text.to_ascii_lowercase().parse::<StateName>() else {
        let known = StateName::ALL.into_iter().filter(|state| Standing::of(*state).is_some());
        return Err(Fault::State { nearest: nearest(text, known.map(StateName::as_str)) });
    };
    Standing::of(state).ok_or(Fault::StateOfDesk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_may_be_in_capitals() {
        for text in ["scheduled", "Scheduled", "SCHEDULED"] {
            assert_eq!(read(text), Ok(Standing::Scheduled), "{text}");
        }
        assert_eq!(read("Upcoming"), Err(Fault::StateOfDesk));
        assert_eq!(read("Schedulled"), Err(Fault::State { nearest: Some("scheduled") }));
    }
}
