//! The app's page, for whoever asks for it. It is built in English and for nobody in particular. What it says by itself, before the app
//! has started and where it cannot start, is said in the reader's language, with the help guide and their practice's support, when it is
//! sent.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::language::Language;
use html_escape::{encode_double_quoted_attribute, encode_text};
use sha2::{Digest, Sha256};
use texts::{Texts, english};
use wire::practices::SupportContactView;

use super::guide::{Guide, contact};
use super::reader::Reader;

/// Each stands in an element of its own, or is the whole of an attribute.
const SAID: [fn(Texts) -> &'static str; 15] = [
    Texts::start_description,
    Texts::start_loading,
    Texts::start_failed_title,
    Texts::start_failed_text,
    Texts::start_failed_again,
    Texts::start_failed_other_browser,
    Texts::start_failed_lockdown,
    Texts::start_without_title,
    Texts::start_without_text,
    Texts::start_without_contact,
    Texts::start_later_title,
    Texts::start_later_day,
    Texts::start_later_card,
    Texts::start_later_details,
    Texts::start_later_help,
];

/// How many pages are kept as they were made. There are as many as languages times practices times articles; those of practices that
/// nobody asks for any more go with all others.
const KEPT: usize = 256;

/// How well a page is compressed, once; from 9 on it takes longer than it is worth.
const QUALITY: u32 = 9;

/// The page as it was built, and as it was made for readers.
#[derive(Debug, Default)]
pub struct Pages {
    built: String,
    made: Mutex<HashMap<Wanted, Arc<MadePage>>>,
}

/// What a page differs by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Wanted {
    language: Language,
    guide: Option<Guide>,
    support: Option<SupportContactView>,
}

/// A page as it is sent.
#[derive(Debug)]
struct MadePage {
    language: Language,
    html: Bytes,
    brotli: Option<Bytes>,
    /// What a browser that keeps it asks again with.
    tag: HeaderValue,
}

impl Pages {
    /// Pages made of this one, which is in English.
    #[must_use]
    pub fn of(built: String) -> Self {
        Self { built, made: Mutex::default() }
    }

    /// Whether there is an app at all.
    #[must_use]
    pub const fn is_built(&self) -> bool {
        !self.built.is_empty()
    }

    /// The page for this reader, with what they can read there without the app; or that what the browser keeps is the same.
    pub fn answer(
        &self,
        reader: Reader,
        guide: Option<Guide>,
        asked: &HeaderMap,
        status: StatusCode,
    ) -> Response {
        let page = self.made(Wanted { language: reader.language, guide, support: reader.support });
        page.answer(asked, status)
    }

    fn made(&self, wanted: Wanted) -> Arc<MadePage> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = made.get(&wanted) {
            return Arc::clone(page);
        }
        let page = Arc::new(MadePage::of(&self.built, &wanted));
        if made.len() >= KEPT {
            made.clear();
        }
        made.insert(wanted, Arc::clone(&page));
        page
    }
}

impl MadePage {
    fn of(built: &str, wanted: &Wanted) -> Self {
        let texts = Texts::of(wanted.language);
        let html = filled(&translated(built, texts), wanted, texts);
        let hash: String = Sha256::digest(&html)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        // Weak: it may be compressed on its way.
        let tag =
            HeaderValue::try_from(format!("W/\"{hash}\"")).unwrap_or(HeaderValue::from_static("W/\"\""));
        let brotli = compressed(html.as_bytes());
        Self { language: texts.language(), html: html.into(), brotli, tag }
    }

    fn answer(&self, asked: &HeaderMap, status: StatusCode) -> Response {
        let kept = asked.get(IF_NONE_MATCH).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let is_kept = status == StatusCode::OK && kept.split(',').any(|it| it.trim() == self.tag);
        let brotli = self.brotli.as_ref().filter(|_| takes_brotli(asked));
        let mut response = if is_kept {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            (status, Body::from(brotli.unwrap_or(&self.html).clone())).into_response()
        };
        let headers = response.headers_mut();
        if !is_kept && brotli.is_some() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.language.tag()));
        headers.insert(ETAG, self.tag.clone());
        response
    }
}

/// None where it cannot be, or not with gain.
fn compressed(html: &[u8]) -> Option<Bytes> {
    let mut out = brotli::CompressorWriter::new(Vec::new(), 4096, QUALITY, 22);
    out.write_all(html).ok()?;
    Some(out.into_inner().into())
}

fn takes_brotli(asked: &HeaderMap) -> bool {
    let named = asked.get_all(ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    named.flat_map(|it| it.split(',')).any(|it| {
        let (name, weight) = it.split_once(';').unwrap_or((it, ""));
        name.trim() == "br" && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

/// The page with what its reader finds on no other: whom to call, and what they came to read.
fn filled(page: &str, wanted: &Wanted, texts: Texts) -> String {
    let mut page = page.to_owned();
    let support = wanted.support.as_ref().and_then(|to| contact(to, texts).ok());
    let article = wanted.guide.and_then(|guide| guide.html(texts, support.as_deref()).ok());
    // Where it is what they came for, it stands in the article.
    if let Some(contact) = support.filter(|_| wanted.guide != Some(Guide::Support)) {
        let nobodys = encode_text(texts.start_without_contact());
        page = page.replace(&format!(">{nobodys}<"), &format!(">{contact}<"));
    }
    if let Some(article) = article {
        // What they came for comes first, and why they read it like this after it.
        let failed = encode_text(texts.start_failed_title());
        page = page.replace(&format!("<h1>{failed}</h1>"), &format!("{article}<h2>{failed}</h2>"));
    }
    // As the app calls it.
    let whose = wanted.support.as_ref().map(|it| it.practice.as_str());
    let title = match (wanted.guide.map(|guide| guide.title(texts)), whose) {
        (Some(guide), Some(whose)) => texts.page_title(guide, whose),
        (Some(guide), None) => guide.to_owned(),
        (None, whose) => whose.unwrap_or(texts.product_name()).to_owned(),
    };
    let built = format!("<title>{}</title>", english().product_name());
    page.replace(&built, &format!("<title>{}</title>", encode_text(&title)))
}

fn translated(page: &str, texts: Texts) -> String {
    if texts.language() == Language::English {
        return page.to_owned();
    }
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
mod tests;
