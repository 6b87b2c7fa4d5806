//! How a function of this crate reaches the database: through what is committed, or through the transaction under way.

use sea_orm::DatabaseConnection;

use crate::StoreError;
use crate::transaction::Transaction;

pub(crate) mod sealed {
    use sea_orm::ConnectionTrait;

    /// Keeps the ORM out of the signatures of this crate, and `Access` within it.
    pub trait Connected: Sync {
        /// What statements run on.
        type Connection: ConnectionTrait;

        /// What statements run on.
        fn connection(&self) -> &Self::Connection;
    }
}

/// What reading functions read through: a [`Reader`] or a [`Unit`].
pub trait Access: sealed::Connected {}

/// Reads what is committed, each statement by itself. Cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Reader(pub(crate) DatabaseConnection);

/// One unit of work: what is written through it happens as a whole on [`Unit::commit`], or not at all. Dropping it takes
/// everything back, and so does a statement that fails: after it the unit carries out nothing and cannot be committed.
///
/// On SQLite there is one unit at a time, and it begins with the write lock; hold it no longer than the work takes, and
/// never across a call to another system.
#[derive(Debug)]
pub struct Unit(pub(crate) Transaction);

impl Unit {
    pub(crate) const fn connection(&self) -> &Transaction {
        &self.0
    }

    /// Makes everything written through this unit hold, durably.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when the answer is lost or does not tell: it may hold or not. With every other error nothing
    /// holds, such as [`StoreError::Unavailable`] when the disk is full, and [`StoreError::Failed`] when a statement of the
    /// unit failed before.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.0.commit().await
    }
}

impl sealed::Connected for Reader {
    type Connection = DatabaseConnection;

    fn connection(&self) -> &DatabaseConnection {
        &self.0
    }
}

impl sealed::Connected for Unit {
    type Connection = Transaction;

    fn connection(&self) -> &Transaction {
        &self.0
    }
}

impl Access for Reader {}
impl Access for Unit {}
