//! The server as a browser meets it: the real router behind its real accept loop, over a database of its own, with fixed
//! clocks. One module a URL, and one for each promise that holds for all of them.

/// Asks each of these questions of a server on SQLite and of one on PostgreSQL.
macro_rules! on_both {
    ($($question:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $question() {
                super::$question(crate::Server::start().await).await;
            })+
        }

        mod on_postgres {
            $(#[tokio::test]
            async fn $question() {
                super::$question(crate::Server::on(store_testing::Kind::Postgres).await).await;
            })+
        }
    };
}

mod access;
mod answer;
mod at_one_address;
mod billing;
mod canary;
mod charges;
mod clients;
mod command_line;
mod connections;
mod cross_site;
mod demo;
mod dev;
#[cfg(target_os = "linux")]
#[path = "../support/disk.rs"]
mod disk;
mod early_answers;
#[path = "../import/export.rs"]
#[expect(dead_code, reason = "the import's tests use the rest")]
mod export;
#[cfg(target_os = "linux")]
mod full_disk;
mod fuzz;
mod health;
mod host;
mod language;
mod log;
mod mishaps;
mod odd_paths;
mod openapi;
mod pages;
mod people;
mod practice;
mod problems;
mod process;
mod processor_events;
mod proxies;
mod raw;
mod reconcile;
mod sample;
mod server;
mod session;
mod slow;
#[path = "../worker/support/smtp.rs"]
#[expect(dead_code, reason = "the worker's tests use the rest")]
mod smtp;
mod standing;
mod stopping;
mod support_contact;
mod tasks;
mod who_is_gone;
mod work;

pub use answer::Answer;
pub use people::Who;
pub use server::Server;
