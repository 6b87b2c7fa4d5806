//! What a client says of their insurance: `/api/c/{client}/coverages`, changed.

use domain::CoverageId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::coverage::{CardPart, Coverage, Position, Subscriber};
use domain::payer::{Payer, Program};
use domain::subject::Subject;
use domain::task::{CoverageChange, DisputedDetail, Task, TaskReason, Team};
use domain::testing::{coverage_id, day, insured, payer, payer_id};
use reqwest::Method;
use serde_json::{Value, json};
use store::{audit, coverages, payers, tasks};
use test_support::{Answer, Server, Who, on_both};
use wire::coverages::{CoverageView, CoveragesView, PayersView};
use wire::paths;
use wire::problem::Conflict;

on_both! {
    a_new_plan_ends_the_present_one_the_day_before_and_is_on_the_record_without_its_number,
    a_card_is_corrected_and_keeps_the_number_that_was_left_blank,
    whoever_pays_alone_ends_what_they_have_and_may_come_back,
    what_was_changed_since_it_was_seen_is_a_conflict_with_how_it_is_now,
    of_two_that_add_at_once_one_wins,
    what_is_sent_again_changes_nothing,
    what_support_was_asked_of_a_coverage_is_settled_by_the_client,
    nobody_adds_to_the_coverages_of_somebody_else,
    payers_of_one_name_are_told_apart_and_others_say_no_more_than_their_name,
}

const CIGNA: u128 = 2;
const NOBODY: u128 = 3;

/// With Cigna, and with the payer that stands for none.
async fn with_payers(server: &Server) {
    let unit = server.desk.store.begin().await.expect("a unit");
    let all = [payer(CIGNA, "Cigna", Program::Medicaid), payer(NOBODY, "Themselves", Program::SelfPay)];
    payers::upsert(&unit, &all).await.expect("payers");
    unit.commit().await.expect("committed");
}

fn card(member_id: &str) -> Value {
    json!({ "plan": "Gold", "member_id": member_id, "group_number": "", "relationship": "self" })
}

fn adding(version: i64, payer: u128, from: &str, member_id: &str) -> Value {
    let payer = payer_id(payer);
    let coverage = json!({ "payer": payer, "position": "primary", "from": from, "card": card(member_id) });
    json!({ "version": version, "coverage": coverage })
}

async fn add(server: &Server, body: &Value) -> Answer {
    server.send(Who::Owner, Method::POST, &paths::coverages(Who::Owner.client()), Some(body)).await
}

async fn correct(server: &Server, version: i64, card: Value) -> Answer {
    let body = json!({ "version": version, "card": card });
    let path = paths::coverage(Who::Owner.client(), coverage_id(1));
    server.send(Who::Owner, Method::PUT, &path, Some(&body)).await
}

async fn pay_alone(server: &Server, version: i64, last_day: &str) -> Answer {
    let body = json!({ "version": version, "last_day": last_day });
    server.send(Who::Owner, Method::POST, &paths::self_pay(Who::Owner.client()), Some(&body)).await
}

async fn kept(server: &Server) -> Vec<Coverage> {
    coverages::of_client(&server.desk.store.reader(), Who::Owner.client()).await.expect("a read")
}

async fn record(server: &Server, of: CoverageId) -> Vec<(Actor, Action)> {
    let reader = server.desk.store.reader();
    let entries = audit::about(&reader, Who::Owner.client(), Subject::Coverage(of)).await;
    entries.expect("a record").into_iter().map(|entry| (entry.actor, entry.action)).collect()
}

async fn asked(server: &Server) -> Vec<Task> {
    let reader = server.desk.store.reader();
    tasks::open_of_client(&reader, Who::Owner.client()).await.expect("tasks")
}

fn shown(view: &CoveragesView) -> Vec<(&str, &str, String, Option<String>)> {
    let one = |it: &CoverageView| (it.from.to_string(), it.to.map(|to| to.to_string()));
    let all = view.coverages.iter();
    all.map(|it| (it.payer.as_str(), it.plan.as_str(), one(it).0, one(it).1)).collect()
}

async fn a_new_plan_ends_the_present_one_the_day_before_and_is_on_the_record_without_its_number(
    server: Server,
) {
    with_payers(&server).await;
    let list: PayersView = server.get(Who::Owner, &paths::payers(Who::Owner.client())).await.body();
    let names: Vec<_> = list.payers.iter().map(|it| (it.name.as_str(), it.card_required)).collect();
    assert_eq!(names, [("Aetna", true), ("Cigna", false)], "paying alone is no payer");

    let answer = add(&server, &adding(1, CIGNA, "1/1/2026", " U99-11 ")).await;
    assert!(!answer.text.contains("U99"), "{}", answer.text);
    let view: CoveragesView = answer.body();
    let ended = Some("2025-12-31".to_owned());
    assert_eq!(
        shown(&view),
        [
            ("Cigna", "Gold", "2026-01-01".to_owned(), None),
            ("Aetna", "Choice Plus", "2025-01-01".to_owned(), ended)
        ]
    );
    let all = kept(&server).await;
    let (new, old) = (&all[0], &all[1]);
    assert_eq!((new.member_id.as_str(), &new.external_key, &new.exported), ("U99-11", &None, &None));
    let (payer, position, from, to) = (payer_id(CIGNA), Position::Primary, day("2026-01-01"), None);
    let added = Action::CoverageAdded { payer, position, from, to };
    assert_eq!(record(&server, new.id).await, [(Actor::Client, added)]);
    let last = day("2025-12-31");
    let ended = Action::CoverageEnded { was: None, to: last };
    assert_eq!(record(&server, old.id).await, [(Actor::Client, ended)]);
    let [task] = &asked(&server).await[..] else { panic!("one task") };
    assert_eq!((task.team, task.subject), (Team::ClientSupport, Subject::Client(Who::Owner.client())));
    let TaskReason::CoverageChanged { changes } = &task.reason else { panic!("{task:?}") };
    let told: Vec<_> = changes.iter().map(|it| (it.payer.as_str(), &it.change)).collect();
    assert_eq!(
        told,
        [
            ("Aetna", &CoverageChange::Ended { to: last }),
            ("Cigna", &CoverageChange::Added { position, from, to })
        ]
    );
}

async fn a_card_is_corrected_and_keeps_the_number_that_was_left_blank(server: Server) {
    let before = kept(&server).await.remove(0);
    let mut corrected = card("");
    corrected["relationship"] = json!("child");
    corrected["subscriber_first"] = json!("Zoe\u{308}");
    corrected["subscriber_date_of_birth"] = json!("5/4/1961");
    let view: CoveragesView = correct(&server, 1, corrected).await.body();
    let subscriber = Subscriber::Child(insured("Zoë", "").born(Some(day("1961-05-04"))));
    let now = kept(&server).await.remove(0);
    let expected = Coverage {
        plan: "Gold".to_owned(),
        group_number: None,
        subscriber,
        version: before.version + 1,
        ..before
    };
    assert_eq!((view.version, &now), (expected.version, &expected));
    let parts = vec![CardPart::Plan, CardPart::GroupNumber, CardPart::Subscriber];
    assert_eq!(record(&server, now.id).await, [(Actor::Client, Action::CoverageCorrected { parts })]);
    let nothing = correct(
        &server,
        7,
        json!({
            "plan": "Gold", "member_id": now.member_id, "group_number": "", "relationship": "child",
            "subscriber_first": "Zoë", "subscriber_date_of_birth": "1961-05-04",
        }),
    );
    assert_eq!(nothing.await.status, 200, "it is so already");
    assert_eq!(record(&server, now.id).await.len(), 1);
    let wrong = correct(
        &server,
        2,
        json!({
            "plan": " ", "member_id": "1.2E+11", "group_number": "2-Dec", "relationship": "spouse",
        }),
    );
    let wrong = wrong.await;
    let fields: Vec<_> = wrong.problem().fields.into_iter().map(|it| it.field).collect();
    assert_eq!(
        (wrong.status.as_u16(), fields),
        (422, ["plan", "member_id", "group_number", "subscriber_last"].map(str::to_owned).to_vec())
    );
}

async fn whoever_pays_alone_ends_what_they_have_and_may_come_back(server: Server) {
    with_payers(&server).await;
    let view: CoveragesView = pay_alone(&server, 1, "12/15/2025").await.body();
    assert_eq!(shown(&view)[0].3.as_deref(), Some("2025-12-15"));
    let refused = pay_alone(&server, view.version, "12/15/2025").await;
    assert_eq!((refused.status.as_u16(), refused.problem().fields[0].field.as_str()), (422, "last_day"));
    let view: CoveragesView = add(&server, &adding(view.version, 1, "12/16/2025", "W1")).await.body();
    assert_eq!(view.coverages.total(), 2);
    // One that never began is shown to nobody.
    let view: CoveragesView = add(&server, &adding(view.version, CIGNA, "12/16/2025", "W2")).await.body();
    let names: Vec<_> = view.coverages.iter().map(|it| it.payer.as_str()).collect();
    assert_eq!((names, kept(&server).await.len()), (vec!["Cigna", "Aetna"], 3));
    for (body, field) in [
        (adding(view.version, NOBODY, "1/1/2026", "W3"), "payer"),
        (adding(view.version, 99, "1/1/2026", "W3"), "payer"),
        (adding(view.version, 1, "9/1/2025", "W3"), "from"),
        (adding(view.version, 1, "soon", "W3"), "from"),
        (adding(view.version, 1, "1/1/2026", ""), "member_id"),
    ] {
        let refused = add(&server, &body).await;
        let problem = refused.problem();
        assert_eq!((refused.status.as_u16(), problem.fields[0].field.as_str()), (422, field), "{problem:?}");
    }
}

async fn what_was_changed_since_it_was_seen_is_a_conflict_with_how_it_is_now(server: Server) {
    with_payers(&server).await;
    correct(&server, 1, card("")).await;
    let late = [
        add(&server, &adding(1, CIGNA, "1/1/2026", "W2")).await,
        correct(&server, 1, card("W3")).await,
        pay_alone(&server, 1, "12/31/2025").await,
    ];
    for answer in late {
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (409, "conflict"));
        let Conflict { now }: Conflict<CoveragesView> = answer.extension();
        assert_eq!((now.version, shown(&now)[0].1), (2, "Gold"));
    }
    assert_eq!(kept(&server).await.len(), 1);
}

async fn of_two_that_add_at_once_one_wins(server: Server) {
    with_payers(&server).await;
    let cookie = server.cookie(Who::Owner).await;
    let path = paths::coverages(Who::Owner.client());
    let adding = (0..6).map(|n| {
        let body = adding(1, CIGNA, "1/1/2026", &format!("W{n}"));
        let request = server.request(Method::POST, &path).header("cookie", &cookie).json(&body);
        tokio::spawn(Answer::of(request))
    });
    let mut statuses = Vec::new();
    for answer in adding.collect::<Vec<_>>() {
        statuses.push(answer.await.expect("an answer").status.as_u16());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409]);
    assert_eq!(kept(&server).await.len(), 2);
}

async fn what_is_sent_again_changes_nothing(server: Server) {
    with_payers(&server).await;
    let body = adding(1, CIGNA, "1/1/2026", "W2");
    for _ in 0..2 {
        let view: CoveragesView = add(&server, &body).await.body();
        assert_eq!(view.coverages.total(), 2);
    }
}

async fn what_support_was_asked_of_a_coverage_is_settled_by_the_client(server: Server) {
    let before = kept(&server).await.remove(0);
    let said = Coverage { plan: "Silver".to_owned(), ..before.clone() }.particulars();
    let detail = DisputedDetail::Plan { desk: before.plan.clone(), export: said.plan.clone() };
    let task = Task {
        id: server.desk.ids.make(),
        practice: before.practice,
        client: Some(before.client),
        subject: Subject::Coverage(before.id),
        team: Team::ClientSupport,
        reason: TaskReason::DetailDisputed { details: vec![detail] },
        created_at: server.desk.business.now(),
        resolved: None,
    };
    let unit = server.desk.store.begin().await.expect("a unit");
    let exported = Coverage { exported: Some(said), ..before };
    coverages::upsert(&unit, std::slice::from_ref(&exported)).await.expect("a coverage");
    assert!(tasks::open(&unit, &task).await.expect("opened"));
    unit.commit().await.expect("committed");
    let mut silver = card("");
    silver["plan"] = json!("Silver");
    silver["group_number"] = json!(exported.group_number);
    correct(&server, 1, silver).await;
    let left: Vec<_> = asked(&server).await.into_iter().map(|it| it.reason).collect();
    assert!(matches!(left[..], [TaskReason::CoverageChanged { .. }]), "{left:?}");
}

async fn nobody_adds_to_the_coverages_of_somebody_else(server: Server) {
    let before = kept(&server).await;
    let body = adding(1, 1, "1/1/2026", "W2");
    let path = paths::coverages(Who::Owner.client());
    assert_eq!(server.send(Who::Another, Method::POST, &path, Some(&body)).await.status, 404);
    let own = json!({ "version": 0, "card": card("W9") });
    let path = paths::coverage(Who::Another.client(), coverage_id(1));
    assert_eq!(server.send(Who::Another, Method::PUT, &path, Some(&own)).await.status, 404);
    assert_eq!(kept(&server).await, before);
}

async fn payers_of_one_name_are_told_apart_and_others_say_no_more_than_their_name(server: Server) {
    with_payers(&server).await;
    let unit = server.desk.store.begin().await.expect("a unit");
    let known = Payer { eligibility_id: "00050".parse().ok(), ..payer(5, "Cigna", Program::Medicaid) };
    payers::upsert(&unit, &[known, payer(6, "cigna", Program::Eap)]).await.expect("payers");
    unit.commit().await.expect("committed");
    let list: PayersView = server.get(Who::Owner, &paths::payers(Who::Owner.client())).await.body();
    let told: Vec<_> =
        list.payers.iter().map(|it| (it.name.as_str(), it.program, it.number.as_deref())).collect();
    let own = payer(CIGNA, "Cigna", Program::Medicaid).external_key;
    assert_eq!(
        told,
        [
            ("Aetna", None, None),
            ("cigna", Some(Program::Eap), None),
            ("Cigna", Some(Program::Medicaid), Some(own.as_str())),
            ("Cigna", Some(Program::Medicaid), Some("00050")),
        ]
    );
}
