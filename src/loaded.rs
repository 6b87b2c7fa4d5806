//! What a page asked the server for: waiting, here, or failed with a way to try again.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::session::use_session;
use crate::ui::{Bone, Failed, Skeleton};
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
    let turn = StoredValue::new(0_u32);
    let session = use_session();
    let again = Callback::new(move |()| {
        let asked = ask();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        spawn_local(async move {
            let found = asked.await;
            // Something else was asked for since, or the page is gone: this answer may be the older one.
            if turn.try_get_value() != Some(mine) {
                return;
            }
            let found = match found {
                Ok(found) => Answer::Here(found),
                Err(ApiError::SignedOut) => return session.end(),
                Err(error) => Answer::Failed(error),
            };
            drop(answer.try_set(found));
        });
    });
    again.run(());
    Loaded { answer, again }
}

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// The skeleton, the view of what is here, or what went wrong.
    pub fn view(self, bones: &'static [Bone], here: impl Fn(T) -> AnyView + Send + 'static) -> AnyView {
        let view = move || match self.answer.get() {
            Answer::Waiting => view! { <Skeleton label=t().loading() bones=bones card=true /> }.into_any(),
            Answer::Here(found) => here(found),
            Answer::Failed(error) => failed(&error, self.again),
        };
        view.into_any()
    }
}

/// What went wrong, with `Try again`.
pub fn failed(error: &ApiError, again: Callback<()>) -> AnyView {
    view! { <Failed title=t().failed_title() text=sentence(error) retry_label=t().try_again() on_retry=again /> }.into_any()
}

/// The sentence for an error that is not about what was entered.
pub fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::NotReached | ApiError::SignedOut => t().failed_not_reached().to_owned(),
        ApiError::Problem(problem) if problem.detail.is_empty() => t().failed_server().to_owned(),
        ApiError::Problem(problem) => problem.detail.clone(),
    }
}
