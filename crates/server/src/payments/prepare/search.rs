//! Makes an intent for a charge, and asks the processor before whether it has one that our books do not name, where it may.

use processor::{IntentClaim, IntentId, PaymentIntent};
use store::attempts;

use super::found::{self, Found, LookError};
use super::intent::{self, NotMade};
use super::{Prepared, Stored, go_on, replace};
use crate::desk::Desk;
use crate::payments::OpenAttempt;
use crate::payments::verdict::{Reading, Verdict, errors, read};

/// Makes the first intent of the attempt's charge that our books know of. On the day announced its key keeps a second request from
/// making a second one; later than the key lasts it is looked for first.
pub(super) async fn first(desk: &Desk, this: &OpenAttempt, claim: IntentClaim) -> Prepared {
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
pub(super) enum Looked {
    Yes,
    No,
}

/// Makes an intent in the place of `old`. Where its key is used up, it may have made one that was taken.
pub(super) async fn make(
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
pub(super) async fn look_first(
    desk: &Desk,
    this: &OpenAttempt,
    claim: IntentClaim,
    stored: Stored,
) -> Prepared {
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
