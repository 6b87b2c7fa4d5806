//! A transaction on a connection of the driver's pool.
//!
//! The ORM has one of its own, but hides the connection, and with it whether the transaction is the outermost one and whether
//! it ended as asked. Where it did not, driver and database disagree about what is open: SQLite takes a transaction back by
//! itself when its disk is full, the driver goes on counting it, and makes savepoints of all that come later, which end with
//! a success each and are never committed. Here only a connection that both know to be idle goes back to the pool.

mod pooled;
mod statements;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{self, Connection, Database, Pool, Postgres, Sqlite};
use sea_orm::{DatabaseConnection, DbBackend, DbErr, RuntimeErr};
use tokio::sync::Mutex;

use crate::StoreError;
use pooled::Pooled;
pub(crate) use pooled::{is_idle, nothing_is_open};

/// A transaction that turns from reading to writing fails at once when another wrote in between, so this one begins with the
/// write lock.
const BEGIN_ON_SQLITE: &str = "BEGIN IMMEDIATE";
const BEGIN_ON_POSTGRES: &str = "BEGIN";

/// A transaction, which is the outermost one of its connection.
#[derive(Debug)]
pub struct Transaction {
    on: On,
    /// Statements that were begun and have not ended well.
    unended: AtomicU32,
    failed: AtomicBool,
    /// Counts what was committed through the same store.
    committed: Arc<AtomicU64>,
}

#[derive(Debug)]
enum On {
    Sqlite(Mutex<Pooled<Sqlite>>),
    Postgres(Mutex<Pooled<Postgres>>),
}

/// Whether to wait for a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Until somebody gives one back, or it took too long.
    ForOthers,
    /// Only for one that nobody has.
    ForNobody,
}

impl Transaction {
    /// Begins one; none if that had to wait for somebody else and should not.
    pub(crate) async fn begin(
        writers: &DatabaseConnection,
        wait: Wait,
        committed: &Arc<AtomicU64>,
    ) -> Result<Option<Self>, StoreError> {
        let on = if writers.get_database_backend() == DbBackend::Sqlite {
            let connection = connection(writers.get_sqlite_connection_pool(), wait).await;
            let Some(connection) = connection.map_err(not_connected)? else { return Ok(None) };
            let begun = Pooled::begin(connection, BEGIN_ON_SQLITE).await;
            On::Sqlite(Mutex::new(begun.map_err(not_carried_out)?))
        } else {
            let connection = connection(writers.get_postgres_connection_pool(), wait).await;
            let Some(connection) = connection.map_err(not_connected)? else { return Ok(None) };
            let begun = Pooled::begin(connection, BEGIN_ON_POSTGRES).await;
            On::Postgres(Mutex::new(begun.map_err(not_carried_out)?))
        };
        let (unended, failed) = (AtomicU32::new(0), AtomicBool::new(false));
        Ok(Some(Self { on, unended, failed, committed: Arc::clone(committed) }))
    }

    /// Commits, unless a statement failed or was given up half-way: SQLite may have taken back by itself what was written
    /// before it, and PostgreSQL answers such a COMMIT with ROLLBACK without calling it an error.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Acquire) || self.unended.load(Ordering::Acquire) != 0 {
            return Err(unsound().into());
        }
        let committed = match self.on {
            On::Sqlite(pooled) => pooled.into_inner().commit().await,
            On::Postgres(pooled) => pooled.into_inner().commit().await,
        };
        committed.map_err(StoreError::of_commit)?;
        self.committed.fetch_add(1, Ordering::Release);
        Ok(())
    }
}

async fn connection<DB: Database>(
    pool: &Pool<DB>,
    wait: Wait,
) -> Result<Option<PoolConnection<DB>>, sqlx::Error> {
    match wait {
        Wait::ForOthers => pool.acquire().await.map(Some),
        Wait::ForNobody => match pool.try_acquire() {
            Some(mut connection) => {
                if connection.ping().await.is_ok() {
                    return Ok(Some(connection));
                }
                // Lost since it was used last. The pool finds one that works, or makes one.
                connection.close_on_drop();
                drop(connection);
                pool.acquire().await.map(Some)
            }
            // There is room for one more, such as after one was closed.
            None if pool.is_closed() || pool.size() < pool.options().get_max_connections() => {
                pool.acquire().await.map(Some)
            }
            None => Ok(None),
        },
    }
}

fn not_connected(error: sqlx::Error) -> StoreError {
    DbErr::Conn(RuntimeErr::SqlxError(error.into())).into()
}

fn not_carried_out(error: sqlx::Error) -> StoreError {
    DbErr::Exec(RuntimeErr::SqlxError(error.into())).into()
}

fn unsound() -> DbErr {
    DbErr::Custom("a statement of this unit of work failed, so nothing of it may hold".to_owned())
}

#[cfg(test)]
mod tests;
