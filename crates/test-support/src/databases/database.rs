//! One fresh, empty database.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};
use tempfile::TempDir;

use super::{HarnessError, cluster, template};

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// A fresh, empty database that is gone when this is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    kind: Kind,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(#[expect(dead_code, reason = "held so that it is deleted when this is dropped")] TempDir),
    Server {
        admin: String,
        name: String,
    },
    /// The caller's.
    Elsewhere,
}

impl TestDatabase {
    /// Makes one. Where there is none to be had, the test fails and says what to install or what else is in the way.
    pub async fn fresh(kind: Kind) -> Self {
        Self::made(kind).await.unwrap_or_else(|problem| panic!("{}", problem.with_causes()))
    }

    /// Makes one that begins as `prepare` leaves it. That is done once for all tests of this program and kept under `label`, so what
    /// it writes must not depend on the test. It is given the address, and has to close what it opens.
    pub async fn prepared(kind: Kind, label: &str, prepare: impl AsyncFnOnce(&str)) -> Self {
        let copied = Self::copied(kind, label, prepare).await;
        copied.unwrap_or_else(|problem| panic!("{}", problem.with_causes()))
    }

    async fn made(kind: Kind) -> Result<Self, HarnessError> {
        match kind {
            Kind::Sqlite => {
                let folder = tempfile::tempdir().map_err(HarnessError::io("make a temporary folder"))?;
                let url = format!("sqlite://{}", folder.path().join("desk.db").display());
                Ok(Self { url, kind, place: Place::Folder(folder) })
            }
            Kind::Postgres => {
                let admin = admin_url().await?;
                let name = next_name();
                let url = with_name(&admin, &name);
                // What a killed process of the same id left behind.
                execute(&admin, drop_statement(&name)).await.map_err(HarnessError::Refused)?;
                let create = format!("CREATE DATABASE {name} TEMPLATE template0");
                execute(&admin, create).await.map_err(HarnessError::Refused)?;
                Ok(Self { url, kind, place: Place::Server { admin, name } })
            }
        }
    }

    async fn copied(kind: Kind, label: &str, prepare: impl AsyncFnOnce(&str)) -> Result<Self, HarnessError> {
        match kind {
            Kind::Sqlite => {
                let database = Self::made(kind).await?;
                template::copy_file(label, database.url.trim_start_matches("sqlite://").as_ref(), prepare)
                    .await?;
                Ok(database)
            }
            Kind::Postgres => {
                let (admin, name) = (admin_url().await?, next_name());
                let url = with_name(&admin, &name);
                execute(&admin, drop_statement(&name)).await.map_err(HarnessError::Refused)?;
                template::copy_database(&admin, label, &name, prepare).await?;
                Ok(Self { url, kind, place: Place::Server { admin, name } })
            }
        }
    }

    /// One in a folder of the caller's, which keeps it.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        let url = format!("sqlite://{}", folder.join("desk.db").display());
        Self { url, kind: Kind::Sqlite, place: Place::Elsewhere }
    }

    /// How to connect to it: `sqlite://…` or `postgres://…`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which database it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Place::Server { admin, name } = &self.place else { return };
        let (admin, statement) = (admin.clone(), drop_statement(name));
        // Dropping is not asynchronous, and the test's own runtime may be ending.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.is_ok_and(|runtime| runtime.block_on(execute(&admin, statement)).is_ok())
        });
        // A database that stays is deleted with the cluster.
        let _ = dropping.join();
    }
}

async fn admin_url() -> Result<String, HarnessError> {
    match std::env::var("DATABASE_URL") {
        Ok(url) if url.starts_with("postgres") => Ok(url),
        Ok(_) | Err(_) => {
            let started = tokio::task::spawn_blocking(cluster::url).await;
            let started = started.map_err(|problem| HarnessError::Io {
                what: "start the cluster".to_owned(),
                source: problem.into(),
            })?;
            started.map_err(HarnessError::again)
        }
    }
}

fn next_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("almoner_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn drop_statement(name: &str) -> String {
    format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")
}

/// The address of another database on the same server.
pub(super) fn with_name(url: &str, name: &str) -> String {
    let (address, options) = url.split_once('?').map_or((url, None), |(a, o)| (a, Some(o)));
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address[authority..].find('/').map_or(address.len(), |at| authority + at);
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{}/{name}{options}", &address[..end])
}

pub(super) async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await
}

pub(super) async fn execute(admin: &str, statement: String) -> Result<(), DbErr> {
    let connection = connect(admin).await?;
    connection.execute_unprepared(&statement).await?;
    connection.close().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_the_database_is_replaced() {
        for (url, renamed) in [
            (
                "postgres://me:pw@host:5432/app?sslmode=disable",
                "postgres://me:pw@host:5432/x?sslmode=disable",
            ),
            ("postgres://me@host/app", "postgres://me@host/x"),
            ("postgres://host", "postgres://host/x"),
            ("postgres://me@localhost/app?host=/tmp/a", "postgres://me@localhost/x?host=/tmp/a"),
        ] {
            assert_eq!(with_name(url, "x"), renamed);
        }
    }

    #[tokio::test]
    async fn each_database_is_empty_and_gone_after_use() {
        let first = TestDatabase::fresh(Kind::Postgres).await;
        execute(first.url(), "CREATE TABLE here (id int)".to_owned()).await.expect("a table");
        let second = TestDatabase::fresh(Kind::Postgres).await;
        execute(second.url(), "CREATE TABLE here (id int)".to_owned()).await.expect("a table again");
        let url = first.url().to_owned();
        drop(first);
        assert!(execute(&url, "SELECT 1".to_owned()).await.is_err());
    }
}
