//! Makes or reads the payment intent of an attempt's charge, and decides whether it is to be confirmed. Nothing is taken by that.

pub(super) mod found;
pub(super) mod intent;
mod prepared;

use domain::attempt::AttemptState;
use processor::{IntentClaim, IntentId, Mismatch, PaymentIntent, ProcessorError};
use store::attempts;

use super::verdict::{Reading, Verdict, errors, known_to, read};
use super::{OpenAttempt, confirm};
use crate::desk::Desk;
use found::{Found, LookError};
use intent::NotMade;
pub(super) use prepared::{Prepared, Stored};

/// Makes or reads the intent of the attempt's charge. Nothing is taken by that.
pub(super) async fn prepare_attempt(desk: &Desk, this: &OpenAttempt, stored: Option<&str>) -> Prepared {
    let claim = this.claim();
    let Some(stored) = stored else { return first(desk, this, claim).await };
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
            look_first(desk, this, claim, Stored::InsteadOf(stored)).await
        }
        Err(ProcessorError::Mismatch(mismatch)) => Prepared::Ended(Verdict::differs(mismatch)),
        Err(error) => Prepared::Ended(errors::while_reading(&error)),
    }
}

/// Goes on from how the intent stands: after an unknown outcome that of the attempt is read off it, and only what was not
/// carried out is sent.
async fn go_on(
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
        Reading::CalledOff => look_first(desk, this, claim, stored.after(&found.id)).await,
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
async fn replace(
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
    make(desk, this, claim, Some(&old), stored.after(&old), Looked::No).await
}

/// Makes the first intent of the attempt's charge that our books know of. On the day announced its key keeps a second request from
/// making a second one; later than the key lasts it is looked for first.
async fn first(desk: &Desk, this: &OpenAttempt, claim: IntentClaim) -> Prepared {
    let mut begun = Some(this.attempt.begun_at);
    if this.attempt.number > 1 {
        let all = attempts::of_charge(&desk.store.reader(), this.charge.client, this.charge.id).await;
        match all {
            Ok(all) => begun = all.into_iter().map(|attempt| attempt.begun_at).min(),
            Err(error) => return later(&error),
        }
    }
    if found::may_be_forgotten(this, begun, desk.business.now()) {
        look_first(desk, this, claim, Stored::New).await
    } else {
        make(desk, this, claim, None, Stored::New, Looked::No).await
    }
}

/// Whether the processor was asked for the charge's intents just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looked {
    Yes,
    No,
}

/// Makes an intent in the place of `old`. Where its key is used up, it may have made one that was taken.
async fn make(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
    old: Option<&IntentId>,
    stored: Stored,
    looked: Looked,
) -> Prepared {
    let made = match (intent::make(desk, this, claim, old).await, looked) {
        (Ok(made), _) => Ok(made),
        (Err(NotMade::KeyUsed), Looked::No) => {
            return Box::pin(look_first(desk, this, claim, stored)).await;
        }
        (Err(NotMade::KeyUsed), Looked::Yes) => intent::make_under_new_key(desk, this, claim).await,
        (Err(NotMade::Ended(verdict)), _) => Err(verdict),
    };
    match made {
        Ok(made) => Prepared::Confirm { intent: made, stored, was_read: false },
        Err(verdict) => Prepared::Ended(verdict),
    }
}

/// Goes on with what the processor has of the charge, and makes an intent only where it has nothing.
async fn look_first(desk: &Desk, this: &OpenAttempt, claim: IntentClaim, stored: Stored) -> Prepared {
    match found::look(desk, &this.charge).await {
        Err(LookError::Processor(error)) => Prepared::Ended(errors::while_reading(&error)),
        Err(LookError::Store(error)) => later(&error),
        Ok(Found::Nothing) => {
            let old = stored.old().cloned();
            make(desk, this, claim, old.as_ref(), stored, Looked::Yes).await
        }
        Ok(Found::Taken(intent)) => taken(claim, *intent, stored),
        Ok(Found::Open(intents)) => open(desk, this, claim, intents, stored).await,
    }
}

fn taken(claim: IntentClaim, intent: PaymentIntent, stored: Stored) -> Prepared {
    let verdict = match (intent.check(&claim), read(&intent, &[])) {
        (Ok(()), Reading::Ended(verdict)) => verdict,
        (Ok(()), Reading::NotTried | Reading::NeedsPage | Reading::CalledOff) => {
            Verdict::AskAgain { after_seconds: 0 }
        }
        // It was taken all the same: named for the charge it keeps it from being taken again.
        (Err(mismatch), _) => Verdict::differs(format!("{}: {mismatch}", intent.id)),
    };
    Prepared::Found { intent: intent.id, stored, verdict }
}

/// One intent at a time: the newest goes on, the others are called off.
async fn open(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
    intents: Vec<PaymentIntent>,
    stored: Stored,
) -> Prepared {
    let mut intents = intents.into_iter();
    let Some(newest) = intents.next() else { return Prepared::Ended(Verdict::AskAgain { after_seconds: 0 }) };
    for other in intents {
        let theirs = IntentClaim { amount: other.amount, ..claim };
        if let Err(verdict) = intent::call_off(desk, this, theirs, &other.id).await {
            return Prepared::Ended(verdict);
        }
    }
    if newest.amount != claim.amount {
        let theirs = IntentClaim { amount: newest.amount, ..claim };
        return replace(desk, this, claim, theirs, newest.id, stored).await;
    }
    let id = newest.id.clone();
    match Box::pin(go_on(desk, this, claim, newest, stored.clone())).await {
        Prepared::Ended(verdict) => Prepared::Found { intent: id, stored, verdict },
        prepared @ (Prepared::Confirm { .. } | Prepared::Found { .. }) => prepared,
    }
}

fn later(error: &store::StoreError) -> Prepared {
    tracing::warn!(error = error as &dyn std::error::Error, "earlier attempts could not be read");
    Prepared::Ended(Verdict::AskAgain { after_seconds: 0 })
}
