//! The client portal and provider desk, in the browser.

pub mod api;
mod app;
mod charge_words;
mod data;
mod heard;
mod idle;
mod pages;
mod routes;
mod session;
mod support_line;
mod tabs;
pub mod ui;
mod words;

pub use app::start;
