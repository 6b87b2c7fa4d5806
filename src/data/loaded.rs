//! What a page asked the server for: waiting, here, or failed with a way to try again.

mod kept;
mod look;
mod show;

use std::sync::Arc;

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wire::problem::Conflict;

use super::failure::sentence;
use super::scope::Scope;
use crate::api::{Answering, ApiError, Told};
use crate::session::{SessionState, use_session};
use crate::ui::{Announcer, use_announcer};

/// An answer of the server on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<T> {
    Waiting,
    Here(T),
    Failed(ApiError),
}

/// Something loaded, and the way to load it again.
pub struct Loaded<T: Send + Sync + 'static> {
    answer: RwSignal<Answer<T>>,
    /// Whether it is being asked for right now.
    pub asking: RwSignal<bool>,
    /// How often it was asked for: of several answers only the last counts.
    turn: StoredValue<u32>,
    ask: StoredValue<Ask<T>>,
    scope: StoredValue<Scope>,
    session: SessionState,
    announcer: Announcer,
}

type Ask<T> = Arc<dyn Fn() -> Answering<T> + Send + Sync>;

impl<T: Send + Sync + 'static> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loaded<T> {}

/// Asks now, and anew on [`Loaded::again`]. While it is asked anew the answer before stays.
pub fn load<T: Clone + Send + Sync + 'static>(
    ask: impl Fn() -> Answering<T> + Send + Sync + 'static,
) -> Loaded<T> {
    let loaded = Loaded::of(Arc::new(ask));
    loaded.again();
    loaded
}

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    fn of(ask: Ask<T>) -> Self {
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

    /// Asks anew.
    pub fn again(self) {
        let asked = self.ask();
        self.turn.update_value(|turn| *turn += 1);
        let mine = self.turn.get_value();
        self.asking.set(true);
        let take = async move {
            let found = asked.await;
            // Something else was asked for since: this answer may be the older one.
            if self.turn.get_value() == mine {
                self.asking.set(false);
                self.take(found);
            }
        };
        self.scope.with_value(|scope| scope.spawn(Box::pin(take)));
    }

    fn ask(self) -> Answering<T> {
        let ask = self.ask.get_value();
        ask()
    }

    fn take(self, found: Result<T, ApiError>) {
        let error = match found {
            Ok(found) => return self.answer.set(Answer::Here(found)),
            Err(ApiError::SignedOut) => return self.session.end(),
            Err(error) => error,
        };
        let text = sentence(&error);
        let before = self.answer.with_untracked(|it| match it {
            Answer::Failed(before) => Some(sentence(before)),
            Answer::Waiting | Answer::Here(_) => None,
        });
        // The first failure is heard where it is shown. One like it changes nothing there, so it is said.
        if before.is_some() {
            self.announcer.interrupt(text.clone());
        }
        if before.as_ref() != Some(&text) {
            self.answer.set(Answer::Failed(error));
        }
    }

    /// What `of` reads from what is here.
    pub fn map<U>(self, of: impl FnOnce(&T) -> U) -> Option<U> {
        self.answer.with(|answer| match answer {
            Answer::Here(found) => Some(of(found)),
            Answer::Waiting | Answer::Failed(_) => None,
        })
    }

    /// What is here.
    pub fn get(self) -> Option<T> {
        self.map(T::clone)
    }

    /// Shows what came by another way. Answers that are still under way are older.
    pub fn put(self, found: T) {
        self.turn.update_value(|turn| *turn += 1);
        self.asking.set(false);
        self.answer.set(Answer::Here(found));
    }

    /// How it is after a change of it failed with `error`: the refusal brings it along, and where an answer was lost and perhaps not
    /// the request, it is asked for.
    ///
    /// # Errors
    /// The error to tell, where it is not known.
    pub async fn after(self, error: &ApiError) -> Result<T, ApiError>
    where
        T: DeserializeOwned,
    {
        match error.told().and_then(Told::extension::<Conflict<T>>) {
            Some(Conflict { now }) => Ok(now),
            None if *error == ApiError::SignedOut => Err(ApiError::SignedOut),
            None => match self.ask().await {
                Err(ApiError::SignedOut) => Err(ApiError::SignedOut),
                found => found.map_err(|_| error.clone()),
            },
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
}

#[cfg(test)]
mod tests;
