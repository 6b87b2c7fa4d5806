//! What `almoner import` takes, what it refuses, and what it leaves alone.

mod again;
mod copies;
mod crowd;
mod demo;
mod export;
mod gone;
mod header;
mod ids;
mod late;
mod people;
mod rows;
mod sessions;
mod sign_ins;
mod states;
mod world;

/// Runs each of these questions on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($question:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test]
                async fn $question() {
                    super::$question(crate::world::World::fresh(store_testing::Kind::Sqlite).await).await;
                }
            )+
        }

        mod on_postgres {
            $(
                #[tokio::test]
                async fn $question() {
                    super::$question(crate::world::World::fresh(store_testing::Kind::Postgres).await).await;
                }
            )+
        }
    };
}
pub(crate) use on_both;
