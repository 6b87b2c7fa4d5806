//! What sending a form came to.

use std::sync::Arc;

use domain::charge::Version;
use leptos::prelude::*;

use super::FormState;
use crate::api::ApiError;
use crate::data::failure::{load_again, sentence, sentence_of_change};
use crate::text::t;
use crate::ui::{Mistake, NoticeKind};

/// What the server made of what was sent.
pub enum FormReply {
    /// What is shown says it.
    Nothing,
    /// This, and the form stays as it is.
    Said(Saying),
    /// It is done. The form is blank again, or holds what is there now, unless something else was entered meanwhile.
    Done(Saying),
    /// Something is wrong with what was entered, that only the server could know.
    Refused(Mistakes),
    /// What is known now says what is wrong: beside the fields, or instead of the form.
    Reread,
}

impl FormReply {
    /// What is said where sending it twice does no more than sending it once, and no answer came: whoever reads it just sends it again.
    // Within each piece by itself: what pieces share is loaded by everybody.
    #[inline(always)]
    pub fn without_answer(error: ApiError) -> Result<Self, ApiError> {
        match error {
            ApiError::NotReached | ApiError::Broken => {
                Ok(Self::Said(Saying::failed(move || sentence(&error))))
            }
            error => Err(error),
        }
    }
}

/// Something said in place. It takes the focus. Its words are made when it is drawn, in the language that is shown by then.
#[derive(Clone)]
pub struct Saying {
    pub kind: NoticeKind,
    pub title: Option<Sentence>,
    pub text: Sentence,
    /// What can be done next.
    pub next: Option<NextStep>,
    /// Whether it is about what is entered, and no longer holds once that is something else.
    pub of_entry: bool,
    /// The version of the charge that it is about, where it does not hold of a later one.
    pub of_version: Option<Version>,
}

/// A sentence, once it is known in which language.
pub type Sentence = Arc<dyn Fn() -> String + Send + Sync>;

/// What is wrong, once it is known in which language it is told.
pub type Mistakes = Arc<dyn Fn() -> Vec<Mistake> + Send + Sync>;

/// What can be done with the form that was sent. It may have been drawn anew since.
pub type NextStep = Arc<dyn Fn(FormState) -> AnyView + Send + Sync>;

impl Saying {
    /// These words.
    pub fn new(kind: NoticeKind, text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self { kind, title: None, text: Arc::new(text), next: None, of_entry: false, of_version: None }
    }

    /// Why nothing came of it, or nothing that is known.
    pub fn failed(text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self {
            title: Some(Arc::new(|| t().error_summary_title().to_owned())),
            ..Self::new(NoticeKind::Error, text)
        }
    }

    /// Why it is not known what came of it.
    pub fn of_error(error: ApiError) -> Self {
        let next: Option<NextStep> =
            (error == ApiError::Outdated).then(|| Arc::new(|_| load_again()) as NextStep);
        Self { next, ..Self::failed(move || sentence_of_change(&error)) }
    }

    /// The same, of the charge as it is at this version.
    pub fn failed_at(at: Version, text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self { of_version: Some(at), ..Self::failed(text) }
    }

    /// That it is done.
    pub fn done(
        title: impl Fn() -> String + Send + Sync + 'static,
        text: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        Self { title: Some(Arc::new(title)), ..Self::new(NoticeKind::Done, text) }
    }
}
