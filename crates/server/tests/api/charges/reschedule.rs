use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::ChargeState;
use domain::reschedule::Refusal;
use domain::subject::Subject;
use domain::testing::{at, day};
use serde_json::json;
use store::outbox::OutboxMessage;
use test_support::{Answer, Server, Which, Who, on_both, sample};
use wire::charges::{ChargeEventKind, ChargeStateView, ChargeView, RescheduleAnswer, RescheduleRefusal};
use wire::paths;

on_both! {
    a_move_holds_and_is_on_the_record_with_its_confirmation_and_its_reminder,
    where_the_moment_of_the_reminder_is_past_the_confirmation_is_the_reminder,
    a_version_that_is_no_longer_the_present_one_is_a_conflict_with_the_fresh_charge,
    of_many_moves_at_once_one_wins,
    a_charge_that_is_being_taken_does_not_move,
}

async fn reschedule(server: &Server, which: Which, version: i64, to: &str) -> Answer {
    let body = json!({ "version": version, "day": to });
    server.post(Who::Owner, &paths::charge_reschedule(Who::Owner.client(), which.id()), &body).await
}

async fn messages(server: &Server, which: Which) -> Vec<OutboxMessage> {
    let reader = server.desk.store.reader();
    store::outbox::about(&reader, Who::Owner.client(), Subject::Charge(which.id())).await.expect("messages")
}

async fn actions(server: &Server, which: Which) -> Vec<(Actor, Action)> {
    let reader = server.desk.store.reader();
    let record = store::audit::about(&reader, Who::Owner.client(), Subject::Charge(which.id()))
        .await
        .expect("a record");
    record.into_iter().map(|entry| (entry.actor, entry.action)).collect()
}

/// Nothing was written about the charge: no version, no record, no mail.
async fn assert_untouched(server: &Server, which: Which) {
    let reader = server.desk.store.reader();
    let charge = store::charges::find(&reader, which.id()).await.expect("read").expect("a charge");
    assert_eq!(charge, sample::charge(which));
    assert!(actions(server, which).await.is_empty());
    assert!(messages(server, which).await.is_empty());
}

async fn a_move_holds_and_is_on_the_record_with_its_confirmation_and_its_reminder(server: Server) {
    let done: RescheduleAnswer = reschedule(&server, Which::Upcoming, 1, "12/12/2025").await.body();
    assert!(done.moved);
    let ChargeStateView::Upcoming { day: moved_to, latest_day, .. } = done.charge.row.state else {
        panic!("{:?}", done.charge.row.state)
    };
    assert_eq!((moved_to, latest_day), (day("2025-12-12"), Some(day("2025-12-18"))));
    assert_eq!(done.charge.rules.version, 2);
    let (from, to) = (day("2025-12-02"), day("2025-12-12"));
    assert_eq!(done.charge.events[0].kind, ChargeEventKind::Rescheduled { from, to, by_client: true });
    assert_eq!(done.charge.events[0].at.to_string(), "2025-12-01 09:30:00");

    assert_eq!(
        actions(&server, Which::Upcoming).await,
        [(Actor::Client, Action::Rescheduled { from, to, reason: None })]
    );
    let messages = messages(&server, Which::Upcoming).await;
    let due: Vec<(&str, Option<DateTime<Utc>>)> =
        messages.iter().map(|it| (it.kind.as_str(), it.due_at)).collect();
    let reminder_at = at("2025-12-11T15:00:00Z");
    assert_eq!(due, [("date_changed", Some(at(sample::NOW))), ("reminder", Some(reminder_at))]);
    let again: ChargeView =
        server.get(Who::Owner, &paths::charge(Who::Owner.client(), Which::Upcoming.id())).await.body();
    assert_eq!(again, done.charge);
}

async fn where_the_moment_of_the_reminder_is_past_the_confirmation_is_the_reminder(server: Server) {
    server.desk.business.set(at("2025-12-01T15:00:01Z"));
    let back: RescheduleAnswer = reschedule(&server, Which::Upcoming, 1, "2025-12-03").await.body();
    assert!(back.moved);
    let to_tomorrow: RescheduleAnswer = reschedule(&server, Which::Upcoming, 2, "2025-12-02").await.body();
    assert!(to_tomorrow.moved);
    let kinds: Vec<_> = messages(&server, Which::Upcoming).await.into_iter().map(|it| it.kind).collect();
    assert_eq!(kinds, ["date_changed", "reminder", "date_changed"]);
}

#[tokio::test]
async fn the_worker_looks_again_at_the_charge_time_of_the_new_day() {
    let server = Server::start().await;
    reschedule(&server, Which::Upcoming, 1, "2025-12-12").await;
    let reader = server.desk.store.reader();
    let due = store::charges::due(&reader, at("2025-12-12T14:59:59Z"), 10).await.expect("read");
    assert!(due.is_empty());
    let due = store::charges::due(&reader, at("2025-12-12T15:00:00Z"), 10).await.expect("read");
    assert_eq!(due, [Which::Upcoming.id()]);
}

#[tokio::test]
async fn the_present_day_again_changes_nothing() {
    let server = Server::start().await;
    let same: RescheduleAnswer = reschedule(&server, Which::Upcoming, 1, "12/2/2025").await.body();
    assert!(!same.moved);
    assert_untouched(&server, Which::Upcoming).await;
}

#[tokio::test]
async fn a_charge_moves_as_often_as_wanted_without_its_window_growing() {
    let server = Server::start().await;
    for (version, to) in [(1, "2025-12-18"), (2, "2025-12-06"), (3, "2025-12-02"), (4, "2025-12-17")] {
        let done: RescheduleAnswer = reschedule(&server, Which::Upcoming, version, to).await.body();
        assert!(done.moved, "{to}");
        assert_eq!(done.charge.rules.range(), Some((day("2025-12-02"), day("2025-12-18"))));
    }
    assert_eq!(actions(&server, Which::Upcoming).await.len(), 4);
}

#[tokio::test]
async fn each_refusal_has_its_status_and_its_sentence_and_nothing_is_written() {
    let server = Server::start().await;
    let mut refusals = Vec::new();
    for (which, to) in [
        (Which::SelfPay, "2025-12-12"),
        (Which::NoShow, "2025-12-12"),
        (Which::LateCancellation, "2025-12-12"),
        (Which::Awaiting, "2025-12-12"),
        (Which::Scheduled, "2025-12-12"),
        (Which::Processing, "2025-12-12"),
        (Which::Failed, "2025-12-12"),
        (Which::FailedForGood, "2025-12-12"),
        (Which::OnHold, "2025-12-12"),
        (Which::Paid, "2025-12-12"),
        (Which::Upcoming, ""),
        (Which::Upcoming, "tomorrow"),
        (Which::Upcoming, "2/30/2026"),
        (Which::Upcoming, "2025-12-01"),
        (Which::Upcoming, "2025-12-19"),
    ] {
        let answer = reschedule(&server, which, 1, to).await;
        assert_eq!(answer.status, 422, "{which:?} {to}");
        let problem = answer.problem();
        let RescheduleRefusal { refusal, now } = answer.extension();
        assert_eq!(now.row.id, which.id(), "the charge as it is comes along");
        let field = problem.fields.first().map(|field| field.field.clone());
        refusals.push(json!([format!("{which:?}"), to, problem.detail, field, refusal]));
        assert_untouched(&server, which).await;
    }
    insta::assert_json_snapshot!(refusals);
}

#[tokio::test]
async fn the_last_day_to_act_is_the_practices_day() {
    let server = Server::start().await;
    // Taken on December 18 after a first move, so that it is still there to be moved on the 17th.
    let moved: RescheduleAnswer = reschedule(&server, Which::Upcoming, 1, "2025-12-18").await.body();
    assert!(moved.moved);
    server.desk.business.set(at("2025-12-18T05:00:00Z"));
    let late: RescheduleRefusal = reschedule(&server, Which::Upcoming, 2, "2025-12-18").await.extension();
    assert_eq!(late.refusal, Refusal::TooLateToAct { act_until: day("2025-12-17") });
    server.desk.business.set(at("2025-12-18T04:59:59Z"));
    let same: RescheduleAnswer = reschedule(&server, Which::Upcoming, 2, "2025-12-18").await.body();
    assert!(!same.moved);
}

async fn a_version_that_is_no_longer_the_present_one_is_a_conflict_with_the_fresh_charge(server: Server) {
    reschedule(&server, Which::Upcoming, 1, "2025-12-12").await;
    let answer = reschedule(&server, Which::Upcoming, 1, "2025-12-15").await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (409, "conflict"));
    let RescheduleRefusal { refusal, now: fresh } = answer.extension();
    assert_eq!(refusal, Refusal::Stale);
    assert_eq!(fresh.rules.version, 2);
    assert_eq!(fresh.rules.plan.expect("a plan").day, day("2025-12-12"));
    assert_eq!(actions(&server, Which::Upcoming).await.len(), 1);
    assert_eq!(
        answer.problem().detail,
        "This charge was changed in the meantime, so what you asked for was not done. The payment is now planned for Fri, Dec 12. \
         The day you chose still stands here. Send it again if you still want it."
    );
}

/// What whoever chose a day is told once the charge, which they saw as upcoming, is as this other one.
async fn told_after(server: &Server, now: Which) -> String {
    let reader = server.desk.store.reader();
    let seen = store::charges::find(&reader, Which::Upcoming.id()).await.expect("read").expect("a charge");
    let version = seen.version;
    let unit = server.desk.store.begin().await.expect("a unit");
    let changed = domain::charge::Charge { state: sample::charge(now).state, ..seen };
    store::charges::save(&unit, &changed, None).await.expect("saved");
    unit.commit().await.expect("committed");
    let body = json!({ "version": version, "day": "12/12/2025" });
    let path = paths::charge_reschedule(Who::Owner.client(), Which::Upcoming.id());
    let answer = server.post(Who::Owner, &path, &body).await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (409, "conflict"), "{now:?}");
    answer.problem().detail
}

#[tokio::test]
async fn a_conflict_names_what_became_of_the_charge() {
    let server = Server::start().await;
    let mut told = Vec::new();
    for now in [
        Which::Processing,
        Which::Failed,
        Which::Paid,
        Which::OnHold,
        Which::Waived,
        Which::Scheduled,
        Which::Awaiting,
        Which::NothingDue,
        Which::Refunded,
    ] {
        let detail = told_after(&server, now).await;
        let how = detail
            .strip_prefix("This charge was changed in the meantime, so what you asked for was not done. ");
        told.push(json!([format!("{now:?}"), how]));
    }
    insta::assert_json_snapshot!(told);
}

async fn of_many_moves_at_once_one_wins(server: Server) {
    let cookie = server.cookie(Who::Owner).await;
    let path = paths::charge_reschedule(Who::Owner.client(), Which::Upcoming.id());
    let moves = (3..=18).map(|on| {
        let body = json!({ "version": 1, "day": format!("2025-12-{on:02}") });
        let request = server.request(reqwest::Method::POST, &path).header("cookie", &cookie).json(&body);
        tokio::spawn(Answer::of(request))
    });
    let mut statuses = Vec::new();
    for answer in moves.collect::<Vec<_>>() {
        statuses.push(answer.await.expect("an answer").status.as_u16());
    }
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert!(statuses[1..].iter().all(|status| *status == 409), "{statuses:?}");
    assert_eq!(actions(&server, Which::Upcoming).await.len(), 1);
}

async fn a_charge_that_is_being_taken_does_not_move(server: Server) {
    let reader = server.desk.store.reader();
    let seen = store::charges::find(&reader, Which::Upcoming.id()).await.expect("read").expect("a charge");
    // The charge run takes it between the person's look and their click.
    let taken = domain::charge::Charge { state: sample::charge(Which::Processing).state, ..seen };
    let unit = server.desk.store.begin().await.expect("a unit");
    store::charges::save(&unit, &taken, None).await.expect("saved");
    unit.commit().await.expect("committed");
    let answer = reschedule(&server, Which::Upcoming, 1, "2025-12-12").await;
    assert_eq!(answer.status, 409);
    let again = reschedule(&server, Which::Upcoming, 2, "2025-12-12").await;
    assert_eq!(again.status, 422);
    let now = store::charges::find(&reader, Which::Upcoming.id()).await.expect("read").expect("a charge");
    assert!(matches!(now.state, ChargeState::Processing(_)));
}

#[tokio::test]
async fn somebody_elses_charge_cannot_be_moved_nor_told_from_one_that_is_not_there() {
    let server = Server::start().await;
    let answer = reschedule(&server, Which::Anothers, 1, "2025-12-12").await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (404, "not-found"));
    assert_untouched(&server, Which::Anothers).await;
}
