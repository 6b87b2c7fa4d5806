//! A form: what was entered, what is wrong with it, sending it, and what came of that.
//!
//! A form's own file has its fields, its parse and what success looks like. All else is the same for every form and is here: that
//! values are read from the elements, where the focus goes, that nothing is sent twice, a lost answer, a session that ended.

mod field;
mod kept;
mod reply;
mod show;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use self::field::Field;
use self::reply::Mistakes;
pub use self::reply::{FormReply, NextStep, Saying};
use crate::api::{Answering, ApiError};
use crate::session::{SessionState, use_session};
use crate::ui::{Mistake, Scope, whenever_again};

/// What was entered, on its way to the server, or what is wrong with it. It is also asked while somebody enters, so what is sent
/// has not begun.
pub type Submission = Result<Answering<FormReply>, Vec<Mistake>>;

/// A form, for as long as its page is there.
#[derive(Clone, Copy)]
pub struct FormState {
    fields: StoredValue<Vec<Field>>,
    /// The element, once it is there.
    pub place: NodeRef<html::Form>,
    /// How often it was tried to send it since it was last done: only then is what is wrong told.
    attempts: RwSignal<u32>,
    /// Whether it is on its way.
    pub busy: RwSignal<bool>,
    /// What the server found wrong with the very values that are entered.
    refused: RwSignal<Option<Mistakes>>,
    /// What came of it, in words.
    pub said: RwSignal<Option<Saying>>,
    /// Whether it was sent and nothing was entered since.
    pub done: RwSignal<bool>,
    attempt: StoredValue<Arc<dyn Fn(FormState) -> Submission + Send + Sync>>,
    /// None only while the form is made.
    mistakes: StoredValue<Option<Memo<Vec<Mistake>>>>,
    scope: StoredValue<Scope>,
    session: SessionState,
}

impl FormState {
    /// A form with these fields. `attempt` reads them by [`Self::entered`], checks them by the function of `domain` that the server
    /// asks too, and says how they are sent.
    pub fn new(
        fields: &[&'static str],
        attempt: impl Fn(Self) -> Submission + Send + Sync + 'static,
    ) -> Self {
        let form = Self {
            fields: StoredValue::new(fields.iter().map(|id| Field::new(id)).collect()),
            place: NodeRef::new(),
            attempts: RwSignal::new(0),
            busy: RwSignal::new(false),
            refused: RwSignal::new(None),
            said: RwSignal::new(None),
            done: RwSignal::new(false),
            attempt: StoredValue::new(Arc::new(attempt)),
            mistakes: StoredValue::new(None),
            scope: StoredValue::new(Scope::here()),
            session: use_session(),
        };
        form.mistakes.set_value(Some(Memo::new(move |_| form.wrong())));
        whenever_again(move |is_later| {
            form.values();
            if is_later {
                form.forget_what_was_said_of_the_entry();
            }
        });
        form
    }

    /// Sends what is entered, unless it is on its way already or something is wrong with it.
    pub fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.read();
        self.said.set(None);
        self.refused.set(None);
        self.attempts.update(|it| *it += 1);
        if let Ok(sending) = untrack(|| self.attempt()) {
            self.send(sending);
        }
    }

    /// Whether it could be sent as it is; if not, what is wrong is told. For what is done with an entry before it is sent. It shares no
    /// function with [`Self::submit`], which everybody loads.
    pub fn is_right(self) -> bool {
        self.read();
        self.said.set(None);
        self.refused.set(None);
        self.attempts.update(|it| *it += 1);
        untrack(|| self.attempt()).is_ok()
    }

    fn send(self, sending: Answering<FormReply>) {
        self.busy.set(true);
        let (sent, saving) = (self.values_untracked(), self.session.saving().begin());
        let task = async move {
            // Whatever draws the form anew waits until its answer is heard.
            let _saving = saving;
            let reply = sending.await;
            self.busy.set(false);
            match reply {
                Ok(reply) => self.hear(reply, &sent),
                Err(ApiError::SignedOut) => self.session.end(),
                Err(error) => {
                    self.session.check_after(&error);
                    self.said.set(Some(Saying::of_error(error)));
                }
            }
        };
        self.scope.with_value(|scope| scope.spawn(Box::pin(task)));
    }

    fn hear(self, reply: FormReply, sent: &[String]) {
        match reply {
            FormReply::Nothing => {}
            FormReply::Said(said) => self.said.set(Some(said)),
            FormReply::Done(said) => {
                self.attempts.set(0);
                // What was entered while this was on its way stays, also where nobody was told of it.
                self.read();
                if self.values_untracked() == sent {
                    self.clear();
                    self.done.set(true);
                }
                self.said.set(Some(said));
            }
            FormReply::Refused(mistakes) => {
                self.refused.set(Some(mistakes));
                self.attempts.update(|it| *it += 1);
            }
            FormReply::Reread => self.attempts.update(|it| *it += 1),
        }
    }

    /// For who has done it and wants to do it again.
    pub fn once_more(self) {
        self.said.set(None);
        self.done.set(false);
    }

    fn attempt(self) -> Submission {
        let attempt = self.attempt.get_value();
        attempt(self)
    }

    /// All that is wrong, once it was tried to send it.
    fn wrong(self) -> Vec<Mistake> {
        let found = (self.attempts.get() > 0).then(|| self.attempt().err()).flatten();
        let mut mistakes = found.unwrap_or_default();
        if let Some(refused) = self.refused.get() {
            mistakes.extend(refused());
        }
        mistakes
    }

    /// The same, as it changes.
    pub fn mistakes(self) -> Signal<Vec<Mistake>> {
        self.mistakes.get_value().expect("the form is made").into()
    }

    fn forget_what_was_said_of_the_entry(self) {
        if self.refused.with_untracked(Option::is_some) {
            self.refused.set(None);
        }
        if untrack(|| self.answers_the_entry()) {
            self.said.set(None);
        }
    }

    /// Whether what was said last is about what is entered.
    pub fn answers_the_entry(self) -> bool {
        self.said.with(|said| said.as_ref().is_some_and(|said| said.of_entry))
    }
}

#[cfg(test)]
mod tests;
