//! Members that are passed over when they are not what they should be.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};
use serde_json::Value;

/// Reads a member, or nothing where it is of another type.
///
/// # Errors
/// Only where the text is no JSON.
pub(crate) fn if_any<'de, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(Value::deserialize(from)?).ok())
}

/// Reads the items of a list that are what they should be; none where it is no list.
///
/// # Errors
/// Only where the text is no JSON.
pub(crate) fn each<'de, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let Value::Array(items) = Value::deserialize(from)? else { return Ok(Vec::new()) };
    Ok(items.into_iter().filter_map(|item| T::deserialize(item).ok()).collect())
}
