//! The app's page in other languages. It is built in English; what it says by itself, before the app has started and where it cannot
//! start, is said in the reader's language when it is sent.

use axum::body::Body;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::language::Language;
use html_escape::{encode_double_quoted_attribute, encode_text};
use sha2::{Digest, Sha256};
use texts::{Texts, english};

/// Each stands in an element of its own, or is the whole of an attribute.
const SAID: [fn(Texts) -> &'static str; 14] = [
    Texts::start_description,
    Texts::start_loading,
    Texts::start_failed_title,
    Texts::start_failed_text,
    Texts::start_failed_again,
    Texts::start_failed_other_browser,
    Texts::start_failed_lockdown,
    Texts::start_without_title,
    Texts::start_without_text,
    Texts::start_later_title,
    Texts::start_later_day,
    Texts::start_later_card,
    Texts::start_later_details,
    Texts::start_later_help,
];

/// The page in a language.
#[derive(Clone, Debug)]
pub struct TranslatedPage {
    language: Language,
    html: String,
    /// What a browser that keeps it asks again with.
    tag: HeaderValue,
}

impl TranslatedPage {
    /// `page`, which is in English, in all other languages that are spoken here.
    #[must_use]
    pub fn all(page: &str) -> Vec<Self> {
        let others = texts::spoken().filter(|it| it.language() != Language::English);
        others.filter_map(|texts| Self::of(page, texts)).collect()
    }

    fn of(page: &str, texts: Texts) -> Option<Self> {
        let html = translated(page, texts);
        let hash: String = Sha256::digest(&html)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        // Weak: it may be compressed on its way.
        let tag = HeaderValue::try_from(format!("W/\"{hash}\"")).ok()?;
        Some(Self { language: texts.language(), html, tag })
    }

    /// Whether it is in this language.
    #[must_use]
    pub fn is_in(&self, language: Language) -> bool {
        self.language == language
    }

    /// The page, or that what the browser keeps is the same.
    pub fn answer(&self, asked: &HeaderMap, status: StatusCode) -> Response {
        let kept = asked.get(IF_NONE_MATCH).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let is_kept = status == StatusCode::OK && kept.split(',').any(|it| it.trim() == self.tag);
        let mut response = if is_kept {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            (status, Body::from(self.html.clone())).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.language.tag()));
        headers.insert(ETAG, self.tag.clone());
        response
    }
}

fn translated(page: &str, texts: Texts) -> String {
    let mut page = in_language(page, texts.language());
    for said in SAID {
        let (from, to) = (said(english()), said(texts));
        page = page.replace(&format!(">{}<", encode_text(from)), &format!(">{}<", encode_text(to)));
        let attribute = |text| format!("\"{}\"", encode_double_quoted_attribute(text));
        page = page.replace(&attribute(from), &attribute(to));
    }
    page
}

/// The page and its part for when the app cannot start say which language they are in, with quotes or, once they are made small for
/// a release, without.
fn in_language(page: &str, language: Language) -> String {
    let said = format!("lang=\"{}\" dir=\"{}\"", language.tag(), language.direction());
    let english = Language::English.tag();
    let quoted = page.replace(&format!("lang=\"{english}\""), &said);
    quoted
        .replace(&format!("lang={english}>"), &format!("{said}>"))
        .replace(&format!("lang={english} "), &format!("{said} "))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// What a browser shows of a page, as the file has it.
    fn shown(page: &str) -> Vec<String> {
        let body = page.split_once("<body>").expect("a body").1;
        let texts =
            body.split('<').filter_map(|element| element.split_once('>')).map(|(_, text)| text.trim());
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn all_that_the_page_says_by_itself_is_said_in_the_readers_language() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../index.html");
        let page = std::fs::read_to_string(source).expect("the page");
        let known: Vec<_> = SAID.iter().map(|said| encode_text(said(english())).into_owned()).collect();
        for text in shown(&page) {
            assert!(known.contains(&text), "{text:?} is in no catalogue");
        }
        let pseudo = Texts::of(Language::Pseudo);
        assert_eq!(pseudo.language(), Language::Pseudo);
        let translated = translated(&page, pseudo);
        for (at, said) in SAID.into_iter().enumerate() {
            assert!(translated.contains(&*encode_text(said(pseudo))), "{}", said(english()));
            assert!(
                at == 0 || !shown(&translated).contains(&said(english()).to_owned()),
                "{}",
                said(english())
            );
        }
        assert!(
            !translated.contains(said_in(Language::English))
                && translated.contains(said_in(Language::Pseudo))
        );
    }

    fn said_in(language: Language) -> &'static str {
        match language {
            Language::English => "lang=\"en\"",
            Language::Pseudo => "lang=\"en-XA\" dir=\"ltr\"",
        }
    }

    #[test]
    fn a_page_made_small_says_which_language_it_is_in_as_well() {
        let small = "<!doctype html><html lang=en><p class=soft>Loading your page…</p><main id=fallback lang=en class=x>";
        let translated = translated(small, Texts::of(Language::Pseudo));
        assert_eq!(translated.matches(said_in(Language::Pseudo)).count(), 2);
        assert!(!translated.contains("Loading"));
    }
}
