//! What a document says, from its first line to its last.

use std::fmt::{self, Debug, Formatter};

/// A document, with all its words.
pub struct Document<'a> {
    /// Its name, which a reader shows in place of the file's.
    pub title: String,
    /// The language of its sentences, as a tag (`en`).
    pub language: String,
    /// What it says, in the order in which it is read.
    pub blocks: Vec<Block>,
    /// What stands at the foot of every page.
    pub foot: String,
    /// How a page is numbered: its number, and how many there are.
    pub page: &'a dyn Fn(usize, usize) -> String,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// The document's own heading. One, before all others.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// Some lines of text. A line break stays one.
    Paragraph(String),
    /// Terms and what they are.
    Facts(Vec<(String, String)>),
    /// Rows of the same kind.
    Table(Table),
}

/// A table. Its first column names the row. Where it does not fit on a page, its header stands again on the next.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the table is about, for whoever hears it.
    pub summary: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with a cell a column.
    pub rows: Vec<Vec<String>>,
    /// Rows of sums at its end.
    pub sums: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands above it.
    pub header: String,
    /// How much of the width it gets, beside the others.
    pub share: u16,
    /// On which side its cells stand.
    pub align: Align,
}

/// On which side of its column a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

impl Debug for Document<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("title", &self.title)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}
