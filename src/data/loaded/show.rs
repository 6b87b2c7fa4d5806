//! How something loaded is shown.

use leptos::prelude::*;

use super::asked::{Asked, Untyped};
use super::{Loaded, of_type};
use crate::data::failure::way_on;
use crate::text::t;
use crate::ui::{Bone, Failed, Skeleton, anew};

impl<T: Send + Sync + 'static> Loaded<T> {
    /// The skeleton, the view of what is here, or what went wrong.
    pub fn view(self, bones: &'static [Bone], here: impl Fn(&T) -> AnyView + Send + 'static) -> AnyView {
        self.or_failed(t().failed_title(), move || skeleton(bones), here)
    }

    /// What waits, the view of what is here, or what went wrong under `title`. A second failure leaves the view of the first
    /// standing, with the keyboard's place in it.
    pub fn or_failed(
        self,
        title: &'static str,
        waiting: impl Fn() -> AnyView + Send + 'static,
        here: impl Fn(&T) -> AnyView + Send + 'static,
    ) -> AnyView {
        let here = move |found: Untyped| here(&of_type::<T>(found));
        self.asked.or_failed(title, Box::new(waiting), Box::new(here))
    }
}

impl Asked {
    fn or_failed(
        self,
        title: &'static str,
        waiting: Box<dyn Fn() -> AnyView + Send>,
        here: Box<dyn Fn(Untyped) -> AnyView + Send>,
    ) -> AnyView {
        let has_failed = self.has_failed();
        anew(move || {
            if has_failed.get() {
                return self.failed(title);
            }
            self.found().map_or_else(&waiting, &here)
        })
    }

    pub fn failed(self, title: &'static str) -> AnyView {
        let text = Memo::new(move |before: Option<&String>| {
            self.failure().unwrap_or_else(|| before.cloned().unwrap_or_default())
        });
        let is_outdated = self.is_outdated();
        let (label, again) = way_on(is_outdated, Callback::new(move |()| self.again()));
        view! {
            <Failed
                title=title
                text=text
                retry_label=label
                busy=self.asking
                on_retry=again
                passes=Memo::new(move |_| self.passes())
                by_itself=t().failed_by_itself()
            />
        }
        .into_any()
    }
}

pub(super) fn skeleton(bones: &'static [Bone]) -> AnyView {
    view! { <Skeleton label=t().loading() bones=bones card=true /> }.into_any()
}
