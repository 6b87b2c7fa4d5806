//! What an import writes, and that the same import again writes nothing.

use domain::Money;
use domain::audit::Action;
use domain::charge::{ChargeState, StateName};
use domain::subject::Subject;
use domain::testing::at;
use store::{Tally, audit, charges, clients, coverages, payment_methods, practices};
use test_support::{Export, Fresh, Kind, on_both};

use crate::world::World;

on_both!(
    every_row_is_written_once,
    the_same_files_again_change_nothing,
    another_way_of_writing_is_no_change,
    a_worker_looks_when_the_notice_is_due,
    the_record_says_what_was_imported,
    what_a_row_tells_is_what_is_kept,
    an_address_stays_until_an_export_says_otherwise,
    digests_that_are_kept_stay_good,
    a_charge_has_the_same_id_in_every_database,
    who_moves_to_another_zone_tells_of_charges_by_the_clock_there,
);

const fn tally(created: u64, changed: u64, unchanged: u64) -> Tally {
    Tally { created, changed, unchanged }
}

/// The processor keeps the id with what it took. Books that are lost and imported anew have to know it by that.
async fn a_charge_has_the_same_id_in_every_database(world: World) {
    let anew = World::fresh(Kind::Sqlite).await;
    for world in [&world, &anew] {
        world.import(&Export::good()).await;
    }
    assert_eq!(world.practice().await, anew.practice().await);
    assert_ne!(world.client("ana").await, anew.client("ana").await, "nothing else is known by it elsewhere");
    for key in ["waiting", "nothing"] {
        assert_eq!(world.imported(key).await.id, anew.imported(key).await.id, "{key}");
    }
}

async fn every_row_is_written_once(world: World) {
    let summary = world.import(&Export::good()).await;
    let files: Vec<_> = summary.files().collect();
    assert_eq!(
        files,
        [
            ("practices.csv", tally(1, 0, 0)),
            ("staff.csv", tally(3, 0, 0)),
            ("payers.csv", tally(2, 0, 0)),
            ("clients.csv", tally(2, 0, 0)),
            ("coverages.csv", tally(2, 0, 0)),
            ("payment_methods.csv", tally(1, 0, 0)),
            ("charges.csv", tally(8, 0, 0)),
        ]
    );
}

async fn the_same_files_again_change_nothing(world: World) {
    let first = world.import(&Export::good()).await.total();
    let before = world.charge("soon").await;
    let again = world.import(&Export::good()).await.total();
    assert_eq!(again, tally(0, 0, first.created));
    assert_eq!(world.charge("soon").await, before);
    let ana = world.client("ana").await;
    let entries = audit::of_client(&world.store.reader(), ana, None, 100).await.expect("the record");
    assert_eq!(entries.len(), 6);
}

async fn another_way_of_writing_is_no_change(world: World) {
    world.import(&Export::good()).await;
    let export = Export::good()
        .cell("charges.csv", "soon", "billed", "$180.00")
        .cell("charges.csv", "soon", "deductible", "0.00")
        .cell("charges.csv", "soon", "amount", "")
        .cell("charges.csv", "soon", "session_time", "15:00")
        .cell("charges.csv", "soon", "first_day", "12/2/2025")
        .cell("charges.csv", "paid", "allowed", "125.00");
    let summary = world.import(&export).await;
    assert_eq!(summary.charges, tally(0, 0, 8));
}

async fn a_worker_looks_when_the_notice_is_due(world: World) {
    world.import(&Export::good()).await;
    let soon = world.imported("soon").await.id;
    let due = async |at_: &str| charges::due(&world.store.reader(), at(at_), 10).await.expect("due charges");
    // Two days before 10:00 on 2 December in New York.
    assert_eq!(due("2025-11-30T14:59:59Z").await, []);
    assert_eq!(due("2025-11-30T15:00:00Z").await, [soon]);
    assert_eq!(due("2026-11-30T15:00:00Z").await.len(), 2);
}

async fn the_record_says_what_was_imported(world: World) {
    world.import(&Export::good()).await;
    let paid = world.charge("paid").await;
    let entries =
        audit::about(&world.store.reader(), paid.client, Subject::Charge(paid.id)).await.expect("the record");
    let actions: Vec<Action> = entries.into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions, [Action::ChargeImported { state: StateName::Paid }]);
}

async fn an_address_stays_until_an_export_says_otherwise(world: World) {
    let address = async || {
        let practice = practices::find(&world.store.reader(), world.practice().await).await.expect("read");
        practice.expect("there").address
    };
    let saying = |address| Export::good().column("practices.csv", "address", "lake", address);
    world.import(&saying("12 Lake Street")).await;
    assert_eq!(address().await.as_deref(), Some("12 Lake Street"));
    assert_eq!(world.import(&Export::good()).await.total().changed, 0);
    assert_eq!(address().await.as_deref(), Some("12 Lake Street"));
    world.import(&saying("")).await;
    assert_eq!(address().await, None);
}

async fn what_a_row_tells_is_what_is_kept(world: World) {
    world.import(&Export::good()).await;
    let reader = world.store.reader();
    let practice = practices::find(&reader, world.practice().await).await.expect("read").expect("there");
    assert_eq!(practice.zone.name(), "America/New_York");
    assert_eq!(practice.history_from.to_string(), "2025-01-01");
    let ben = world.client("ben").await;
    let ben = clients::find(&reader, ben).await.expect("read").expect("there");
    assert_eq!((ben.name.full().as_str(), ben.pronouns), ("Ben Osei", None));
    assert_eq!(ben.date_of_birth.to_string(), "1980-04-02");
    let june = "2025-06-30".parse().expect("a day");
    let primary = coverages::primary_of_client(&reader, ben.id, june).await.expect("read");
    let (coverage, payer) = primary.expect("a coverage");
    assert_eq!(coverage.to, Some(june));
    assert!(!payer.flags.card_required && !payer.flags.attendance_fees_allowed);
    let ana = world.client("ana").await;
    let card = payment_methods::default_of_client(&reader, ana).await.expect("read").expect("a card");
    assert_eq!((card.processor_customer.as_str(), card.card.last4.as_str()), ("cus_ana", "4242"));

    let ChargeState::PartiallyRefunded(it) = world.charge("part").await.state else { panic!("refunded") };
    assert_eq!((it.of.due().amount, it.left()), (Money::usd(4_000), Money::usd(3_000)));
    assert_eq!(it.of.paid().map(|it| it.paid_at), Some(at("2025-09-30T14:00:00Z")));
    assert_eq!((it.of.card().cloned(), it.refunds[0].reason.as_str()), (None, "Paid twice"));
    let ChargeState::Waived(it) = world.charge("waived").await.state else { panic!("waived") };
    assert_eq!((it.due.amount, it.due.answer), (Money::usd(7_500), None));
    for (key, state) in [
        ("waiting", StateName::AwaitingInsurer),
        ("nothing", StateName::NothingDue),
        ("soon", StateName::Scheduled),
        ("paid", StateName::Paid),
        ("all", StateName::Refunded),
    ] {
        assert_eq!(world.imported(key).await.state, state, "{key}");
    }
}

/// Should one of these change, every such charge that is past its notice would count as changed, and be refused.
async fn digests_that_are_kept_stay_good(world: World) {
    world.import(&Export::good()).await;
    let mut digests = Vec::new();
    for key in ["waiting", "nothing", "soon", "paid", "part", "all", "waived", "own"] {
        digests.push(world.imported(key).await.digest[..12].to_owned());
    }
    assert_eq!(
        digests,
        [
            "efa7b5b2485d",
            "4a8f2d8a1ab4",
            "08f0ab221424",
            "41dd8e48952c",
            "b6c9856d5566",
            "e96df1e0b09f",
            "24e0aa8705a0",
            "6782ea2ba622",
        ]
    );
}

async fn who_moves_to_another_zone_tells_of_charges_by_the_clock_there(world: World) {
    world.import(&Export::good()).await;
    let due = async || {
        let charge = world.charge("own").await;
        charges::due_at(&world.store.reader(), charge.id)
            .await
            .expect("readable")
            .expect("it is announced by itself")
    };
    let before = due().await;
    let moved = Export::good().cell("practices.csv", "lake", "time_zone", "America/Los_Angeles");
    world.import(&moved).await;
    assert_eq!(due().await - before, chrono::Duration::hours(3));
    assert_eq!(world.import(&moved).await.total().changed, 0);
}
