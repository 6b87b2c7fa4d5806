//! Rows that changed since they were imported: in time, too late, and with what happened in the desk in between.

use domain::charge::{Charge, ChargeState, MethodAttempts, StateName};
use domain::policy::Policy;
use domain::promise::Promise;
use domain::reschedule::{Choice, Form, Rules, parse};
use domain::subject::Subject;
use domain::testing::at;
use domain::zone::PracticeZone;
use domain::{Money, PaymentMethodId};
use indicatif::ProgressBar;
use server::import::{self, ImportError};
use store::{Options, Store, Tally, audit, charges, clients};
use test_support::{Export, lines, on_both};

use crate::world::{World, now};

on_both!(
    a_changed_row_changes_what_the_client_was_not_told_yet,
    an_answer_schedules_the_charge_that_waited_for_it,
    a_changed_row_for_a_later_state_is_named_and_nothing_is_written,
    a_clients_move_stays,
    attempts_made_so_far_still_count,
    a_charge_never_becomes_another_clients,
    a_charge_announced_while_the_import_compares_is_never_written_over,
    an_import_that_another_came_in_before_is_to_be_compared_again,
    a_charge_announced_after_its_row_was_laid_aside_is_never_written_over,
    a_day_on_which_a_charge_may_have_been_taken_is_not_forgotten_when_its_row_names_another,
);

async fn a_changed_row_changes_what_the_client_was_not_told_yet(world: World) {
    world.import(&Export::good()).await;
    let before = world.imported("soon").await;
    let export = Export::good()
        .cell("charges.csv", "soon", "amount", "30.00")
        .cell("charges.csv", "soon", "insurer_paid", "95")
        .cell("charges.csv", "soon", "copay", "30")
        .cell("charges.csv", "soon", "first_day", "2025-12-09");
    let summary = world.import(&export).await;
    assert_eq!(summary.charges, Tally { created: 0, changed: 1, unchanged: 7 });
    let charge = world.charge("soon").await;
    assert_eq!((charge.id, charge.version), (before.id, before.version + 1));
    assert_eq!(charge.state.amount(), Some(Money::usd(3_000)));
    let due = async |at_: &str| charges::due(&world.store.reader(), at(at_), 10).await.expect("due charges");
    assert!(!due("2025-12-07T14:59:59Z").await.contains(&charge.id));
    assert!(due("2025-12-07T15:00:00Z").await.contains(&charge.id));
    let entries = audit::about(&world.store.reader(), charge.client, Subject::Charge(charge.id))
        .await
        .expect("the record");
    assert_eq!(entries.len(), 2);
    assert_eq!(world.import(&export).await.charges, Tally { created: 0, changed: 0, unchanged: 8 });
}

async fn an_answer_schedules_the_charge_that_waited_for_it(world: World) {
    world.import(&Export::good()).await;
    let export = [
        ("state", "scheduled"),
        ("billed", "180"),
        ("allowed", "125"),
        ("insurer_paid", "100"),
        ("copay", "25"),
        ("answered_on", "2025-11-24"),
        ("first_day", "2025-12-04"),
    ];
    let export =
        export.iter().fold(Export::good(), |it, (column, to)| it.cell("charges.csv", "waiting", column, to));
    world.import(&export).await;
    assert_eq!(world.imported("waiting").await.state, StateName::Scheduled);
    world.import(&Export::good()).await;
    assert_eq!(world.imported("waiting").await.state, StateName::AwaitingInsurer);
}

async fn a_changed_row_for_a_later_state_is_named_and_nothing_is_written(world: World) {
    world.import(&Export::good()).await;
    world.save(&announced(world.charge("own").await)).await;
    let export = Export::good()
        .cell("charges.csv", "own", "first_day", "2025-12-09")
        .cell("charges.csv", "soon", "first_day", "2025-12-09")
        .cell("clients.csv", "ana", "email", "ana@other.example")
        .row(
            "charges.csv",
            "new,ana,maya,2025-11-20,15:00,90837,,insurance,awaiting_insurer,,,,,,,,,,,,,,,,,,,",
        );
    let problems = world.refused(&export).await;
    let [own] = &problems[..] else { panic!("one problem, not {problems:#?}") };
    assert!(own.starts_with(
        "charges.csv, line 9, column charge_id: the row of own changed, but its charge is upcoming in"
    ));
    let ChargeState::Scheduled(soon) = world.charge("soon").await.state else { panic!("scheduled") };
    assert_eq!(soon.first_day.to_string(), "2025-12-02");
    let ana = world.client("ana").await;
    let ana = clients::find(&world.store.reader(), ana).await.expect("read").expect("there");
    assert_eq!(ana.email.expect("an address").as_str(), "ana@mail.example");
    let entries = audit::of_client(&world.store.reader(), ana.id, None, 100).await.expect("the record");
    assert_eq!(entries.len(), 6);
}

/// The client is told of the charge.
pub fn announced(mut charge: Charge) -> Charge {
    let ChargeState::Scheduled(scheduled) = charge.state else { panic!("scheduled") };
    let told = at("2025-11-30T15:00:00Z");
    let zone = PracticeZone::NEW_YORK;
    let promise = Promise::rendered(told, scheduled.first_day, charge.kind, zone, &Policy::STANDARD);
    charge.state = ChargeState::Upcoming(scheduled.announced(promise, told).expect("in time"));
    charge
}

async fn a_charge_announced_while_the_import_compares_is_never_written_over(world: World) {
    world.import(&Export::good()).await;
    let export = Export::good()
        .cell("charges.csv", "soon", "first_day", "2025-12-09")
        .cell("charges.csv", "own", "first_day", "2025-12-09")
        .cell("clients.csv", "ana", "email", "ana@other.example");
    let mut records = import::read(export.path()).expect("good files");
    let plan = world.compare(&mut records).await;
    let mut soon = announced(world.charge("soon").await);
    soon.version = world.save(&soon).await;

    let problems = world.refused_writing(&plan).await;
    let [problem] = &problems[..] else { panic!("one problem, not {problems:#?}") };
    assert!(problem.contains("line 4") && problem.contains("upcoming in the desk"), "{problem}");
    assert_eq!(world.charge("soon").await, soon);
    let ChargeState::Scheduled(own) = world.charge("own").await.state else { panic!("scheduled") };
    assert_eq!(own.first_day.to_string(), "2025-12-05");
    let ana = clients::find(&world.store.reader(), soon.client).await.expect("read").expect("there");
    assert_eq!(ana.email.expect("an address").as_str(), "ana@mail.example");
}

async fn an_import_that_another_came_in_before_is_to_be_compared_again(world: World) {
    world.import(&Export::good()).await;
    let export = Export::good().cell("charges.csv", "soon", "first_day", "2025-12-09");
    let mut records = import::read(export.path()).expect("good files");
    let plan = world.compare(&mut records).await;
    world.import(&export).await;
    let before = world.charge("soon").await;
    let overtaken = world.write(&plan).await;
    assert!(matches!(overtaken, Err(ImportError::Overtaken)), "{overtaken:?}");
    assert_eq!(world.import(&export).await.charges, Tally { created: 0, changed: 0, unchanged: 8 });
    assert_eq!(world.charge("soon").await, before);
}

async fn a_charge_announced_after_its_row_was_laid_aside_is_never_written_over(world: World) {
    world.import(&Export::good()).await;
    let export = Export::good().cell("charges.csv", "soon", "first_day", "2025-12-09");
    let mut records = import::read(export.path()).expect("good files");
    let plan = world.compare(&mut records).await;
    let soon = announced(world.charge("soon").await);
    let (url, ids) = (world.store.database.url().to_owned(), world.ids.clone());
    // The import asks for the id of the charge's entry in the record after it read the charge, and before it writes anything of
    // it. At that moment somebody else announces it.
    let mut asked = 0;
    let mut make_id = || {
        asked += 1;
        if asked == 2 {
            let (url, soon) = (url.clone(), soon.clone());
            let announcing = std::thread::spawn(move || {
                let runtime =
                    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                runtime.block_on(async {
                    let store = Store::connect(&url, &Options::default()).await.expect("a store");
                    let unit = store.begin().await.expect("a unit");
                    charges::save(&unit, &soon, None).await.expect("saved");
                    unit.commit().await.expect("a commit");
                });
            });
            announcing.join().expect("announced");
        }
        ids.uuid()
    };
    let refused = plan.write(&world.store, now(), &mut make_id, &ProgressBar::hidden()).await;
    let Err(ImportError::Refused(problems)) = refused else { panic!("refused, not {refused:?}") };
    let problems = lines(&problems);
    let [problem] = &problems[..] else { panic!("one problem, not {problems:#?}") };
    assert!(problem.contains("line 4") && problem.contains("upcoming in the desk"), "{problem}");
    assert_eq!(world.charge("soon").await.state, soon.state);
    let entries =
        audit::about(&world.store.reader(), soon.client, Subject::Charge(soon.id)).await.expect("the record");
    assert_eq!(entries.len(), 1, "of the import that came in");
}

async fn a_day_on_which_a_charge_may_have_been_taken_is_not_forgotten_when_its_row_names_another(
    world: World,
) {
    let wished = async |first: &str, then: &str| {
        world.import(&Export::good().cell("charges.csv", "soon", "first_day", first)).await;
        world.import(&Export::good().cell("charges.csv", "soon", "first_day", then)).await;
        let ChargeState::Scheduled(soon) = world.charge("soon").await.state else { panic!("scheduled") };
        (soon.first_day.to_string(), soon.wished.map(|day| day.to_string()))
    };
    // It is Nov 24: what was to be taken on Dec 2 was not taken yet, and what was to be taken on Nov 20 may have been.
    assert_eq!(wished("2025-12-02", "2025-12-09").await, ("2025-12-09".to_owned(), None));
    let later = ("2025-12-09".to_owned(), Some("2025-11-20".to_owned()));
    assert_eq!(wished("2025-11-20", "2025-12-09").await, later);
}

async fn a_clients_move_stays(world: World) {
    world.import(&Export::good()).await;
    let mut charge = announced(world.charge("soon").await);
    let (told, zone) = (at("2025-11-30T15:00:00Z"), PracticeZone::NEW_YORK);
    let rules = Rules::of(&charge, zone, told);
    let form = Form { version: charge.version, day: "2025-12-12".to_owned() };
    let Ok(Choice::Move(to)) = parse(&form, &rules) else { panic!("a move") };
    let ChargeState::Upcoming(upcoming) = charge.state else { panic!("upcoming") };
    charge.state = ChargeState::Upcoming(upcoming.rescheduled(&to));
    charge.version = world.save(&charge).await;

    // The practice's system goes on exporting the day it wished for.
    assert_eq!(world.import(&Export::good()).await.charges, Tally { created: 0, changed: 0, unchanged: 8 });
    assert_eq!(world.charge("soon").await, charge);
    let next = Export::good().cell("clients.csv", "ana", "email", "ana@other.example").row(
        "charges.csv",
        "new,ana,maya,2025-11-20,15:00,90837,,insurance,awaiting_insurer,,,,,,,,,,,,,,,,,,,",
    );
    assert_eq!(world.import(&next).await.charges, Tally { created: 1, changed: 0, unchanged: 8 });
    assert_eq!(world.charge("soon").await, charge);
    world.import(&next.cell("charges.csv", "soon", "first_day", "2025-12-03")).await;
    assert_eq!(world.days_disputed().await, [("2025-12-12".to_owned(), "2025-12-03".to_owned())]);
    assert_eq!(world.charge("soon").await, charge);
}

async fn attempts_made_so_far_still_count(world: World) {
    world.import(&Export::good()).await;
    let mut charge = world.charge("soon").await;
    let ChargeState::Scheduled(mut scheduled) = charge.state else { panic!("scheduled") };
    let method = PaymentMethodId::new(world.ids.uuid());
    let attempts = MethodAttempts { method, first_day: scheduled.first_day, count: 2, ended: false };
    scheduled.attempts = attempts.into();
    charge.state = ChargeState::Scheduled(scheduled);
    world.save(&charge).await;
    world.import(&Export::good().cell("charges.csv", "soon", "first_day", "2025-12-20")).await;
    let ChargeState::Scheduled(scheduled) = world.charge("soon").await.state else { panic!("scheduled") };
    assert_eq!(
        (scheduled.first_day.to_string().as_str(), scheduled.attempts),
        ("2025-12-20", attempts.into())
    );
}

async fn a_charge_never_becomes_another_clients(world: World) {
    world.import(&Export::good()).await;
    let problems = world.refused(&Export::good().cell("charges.csv", "soon", "client_id", "ben")).await;
    let [problem] = &problems[..] else { panic!("one problem, not {problems:#?}") };
    assert!(problem.starts_with("charges.csv, line 4, column client_id: "), "{problem}");
    assert!(problem.contains("another client"), "{problem}");
}
