//! Makes or reads the payment intent of an attempt's charge, and decides whether it is to be confirmed. Nothing is taken by that.

pub(super) mod found;
pub(super) mod intent;
mod search;

use domain::attempt::AttemptState;
use processor::{IntentClaim, IntentId, Mismatch, PaymentIntent, ProcessorError};
use store::attempts;

use super::verdict::{Reading, Verdict, errors, known_to, read};
use super::{OpenAttempt, confirm};
use crate::desk::Desk;
use search::Looked;

/// What is to be done with an attempt once its intent is known.
#[derive(Debug)]
pub(super) enum Prepared {
    /// The intent is to be confirmed.
    Confirm {
        /// The intent.
        intent: IntentId,
        /// Whether our books have it.
        stored: Stored,
        /// Whether it was read just now, so that a key used up means that this attempt cannot come to anything.
        was_read: bool,
    },
    /// The processor has an intent of the charge that our books do not name. There is nothing to confirm.
    Found {
        /// The intent.
        intent: IntentId,
        /// What our books have.
        stored: Stored,
        /// What it says of the attempt.
        verdict: Verdict,
    },
    /// There is nothing to confirm.
    Ended(Verdict),
}

/// Whether our books have the intent of a charge.
#[derive(Clone, Debug)]
pub(super) enum Stored {
    /// They have.
    Already,
    /// They have none.
    New,
    /// They have this one, which was called off, or which the processor does not know.
    InsteadOf(IntentId),
}

impl Stored {
    /// The one that is replaced.
    pub(super) const fn old(&self) -> Option<&IntentId> {
        match self {
            Self::Already | Self::New => None,
            Self::InsteadOf(old) => Some(old),
        }
    }

    /// What our books have of what comes in the place of `id`, which is called off.
    fn after(self, id: &IntentId) -> Self {
        match self {
            Self::Already => Self::InsteadOf(id.clone()),
            Self::New | Self::InsteadOf(_) => self,
        }
    }
}

/// Makes or reads the intent of the attempt's charge. Nothing is taken by that.
pub(super) async fn prepare(desk: &Desk, this: &OpenAttempt, stored: Option<&str>) -> Prepared {
    let claim = this.claim();
    let Some(stored) = stored else { return search::first(desk, this, claim).await };
    let Ok(stored) = stored.parse::<IntentId>() else {
        return Prepared::Ended(Verdict::differs("no intent of this name"));
    };
    match desk.processor.payment_intent(&stored, &claim).await {
        Ok(found) => go_on(desk, this, claim, found, Stored::Already).await,
        // The amount was changed since: the old intent is called off before there is another.
        Err(ProcessorError::Mismatch(Mismatch::Amount { answered, .. })) => {
            let theirs = IntentClaim { amount: answered, ..claim };
            replace(desk, this, claim, theirs, stored, Stored::Already).await
        }
        // Our books are from before it was made anew, or the processor's are others.
        Err(error) if error.is_unknown_object() => {
            search::look_first(desk, this, claim, Stored::InsteadOf(stored)).await
        }
        Err(ProcessorError::Mismatch(mismatch)) => Prepared::Ended(Verdict::differs(mismatch)),
        Err(error) => Prepared::Ended(errors::while_reading(&error)),
    }
}

/// Goes on from how the intent stands: after an unknown outcome that of the attempt is read off it, and only what was not
/// carried out is sent.
pub(super) async fn go_on(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
    found: PaymentIntent,
    stored: Stored,
) -> Prepared {
    let was_sent = this.attempt.state != AttemptState::Begun;
    let earlier = match attempts::of_charge(&desk.store.reader(), this.charge.client, this.charge.id).await {
        Ok(all) => known_to(&all),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "earlier attempts could not be read");
            return Prepared::Ended(Verdict::AskAgain { after_seconds: 0 });
        }
    };
    match read(&found, &earlier) {
        Reading::Ended(verdict @ (Verdict::Taken { .. } | Verdict::AskAgain { .. })) => {
            Prepared::Ended(verdict)
        }
        Reading::Ended(verdict) if was_sent => Prepared::Ended(verdict),
        Reading::CalledOff if was_sent => Prepared::Ended(Verdict::retry("the intent was called off")),
        // Our books do not say that another one followed. If they were set back since, one may have, and may have been taken.
        Reading::CalledOff => search::look_first(desk, this, claim, stored.after(&found.id)).await,
        // Sent or not, it was not carried out, and today it must not be: nobody was told of today.
        Reading::NotTried if was_sent && !this.processing.may_still_be_sent(desk.business.now()) => {
            Prepared::Ended(called_off(desk, this, claim, &found.id).await)
        }
        Reading::NeedsPage if was_sent => Prepared::Ended(confirm::ask_for_page(desk, this, &found.id).await),
        // Of another customer the new card is not: that intent cannot be paid with it.
        _ if !was_sent
            && found.customer.as_ref().map(|it| it.as_str()) != Some(&this.method.processor_customer) =>
        {
            replace(desk, this, claim, claim, found.id, stored).await
        }
        Reading::Ended(_) | Reading::NotTried | Reading::NeedsPage => {
            Prepared::Confirm { intent: found.id, stored, was_read: true }
        }
    }
}

/// Calls the intent off, so that a request that is still on its way takes nothing either.
async fn called_off(desk: &Desk, this: &OpenAttempt, claim: IntentClaim, intent: &IntentId) -> Verdict {
    match intent::call_off(desk, this, claim, intent).await {
        Ok(()) => Verdict::Missed { said: "called off, its day was over".to_owned() },
        // Should such a request have come first, that is read the next time.
        Err(_) => Verdict::AskAgain { after_seconds: 0 },
    }
}

/// Calls the intent off, so that it can never be taken, and makes another one. That it was not called off before says that none
/// followed it yet.
pub(super) async fn replace(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
    theirs: IntentClaim,
    old: IntentId,
    stored: Stored,
) -> Prepared {
    if let Err(verdict) = intent::call_off(desk, this, theirs, &old).await {
        return Prepared::Ended(verdict);
    }
    search::make(desk, this, claim, Some(&old), stored.after(&old), Looked::No).await
}
