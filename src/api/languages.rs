//! The languages that the desk speaks.

use domain::language::Language;
use wire::languages::{CatalogueView, LanguageView};
use wire::paths;

use super::network::{Network, get};
use super::{Answering, ApiError, Told};

/// What can be chosen, and read.
pub trait LanguagesApi {
    /// The languages that can be chosen.
    fn languages(&self) -> Answering<Vec<LanguageView>>;

    /// What the screens say in a language, for an app of this edition of the texts; none where the desk does not speak it.
    fn catalogue(&self, language: Language, edition: &str) -> Answering<Option<CatalogueView>>;
}

impl LanguagesApi for Network {
    fn languages(&self) -> Answering<Vec<LanguageView>> {
        get(paths::LANGUAGES.to_owned())
    }

    fn catalogue(&self, language: Language, edition: &str) -> Answering<Option<CatalogueView>> {
        let asked = get(paths::language(language, edition));
        Box::pin(async move {
            match asked.await {
                Ok(catalogue) => Ok(Some(catalogue)),
                Err(ApiError::Problem(told)) if is_missing(&told) => Ok(None),
                Err(error) => Err(error),
            }
        })
    }
}

fn is_missing(told: &Told) -> bool {
    told.problem.status == 404
}
