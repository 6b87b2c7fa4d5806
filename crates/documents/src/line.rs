//! A line of text, set: its glyphs and where they stand.

use std::ops::Range;
use std::rc::Rc;

use krilla::text::KrillaGlyph;

/// A line, ready to be drawn.
#[derive(Debug)]
pub(crate) struct Line {
    /// Runs of one font, from left to right.
    pub runs: Vec<Run>,
    /// How far its baseline is below its top.
    pub baseline: f32,
    /// How much of the page it takes.
    pub height: f32,
    /// The text of which the glyphs name their parts.
    pub text: Rc<str>,
    /// Which part of it this line is.
    pub range: Range<usize>,
    /// Whether the glyphs do not stand in the order in which they are read, or some stand for others.
    pub is_turned: bool,
}

/// What these lines say, where a reader could not tell from their glyphs.
pub(crate) fn read_as(lines: &[Line]) -> Option<String> {
    let is_turned = lines.iter().any(|line| line.is_turned);
    is_turned.then(|| lines.iter().map(|line| &line.text[line.range.clone()]).collect())
}

/// Glyphs of one font.
#[derive(Debug)]
pub(crate) struct Run {
    /// The font, as `Setting` numbers it.
    pub font: usize,
    /// Its size in points.
    pub size: f32,
    /// How far right of the line's beginning it begins.
    pub x: f32,
    /// Its glyphs.
    pub glyphs: Vec<KrillaGlyph>,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    Title,
    Heading,
    Strong,
    Body,
    Cell,
    Sum,
    ColumnHeader,
    Foot,
}

impl Style {
    /// Points.
    pub(crate) const fn size(self) -> f32 {
        match self {
            Self::Title => 20.0,
            Self::Heading => 13.0,
            Self::Strong | Self::Body => 10.5,
            Self::Cell | Self::Sum | Self::ColumnHeader => 9.0,
            Self::Foot => 8.0,
        }
    }

    pub(crate) const fn is_bold(self) -> bool {
        matches!(self, Self::Title | Self::Heading | Self::Strong | Self::Sum | Self::ColumnHeader)
    }
}
