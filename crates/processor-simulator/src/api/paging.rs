//! Which part of a list is asked for.

use processor::wire::ListObject;

use super::Problem;
use crate::ledger::{Row, Table};

/// Which part of a list is asked for: the newest first.
#[derive(Debug)]
pub(crate) struct Paging {
    pub(crate) limit: usize,
    /// The id after which the page starts.
    pub(crate) after: Option<String>,
    /// The first second inside.
    pub(crate) from: i64,
    /// The first second after.
    pub(crate) until: i64,
}

impl Paging {
    /// The page of the rows that are wanted, each shown by `show`.
    pub(crate) fn page<T: Row, S>(
        &self,
        table: &Table<T>,
        path: &str,
        wanted: impl Fn(&T) -> bool,
        show: impl Fn(&T) -> S,
    ) -> Result<ListObject<S>, Problem> {
        let rows = match &self.after {
            None => table.newest(),
            Some(id) => {
                table.older_than(id).ok_or_else(|| Problem::no_such("object", id, "starting_after"))?
            }
        };
        let inside = |row: &&T| (self.from..self.until).contains(&row.created());
        let mut found = rows.filter(inside).filter(|row| wanted(row));
        let data = found.by_ref().take(self.limit).map(show).collect();
        let has_more = found.next().is_some();
        Ok(ListObject { object: "list".to_owned(), url: path.to_owned(), has_more, data })
    }
}
