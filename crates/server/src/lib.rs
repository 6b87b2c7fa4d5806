//! The billing desk's server, worker and command line.
//!
//! `http` translates, `service` decides, `store` keeps; `worker` does what is due by itself and `mail` tells people. Time,
//! ids and chance come in through [`clock`] and [`ids`] alone.

pub mod clock;
pub mod command;
pub mod config;
mod counted;
pub mod crash_points;
#[cfg(feature = "demo")]
pub mod demo;
pub mod desk;
mod ended;
pub mod http;
pub mod ids;
pub mod import;
mod leases;
pub mod mail;
mod papers;
pub mod payments;
pub mod service;
pub mod work;
pub mod worker;
