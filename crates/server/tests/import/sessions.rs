//! One session, one charge: a second one is told apart from a second copy.

use store::{Tally, charges};
use test_support::{Export, on_both, only};

use crate::world::World;

on_both!(
    a_session_that_is_there_under_another_id_is_refused_with_the_likely_reason,
    a_session_twice_in_one_export_is_refused,
    a_second_charge_of_a_session_says_so,
    a_second_charge_is_not_there_twice_because_its_id_is_written_otherwise,
    what_is_second_of_no_charge_of_the_session_is_refused,
    a_charge_corrected_into_anothers_session_is_refused,
    two_charges_may_change_places,
);

async fn a_session_that_is_there_under_another_id_is_refused_with_the_likely_reason(world: World) {
    let numbered = || Export::good().everywhere("soon", "0071-S");
    world.import(&numbered()).await;
    for (id, saying) in
        [("71-S", "zeros"), ("0071-s", "case"), ("0071 -S", "a blank"), ("another", "under the id 0071-S")]
    {
        let problems = world.refused(&numbered().everywhere("0071-S", id)).await;
        only(&problems, "charges.csv, line 4, column charge_id", &["0071-S", saying]);
    }
    let open =
        charges::open_of_client(&world.store.reader(), world.client("ana").await).await.expect("charges");
    assert_eq!(open.len(), 2, "{open:#?}");
}

const SECOND: &str = "soon2,ana,maya,2025-11-12,15:00,90837,,insurance,scheduled,,180,125,100,,25,,,2025-11-24,2025-12-02,,,,,,,,,";

async fn a_session_twice_in_one_export_is_refused(world: World) {
    let problems = world.refused(&Export::good().row("charges.csv", SECOND)).await;
    only(&problems, "charges.csv, line 10, column charge_id", &["line 4", "soon", "second_of"]);
}

async fn a_second_charge_of_a_session_says_so(world: World) {
    let both =
        || Export::good().row("charges.csv", SECOND).column("charges.csv", "second_of", "soon2", "soon");
    let summary = world.import(&both()).await;
    assert_eq!(summary.charges, Tally { created: 9, changed: 0, unchanged: 0 });
    // What was told apart once stays so, also in an export that has only one of the two.
    let moved = Export::good().cell("charges.csv", "soon", "first_day", "2025-12-09");
    assert_eq!(world.import(&moved).await.charges, Tally { created: 0, changed: 1, unchanged: 7 });
    let without = Export::good().row("charges.csv", SECOND);
    assert_eq!(world.import(&without).await.charges, Tally { created: 0, changed: 1, unchanged: 8 });
}

async fn a_second_charge_is_not_there_twice_because_its_id_is_written_otherwise(world: World) {
    let second = |id: &str| {
        let export = Export::good().row("charges.csv", &SECOND.replace("soon2", id));
        export.column("charges.csv", "second_of", id, "soon")
    };
    world.import(&second("0072")).await;
    for (id, saying) in [("72", "zeros"), ("0072.0", "0072")] {
        let problems = world.refused(&second(id)).await;
        only(&problems, "charges.csv, line 10, column charge_id", &["0072", saying]);
    }
    // One under an id of its own is a third.
    assert_eq!(world.import(&second("0073")).await.charges.created, 1);
}

async fn what_is_second_of_no_charge_of_the_session_is_refused(world: World) {
    for (named, line) in [("nobody", 10), ("paid", 10), ("soon2", 10)] {
        let export =
            Export::good().row("charges.csv", SECOND).column("charges.csv", "second_of", "soon2", named);
        let problems = world.refused(&export).await;
        only(&problems, &format!("charges.csv, line {line}, column second_of"), &["of this session"]);
    }
}

async fn a_charge_corrected_into_anothers_session_is_refused(world: World) {
    world.import(&Export::good()).await;
    let export = Export::good().cell("charges.csv", "waiting", "session_date", "2025-11-12");
    let problems = world.refused(&export).await;
    only(&problems, "charges.csv, line 2, column charge_id", &["soon"]);
}

async fn two_charges_may_change_places(world: World) {
    world.import(&Export::good()).await;
    let swapped = Export::good().cell("charges.csv", "waiting", "session_date", "2025-11-12").cell(
        "charges.csv",
        "soon",
        "session_date",
        "2025-11-19",
    );
    assert_eq!(world.import(&swapped).await.charges, Tally { created: 0, changed: 2, unchanged: 6 });
}
