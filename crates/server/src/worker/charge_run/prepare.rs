use processor::{Claim, IntentId, Mismatch, PaymentIntent, ProcessorError};
use store::attempts::{self, AttemptState};

use super::{intent, refusal};
use crate::desk::Desk;
use crate::service::payments::{Reading, Try, Verdict, earlier_tries, read};

/// What is to be done with a try once its intent is known.
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
    /// There is nothing to confirm.
    Ended(Verdict),
}

/// Whether our books have the intent of a charge.
#[derive(Debug)]
pub(super) enum Stored {
    /// They have.
    Already,
    /// They have none.
    New,
    /// They have this one, which was called off.
    InsteadOf(IntentId),
}

/// Makes or reads the intent of the try's charge. Nothing is taken by that.
pub(super) async fn prepare(desk: &Desk, this: &Try, stored: Option<&str>) -> Prepared {
    let claim = Claim { charge: this.charge.id, amount: this.processing.announced.due.amount };
    let Some(stored) = stored else {
        return match intent::make(desk, this, claim, None).await {
            Ok(made) => Prepared::Confirm { intent: made, stored: Stored::New, was_read: false },
            Err(verdict) => Prepared::Ended(verdict),
        };
    };
    let Ok(stored) = stored.parse::<IntentId>() else {
        return Prepared::Ended(Verdict::Differs { said: "no intent of this name".to_owned() });
    };
    match desk.processor.payment_intent(&stored, &claim).await {
        Ok(found) => go_on(desk, this, claim, found).await,
        // The amount was changed since: the old intent is called off before there is another.
        Err(ProcessorError::Mismatch(Mismatch::Amount { answered, .. })) => {
            let theirs = Claim { amount: answered, ..claim };
            replace(desk, this, claim, theirs, stored).await
        }
        Err(ProcessorError::Mismatch(mismatch)) => {
            Prepared::Ended(Verdict::Differs { said: mismatch.to_string() })
        }
        Err(error) => Prepared::Ended(refusal::while_reading(&error)),
    }
}

/// Goes on from how the intent stands: after an unknown outcome the try is read off it, and only a try that was not carried
/// out is made.
async fn go_on(desk: &Desk, this: &Try, claim: Claim, found: PaymentIntent) -> Prepared {
    let confirm = |intent| Prepared::Confirm { intent, stored: Stored::Already, was_read: true };
    let was_sent = this.attempt.state != AttemptState::Begun;
    let earlier = match attempts::of_charge(&desk.store.reader(), this.charge.client, this.charge.id).await {
        Ok(all) => earlier_tries(&all),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "earlier tries could not be read");
            return Prepared::Ended(Verdict::AskAgain { after_seconds: 0 });
        }
    };
    match read(&found, &earlier) {
        Reading::Ended(verdict @ (Verdict::Taken { .. } | Verdict::AskAgain { .. })) => {
            Prepared::Ended(verdict)
        }
        Reading::Ended(verdict) if was_sent => Prepared::Ended(verdict),
        Reading::CalledOff if was_sent => {
            Prepared::Ended(Verdict::Anew { said: "the intent was called off".to_owned() })
        }
        Reading::CalledOff => match intent::make(desk, this, claim, Some(&found.id)).await {
            Ok(made) => {
                Prepared::Confirm { intent: made, stored: Stored::InsteadOf(found.id), was_read: false }
            }
            Err(verdict) => Prepared::Ended(verdict),
        },
        // Sent or not, it was not carried out, and today it must not be: nobody was told of today.
        Reading::NotTried if was_sent && !this.processing.may_still_be_sent(desk.business.now()) => {
            Prepared::Ended(called_off(desk, this, claim, &found.id).await)
        }
        Reading::NeedsPage if was_sent => {
            Prepared::Ended(super::confirm::ask_for_page(desk, this, &found.id).await)
        }
        // Of another customer the new card is not: that intent cannot be paid with it.
        _ if !was_sent
            && found.customer.as_ref().map(|it| it.as_str()) != Some(&this.method.processor_customer) =>
        {
            let stored = found.id;
            replace(desk, this, claim, claim, stored).await
        }
        Reading::Ended(_) | Reading::NotTried | Reading::NeedsPage => confirm(found.id),
    }
}

/// Calls the intent off, so that a request that is still on its way takes nothing either.
async fn called_off(desk: &Desk, this: &Try, claim: Claim, intent: &IntentId) -> Verdict {
    match intent::call_off(desk, this, claim, intent).await {
        Ok(()) => Verdict::Missed { said: "called off, its day was over".to_owned() },
        // Should such a request have come first, that is read the next time.
        Err(_) => Verdict::AskAgain { after_seconds: 0 },
    }
}

/// Calls the intent off, so that it can never be taken, and makes another one.
async fn replace(desk: &Desk, this: &Try, claim: Claim, theirs: Claim, stored: IntentId) -> Prepared {
    if let Err(verdict) = intent::call_off(desk, this, theirs, &stored).await {
        return Prepared::Ended(verdict);
    }
    match intent::make(desk, this, claim, Some(&stored)).await {
        Ok(made) => Prepared::Confirm { intent: made, stored: Stored::InsteadOf(stored), was_read: false },
        Err(verdict) => Prepared::Ended(verdict),
    }
}
