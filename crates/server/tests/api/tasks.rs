//! `almoner tasks`

use chrono::Duration;
use domain::TaskId;
use domain::subject::Subject;
use domain::task::{Task, TaskReason, Team};
use domain::testing::at;
use serde_json::Value;
use store::{charges, clients, practices, tasks};
use test_support::Export;
use uuid::Uuid;

use crate::practice::Practice;

const NOW: &str = "2025-11-24T13:00:00Z";

/// Opens one about Ben's charge `own`, and one about Ana, of the other team; gives back how the second is named.
async fn two_tasks(desk: &Practice) -> String {
    let store = desk.store().await;
    let reader = store.reader();
    let practice = practices::keys(&reader).await.expect("practices")["lake"];
    let keys = clients::keys(&reader, practice).await.expect("clients");
    let own = charges::by_external_keys(&reader, practice, &["own"]).await.expect("charges");
    let billing = Task {
        id: TaskId::new(Uuid::from_u128(1)),
        practice,
        client: Some(keys["ben"]),
        subject: Subject::Charge(own["own"].id),
        team: Team::ClientBillingSupport,
        reason: TaskReason::PaymentRefused { said: "card\u{1b}[2J_not_supported".to_owned() },
        created_at: at(NOW) - Duration::days(3),
        resolved: None,
    };
    let support = Task {
        id: TaskId::new(Uuid::from_u128(2)),
        client: Some(keys["ana"]),
        subject: Subject::Practice(practice),
        team: Team::ClientSupport,
        reason: TaskReason::NoticeWaits,
        // Still the 23rd in New York.
        created_at: at("2025-11-24T04:59:00Z"),
        ..billing.clone()
    };
    let unit = store.begin().await.expect("a unit");
    assert!(tasks::open(&unit, &billing).await.expect("opened"));
    assert!(tasks::open(&unit, &support).await.expect("opened"));
    unit.commit().await.expect("committed");
    support.id.to_string()
}

async fn listed(desk: &Practice, flags: &[&str]) -> String {
    let ended = desk.run(&[&["tasks", "--clock-start", NOW], flags].concat(), "").await;
    assert!(ended.success, "{ended:?}");
    ended.out
}

/// The cells of each line, the heading being the first.
fn table(out: &str) -> Vec<Vec<&str>> {
    let cells = |line| str::split(line, "  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    out.lines().map(cells).collect()
}

#[tokio::test]
async fn what_support_is_asked_to_do_is_listed_oldest_first() {
    let desk = Practice::open().await;
    assert_eq!(listed(&desk, &[]).await, "Nothing is open.\n");
    let second = two_tasks(&desk).await;
    let out = listed(&desk, &[]).await;
    let lines = table(&out);
    assert_eq!(lines[0], ["id", "age", "since", "team", "topic", "client", "charge", "note"]);
    assert_eq!(
        lines[1][1..],
        [
            "3 days",
            "2025-11-21",
            "Client Billing Support",
            "payment",
            "Ben Osei (ben)",
            "own",
            "The payment processor refuses this payment, so it was put on hold. Its reason: card [2J_not_supported.",
        ]
    );
    let [id, age, since, team] = lines[2][..4] else { panic!("four cells of {lines:?}") };
    assert_eq!((id, age, since, team), (second.as_str(), "8 h", "2025-11-23", "Client Support"));
    assert!(lines[2].contains(&"Ana Rivera (ana)"), "{lines:?}");
    assert_eq!(out.lines().last(), Some("2 tasks are open."));
}

#[tokio::test]
async fn one_team_or_practice_is_listed_alone_and_what_is_done_only_on_request() {
    let desk = Practice::open().await;
    let second = two_tasks(&desk).await;
    let support = listed(&desk, &["--team=client_support"]).await;
    assert!(support.contains("Ana Rivera") && !support.contains("Ben Osei"), "{support}");
    assert!(support.ends_with("1 task is open.\n"), "{support}");
    assert_eq!(table(&listed(&desk, &["--practice=lake"]).await).len(), 4);
    let unknown = desk.run(&["tasks", "--practice=hill"], "").await;
    assert!(!unknown.success && unknown.err.contains("no practice has the id hill"), "{unknown:?}");

    let store = desk.store().await;
    let unit = store.begin().await.expect("a unit");
    let practice = practices::keys(&unit).await.expect("practices")["lake"];
    let (subject, topic) = (Subject::Practice(practice), TaskReason::NoticeWaits.topic());
    tasks::resolve_about(&unit, practice, subject, topic, at(NOW)).await.expect("resolved");
    unit.commit().await.expect("committed");
    assert_eq!(listed(&desk, &["--team=client_support"]).await, "Nothing is open.\n");
    let json: Value = serde_json::from_str(&listed(&desk, &["--json", "--resolved"]).await).expect("JSON");
    let [first, done] = &json.as_array().expect("a list")[..] else { panic!("two of {json}") };
    assert_eq!(first["charge"], "own");
    assert_eq!((&first["topic"], &first["reason"]["reason"]), (&"payment".into(), &"payment_refused".into()));
    assert_eq!(first["client"], serde_json::json!({ "id": "ben", "name": "Ben Osei" }));
    assert_eq!((&first["practice"], &first["since"]), (&"lake".into(), &"2025-11-21".into()));
    assert_eq!((&done["id"], &done["charge"]), (&second.into(), &Value::Null));
    assert_eq!((&first["resolved_at"], &done["resolved_at"]), (&Value::Null, &NOW.into()));
}

#[tokio::test]
async fn a_task_is_resolved_once_with_who_did_it_and_what_they_did() {
    let desk = Practice::open().await;
    let staff = "helen,lake,Helen Help,client_support,helen@lakeside.example";
    assert!(desk.import(&Export::good().row("staff.csv", staff), &[]).await.success);
    let second = two_tasks(&desk).await;
    let first = TaskId::new(Uuid::from_u128(1)).to_string();
    let resolve = async |id: &str, more: &[&str]| {
        let asked = ["tasks", "resolve", id, "--reason=He brought a check", "--clock-start", NOW];
        desk.run(&[&asked[..], more].concat(), "").await
    };
    let other_team = resolve(&first, &["--by=helen@lakeside.example"]).await;
    assert!(!other_team.success && other_team.err.contains("only the team of the task"), "{other_team:?}");
    let own_team = resolve(&second, &["--by=helen"]).await;
    assert!(own_team.success && own_team.out.contains("Helen Help"), "{own_team:?}");
    let operator = resolve(&first, &[]).await;
    assert!(operator.success && operator.out.contains("whoever runs the desk"), "{operator:?}");
    let again = resolve(&first, &[]).await;
    assert!(!again.success, "{again:?}");
    assert_eq!(again.err, "almoner: the task was done before, on 2025-11-24; nothing was written\n");
    let unknown = resolve(&TaskId::new(Uuid::from_u128(9)).to_string(), &[]).await;
    assert!(!unknown.success && unknown.err.contains("there is no task with the id"), "{unknown:?}");
    assert!(resolve("first", &[]).await.err.contains("there is no task with the id first"));
    assert_eq!(listed(&desk, &[]).await, "Nothing is open.\n");

    let shown = desk.run(&["tasks", "show", &second], "").await;
    for words in ["Ana Rivera (ana)", "Helen Help", "He brought a check", "done 2025-11-24 08:00:00"] {
        assert!(shown.out.contains(words), "{words} in {shown:?}");
    }
    let json = desk.run(&["tasks", "show", &first, "--json"], "").await;
    let json: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!((&json["charge"], &json["resolved_why"]), (&"own".into(), &"He brought a check".into()));
    assert_eq!(json["resolved_by"]["actor"], "operator");
}
