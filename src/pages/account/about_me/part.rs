//! A part of the page that a form changes.

use leptos::prelude::*;
use wire::about_me::AboutMeView;
use wire::problem::Conflict;

use crate::api::{Answering, ApiError, Told};
use crate::data::form::{FormReply, FormState, Saying};
use crate::data::loaded::Latest;
use crate::text::t;
use crate::ui::NoticeKind;

/// What of the client one form changes, as it is seen in its fields. What becomes known by another form reaches them unless something is
/// entered there: then it is a change of what was seen, and the server says what has become of that.
pub struct Part<U: 'static> {
    about: Latest<AboutMeView>,
    of: fn(&AboutMeView) -> U,
    seen: RwSignal<U>,
}

impl<U> Clone for Part<U> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<U> Copy for Part<U> {}

impl<U: Clone + PartialEq + Send + Sync + 'static> Part<U> {
    pub fn new(about: Latest<AboutMeView>, of: fn(&AboutMeView) -> U) -> Self {
        Self { about, of, seen: RwSignal::new(about.with_untracked(of)) }
    }

    /// What is seen.
    pub fn seen(self) -> U {
        self.seen.get()
    }

    /// Has the form's fields hold what is there.
    pub fn in_fields_of(self, form: FormState) -> FormState {
        form.following(self.seen, move || self.about.with(self.of))
    }

    /// What came of a change: it is done, or was changed elsewhere. Then what was entered stands, and may be sent again.
    pub async fn sent(
        self,
        answer: Answering<AboutMeView>,
        saved: fn(&AboutMeView) -> String,
        meanwhile: fn(&AboutMeView) -> String,
    ) -> Result<FormReply, ApiError> {
        self.sent_as(answer, |_| t().about_me_saved_title(), saved, meanwhile).await
    }

    /// The same under another title, where what was asked for is not done yet.
    pub async fn sent_as(
        self,
        answer: Answering<AboutMeView>,
        title: fn(&AboutMeView) -> &'static str,
        saved: fn(&AboutMeView) -> String,
        meanwhile: fn(&AboutMeView) -> String,
    ) -> Result<FormReply, ApiError> {
        let (reply, now) = match answer.await {
            Ok(now) => (FormReply::Done(told(now.clone(), title, saved)), now),
            Err(error) => {
                let changed = error.told().and_then(Told::extension::<Conflict<AboutMeView>>);
                let now = changed.ok_or(error)?.now;
                (FormReply::Said(warned(now.clone(), meanwhile)), now)
            }
        };
        self.seen.set((self.of)(&now));
        self.about.put(now);
        Ok(reply)
    }
}

fn told(
    now: AboutMeView,
    title: fn(&AboutMeView) -> &'static str,
    saved: fn(&AboutMeView) -> String,
) -> Saying {
    let titled = now.clone();
    Saying::done(move || title(&titled).to_owned(), move || saved(&now))
}

fn warned(now: AboutMeView, meanwhile: fn(&AboutMeView) -> String) -> Saying {
    Saying::new(NoticeKind::Warning, move || meanwhile(&now))
}
