//! The server as a browser meets it: the real router behind its real accept loop, over a database of its own, with fixed
//! clocks. One module a URL, and one for each promise that holds for all of them.

mod about_me;
mod access;
mod at_one_address;
mod billing;
mod canary;
mod changes;
mod charge_command;
mod charges;
mod clients;
mod command_line;
mod connections;
mod coverages;
mod cross_site;
mod demo;
mod dev;
mod early_answers;
mod eligibility;
mod email_changes;
#[cfg(target_os = "linux")]
mod full_disk;
mod fuzz;
mod health;
mod host;
mod import_command;
mod language;
mod log;
mod mishaps;
mod odd_names;
mod odd_paths;
mod openapi;
mod pages;
mod practice;
mod problems;
mod processor_events;
mod proxies;
mod reconcile;
mod session;
mod slow;
mod standing;
mod stopping;
mod support_contact;
mod tasks;
mod to_do;
mod who_is_gone;
mod work;
