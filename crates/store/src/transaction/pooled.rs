use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{Connection, Database, Error, SqlSafeStr};
use sqlx_core::transaction::TransactionManager;

/// A connection out of the pool with a transaction of ours on it.
///
/// When it is dropped, the transaction is taken back; where it is not known what is open, the connection is closed, which
/// takes back whatever it was.
#[derive(Debug)]
pub(super) struct Pooled<DB: Database> {
    connection: PoolConnection<DB>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Begun, and neither committed nor taken back.
    Open,
    /// In the midst of beginning or of committing, or that failed.
    Unclear,
    /// Committed.
    Ended,
}

impl<DB: Database> Pooled<DB> {
    /// Begins with `statement`. A connection on which a transaction is open already is refused, and closed.
    pub(super) async fn begin(
        connection: PoolConnection<DB>,
        statement: &'static str,
    ) -> Result<Self, Error> {
        let mut pooled = Self { connection, stage: Stage::Unclear };
        // Given the statement, the driver never makes a savepoint out of it, and refuses where it would have to.
        let statement = Some(statement.into_sql_str());
        DB::TransactionManager::begin(&mut pooled.connection, statement).await?;
        pooled.stage = Stage::Open;
        Ok(pooled)
    }

    pub(super) async fn commit(mut self) -> Result<(), Error> {
        self.stage = Stage::Unclear;
        DB::TransactionManager::commit(&mut self.connection).await?;
        self.stage = Stage::Ended;
        Ok(())
    }

    /// What statements run on.
    pub(super) fn connection(&mut self) -> &mut DB::Connection {
        &mut self.connection
    }
}

impl<DB: Database> Drop for Pooled<DB> {
    fn drop(&mut self) {
        match self.stage {
            // Whether that worked is looked at when the connection is back in the pool.
            Stage::Open => DB::TransactionManager::start_rollback(&mut self.connection),
            Stage::Unclear => self.connection.close_on_drop(),
            Stage::Ended => {}
        }
    }
}

/// Whether the connection may stay in the pool: it answers, and nothing is open on it. Asked when it is given back.
pub(crate) async fn is_idle<DB: Database>(connection: &mut DB::Connection) -> Result<bool, Error> {
    // A rollback that was begun when a transaction was dropped is carried out before this is answered.
    connection.ping().await?;
    Ok(nothing_is_open::<DB>(connection))
}

/// The same of a connection that has just answered.
pub(crate) fn nothing_is_open<DB: Database>(connection: &DB::Connection) -> bool {
    DB::TransactionManager::get_transaction_depth(connection) == 0
}
