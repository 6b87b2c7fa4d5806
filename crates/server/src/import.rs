//! Bringing in what a practice system exports: a folder of CSV files, all or nothing, and again without harm.
//!
//! [`read`] takes the files apart without looking at anything else and names every bad row at once. [`apply`] compares what
//! it made of them with what is there, writes what is new unseen, and lets it appear in one transaction. One file here is one
//! file of the export, from its columns to what is written of it.

mod access_changes;
mod addresses;
mod alike;
mod apply;
mod arriving;
mod asking;
mod attendance;
mod background;
mod cell;
mod charges;
mod clients;
mod compare;
mod copies;
mod coverages;
mod files;
mod filler;
mod gone;
mod guard;
mod header;
mod id;
mod invisible;
mod kept;
mod known;
mod lasting;
mod line_ends;
mod nearest;
mod payers;
mod payment_methods;
mod people;
mod plan;
mod practices;
mod problem;
mod progress;
mod records;
mod references;
mod row;
mod rows;
mod set_aside;
mod sheet;
mod sorted;
mod staff;
mod summary;
mod sums;
mod warnings;

pub use access_changes::{AccessChanges, WhoChanged};
pub use apply::{ImportError, MakeId, apply, compare};
pub use background::Background;
pub use files::Files;
pub use gone::Missing;
pub use plan::ImportPlan;
pub use problem::{Problems, RowProblem, UnknownColumns};
pub use progress::progress_bar;
pub use records::{Reading, Records, SetAside, read, read_files, read_passing};
pub use set_aside::{SetAsideFile, SetAsideProblem};
pub use summary::Summary;
pub use warnings::Warnings;
