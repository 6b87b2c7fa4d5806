//! The part of loading that is the same whatever is loaded. Were it made for each type, it would be a tenth of the app.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;

use crate::api::{Answering, ApiError};
use crate::data::failure::sentence;
use crate::session::{SessionState, use_session};
use crate::ui::Scope;
use crate::ui::{Announcer, use_announcer};

/// What was asked for, of whatever type.
pub type Untyped = Arc<dyn Any + Send + Sync>;

/// Whether two answers say the same.
pub type IsSame = Box<dyn Fn(&Untyped, &Untyped) -> bool>;

/// An answer of the server on its way.
#[derive(Clone)]
pub enum Answer {
    Waiting,
    Here(Untyped),
    /// With what was here before.
    Failed(ApiError, Option<Untyped>),
}

/// Something asked for, and the way to ask again.
#[derive(Clone, Copy)]
pub struct Asked {
    answer: RwSignal<Answer>,
    pub asking: RwSignal<bool>,
    /// How often it was asked for: of several answers only the last counts.
    turn: StoredValue<u32>,
    ask: StoredValue<Arc<dyn Fn() -> Answering<Untyped> + Send + Sync>>,
    scope: StoredValue<Scope>,
    pub session: SessionState,
    announcer: Announcer,
}

impl Asked {
    pub fn new(ask: Arc<dyn Fn() -> Answering<Untyped> + Send + Sync>) -> Self {
        Self {
            answer: RwSignal::new(Answer::Waiting),
            asking: RwSignal::new(false),
            turn: StoredValue::new(0),
            ask: StoredValue::new(ask),
            scope: StoredValue::new(Scope::here()),
            session: use_session(),
            announcer: use_announcer(),
        }
    }

    pub fn again(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.asking.set(true);
        self.hear(None);
    }

    /// The same unseen, where something is here: it stays, unless the answer is not the same.
    pub fn look(self, is_same: IsSame) {
        if untrack(|| self.found()).is_some() {
            self.hear(Some(is_same));
        }
    }

    fn hear(self, unseen: Option<IsSame>) {
        let (asked, mine) = (self.ask(), self.turn.get_value());
        let take = async move {
            let found = asked.await;
            // Something else was asked for since: this answer may be the older one.
            if self.turn.get_value() != mine {
                return;
            }
            match unseen {
                None => {
                    self.asking.set(false);
                    self.take(found);
                }
                Some(is_same) if self.is_news(&found, &is_same) => self.take(found),
                Some(_) => {}
            }
        };
        self.scope.with_value(|scope| scope.spawn(Box::pin(take)));
    }

    /// Whether whoever sees what is here has to know. Where no answer comes, the next look may bring one.
    fn is_news(self, found: &Result<Untyped, ApiError>, is_same: &IsSame) -> bool {
        match (found, untrack(|| self.found())) {
            (Ok(found), Some(here)) => !is_same(&here, found),
            (Err(error), _) => *error == ApiError::SignedOut,
            (Ok(_), None) => false,
        }
    }

    pub fn ask(self) -> Answering<Untyped> {
        let ask = self.ask.get_value();
        ask()
    }

    fn take(self, found: Result<Untyped, ApiError>) {
        let error = match found {
            Ok(found) => return self.answer.set(Answer::Here(found)),
            Err(ApiError::SignedOut) => return self.session.end(),
            Err(error) => error,
        };
        self.session.check_after(&error);
        let text = sentence(&error);
        let before = untrack(|| self.failure());
        // The first failure is heard where it is shown. One like it changes nothing there, so it is said.
        if before.is_some() {
            self.announcer.interrupt(text.clone());
        }
        if before.as_ref() != Some(&text) {
            let before = untrack(|| self.latest());
            self.answer.set(Answer::Failed(error, before));
        }
    }

    pub fn put(self, found: Untyped) {
        self.turn.update_value(|turn| *turn += 1);
        self.asking.set(false);
        self.answer.set(Answer::Here(found));
    }

    /// What is here.
    pub fn found(self) -> Option<Untyped> {
        match self.answer.get() {
            Answer::Here(found) => Some(found),
            Answer::Waiting | Answer::Failed(..) => None,
        }
    }

    /// What is here, or was before it could not be had anew.
    pub fn latest(self) -> Option<Untyped> {
        match self.answer.get() {
            Answer::Here(found) => Some(found),
            Answer::Failed(_, before) => before,
            Answer::Waiting => None,
        }
    }

    /// What went wrong, in words.
    pub fn failure(self) -> Option<String> {
        self.answer.with(|it| match it {
            Answer::Failed(error, _) => Some(sentence(error)),
            Answer::Waiting | Answer::Here(_) => None,
        })
    }

    /// Whether it has failed, and may be there in a moment.
    pub fn passes(self) -> bool {
        self.answer.with(|it| matches!(it, Answer::Failed(error, _) if error.passes()))
    }

    pub fn is_outdated(self) -> bool {
        self.answer.with_untracked(|it| matches!(it, Answer::Failed(ApiError::Outdated, _)))
    }

    pub fn has_failed(self) -> Memo<bool> {
        Memo::new(move |_| self.answer.with(|it| matches!(it, Answer::Failed(..))))
    }

    pub fn missing(self) -> Memo<bool> {
        Memo::new(move |_| {
            self.answer.with(|it| match it {
                Answer::Failed(error, _) => error.status() == Some(404),
                Answer::Waiting | Answer::Here(_) => false,
            })
        })
    }

    /// How it is after a change of it failed, where that does not say it. A session that ended, ends here.
    pub async fn after(self, error: &ApiError) -> Result<Untyped, ApiError> {
        let found = if *error == ApiError::SignedOut { Err(ApiError::SignedOut) } else { self.ask().await };
        found.map_err(|now| {
            if now == ApiError::SignedOut {
                self.session.end();
            }
            error.clone()
        })
    }
}
