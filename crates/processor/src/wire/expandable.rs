//! A member that is an id unless the request asked for the whole object.

use serde::{Deserialize, Serialize};

/// Another object, by its id or in full.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Expandable<T> {
    /// Its id.
    Id(String),
    /// The object itself, because the request named it under `expand`.
    Object(Box<T>),
}
