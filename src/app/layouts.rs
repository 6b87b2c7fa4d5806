//! What stands around pages: the frame, the ways to others, the tabs. A page owns what is in it.

mod account;
mod desk;
mod language;
mod public;
mod signed_in;

pub use account::{AccountLayout, AccountTab};
pub use desk::DeskLayout;
pub use public::PublicLayout;
