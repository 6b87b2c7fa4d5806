//! The practice's nightly export comes in at the very moment at which somebody else does something with the same charges. Of each charge
//! exactly one thing becomes, its money is taken once at most, both books agree, and the same export says nothing new.

mod at_processor;
mod by_client;
mod by_support;
mod by_worker;
mod cards;
mod clients;
mod export;
mod night;
mod outcome;
mod twice;

use test_support::Kind;

use night::races;

/// A test on each database of what races the import, and whose sides are called so.
macro_rules! against {
    ($($sqlite:ident, $postgres:ident: $night:path, $sides:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $sqlite() {
            races(Kind::Sqlite, stringify!($night), $sides, $night).await;
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $postgres() {
            races(Kind::Postgres, stringify!($night), $sides, $night).await;
        }
    )*};
}

against! {
    what_is_being_taken_is_taken_or_as_the_practice_says_on_sqlite,
    what_is_being_taken_is_taken_or_as_the_practice_says_on_postgres:
        by_worker::charge_run, ["import", "charge run"];
    clients_are_told_what_holds_after_the_export_on_sqlite,
    clients_are_told_what_holds_after_the_export_on_postgres:
        by_worker::notices, ["import", "notice"];
    what_its_cardholder_confirms_is_taken_or_as_the_practice_says_on_sqlite,
    what_its_cardholder_confirms_is_taken_or_as_the_practice_says_on_postgres:
        at_processor::confirmations, ["import", "processor"];
    no_refund_is_lost_beside_an_export_on_sqlite,
    no_refund_is_lost_beside_an_export_on_postgres:
        at_processor::refunds, ["import", "refund"];
    support_or_the_practice_has_its_way_on_sqlite,
    support_or_the_practice_has_its_way_on_postgres:
        by_support::acts, ["import", "support"];
    a_client_moves_the_day_or_learns_what_changed_on_sqlite,
    a_client_moves_the_day_or_learns_what_changed_on_postgres:
        by_client::moves, ["import", "client"];
    a_client_pays_or_does_not_have_to_on_sqlite,
    a_client_pays_or_does_not_have_to_on_postgres:
        by_client::payments, ["import", "client"];
    one_of_two_exports_holds_as_a_whole_on_sqlite,
    one_of_two_exports_holds_as_a_whole_on_postgres:
        twice::imports, ["first", "second"];
    one_of_two_cards_is_charged_once_on_sqlite,
    one_of_two_cards_is_charged_once_on_postgres:
        cards::charged, ["import", "charge run"];
    what_is_heard_of_people_beside_an_export_is_not_lost_on_sqlite,
    what_is_heard_of_people_beside_an_export_is_not_lost_on_postgres:
        cards::changed_elsewhere, ["import", "client"];
}
