//! A list read page by page.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::error::{ProcessorError, Unsettled};
use crate::http::Processor;
use crate::wire::ListObject;

/// How many objects a page asks for; the processor's most.
const PAGE: u32 = 100;

/// What can be listed. Not nameable outside: the lists there are come from [`Processor`].
pub trait Listed: Sized {
    /// Its shape in JSON.
    type Wire: DeserializeOwned;

    /// Its id, after which the next page starts.
    fn id(wire: &Self::Wire) -> &str;

    /// What we make of it; none for what is not ours to understand.
    fn read(wire: Self::Wire) -> Option<Self>;
}

/// A list, the newest first, fetched as it is read. It holds one page at a time.
pub struct Pages<T> {
    processor: Processor,
    path: &'static str,
    query: Vec<(&'static str, String)>,
    after: Option<String>,
    done: bool,
    item: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("path", &self.path).field("after", &self.after).finish_non_exhaustive()
    }
}

impl<T: Listed> Pages<T> {
    pub(crate) fn new(processor: &Processor, path: &'static str, query: Vec<(&'static str, String)>) -> Self {
        Self { processor: processor.clone(), path, query, after: None, done: false, item: PhantomData }
    }

    /// The next page, or none after the last. A page may be empty. After an error the same page can be asked for again.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn next(&mut self) -> Result<Option<Vec<T>>, ProcessorError> {
        if self.done {
            return Ok(None);
        }
        let mut query = self.query.clone();
        query.push(("limit", PAGE.to_string()));
        query.extend(self.after.clone().map(|id| ("starting_after", id)));
        let page: ListObject<T::Wire> = self.processor.read(self.path, &query).await?;
        let last = page.data.last().map(|wire| T::id(wire).to_owned());
        // More to come after nothing would go on for ever.
        if page.has_more && (last.is_none() || last == self.after) {
            let status = reqwest::StatusCode::OK;
            return Err(ProcessorError::Unknown(Unsettled::Incomplete { status, missing: "next page" }));
        }
        self.done = !page.has_more;
        self.after = last;
        Ok(Some(page.data.into_iter().filter_map(T::read).collect()))
    }

    /// All that is left, in one list. For lists known to be short.
    ///
    /// # Errors
    /// As [`ProcessorError`] says.
    pub async fn all(mut self) -> Result<Vec<T>, ProcessorError> {
        let mut all = Vec::new();
        while let Some(page) = self.next().await? {
            all.extend(page);
        }
        Ok(all)
    }
}
