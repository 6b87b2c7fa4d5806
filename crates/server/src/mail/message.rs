//! The mails that charges lead to, and what of each is fixed when it is written into the outbox. The rest is looked up when
//! the mail is sent, so that it says what holds then.

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::{CardShown, Charge, ChargeState};
use domain::client::Client;
use domain::contact::Email;
use domain::recipient::Recipient;
use domain::subject::Subject;
use domain::{EmailChangeId, MessageId, Money, PracticeId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::outbox::{self, NewMessage};

/// A mail about a charge, about what a client paid for none, or about what is on file of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// The notice: what is taken when, and until when that can be changed. Its days are those of the promise that is made when
    /// it is sent.
    UpcomingPayment {
        /// Whether the client may have got a notice about this charge before, which this one replaces.
        replaces: bool,
    },
    /// Confirms a move.
    DateChanged {
        /// The day before.
        from: NaiveDate,
        /// The day it was moved to.
        to: NaiveDate,
    },
    /// Reminds of a charge that was moved. Not wanted any more once the charge is not taken on that day.
    Reminder {
        /// The day reminded of.
        day: NaiveDate,
    },
    /// The charge was taken.
    Receipt,
    /// An attempt failed, and what can be done about it. Not wanted any more once the charge stands otherwise.
    PaymentFailed {
        /// When it failed, which tells one failure from the next.
        at: DateTime<Utc>,
    },
    /// There was no card to charge. Not wanted any more once the charge stands otherwise.
    CardNeeded {
        /// When none was found.
        at: DateTime<Utc>,
    },
    /// The charge was set aside after its notice. Not wanted any more once it is released or settled.
    Held {
        /// Since when, which tells one hold from the next.
        since: DateTime<Utc>,
    },
    /// Money was given back. Not wanted any more once the bank threw it back.
    GivenBack {
        /// The processor's id of the refund.
        refund: String,
    },
    /// Money was given back that had been taken beside the payment.
    ExtraGivenBack {
        /// How much.
        amount: Money,
        /// When it was heard of.
        at: DateTime<Utc>,
    },
    /// Money that was given back is the practice's again: the client's bank threw it back.
    RefundReturned {
        /// How much.
        amount: Money,
        /// When it was heard of, which tells one from the next.
        at: DateTime<Utc>,
        /// Whether it was not the bank: the practice called the refund off.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        called_off: bool,
    },
    /// The same of money that had been taken beside the payment.
    ExtraReturned {
        /// How much.
        amount: Money,
        /// When it was heard of.
        at: DateTime<Utc>,
        /// Whether it was not the bank: the practice called the refund off.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        called_off: bool,
    },
    /// Money was given back of a payment that was made by hand, for no charge.
    HandGivenBack {
        /// How much.
        amount: Money,
        /// When it was heard of.
        at: DateTime<Utc>,
        /// How much was paid.
        paid: Money,
        /// The day of the payment.
        paid_on: NaiveDate,
    },
    /// That money is the practice's again.
    HandReturned {
        /// How much.
        amount: Money,
        /// When it was heard of.
        at: DateTime<Utc>,
        /// How much was paid.
        paid: Money,
        /// The day of the payment.
        paid_on: NaiveDate,
        /// Whether it was not the bank: the practice called the refund off.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        called_off: bool,
    },
    /// The charge that was set aside is taken up again. Not wanted any more once it is set aside anew or asks for nothing.
    Released,
    /// The charge is not taken as its client was told: it was paid another way, given up, or nothing is left to pay. Not wanted any more
    /// once it came to something else.
    CalledOff {
        /// The day that was planned, where one was still to come.
        day: Option<NaiveDate>,
        /// What it came to instead.
        to: CameTo,
    },
    /// The client's home address is another one, which somebody entered who was signed in as them.
    AddressChanged,
    /// Has whoever reads an address confirm that it is the client's. Not wanted any more once the client wants another one or none.
    ConfirmEmail {
        /// What is to be confirmed.
        change: EmailChangeId,
    },
    /// To the client's address before: mail goes to another one from now on.
    EmailChanged,
    /// To the other one: mail comes to it from now on.
    EmailConfirmed,
    /// The client's cards are others, or another one is charged, which somebody said who was signed in as them.
    CardChanged {
        /// What was done.
        change: CardChange,
        /// With which card.
        card: CardShown,
    },
}

/// What was done with a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardChange {
    /// It can be charged; another one is.
    Added,
    /// It can be charged, and is.
    AddedAsDefault,
    /// It is charged instead of another one.
    MadeDefault,
    /// It cannot be charged any more.
    Removed,
}

/// What a charge came to that is not taken as its client was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CameTo {
    /// It was paid another way, whatever was given back of it since.
    Settled,
    /// It asks for nothing any more, or was taken.
    Closed,
    /// It is taken later, if at all: its client is told before.
    Later,
}

impl CameTo {
    /// What a charge in this state came to; none for one that is taken as its client was told.
    #[must_use]
    pub fn of(state: &ChargeState) -> Option<Self> {
        match state {
            it if it.settled_elsewhere().is_some() => Some(Self::Settled),
            ChargeState::Scheduled(_) | ChargeState::AwaitingInsurer => Some(Self::Later),
            it => (!it.name().is_open()).then_some(Self::Closed),
        }
    }
}

/// The tag that the outbox keeps in a column of its own.
const KIND: &str = "kind";

impl Message {
    /// The outbox row that has this mail sent to the client of `charge` once it is `due_at`.
    ///
    /// A notice, and a reminder of the same day, wait at most once for a charge: writing a second one does nothing.
    #[must_use]
    pub fn about(
        &self,
        charge: &Charge,
        id: MessageId,
        now: DateTime<Utc>,
        due_at: DateTime<Utc>,
    ) -> NewMessage {
        let once_key = |kind: &str| match self {
            Self::UpcomingPayment { .. } => Some(format!("{kind} {}", charge.id)),
            Self::Reminder { day } => Some(format!("{kind} {} {day}", charge.id)),
            _ => None,
        };
        let (recipient, subject) = (Recipient::Client(charge.client), Subject::Charge(charge.id));
        self.row((charge.practice, recipient, subject), id, (now, due_at), once_key)
    }

    /// The outbox row that has this mail, which is about no charge, sent to a client at once.
    #[must_use]
    pub fn to(&self, client: &Client, id: MessageId, now: DateTime<Utc>) -> NewMessage {
        self.sent(client, Recipient::Client(client.id), id, now)
    }

    /// The same to an address that need not be the client's.
    #[must_use]
    pub fn to_address(&self, client: &Client, to: Email, id: MessageId, now: DateTime<Utc>) -> NewMessage {
        self.sent(client, Recipient::Address(to), id, now)
    }

    fn sent(&self, client: &Client, to: Recipient, id: MessageId, now: DateTime<Utc>) -> NewMessage {
        self.row((client.practice, to, Subject::Client(client.id)), id, (now, now), |_| None)
    }

    fn row(
        &self,
        (practice, recipient, subject): (PracticeId, Recipient, Subject),
        id: MessageId,
        (now, due_at): (DateTime<Utc>, DateTime<Utc>),
        once_key: impl FnOnce(&str) -> Option<String>,
    ) -> NewMessage {
        let mut facts = serde_json::to_value(self).unwrap_or_default();
        let kind = facts.as_object_mut().and_then(|facts| facts.remove(KIND));
        let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
        let once_key = once_key(&kind);
        NewMessage { id, practice, recipient, subject, kind, facts, once_key, created_at: now, due_at }
    }

    /// What an outbox row asks for.
    ///
    /// # Errors
    /// When it is of a kind that is not known here.
    pub fn of(row: &outbox::OutboxMessage) -> Result<Self, serde_json::Error> {
        let mut facts = row.facts.clone();
        if let Some(facts) = facts.as_object_mut() {
            facts.insert(KIND.to_owned(), Value::from(row.kind.as_str()));
        }
        serde_json::from_value(facts)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn kept(message: &Message) -> (String, Value) {
        let charge = crate::mail::sample::charge();
        let now = "2025-12-01T15:00:00Z".parse().expect("an instant");
        let new = message.about(&charge, MessageId::new(uuid::Uuid::from_u128(1)), now, now);
        (new.kind, new.facts)
    }

    // Rows of an earlier version wait in the outbox when a new one starts: these literals change only with a migration.
    #[test]
    fn how_a_message_is_kept() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let at = "2025-12-02T15:00:01Z".parse().expect("an instant");
        for (message, kind, facts) in [
            (Message::UpcomingPayment { replaces: true }, "upcoming_payment", json!({ "replaces": true })),
            (
                Message::DateChanged { from: day("2025-12-02"), to: day("2025-12-12") },
                "date_changed",
                json!({ "from": "2025-12-02", "to": "2025-12-12" }),
            ),
            (Message::Reminder { day: day("2025-12-12") }, "reminder", json!({ "day": "2025-12-12" })),
            (Message::Receipt, "receipt", json!({})),
            (Message::PaymentFailed { at }, "payment_failed", json!({ "at": "2025-12-02T15:00:01Z" })),
            (Message::CardNeeded { at }, "card_needed", json!({ "at": "2025-12-02T15:00:01Z" })),
            (Message::Held { since: at }, "held", json!({ "since": "2025-12-02T15:00:01Z" })),
            (Message::GivenBack { refund: "re_1".to_owned() }, "given_back", json!({ "refund": "re_1" })),
            (
                Message::ExtraGivenBack { amount: Money::usd(4_000), at },
                "extra_given_back",
                json!({
                    "amount": { "cents": 4_000, "currency": "USD" },
                    "at": "2025-12-02T15:00:01Z",
                }),
            ),
            (
                Message::RefundReturned { amount: Money::usd(4_000), at, called_off: false },
                "refund_returned",
                json!({
                    "amount": { "cents": 4_000, "currency": "USD" },
                    "at": "2025-12-02T15:00:01Z",
                }),
            ),
            (
                Message::ExtraReturned { amount: Money::usd(4_000), at, called_off: true },
                "extra_returned",
                json!({
                    "amount": { "cents": 4_000, "currency": "USD" },
                    "at": "2025-12-02T15:00:01Z",
                    "called_off": true,
                }),
            ),
            (
                Message::HandGivenBack {
                    amount: Money::usd(4_000),
                    at,
                    paid: Money::usd(4_400),
                    paid_on: day("2025-12-01"),
                },
                "hand_given_back",
                json!({
                    "amount": { "cents": 4_000, "currency": "USD" },
                    "at": "2025-12-02T15:00:01Z",
                    "paid": { "cents": 4_400, "currency": "USD" },
                    "paid_on": "2025-12-01",
                }),
            ),
            (
                Message::HandReturned {
                    amount: Money::usd(4_000),
                    at,
                    paid: Money::usd(4_400),
                    paid_on: day("2025-12-01"),
                    called_off: false,
                },
                "hand_returned",
                json!({
                    "amount": { "cents": 4_000, "currency": "USD" },
                    "at": "2025-12-02T15:00:01Z",
                    "paid": { "cents": 4_400, "currency": "USD" },
                    "paid_on": "2025-12-01",
                }),
            ),
            (Message::Released, "released", json!({})),
            (
                Message::CalledOff { day: Some(day("2025-12-02")), to: CameTo::Later },
                "called_off",
                json!({ "day": "2025-12-02", "to": "later" }),
            ),
            (Message::AddressChanged, "address_changed", json!({})),
            (
                Message::ConfirmEmail { change: EmailChangeId::new(uuid::Uuid::from_u128(2)) },
                "confirm_email",
                json!({ "change": "emc_00000000000000000000000000000002" }),
            ),
            (Message::EmailChanged, "email_changed", json!({})),
            (Message::EmailConfirmed, "email_confirmed", json!({})),
            (
                Message::CardChanged {
                    change: CardChange::AddedAsDefault,
                    card: CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() },
                },
                "card_changed",
                json!({ "change": "added_as_default", "card": { "brand": "Visa", "last4": "4242" } }),
            ),
        ] {
            assert_eq!(kept(&message), (kind.to_owned(), facts.clone()));
            let mut tagged = facts;
            tagged["kind"] = kind.into();
            assert_eq!(serde_json::from_value::<Message>(tagged).expect("it reads back"), message);
        }
    }
}
