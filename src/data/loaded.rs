//! What a page asked the server for: waiting, here, or failed with a way to try again.

mod asked;
mod kept;
mod look;
mod show;

use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use wire::problem::Conflict;

use self::asked::{Asked, Untyped};
pub use self::kept::Latest;
use crate::api::{Answering, ApiError, Told};
use leptos::prelude::*;

/// Something loaded, and the way to load it again.
pub struct Loaded<T> {
    asked: Asked,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

/// Asks now, and anew on [`Loaded::again`]. While it is asked anew the answer before stays.
pub fn load<T: Send + Sync + 'static>(ask: impl Fn() -> Answering<T> + Send + Sync + 'static) -> Loaded<T> {
    let ask = move || -> Answering<Untyped> {
        let asked = ask();
        Box::pin(async move { asked.await.map(|found| Arc::new(found) as Untyped) })
    };
    let asked = Asked::new(Arc::new(ask));
    asked.again();
    Loaded { asked, of: PhantomData }
}

impl<T: Send + Sync + 'static> Loaded<T> {
    /// Asks anew.
    pub fn again(self) {
        self.asked.again();
    }

    /// Asks once more, unseen: what is here stays, unless the answer is not the same.
    pub fn look_once(self, is_same: fn(&T, &T) -> bool) {
        let is_same = move |one: &Untyped, other: &Untyped| {
            is_same(&of_type::<T>(one.clone()), &of_type::<T>(other.clone()))
        };
        self.asked.look(Box::new(is_same));
    }

    /// Whether it is being asked for right now.
    pub fn asking(self) -> RwSignal<bool> {
        self.asked.asking
    }

    /// What is here.
    pub fn get(self) -> Option<Arc<T>> {
        self.asked.found().map(of_type)
    }

    /// What `of` reads from what is here.
    pub fn map<U>(self, of: impl FnOnce(&T) -> U) -> Option<U> {
        self.get().map(|found| of(&found))
    }

    /// Shows what came by another way. Answers that are still under way are older.
    pub fn put(self, found: T) {
        self.asked.put(Arc::new(found));
    }

    /// How it is after a change of it failed with `error`: the refusal brings it along, and where an answer was lost and perhaps not
    /// the request, it is asked for.
    ///
    /// # Errors
    /// The error to tell, where it is not known.
    pub async fn after(self, error: &ApiError) -> Result<T, ApiError>
    where
        T: DeserializeOwned + Clone,
    {
        match error.told().and_then(Told::extension::<Conflict<T>>) {
            Some(Conflict { now }) => Ok(now),
            None => self.asked.after(error).await.map(|found| T::clone(&of_type(found))),
        }
    }

    /// Whether the server says that there is no such thing.
    pub fn missing(self) -> Memo<bool> {
        self.asked.missing()
    }
}

/// Only what is of the type was put there.
fn of_type<T: Send + Sync + 'static>(found: Untyped) -> Arc<T> {
    found.downcast().expect("it is of the type that was asked for")
}

#[cfg(test)]
mod tests;
