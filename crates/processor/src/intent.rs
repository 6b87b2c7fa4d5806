//! A payment intent as we understand it: what was asked, and how it stands.

use chrono::{DateTime, Utc};
use domain::payment_method::Funding;
use domain::{ChargeId, Currency, Money};

use crate::decline::Decline;
use crate::error::Mismatch;
use crate::refs::{AttemptRef, CustomerRef, IntentId};
use crate::wire::{self, Expandable, IntentStatus};

/// What an intent is for. Every answer about an intent is held against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntentClaim {
    /// Our charge.
    pub charge: ChargeId,
    /// What is to be taken for it.
    pub amount: Money,
}

/// A payment intent, as the processor described it at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentIntent {
    /// Its id.
    pub id: IntentId,
    /// What is to be taken.
    pub amount: Money,
    /// What has been taken: nothing or the amount.
    pub received: Money,
    /// How far it got, in the processor's words.
    pub status: IntentStatus,
    /// Our charge, unless the intent was made by somebody else.
    pub charge: Option<ChargeId>,
    /// Whose methods may pay for it.
    pub customer: Option<CustomerRef>,
    /// The latest attempt.
    pub latest_attempt: Option<LatestAttempt>,
    /// Why the latest attempt failed.
    pub last_decline: Option<Decline>,
    /// The processor's page on which the cardholder has to confirm.
    pub cardholder_page: Option<String>,
    /// When it was made.
    pub created: DateTime<Utc>,
}

/// One attempt at taking an intent's amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestAttempt {
    /// Its id. A new attempt has a new one, which tells a fresh decline from an earlier one.
    pub id: AttemptRef,
    /// When it was made. Unknown in webhooks, which name the attempt by its id only.
    pub at: Option<DateTime<Utc>>,
    /// The card that was tried. Unknown in webhooks.
    pub card: Option<Card>,
}

/// What may be known of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// `visa`, `mastercard`, `amex` and others.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// Month (1 to 12) and year of expiry, where told.
    pub expires: Option<(u32, i32)>,
    /// Where its money comes from; none where the processor does not know or say.
    pub funding: Option<Funding>,
}

/// How an intent stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntentOutcome {
    /// The money was taken, to the cent.
    Taken,
    /// The latest attempt was declined; another one is possible.
    Declined(Decline),
    /// The cardholder has to confirm. The page is known once the intent was confirmed in the cardholder's presence.
    NeedsCardholder {
        /// The processor's page.
        page: Option<String>,
    },
    /// Under way: ask again later.
    InProgress,
    /// Nothing was tried yet.
    NotTried,
    /// Called off for good: it can never be taken.
    Canceled,
}

impl PaymentIntent {
    /// How it stands. After an unknown outcome a `Declined` may be an earlier attempt's: compare [`LatestAttempt::id`], or send the
    /// same request under the same key again, whose answer is that attempt's own.
    #[must_use]
    pub fn outcome(&self) -> IntentOutcome {
        match self.status {
            IntentStatus::Succeeded => IntentOutcome::Taken,
            IntentStatus::Canceled => IntentOutcome::Canceled,
            IntentStatus::RequiresAction => {
                IntentOutcome::NeedsCardholder { page: self.cardholder_page.clone() }
            }
            IntentStatus::RequiresPaymentMethod | IntentStatus::RequiresConfirmation => {
                match &self.last_decline {
                    None => IntentOutcome::NotTried,
                    Some(decline) if decline.needs_cardholder() => {
                        IntentOutcome::NeedsCardholder { page: None }
                    }
                    Some(decline) => IntentOutcome::Declined(decline.clone()),
                }
            }
            IntentStatus::Processing | IntentStatus::RequiresCapture | IntentStatus::Unrecognized => {
                IntentOutcome::InProgress
            }
        }
    }

    /// Whether this intent is for `claim`, to the cent.
    ///
    /// # Errors
    /// [`Mismatch`] names the first thing that differs.
    pub fn check(&self, claim: &IntentClaim) -> Result<(), Mismatch> {
        if self.charge != Some(claim.charge) {
            return Err(Mismatch::Charge);
        }
        if self.amount != claim.amount {
            return Err(Mismatch::Amount { asked: claim.amount, answered: self.amount });
        }
        let nothing = Money::new(0, self.amount.currency());
        let due = if self.status == IntentStatus::Succeeded { self.amount } else { nothing };
        if self.received == due { Ok(()) } else { Err(Mismatch::Received) }
    }

    /// # Errors
    /// [`Mismatch::Currency`] for a currency we do not take, [`Mismatch::Id`] for an id that is none.
    pub(crate) fn read(intent: wire::PaymentIntentObject) -> Result<Self, Mismatch> {
        let currency = Currency::from_code(&intent.currency).ok_or(Mismatch::Currency)?;
        let page = intent.next_action.and_then(|action| action.redirect_to_url).and_then(|to| to.url);
        Ok(Self {
            id: intent.id.parse().map_err(|_| Mismatch::Id)?,
            amount: Money::new(intent.amount, currency),
            received: Money::new(intent.amount_received, currency),
            status: intent.status,
            charge: intent.metadata.get(wire::CHARGE_ID).and_then(|id| id.parse().ok()),
            customer: intent.customer.and_then(|id| id.parse().ok()),
            latest_attempt: intent.latest_charge.as_ref().and_then(LatestAttempt::read),
            last_decline: intent.last_payment_error.as_ref().map(Decline::read),
            cardholder_page: page,
            created: instant(intent.created),
        })
    }
}

impl LatestAttempt {
    fn read(charge: &Expandable<wire::ChargeObject>) -> Option<Self> {
        match charge {
            Expandable::Id(id) => Some(Self { id: id.parse().ok()?, at: None, card: None }),
            Expandable::Object(charge) => Some(Self {
                id: charge.id.parse().ok()?,
                at: Some(instant(charge.created)),
                card: charge
                    .payment_method_details
                    .as_ref()
                    .and_then(|how| how.card.as_ref())
                    .map(Card::read),
            }),
        }
    }
}

impl Card {
    pub(crate) fn read(card: &wire::CardObject) -> Self {
        let expires = (1..=12).contains(&card.exp_month).then_some((card.exp_month, card.exp_year));
        let funding = card.funding.as_deref().and_then(|word| word.parse().ok());
        Self { brand: card.brand.clone(), last4: card.last4.clone(), expires, funding }
    }
}

/// The instant of Unix seconds. What no calendar holds is the epoch: it decides nothing.
pub(crate) fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}
