//! What an answer of the processor says about an attempt: the state of the payment intent here, an error in [`errors`].

pub(super) mod errors;

use chrono::{DateTime, Utc};
use domain::attempt::Attempt;
use domain::charge::{CardShown, FailReason};
use domain::task::PaymentDifference;
use processor::{AttemptRef, Decline, DeclineKind, IntentOutcome, PaymentIntent};

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The money was taken.
    Taken {
        /// When, by the processor's clock.
        at: Option<DateTime<Utc>>,
        /// The card it was taken from, where the processor says so.
        card: Option<CardShown>,
        /// What the attempt keeps of the answer.
        said: Said,
    },
    /// The money was not taken.
    NotTaken {
        /// Why.
        reason: FailReason,
        /// What the attempt keeps of the answer.
        said: Said,
    },
    /// Not known yet: the processor is asked again.
    AskAgain {
        /// Not before this many seconds.
        after_seconds: u64,
    },
    /// The attempt cannot come to anything any more, and took nothing: another one follows at once.
    RetryWithNewAttempt {
        /// Why.
        said: String,
    },
    /// The day of the attempt is over. It took nothing and cannot any more, and the client is told another day.
    Missed {
        /// How that is certain.
        said: String,
    },
    /// The processor will not take this payment as it is, and took nothing: somebody has to look at it.
    Refused {
        /// Its reason.
        said: String,
    },
    /// The processor's record does not agree with ours: somebody has to look at it.
    Differs {
        /// In what.
        difference: PaymentDifference,
    },
}

/// What an attempt keeps of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What the processor calls its own attempt, if there was one.
    pub attempt: Option<AttemptRef>,
    /// Its words for programs.
    pub words: String,
}

impl Said {
    /// Words about something that never got as far as an attempt of the processor's.
    pub(super) fn without_attempt(words: impl Into<String>) -> Self {
        Self { attempt: None, words: words.into() }
    }
}

impl Verdict {
    /// The processor cannot be asked with what the books say.
    pub(super) fn differs(problem: impl ToString) -> Self {
        Self::Differs { difference: PaymentDifference::Other { said: problem.to_string() } }
    }

    /// Another attempt follows at once.
    pub(super) fn retry(said: &str) -> Self {
        Self::RetryWithNewAttempt { said: said.to_owned() }
    }
}

/// What the state of an intent says about the processor's latest attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// How it ended.
    Ended(Verdict),
    /// The attempt has not been carried out: how the intent stands is what an earlier one left, or nothing was ever tried.
    NotTried,
    /// The cardholder has to confirm, and there is no page yet to do so.
    NeedsPage,
    /// The intent was called off for good.
    CalledOff,
}

/// The processor's names for its own attempts whose outcome these attempts hold.
#[must_use]
pub fn known_to(attempts: &[Attempt]) -> Vec<AttemptRef> {
    attempts.iter().filter_map(|attempt| attempt.processor_attempt.as_ref()?.parse().ok()).collect()
}

/// Reads what an intent's state says about the attempt after `earlier`.
#[must_use]
pub fn read(intent: &PaymentIntent, earlier: &[AttemptRef]) -> Reading {
    let latest = intent.latest_attempt.as_ref();
    let is_old = || latest.is_none_or(|latest| earlier.contains(&latest.id));
    let is_known = || latest.is_some_and(|latest| earlier.contains(&latest.id));
    let said = |what: &str| Said { attempt: latest.map(|latest| latest.id.clone()), words: what.to_owned() };
    match intent.outcome() {
        IntentOutcome::Taken => Reading::Ended(Verdict::Taken {
            at: latest.and_then(|latest| latest.at),
            card: latest.and_then(|latest| latest.card.as_ref()).map(card_shown),
            said: said("succeeded"),
        }),
        IntentOutcome::Declined(_) | IntentOutcome::NeedsCardholder { page: None } if is_old() => {
            Reading::NotTried
        }
        IntentOutcome::Declined(decline) => {
            Reading::Ended(Verdict::NotTaken { reason: reason(&decline), said: said(&words(&decline)) })
        }
        IntentOutcome::NeedsCardholder { page: None } => Reading::NeedsPage,
        // The page of an earlier attempt still stands: this one has not reached the processor.
        IntentOutcome::NeedsCardholder { page: Some(_) } if is_known() => Reading::NotTried,
        IntentOutcome::NeedsCardholder { page: Some(url) } => Reading::Ended(Verdict::NotTaken {
            reason: FailReason::NeedsConfirmation { url },
            said: said("requires_action"),
        }),
        IntentOutcome::InProgress => Reading::Ended(Verdict::AskAgain { after_seconds: 0 }),
        IntentOutcome::NotTried => Reading::NotTried,
        IntentOutcome::Canceled => Reading::CalledOff,
    }
}

const fn reason(decline: &Decline) -> FailReason {
    match decline.kind {
        DeclineKind::Soft => FailReason::Declined,
        DeclineKind::Hard => FailReason::DeclinedForGood,
    }
}

fn words(decline: &Decline) -> String {
    match &decline.decline_code {
        Some(reason) => format!("{} {reason}", decline.code),
        None => decline.code.clone(),
    }
}

/// The processor writes brands in lower case.
pub(in crate::payments) fn card_shown(card: &processor::Card) -> CardShown {
    let mut letters = card.brand.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    CardShown { brand: first.into_iter().chain(letters).collect(), last4: card.last4.clone() }
}
