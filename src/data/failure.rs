//! What went wrong with a request, in words.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::text::t;
use crate::ui::Failed;

/// What went wrong, with `Try again`.
pub fn failed(error: &ApiError, again: Callback<()>) -> AnyView {
    view! { <Failed title=t().failed_title() text=sentence(error) retry_label=t().try_again() on_retry=again /> }.into_any()
}

/// The sentence for an error that is not about what was entered.
pub fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::NotReached | ApiError::SignedOut => t().failed_not_reached().to_owned(),
        ApiError::Outdated => t().failed_outdated().to_owned(),
        ApiError::Broken => t().failed_server().to_owned(),
        ApiError::Problem(told) if told.problem.detail.is_empty() => t().failed_server().to_owned(),
        ApiError::Problem(told) => told.problem.detail.clone(),
    }
}

/// The same for a request to change something: where no answer of the desk came, it may have been done.
pub fn sentence_of_change(error: &ApiError) -> String {
    match error {
        ApiError::NotReached | ApiError::Broken => t().failed_unknown_outcome().to_owned(),
        ApiError::SignedOut | ApiError::Outdated | ApiError::Problem(_) => sentence(error),
    }
}
