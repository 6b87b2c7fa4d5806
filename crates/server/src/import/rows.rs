//! The rows of one file, and how rows of other files refer to them.

mod refused;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;
use std::sync::OnceLock;

use super::alike::common;
use super::kept::KeptRows;

pub(super) use refused::{HangsOn, RefusedRow, RowNotes};

/// The rows of a file, in its order, behind those that only the desk knows.
#[derive(Debug)]
pub(super) struct Rows<T> {
    file: &'static str,
    list: Vec<Listed<T>>,
    keys: HashMap<String, Seen<T>>,
    by_line: HashMap<u64, At<T>>,
    /// Those of the desk by their keys; none where several have the same.
    in_desk: HashMap<String, Option<At<T>>>,
    /// Keys by what they have in common with others that are most likely the same; made where one leads nowhere.
    in_common: OnceLock<HashMap<String, String>>,
    /// The key that the row which is being read has taken.
    claimed: Option<String>,
    /// Whether the whole file was read.
    is_whole: bool,
    refused: Vec<RefusedRow<T>>,
    /// Keys of people who are meant by rows that were refused under another key.
    spared: Vec<String>,
    /// What the rows look like in the file, where that is asked for.
    kept: Option<KeptRows>,
}

#[derive(Debug)]
struct Listed<T> {
    row: T,
    key: String,
    line: u64,
    stands: Stands,
}

/// What is to become of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Good,
    /// It is not to be imported.
    Refused,
    /// It is no row of the file: it stands for what the desk knows, so that rows can refer to it.
    InDesk,
}

#[derive(Debug)]
struct Seen<T> {
    line: u64,
    /// None for a row that has a problem of its own.
    at: Option<At<T>>,
}

/// What a key leads to.
pub(super) enum Found<T> {
    /// This row.
    Row(At<T>),
    /// A row that is refused, or that could not be read.
    Refused(HangsOn),
    /// Two of what the desk knows.
    Ambiguous,
    /// Nothing.
    Nothing,
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
    pub(super) fn new(file: &'static str) -> Self {
        Self {
            file,
            list: Vec::new(),
            keys: HashMap::new(),
            by_line: HashMap::new(),
            in_desk: HashMap::new(),
            in_common: OnceLock::new(),
            claimed: None,
            is_whole: true,
            refused: Vec::new(),
            spared: Vec::new(),
            kept: None,
        }
    }

    /// Rows that can refer to what the desk knows.
    pub(super) fn over(file: &'static str, in_desk: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut rows = Self::new(file);
        for (key, row) in in_desk {
            let at = rows.end();
            rows.list.push(Listed { row, key: key.clone(), line: 0, stands: Stands::InDesk });
            rows.in_desk.entry(key).and_modify(|it| *it = None).or_insert(Some(at));
        }
        rows
    }

    /// The same, which keep what they look like in the file.
    pub(super) fn keeping(mut self, kept: Option<KeptRows>) -> Self {
        self.kept = kept;
        self
    }

    /// The name of the file.
    pub(super) const fn file(&self) -> &'static str {
        self.file
    }

    pub(super) const fn kept_mut(&mut self) -> Option<&mut KeptRows> {
        self.kept.as_mut()
    }

    pub(super) const fn kept(&self) -> Option<&KeptRows> {
        self.kept.as_ref()
    }

    /// Notes that the row which is being read has this key.
    ///
    /// # Errors
    /// When another has it: the line of that one.
    pub(super) fn claim(&mut self, key: &str, line: u64) -> Result<(), u64> {
        match self.keys.entry(key.to_owned()) {
            Entry::Occupied(taken) => Err(taken.get().line),
            Entry::Vacant(free) => {
                free.insert(Seen { line, at: None });
                self.claimed = Some(key.to_owned());
                Ok(())
            }
        }
    }

    /// Adds a good row under the key that it claimed, in the place of what the desk knows under it.
    pub(super) fn push(&mut self, line: u64, row: T) {
        let key = self.claimed.take().unwrap_or_default();
        let at = self.in_desk.get(&key).copied().flatten().unwrap_or_else(|| self.end());
        if let Some(seen) = self.keys.get_mut(&key) {
            seen.at = Some(at);
        }
        let listed = Listed { row, key, line, stands: Stands::Good };
        match self.list.get_mut(at.index) {
            Some(place) => *place = listed,
            None => self.list.push(listed),
        }
        self.by_line.insert(line, at);
    }

    fn end(&self) -> At<T> {
        At { index: self.list.len(), of: PhantomData }
    }

    /// Says that not all of the file was read. What could not be is one problem, and not one more for each row that refers to it.
    pub(super) const fn note_not_whole(&mut self) {
        self.is_whole = false;
    }

    /// What has this key.
    pub(super) fn find(&self, key: &str) -> Found<T> {
        match (self.keys.get(key), self.in_desk.get(key)) {
            (Some(Seen { at: Some(at), .. }), _) => Found::Row(*at),
            (Some(Seen { at: None, line }), _) => Found::Refused(self.hanging_on(Some(*line))),
            (None, _) if !self.is_whole => Found::Refused(self.hanging_on(None)),
            (None, Some(Some(at))) => Found::Row(*at),
            (None, Some(None)) => Found::Ambiguous,
            (None, None) => Found::Nothing,
        }
    }

    /// The key that one which leads nowhere is most likely meant for: it differs in nothing that tells two things apart.
    pub(super) fn nearly(&self, key: &str) -> Option<&str> {
        let in_common = self.in_common.get_or_init(|| {
            let mut keys: Vec<&String> = self.keys.keys().chain(self.in_desk.keys()).collect();
            keys.sort_unstable();
            keys.into_iter().map(|key| (common(key), key.clone())).collect()
        });
        in_common.get(&common(key)).map(String::as_str)
    }

    /// The same where it is a row of the file, with its line.
    pub(super) fn nearly_on_line(&self, key: &str) -> Option<(String, u64)> {
        let nearly = self.nearly(key)?;
        Some((nearly.to_owned(), self.keys.get(nearly)?.line))
    }

    /// Whether rows may refer to what the desk knows.
    pub(super) fn knows_desk(&self) -> bool {
        !self.in_desk.is_empty()
    }

    /// How many good rows the file has.
    pub(super) fn len(&self) -> usize {
        self.iter().count()
    }

    /// The good rows of the file.
    pub(super) fn iter(&self) -> impl Iterator<Item = (At<T>, &T)> {
        self.standing(&[Stands::Good])
    }

    /// The same, with those of the desk.
    pub(super) fn with_desk(&self) -> impl Iterator<Item = (At<T>, &T)> {
        self.standing(&[Stands::Good, Stands::InDesk])
    }

    fn standing<'a>(&'a self, stands: &'a [Stands]) -> impl Iterator<Item = (At<T>, &'a T)> {
        let all = self.list.iter().enumerate().filter(|(_, it)| stands.contains(&it.stands));
        all.map(|(index, it)| (At { index, of: PhantomData }, &it.row))
    }

    /// Makes something of each row, also of those that are refused.
    pub(super) fn for_each<V>(&self, mut of: impl FnMut(&T) -> V) -> ForEach<T, V> {
        ForEach { list: self.list.iter().map(|it| of(&it.row)).collect(), of: PhantomData }
    }

    /// The line of a row; none for one that only the desk knows.
    pub(super) fn line(&self, at: At<T>) -> Option<u64> {
        let it = &self.list[at.index];
        (it.stands != Stands::InDesk).then_some(it.line)
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
        &self.list[at.index].row
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
