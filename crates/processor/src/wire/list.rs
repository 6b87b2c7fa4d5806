//! A page of a list.

use serde::{Deserialize, Serialize};

/// Objects, the newest first. The next page starts after the last one's id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListObject<T> {
    /// Always `list`.
    #[serde(default)]
    pub object: String,
    /// The path the list was read from.
    #[serde(default)]
    pub url: String,
    /// Whether there are more after the last one.
    pub has_more: bool,
    /// The objects of this page.
    pub data: Vec<T>,
}
