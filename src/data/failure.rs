//! What went wrong with a request, in words.

use leptos::prelude::*;

use crate::api::ApiError;
use crate::text::t;
use crate::ui::{Button, Failed, Notice, NoticeKind};

/// What went wrong, with `Try again`.
pub fn failed(error: &ApiError, again: Callback<()>) -> AnyView {
    let (label, again) = way_on(*error == ApiError::Outdated, again);
    let passes = error.passes();
    view! {
        <Failed
            title=t().failed_title()
            text=sentence(error)
            retry_label=label
            on_retry=again
            passes=passes
            by_itself=t().failed_by_itself()
        />
    }
    .into_any()
}

/// What can be done about it: `again`, but what the server no longer has, or what this page cannot read, does not come by asking again.
pub fn way_on(is_outdated: bool, again: Callback<()>) -> (&'static str, Callback<()>) {
    if is_outdated { (t().load_again(), Callback::new(load_page_again)) } else { (t().try_again(), again) }
}

/// That some of a list can only be shown by a newer page, if it is so.
pub fn unread(count: usize) -> AnyView {
    let notice = || {
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{t().unread_entries(count as u64)}</p>
                {load_again()}
            </Notice>
        }
    };
    (count > 0).then(notice).into_any()
}

/// The button for it.
pub fn load_again() -> AnyView {
    view! { <Button label=t().load_again().to_string() on_press=Callback::new(load_page_again) /> }.into_any()
}

fn load_page_again((): ()) {
    drop(window().location().reload());
}

/// The sentence for an error that is not about what was entered.
pub fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::NotReached | ApiError::SignedOut => t().failed_not_reached().to_owned(),
        ApiError::Outdated => t().failed_outdated().to_owned(),
        ApiError::Broken => t().failed_server().to_owned(),
        ApiError::Busy(seconds) => t().problem_too_many_detail(&t().in_seconds(*seconds)),
        ApiError::Problem(told) if told.problem.detail.is_empty() => t().failed_server().to_owned(),
        ApiError::Problem(told) => told.problem.detail.clone(),
    }
}

/// The same for a request to change something: where no answer of the desk came, it may have been done.
pub fn sentence_of_change(error: &ApiError) -> String {
    match error {
        ApiError::NotReached | ApiError::Broken => t().failed_unknown_outcome().to_owned(),
        ApiError::Outdated => t().failed_unread_outcome().to_owned(),
        // Nothing was let through.
        ApiError::Busy(_) | ApiError::SignedOut | ApiError::Problem(_) => sentence(error),
    }
}
