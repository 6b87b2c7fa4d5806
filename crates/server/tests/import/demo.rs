//! The files the demo is made of.

use std::path::{Path, PathBuf};

use domain::charge::{ChargeState, StateName};
use domain::login::Person;
use domain::{ClientId, Money, PracticeId};
use store::charges::{HistoryFilter, history_of_client, open_of_client};
use store::people::{self, KnownPerson};
use store::{Store, Tally, clients, practices, staff};
use test_support::on_both;

use crate::world::World;

on_both!(the_demo_comes_in_whole_and_again_without_a_change, ana_has_a_charge_to_move_and_a_history);

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo")
}

async fn the_practice(store: &Store) -> PracticeId {
    let practices = practices::keys(&store.reader()).await.expect("practices");
    *practices.get("lakeside").expect("the practice")
}

async fn ana(store: &Store) -> ClientId {
    let email = domain::contact::Email::parse("ana.rivera@example.com").expect("an address");
    let found = people::at(&store.reader(), &email).await.expect("clients");
    let [KnownPerson { person: Person::Client(ana), .. }] = found[..] else {
        panic!("Ana alone, not {found:?}")
    };
    ana
}

async fn the_demo_comes_in_whole_and_again_without_a_change(world: World) {
    let first = world.import_folder(&demo()).await.expect("imported");
    assert!((400..=600).contains(&first.charges.created), "{first}");
    let again = world.import_folder(&demo()).await.expect("imported again");
    assert_eq!(again.total(), Tally { created: 0, changed: 0, unchanged: first.total().created });

    let reader = world.store.reader();
    let practice = the_practice(&world.store).await;
    let today = "2025-12-01".parse().expect("a day");
    let mut seen = 0;
    for person in staff::of_practice(&reader, practice).await.expect("staff") {
        let theirs = clients::of_provider(&reader, person.id, today).await.expect("clients");
        seen += theirs.len();
    }
    assert!(seen as u64 > first.clients.created, "every client has a provider, and one has two");
}

async fn ana_has_a_charge_to_move_and_a_history(world: World) {
    world.import_folder(&demo()).await.expect("imported");
    let reader = world.store.reader();
    let ana = ana(&world.store).await;
    let open = open_of_client(&reader, ana).await.expect("charges");
    let to_move =
        open.iter().find(|charge| charge.session.day.to_string() == "2025-11-12").expect("the charge");
    let ChargeState::Scheduled(it) = &to_move.state else { panic!("scheduled, not {to_move:?}") };
    assert_eq!((it.due.amount, it.first_day.to_string().as_str()), (Money::usd(2_500), "2025-12-02"));
    assert_eq!(to_move.session.start.to_string(), "15:00:00");

    let from = "2025-01-01".parse().expect("a day");
    let since_2025 = history_of_client(&reader, ana, &HistoryFilter::all(from, 200)).await.expect("history");
    let before = from - chrono::Days::new(365);
    let ever = history_of_client(&reader, ana, &HistoryFilter::all(before, 200)).await.expect("history");
    assert!(since_2025.charges.len() >= 30 && ever.charges.len() > since_2025.charges.len());
    for state in [StateName::Paid, StateName::Waived, StateName::PartiallyRefunded, StateName::NothingDue] {
        assert!(since_2025.charges.iter().any(|charge| charge.state.name() == state), "{state:?}");
    }
}
