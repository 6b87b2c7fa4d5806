//! Which ids rows name, so that it can be told whether they are wrong or the row that they mean.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::fault::{CopyOf, Fault};

use super::alike::differ_in;
use super::problem::RowProblem;
use super::row::shown;
use super::{clients, payers, practices, staff};

/// What rows name in other files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct References {
    /// The ids that lead somewhere, by file.
    good: HashMap<&'static str, HashSet<String>>,
    astray: Vec<Astray>,
}

/// An id that leads nowhere, and a row whose id is nearly the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Astray {
    pub(super) file: &'static str,
    pub(super) id: String,
    /// The row that is most likely meant, by its id and its line.
    pub(super) meant: (String, u64),
    /// Where in the list the problem stands.
    pub(super) problem: usize,
}

/// A row whose id is wrong.
#[derive(Debug)]
pub(super) struct Misnamed {
    pub(super) problem: RowProblem,
    /// The id that it most likely has.
    pub(super) id: String,
    /// The places of the problems that follow from it.
    pub(super) follow: Vec<usize>,
}

/// One row that names another id may be wrong itself.
const MANY: usize = 2;

impl References {
    pub(super) fn good(&mut self, file: &'static str, id: &str) {
        let ids = self.good.entry(file).or_default();
        if !ids.contains(id) {
            ids.insert(id.to_owned());
        }
    }

    pub(super) fn astray(&mut self, astray: Astray) {
        self.astray.push(astray);
    }

    /// The rows whose id is wrong: others mean them by one other id, and nobody names them by theirs.
    pub(super) fn misnamed(&self) -> Vec<Misnamed> {
        let mut meant: BTreeMap<(&str, u64), Vec<&Astray>> = BTreeMap::new();
        for it in &self.astray {
            meant.entry((it.file, it.meant.1)).or_default().push(it);
        }
        let wrong = meant.into_values().filter(|by| {
            let first = by[0];
            let is_named = self.good.get(first.file).is_some_and(|ids| ids.contains(&first.meant.0));
            !is_named && by.len() >= MANY && by.iter().all(|it| it.id == first.id)
        });
        let misnamed = |by: Vec<&Astray>| {
            let Astray { file, id, meant: (meant, line), .. } = by[0];
            let trifles = differ_in(meant, id).unwrap_or_default();
            let by_id = CopyOf { id: shown(id), line: None, trifles };
            let fault = Fault::NamedOtherwise { rows: by.len(), by: by_id };
            let problem = RowProblem::of_row(file, *line, id_column(file), fault);
            Misnamed { problem, id: id.clone(), follow: by.iter().map(|it| it.problem).collect() }
        };
        wrong.map(misnamed).collect()
    }
}

/// The column with the ids of a file that others refer to.
fn id_column(file: &str) -> &'static str {
    match file {
        practices::FILE => "practice_id",
        staff::FILE => "staff_id",
        payers::FILE => "payer_id",
        clients::FILE => "client_id",
        _ => "charge_id",
    }
}
