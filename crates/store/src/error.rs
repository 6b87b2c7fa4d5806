//! What can go wrong between the store and its database, in the kinds a caller can act upon.

use std::error::Error;

use sea_orm::sqlx::error::{DatabaseError, ErrorKind};
use sea_orm::sqlx::postgres::{PgDatabaseError, PgSeverity};
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
    /// The database cannot be used now: full, read-only, locked, or not reached. Nothing was written. Asking again later may
    /// help.
    #[error("the database is not available")]
    Unavailable(#[source] Cause),
    /// The answer to a commit is missing, or does not tell: what was written through this unit may hold and may not. Only
    /// looking again says.
    #[error("it is not known whether the database kept what was written")]
    Unknown(#[source] Cause),
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

    /// Whether somebody else was faster: they wrote the row since it was read, or have a key that only one may have.
    #[must_use]
    pub const fn is_overtaken(&self) -> bool {
        match self {
            Self::Stale | Self::Conflict(_) => true,
            Self::Unavailable(_) | Self::Unknown(_) | Self::Corrupt { .. } | Self::Failed(_) => false,
        }
    }

    /// What a commit that failed leaves behind: nothing, where the database says so.
    pub(crate) fn of_commit(error: SqlxError) -> Self {
        let nothing_holds = match &error {
            SqlxError::Database(it) => is_refusal_of_commit(&**it),
            // The line broke, or the driver's thread ended, with the question asked.
            _ => false,
        };
        if nothing_holds {
            DbErr::Exec(RuntimeErr::SqlxError(error.into())).into()
        } else {
            Self::Unknown(Cause(error.to_string()))
        }
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
        | SqlxError::BeginFailed
        // The connection was left in the midst of something; it is closed, and another takes its place.
        | SqlxError::InvalidSavePointStatement => Class::Unavailable,
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

/// Whether the database surely kept nothing.
fn is_refusal_of_commit(error: &dyn DatabaseError) -> bool {
    if error.try_downcast_ref::<SqliteError>().is_some() {
        let code = error.code().unwrap_or_default();
        return code.parse().is_ok_and(sqlite_kept_nothing);
    }
    match error.try_downcast_ref::<PgDatabaseError>().map(PgDatabaseError::severity) {
        Some(PgSeverity::Error) => true,
        // The server ends with these, perhaps after it has committed: it is told to stop, or its log cannot be written.
        Some(PgSeverity::Fatal | PgSeverity::Panic) => false,
        // Not errors, so they never come as one.
        Some(
            PgSeverity::Warning | PgSeverity::Notice | PgSeverity::Debug | PgSeverity::Info | PgSeverity::Log,
        )
        | None => false,
    }
}

/// Busy 5, locked 6 and read-only 8 come before anything is written; constraint 19, of a reference that is looked at in the end,
/// too. Full 13 means that the write-ahead log has not got the last page, which is the one that makes it a commit. With any
/// other code it may have got it: an input or output error 10 at the sync after it leaves a commit that nobody sees, but that
/// is found should the machine fail before it is written over.
const fn sqlite_kept_nothing(code: i32) -> bool {
    matches!(code & 0xff, 5 | 6 | 8 | 13 | 19)
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
    fn codes_that_a_later_attempt_may_get_past_are_unavailable() {
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
    fn a_commit_is_surely_refused_only_where_the_log_cannot_have_it() {
        for code in [5, 517, 6, 8, 13, 787] {
            assert!(sqlite_kept_nothing(code), "{code}");
        }
        for code in [7, 9, 10, 778, 1034, 4874, 11, 14] {
            assert!(!sqlite_kept_nothing(code), "{code}");
        }
    }

    #[test]
    fn a_commit_whose_answer_is_missing_is_unknown() {
        for error in [
            SqlxError::Io(std::io::ErrorKind::ConnectionReset.into()),
            SqlxError::Protocol("cut off".to_owned()),
            SqlxError::WorkerCrashed,
        ] {
            let error = StoreError::of_commit(error);
            assert!(matches!(error, StoreError::Unknown(_)), "{error:?}");
        }
    }

    #[test]
    fn the_sentence_does_not_repeat_the_cause() {
        let error = StoreError::from(DbErr::Custom("no such table: charges".to_owned()));
        let source = error.source().expect("the cause").to_string();
        assert!(!error.to_string().contains(&source), "{error}: {source}");
    }
}
