//! Papers for people: headings, paragraphs, facts and tables as a tagged PDF (PDF/UA-1) on US Letter.
//!
//! Knows nothing of billing and says nothing by itself: whoever writes a document brings its sentences. What a person typed is
//! shown as typed, in whatever script; a character that none of the fonts has is shown as `�`, and is still there for whoever
//! listens to the document or copies from it.

#![expect(
    clippy::float_arithmetic,
    reason = "places on paper are fractions of a point; no amount is ever counted here"
)]

mod document;
mod drawing;
mod fonts;
mod line;
mod pages;
#[cfg(feature = "reading")]
pub mod reading;
mod setting;
mod structure;
mod table;
mod text;

pub use document::{Align, Block, Column, Document, Table};
pub use drawing::Failed;

/// The document as the bytes of a PDF. The same document is the same bytes.
///
/// # Errors
/// When it cannot be written as the standard asks. No text can be the reason.
pub fn write(document: &Document<'_>) -> Result<Vec<u8>, Failed> {
    let mut setting = setting::Setting::new();
    let laid_out = pages::lay_out(document, &mut setting);
    drawing::draw(document, laid_out, &mut setting)
}
