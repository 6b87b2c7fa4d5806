//! A part of an answer that only one of its readers looks into. To the others it is text: how it is read travels to whoever shows it.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// Something that is read when it is looked into.
#[derive(Debug)]
pub struct Later<T> {
    text: Box<RawValue>,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Later<T> {
    /// The same, as it travels.
    ///
    /// # Panics
    /// Where it has a map with other keys than texts, which no body of ours has.
    #[must_use]
    pub fn of(value: &T) -> Self {
        let text = serde_json::value::to_raw_value(value).expect("a body has texts for keys");
        Self { text, of: PhantomData }
    }
}

impl<T: DeserializeOwned> Later<T> {
    /// What it is; none where it has words that this program does not know.
    #[must_use]
    pub fn read(&self) -> Option<T> {
        serde_json::from_str(self.text.get()).ok()
    }
}

impl<T> Clone for Later<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), of: PhantomData }
    }
}

impl<T> PartialEq for Later<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text.get() == other.text.get()
    }
}

impl<T> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(to)
    }
}

impl<'de, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self { text: Box::<RawValue>::deserialize(from)?, of: PhantomData })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_what_is_read_later_and_what_cannot_be_read_is_passed_over() {
        let sent = serde_json::to_string(&Later::of(&vec![1, 2])).expect("a text");
        assert_eq!(sent, "[1,2]");
        let received: Later<Vec<u8>> = serde_json::from_str("[1, 2]").expect("a value");
        assert_eq!(received.read(), Some(vec![1, 2]));
        let newer: Later<Vec<u8>> = serde_json::from_str("{\"other\": true}").expect("a value");
        assert_eq!(newer.read(), None);
    }
}
