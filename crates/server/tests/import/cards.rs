//! Cards that clients set up, chose or took away in the desk, and what an export goes on saying of them.

use domain::payment_method::PaymentMethod;
use domain::task::DisputedDetail;
use domain::testing::{at, method_id};
use store::{clients, payment_methods};
use test_support::{Export, on_both};

use crate::people::details_asked;
use crate::world::World;

on_both! {
    a_card_that_the_client_set_up_is_charged_whatever_the_export_goes_on_saying,
    a_card_that_the_client_removed_is_not_brought_back,
    another_customer_of_the_processors_is_a_task_and_no_overwrite,
}

async fn cards(world: &World) -> Vec<PaymentMethod> {
    let ana = world.client("ana").await;
    payment_methods::of_client(&world.store.reader(), ana).await.expect("a read")
}

async fn default(world: &World) -> String {
    let default = cards(world).await.into_iter().find(|it| it.is_default);
    default.map(|it| it.processor_method).unwrap_or_default()
}

/// Ana sets a card up, which is charged from then on.
async fn set_up(world: &World) {
    let before = cards(world).await.remove(0);
    let own = PaymentMethod {
        id: method_id(77),
        processor_method: "pm_own".to_owned(),
        processor_customer: "cus_own".to_owned(),
        exported: None,
        ..before.clone()
    };
    let aside = PaymentMethod { is_default: false, ..before.clone() };
    world
        .store
        .write(async |unit| {
            payment_methods::save(unit, &before, &aside).await?;
            payment_methods::insert(unit, &own).await
        })
        .await;
}

async fn a_card_that_the_client_set_up_is_charged_whatever_the_export_goes_on_saying(world: World) {
    let good = Export::good;
    world.import(&good()).await;
    set_up(&world).await;
    // The next night, a night with another default, and one that has heard of the card.
    let another = good()
        .cell("payment_methods.csv", "pm_card_visa_ana", "is_default", "false")
        .row("payment_methods.csv", "pm_card_visa_new,ana,Visa,4242,8,2031,true");
    let heard = good().row("payment_methods.csv", "pm_own,ana,Visa,4242,8,2030,false");
    for export in [&good(), &another, &another, &heard, &good(), &heard] {
        world.import(export).await;
        assert_eq!(default(&world).await, "pm_own");
    }
    let own = cards(&world).await.remove(0);
    assert_eq!(own.processor_customer, "cus_own", "it hangs where it was set up");
}

async fn a_card_that_the_client_removed_is_not_brought_back(world: World) {
    let good = Export::good();
    world.import(&good).await;
    set_up(&world).await;
    let removed = cards(&world).await.pop().expect("the exported one");
    let gone = removed.clone().removed(at("2025-11-25T15:00:00Z"), at("2025-11-25T15:01:00Z"));
    world.store.write(async |unit| payment_methods::save(unit, &removed, &gone).await).await;
    let renewed = Export::good().cell("payment_methods.csv", "pm_card_visa_ana", "exp_year", "2035");
    for export in [&good, &renewed, &good] {
        world.import(export).await;
        let left: Vec<String> = cards(&world).await.into_iter().map(|it| it.processor_method).collect();
        assert_eq!(left, ["pm_own"]);
    }
}

async fn another_customer_of_the_processors_is_a_task_and_no_overwrite(world: World) {
    let good = Export::good();
    world.import(&good).await;
    let ana = world.client("ana").await;
    let customer = async || {
        let found = clients::find(&world.store.reader(), ana).await.expect("a read").expect("there");
        found.processor_customer.unwrap_or_default()
    };
    let before = customer().await;
    let other = Export::good().cell("clients.csv", "ana", "processor_customer_id", "cus_other");
    for _ in 0..2 {
        world.import(&other).await;
        assert_eq!(customer().await, before);
        let asked =
            DisputedDetail::ProcessorCustomer { desk: before.clone(), export: "cus_other".to_owned() };
        assert_eq!(details_asked(&world).await, [asked]);
    }
    world.import(&good).await;
    assert_eq!((customer().await, details_asked(&world).await), (before, vec![]), "they agree again");
}
