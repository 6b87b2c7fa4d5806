//! Something loaded that somebody works with: what they do stays, whatever comes in.

use leptos::prelude::*;

use super::Loaded;
use super::show::skeleton;
use crate::data::freshness::day_over;
use crate::text::t;
use crate::ui::{Bone, Stale};

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// The view of what is here, made once: it hears of newer facts as they come. Once the day they were made for is over, in as
    /// many seconds as `ends_in` says, the present ones are offered; that they cannot be had is said above.
    pub fn kept(
        self,
        bones: &'static [Bone],
        ends_in: fn(&T) -> u32,
        here: impl Fn(Signal<T>) -> AnyView + Send + 'static,
    ) -> AnyView {
        let over = day_over(self, ends_in);
        let failed = self.has_failed();
        let was_here =
            Memo::new(move |before: Option<&bool>| before == Some(&true) || self.map(|_| ()).is_some());
        let view = move || {
            let first = was_here.get().then(|| untrack(|| self.get())).flatten();
            let Some(first) = first else {
                let waiting = move || {
                    if failed.get() { self.failure(t().failed_title()) } else { skeleton(bones) }
                };
                return waiting.into_any();
            };
            view! {
                {move || failed.get().then(|| self.failure(t().error_summary_title()))}
                {move || over.get().then(|| self.stale())}
                {here(self.latest(first))}
            }
            .into_any()
        };
        view.into_any()
    }

    /// What is here, or was before it could not be had anew.
    fn latest(self, first: T) -> Signal<T> {
        let changed = |_: Option<&T>, _: Option<&T>| true;
        Memo::new_with_compare(
            move |before: Option<&T>| self.get().unwrap_or_else(|| before.unwrap_or(&first).clone()),
            changed,
        )
        .into()
    }

    fn stale(self) -> AnyView {
        let again = Callback::new(move |()| self.again());
        view! {
            <Stale
                text=t().stale_day()
                refresh_label=t().stale_refresh()
                busy=self.asking
                on_refresh=again
            />
        }
        .into_any()
    }
}
