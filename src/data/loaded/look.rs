//! Looking until something that is under way has an outcome.

use std::time::Duration;

use leptos::prelude::*;

use super::Loaded;
use crate::api::ApiError;
use crate::data::scope::Scope;

/// A look after one second, two, four and so on, up to half a minute, and after so many no more: looking by itself must not
/// keep a session alive that nobody uses.
const LOOKS: u32 = 7;
const LONGEST_WAIT: u32 = 5;

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// Looks again for as long as `pending` gives the same sign of what is under way. The page is drawn anew only where
    /// something has changed.
    pub fn look_while<P: PartialEq + Copy + 'static>(self, pending: fn(&T) -> Option<P>) {
        Effect::new(move || {
            if let Some(sign) = self.map(pending).flatten() {
                Look { of: self, pending, sign, scope: Scope::here() }.later(0);
            }
        });
    }
}

/// One series of looks. It ends with the answer that it is about.
#[derive(Clone)]
struct Look<T: Send + Sync + 'static, P: 'static> {
    of: Loaded<T>,
    pending: fn(&T) -> Option<P>,
    sign: P,
    scope: Scope,
}

impl<T: Clone + Send + Sync + 'static, P: PartialEq + Copy + 'static> Look<T, P> {
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
            match self.of.ask().await {
                Ok(found) if (self.pending)(&found) == Some(self.sign) => self.later(looks + 1),
                Ok(found) => self.of.put(found),
                Err(ApiError::SignedOut) => self.of.session.end(),
                Err(_) => self.later(looks + 1),
            }
        };
        scope.spawn(Box::pin(look));
    }
}
