//! Opening a database and bringing it up to date.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{Executor, Postgres, Sqlite};
use sea_orm::{
    ConnAcquireErr, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use crate::migrations::Migrations;
use crate::transaction::{Transaction, Wait, is_idle, nothing_is_open};
use crate::{Reader, StoreError, Unit};

/// How to use a database.
#[derive(Clone, Debug)]
pub struct Options {
    /// Most connections at a time that read. As many again write on PostgreSQL, and one on SQLite.
    pub connections_max: u32,
    /// How long a request waits for a free connection, and then for what another one has locked, before it is told that the
    /// database is not available.
    pub wait_max: Duration,
    /// On SQLite, the size in pages of 4,096 bytes above which the file does not grow.
    pub pages_max: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { connections_max: 8, wait_max: Duration::from_secs(5), pages_max: None }
    }
}

/// An open database. Cheap to clone; all clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    readers: DatabaseConnection,
    writers: DatabaseConnection,
    /// Counts the units that were committed.
    committed: Arc<AtomicU64>,
}

impl Store {
    /// Opens the database at `url`: `sqlite://path/to/file`, made if missing, or `postgres://user@host/name`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot be reached or opened, [`StoreError::Failed`] for a database in memory: each
    /// connection would have one of its own.
    pub async fn connect(url: &str, options: &Options) -> Result<Self, StoreError> {
        if ["sqlite::memory:", "sqlite://:memory:"].contains(&url) || url.contains("mode=memory") {
            return Err(DbErr::Custom("a database in memory cannot be shared; name a file".to_owned()).into());
        }
        if url.starts_with("sqlite:") {
            keep_to_ourselves(url);
            // The writer comes first: it switches the file to the write-ahead log.
            let writers = Database::connect(sqlite(url, options, false)).await?;
            let readers = Database::connect(sqlite(url, options, true)).await?;
            return Ok(Self { readers, writers, committed: Arc::default() });
        }
        // Apart, so that writes that wait for each other never keep reads waiting.
        let writers = Database::connect(postgres(url, options, false)).await?;
        let readers = Database::connect(postgres(url, options, true)).await?;
        Ok(Self { readers, writers, committed: Arc::default() })
    }

    /// Brings the tables up to date. Does nothing when they are.
    ///
    /// # Errors
    /// When the database cannot be written to. Then it is as it was before.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        // Two processes that start together may both attempt. The one that loses finds nothing left to do.
        if self.migrate_once().await.is_err() {
            self.migrate_once().await?;
        }
        Ok(())
    }

    async fn migrate_once(&self) -> Result<(), StoreError> {
        // Migrations want a transaction of the ORM's. Should it not end well, the pool lets go of its connection.
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.writers.begin_with_options(options).await?;
        Migrations::up(&transaction, None).await?;
        Ok(transaction.commit().await?)
    }

    /// How many steps [`Store::migrate`] would take.
    ///
    /// # Errors
    /// When the database cannot be read, or was brought further by a newer program.
    pub async fn steps_pending(&self) -> Result<usize, StoreError> {
        Ok(Migrations::get_pending_migrations_read_only(&self.readers).await?.len())
    }

    /// Whether a newer program has brought the tables further than this one knows.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_ahead(&self) -> Result<bool, StoreError> {
        match Migrations::get_pending_migrations_read_only(&self.readers).await {
            Ok(_) => Ok(false),
            // The only thing it says in words of its own: a step was taken that we do not have.
            Err(DbErr::Custom(_)) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    /// What reads go through that need no transaction.
    #[must_use]
    pub fn reader(&self) -> Reader {
        Reader(self.readers.clone())
    }

    /// Begins a unit of work.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection or, on SQLite, no write lock is got in time.
    pub async fn begin(&self) -> Result<Unit, StoreError> {
        let begun = Transaction::begin(&self.writers, Wait::ForOthers, &self.committed).await?;
        begun.map(Unit).ok_or_else(|| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout).into())
    }

    /// Begins a unit of work if there is a connection for it that nobody has; none otherwise. Whoever waits for one keeps
    /// their place.
    ///
    /// # Errors
    /// As for [`Store::begin`].
    pub async fn begin_if_idle(&self) -> Result<Option<Unit>, StoreError> {
        Ok(Transaction::begin(&self.writers, Wait::ForNobody, &self.committed).await?.map(Unit))
    }

    /// How many units of work were committed since this store was opened: grows as long as writing goes on.
    #[must_use]
    pub fn committed(&self) -> u64 {
        self.committed.load(Ordering::Acquire)
    }

    /// Lets PostgreSQL count anew what is in the tables, after very much was written: until it does so by itself it plans queries
    /// for tables that are all but empty. SQLite plans by its indexes alone.
    ///
    /// # Errors
    /// When the database is not available.
    pub async fn count_rows_anew(&self) -> Result<(), StoreError> {
        if self.writers.get_database_backend() == DbBackend::Postgres {
            self.writers.execute_unprepared("ANALYZE").await?;
        }
        Ok(())
    }

    /// Closes all connections, after those in use are given back.
    ///
    /// # Errors
    /// When the database does not let go in an orderly way.
    pub async fn close(self) -> Result<(), StoreError> {
        self.readers.close().await?;
        self.writers.close().await?;
        Ok(())
    }
}

fn shared(url: &str, options: &Options) -> ConnectOptions {
    let mut connect = ConnectOptions::new(url);
    connect.sqlx_logging(false).acquire_timeout(options.wait_max).connect_timeout(options.wait_max);
    connect
}

/// In units of -1 KiB. An import writes rows that lie all over the file, and others wait for each page that it reads.
const WRITER_CACHE: &str = "-64000";

fn sqlite(url: &str, options: &Options, reads: bool) -> ConnectOptions {
    let Options { wait_max, pages_max, connections_max } = *options;
    let mut connect = shared(url, options);
    connect.max_connections(if reads { connections_max } else { 1 });
    // Connections are cheap to keep and dear to make: each parses the schema anew.
    connect.min_connections(1).idle_timeout(None::<Duration>).max_lifetime(None::<Duration>);
    connect.test_before_acquire(false);
    connect.map_sqlx_sqlite_opts(move |sqlite: SqliteConnectOptions| {
        let sqlite = sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(wait_max);
        let sqlite = match pages_max {
            Some(pages) if !reads => sqlite.pragma("max_page_count", pages.to_string()),
            Some(_) | None => sqlite,
        };
        if reads { sqlite.pragma("query_only", "on") } else { sqlite.pragma("cache_size", WRITER_CACHE) }
    });
    if !reads {
        connect.map_sqlx_sqlite_pool_opts(|pool| {
            // What SQLite took back by itself the driver still counts as open.
            pool.after_release(|connection, _| Box::pin(is_idle::<Sqlite>(connection)))
        });
    }
    connect
}

/// Makes the file, if it is missing, so that no other user of the machine can read it; SQLite gives the files beside it the
/// same permissions. Where this does not work, opening it says why.
fn keep_to_ourselves(url: &str) {
    #[cfg(unix)]
    if let Ok(sqlite) = url.parse::<SqliteConnectOptions>() {
        use std::os::unix::fs::OpenOptionsExt;
        let file = sqlite.get_filename();
        let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    }
}

fn postgres(url: &str, options: &Options, reads: bool) -> ConnectOptions {
    let mut connect = shared(url, options);
    connect.max_connections(options.connections_max);
    let lock_timeout = options.wait_max.as_millis().to_string();
    connect.map_sqlx_postgres_opts(move |postgres| {
        // The ROLLBACK below is mostly needless, and the server would warn of it each time.
        postgres.options([("client_min_messages", "error"), ("lock_timeout", &lock_timeout)])
    });
    if !reads {
        connect.map_sqlx_postgres_pool_opts(|pool| {
            // A task that goes away in the middle of BEGIN leaves a connection whose open transaction the driver does not
            // know of; whoever got it next would work inside that.
            pool.after_release(|connection, _| {
                Box::pin(async move {
                    connection.execute("ROLLBACK").await?;
                    Ok(nothing_is_open::<Postgres>(connection))
                })
            })
        });
    }
    connect
}
