#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::actor::Actor;
use crate::card_photo::{CardSide, PhotoDeed};
use crate::month::Month;
use crate::payment_method::CardDeed;
use crate::subject::Subject;
use crate::testing::{AGENT, ATTEMPT, address, at, day, email, on_file, payment_method};
use crate::{AuditId, ClientId, LoginId, PayerId, PracticeId};

// What the store keeps. Every entry kept so far has to read back, so these literals change only with a migration.

fn why() -> Option<String> {
    Some("She called".to_owned())
}

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
                details: Vec::new(),
            },
            json!({ "action": "corrected", "from": "awaiting_insurer", "was": null, "to": "paid", "is": usd }),
        ),
        (
            Action::Corrected {
                from: StateName::Paid,
                was: Some(amount),
                to: StateName::Paid,
                is: Some(amount),
                details: vec![Correction {
                    of: CorrectedPart::PaidOn,
                    was: Some(Detail::Day(from)),
                    is: None,
                }],
            },
            json!({
                "action": "corrected", "from": "paid", "was": usd, "to": "paid", "is": usd,
                "details": [{ "of": "paid_on", "was": { "day": "2025-12-02" } }],
            }),
        ),
        (
            Action::Announced { day: from, amount },
            json!({ "action": "announced", "day": "2025-12-02", "amount": usd }),
        ),
        (Action::NoticeImpossible, json!({ "action": "notice_impossible" })),
        (Action::NoticeReturned { day: from }, json!({ "action": "notice_returned", "day": "2025-12-02" })),
        (
            Action::Rescheduled { from, to, reason: None },
            json!({ "action": "rescheduled", "from": "2025-12-02", "to": "2025-12-12" }),
        ),
        (
            Action::Rescheduled { from, to, reason: why() },
            json!({ "action": "rescheduled", "from": "2025-12-02", "to": "2025-12-12", "reason": "She called" }),
        ),
        (
            Action::FirstDayMoved { from, to, reason: "She called".to_owned() },
            json!({
                "action": "first_day_moved",
                "from": "2025-12-02",
                "to": "2025-12-12",
                "reason": "She called",
            }),
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
            Action::Paid { amount, card: Some(card.clone()), taken_at: Some(at("2025-12-03T15:00:00Z")) },
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
        (
            Action::PaidAgain { amount, intent: "pi_1".to_owned() },
            json!({ "action": "paid_again", "amount": usd, "intent": "pi_1" }),
        ),
        (
            Action::PaidByHand { amount, intent: "pi_1".to_owned() },
            json!({ "action": "paid_by_hand", "amount": usd, "intent": "pi_1" }),
        ),
        (Action::AttemptCalledOff, json!({ "action": "attempt_called_off" })),
        (Action::AttemptsEnded, json!({ "action": "attempts_ended" })),
        (Action::PayNowAsked, json!({ "action": "pay_now_asked" })),
        (Action::Held { reason: None }, json!({ "action": "held" })),
        (Action::Held { reason: why() }, json!({ "action": "held", "reason": "She called" })),
        (
            Action::Released { to: StateName::Scheduled, reason: None },
            json!({ "action": "released", "to": "scheduled" }),
        ),
        (
            Action::Released { to: StateName::Upcoming, reason: why() },
            json!({ "action": "released", "to": "upcoming", "reason": "She called" }),
        ),
        (
            Action::Wished {
                wish: Wish::Settled { how: PaidHow::Cash, on: from },
                reason: why(),
                taken_back: false,
            },
            json!({
                "action": "wished",
                "wish": { "wish": "settled", "how": "cash", "on": "2025-12-02" },
                "reason": "She called",
            }),
        ),
        (
            Action::Wished { wish: Wish::Changed, reason: None, taken_back: true },
            json!({ "action": "wished", "wish": { "wish": "changed" }, "taken_back": true }),
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
        (
            Action::RefundAsked { amount, reason: "Billed twice".to_owned() },
            json!({ "action": "refund_asked", "amount": usd, "reason": "Billed twice" }),
        ),
        (Action::ExtraRefunded { amount }, json!({ "action": "extra_refunded", "amount": usd })),
        (
            Action::ExtraRefundReturned { amount, called_off: false },
            json!({ "action": "extra_refund_returned", "amount": usd }),
        ),
        (
            Action::ExtraRefundReturned { amount, called_off: true },
            json!({ "action": "extra_refund_returned", "amount": usd, "called_off": true }),
        ),
        (Action::ExtraDisputed { amount }, json!({ "action": "extra_disputed", "amount": usd })),
        (Action::ExtraDisputeClosed, json!({ "action": "extra_dispute_closed" })),
        (Action::ExtraChargedBack { amount }, json!({ "action": "extra_charged_back", "amount": usd })),
        (
            Action::ExtraChargebackReturned { amount },
            json!({ "action": "extra_chargeback_returned", "amount": usd }),
        ),
        (Action::RefundDeclined { amount }, json!({ "action": "refund_declined", "amount": usd })),
        (Action::RefundArrived { amount }, json!({ "action": "refund_arrived", "amount": usd })),
        (
            Action::RefundReturned { amount, called_off: false },
            json!({ "action": "refund_returned", "amount": usd }),
        ),
        (
            Action::RefundReturned { amount, called_off: true },
            json!({ "action": "refund_returned", "amount": usd, "called_off": true }),
        ),
        (
            Action::SettledElsewhere { amount, how: PaidHow::Check, on: from, reason: None },
            json!({ "action": "settled_elsewhere", "amount": usd, "how": "check", "on": "2025-12-02" }),
        ),
        (
            Action::SettledElsewhere { amount, how: PaidHow::Cash, on: from, reason: why() },
            json!({
                "action": "settled_elsewhere",
                "amount": usd,
                "how": "cash",
                "on": "2025-12-02",
                "reason": "She called",
            }),
        ),
        (Action::OwedAfterAll { reason: None }, json!({ "action": "owed_after_all" })),
        (
            Action::OwedAfterAll { reason: why() },
            json!({ "action": "owed_after_all", "reason": "She called" }),
        ),
        (Action::Disputed { amount, instead_of: None }, json!({ "action": "disputed", "amount": usd })),
        (
            Action::Disputed { amount, instead_of: Some(amount) },
            json!({ "action": "disputed", "amount": usd, "instead_of": usd }),
        ),
        (Action::DisputeClosed, json!({ "action": "dispute_closed" })),
        (Action::ChargedBack { amount }, json!({ "action": "charged_back", "amount": usd })),
        (Action::ChargebackReturned { amount }, json!({ "action": "chargeback_returned", "amount": usd })),
        (
            Action::CardRenewed { from: card_facts(2030), to: card_facts(2034) },
            json!({ "action": "card_renewed", "from": facts(2030), "to": facts(2034) }),
        ),
        (
            Action::CardDetached { card: card_facts(2030).card },
            json!({ "action": "card_detached", "card": { "brand": "Visa", "last4": "4242" } }),
        ),
        (Action::CardConsented { of: from }, json!({ "action": "card_consented", "of": "2025-12-02" })),
        (
            Action::Card { deed: CardDeed::Added, card: card.clone() },
            json!({ "action": "card", "deed": "added", "card": { "brand": "Visa", "last4": "4242" } }),
        ),
        (
            Action::Card { deed: CardDeed::MadeDefault, card: card.clone() },
            json!({ "action": "card", "deed": "made_default", "card": { "brand": "Visa", "last4": "4242" } }),
        ),
        (
            Action::Card { deed: CardDeed::Removed, card: card.clone() },
            json!({ "action": "card", "deed": "removed", "card": { "brand": "Visa", "last4": "4242" } }),
        ),
        (Action::CardMarked { is_hsa_fsa: true }, json!({ "action": "card_marked", "is_hsa_fsa": true })),
        (Action::MemberIdShown, json!({ "action": "member_id_shown" })),
        (
            Action::CoverageAdded {
                payer: PayerId::new(Uuid::from_u128(9)),
                position: Position::Secondary,
                from,
                to: None,
            },
            json!({
                "action": "coverage_added",
                "payer": "pay_00000000000000000000000000000009",
                "position": "secondary",
                "from": "2025-12-02",
            }),
        ),
        (
            Action::CoverageCorrected { parts: CardPart::ALL.to_vec() },
            json!({
                "action": "coverage_corrected",
                "parts": ["plan", "member_id", "group_number", "subscriber"],
            }),
        ),
        (
            Action::CoverageEnded { was: None, to: from },
            json!({ "action": "coverage_ended", "to": "2025-12-02" }),
        ),
        (
            Action::PayerAsked { payer: PayerId::new(Uuid::from_u128(9)), answer: "active".to_owned() },
            json!({ "action": "payer_asked", "payer": "pay_00000000000000000000000000000009", "answer": "active" }),
        ),
        (
            Action::CardPhoto { deed: PhotoDeed::Saved, side: CardSide::Front },
            json!({ "action": "card_photo", "deed": "saved", "side": "front" }),
        ),
        (
            Action::CardPhoto { deed: PhotoDeed::Shown, side: CardSide::Back },
            json!({ "action": "card_photo", "deed": "shown", "side": "back" }),
        ),
        (
            Action::CardPhoto { deed: PhotoDeed::Removed, side: CardSide::Front },
            json!({ "action": "card_photo", "deed": "removed", "side": "front" }),
        ),
        (
            Action::PaperTaken { paper: Paper::Receipt },
            json!({ "action": "paper_taken", "paper": "receipt" }),
        ),
        (
            Action::PaperTaken { paper: Paper::StatementTable { year: 2025 } },
            json!({ "action": "paper_taken", "paper": { "statement_table": { "year": 2025 } } }),
        ),
        (
            Action::PaperTaken { paper: Paper::Superbill },
            json!({ "action": "paper_taken", "paper": "superbill" }),
        ),
        (
            Action::PaperTaken { paper: Paper::SuperbillOfMonth { month: Month::of(from) } },
            json!({ "action": "paper_taken", "paper": { "superbill_of_month": { "month": "2025-12" } } }),
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
        (
            Action::CalledChanged {
                from: Called::default(),
                to: Called { chosen_first: Some("Zo".to_owned()), pronouns: Some("they/them".to_owned()) },
            },
            json!({ "action": "called_changed", "from": {}, "to": { "chosen_first": "Zo", "pronouns": "they/them" } }),
        ),
        (
            Action::AddressChanged { from: None, to: Some(address("1 Main St")) },
            json!({
                "action": "address_changed",
                "from": null,
                "to": { "line1": "1 Main St", "city": "Albany", "state": "NY", "zip": "12207" },
            }),
        ),
        (
            Action::EmailAsked { to: email("ana@new.example") },
            json!({ "action": "email_asked", "to": "ana@new.example" }),
        ),
        (
            Action::EmailWithdrawn { to: email("ana@new.example") },
            json!({ "action": "email_withdrawn", "to": "ana@new.example" }),
        ),
        (
            Action::EmailChanged { from: None, to: email("ana@new.example") },
            json!({ "action": "email_changed", "from": null, "to": "ana@new.example" }),
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
        action: Action::Held { reason: None },
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
        (Actor::Operator, json!({ "actor": "operator" })),
    ] {
        assert_eq!(serde_json::to_value(actor).expect("an actor serializes"), kept);
        assert_eq!(serde_json::from_str::<Actor>(&kept.to_string()).expect("and reads back"), actor);
    }
}

fn card_facts(exp_year: u16) -> CardFacts {
    CardFacts { exp_year, ..payment_method(1, 1).facts() }
}

fn facts(exp_year: u16) -> serde_json::Value {
    json!({
        "card": { "brand": "Visa", "last4": "4242" },
        "exp_month": 12,
        "exp_year": exp_year,
        "is_default": true,
    })
}
