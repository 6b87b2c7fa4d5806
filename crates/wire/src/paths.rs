//! Where the interface is. The server mounts these and the app asks them. What is a client's names its client, and is not there for
//! whoever may not see that client.

use domain::card_photo::CardSide;
use domain::language::Language;
use domain::month::Month;
use domain::{ChargeId, ClientId, CoverageId, PaymentMethodId};

/// Sign in (POST), who is signed in, or nothing for nobody (GET), sign out (DELETE).
pub const SESSION: &str = "/api/session";
/// The header of what a page asks for ahead, before it knows whether anybody is signed in. Where nobody is, that is no failure, and
/// the answer has nothing in it.
pub const AHEAD: &str = "x-ahead";
/// Which language this device is shown and its person is addressed in (PUT).
pub const SESSION_LANGUAGE: &str = "/api/session/language";
/// The languages that are spoken here; public (GET).
pub const LANGUAGES: &str = "/api/languages";
/// What the screens say in one of them; public (GET).
pub const LANGUAGE: &str = "/api/languages/{language}";
/// What the client is asked to pay next, and with what (GET).
pub const BILLING: &str = "/api/c/{client}/billing";
/// The client's cards (GET).
pub const PAYMENT_METHODS: &str = "/api/c/{client}/payment-methods";
/// One of them: takes it away (DELETE).
pub const PAYMENT_METHOD: &str = "/api/c/{client}/payment-methods/{method}";
/// Has charges taken with this one (PUT).
pub const PAYMENT_METHOD_DEFAULT: &str = "/api/c/{client}/payment-methods/{method}/default";
/// Whether it is of a health savings or flexible spending account (PUT).
pub const PAYMENT_METHOD_HSA_FSA: &str = "/api/c/{client}/payment-methods/{method}/hsa-fsa";
/// Begins setting up a card on the processor's page (POST).
pub const CARD_SETUPS: &str = "/api/c/{client}/card-setups";
/// Asks what came of that page, which somebody came back from (POST).
pub const CARD_RETURN: &str = "/api/c/{client}/card-setups/return";
/// What waits for the client, beside their card (GET).
pub const TO_DO: &str = "/api/c/{client}/to-do";
/// The client's charge history, in pages (GET).
pub const CHARGES: &str = "/api/c/{client}/charges";
/// One charge of the client (GET).
pub const CHARGE: &str = "/api/c/{client}/charges/{charge}";
/// Moves a charge to another day (POST).
pub const CHARGE_RESCHEDULE: &str = "/api/c/{client}/charges/{charge}/reschedule";
/// Tries a failed charge at once (POST).
pub const CHARGE_PAY: &str = "/api/c/{client}/charges/{charge}/pay";
/// The receipt of a charge that was paid, as a PDF; that it was made is put on the record (GET).
pub const RECEIPT: &str = "/api/c/{client}/charges/{charge}/receipt";
/// What an insurer is sent about the session of a charge, as a PDF; that it was made is put on the record (GET).
pub const SUPERBILL: &str = "/api/c/{client}/charges/{charge}/superbill";
/// The same about the sessions of a month, such as `2025-11` (GET).
pub const SUPERBILL_OF_MONTH: &str = "/api/c/{client}/superbills/{month}";
/// What the sessions of a year came to, as a PDF; that it was made is put on the record (GET).
pub const STATEMENT: &str = "/api/c/{client}/statements/{year}";
/// The same as CSV (GET).
pub const STATEMENT_TABLE: &str = "/api/c/{client}/statements/{year}/csv";
/// What the client sees of themselves (GET).
pub const ABOUT_ME: &str = "/api/c/{client}/about-me";
/// The client's telephone number (PUT).
pub const ABOUT_ME_PHONE: &str = "/api/c/{client}/about-me/phone";
/// What the client is called, and their pronouns (PUT).
pub const ABOUT_ME_CALLED: &str = "/api/c/{client}/about-me/called";
/// Where the client lives (PUT).
pub const ABOUT_ME_ADDRESS: &str = "/api/c/{client}/about-me/address";
/// Has a link sent to another address of the client's, which confirms it (PUT); takes it back (DELETE).
pub const ABOUT_ME_EMAIL: &str = "/api/c/{client}/about-me/email";
/// Follows a link that confirms an address; public (POST).
pub const EMAIL_CONFIRMATION: &str = "/api/email-confirmation";
/// The client's coverages (GET), and another one (POST).
pub const COVERAGES: &str = "/api/c/{client}/coverages";
/// What stands on the card of one of them (PUT).
pub const COVERAGE: &str = "/api/c/{client}/coverages/{coverage}";
/// Ends them: the client pays alone (POST).
pub const SELF_PAY: &str = "/api/c/{client}/coverages/self-pay";
/// The payers with whom the client's practice deals (GET).
pub const PAYERS: &str = "/api/c/{client}/payers";
/// Has the member ID of a coverage shown in full, which is put on the record (POST).
pub const COVERAGE_MEMBER_ID: &str = "/api/c/{client}/coverages/{coverage}/member-id";
/// Asks the payer of a coverage whether it holds (POST).
pub const COVERAGE_VERIFY: &str = "/api/c/{client}/coverages/{coverage}/verify";
/// Asks the payer of a coverage that is not saved whether it holds (POST).
pub const NEW_COVERAGE_VERIFY: &str = "/api/c/{client}/coverages/verify";
/// Asks the payer of a coverage about a card that is not saved (POST).
pub const CORRECTED_COVERAGE_VERIFY: &str = "/api/c/{client}/coverages/{coverage}/verify-card";
/// Which photos of the client's insurance cards there are (GET).
pub const CARD_PHOTOS: &str = "/api/c/{client}/card-photos";
/// The photo of a side of the card of a coverage: sends one (PUT), shows it, which is put on the record (GET), removes it (DELETE).
pub const CARD_PHOTO: &str = "/api/c/{client}/coverages/{coverage}/photos/{side}";
/// A provider's clients (GET).
pub const CLIENTS: &str = "/api/clients";
/// One client of a provider, with what the recommended response is filled with (GET).
pub const CLIENT: &str = "/api/clients/{client}";
/// How to reach the support of a practice; public (GET).
pub const SUPPORT_CONTACT: &str = "/api/support-contact";
/// Signed messages of the payment processor (POST).
pub const PROCESSOR_EVENTS: &str = "/api/processor/events";
/// This interface as an OpenAPI document (GET).
pub const OPENAPI: &str = "/api/openapi.json";

/// The path of [`LANGUAGE`] for one language. An app names the edition of the texts that it was built with, and a browser keeps what
/// is sent for it.
#[must_use]
pub fn language(language: Language, edition: &str) -> String {
    format!("{LANGUAGES}/{}?edition={edition}", language.tag())
}

/// The path of [`BILLING`] for one client.
#[must_use]
pub fn billing(client: ClientId) -> String {
    format!("/api/c/{client}/billing")
}

/// The path of [`PAYMENT_METHODS`] for one client.
#[must_use]
pub fn payment_methods(client: ClientId) -> String {
    format!("/api/c/{client}/payment-methods")
}

/// The path of [`PAYMENT_METHOD`] for one card.
#[must_use]
pub fn payment_method(client: ClientId, id: PaymentMethodId) -> String {
    format!("{}/{id}", payment_methods(client))
}

/// The path of [`PAYMENT_METHOD_DEFAULT`] for one card.
#[must_use]
pub fn payment_method_default(client: ClientId, id: PaymentMethodId) -> String {
    format!("{}/default", payment_method(client, id))
}

/// The path of [`PAYMENT_METHOD_HSA_FSA`] for one card.
#[must_use]
pub fn payment_method_hsa_fsa(client: ClientId, id: PaymentMethodId) -> String {
    format!("{}/hsa-fsa", payment_method(client, id))
}

/// The path of [`CARD_SETUPS`] for one client.
#[must_use]
pub fn card_setups(client: ClientId) -> String {
    format!("/api/c/{client}/card-setups")
}

/// The path of [`CARD_RETURN`] for one client.
#[must_use]
pub fn card_return(client: ClientId) -> String {
    format!("{}/return", card_setups(client))
}

/// The path of [`TO_DO`] for one client.
#[must_use]
pub fn to_do(client: ClientId) -> String {
    format!("/api/c/{client}/to-do")
}

/// The path of [`CHARGES`] for one client.
#[must_use]
pub fn charges(client: ClientId) -> String {
    format!("/api/c/{client}/charges")
}

/// The path of [`CHARGE`] for one charge.
#[must_use]
pub fn charge(client: ClientId, id: ChargeId) -> String {
    format!("{}/{id}", charges(client))
}

/// The path of [`CHARGE_RESCHEDULE`] for one charge.
#[must_use]
pub fn charge_reschedule(client: ClientId, id: ChargeId) -> String {
    format!("{}/reschedule", charge(client, id))
}

/// The path of [`CHARGE_PAY`] for one charge.
#[must_use]
pub fn charge_pay(client: ClientId, id: ChargeId) -> String {
    format!("{}/pay", charge(client, id))
}

/// The path of [`RECEIPT`] for one charge.
#[must_use]
pub fn receipt(client: ClientId, id: ChargeId) -> String {
    format!("{}/receipt", charge(client, id))
}

/// The path of [`SUPERBILL`] for one charge.
#[must_use]
pub fn superbill(client: ClientId, id: ChargeId) -> String {
    format!("{}/superbill", charge(client, id))
}

/// The path of [`SUPERBILL_OF_MONTH`] for one month.
#[must_use]
pub fn superbill_of_month(client: ClientId, month: Month) -> String {
    format!("/api/c/{client}/superbills/{month}")
}

/// The path of [`STATEMENT`] for one year.
#[must_use]
pub fn statement(client: ClientId, year: i32) -> String {
    format!("/api/c/{client}/statements/{year}")
}

/// The path of [`STATEMENT_TABLE`] for one year.
#[must_use]
pub fn statement_table(client: ClientId, year: i32) -> String {
    format!("{}/csv", statement(client, year))
}

/// The path of [`ABOUT_ME`] for one client.
#[must_use]
pub fn about_me(client: ClientId) -> String {
    format!("/api/c/{client}/about-me")
}

/// The path of [`ABOUT_ME_PHONE`] for one client.
#[must_use]
pub fn about_me_phone(client: ClientId) -> String {
    format!("{}/phone", about_me(client))
}

/// The path of [`ABOUT_ME_CALLED`] for one client.
#[must_use]
pub fn about_me_called(client: ClientId) -> String {
    format!("{}/called", about_me(client))
}

/// The path of [`ABOUT_ME_ADDRESS`] for one client.
#[must_use]
pub fn about_me_address(client: ClientId) -> String {
    format!("{}/address", about_me(client))
}

/// The path of [`ABOUT_ME_EMAIL`] for one client.
#[must_use]
pub fn about_me_email(client: ClientId) -> String {
    format!("{}/email", about_me(client))
}

/// The path of [`COVERAGES`] for one client.
#[must_use]
pub fn coverages(client: ClientId) -> String {
    format!("/api/c/{client}/coverages")
}

/// The path of [`COVERAGE`] for one coverage.
#[must_use]
pub fn coverage(client: ClientId, id: CoverageId) -> String {
    format!("{}/{id}", coverages(client))
}

/// The path of [`SELF_PAY`] for one client.
#[must_use]
pub fn self_pay(client: ClientId) -> String {
    format!("{}/self-pay", coverages(client))
}

/// The path of [`PAYERS`] for one client.
#[must_use]
pub fn payers(client: ClientId) -> String {
    format!("/api/c/{client}/payers")
}

/// The path of [`COVERAGE_MEMBER_ID`] for one coverage.
#[must_use]
pub fn coverage_member_id(client: ClientId, id: CoverageId) -> String {
    format!("{}/member-id", coverage(client, id))
}

/// The path of [`COVERAGE_VERIFY`] for one coverage.
#[must_use]
pub fn coverage_verify(client: ClientId, id: CoverageId) -> String {
    format!("{}/{id}/verify", coverages(client))
}

/// The path of [`NEW_COVERAGE_VERIFY`] for one client.
#[must_use]
pub fn new_coverage_verify(client: ClientId) -> String {
    format!("{}/verify", coverages(client))
}

/// The path of [`CORRECTED_COVERAGE_VERIFY`] for one coverage.
#[must_use]
pub fn corrected_coverage_verify(client: ClientId, id: CoverageId) -> String {
    format!("{}/{id}/verify-card", coverages(client))
}

/// The path of [`CARD_PHOTOS`] for one client.
#[must_use]
pub fn card_photos(client: ClientId) -> String {
    format!("/api/c/{client}/card-photos")
}

/// The path of [`CARD_PHOTO`] for one side.
#[must_use]
pub fn card_photo(client: ClientId, id: CoverageId, side: CardSide) -> String {
    format!("{}/{id}/photos/{}", coverages(client), side.as_str())
}

/// The path of [`CLIENT`] for one client.
#[must_use]
pub fn client(id: ClientId) -> String {
    format!("{CLIENTS}/{id}")
}
