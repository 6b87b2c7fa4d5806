//! Something loaded that somebody works with: what they do stays, whatever comes in.

use std::sync::Arc;

use leptos::prelude::*;

use super::asked::Asked;
use super::show::skeleton;
use super::{Loaded, of_type};
use crate::data::freshness::outdated;
use crate::text::t;
use crate::ui::{Bone, Stale, anew};

/// What is here, or was before it could not be had anew.
pub struct Latest<T>(Loaded<T>);

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Latest<T> {}

impl<T: Send + Sync + 'static> Latest<T> {
    /// It, as it changes.
    ///
    /// # Panics
    /// Outside of the view that [`Loaded::kept`] makes.
    pub fn get(self) -> Arc<T> {
        of_type(self.0.asked.latest().expect("it was here when the view was made"))
    }

    /// What `of` reads from it.
    pub fn with<U>(self, of: impl FnOnce(&T) -> U) -> U {
        of(&self.get())
    }

    /// The same, once.
    pub fn with_untracked<U>(self, of: impl FnOnce(&T) -> U) -> U {
        of(&untrack(|| self.get()))
    }

    /// Shows what came by another way.
    pub fn put(self, found: T) {
        self.0.put(found);
    }
}

impl<T: Send + Sync + 'static> Loaded<T> {
    /// The view of what is here, made once: it hears of newer facts as they come. That they cannot be had is said above.
    pub fn kept(
        self,
        bones: &'static [Bone],
        here: impl Fn(Latest<T>) -> AnyView + Send + 'static,
    ) -> AnyView {
        let (never, _) = signal(false);
        self.asked.kept(bones, never, Box::new(move || here(Latest(self))))
    }

    /// The same of what is true for as many seconds as `holds_for` says. After that the present facts are offered.
    pub fn kept_while_true(
        self,
        bones: &'static [Bone],
        holds_for: fn(&T) -> u32,
        here: impl Fn(Latest<T>) -> AnyView + Send + 'static,
    ) -> AnyView {
        let over = outdated(self, holds_for);
        self.asked.kept(bones, over, Box::new(move || here(Latest(self))))
    }
}

impl Asked {
    fn kept(
        self,
        bones: &'static [Bone],
        over: ReadSignal<bool>,
        here: Box<dyn Fn() -> AnyView + Send>,
    ) -> AnyView {
        let failed = self.has_failed();
        let is_here = Memo::new(move |_| self.latest().is_some());
        anew(move || {
            if !is_here.get() {
                return anew(
                    move || {
                        if failed.get() { self.failed(t().failed_title()) } else { skeleton(bones) }
                    },
                );
            }
            view! {
                {anew(move || failed.get().then(|| self.failed(t().error_summary_title())).into_any())}
                {anew(move || over.get().then(|| self.stale()).into_any())}
                {here()}
            }
            .into_any()
        })
    }

    fn stale(self) -> AnyView {
        let again = Callback::new(move |()| self.again());
        view! {
            <Stale
                text=t().stale_text()
                refresh_label=t().stale_refresh()
                busy=self.asking
                on_refresh=again
            />
        }
        .into_any()
    }
}
