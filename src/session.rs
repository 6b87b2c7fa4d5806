//! Who is signed in, for all pages.

pub mod device;
pub mod heard;
pub mod idle;
pub mod language;
pub mod saving;
pub mod tabs;

use domain::language::Language;
use leptos::prelude::*;
use wire::pages::Page;
use wire::session::SessionView;

use self::language::{LanguageState, Trouble};
use self::saving::Saving;
use crate::api::{Api, ApiError, use_api};
use crate::ui::Scope;

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
    /// Their name in full, which may change while their page stays as it is.
    name: RwSignal<String>,
    /// Whether the session ended by itself, so that the sign-in page can say so.
    ended: RwSignal<bool>,
    language: LanguageState,
    saving: Saving,
    /// How often it changed who is shown, or was about to: what was asked for before that is of the past.
    turn: StoredValue<u32>,
    /// What whoever is not signed in wants to read.
    wish: fn() -> Language,
    scope: StoredValue<Scope>,
}

/// Asks the server who is signed in and makes the answer known to the pages below, once they can be drawn in that person's language,
/// or in the one that a stranger wishes for.
pub fn provide_session(wish: fn() -> Language) -> SessionState {
    let (api, ended) = (use_api(), RwSignal::new(false));
    let scope = StoredValue::new(Scope::here());
    let (known, language) = (RwSignal::new(Known::Asking), LanguageState::new(api, scope));
    let (saving, turn, name) = (Saving::new(), StoredValue::new(0), RwSignal::new(String::new()));
    let state = SessionState { api, known, name, ended, language, saving, turn, wish, scope };
    provide_context(state);
    state.find();
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

    /// What whoever is signed in is called, in full.
    pub fn name(self) -> ReadSignal<String> {
        self.name.read_only()
    }

    /// They changed what they are called: every tab says so from now on.
    pub fn was_renamed(self) {
        self.check();
        tabs::tell();
    }

    pub fn language(self) -> LanguageState {
        self.language
    }

    /// What is on its way to be saved. The screens are drawn in another language once that is answered, and what came of it is
    /// said in that one.
    pub fn saving(self) -> Saving {
        self.saving
    }

    pub fn ended(self) -> ReadSignal<bool> {
        self.ended.read_only()
    }

    /// From here on only what is done in this turn may change who is shown.
    fn next_turn(self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    fn spawn(self, task: impl Future<Output = ()> + 'static) {
        self.scope.with_value(|scope| scope.spawn(Box::pin(task)));
    }

    fn is_turn(self, turn: u32) -> bool {
        self.turn.get_value() == turn
    }

    /// Asks the server anew.
    pub fn ask(self) {
        self.api.forget();
        self.find();
    }

    fn find(self) {
        let turn = self.next_turn();
        self.known.set(Known::Asking);
        self.spawn(async move {
            let found = self.api.session().await;
            if !self.is_turn(turn) {
                return;
            }
            match found {
                Ok(Some(session)) => self.show(turn, session).await,
                Ok(None) => self.show_nobody(turn, Known::Nobody).await,
                Err(error) => self.show_nobody(turn, Known::Failed(error)).await,
            }
        });
    }

    /// Somebody has signed in here.
    pub async fn begin(self, session: SessionView) {
        self.show_another(session).await;
        tabs::tell();
    }

    async fn show_another(self, session: SessionView) {
        // What was answered before may be about somebody else.
        self.api.forget();
        let turn = self.next_turn();
        self.ended.set(false);
        self.show(turn, session).await;
    }

    async fn show(self, turn: u32, session: SessionView) {
        self.language.offer(&session.languages);
        self.language.show(session.language).await;
        // The texts may have been long on their way, and they signed out meanwhile.
        if self.is_turn(turn) {
            self.hold(session);
            self.known.notify();
        }
    }

    /// From here on it is known like this; what is on screen stays, but for the name.
    fn hold(self, session: SessionView) {
        self.name.set(session.full_name.clone());
        *self.known.write_untracked() = Known::SignedIn(Box::new(session));
    }

    async fn show_nobody(self, turn: u32, known: Known) {
        self.language.ask_what_is_offered();
        self.language.show((self.wish)()).await;
        if self.is_turn(turn) {
            self.known.set(known);
        }
    }

    /// Shows everything in a language from now on. Whoever is signed in is addressed in it everywhere.
    pub fn choose_language(self, language: Language) {
        self.saving.then(Callback::new(move |()| self.change_language(language)));
    }

    fn change_language(self, language: Language) {
        let is_somebody = self.who().is_some();
        let turn = self.next_turn();
        self.spawn(async move {
            if is_somebody {
                let chosen = self.api.choose_language(language).await;
                if !self.is_turn(turn) {
                    return;
                }
                match chosen {
                    Ok(session) => self.show(turn, session).await,
                    Err(ApiError::SignedOut) => return self.end(),
                    Err(_) => return self.language.not_kept(language),
                }
            } else {
                self.language.show(language).await;
            }
            device::keep(language);
            tabs::tell();
        });
    }

    /// Tries again what kept the screens from being in the language that somebody wants.
    pub fn try_again(self, trouble: Trouble) {
        match trouble {
            Trouble::NotReceived(language) => self.spawn(self.language.show(language)),
            Trouble::OtherEdition => drop(window().location().reload()),
            Trouble::NotKept(language) => self.choose_language(language),
        }
    }

    /// Asks whether it still is who is shown: somebody may have signed in or out in another tab.
    pub fn check(self) {
        if !matches!(self.known.get_untracked(), Known::SignedIn(_) | Known::Nobody) {
            return;
        }
        let turn = self.turn.get_value();
        self.spawn(async move {
            let found = self.api.session().await;
            if !self.is_turn(turn) {
                return;
            }
            match found {
                Ok(Some(found)) => match self.who() {
                    Some(who) if who.person == found.person && who.language == found.language => {
                        self.hold(found);
                    }
                    Some(who) if who.person == found.person => self.follow(turn, found),
                    Some(_) | None => self.show_another(found).await,
                },
                Ok(None) if self.who().is_some() => self.end(),
                Ok(None) => {
                    if let Some(language) = device::chosen() {
                        self.language.show(language).await;
                    }
                }
                // Whatever is asked for next says so.
                Err(_) => {}
            }
        });
    }

    /// The same, where `error` says that there is no such thing for who is signed in: there may have been for who was.
    pub fn check_after(self, error: &ApiError) {
        if matches!(error.status(), Some(403 | 404)) {
            self.check();
        }
    }

    /// The person chose another language elsewhere.
    fn follow(self, turn: u32, found: SessionView) {
        self.saving.then(Callback::new(move |()| {
            let found = found.clone();
            self.spawn(async move {
                if self.is_turn(turn) {
                    let turn = self.next_turn();
                    self.show(turn, found).await;
                }
            });
        }));
    }

    /// The server no longer knows the session: what is on screen goes, and sign-in leads back to it.
    pub fn end(self) {
        if self.who().is_some() {
            self.api.forget();
            self.next_turn();
            self.ended.set(true);
            self.known.set(Known::Nobody);
        }
    }

    /// Nobody has done anything for too long.
    pub fn time_out(self) {
        self.spawn(async move {
            // The server has ended the session by itself, or does so shortly.
            drop(self.api.sign_out().await);
            tabs::tell();
        });
        self.end();
    }

    /// Signs out. The screen is emptied first, and with it whatever would ask before leaving; then the page is replaced by a
    /// fresh one, so that nothing stays in memory and the back button shows nothing.
    pub fn sign_out(self) {
        let turn = self.next_turn();
        self.known.set(Known::SigningOut);
        self.spawn(async move {
            match self.api.sign_out().await {
                Ok(()) | Err(ApiError::SignedOut) => {
                    tabs::tell();
                    drop(window().location().replace(&format!("{}?out", Page::SignIn)));
                }
                Err(error) if self.is_turn(turn) => self.known.set(Known::NotSignedOut(error)),
                Err(_) => {}
            }
        });
    }
}

#[cfg(test)]
mod tests;
