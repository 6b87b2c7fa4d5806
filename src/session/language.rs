//! The language that the screens are shown in. English is in the app; another one is fetched once somebody reads it.

use domain::language::Language;
use leptos::prelude::*;
use texts::{EDITION, Texts, english_on_screen};
use wire::languages::LanguageView;

use crate::api::Api;
use crate::text::speak;
use crate::ui::Scope;

/// Why the screens are not shown in the language that somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Its texts did not come.
    NotReceived(Language),
    /// The desk has other texts than this app was built with.
    OtherEdition,
    /// The desk did not take the wish.
    NotKept(Language),
}

/// The language of the whole app.
#[derive(Clone, Copy)]
pub struct LanguageState {
    api: Api,
    /// All that was fetched: nothing is fetched twice.
    received: StoredValue<Vec<Texts>>,
    wanted: StoredValue<Language>,
    shown: RwSignal<Language>,
    trouble: RwSignal<Option<Trouble>>,
    offered: RwSignal<Vec<LanguageView>>,
    scope: StoredValue<Scope>,
}

impl LanguageState {
    /// English until something else is wanted.
    pub(super) fn new(api: Api, scope: StoredValue<Scope>) -> Self {
        Self {
            api,
            received: StoredValue::new(Vec::new()),
            wanted: StoredValue::new(Language::English),
            shown: RwSignal::new(Language::English),
            trouble: RwSignal::new(None),
            offered: RwSignal::new(Vec::new()),
            scope,
        }
    }

    pub(super) fn offer(self, languages: &[LanguageView]) {
        if self.offered.with_untracked(|before| before != languages) {
            self.offered.set(languages.to_vec());
        }
    }

    /// What can be chosen, for who is not signed in. A session brings it along.
    pub(super) fn ask_what_is_offered(self) {
        let ask = async move {
            // Without the list there is nothing to choose from, and nothing else is missing.
            if let Ok(offered) = self.api.languages().await {
                self.offer(&offered);
            }
        };
        self.scope.with_value(|scope| scope.spawn(Box::pin(ask)));
    }

    /// What is on screen. Whoever draws all of it watches this.
    pub fn shown(self) -> ReadSignal<Language> {
        self.shown.read_only()
    }

    pub fn trouble(self) -> ReadSignal<Option<Trouble>> {
        self.trouble.read_only()
    }

    /// What can be chosen.
    pub fn offered(self) -> ReadSignal<Vec<LanguageView>> {
        self.offered.read_only()
    }

    pub(super) fn not_kept(self, language: Language) {
        self.trouble.set(Some(Trouble::NotKept(language)));
    }

    /// Shows everything in a language, in English where its texts cannot be had.
    pub async fn show(self, language: Language) {
        self.wanted.set_value(language);
        let texts = self.texts(language).await;
        if self.wanted.get_value() != language {
            // Meanwhile another one was wanted.
            return;
        }
        let trouble = texts.err();
        if self.trouble.get_untracked() != trouble {
            self.trouble.set(trouble);
        }
        speak(texts.unwrap_or(english_on_screen()));
        // Drawing all of it again for nothing would take the focus away.
        if self.shown.get_untracked() != texts.map_or(Language::English, Texts::language) {
            self.shown.set(texts.map_or(Language::English, Texts::language));
        }
    }

    async fn texts(self, language: Language) -> Result<Texts, Trouble> {
        if language == Language::English {
            return Ok(english_on_screen());
        }
        let known = self.received.with_value(|all| all.iter().find(|it| it.language() == language).copied());
        if let Some(known) = known {
            return Ok(known);
        }
        match self.api.catalogue(language, EDITION).await {
            Ok(Some(found)) => {
                let texts = Texts::received(language, &found.edition, found.messages);
                let texts = texts.ok_or(Trouble::OtherEdition)?;
                self.received.update_value(|all| all.push(texts));
                Ok(texts)
            }
            // Not spoken here; what the server says is in English as well.
            Ok(None) => Ok(english_on_screen()),
            Err(_) => Err(Trouble::NotReceived(language)),
        }
    }
}

#[cfg(test)]
mod tests;
