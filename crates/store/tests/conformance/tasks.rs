use domain::TaskId;
use domain::actor::Actor;
use domain::subject::Subject;
use domain::task::{Resolution, ResolvedBy, Task, TaskReason, TaskTopic, Team};
use domain::testing::{at, charge_id, client_id, practice_id, staff_id};
use store::StoreError;
use store::tasks::{self, TaskFilter};
use test_support::{TestStore, on_both};
use uuid::Uuid;

on_both![
    a_charge_has_one_open_task_per_topic,
    a_practice_has_one_open_task_per_topic,
    an_open_task_may_say_something_else_of_its_topic,
    tasks_are_listed_for_their_team_and_client,
    a_charge_that_asks_for_nothing_leaves_open_what_is_asked_about_money,
    what_somebody_says_of_a_task_they_did_is_kept_and_said_once,
];

const NOW: &str = "2025-12-01T15:00:00Z";

fn task(n: u128) -> Task {
    Task {
        id: TaskId::new(Uuid::from_u128(n)),
        practice: practice_id(1),
        client: Some(client_id(1)),
        subject: Subject::Charge(charge_id(1)),
        team: Team::ClientBillingSupport,
        reason: TaskReason::PaymentFailed,
        created_at: at(NOW),
        resolved: None,
    }
}

fn by_itself() -> Option<Resolution> {
    Some(Resolution { at: at(NOW), said: None })
}

async fn what_somebody_says_of_a_task_they_did_is_kept_and_said_once(books: TestStore) {
    assert!(open(&books, &task(1)).await);
    let (id, subject) = (task(1).id, Subject::Charge(charge_id(1)));
    let said = |by| ResolvedBy { by, reason: "She brought a check".to_owned() };
    let agent = said(Actor::Staff(staff_id(1)));
    books.write(async |unit| tasks::resolve(unit, id, at(NOW), &agent).await).await;
    let done = Task { resolved: Some(Resolution { at: at(NOW), said: Some(agent) }), ..task(1) };
    assert_eq!(tasks::find(&books.reader(), id).await.expect("a read"), Some(done.clone()));
    for again in [id, task(2).id] {
        let operator = said(Actor::Operator);
        let refused = books.refused(async |unit| tasks::resolve(unit, again, at(NOW), &operator).await).await;
        assert!(matches!(refused, StoreError::Stale), "{refused:?}");
    }
    assert!(open(&books, &task(3)).await);
    let about = tasks::about(&books.reader(), practice_id(1), subject).await.expect("a read");
    assert_eq!(about, [done, task(3)]);
    assert_eq!(tasks::find(&books.reader(), task(2).id).await.expect("a read"), None);
}

async fn open(books: &TestStore, task: &Task) -> bool {
    books.write(async |unit| tasks::open(unit, task).await).await
}

async fn an_open_task_may_say_something_else_of_its_topic(books: TestStore) {
    let it = task(1);
    assert!(open(&books, &it).await);
    let say = async |reason: TaskReason| {
        books.write(async |unit| tasks::say_anew(unit, it.id, &reason).await).await;
        let reader = books.reader();
        let latest = tasks::latest_about(&reader, it.practice, it.subject, TaskTopic::Payment);
        latest.await.expect("a read").expect("it is there").reason
    };
    assert_eq!(say(TaskReason::NotConfirmed).await, TaskReason::NotConfirmed);
    assert_eq!(say(TaskReason::NoticeWaits).await, TaskReason::NotConfirmed, "of another topic");
    let done = async |unit: &store::Unit| {
        tasks::resolve_about(unit, it.practice, it.subject, TaskTopic::Payment, at(NOW)).await
    };
    books.write(done).await;
    assert_eq!(say(TaskReason::NoMethod).await, TaskReason::NotConfirmed, "what is done is done");
}

async fn a_charge_has_one_open_task_per_topic(books: TestStore) {
    assert!(open(&books, &task(1)).await);
    assert!(!open(&books, &task(2)).await);
    assert!(open(&books, &Task { reason: TaskReason::NoticeImpossible, ..task(3) }).await);
    assert!(open(&books, &Task { subject: Subject::Charge(charge_id(2)), ..task(4) }).await);
    let (practice, subject) = (practice_id(1), Subject::Charge(charge_id(1)));
    let resolve = async |topic| {
        books.write(async |unit| tasks::resolve_about(unit, practice, subject, topic, at(NOW)).await).await;
    };
    resolve(TaskTopic::Payment).await;
    assert!(open(&books, &task(5)).await);
    resolve(TaskTopic::Payment).await;
    resolve(TaskTopic::Payment).await;
    let found = tasks::latest_about(&books.reader(), practice, subject, TaskTopic::Payment).await;
    assert_eq!(found.expect("a read"), Some(Task { resolved: by_itself(), ..task(5) }));
    assert!(open(&books, &task(6)).await);
}

async fn a_practice_has_one_open_task_per_topic(books: TestStore) {
    let (practice, subject) = (practice_id(1), Subject::Practice(practice_id(1)));
    let reason = TaskReason::MailsWait { said: "454 4.7.0".to_owned() };
    let of_practice = |n| Task { client: None, subject, reason: reason.clone(), ..task(n) };
    let latest = async || {
        let found = tasks::latest_about(&books.reader(), practice, subject, TaskTopic::Mail).await;
        found.expect("a read").map(|task| (task.id, task.resolved))
    };
    assert_eq!(latest().await, None);
    assert!(open(&books, &of_practice(1)).await);
    assert!(!open(&books, &of_practice(2)).await);
    assert!(open(&books, &Task { reason: TaskReason::PaymentFailed, ..of_practice(3) }).await);
    let of_client = Task { reason: reason.clone(), ..task(4) };
    assert!(open(&books, &of_client).await, "about a charge it is another");
    assert_eq!(latest().await, Some((task(1).id, None)));
    books
        .write(async |unit| tasks::resolve_about(unit, practice, subject, TaskTopic::Mail, at(NOW)).await)
        .await;
    assert_eq!(latest().await, Some((task(1).id, by_itself())));
    assert!(open(&books, &of_practice(5)).await);
    assert_eq!(latest().await, Some((task(5).id, None)));
    let open = tasks::open_of_client(&books.reader(), client_id(1)).await.expect("a read");
    assert_eq!(open.len(), 1, "the client's own only");
}

async fn a_charge_that_asks_for_nothing_leaves_open_what_is_asked_about_money(books: TestStore) {
    let refunds = TaskReason::RefundsFailed { refunds: Vec::new() };
    let about = [TaskReason::PaymentFailed, TaskReason::NoticeWaits, refunds.clone()];
    for (n, reason) in (1..).zip(about) {
        assert!(open(&books, &Task { reason, ..task(n) }).await);
    }
    books.write(async |unit| tasks::resolve_of_charges(unit, &[charge_id(1)], at(NOW)).await).await;
    let left = tasks::open_of_client(&books.reader(), client_id(1)).await.expect("a read");
    assert_eq!(left.into_iter().map(|it| it.reason).collect::<Vec<_>>(), [refunds]);
}

async fn tasks_are_listed_for_their_team_and_client(books: TestStore) {
    let older =
        Task { created_at: at("2025-11-01T15:00:00Z"), subject: Subject::Charge(charge_id(2)), ..task(2) };
    let of_another = Task { client: Some(client_id(2)), subject: Subject::Charge(charge_id(3)), ..task(3) };
    let of_the_other_team = Task { team: Team::ClientSupport, reason: TaskReason::NoticeWaits, ..task(4) };
    for new in [&task(1), &older, &of_another, &of_the_other_team] {
        assert!(open(&books, new).await);
    }
    let reader = books.reader();
    let list = async |filter: TaskFilter| tasks::list(&reader, &filter).await.expect("a read");
    let all = [older.clone(), task(1), of_another.clone(), of_the_other_team.clone()];
    assert_eq!(list(TaskFilter::default()).await, all);
    let team = Some(Team::ClientBillingSupport);
    let of_team = TaskFilter { practice: Some(practice_id(1)), team, resolved_too: false };
    assert_eq!(list(of_team).await, all[..3]);
    assert_eq!(list(TaskFilter { practice: Some(practice_id(2)), ..TaskFilter::default() }).await, []);
    let of_client = tasks::open_of_client(&reader, client_id(2)).await.expect("a read");
    assert_eq!(of_client, [of_another]);
    let (practice, topic) = (older.practice, TaskTopic::Payment);
    books.write(async |unit| tasks::resolve_about(unit, practice, older.subject, topic, at(NOW)).await).await;
    let of_client = tasks::open_of_client(&reader, client_id(1)).await.expect("a read");
    assert_eq!(of_client, [task(1), of_the_other_team]);
    assert_eq!(list(of_team).await, all[1..3]);
    let done = Task { resolved: by_itself(), ..older };
    assert_eq!(list(TaskFilter { resolved_too: true, ..of_team }).await, [done, task(1), all[2].clone()]);
}
