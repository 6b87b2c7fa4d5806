//! What a client is called and where they live, in exports and in the desk.

use domain::LoginId;
use domain::address::AddressPart;
use domain::client::{Client, Details};
use domain::contact::Email;
use domain::login::{Login, Person};
use domain::name::NamePart;
use domain::sex::Sex;
use domain::task::DisputedDetail;
use domain::testing::{address, on_file};
use store::{clients, logins};
use test_support::{Export, on_both, only};
use uuid::Uuid;

use crate::odd::warnings;
use crate::people::details_asked;
use crate::world::World;

on_both! {
    an_address_comes_with_the_export_until_the_client_says_otherwise,
    a_name_and_pronouns_that_the_client_chose_stay_while_the_export_says_the_same,
    an_address_that_the_client_confirmed_stays_while_the_export_says_the_same,
    the_sex_on_file_comes_with_the_export_and_what_is_none_changes_nothing,
}

/// Where Ana lives, in the export.
fn living(cells: [&str; 5]) -> Export {
    let parts = AddressPart::ALL.iter().zip(cells);
    parts
        .fold(Export::good(), |export, (part, cell)| export.column("clients.csv", part.column(), "ana", cell))
}

async fn ana(world: &World) -> Client {
    let id = world.client("ana").await;
    clients::find(&world.store.reader(), id).await.expect("read").expect("there")
}

/// Ana changes this of what she has.
async fn ana_changes(world: &World, change: impl FnOnce(&mut Details)) -> Details {
    let client = ana(world).await;
    let (before, mut own) = (client.details(), client.details());
    change(&mut own);
    world.store.write(async |unit| clients::change_details(unit, client.id, &before, &own).await).await;
    own
}

async fn an_address_comes_with_the_export_until_the_client_says_otherwise(world: World) {
    world.import(&living(["1 Main St", "", "Albany", "NY", "12207"])).await;
    assert_eq!(ana(&world).await.address, Some(address("1 Main St")));
    // A file without the columns says nothing of it, nor does one in which it cannot be right.
    world.import(&Export::good()).await;
    world.import(&living(["1 Main St", "", "Albany", "NJ", "12207"])).await;
    world.import(&living(["", "", "Albany", "NY", "12207"])).await;
    assert_eq!(ana(&world).await.address, Some(address("1 Main St")));

    let own = ana_changes(&world, |own| own.address = Some(address("9 Elm St"))).await;
    world.import(&living(["1 Main St", "", "Albany", "ny", "12207"])).await;
    assert_eq!(ana(&world).await.details(), own, "the same every night");
    let moved = living(["2 Oak St", "", "Albany", "NY", "12207"]);
    let moved = moved.cell("clients.csv", "ana", "phone", "9175550120");
    for _ in 0..2 {
        world.import(&moved).await;
        let (desk, export) = (own.address.clone(), Some(address("2 Oak St")));
        assert_eq!(details_asked(&world).await, [DisputedDetail::Address { desk, export }]);
    }
    let now = ana(&world).await;
    assert_eq!((now.address, now.phone), (own.address.clone(), Some(on_file("9175550120"))));
    world.import(&living(["9 Elm St", "", "Albany", "NY", "12207"])).await;
    assert_eq!((ana(&world).await.address, details_asked(&world).await), (own.address, vec![]));
    world.import(&living(["", "", "", "", ""])).await;
    assert_eq!(ana(&world).await.address, None);
}

async fn an_address_that_the_client_confirmed_stays_while_the_export_says_the_same(world: World) {
    let email = |text: &str| Email::parse(text).ok();
    world.import(&Export::good()).await;
    let id = world.client("ana").await;
    let signs_in_at = "ana@mail.example";
    let login = Login {
        id: LoginId::new(Uuid::from_u128(1)),
        practice: ana(&world).await.practice,
        person: Person::Client(id),
        email: email(signs_in_at).expect("an address"),
        password_hash: None,
        closed: None,
    };
    world.store.write(async |unit| logins::insert(unit, &login).await).await;
    let own = ana_changes(&world, |own| own.email = email("ana@new.example")).await;
    world.import(&Export::good()).await;
    assert_eq!(ana(&world).await.details(), own, "the same every night");
    let moved = Export::good().cell("clients.csv", "ana", "email", "ana@other.example");
    for _ in 0..2 {
        world.import(&moved).await;
        assert_eq!(ana(&world).await.details(), own, "both changed it");
        let (desk, export) = (own.email.clone(), email("ana@other.example"));
        assert_eq!(details_asked(&world).await, [DisputedDetail::Email { desk, export }]);
    }
    let kept = logins::of_people(&world.store.reader(), &[Person::Client(id)]).await.expect("read");
    assert_eq!(kept[0].email.as_str(), signs_in_at, "what the desk keeps takes no sign-in along");
    world.import(&Export::good().cell("clients.csv", "ana", "email", "ana@new.example")).await;
    assert_eq!((ana(&world).await.email, details_asked(&world).await), (own.email, vec![]));
    world.import(&moved).await;
    assert_eq!(ana(&world).await.email, email("ana@other.example"), "then only the export changes it");
}

async fn a_name_and_pronouns_that_the_client_chose_stay_while_the_export_says_the_same(world: World) {
    world.import(&Export::good()).await;
    let own = ana_changes(&world, |own| {
        own.chosen_first = NamePart::parse("Nia").ok();
        own.pronouns = Some("they/them".to_owned());
    })
    .await;
    world.import(&Export::good()).await;
    assert_eq!(ana(&world).await.details(), own);
    // Both are said otherwise: one task names all that is disputed.
    let named = |chosen| {
        let export = Export::good().cell("clients.csv", "ana", "chosen_first_name", chosen);
        export.cell("clients.csv", "ana", "pronouns", "ze/hir")
    };
    world.import(&named("Anita")).await;
    assert_eq!(ana(&world).await.details(), own);
    let disputed = [
        DisputedDetail::ChosenName { desk: own.chosen_first.clone(), export: NamePart::parse("Anita").ok() },
        DisputedDetail::Pronouns { desk: own.pronouns.clone(), export: Some("ze/hir".to_owned()) },
    ];
    assert_eq!(details_asked(&world).await, disputed);
    // The practice takes one of them over.
    world.import(&named("Nia")).await;
    assert_eq!(details_asked(&world).await, disputed[1..]);
}

async fn the_sex_on_file_comes_with_the_export_and_what_is_none_changes_nothing(world: World) {
    let said = |cell: &str| Export::good().column("clients.csv", "sex", "ana", cell);
    for (cell, sex) in [("F", Some(Sex::Female)), ("nothing said", Some(Sex::Female)), ("X", Some(Sex::X))] {
        world.import(&said(cell)).await;
        assert_eq!(ana(&world).await.sex, sex, "{cell}");
    }
    world.import(&Export::good()).await;
    assert_eq!(ana(&world).await.sex, Some(Sex::X), "a file without the column takes none away");
    world.import(&said("")).await;
    assert_eq!(ana(&world).await.sex, None);
    only(&warnings(&said("U")), "clients.csv, line 2, column sex", &["female, male, x"]);
}

#[test]
fn an_address_that_cannot_be_right_is_passed_over_with_a_warning_for_each_of_its_cells() {
    for (cells, column, saying) in [
        (["1 Main St", "", "Newark", "NJ", "12207"], "address_zip", "not in NJ"),
        (["1 Main St", "", "Toronto", "Ontario", "12207"], "address_state", "two letters"),
        (["1 Main St", "", "Albany", "NY", "1.2E+04"], "address_zip", "five digits"),
        (["", "", "Albany", "NY", "12207"], "address_line1", "nothing is written here"),
    ] {
        only(&warnings(&living(cells)), &format!("clients.csv, line 2, column {column}"), &[saying]);
    }
    assert_eq!(warnings(&living(["1 Main St", "", "Boston", "MA", "2139"])), Vec::<String>::new());
}
