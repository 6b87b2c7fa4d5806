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
    /// The id before which the page ends.
    pub(crate) before: Option<String>,
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
        let inside = |row: &&T| (self.from..self.until).contains(&row.created()) && wanted(row);
        let (data, has_more) = match (&self.after, &self.before) {
            (Some(_), Some(_)) => return Err(Problem::malformed("ending_before")),
            (None, None) => self.first(table.newest().filter(inside)),
            (Some(id), None) => {
                let older = table.older_than(id);
                let older = older.ok_or_else(|| Problem::no_such("object", id, "starting_after"))?;
                self.first(older.filter(inside))
            }
            // Those that come right before it, in the order of every list.
            (None, Some(id)) => {
                let newer = table.newer_than(id);
                let newer = newer.ok_or_else(|| Problem::no_such("object", id, "ending_before"))?;
                let (mut nearest, has_more) = self.first(newer.filter(inside));
                nearest.reverse();
                (nearest, has_more)
            }
        };
        let data = data.into_iter().map(show).collect();
        Ok(ListObject { object: "list".to_owned(), url: path.to_owned(), has_more, data })
    }

    /// As many as a page has, and whether there are more.
    fn first<'a, T>(&self, mut rows: impl Iterator<Item = &'a T>) -> (Vec<&'a T>, bool) {
        let page = rows.by_ref().take(self.limit).collect();
        (page, rows.next().is_some())
    }
}
