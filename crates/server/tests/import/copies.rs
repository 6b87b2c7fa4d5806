//! People, practices, coverages and cards that are there already, under another id or with another client.

use domain::contact::Email;
use store::{Tally, charges, clients};
use test_support::{Export, on_both, only};

use crate::world::World;

on_both!(
    a_client_whose_id_lost_its_zeros_is_refused_and_nothing_that_hangs_on_it_is_named,
    a_client_under_an_id_in_other_case_is_refused,
    two_ids_of_one_person_in_one_export_are_refused,
    people_who_share_a_name_and_a_birthday_and_not_an_address_are_two,
    an_id_with_zeros_lost_is_refused_even_with_another_address,
    a_provider_and_a_practice_under_other_ids_are_refused,
    a_coverage_never_moves_to_another_client,
    a_card_never_moves_to_another_client,
    a_customer_of_two_clients_is_refused_unless_both_say_so,
);

/// Ana's and her charges' ids are numbers.
fn numbered() -> Export {
    Export::good().everywhere("ana", "0042").everywhere("soon", "00030")
}

async fn a_client_whose_id_lost_its_zeros_is_refused_and_nothing_that_hangs_on_it_is_named(world: World) {
    world.import(&numbered()).await;
    let eaten = numbered().everywhere("0042", "42").everywhere("00030", "30");
    only(&world.refused(&eaten).await, "clients.csv, line 2, column client_id", &["0042", "zeros"]);
    let keys = clients::keys(&world.store.reader(), world.practice().await).await.expect("clients");
    assert_eq!(keys.len(), 2);
    let ana = world.client("0042").await;
    let open = charges::open_of_client(&world.store.reader(), ana).await.expect("charges");
    assert_eq!(open.len(), 2, "{open:#?}");
    let again = world.import(&numbered()).await.total();
    assert_eq!((again.created, again.changed), (0, 0));
}

async fn a_client_under_an_id_in_other_case_is_refused(world: World) {
    world.import(&Export::good()).await;
    for (id, saying) in [("ANA", "case"), ("a na", "a blank"), ("client-7", "under the id ana")] {
        let export = Export::good().everywhere("ana", id);
        only(&world.refused(&export).await, "clients.csv, line 2, column client_id", &["ana", saying]);
    }
}

async fn two_ids_of_one_person_in_one_export_are_refused(world: World) {
    let twice = Export::good().row("clients.csv", "ana2,lake,maya,ANA,  rivera,,,4/17/1991,,,");
    only(&world.refused(&twice).await, "clients.csv, line 4, column client_id", &["line 2", "ana"]);
}

async fn people_who_share_a_name_and_a_birthday_and_not_an_address_are_two(world: World) {
    let two = Export::good().row("clients.csv", "ana2,lake,maya,Ana,Rivera,,,4/17/1991,other@mail.example,,");
    assert_eq!(world.import(&two).await.clients, Tally { created: 3, changed: 0, unchanged: 0 });
    assert_eq!(world.import(&two).await.clients, Tally { created: 0, changed: 0, unchanged: 3 });
    let address = Email::parse("other@mail.example").expect("an address");
    assert_eq!(store::people::at(&world.store.reader(), &address).await.expect("clients").len(), 1);
}

async fn an_id_with_zeros_lost_is_refused_even_with_another_address(world: World) {
    world.import(&numbered()).await;
    let eaten = numbered().everywhere("0042", "42").cell("clients.csv", "42", "email", "new@mail.example");
    only(&world.refused(&eaten).await, "clients.csv, line 2, column client_id", &["0042", "zeros"]);
}

async fn a_provider_and_a_practice_under_other_ids_are_refused(world: World) {
    let numbered = || {
        Export::good().everywhere("maya", "007").everywhere("maya;sam", "007;sam").everywhere("lake", "01")
    };
    world.import(&numbered()).await;
    let staff = numbered().everywhere("007", "7").everywhere("007;sam", "7;sam").everywhere("soon", "new");
    only(&world.refused(&staff).await, "staff.csv, line 2, column staff_id", &["007", "zeros"]);
    let practice = numbered().everywhere("01", "1");
    only(&world.refused(&practice).await, "practices.csv, line 2, column practice_id", &["01", "zeros"]);
}

async fn a_coverage_never_moves_to_another_client(world: World) {
    world.import(&Export::good()).await;
    let moved = Export::good().cell("coverages.csv", "cov-1", "client_id", "ben");
    only(&world.refused(&moved).await, "coverages.csv, line 2, column client_id", &["another client", "ana"]);
}

async fn a_card_never_moves_to_another_client(world: World) {
    let both = |client: &str| {
        let export = Export::good().cell("clients.csv", "ben", "processor_customer_id", "cus_ben");
        export.cell("payment_methods.csv", "pm_card_visa_ana", "client_id", client)
    };
    world.import(&both("ana")).await;
    let place = "payment_methods.csv, line 2, column client_id";
    only(&world.refused(&both("ben")).await, place, &["another client", "ana"]);
    let twice = both("ana").row("payment_methods.csv", "pm_card_visa_ana,ben,Visa,4242,8,2030,true");
    twice.refused(
        "payment_methods.csv, line 3, column processor_method_id",
        "line 2 has this card for another client",
    );
}

async fn a_customer_of_two_clients_is_refused_unless_both_say_so(world: World) {
    let shared = || Export::good().cell("clients.csv", "ben", "processor_customer_id", "cus_ana");
    let place = "clients.csv, line 3, column processor_customer_id";
    only(&world.refused(&shared()).await, place, &["line 2", "shares_customer"]);
    let one = shared().column("clients.csv", "shares_customer", "ben", "true");
    only(&world.refused(&one).await, place, &["line 2", "shares_customer"]);
    let both = one.cell("clients.csv", "ana", "shares_customer", "yes");
    world.import(&both).await;
    world.import(&both).await;

    // Whose it was so far it stays, also when their row names another now.
    let passed = Export::good()
        .cell("clients.csv", "ana", "processor_customer_id", "cus_new")
        .row("clients.csv", "dee,lake,maya,Dee,Ito,,,1988-08-08,,,cus_ana");
    only(
        &world.refused(&passed).await,
        "clients.csv, line 4, column processor_customer_id",
        &["shares_customer"],
    );

    // One whom only the desk knows says nothing of it in this export.
    let header = |file: &str| Export::good().text(file).lines().next().expect("a header").to_owned();
    let alone = Export::good()
        .with("clients.csv", "client_id,practice_id,legal_first_name,legal_last_name,date_of_birth,email,processor_customer_id,shares_customer\ncy,lake,Cy,Ngo,1999-09-09,,cus_ana,true\n")
        .with("coverages.csv", header("coverages.csv"))
        .with("payment_methods.csv", header("payment_methods.csv"))
        .with("charges.csv", header("charges.csv"));
    only(
        &world.refused(&alone).await,
        "clients.csv, line 2, column processor_customer_id",
        &["shares_customer"],
    );
}
