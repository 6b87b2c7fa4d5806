//! What becomes of sign-ins when rows bring other addresses: only what is somebody's alone goes along, and no row is refused.

use domain::contact::Email;
use domain::login::{Login, Person};
use store::logins;
use test_support::{Export, on_both};

use crate::world::World;

on_both!(
    a_sign_in_goes_with_its_persons_own_new_address,
    a_sign_in_stays_where_the_new_address_is_shared,
    a_sign_in_stays_where_somebody_else_signs_in_with_the_new_address,
    a_sign_in_stays_when_its_address_is_cleared_or_passed_on,
    people_pass_addresses_on_in_any_order,
    a_sign_in_at_an_address_of_its_own_stays_there,
);

const ANA: &str = "ana@mail.example";
const BEN: &str = "ben@mail.example";
const NEW: &str = "new@mail.example";

pub fn email(text: &str) -> Email {
    Email::parse(text).expect("an address")
}

/// Lets somebody sign in with an address.
pub async fn sign_in(world: &World, person: Person, address: &str) -> Login {
    let login = Login {
        id: world.ids.make(),
        practice: world.practice().await,
        person,
        email: email(address),
        password_hash: None,
        closed: None,
    };
    let unit = world.store.begin().await.expect("a unit");
    logins::insert(&unit, &login).await.expect("a sign-in");
    unit.commit().await.expect("committed");
    login
}

/// Ana and Ben, who sign in with the addresses they have on file.
async fn both(world: &World) -> [Person; 2] {
    world.import(&Export::good()).await;
    let people = [Person::Client(world.client("ana").await), Person::Client(world.client("ben").await)];
    sign_in(world, people[0], "Ana@Mail.example").await;
    sign_in(world, people[1], BEN).await;
    people
}

fn addressed(ana: &str, ben: &str) -> Export {
    Export::good().cell("clients.csv", "ana", "email", ana).cell("clients.csv", "ben", "email", ben)
}

/// Whom the address lets in.
async fn opens(world: &World, address: &str) -> Option<Person> {
    let found = logins::open_by_email(&world.store.reader(), &email(address)).await.expect("read");
    found.map(|open| open.login.person)
}

async fn a_sign_in_goes_with_its_persons_own_new_address(world: World) {
    let [ana, ben] = both(&world).await;
    world.import(&addressed(NEW, BEN)).await;
    assert_eq!((opens(&world, NEW).await, opens(&world, ANA).await), (Some(ana), None));
    assert_eq!(opens(&world, BEN).await, Some(ben));
}

async fn a_sign_in_stays_where_the_new_address_is_shared(world: World) {
    let [ana, ben] = both(&world).await;
    world.import(&addressed(NEW, NEW)).await;
    assert_eq!(opens(&world, NEW).await, None);
    assert_eq!((opens(&world, ANA).await, opens(&world, BEN).await), (Some(ana), Some(ben)));
}

async fn a_sign_in_stays_where_somebody_else_signs_in_with_the_new_address(world: World) {
    let [ana, ben] = both(&world).await;
    let summary = world.import(&addressed(ANA, ANA)).await;
    assert_eq!(summary.clients.changed, 1);
    assert_eq!((opens(&world, ANA).await, opens(&world, BEN).await), (Some(ana), Some(ben)));
    // Nobody else has it on file now, but the sign-in there is still Ana's.
    world.import(&addressed("", BEN)).await;
    world.import(&addressed("", ANA)).await;
    assert_eq!((opens(&world, ANA).await, opens(&world, BEN).await), (Some(ana), Some(ben)));
}

async fn a_sign_in_stays_when_its_address_is_cleared_or_passed_on(world: World) {
    let [ana, ben] = both(&world).await;
    world.import(&addressed("", ANA)).await;
    assert_eq!((opens(&world, ANA).await, opens(&world, BEN).await), (Some(ana), Some(ben)));
    // An address after none is not another one: the sign-in is not looked for there.
    world.import(&addressed(NEW, ANA)).await;
    assert_eq!((opens(&world, ANA).await, opens(&world, NEW).await), (Some(ana), None));
}

async fn people_pass_addresses_on_in_any_order(world: World) {
    let [ana, ben] = both(&world).await;
    // Ana's row comes first and needs what Ben leaves.
    world.import(&addressed(BEN, NEW)).await;
    assert_eq!((opens(&world, BEN).await, opens(&world, NEW).await), (Some(ana), Some(ben)));
    assert_eq!(opens(&world, ANA).await, None);
    // Two who change places stay where they are, each with their own way in.
    world.import(&addressed(NEW, BEN)).await;
    assert_eq!((opens(&world, BEN).await, opens(&world, NEW).await), (Some(ana), Some(ben)));
}

async fn a_sign_in_at_an_address_of_its_own_stays_there(world: World) {
    world.import(&Export::good()).await;
    let jordan = Person::Staff(world.provider("jordan").await);
    sign_in(&world, jordan, NEW).await;
    world.import(&Export::good().cell("staff.csv", "jordan", "email", "j@lakeside.example")).await;
    assert_eq!((opens(&world, NEW).await, opens(&world, "j@lakeside.example").await), (Some(jordan), None));
}
