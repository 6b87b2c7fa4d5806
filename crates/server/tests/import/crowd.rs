//! A large import among people who go on reading and writing, one that dies, and one that is overtaken.

use std::cell::Cell;
use std::fmt::Write as _;
use std::time::Duration;

use domain::ClientId;
use domain::testing::at;
use server::import::{self, ImportError};
use store::charges::{HistoryFilter, totals_of_client};
use store::{Tally, arrivals, charges, clients, coverages, payment_methods};
use test_support::{Export, on_both};

use crate::late::announced;
use crate::world::{World, now};

on_both!(
    others_go_on_and_see_all_of_a_large_import_or_nothing,
    what_a_dead_import_left_is_not_seen_and_does_not_stand_in_the_way,
    what_a_dead_import_left_of_a_new_client_does_not_stand_in_the_way,
    an_import_that_is_refused_at_the_end_leaves_nothing,
    an_import_that_began_later_overtakes_one_under_way,
    an_import_that_waits_for_whoever_waits_for_it_comes_in_all_the_same,
    a_person_whom_another_import_brings_under_another_id_meanwhile_is_not_brought_twice,
);

/// The small export with so many more sessions of Ana's.
fn large(more: u64) -> Export {
    let mut rows = Export::good().text("charges.csv");
    let first: chrono::NaiveDate = "2023-01-01".parse().expect("a day");
    for n in 0..more {
        let (day, hour) = (first + chrono::Days::new(n / 8), 8 + n % 8);
        write!(rows, "m{n},ana,maya,{day},{hour}:00,90837,,insurance,awaiting_insurer").expect("text");
        rows.push_str(&",".repeat(19));
        rows.push('\n');
    }
    Export::good().with("charges.csv", rows)
}

/// How many of the client's charges somebody sees.
async fn seen(world: &World, client: ClientId) -> u64 {
    let all = HistoryFilter::all("2020-01-01".parse().expect("a day"), 1);
    let years = totals_of_client(&world.store.reader(), client, &all).await.expect("a read");
    years.iter().map(|year| year.charges).sum()
}

async fn others_go_on_and_see_all_of_a_large_import_or_nothing(world: World) {
    world.import(&Export::good()).await;
    let (ana, ben) = (world.client("ana").await, world.client("ben").await);
    let before = seen(&world, ana).await;
    let (done, written) = (Cell::new(false), Cell::new(0));
    let import = async {
        let summary = world.import(&large(2_000)).await;
        done.set(true);
        assert_eq!(summary.charges, Tally { created: 2_000, changed: 0, unchanged: 8 });
    };
    let others = async {
        while !done.get() {
            let unit = world.store.begin().await.expect("a unit");
            clients::set_processor_customer(&unit, ben, "cus_ben").await.expect("written");
            unit.commit().await.expect("committed");
            written.set(written.get() + 1);
            let now_seen = seen(&world, ana).await;
            assert!([before, before + 2_000].contains(&now_seen), "{now_seen} are seen");
        }
    };
    tokio::join!(import, others);
    assert!(written.get() >= 5, "{} units of others came through", written.get());
    assert_eq!(seen(&world, ana).await, before + 2_000);
}

async fn what_a_dead_import_left_is_not_seen_and_does_not_stand_in_the_way(world: World) {
    world.import(&Export::good()).await;
    let ana = world.client("ana").await;
    let before = seen(&world, ana).await;
    // Of one that dies between two units all that was committed is there.
    let since = arrivals::completed(&world.store.reader()).await.expect("a read");
    let unit = world.store.begin().await.expect("a unit");
    let arrival = arrivals::begin(&unit, world.ids.uuid(), now(), since).await.expect("begun");
    let (soon, soon_said) = (world.charge("soon").await, world.imported("soon").await.exported);
    let dead = charges::NewCharge {
        charge: domain::charge::Charge { id: world.ids.make(), ..soon },
        due_at: Some(at("2025-11-24T13:00:00Z")),
        external_key: "m0".to_owned(),
        second_of: None,
        digest: "dead".to_owned(),
        exported: soon_said,
    };
    charges::bring(&unit, arrival, &[dead]).await.expect("brought");
    unit.commit().await.expect("committed");
    assert_eq!(seen(&world, ana).await, before);
    assert_eq!(charges::due(&world.store.reader(), now(), 10).await.expect("due"), []);

    let summary = world.import(&large(10)).await;
    assert_eq!(summary.charges, Tally { created: 10, changed: 0, unchanged: 8 });
    assert_eq!(seen(&world, ana).await, before + 10);
    assert_eq!(arrivals::left(&world.store.reader()).await.expect("a read"), []);
}

async fn what_a_dead_import_left_of_a_new_client_does_not_stand_in_the_way(world: World) {
    world.import(&Export::good()).await;
    let (reader, practice) = (world.store.reader(), world.practice().await);
    let ana = clients::find(&reader, world.client("ana").await).await.expect("a read").expect("there");
    let cy = domain::client::Client {
        id: world.ids.make(),
        external_key: "cy".to_owned(),
        email: None,
        processor_customer: None,
        ..ana.clone()
    };
    let of_ana = coverages::of_practice(&reader, practice).await.expect("a read");
    let of_ana = of_ana.into_iter().find(|it| it.client == ana.id).expect("a coverage");
    let coverage = domain::coverage::Coverage {
        id: world.ids.make(),
        client: cy.id,
        external_key: Some("cov-cy".to_owned()),
        ..of_ana
    };
    let card = payment_methods::of_client(&reader, ana.id).await.expect("a read").remove(0);
    let card = domain::payment_method::PaymentMethod {
        id: world.ids.make(),
        client: cy.id,
        processor_method: "pm_card_visa_cy".to_owned(),
        processor_customer: "cus_cy".to_owned(),
        ..card
    };
    // It died when the client, the coverage and the card were there, and nothing had appeared.
    let since = arrivals::completed(&world.store.reader()).await.expect("a read");
    let unit = world.store.begin().await.expect("a unit");
    let arrival = arrivals::begin(&unit, world.ids.uuid(), now(), since).await.expect("begun");
    clients::bring(&unit, arrival, std::slice::from_ref(&cy)).await.expect("brought");
    coverages::upsert(&unit, &[coverage]).await.expect("a coverage");
    payment_methods::upsert(&unit, &[card]).await.expect("a card");
    unit.commit().await.expect("committed");

    let export = Export::good()
        .row("clients.csv", "cy,lake,maya,Cy,Ngo,,,1999-09-09,cy@mail.example,,cus_cy")
        .row("coverages.csv", "cov-cy,cy,aetna,Choice POS II,W231455699,,Cy Ngo,self,primary,2025-01-01,")
        .row("payment_methods.csv", "pm_card_visa_cy,cy,Visa,4242,8,2030,true");
    let summary = world.import(&export).await;
    let one = Tally { created: 1, changed: 0, unchanged: 2 };
    assert_eq!((summary.clients, summary.coverages), (one, one));
    let mine = payment_methods::of_client(&reader, world.client("cy").await).await.expect("a read");
    assert_eq!(mine.len(), 1);
}

async fn an_import_that_is_refused_at_the_end_leaves_nothing(world: World) {
    world.import(&Export::good()).await;
    let ana = world.client("ana").await;
    let before = seen(&world, ana).await;
    let export = large(300)
        .cell("charges.csv", "soon", "first_day", "2025-12-09")
        .row("clients.csv", "cy,lake,maya,Cy,Ngo,,,1999-09-09,cy@mail.example,,");
    let mut records = import::read(export.path()).expect("good files");
    let plan = world.compare(&mut records).await;
    let mut soon = announced(world.charge("soon").await);
    soon.version = world.save(&soon).await;
    assert_eq!(world.refused_writing(&plan).await.len(), 1);
    assert_eq!(seen(&world, ana).await, before);
    assert_eq!(arrivals::left(&world.store.reader()).await.expect("a read"), []);
    let clients = clients::keys(&world.store.reader(), world.practice().await).await.expect("clients");
    assert_eq!(clients.len(), 2);
    assert_eq!(world.import(&large(300)).await.charges.created, 300);
}

async fn an_import_that_waits_for_whoever_waits_for_it_comes_in_all_the_same(world: World) {
    world.import(&Export::good()).await;
    let mut told = Vec::new();
    for key in ["soon", "own"] {
        let charge = announced(world.charge(key).await);
        world.save(&charge).await;
        told.push(charge.id);
    }
    told.sort_unstable();
    let export = Export::good()
        .cell("charges.csv", "soon", "insurer_paid", "95")
        .cell("charges.csv", "soon", "copay", "30")
        .cell("charges.csv", "soon", "amount", "30")
        .cell("charges.csv", "own", "amount", "120");
    let unit = world.store.begin().await.expect("a turn to write");
    charges::hold(&unit, told[1]).await.expect("held");
    let circle = async {
        // By then the import holds the first and waits for the second, on PostgreSQL, which ends whoever waits longer than a second.
        tokio::time::sleep(Duration::from_millis(600)).await;
        charges::hold(&unit, told[0]).await.expect("held");
        unit.commit().await.expect("a commit");
    };
    let (done, ()) = tokio::join!(world.import_folder(export.path()), circle);
    assert_eq!(done.expect("imported").charges, Tally { created: 0, changed: 2, unchanged: 6 });
}

async fn an_import_that_began_later_overtakes_one_under_way(world: World) {
    world.import(&Export::good()).await;
    let (export, next) = (large(3_000), large(10));
    let mut records = import::read(export.path()).expect("good files");
    let mut next = import::read(next.path()).expect("good files");
    let (plan, next) = (world.compare(&mut records).await, world.compare(&mut next).await);
    let earlier = world.write(&plan);
    let later = async {
        while arrivals::left(&world.store.reader()).await.expect("a read").is_empty() {
            tokio::task::yield_now().await;
        }
        world.write(&next).await
    };
    let (earlier, later) = tokio::join!(earlier, later);
    // One of them comes in, and the other is told. That the earlier one comes to its end while the later one waits for its turn to
    // begin is rare, and then the later one was compared too early.
    let all = match (earlier, later) {
        (Err(ImportError::Overtaken), Ok(later)) => later.charges.created,
        (Ok(earlier), Err(ImportError::Overtaken)) => earlier.charges.created,
        both => panic!("{both:?}"),
    };
    assert!([10, 3_000].contains(&all), "{all}");
    assert_eq!(seen(&world, world.client("ana").await).await, 6 + all);
}

async fn a_person_whom_another_import_brings_under_another_id_meanwhile_is_not_brought_twice(world: World) {
    world.import(&Export::good()).await;
    let twice = |id: &str| {
        let zoe = format!("{id},lake,maya,Zoë,Rivera,,,1992-05-18,zoe@mail.example,,cus_zoe");
        Export::good().row("clients.csv", &zoe)
    };
    let (first, second) = (twice("42"), twice("0042"));
    let mut second = import::read(second.path()).expect("good files");
    let plan = world.compare(&mut second).await;
    world.import(&first).await;
    let refused = world.write(&plan).await;
    assert!(matches!(refused, Err(ImportError::Overtaken)), "{refused:?}");
    // Compared with what is there by now, the second one is named.
    let mut make_id = || world.ids.uuid();
    let again =
        import::apply(&world.store, &mut second, now(), &mut make_id, &indicatif::ProgressBar::hidden())
            .await;
    assert!(matches!(again, Err(ImportError::Refused(_))), "{again:?}");
}
