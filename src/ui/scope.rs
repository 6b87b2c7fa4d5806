//! What a page begins ends with it: nothing writes into a page that is gone.

use std::fmt::{self, Debug, Formatter};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use leptos::task::spawn_local_scoped_with_cancellation;

/// A task that has not begun. Boxed, so that the app has the machinery around it once and not once a task.
pub type BoxedTask = Pin<Box<dyn Future<Output = ()>>>;

/// The life of a part of the page. A strong owner in a closure that it owns would never be dropped.
#[derive(Clone)]
pub struct Scope(WeakOwner);

impl Debug for Scope {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Scope")
    }
}

impl Scope {
    /// The life of what is being shown.
    ///
    /// # Panics
    /// Outside of components and effects.
    pub fn here() -> Self {
        Self(Owner::current().expect("something is being shown").downgrade())
    }

    /// Begins a task, and gives it up as soon as this is gone.
    pub fn spawn(&self, task: BoxedTask) {
        self.with(|| spawn_local_scoped_with_cancellation(task));
    }

    /// Acts after a while, if this is still there.
    pub fn after(&self, wait: Duration, act: impl FnOnce() + 'static) {
        self.with(|| {
            if let Ok(waiting) = set_timeout_with_handle(act, wait) {
                on_cleanup(move || waiting.clear());
            }
        });
    }

    /// What a task reads is not watched by whoever began it.
    fn with(&self, begin: impl FnOnce()) {
        if let Some(owner) = self.0.upgrade() {
            owner.with(|| untrack(begin));
        }
    }
}
