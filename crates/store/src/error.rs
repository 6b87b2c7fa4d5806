//! What can go wrong between the store and its database, in the kinds a caller can act upon.

use std::error::Error;

use sea_orm::sqlx::error::{DatabaseError, ErrorKind};
use sea_orm::sqlx::postgres::PgDatabaseError;
use sea_orm::sqlx::sqlite::SqliteError;
use sea_orm::{DbErr, RuntimeErr, SqlxError};

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row was written by somebody else since it was read, or is gone. Nothing was written.
    #[error("the record was changed since it was read")]
    Stale,
    /// Another row already has a value that only one may have.
    #[error("another record already has this key")]
    Conflict(#[source] Cause),
    /// The database cannot be used now: full, read-only, locked, or not reached. Asking again later may help.
    #[error("the database is not available")]
    Unavailable(#[source] Cause),
    /// A row does not read back as what it was written from.
    #[error("{what} in the database cannot be read")]
    Corrupt {
        /// Which column of which table.
        what: &'static str,
        /// What is wrong with its value.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// Anything else: a mistake in a statement, a reference to a row that is not there.
    #[error("the database refused")]
    Failed(#[source] Cause),
}

/// What the database or its driver said. Never holds values of a row.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Cause(String);

impl StoreError {
    pub(crate) fn corrupt(what: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Corrupt { what, source: source.into() }
    }
}

impl Cause {
    fn of(error: &DbErr) -> Self {
        Self(match error {
            DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
                match &**cause {
                    SqlxError::Database(it) => said(&**it),
                    SqlxError::ColumnDecode { index, .. } => {
                        format!("column {index} does not hold what it should")
                    }
                    SqlxError::Decode(_) | SqlxError::Encode(_) => {
                        "a value is not what it should be".to_owned()
                    }
                    _ => error.to_string(),
                }
            }
            // What these say may be the value.
            DbErr::Type(_) | DbErr::Json(_) => "a value is not what it should be".to_owned(),
            _ => error.to_string(),
        })
    }
}

/// What a database said. PostgreSQL quotes values where it complains about data or a rule for rows (classes 22, 23 and 44);
/// of those the code and the names are kept. SQLite names columns only.
fn said(error: &dyn DatabaseError) -> String {
    let code = error.code().unwrap_or_default();
    let is_about_values = matches!(code.get(..2), Some("22" | "23" | "44" | "P0"));
    if error.try_downcast_ref::<PgDatabaseError>().is_none() || !is_about_values {
        return format!("the database says: {error}");
    }
    let named = [("table", error.table()), ("rule", error.constraint())];
    let named = named.into_iter().filter_map(|(what, name)| Some(format!(", {what} {}", name?)));
    format!("the database says: error {code}{}", named.collect::<String>())
}

enum Class {
    Conflict,
    Unavailable,
    Failed,
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let class = match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Class::Unavailable,
            DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
                match class_of(cause) {
                    Some(class) => class,
                    None => return Self::corrupt("a column", Cause::of(&error)),
                }
            }
            DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } => {
                return Self::corrupt("a column", Cause::of(&error));
            }
            _ => Class::Failed,
        };
        let cause = Cause::of(&error);
        match class {
            Class::Conflict => Self::Conflict(cause),
            Class::Unavailable => Self::Unavailable(cause),
            Class::Failed => Self::Failed(cause),
        }
    }
}

/// The class of a driver's error; none when a value did not decode.
fn class_of(error: &SqlxError) -> Option<Class> {
    Some(match error {
        SqlxError::Database(it) => class_of_database(&**it),
        SqlxError::Io(_)
        | SqlxError::Tls(_)
        | SqlxError::Protocol(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::WorkerCrashed
        | SqlxError::BeginFailed => Class::Unavailable,
        SqlxError::ColumnDecode { .. } | SqlxError::Decode(_) => return None,
        _ => Class::Failed,
    })
}

fn class_of_database(error: &dyn DatabaseError) -> Class {
    if matches!(error.kind(), ErrorKind::UniqueViolation) {
        return Class::Conflict;
    }
    let code = error.code().unwrap_or_default();
    let unavailable = if error.try_downcast_ref::<SqliteError>().is_some() {
        code.parse().is_ok_and(sqlite_is_unavailable)
    } else if error.try_downcast_ref::<PgDatabaseError>().is_some() {
        postgres_is_unavailable(&code)
    } else {
        false
    };
    if unavailable { Class::Unavailable } else { Class::Failed }
}

/// Busy 5, locked 6, read-only 8, input or output 10, full 13, cannot open 14, locking protocol 15; the low byte of an
/// extended code is its primary one.
const fn sqlite_is_unavailable(code: i32) -> bool {
    matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14 | 15)
}

/// Connection trouble (08), no resources (53), shutting down or cancelled (57), the server's own disk (58), a transaction
/// that lost against others (40), a lock that was not got (55P03) and a read-only server (25006).
fn postgres_is_unavailable(code: &str) -> bool {
    matches!(code.get(..2), Some("08" | "40" | "53" | "57" | "58")) || matches!(code, "55P03" | "25006")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_a_later_try_may_get_past_are_unavailable() {
        for code in [5, 517, 6, 8, 1032, 10, 778, 13, 14] {
            assert!(sqlite_is_unavailable(code), "{code}");
        }
        for code in [1, 19, 787, 275] {
            assert!(!sqlite_is_unavailable(code), "{code}");
        }
        for code in ["08006", "53100", "57P01", "40001", "40P01", "55P03", "25006", "58030"] {
            assert!(postgres_is_unavailable(code), "{code}");
        }
        for code in ["23503", "42601", "25P02", ""] {
            assert!(!postgres_is_unavailable(code), "{code}");
        }
    }

    #[test]
    fn the_sentence_does_not_repeat_the_cause() {
        let error = StoreError::from(DbErr::Custom("no such table: charges".to_owned()));
        let source = error.source().expect("the cause").to_string();
        assert!(!error.to_string().contains(&source), "{error}: {source}");
    }
}
