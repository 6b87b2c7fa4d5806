//! What sending a form came to.

use leptos::prelude::*;

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
    Refused(Vec<Mistake>),
    /// What is known now says what is wrong: beside the fields, or instead of the form.
    Reread,
}

/// Something said in place. It takes the focus.
#[derive(Clone)]
pub struct Saying {
    pub kind: NoticeKind,
    pub title: Option<&'static str>,
    pub text: String,
    /// What can be done next.
    pub next: Option<ViewFn>,
    /// Whether it is about what is entered, and no longer holds once that is something else.
    pub of_entry: bool,
}

impl Saying {
    /// These words.
    pub fn new(kind: NoticeKind, text: impl Into<String>) -> Self {
        Self { kind, title: None, text: text.into(), next: None, of_entry: false }
    }

    /// Why nothing came of it, or nothing that is known.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { title: Some(t().error_summary_title()), ..Self::new(NoticeKind::Error, text) }
    }

    /// Whether it says that nothing came of it.
    pub fn is_failure(&self) -> bool {
        self.kind == NoticeKind::Error
    }

    /// That it is done.
    pub fn done(title: &'static str, text: impl Into<String>) -> Self {
        Self { title: Some(title), ..Self::new(NoticeKind::Done, text) }
    }
}
