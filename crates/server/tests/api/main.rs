//! The server as a browser meets it: the real router behind its real accept loop, over a database of its own, with fixed
//! clocks. One module a URL, and one for each promise that holds for all of them.

mod access;
mod answer;
mod billing;
mod canary;
mod charges;
mod clients;
mod connections;
mod cross_site;
mod health;
mod pages;
mod people;
mod problems;
mod sample;
mod server;
mod session;
mod support_contact;

pub use answer::Answer;
pub use people::Who;
pub use server::Server;
