//! A list of an answer. An app that is older than the server may meet an entry that it has no words for: the others are read all the
//! same, and it knows that there is more.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// The entries that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries<T> {
    read: Vec<T>,
    /// How many could not be read.
    pub unread: usize,
}

impl<T> Entries<T> {
    /// Adds those of the next part of the list.
    pub fn append(&mut self, next: Self) {
        self.read.extend(next.read);
        self.unread += next.unread;
    }

    /// How many there are, read or not.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.read.len() + self.unread
    }
}

impl<T> Deref for Entries<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.read
    }
}

impl<T> From<Vec<T>> for Entries<T> {
    fn from(read: Vec<T>) -> Self {
        Self { read, unread: 0 }
    }
}

impl<T> FromIterator<T> for Entries<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Vec::from_iter(entries).into()
    }
}

impl<T> IntoIterator for Entries<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.read.into_iter()
    }
}

impl<T: Serialize> Serialize for Entries<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.read.serialize(to)
    }
}

impl<'de, T: for<'any> Deserialize<'any>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all = Vec::<Box<RawValue>>::deserialize(from)?;
        let read: Vec<T> = all.iter().filter_map(|entry| serde_json::from_str(entry.get()).ok()).collect();
        Ok(Self { unread: all.len() - read.len(), read })
    }
}

#[cfg(test)]
mod tests {
    use super::Entries;
    use crate::charges::{ChargeEventView, ChargeStateView};

    fn read(list: &str) -> Entries<ChargeStateView> {
        serde_json::from_str(list).expect("it is a list")
    }

    #[test]
    fn an_entry_of_a_newer_server_does_not_keep_the_others_from_being_read() {
        let known = ["\"processing\"", r#"{"paid":{"on":"2025-12-02"}}"#];
        for newer in
            ["\"frozen\"", r#"{"frozen":{"until":"2025-12-09"}}"#, r#"{"paid":{"at":7}}"#, "{}", "null"]
        {
            let found = read(&format!("[{},{newer},{}]", known[0], known[1]));
            assert_eq!((found.len(), found.unread, found.total()), (2, 1, 3), "{newer}");
            assert_eq!(found[0], ChargeStateView::Processing);
        }
    }

    #[test]
    fn a_fact_that_is_new_beside_the_known_ones_is_passed_over() {
        let found = read(r#"[{"paid":{"on":"2025-12-02","by":"card"}}]"#);
        assert_eq!((found.len(), found.unread), (1, 0));
    }

    #[test]
    fn what_is_no_list_is_not_read() {
        for text in ["", "{}", "null", "[", r#"["processing""#] {
            assert!(serde_json::from_str::<Entries<ChargeStateView>>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn it_travels_as_the_list_itself() {
        let entries: Entries<ChargeStateView> = [ChargeStateView::OnHold].into_iter().collect();
        assert_eq!(serde_json::to_string(&entries).expect("it is text"), r#"["on_hold"]"#);
        let none: Entries<ChargeEventView> = Vec::new().into();
        assert_eq!(serde_json::to_string(&none).expect("it is text"), "[]");
    }
}
