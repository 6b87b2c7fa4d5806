//! What the audit record says: who did what to whom. Written in the transaction of the deed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::charge::{CardShown, Charge, FailReason, PaidHow, StateName};
use crate::client::Client;
use crate::ids::{AttemptId, AuditId, ClientId, PracticeId};
use crate::language::Language;
use crate::login::{Login, Person};
use crate::money::Money;
use crate::phone::PhoneOnFile;
use crate::subject::Subject;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id; ids of later entries sort later.
    pub id: AuditId,
    /// When, on the business clock.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: Actor,
    /// In whose practice.
    pub practice: PracticeId,
    /// Whom it concerns; none for what concerns no client.
    pub client: Option<ClientId>,
    /// What it is about.
    pub subject: Subject,
    /// What was done.
    pub action: Action,
}

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
    Held,
    /// The charge was taken up again.
    Released {
        /// The state it is in now.
        to: StateName,
    },
    /// The announced day passed without the charge being taken, so it will be announced anew.
    DayMissed {
        /// The day that passed.
        day: NaiveDate,
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
    /// The client's bank threw money back that was given back.
    RefundReturned {
        /// How much.
        amount: Money,
    },
    /// It was paid by another way than the desk.
    SettledElsewhere {
        /// How much.
        amount: Money,
        /// How.
        how: PaidHow,
        /// The day of the payment.
        on: NaiveDate,
    },
    /// It was not paid by another way after all, so it will be announced anew.
    OwedAfterAll,
    /// The cardholder's bank was told that it is not owed.
    Disputed {
        /// How much of it.
        amount: Money,
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
    /// The client changed their telephone number.
    PhoneChanged {
        /// The number before; none where there was none.
        from: Option<PhoneOnFile>,
        /// The number now; none where they took it away.
        to: Option<PhoneOnFile>,
    },
    /// A sign-in was closed and its devices were signed out: by the practice, whose export no longer has the person, or by
    /// hand.
    AccessEnded,
    /// A sign-in that was closed is open again.
    AccessRestored,
}

impl Entry {
    /// What `actor` did with a charge.
    #[must_use]
    pub const fn about_charge(
        id: AuditId,
        at: DateTime<Utc>,
        actor: Actor,
        charge: &Charge,
        action: Action,
    ) -> Self {
        let (practice, client, subject) = (charge.practice, Some(charge.client), Subject::Charge(charge.id));
        Self { id, at, actor, practice, client, subject, action }
    }

    /// What `actor` did with what is said of a client.
    #[must_use]
    pub const fn about_client(
        id: AuditId,
        at: DateTime<Utc>,
        actor: Actor,
        client: &Client,
        action: Action,
    ) -> Self {
        let subject = Subject::Client(client.id);
        Self { id, at, actor, practice: client.practice, client: Some(client.id), subject, action }
    }

    /// What `actor` did with a sign-in.
    #[must_use]
    pub const fn about_login(
        id: AuditId,
        at: DateTime<Utc>,
        actor: Actor,
        login: &Login,
        action: Action,
    ) -> Self {
        let client = match login.person {
            Person::Client(client) => Some(client),
            Person::Staff(_) => None,
        };
        Self { id, at, actor, practice: login.practice, client, subject: Subject::Login(login.id), action }
    }

    /// When it happened: of a payment that was booked late, the instant at which the money was taken.
    #[must_use]
    pub fn happened_at(&self) -> DateTime<Utc> {
        match &self.action {
            Action::Paid { taken_at: Some(taken_at), .. } => *taken_at,
            _ => self.at,
        }
    }
}

impl Action {
    /// The name in tables, for queries by action.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::ChargeImported { .. } => "charge_imported",
            Self::Corrected { .. } => "corrected",
            Self::Announced { .. } => "announced",
            Self::NoticeImpossible => "notice_impossible",
            Self::NoticeReturned { .. } => "notice_returned",
            Self::Rescheduled { .. } => "rescheduled",
            Self::Reminded { .. } => "reminded",
            Self::AttemptBegun { .. } => "attempt_begun",
            Self::Paid { .. } => "paid",
            Self::AttemptFailed { .. } => "attempt_failed",
            Self::AttemptCalledOff => "attempt_called_off",
            Self::AttemptsEnded => "attempts_ended",
            Self::PayNowAsked => "pay_now_asked",
            Self::Held => "held",
            Self::Released { .. } => "released",
            Self::DayMissed { .. } => "day_missed",
            Self::Waived { .. } => "waived",
            Self::Refunded { .. } => "refunded",
            Self::RefundReturned { .. } => "refund_returned",
            Self::SettledElsewhere { .. } => "settled_elsewhere",
            Self::OwedAfterAll => "owed_after_all",
            Self::Disputed { .. } => "disputed",
            Self::DisputeClosed => "dispute_closed",
            Self::ChargedBack { .. } => "charged_back",
            Self::ChargebackReturned { .. } => "chargeback_returned",
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
            Self::PasswordSet => "password_set",
            Self::LanguageChosen { .. } => "language_chosen",
            Self::PhoneChanged { .. } => "phone_changed",
            Self::AccessEnded => "access_ended",
            Self::AccessRestored => "access_restored",
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::LoginId;
    use crate::testing::{AGENT, ATTEMPT, at, day, on_file};

    // What the store keeps. Every entry kept so far has to read back, so these literals change only with a migration.

    #[test]
    fn how_an_action_is_kept() {
        let amount = Money::usd(4_000);
        let card = CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() };
        let usd = json!({ "cents": 4_000, "currency": "USD" });
        let (from, to) = (day("2025-12-02"), day("2025-12-12"));
        for (action, kept) in [
            (
                Action::ChargeImported { state: StateName::AwaitingInsurer },
                json!({ "action": "charge_imported", "state": "awaiting_insurer" }),
            ),
            (
                Action::Corrected {
                    from: StateName::AwaitingInsurer,
                    was: None,
                    to: StateName::Paid,
                    is: Some(amount),
                },
                json!({ "action": "corrected", "from": "awaiting_insurer", "was": null, "to": "paid", "is": usd }),
            ),
            (
                Action::Announced { day: from, amount },
                json!({ "action": "announced", "day": "2025-12-02", "amount": usd }),
            ),
            (Action::NoticeImpossible, json!({ "action": "notice_impossible" })),
            (
                Action::NoticeReturned { day: from },
                json!({ "action": "notice_returned", "day": "2025-12-02" }),
            ),
            (
                Action::Rescheduled { from, to },
                json!({ "action": "rescheduled", "from": "2025-12-02", "to": "2025-12-12" }),
            ),
            (Action::Reminded { day: to }, json!({ "action": "reminded", "day": "2025-12-12" })),
            (
                Action::AttemptBegun { attempt: ATTEMPT },
                json!({ "action": "attempt_begun", "attempt": "att_00000000000000000000000000000001" }),
            ),
            (Action::Paid { amount, card: None, taken_at: None }, json!({ "action": "paid", "amount": usd })),
            (
                Action::Paid { amount, card: Some(card.clone()), taken_at: None },
                json!({ "action": "paid", "amount": usd, "card": { "brand": "Visa", "last4": "4242" } }),
            ),
            (
                Action::Paid { amount, card: Some(card), taken_at: Some(at("2025-12-03T15:00:00Z")) },
                json!({
                    "action": "paid",
                    "amount": usd,
                    "card": { "brand": "Visa", "last4": "4242" },
                    "taken_at": "2025-12-03T15:00:00Z",
                }),
            ),
            (
                Action::AttemptFailed {
                    reason: FailReason::Declined,
                    next_attempt: Some(at("2025-12-05T15:00:00Z")),
                },
                json!({
                    "action": "attempt_failed",
                    "reason": { "reason": "declined" },
                    "next_attempt": "2025-12-05T15:00:00Z",
                }),
            ),
            (Action::AttemptCalledOff, json!({ "action": "attempt_called_off" })),
            (Action::AttemptsEnded, json!({ "action": "attempts_ended" })),
            (Action::PayNowAsked, json!({ "action": "pay_now_asked" })),
            (Action::Held, json!({ "action": "held" })),
            (
                Action::Released { to: StateName::Scheduled },
                json!({ "action": "released", "to": "scheduled" }),
            ),
            (Action::DayMissed { day: from }, json!({ "action": "day_missed", "day": "2025-12-02" })),
            (
                Action::Waived { reason: "Hardship".to_owned() },
                json!({ "action": "waived", "reason": "Hardship" }),
            ),
            (
                Action::Refunded { amount, reason: "Billed twice".to_owned() },
                json!({ "action": "refunded", "amount": usd, "reason": "Billed twice" }),
            ),
            (Action::RefundReturned { amount }, json!({ "action": "refund_returned", "amount": usd })),
            (
                Action::SettledElsewhere { amount, how: PaidHow::Check, on: from },
                json!({ "action": "settled_elsewhere", "amount": usd, "how": "check", "on": "2025-12-02" }),
            ),
            (Action::OwedAfterAll, json!({ "action": "owed_after_all" })),
            (Action::Disputed { amount }, json!({ "action": "disputed", "amount": usd })),
            (Action::DisputeClosed, json!({ "action": "dispute_closed" })),
            (Action::ChargedBack { amount }, json!({ "action": "charged_back", "amount": usd })),
            (
                Action::ChargebackReturned { amount },
                json!({ "action": "chargeback_returned", "amount": usd }),
            ),
            (Action::SignedIn, json!({ "action": "signed_in" })),
            (Action::SignedOut, json!({ "action": "signed_out" })),
            (Action::PasswordSet, json!({ "action": "password_set" })),
            (
                Action::LanguageChosen { language: Language::English },
                json!({ "action": "language_chosen", "language": "en" }),
            ),
            (
                Action::PhoneChanged { from: None, to: Some(on_file("2125550118")) },
                json!({ "action": "phone_changed", "from": null, "to": "(212) 555-0118" }),
            ),
            (Action::AccessEnded, json!({ "action": "access_ended" })),
            (Action::AccessRestored, json!({ "action": "access_restored" })),
        ] {
            assert_eq!(serde_json::to_value(&action).expect("an action serializes"), kept);
            assert_eq!(serde_json::from_str::<Action>(&kept.to_string()).expect("and reads back"), action);
            assert_eq!(kept["action"], action.as_str());
        }
    }

    #[test]
    fn how_an_entry_is_kept() {
        let entry = Entry {
            id: AuditId::new(Uuid::from_u128(8)),
            at: at("2025-12-01T17:00:00Z"),
            actor: Actor::Staff(AGENT),
            practice: PracticeId::new(Uuid::from_u128(7)),
            client: Some(ClientId::new(Uuid::from_u128(6))),
            subject: Subject::Login(LoginId::new(Uuid::from_u128(5))),
            action: Action::Held,
        };
        let kept = json!({
            "id": "aud_00000000000000000000000000000008",
            "at": "2025-12-01T17:00:00Z",
            "actor": { "actor": "staff", "id": "stf_00000000000000000000000000000004" },
            "practice": "prc_00000000000000000000000000000007",
            "client": "cli_00000000000000000000000000000006",
            "subject": { "subject": "login", "id": "lgn_00000000000000000000000000000005" },
            "action": { "action": "held" },
        });
        assert_eq!(serde_json::to_value(&entry).expect("an entry serializes"), kept);
        assert_eq!(serde_json::from_str::<Entry>(&kept.to_string()).expect("and reads back"), entry);
    }

    #[test]
    fn who_did_it_is_kept_by_name() {
        for (actor, kept) in [
            (Actor::Client, json!({ "actor": "client" })),
            (Actor::Staff(AGENT), json!({ "actor": "staff", "id": "stf_00000000000000000000000000000004" })),
            (Actor::Practice, json!({ "actor": "practice" })),
            (Actor::System, json!({ "actor": "system" })),
        ] {
            assert_eq!(serde_json::to_value(actor).expect("an actor serializes"), kept);
            assert_eq!(serde_json::from_str::<Actor>(&kept.to_string()).expect("and reads back"), actor);
        }
    }
}
