//! A practice's system that was brought up to date by what was changed in the desk, and exports that.

use domain::actor::Actor;
use domain::charge::{ChargeState, Waived};
use domain::reschedule::{Choice, Form, Rules, parse};
use domain::testing::at;
use domain::zone::PracticeZone;
use store::Tally;
use test_support::{Export, on_both};

use crate::late::announced;
use crate::world::{World, now};

on_both!(the_day_that_a_client_chose_comes_back_and_agrees, what_support_gave_up_comes_back_and_agrees,);

const UNCHANGED: Tally = Tally { created: 0, changed: 0, unchanged: 8 };

async fn the_day_that_a_client_chose_comes_back_and_agrees(world: World) {
    world.import(&Export::good()).await;
    let mut charge = announced(world.charge("soon").await);
    let rules = Rules::of(&charge, PracticeZone::NEW_YORK, at("2025-11-30T15:00:00Z"));
    let form = Form { version: charge.version, day: "2025-12-12".to_owned() };
    let Ok(Choice::Move(to)) = parse(&form, &rules) else { panic!("a move") };
    let ChargeState::Upcoming(upcoming) = charge.state else { panic!("upcoming") };
    charge.state = ChargeState::Upcoming(upcoming.rescheduled(&to));
    charge.version = world.save(&charge).await;
    let day = |day: &str| Export::good().cell("charges.csv", "soon", "first_day", day);
    assert_eq!(world.import(&day("2025-12-12")).await.charges, UNCHANGED);
    assert_eq!(world.import(&day("2025-12-12")).await.charges, UNCHANGED, "and is known by then");
    assert_eq!(world.charge("soon").await, charge);
    // Any other day is still the client's to choose, and support is asked once which is right.
    for other in ["2025-12-13", "2025-12-02"] {
        assert_eq!(world.import(&day(other)).await.charges, UNCHANGED);
        assert_eq!(world.days_disputed().await, [("2025-12-12".to_owned(), other.to_owned())]);
        assert_eq!(world.charge("soon").await, charge);
    }
    assert_eq!(world.import(&day("2025-12-12")).await.charges, UNCHANGED);
    assert_eq!(world.days_disputed().await, [], "both say the same");
}

async fn what_support_gave_up_comes_back_and_agrees(world: World) {
    world.import(&Export::good()).await;
    let mut charge = announced(world.charge("soon").await);
    let by = Actor::Staff(world.provider("jordan").await);
    let due = charge.state.due().expect("an amount").clone();
    let (at, reason) = (now(), "Goodwill".to_owned());
    charge.state = ChargeState::Waived(Waived { due, at, by, reason, planned: None });
    charge.version = world.save(&charge).await;
    let waived =
        [("state", "waived"), ("first_day", ""), ("waived_on", "2025-11-24"), ("waive_reason", "As agreed")];
    let export = waived
        .iter()
        .fold(Export::good(), |export, (column, to)| export.cell("charges.csv", "soon", column, to));
    assert_eq!(world.import(&export).await.charges, UNCHANGED);
    assert_eq!(world.charge("soon").await, charge, "what support said of it stays");
}
