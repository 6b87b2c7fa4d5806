//! Questions that both databases are asked.

use crate::Kind;

/// What questions are asked of. It is made anew for each.
pub trait Fresh {
    /// One on this database.
    fn fresh(kind: Kind) -> impl Future<Output = Self>;
}

/// Asks one question on one database.
pub async fn ask<T: Fresh>(kind: Kind, question: impl AsyncFnOnce(T)) {
    question(T::fresh(kind).await).await;
}

/// Asks each of these questions on SQLite and on PostgreSQL: functions of something [`Fresh`].
#[macro_export]
macro_rules! on_both {
    ($($question:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $question() {
                    $crate::ask($crate::Kind::Sqlite, super::$question).await;
                }
            )+
        }

        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $question() {
                    $crate::ask($crate::Kind::Postgres, super::$question).await;
                }
            )+
        }
    };
}
