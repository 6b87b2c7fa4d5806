//! Rows about what the desk took that say that something else was paid.

use test_support::{on_both, only};

use crate::corrected::{GIVEN_BACK, PAID, UNCHANGED, saying};
use crate::world::World;

on_both!(
    another_amount_than_the_desk_took_is_named,
    the_same_amount_of_other_parts_is_named,
    the_same_figures_agree_however_they_are_written,
);

async fn another_amount_than_the_desk_took_is_named(world: World) {
    world.soon_is_taken().await;
    let before = world.charge("soon").await;
    let less = [("allowed", "110"), ("copay", "10"), ("amount", "10.00")];
    let more = [("allowed", "130"), ("copay", "30"), ("amount", "")];
    let given_back = [GIVEN_BACK, &[("state", "refunded"), ("refund_amount", "10")]].concat();
    for (cells, says) in [
        (PAID, &less[..], "$10.00"),
        (PAID, &more[..], "$30.00"),
        (&[PAID, &given_back[..]].concat()[..], &less[..], "$10.00"),
    ]
    .map(|(paid, figures, says)| ([paid, figures].concat(), says))
    {
        let export = saying(&cells);
        for _ in 0..2 {
            let said = ["the desk took $25.00 for soon", &format!("this row says {says}")];
            only(&world.refused(&export).await, "charges.csv, line 4, column copay", &said);
        }
    }
    assert_eq!(world.charge("soon").await, before);
}

async fn the_same_amount_of_other_parts_is_named(world: World) {
    world.soon_is_taken().await;
    let export = saying(&[PAID, &[("copay", "20"), ("coinsurance", "5")]].concat());
    let said = ["soon was taken by an answer with $25.00 here", "this row says $20.00"];
    only(&world.refused(&export).await, "charges.csv, line 4, column copay", &said);
}

async fn the_same_figures_agree_however_they_are_written(world: World) {
    world.soon_is_taken().await;
    for cells in [
        &[("amount", "")][..],
        &[("amount", "$25.00"), ("deductible", "0.00"), ("coinsurance", "$ -")],
        &[("answered_on", "2025-11-23")],
        &[("receipt", "R-other")],
    ] {
        let export = saying(&[PAID, cells].concat());
        assert_eq!(world.import(&export).await.charges, UNCHANGED, "{cells:?}");
    }
}
