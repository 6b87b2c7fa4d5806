//! Fresh databases for tests.
//!
//! SQLite is a file in a temporary folder. PostgreSQL is a real server: the one of `DATABASE_URL`, or else a cluster that is
//! made from the installed binaries when a test first asks for it, shared by all test processes that run at the same time,
//! and stopped and deleted soon after the last of them is gone, however it went. Where neither is there the tests fail and
//! say what to install.

mod binaries;
mod cluster;
mod database;
mod keeper;
mod template;

pub use database::{Kind, TestDatabase};

use std::io;
use std::process::ExitStatus;

/// Why there is no database to test with.
#[derive(Debug, thiserror::Error)]
enum HarnessError {
    /// PostgreSQL is not installed.
    #[error(
        "PostgreSQL is not here: {0} is neither on PATH nor under /usr/lib/postgresql. Install your system's \
         package, such as `apt-get install postgresql`, or set DATABASE_URL to a server that lets you create databases"
    )]
    NotInstalled(&'static str),
    /// A tool that comes with the system is missing.
    #[error("`{0}` is not here. It comes with the package util-linux; install that, or set DATABASE_URL")]
    NoTool(&'static str),
    /// A step of setting the cluster up failed.
    #[error("`{command}` failed with {status}: {output}")]
    Step {
        /// What was run.
        command: String,
        /// How it ended.
        status: ExitStatus,
        /// What it printed.
        output: String,
    },
    /// A file or process could not be had.
    #[error("cannot {what}")]
    Io {
        /// What was tried.
        what: String,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// An earlier test of this process met the problem first.
    #[error("{0}")]
    Again(String),
    /// The server refused to make a database.
    #[error("the PostgreSQL server for tests does not make a database")]
    Refused(#[source] sea_orm::DbErr),
}

impl HarnessError {
    fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }

    /// The same problem for the next test: it is looked for once a process.
    fn again(first: &Self) -> Self {
        Self::Again(first.with_causes())
    }

    /// The sentence with everything that led to it, for a test that fails with it.
    fn with_causes(&self) -> String {
        let causes = std::iter::successors(std::error::Error::source(self), |cause| cause.source());
        causes.fold(self.to_string(), |text, cause| format!("{text}: {cause}"))
    }
}
