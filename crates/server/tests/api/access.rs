//! Who may do what: every operation of the OpenAPI document, asked by everybody, each with one exact status. An operation
//! without a row fails, and so does a row without an operation.

use std::collections::BTreeSet;

use crate::card_photos;
use crate::superbills::{self, SELF_PAID, november};
use domain::card_photo::CardSide;
use domain::card_setup::CONSENT_OF;
use domain::language::Language;
use domain::testing::{address, client, coverage_id, method_id, payer_id};
use reqwest::Method;
use serde_json::{Value, json};
use test_support::{PASSWORD, Server, Which, Who, on_both, sample};
use wire::paths;

on_both! {
    everybody_is_answered_as_the_table_says,
}

const ASKING: [Who; 6] = [Who::Nobody, Who::Another, Who::Owner, Who::Provider, Who::Support, Who::Admin];

/// An operation, how it is asked, and what each of [`ASKING`] is answered.
struct Row {
    method: Method,
    path: &'static str,
    ask: Box<dyn Fn(Who) -> (String, Value)>,
    statuses: [u16; 6],
}

fn row(
    method: Method,
    path: &'static str,
    ask: impl Fn(Who) -> (String, Value) + 'static,
    statuses: [u16; 6],
) -> Row {
    Row { method, path, ask: Box::new(ask), statuses }
}

/// What its client alone is shown.
fn own(path: &'static str, at: fn() -> String) -> Row {
    row(Method::GET, path, move |_| (at(), Value::Null), [401, 404, 200, 403, 403, 403])
}

/// What somebody enters of a card with this member ID.
fn card(member_id: &str) -> Value {
    json!({ "plan": "PPO", "member_id": member_id, "group_number": "", "relationship": "self" })
}

/// What somebody enters of a coverage that they have from January on.
fn new_coverage() -> Value {
    json!({ "payer": payer_id(1), "position": "primary", "from": "2026-01-01", "card": card("W1") })
}

fn table() -> Vec<Row> {
    vec![
        row(
            Method::GET,
            paths::SESSION,
            |_| (paths::SESSION.into(), Value::Null),
            [204, 200, 200, 200, 200, 200],
        ),
        row(
            Method::POST,
            paths::SESSION,
            |who| (paths::SESSION.into(), json!({ "email": who.email(), "password": PASSWORD })),
            [401, 200, 200, 200, 200, 200],
        ),
        row(Method::DELETE, paths::SESSION, |_| (paths::SESSION.into(), Value::Null), [204; 6]),
        row(
            Method::PUT,
            paths::SESSION_LANGUAGE,
            |_| (paths::SESSION_LANGUAGE.into(), json!({ "language": "en" })),
            [401, 200, 200, 200, 200, 200],
        ),
        row(Method::GET, paths::LANGUAGES, |_| (paths::LANGUAGES.into(), Value::Null), [200; 6]),
        row(
            Method::GET,
            paths::LANGUAGE,
            |_| (paths::language(Language::Pseudo, "another"), Value::Null),
            [200; 6],
        ),
        own(paths::BILLING, || paths::billing(Who::Owner.client())),
        own(paths::PAYMENT_METHODS, || paths::payment_methods(Who::Owner.client())),
        // The processor is not there to be asked, which is told to nobody else.
        row(
            Method::POST,
            paths::CARD_SETUPS,
            |_| {
                let body = json!({ "consent_of": CONSENT_OF, "make_default": false });
                (paths::card_setups(Who::Owner.client()), body)
            },
            [401, 404, 503, 403, 403, 403],
        ),
        row(
            Method::POST,
            paths::CARD_RETURN,
            |_| (paths::card_return(Who::Owner.client()), json!({ "page": "cs_test_1" })),
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::PUT,
            paths::PAYMENT_METHOD_DEFAULT,
            |_| {
                let path = paths::payment_method_default(Who::Owner.client(), method_id(1));
                (path, json!({ "seen_default": method_id(1) }))
            },
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::PUT,
            paths::PAYMENT_METHOD_HSA_FSA,
            |_| {
                let path = paths::payment_method_hsa_fsa(Who::Owner.client(), method_id(1));
                (path, json!({ "is_hsa_fsa": true }))
            },
            [401, 404, 200, 403, 403, 403],
        ),
        // Charges are taken with it, which is told to nobody else.
        row(
            Method::DELETE,
            paths::PAYMENT_METHOD,
            |_| (paths::payment_method(Who::Owner.client(), method_id(1)), Value::Null),
            [401, 404, 422, 403, 403, 403],
        ),
        own(paths::TO_DO, || paths::to_do(Who::Owner.client())),
        own(paths::CHARGES, || paths::charges(Who::Owner.client())),
        own(paths::CHARGE, || paths::charge(Who::Owner.client(), Which::Upcoming.id())),
        row(
            Method::POST,
            paths::CHARGE_RESCHEDULE,
            |_| {
                (
                    paths::charge_reschedule(Who::Owner.client(), Which::Upcoming.id()),
                    json!({ "version": 1, "day": "2025-12-12" }),
                )
            },
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::POST,
            paths::CHARGE_PAY,
            |_| (paths::charge_pay(Who::Owner.client(), Which::Failed.id()), json!({ "version": 1 })),
            [401, 404, 200, 403, 403, 403],
        ),
        own(paths::RECEIPT, || paths::receipt(Who::Owner.client(), Which::Paid.id())),
        own(paths::SUPERBILL, || paths::superbill(Who::Owner.client(), SELF_PAID)),
        own(paths::SUPERBILL_OF_MONTH, || paths::superbill_of_month(Who::Owner.client(), november())),
        own(paths::STATEMENT, || paths::statement(Who::Owner.client(), 2025)),
        own(paths::STATEMENT_TABLE, || paths::statement_table(Who::Owner.client(), 2025)),
        own(paths::ABOUT_ME, || paths::about_me(Who::Owner.client())),
        row(
            Method::PUT,
            paths::ABOUT_ME_CALLED,
            |_| {
                let seen = json!({ "pronouns": "she/her" });
                let body = json!({ "seen": seen, "chosen_first": "Zo", "pronouns": "they/them" });
                (paths::about_me_called(Who::Owner.client()), body)
            },
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::PUT,
            paths::ABOUT_ME_ADDRESS,
            |_| {
                let to = address("1 Main St").lines();
                let body = json!({ "seen": address(sample::STREET), "address": to });
                (paths::about_me_address(Who::Owner.client()), body)
            },
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::PUT,
            paths::ABOUT_ME_EMAIL,
            |_| {
                let body = json!({ "seen": client(1).email, "email": "ana@new.example" });
                (paths::about_me_email(Who::Owner.client()), body)
            },
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::DELETE,
            paths::ABOUT_ME_EMAIL,
            |_| (paths::about_me_email(Who::Owner.client()), Value::Null),
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::POST,
            paths::EMAIL_CONFIRMATION,
            |_| (paths::EMAIL_CONFIRMATION.into(), json!({ "token": "0".repeat(64) })),
            [200; 6],
        ),
        row(
            Method::PUT,
            paths::ABOUT_ME_PHONE,
            |_| {
                (
                    paths::about_me_phone(Who::Owner.client()),
                    json!({ "seen": sample::PHONE, "phone": "(212) 555-0118" }),
                )
            },
            [401, 404, 200, 403, 403, 403],
        ),
        own(paths::COVERAGES, || paths::coverages(Who::Owner.client())),
        row(
            Method::POST,
            paths::COVERAGES,
            |_| {
                let body = json!({ "version": 1, "coverage": new_coverage() });
                (paths::coverages(Who::Owner.client()), body)
            },
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::PUT,
            paths::COVERAGE,
            |_| {
                // The coverage before was added by then.
                let body = json!({ "version": 3, "card": card("W2") });
                (paths::coverage(Who::Owner.client(), coverage_id(1)), body)
            },
            [401, 404, 200, 403, 403, 403],
        ),
        row(
            Method::POST,
            paths::SELF_PAY,
            |_| {
                let body = json!({ "version": 4, "last_day": "2026-01-31" });
                (paths::self_pay(Who::Owner.client()), body)
            },
            [401, 404, 200, 403, 403, 403],
        ),
        own(paths::PAYERS, || paths::payers(Who::Owner.client())),
        row(
            Method::POST,
            paths::COVERAGE_MEMBER_ID,
            |_| (paths::coverage_member_id(Who::Owner.client(), coverage_id(1)), Value::Null),
            [401, 404, 200, 403, 403, 403],
        ),
        // No payer is asked from here, which is told to nobody else.
        row(
            Method::POST,
            paths::COVERAGE_VERIFY,
            |_| (paths::coverage_verify(Who::Owner.client(), coverage_id(1)), Value::Null),
            [401, 404, 422, 403, 403, 403],
        ),
        row(
            Method::POST,
            paths::NEW_COVERAGE_VERIFY,
            |_| (paths::new_coverage_verify(Who::Owner.client()), new_coverage()),
            [401, 404, 422, 403, 403, 403],
        ),
        row(
            Method::POST,
            paths::CORRECTED_COVERAGE_VERIFY,
            |_| (paths::corrected_coverage_verify(Who::Owner.client(), coverage_id(1)), card("W3")),
            [401, 404, 422, 403, 403, 403],
        ),
        own(paths::CARD_PHOTOS, || paths::card_photos(Who::Owner.client())),
        // What is sent is no picture, which is said to whoever may send one.
        row(Method::PUT, paths::CARD_PHOTO, |_| (front(), json!({})), [401, 404, 422, 403, 403, 403]),
        row(Method::GET, paths::CARD_PHOTO, |_| (front(), Value::Null), [401, 404, 200, 403, 403, 403]),
        row(Method::DELETE, paths::CARD_PHOTO, |_| (front(), Value::Null), [401, 404, 204, 403, 403, 403]),
        row(
            Method::GET,
            paths::CLIENTS,
            |_| (paths::CLIENTS.into(), Value::Null),
            [401, 403, 403, 200, 403, 403],
        ),
        row(
            Method::GET,
            paths::CLIENT,
            |_| (paths::client(Who::Owner.client()), Value::Null),
            [401, 403, 403, 200, 403, 403],
        ),
        row(
            Method::POST,
            paths::PROCESSOR_EVENTS,
            |_| (paths::PROCESSOR_EVENTS.into(), json!({ "id": "evt_1" })),
            [400; 6],
        ),
        row(Method::GET, paths::SUPPORT_CONTACT, |_| (paths::SUPPORT_CONTACT.into(), Value::Null), [200; 6]),
    ]
}

fn front() -> String {
    paths::card_photo(Who::Owner.client(), coverage_id(1), CardSide::Front)
}

/// The operations of the document, as `GET /path`.
async fn documented(server: &Server) -> BTreeSet<String> {
    let document: Value = server.get(Who::Nobody, paths::OPENAPI).await.body();
    let all = document["paths"].as_object().expect("paths");
    all.iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("an item").keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect()
}

#[tokio::test]
async fn every_operation_has_a_row() {
    let server = Server::start().await;
    let rows: BTreeSet<_> = table().iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    assert_eq!(documented(&server).await, rows);
}

async fn everybody_is_answered_as_the_table_says(server: Server) {
    superbills::prepare(&server).await;
    assert_eq!(
        card_photos::send(&server, Who::Owner, CardSide::Front, card_photos::card()).await.status,
        200
    );
    for Row { method, path, ask, statuses } in table() {
        for (who, status) in ASKING.into_iter().zip(statuses) {
            let (asked, body) = ask(who);
            let body = (!body.is_null()).then_some(body);
            let answer = server.send(who, method.clone(), &asked, body.as_ref()).await;
            assert_eq!(answer.status, status, "{method} {path} by {who:?}: {}", answer.text);
            match status {
                200 => assert!(answer.text.len() > 2, "{method} {path} by {who:?} has no body"),
                204 => assert!(answer.text.is_empty()),
                _ => drop(answer.problem()),
            }
        }
    }
}

#[tokio::test]
async fn every_operation_documents_the_problems_it_answers_with() {
    let server = Server::start().await;
    let document: Value = server.get(Who::Nobody, paths::OPENAPI).await.body();
    for Row { method, path, statuses, .. } in table() {
        let responses = &document["paths"][path][method.as_str().to_lowercase()]["responses"];
        for status in statuses {
            let known = responses.get(status.to_string());
            assert!(known.is_some(), "{method} {path} does not document {status}");
        }
        let guarded = (method != Method::GET).then_some("403");
        for status in ["429", "500", "503"].into_iter().chain(guarded) {
            assert!(responses.get(status).is_some(), "{method} {path} does not document {status}");
        }
    }
}
