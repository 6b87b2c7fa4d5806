//! What the audit record says: who did what to whom. Written in the transaction of the deed.

mod correction;
mod entry;
mod names;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::correction::{CorrectedPart, Correction, Detail};
pub use self::entry::Entry;
pub use self::names::{ANNOUNCED, OF_REFUNDS};

use crate::address::Address;
use crate::called::Called;
use crate::card_photo::{CardSide, PhotoDeed};
use crate::charge::{CardShown, FailReason, PaidHow, StateName};
use crate::contact::Email;
use crate::coverage::{CardPart, Position};
use crate::ids::{AttemptId, PayerId};
use crate::language::Language;
use crate::money::Money;
use crate::paper::Paper;
use crate::payment_method::{CardDeed, CardFacts};
use crate::phone::PhoneOnFile;
use crate::withdrawal::Wish;

/// What was done, with the facts a reader of the record needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// The practice's system brought the charge in this state.
    ChargeImported {
        /// The state.
        state: StateName,
    },
    /// The practice's system corrected what it had said of the charge.
    Corrected {
        /// The state before.
        from: StateName,
        /// The amount before, where there was one.
        was: Option<Money>,
        /// The state now.
        to: StateName,
        /// The amount now, where there is one.
        is: Option<Money>,
        /// What else was said otherwise. Nothing is known of it of corrections that were recorded without.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        details: Vec<Correction>,
    },
    /// The mail server accepted the notice.
    Announced {
        /// The day announced.
        day: NaiveDate,
        /// The amount announced.
        amount: Money,
    },
    /// The client has no working address, so nobody could be told.
    NoticeImpossible,
    /// The notice was accepted and came back later, so nobody was told and the charge is announced anew.
    NoticeReturned {
        /// The day announced.
        day: NaiveDate,
    },
    /// The day was moved (R9).
    Rescheduled {
        /// The day before.
        from: NaiveDate,
        /// The day now.
        to: NaiveDate,
        /// Why, where support moved it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Support moved the day wished for, of which the client was not told yet.
    FirstDayMoved {
        /// The day before.
        from: NaiveDate,
        /// The day now.
        to: NaiveDate,
        /// Why.
        reason: String,
    },
    /// The reminder of a moved charge was accepted.
    Reminded {
        /// The day reminded of.
        day: NaiveDate,
    },
    /// An attempt at taking the charge began.
    AttemptBegun {
        /// The attempt.
        attempt: AttemptId,
    },
    /// The charge was taken.
    Paid {
        /// The amount.
        amount: Money,
        /// The card used, where the processor says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        card: Option<CardShown>,
        /// When the money was taken, should that have been some time before it was booked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        taken_at: Option<DateTime<Utc>>,
    },
    /// Money was taken for it although it was paid, or asked for nothing any more.
    PaidAgain {
        /// How much.
        amount: Money,
        /// The processor's id of the payment intent.
        intent: String,
    },
    /// A payment was made at the processor by hand, for no charge.
    PaidByHand {
        /// How much.
        amount: Money,
        /// The processor's id of the payment intent.
        intent: String,
    },
    /// The attempt failed.
    AttemptFailed {
        /// Why.
        reason: FailReason,
        /// When it is tried again by itself.
        next_attempt: Option<DateTime<Utc>>,
    },
    /// An attempt was called off before its day was over, and took nothing.
    AttemptCalledOff,
    /// No further attempt follows: the payment method that there is has failed for good.
    AttemptsEnded,
    /// The client asked to pay a failed charge at once.
    PayNowAsked,
    /// The charge was set aside.
    Held {
        /// Why, in the words of who did it. What the desk sets aside by itself says why in its state.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The charge was taken up again.
    Released {
        /// The state it is in now.
        to: StateName,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The announced day passed without the charge being taken, so it will be announced anew.
    DayMissed {
        /// The day that passed.
        day: NaiveDate,
    },
    /// Somebody said what is to become of the charge while that could not be carried out. It is kept until it can, in place of what was
    /// said before.
    Wished {
        /// What.
        wish: Wish,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// Whether it is taken back, and nothing is to become of it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        taken_back: bool,
    },
    /// Given up by the practice.
    Waived {
        /// Its reason.
        reason: String,
    },
    /// Money was given back.
    Refunded {
        /// How much.
        amount: Money,
        /// The reason.
        reason: String,
    },
    /// Money that had been taken beside the charge's own payment was given back.
    ExtraRefunded {
        /// How much.
        amount: Money,
    },
    /// Money of that came back to the practice.
    ExtraRefundReturned {
        /// How much.
        amount: Money,
        /// Whether the practice called the refund off before it left.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        called_off: bool,
    },
    /// The cardholder's bank was told that money taken beside the charge's own payment is not owed.
    ExtraDisputed {
        /// How much of it.
        amount: Money,
    },
    /// That dispute was closed, and the money stays.
    ExtraDisputeClosed,
    /// The cardholder's bank took such money back.
    ExtraChargedBack {
        /// How much.
        amount: Money,
    },
    /// The cardholder's bank gave back what it had taken of that.
    ExtraChargebackReturned {
        /// How much.
        amount: Money,
    },
    /// Somebody asked the processor to give money back.
    RefundAsked {
        /// How much.
        amount: Money,
        /// The reason.
        reason: String,
    },
    /// The processor did not give money back that it was asked to.
    RefundDeclined {
        /// How much.
        amount: Money,
    },
    /// Money that was on its way back to the client has arrived.
    RefundArrived {
        /// How much.
        amount: Money,
    },
    /// Money that was given back is the practice's again: the client's bank threw it back.
    RefundReturned {
        /// How much.
        amount: Money,
        /// Whether it was not the bank: the practice called the refund off before it left.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        called_off: bool,
    },
    /// It was paid by another way than the desk.
    SettledElsewhere {
        /// How much.
        amount: Money,
        /// How.
        how: PaidHow,
        /// The day of the payment.
        on: NaiveDate,
        /// What whoever said so had to say about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// It was not paid by another way after all, so it will be announced anew.
    OwedAfterAll {
        /// Why: said by mistake, or the check came back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The cardholder's bank was told that it is not owed.
    Disputed {
        /// How much of it.
        amount: Money,
        /// How much the same dispute was about before, where that changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instead_of: Option<Money>,
    },
    /// The dispute was closed, and the money stays.
    DisputeClosed,
    /// The cardholder's bank took money back.
    ChargedBack {
        /// How much.
        amount: Money,
    },
    /// The cardholder's bank gave back what it had taken.
    ChargebackReturned {
        /// How much.
        amount: Money,
    },
    /// The card's bank renewed or replaced it.
    CardRenewed {
        /// The card before.
        from: CardFacts,
        /// The card now.
        to: CardFacts,
    },
    /// The card was detached at the processor.
    CardDetached {
        /// The card.
        card: CardShown,
    },
    /// The client agreed, in the words of this day, to later charges of a card that they are about to set up.
    CardConsented {
        /// The day of the words.
        of: NaiveDate,
    },
    /// The client did something with a card.
    Card {
        /// What.
        deed: CardDeed,
        /// The card.
        card: CardShown,
    },
    /// The client said whether a card is of a health savings or flexible spending account.
    CardMarked {
        /// Whether it is.
        is_hsa_fsa: bool,
    },
    /// Somebody signed in.
    SignedIn,
    /// Somebody signed out.
    SignedOut,
    /// A password was set.
    PasswordSet,
    /// Somebody said which language they want to be addressed in.
    LanguageChosen {
        /// That language.
        language: Language,
    },
    /// The client had the member ID of a coverage shown in full.
    MemberIdShown,
    /// The client said that they have this coverage. What stands on the card the record does not say.
    CoverageAdded {
        /// With whom.
        payer: PayerId,
        /// Whether it is asked first or second.
        position: Position,
        /// The first day.
        from: NaiveDate,
        /// The last day; none while no end is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<NaiveDate>,
    },
    /// The client corrected what stands on the card of a coverage.
    CoverageCorrected {
        /// This of it.
        parts: Vec<CardPart>,
    },
    /// The client said when a coverage ends.
    CoverageEnded {
        /// The last day before; none while no end was known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<NaiveDate>,
        /// The last day now. Before the first day it is where the coverage is never to begin.
        to: NaiveDate,
    },
    /// The client had a payer asked about their card, which answered so (`eligibility::Answer::as_str`).
    PayerAsked {
        /// Whom.
        payer: PayerId,
        /// The word for the answer.
        answer: String,
    },
    /// The client did something with the photo of a side of a coverage's card.
    CardPhoto {
        /// What.
        deed: PhotoDeed,
        /// Which side.
        side: CardSide,
    },
    /// The client had a paper made to take with them.
    PaperTaken {
        /// Which.
        paper: Paper,
    },
    /// The client changed their telephone number.
    PhoneChanged {
        /// The number before; none where there was none.
        from: Option<PhoneOnFile>,
        /// The number now; none where they took it away.
        to: Option<PhoneOnFile>,
    },
    /// The client changed what they are called or their pronouns.
    CalledChanged {
        /// What they were before.
        from: Called,
        /// What they are now.
        to: Called,
    },
    /// The client changed where they live.
    AddressChanged {
        /// The address before; none where there was none.
        from: Option<Address>,
        /// The address now; none where they took it away.
        to: Option<Address>,
    },
    /// The client asked for a link that confirms another email address.
    EmailAsked {
        /// That address.
        to: Email,
    },
    /// The client took that back.
    EmailWithdrawn {
        /// The address that is not to be confirmed any more.
        to: Email,
    },
    /// The link was followed: mail reaches the client there. Their sign-in keeps its own address.
    EmailChanged {
        /// The address before; none where there was none.
        from: Option<Email>,
        /// The address now.
        to: Email,
    },
    /// A sign-in was closed and its devices were signed out: by the practice, whose export no longer has the person, or by
    /// hand.
    AccessEnded,
    /// A sign-in that was closed is open again.
    AccessRestored,
}

#[cfg(test)]
mod tests;
