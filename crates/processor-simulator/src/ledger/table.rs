//! Rows in the order they were made, found by id.

use std::collections::HashMap;

/// A row.
pub(crate) trait Row {
    /// Unix seconds.
    fn created(&self) -> i64;
}

/// Rows in the order they were made.
#[derive(Debug)]
pub(crate) struct Table<T> {
    rows: Vec<T>,
    places: HashMap<String, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), places: HashMap::new() }
    }
}

impl<T> Table<T> {
    /// Adds a row, or puts it into the place of the one with the same id.
    pub(crate) fn put(&mut self, id: &str, row: T) {
        match self.places.get(id) {
            Some(place) => self.rows[*place] = row,
            None => {
                self.places.insert(id.to_owned(), self.rows.len());
                self.rows.push(row);
            }
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&T> {
        self.places.get(id).map(|place| &self.rows[*place])
    }

    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.places.get(id).map(|place| &mut self.rows[*place])
    }

    pub(crate) fn oldest(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    pub(crate) fn newest(&self) -> std::iter::Rev<std::slice::Iter<'_, T>> {
        self.rows.iter().rev()
    }

    /// The rows made after the one with this id, the oldest first.
    pub(crate) fn newer_than(&self, id: &str) -> Option<std::slice::Iter<'_, T>> {
        self.places.get(id).map(|place| self.rows[place + 1..].iter())
    }

    /// The rows made before the one with this id, the newest first.
    pub(crate) fn older_than(&self, id: &str) -> Option<std::iter::Rev<std::slice::Iter<'_, T>>> {
        self.places.get(id).map(|place| self.rows[..*place].iter().rev())
    }
}
