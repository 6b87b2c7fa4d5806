//! Looking until something that is under way has an outcome.

use std::time::Duration;

use super::asked::{Asked, Untyped};
use super::{Loaded, of_type};
use crate::api::ApiError;
use crate::ui::{Scope, whenever};

/// A look after one second, two, four and so on, up to half a minute, and after so many no more: looking by itself must not
/// keep a session alive that nobody uses.
const LOOKS: u32 = 7;
const LONGEST_WAIT: u32 = 5;

impl<T: Send + Sync + 'static> Loaded<T> {
    /// Looks again for as long as `pending` gives the same sign of what is under way. The page is drawn anew only where
    /// something has changed.
    pub fn look_while(self, pending: fn(&T) -> Option<i64>) {
        let sign_of = move |found: Untyped| pending(&of_type(found));
        let asked = self.asked;
        whenever(move || {
            if let Some(sign) = asked.found().and_then(sign_of) {
                let is_same = Box::new(move |found: &Untyped| sign_of(found.clone()) == Some(sign));
                Look { asked, is_same, scope: Scope::here() }.later(0);
            }
        });
    }
}

/// One series of looks. It ends with the answer that it is about.
struct Look {
    asked: Asked,
    is_same: Box<dyn Fn(&Untyped) -> bool>,
    scope: Scope,
}

impl Look {
    fn later(self, looks: u32) {
        if looks < LOOKS {
            let wait = Duration::from_secs(1 << looks.min(LONGEST_WAIT));
            let scope = self.scope.clone();
            scope.after(wait, move || self.now(looks));
        }
    }

    fn now(self, looks: u32) {
        let scope = self.scope.clone();
        let look = async move {
            match self.asked.ask().await {
                Ok(found) if !(self.is_same)(&found) => self.asked.put(found),
                Err(ApiError::SignedOut) => self.asked.session.end(),
                Ok(_) | Err(_) => self.later(looks + 1),
            }
        };
        scope.spawn(Box::pin(look));
    }
}
