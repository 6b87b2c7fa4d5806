//! The pages: one file each. They ask `api`, decide with `domain` and are built of `ui`.

pub mod account;
pub mod clients;
pub mod confirm_email;
pub mod help;
pub mod home;
pub mod not_found;
pub mod sign_in;
pub mod staff;
pub mod support;
