//! The rows of one file, and how rows of other files refer to them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

/// The good rows of a file, in its order.
#[derive(Debug)]
pub(super) struct Rows<T> {
    list: Vec<T>,
    keys: HashMap<String, Seen<T>>,
    /// Whether the whole file was read.
    is_whole: bool,
}

#[derive(Debug)]
struct Seen<T> {
    line: u64,
    /// None for a row that has a problem of its own.
    at: Option<At<T>>,
}

/// A place among the rows of a file. Only those rows give one out.
pub(super) struct At<T> {
    index: usize,
    of: PhantomData<fn() -> T>,
}

/// Something for each row of a file, such as its id.
#[derive(Debug)]
pub(super) struct ForEach<T, V> {
    list: Vec<V>,
    of: PhantomData<fn() -> T>,
}

impl<T> Rows<T> {
    pub(super) fn new() -> Self {
        Self { list: Vec::new(), keys: HashMap::new(), is_whole: true }
    }

    /// Notes that a row has this key.
    ///
    /// # Errors
    /// When another has it: the line of that one.
    pub(super) fn claim(&mut self, key: &str, line: u64) -> Result<(), u64> {
        match self.keys.entry(key.to_owned()) {
            Entry::Occupied(taken) => Err(taken.get().line),
            Entry::Vacant(free) => {
                free.insert(Seen { line, at: None });
                Ok(())
            }
        }
    }

    /// Adds a good row under the key it claimed.
    pub(super) fn push(&mut self, key: &str, row: T) {
        let at = At { index: self.list.len(), of: PhantomData };
        self.list.push(row);
        if let Some(seen) = self.keys.get_mut(key) {
            seen.at = Some(at);
        }
    }

    /// Says whether the whole file was read. What could not be is one problem, and not one more for each row that refers to it.
    pub(super) fn note_whole(&mut self, is_whole: bool) {
        self.is_whole = is_whole;
    }

    /// The row of this key: none if there is none, and none within for one with a problem of its own, or that was not read.
    pub(super) fn find(&self, key: &str) -> Option<Option<At<T>>> {
        self.keys.get(key).map_or_else(|| (!self.is_whole).then_some(None), |seen| Some(seen.at))
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (At<T>, &T)> {
        self.list.iter().enumerate().map(|(index, row)| (At { index, of: PhantomData }, row))
    }

    /// Makes something of each row.
    pub(super) fn for_each<V>(&self, of: impl FnMut(&T) -> V) -> ForEach<T, V> {
        ForEach { list: self.list.iter().map(of).collect(), of: PhantomData }
    }
}

impl<T, V> ForEach<T, V> {
    pub(super) fn iter(&self) -> impl Iterator<Item = &V> {
        self.list.iter()
    }
}

impl<T, V> FromIterator<V> for ForEach<T, V> {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        Self { list: values.into_iter().collect(), of: PhantomData }
    }
}

impl<T> Index<At<T>> for Rows<T> {
    type Output = T;

    fn index(&self, at: At<T>) -> &T {
        &self.list[at.index]
    }
}

impl<T, V> Index<At<T>> for ForEach<T, V> {
    type Output = V;

    fn index(&self, at: At<T>) -> &V {
        &self.list[at.index]
    }
}

// Not derived: that would ask the same of the row.
impl<T> Clone for At<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for At<T> {}

impl<T> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for At<T> {}

impl<T> std::hash::Hash for At<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

impl<T> fmt::Debug for At<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.index)
    }
}
