//! The languages that the desk speaks.

use domain::language::Language;
use wire::languages::{CatalogueView, LanguageView};
use wire::paths;

use super::{Answering, Api};

impl Api {
    /// The languages that can be chosen.
    #[must_use]
    pub fn languages(self) -> Answering<Vec<LanguageView>> {
        self.get(paths::LANGUAGES.to_owned())
    }

    /// What the screens say in a language, for an app of this edition of the texts; none where the desk does not speak it.
    #[must_use]
    pub fn catalogue(self, language: Language, edition: &str) -> Answering<Option<CatalogueView>> {
        let asked = self.get(paths::language(language, edition));
        Box::pin(async move {
            match asked.await {
                Ok(catalogue) => Ok(Some(catalogue)),
                Err(error) if error.status() == Some(404) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }
}
