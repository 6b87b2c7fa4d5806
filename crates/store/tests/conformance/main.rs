//! What the store promises, asked of both databases.

mod arrivals;
mod attempts;
mod audit;
mod charges;
mod claiming;
mod commits;
mod desk;
mod faults;
mod history;
mod import;
mod outbox;
mod people;
mod provider;
mod sample;
mod schema;
mod sign_in;
mod tasks;
mod unapplied_payments;
mod units;

/// Runs each of these questions on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($question:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $question() {
                    super::$question(crate::desk::Desk::fresh(store_testing::Kind::Sqlite).await).await;
                }
            )+
        }

        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $question() {
                    super::$question(crate::desk::Desk::fresh(store_testing::Kind::Postgres).await).await;
                }
            )+
        }
    };
}
pub(crate) use on_both;
