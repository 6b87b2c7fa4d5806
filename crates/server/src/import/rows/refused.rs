//! Rows that are not imported: those with a problem of their own, and those that hang on one.

use std::collections::HashMap;
use std::fmt;

use super::{At, Found, Listed, Rows, Stands};

/// A row that is not imported.
#[derive(Debug)]
pub(in crate::import) struct RefusedRow<T> {
    pub(in crate::import) line: u64,
    /// Its key; none where that cannot be read or is another row's.
    pub(in crate::import) key: Option<String>,
    /// The row itself, where it could be read.
    pub(in crate::import) at: Option<At<T>>,
    /// The rows of other files that it names: file and key.
    pub(in crate::import) named: Vec<(&'static str, String)>,
    /// On what it hangs. Where that is nothing, it has a problem of its own.
    pub(in crate::import) hangs_on: Vec<HangsOn>,
    /// It says nothing about anybody, as a line of sums.
    pub(in crate::import) is_nobodys: bool,
}

/// A row that is refused, and others with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct HangsOn {
    file: &'static str,
    /// None for one that could not be read.
    line: Option<u64>,
}

/// What is known of a row that is read.
#[derive(Debug, Default)]
pub(in crate::import) struct RowNotes {
    pub(in crate::import) named: Vec<(&'static str, String)>,
    pub(in crate::import) hangs_on: Vec<HangsOn>,
    pub(in crate::import) is_nobodys: bool,
}

impl<T> Rows<T> {
    /// Refuses the row that is being read.
    pub(in crate::import) fn refuse_read(&mut self, line: u64, notes: RowNotes) {
        let RowNotes { named, hangs_on, is_nobodys } = notes;
        let key = self.claimed.take();
        self.refused.push(RefusedRow { line, key, at: None, named, hangs_on, is_nobodys });
    }

    /// Refuses the good row on this line, if there is one.
    pub(in crate::import) fn refuse_line(&mut self, line: u64) {
        if let Some(at) = self.by_line.get(&line) {
            self.refuse_at(at.index, None);
        }
    }

    /// Refuses each good row that hangs on something.
    pub(in crate::import) fn refuse_hanging(&mut self, on: impl Fn(&T) -> Option<HangsOn>) {
        for index in 0..self.list.len() {
            if let Some(on) = on(&self.list[index].row) {
                self.refuse_at(index, Some(on));
            }
        }
    }

    /// Refuses a row that hangs on another.
    pub(in crate::import) fn refuse_with(&mut self, at: At<T>, on: HangsOn) {
        self.refuse_at(at.index, Some(on));
    }

    fn refuse_at(&mut self, index: usize, on: Option<HangsOn>) {
        let Listed { key, line, stands, .. } = &mut self.list[index];
        if *stands != Stands::Good {
            return;
        }
        *stands = Stands::Refused;
        let (line, key) = (*line, Some(key.clone()));
        let at = Some(At { index, of: std::marker::PhantomData });
        let (named, hangs_on) = (Vec::new(), on.into_iter().collect());
        self.refused.push(RefusedRow { line, key, at, named, hangs_on, is_nobodys: false });
    }

    /// Whether the row is to be imported.
    pub(in crate::import) fn is_good(&self, at: At<T>) -> bool {
        self.list[at.index].stands == Stands::Good
    }

    /// The row as one on which others hang, where it is refused.
    pub(in crate::import) fn refused_at(&self, at: At<T>) -> Option<HangsOn> {
        let it = &self.list[at.index];
        (it.stands == Stands::Refused).then(|| self.hanging_on(Some(it.line)))
    }

    /// A row of this file, as one on which others hang.
    pub(in crate::import) const fn hanging_on(&self, line: Option<u64>) -> HangsOn {
        HangsOn { file: self.file, line }
    }

    /// The rows that are not imported.
    pub(in crate::import) fn refused(&self) -> &[RefusedRow<T>] {
        &self.refused
    }

    /// Of the refused rows, the first about each row of another file that they name, be it in what was read of them.
    pub(in crate::import) fn refused_of<U>(
        &self,
        of: impl Fn(&T) -> At<U>,
        named: &Rows<U>,
    ) -> HashMap<At<U>, HangsOn> {
        let mut found = HashMap::new();
        for it in &self.refused {
            let keys = it.named.iter().filter(|(file, _)| *file == named.file);
            let by_key = keys.filter_map(|(_, key)| match named.find(key) {
                Found::Row(at) => Some(at),
                Found::Refused(_) | Found::Ambiguous | Found::Nothing => None,
            });
            for at in it.at.map(|at| of(&self[at])).into_iter().chain(by_key) {
                found.entry(at).or_insert_with(|| self.hanging_on(Some(it.line)));
            }
        }
        found
    }

    /// The refused row that has this key, as one on which others hang.
    pub(in crate::import) fn refused_keyed(&self, key: &str) -> Option<HangsOn> {
        let it = self.refused.iter().find(|it| it.key.as_deref() == Some(key))?;
        Some(self.hanging_on(Some(it.line)))
    }

    /// Notes that a row which is refused is most likely about whoever has this key.
    pub(in crate::import) fn spare(&mut self, key: &str) {
        self.spared.push(key.to_owned());
    }

    /// The keys of those whom rows are about that are refused.
    pub(in crate::import) fn refused_keys(&self) -> impl Iterator<Item = &str> {
        let theirs = self.refused.iter().filter_map(|it| it.key.as_deref());
        theirs.chain(self.spared.iter().map(String::as_str))
    }

    /// Whether a refused row may be about anybody.
    pub(in crate::import) fn has_nameless(&self) -> bool {
        !self.is_whole || self.refused.iter().any(|it| it.key.is_none() && !it.is_nobodys)
    }
}

/// What an operator reads beside a row that has no problem of its own.
impl fmt::Display for HangsOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "goes with line {line} of {}", self.file),
            None => write!(f, "goes with a row of {} that could not be read", self.file),
        }
    }
}
