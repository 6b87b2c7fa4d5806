//! Who is signed in, for all pages.

pub mod heard;
pub mod idle;
pub mod tabs;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::pages::Page;
use wire::session::SessionView;

use crate::api::{Api, ApiError, use_api};

/// What is known of who is signed in.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// The server has been asked.
    Asking,
    /// The server could not be asked.
    Failed(ApiError),
    /// Nobody.
    Nobody,
    /// Somebody.
    SignedIn(Box<SessionView>),
    /// Somebody is being signed out. Nothing of theirs is on screen any more.
    SigningOut,
    /// They could not be signed out.
    NotSignedOut(ApiError),
}

/// The session; take it with [`use_session`].
#[derive(Clone, Copy)]
pub struct SessionState {
    api: Api,
    known: RwSignal<Known>,
    /// Whether the session ended by itself, so that the sign-in page can say so.
    ended: RwSignal<bool>,
}

/// Asks the server who is signed in and makes the answer known to the pages below.
pub fn provide_session() -> SessionState {
    let state =
        SessionState { api: use_api(), known: RwSignal::new(Known::Asking), ended: RwSignal::new(false) };
    provide_context(state);
    state.ask();
    state
}

/// The session of the root above.
///
/// # Panics
/// Without [`provide_session`] above.
pub fn use_session() -> SessionState {
    expect_context()
}

impl SessionState {
    pub fn known(self) -> ReadSignal<Known> {
        self.known.read_only()
    }

    /// Who is signed in, for pages that only they see.
    pub fn who(self) -> Option<SessionView> {
        match self.known.get_untracked() {
            Known::SignedIn(session) => Some(*session),
            Known::Asking | Known::Failed(_) | Known::Nobody | Known::SigningOut | Known::NotSignedOut(_) => {
                None
            }
        }
    }

    pub fn ended(self) -> ReadSignal<bool> {
        self.ended.read_only()
    }

    /// Asks the server anew.
    pub fn ask(self) {
        self.known.set(Known::Asking);
        spawn_local(async move {
            self.known.set(match self.api.session().await {
                Ok(Some(session)) => Known::SignedIn(Box::new(session)),
                Ok(None) => Known::Nobody,
                Err(error) => Known::Failed(error),
            });
        });
    }

    pub fn begin(self, session: SessionView) {
        self.ended.set(false);
        self.known.set(Known::SignedIn(Box::new(session)));
        tabs::tell();
    }

    /// Asks whether it still is who is shown: somebody may have signed in or out in another tab.
    pub fn check(self) {
        if !matches!(self.known.get_untracked(), Known::SignedIn(_) | Known::Nobody) {
            return;
        }
        spawn_local(async move {
            match self.api.session().await {
                Ok(Some(found)) => {
                    if self.who().is_none_or(|who| who.person != found.person) {
                        self.ended.set(false);
                        self.known.set(Known::SignedIn(Box::new(found)));
                    }
                }
                Ok(None) => self.end(),
                // Whatever is asked for next says so.
                Err(_) => {}
            }
        });
    }

    /// The server no longer knows the session: what is on screen goes, and sign-in leads back to it.
    pub fn end(self) {
        if self.who().is_some() {
            self.ended.set(true);
            self.known.set(Known::Nobody);
        }
    }

    /// Nobody has done anything for too long.
    pub fn time_out(self) {
        spawn_local(async move {
            // The server has ended the session by itself, or does so shortly.
            drop(self.api.sign_out().await);
            tabs::tell();
        });
        self.end();
    }

    /// Signs out. The screen is emptied first, and with it whatever would ask before leaving; then the page is replaced by a
    /// fresh one, so that nothing stays in memory and the back button shows nothing.
    pub fn sign_out(self) {
        self.known.set(Known::SigningOut);
        spawn_local(async move {
            match self.api.sign_out().await {
                Ok(()) | Err(ApiError::SignedOut) => {
                    tabs::tell();
                    drop(window().location().replace(&format!("{}?out", Page::SignIn)));
                }
                Err(error) => self.known.set(Known::NotSignedOut(error)),
            }
        });
    }
}
