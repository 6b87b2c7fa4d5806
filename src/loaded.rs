//! What a page asked the server for: waiting, here, or failed with a way to try again.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::session::use_session;
use crate::ui::{Bone, Failed, Skeleton, use_announcer};
use crate::words::t;

/// An answer of the server on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<T> {
    Waiting,
    Here(T),
    Failed(ApiError),
}

/// Something loaded, and the way to load it again.
pub struct Loaded<T: Send + Sync + 'static> {
    pub answer: RwSignal<Answer<T>>,
    pub again: Callback<()>,
    /// Whether it is being asked for right now.
    pub asking: RwSignal<bool>,
    /// How often it was asked for: of several answers only the last counts.
    turn: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loaded<T> {}

/// Asks now, and anew on [`Loaded::again`]. While it is asked anew the answer before stays.
pub fn load<T, F, A>(ask: F) -> Loaded<T>
where
    T: Clone + Send + Sync + 'static,
    F: Fn() -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Result<T, ApiError>> + 'static,
{
    let answer = RwSignal::new(Answer::Waiting);
    let asking = RwSignal::new(false);
    let turn = StoredValue::new(0_u32);
    let (session, announcer) = (use_session(), use_announcer());
    let again = Callback::new(move |()| {
        let asked = ask();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        asking.set(true);
        spawn_local(async move {
            let found = asked.await;
            // Something else was asked for since, or the page is gone: this answer may be the older one.
            if turn.try_get_value() != Some(mine) {
                return;
            }
            asking.set(false);
            let error = match found {
                Ok(found) => return answer.set(Answer::Here(found)),
                Err(ApiError::SignedOut) => return session.end(),
                Err(error) => error,
            };
            let text = sentence(&error);
            let before = answer.with_untracked(|it| match it {
                Answer::Failed(before) => Some(sentence(before)),
                Answer::Waiting | Answer::Here(_) => None,
            });
            // The first failure is heard where it is shown. One like it changes nothing there, so it is said.
            if before.is_some() {
                announcer.interrupt(text.clone());
            }
            if before.as_ref() != Some(&text) {
                answer.set(Answer::Failed(error));
            }
        });
    });
    again.run(());
    Loaded { answer, again, asking, turn }
}

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// The skeleton, the view of what is here, or what went wrong.
    pub fn view(self, bones: &'static [Bone], here: impl Fn(T) -> AnyView + Send + 'static) -> AnyView {
        let waiting = move || view! { <Skeleton label=t().loading() bones=bones card=true /> }.into_any();
        self.or_failed(t().failed_title(), waiting, here)
    }

    /// What waits, the view of what is here, or what went wrong under `title`. A second failure leaves the view of the first
    /// standing, with the keyboard's place in it.
    pub fn or_failed(
        self,
        title: &'static str,
        waiting: impl Fn() -> AnyView + Send + 'static,
        here: impl Fn(T) -> AnyView + Send + 'static,
    ) -> AnyView {
        let has_failed = Memo::new(move |_| self.answer.with(|it| matches!(it, Answer::Failed(_))));
        let view = move || {
            if has_failed.get() {
                return self.failure(title);
            }
            match self.answer.get() {
                Answer::Here(found) => here(found),
                Answer::Waiting | Answer::Failed(_) => waiting(),
            }
        };
        view.into_any()
    }

    /// Shows what came by another way. Answers that are still under way are older.
    pub fn put(self, found: T) {
        if self.turn.try_update_value(|turn| *turn += 1).is_some() {
            let _gone = self.asking.try_set(false);
            let _gone = self.answer.try_set(Answer::Here(found));
        }
    }

    /// Whether the server says that there is no such thing.
    pub fn missing(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.answer.with(|it| match it {
                Answer::Failed(error) => error.told().is_some_and(|told| told.problem.status == 404),
                Answer::Waiting | Answer::Here(_) => false,
            })
        })
    }

    fn failure(self, title: &'static str) -> AnyView {
        let text = Memo::new(move |before: Option<&String>| {
            self.answer.with(|it| match it {
                Answer::Failed(error) => sentence(error),
                Answer::Waiting | Answer::Here(_) => before.cloned().unwrap_or_default(),
            })
        });
        view! {
            <Failed
                title=title
                text=text
                retry_label=t().try_again()
                busy=self.asking
                on_retry=self.again
            />
        }
        .into_any()
    }
}

/// What went wrong, with `Try again`.
pub fn failed(error: &ApiError, again: Callback<()>) -> AnyView {
    view! { <Failed title=t().failed_title() text=sentence(error) retry_label=t().try_again() on_retry=again /> }.into_any()
}

/// The same for a request to change something: where no answer of the desk came, it may have been done.
pub fn sentence_of_change(error: &ApiError) -> String {
    match error {
        ApiError::NotReached | ApiError::Broken => t().failed_unknown_outcome().to_owned(),
        ApiError::SignedOut | ApiError::Problem(_) => sentence(error),
    }
}

/// The sentence for an error that is not about what was entered.
pub fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::NotReached | ApiError::SignedOut => t().failed_not_reached().to_owned(),
        ApiError::Broken => t().failed_server().to_owned(),
        ApiError::Problem(told) if told.problem.detail.is_empty() => t().failed_server().to_owned(),
        ApiError::Problem(told) => told.problem.detail.clone(),
    }
}
