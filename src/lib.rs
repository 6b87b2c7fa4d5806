//! The client portal and provider desk, in the browser.

pub mod api;
mod app;
mod data;
mod pages;
mod session;
mod text;
pub mod ui;

pub use app::start;
