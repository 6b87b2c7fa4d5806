//! `almoner charge`

use domain::actor::Actor;
use domain::charge::{Charge, ChargeState, StateName};
use domain::refund_request::{RefundRequest, RefundRequestState};
use domain::subject::Subject;
use domain::task::{Task, TaskReason, Team};
use domain::testing::{at, paid};
use domain::{ChargeId, Money, RefundRequestId, TaskId};
use serde_json::Value;
use store::{charges, practices, refund_requests, tasks};
use test_support::Export;
use test_support::almoner::Ended;
use uuid::Uuid;

use crate::practice::Practice;

/// Nobody is there: nothing that was never tried asks for the processor.
const PROCESSOR: [&str; 2] = ["--processor-url=http://127.0.0.1:9", "--processor-secret=sk_test"];

const NOW: &str = "--clock-start=2025-11-24T13:00:00Z";

const WHY: &str = "--reason=She called";

async fn act(desk: &Practice, arguments: &[&str]) -> Ended {
    desk.run(&[&["charge"][..], arguments, &PROCESSOR, &[NOW, WHY]].concat(), "").await
}

async fn done(desk: &Practice, arguments: &[&str]) -> String {
    let ended = act(desk, &[arguments, &["--yes"]].concat()).await;
    assert!(ended.success, "{arguments:?}: {ended:?}");
    ended.out
}

/// What it fails with, a line, having changed nothing.
async fn refused(desk: &Practice, arguments: &[&str]) -> String {
    let before = charge(desk, "own").await;
    let ended = act(desk, arguments).await;
    assert!(!ended.success, "{arguments:?}: {ended:?}");
    assert_eq!(charge(desk, "own").await, before, "{arguments:?}");
    ended.err.lines().last().unwrap_or_default().to_owned()
}

async fn charge(desk: &Practice, key: &str) -> Charge {
    let reader = desk.store().await.reader();
    let practice = practices::keys(&reader).await.expect("practices")["lake"];
    let found = charges::by_external_keys(&reader, practice, &[key]).await.expect("charges");
    charges::find(&reader, found[key].id).await.expect("readable").expect("the charge")
}

async fn shown(desk: &Practice, id: &str) -> Value {
    let ended = desk.run(&["charge", "show", id, "--json"], "").await;
    assert!(ended.success, "{ended:?}");
    serde_json::from_str(&ended.out).expect("JSON")
}

#[tokio::test]
async fn a_charge_is_held_released_waived_and_each_is_on_its_record() {
    let desk = Practice::open().await;
    let held = done(&desk, &["hold", "own"]).await;
    for words in [
        "Ben Osei (ben)",
        "Being scheduled, not announced, wished for on 2025-12-05",
        "She called (whoever runs the desk)",
        "The client is told nothing, since they were not told of this charge.",
        "Done. The charge is now: On hold.",
    ] {
        assert!(held.contains(words), "{words} in {held}");
    }
    assert!(
        done(&desk, &["release", "own"])
            .await
            .contains("A notice with the day goes out at 2025-12-03 10:00:00")
    );
    assert!(done(&desk, &["waive", "own"]).await.contains("Done. The charge is now: Waived."));
    let shown = shown(&desk, "own").await;
    let record = shown["record"].as_array().expect("a list");
    let said: Vec<_> = record.iter().map(|it| (&it["action"]["action"], &it["actor"]["actor"])).collect();
    let by = |action: &'static str, actor: &'static str| (Value::from(action), Value::from(actor));
    let expected = [
        by("charge_imported", "practice"),
        by("held", "operator"),
        by("released", "operator"),
        by("waived", "operator"),
    ];
    assert_eq!(said, expected.iter().map(|(action, actor)| (action, actor)).collect::<Vec<_>>());
    assert!(record[1..].iter().all(|it| it["action"]["reason"] == "She called"), "{record:?}");
}

#[tokio::test]
async fn what_would_come_of_it_is_shown_with_the_mail_and_nothing_is_done_without_a_word() {
    let desk = Practice::open().await;
    done(&desk, &["settle", "own", "--how=check", "--on=2025-11-20"]).await;
    assert_eq!(charge(&desk, "own").await.state.name(), StateName::SettledElsewhere);
    // Its day has come by then, so the new notice goes out at once.
    let late = "--clock-start=2025-12-08T13:00:00Z";
    let undo = |more: &'static str| {
        [&["charge", "settle", "own", "--undo"][..], &PROCESSOR, &[late, WHY, more]].concat()
    };
    let before = charge(&desk, "own").await;
    let dry = desk.run(&undo("--dry-run"), "").await;
    assert!(dry.success, "{dry:?}");
    for words in [
        "Paid another way, check on 2025-11-20",
        "The client is sent this mail at ben@mail.example, in “en”:",
        "  Subject: Your payment on Tue, Dec 9",
        // Nobody has given a card yet.
        "  Your payment of $140.00 is planned for Tue, Dec 9.",
        "This was a dry run. Nothing was done.",
    ] {
        assert!(dry.out.contains(words), "{words} in {}", dry.out);
    }
    let nobody = desk.run(&undo("--log=error"), "y\n").await;
    assert!(!nobody.success && nobody.out.contains("Subject: Your payment on Tue, Dec 9"), "{nobody:?}");
    assert_eq!(
        nobody.err,
        "almoner: nothing was done: nobody can be asked without a terminal; --yes does it\n"
    );
    assert_eq!(charge(&desk, "own").await, before);
    assert!(desk.run(&undo("--yes"), "").await.success);
    assert_eq!(charge(&desk, "own").await.state.name(), StateName::Scheduled);
}

#[tokio::test]
async fn how_much_is_given_back_is_said_before_it_is() {
    let desk = Practice::open().await;
    let store = desk.store().await;
    let own = charge(&desk, "own").await;
    let unit = store.begin().await.expect("a unit");
    charges::set_intent(&unit, own.id, "pi_1").await.expect("stored");
    charges::save(&unit, &Charge { state: ChargeState::Paid(paid()), ..own }, None).await.expect("saved");
    unit.commit().await.expect("committed");
    for (amount, said) in [("--amount=12.50", "refund   $12.50, "), ("--log=error", "refund   $40.00, ")] {
        let dry = act(&desk, &["refund", "own", amount, "--dry-run"]).await;
        assert!(dry.success && dry.out.contains(said), "{said} in {dry:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_said_in_a_sentence() {
    let desk = Practice::open().await;
    let sentence = refused(&desk, &["release", "own", "--yes"]).await;
    let expected = "almoner: nothing was done: the charge is “Being scheduled”, and only one that is on hold can be released";
    assert!(sentence.starts_with(expected), "{sentence}");
    let early = refused(&desk, &["move", "own", "--to=2025-11-24", "--yes"]).await;
    assert!(early.ends_with("the first that can be is 2025-11-25"), "{early}");
    let tomorrow = refused(&desk, &["settle", "own", "--how=cash", "--on=2025-11-25", "--yes"]).await;
    assert!(tomorrow.contains("cannot have been made on 2025-11-25"), "{tomorrow}");
    assert!(refused(&desk, &["hold", "owm", "--yes"]).await.ends_with("no charge has this id"));
    assert!(
        refused(&desk, &["hold", "own", "--practice=hill", "--yes"])
            .await
            .contains("no practice has the id hill")
    );
    assert!(
        refused(&desk, &["hold", "own", "--by=maya", "--yes"]).await.ends_with("they are of no support team")
    );
    let nobody = refused(&desk, &["hold", "own", "--by=a@b.example", "--yes"]).await;
    assert!(nobody.contains("nobody on the staff"), "{nobody}");
    let blank =
        desk.run(&[&["charge", "hold", "own", "--yes", "--reason= "][..], &PROCESSOR].concat(), "").await;
    assert!(!blank.success && blank.err.contains("say why"), "{blank:?}");
    let no_processor = desk.run(&["charge", "hold", "own", "--yes", WHY], "").await;
    assert!(no_processor.err.contains("give --processor-secret"), "{no_processor:?}");
    let same = done(&desk, &["move", "own", "--to=2025-12-05"]).await;
    assert!(same.contains("it is so already, and nothing changes"), "{same}");
    assert!(done(&desk, &["move", "own", "--to=2026-01-15"]).await.contains("wished for on 2026-01-15"));
}

#[tokio::test]
async fn somebody_of_client_billing_support_is_named_with_what_they_did() {
    let desk = Practice::open().await;
    let staff = "bill,lake,Billie Billing,client_billing_support,billie@lakeside.example";
    assert!(desk.import(&Export::good().row("staff.csv", staff), &[]).await.success);
    let held = done(&desk, &["hold", "own", "--by=billie@lakeside.example"]).await;
    assert!(held.contains("She called (Billie Billing)"), "{held}");
    done(&desk, &["release", "own", "--by=bill"]).await;
    let table = desk.run(&["charge", "show", "own"], "").await;
    let lines: Vec<&str> = table.out.lines().filter(|line| line.contains("Billie Billing")).collect();
    assert_eq!(lines.len(), 2, "{table:?}");
    assert!(lines[0].contains("held") && lines[0].contains("reason: She called"), "{lines:?}");
}

#[tokio::test]
async fn a_charge_is_shown_by_the_desks_id_and_by_the_practices_own() {
    let desk = Practice::open().await;
    let id: ChargeId = charge(&desk, "soon").await.id;
    let by_key = shown(&desk, "soon").await;
    assert_eq!(by_key, shown(&desk, &id.to_string()).await);
    assert_eq!((&by_key["id"], &by_key["key"]), (&id.to_string().into(), &"soon".into()));
    assert_eq!(by_key["client"], serde_json::json!({ "id": "ana", "name": "Ana Rivera" }));
    assert_eq!((&by_key["state"]["state"], &by_key["amount"]["cents"]), (&"scheduled".into(), &2_500.into()));

    let store = desk.store().await;
    let practice = practices::keys(&store.reader()).await.expect("practices")["lake"];
    let task = Task {
        id: TaskId::new(Uuid::from_u128(1)),
        practice,
        client: None,
        subject: Subject::Charge(id),
        team: Team::ClientBillingSupport,
        reason: TaskReason::PaymentRefused { said: "card\u{1b}[2J".to_owned() },
        created_at: at("2025-11-24T13:00:00Z"),
        resolved: None,
    };
    let unit = store.begin().await.expect("a unit");
    assert!(tasks::open(&unit, &task).await.expect("opened"));
    unit.commit().await.expect("committed");
    let out = desk.run(&["charge", "show", "soon"], "").await.out;
    for words in [
        "Ana Rivera (ana, cli_",
        "2025-11-12 15:00",
        "Dr. Maya Okafor",
        "insurer paid       $100.00",
        "the client's part  $25.00",
        "first day  2025-12-02",
        "charge imported",
        "Its reason: card [2J.",
    ] {
        assert!(out.contains(words), "{words} in {out}");
    }
    assert!(!out.contains('\u{1b}'), "{out:?}");
}

#[tokio::test]
async fn what_is_to_be_given_back_is_shown_before_it_is_known_whether_it_went() {
    let desk = Practice::open().await;
    let charge = charge(&desk, "own").await;
    let request = RefundRequest {
        id: RefundRequestId::new(Uuid::from_u128(2)),
        practice: charge.practice,
        client: charge.client,
        charge: charge.id,
        intent: "pi_own".to_owned(),
        amount: Money::usd(500),
        reason: "Billed twice".to_owned(),
        asked_by: Actor::Operator,
        asked_at: at("2025-12-02T15:00:00Z"),
        state: RefundRequestState::Sent,
        refund: None,
    };
    let unit = desk.store().await.begin().await.expect("a unit");
    refund_requests::insert(&unit, &request, request.asked_at).await.expect("kept");
    unit.commit().await.expect("committed");
    let out = desk.run(&["charge", "show", "own"], "").await.out;
    for words in [
        "Being scheduled, not announced, wished for on 2025-12-05, $5.00 asked back",
        "$5.00, of which the processor has not confirmed $5.00",
        "2025-12-02 10:00:00  whoever runs the desk  refund: $5.00, reason: Billed twice",
    ] {
        assert!(out.contains(words), "{words} in {out}");
    }
    let shown = shown(&desk, "own").await;
    let asked = &shown["refunds_asked"][0];
    assert_eq!((&shown["given_back"]["cents"], &asked["amount"]["cents"]), (&500.into(), &500.into()));
    assert_eq!(
        (&asked["reason"], &asked["by"]["actor"]),
        (&"Billed twice".into(), &"operator".into()),
        "{asked}"
    );
}

#[tokio::test]
async fn of_two_practices_with_a_charge_of_one_id_one_is_chosen() {
    let desk = Practice::open().await;
    let hill = Export::good()
        .everywhere("lake", "hill")
        .everywhere("Lakeside", "Hillside")
        .everywhere("cus_ana", "cus_hill")
        .everywhere("pm_card_visa_ana", "pm_card_visa_hill");
    let other = desk.import(&hill, &["--partial"]).await;
    assert!(other.success, "{other:?}");
    let several = desk.run(&["charge", "show", "own"], "").await;
    assert!(!several.success && several.err.contains("choose one with --practice"), "{several:?}");
    assert_eq!(several.out.lines().count(), 2, "{several:?}");
    let one = desk.run(&["charge", "show", "own", "--practice=hill", "--json"], "").await;
    let one: Value = serde_json::from_str(&one.out).expect("JSON");
    assert_eq!(one["practice"]["id"], "hill");
}

#[tokio::test]
async fn what_is_no_payment_of_a_charge_or_no_day_is_refused_with_what_to_do() {
    let desk = Practice::open().await;
    let said = refused(&desk, &["refund", "own", "--payment=pi_nobodys"]).await;
    assert!(said.contains("no charge of this practice has that payment"), "{said}");
    let ended = act(&desk, &["settle", "own", "--how=cash", "--on=yesterday"]).await;
    assert!(!ended.success && ended.err.contains("such as 2025-12-01"), "{ended:?}");
}
