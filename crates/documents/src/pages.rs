//! Where everything stands: blocks, from the top of the first page to the bottom of the last.

use std::num::NonZeroU16;
use std::rc::Rc;

use krilla::tagging::{ListNumbering, Tag};

use crate::document::{Align, Block, Document};
use crate::line::{Line, Style, read_as};
use crate::setting::Setting;
use crate::structure::{PartId, Structure};
use crate::table;

/// US Letter, in points.
pub(crate) const WIDTH: f32 = 612.0;
pub(crate) const HEIGHT: f32 = 792.0;
/// How far text stays from the edges.
pub(crate) const MARGIN: f32 = 54.0;
/// Where the foot of a page begins.
pub(crate) const FOOT: f32 = HEIGHT - 44.0;
/// How wide text may be.
pub(crate) const TEXT: f32 = WIDTH - 2.0 * MARGIN;

const BOTTOM: f32 = FOOT - 12.0;
const TERMS: f32 = 150.0;

/// A text, where it begins across the page, and of which part of the document it is: none where it is only drawn.
type Beside = (Rc<[Line]>, f32, Option<PartId>);

/// A document, laid out.
#[derive(Debug, Default)]
pub(crate) struct LaidOut {
    pub pages: Vec<Page>,
    pub structure: Structure,
    pub headings: Vec<Heading>,
}

/// A page's content, in the order in which it is drawn.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub lines: Vec<Placed>,
    /// Thin lines across: from where to where, and how far down.
    pub rules: Vec<(f32, f32, f32)>,
}

/// A line in its place.
#[derive(Debug)]
pub(crate) struct Placed {
    lines: Rc<[Line]>,
    index: usize,
    pub x: f32,
    /// Where its top is.
    pub y: f32,
    /// What it is a part of. Nothing, where it only says again what was said.
    pub part: Option<PartId>,
}

impl Placed {
    pub(crate) fn line(&self) -> &Line {
        &self.lines[self.index]
    }
}

/// Where a heading stands, for the outline.
#[derive(Debug)]
pub(crate) struct Heading {
    pub text: String,
    pub page: usize,
    pub y: f32,
}

/// Lays a document out.
pub(crate) fn lay_out(document: &Document<'_>, setting: &mut Setting) -> LaidOut {
    let mut flow = Flow { laid_out: LaidOut::default(), setting, y: MARGIN };
    flow.laid_out.pages.push(Page::default());
    for block in &document.blocks {
        match block {
            Block::Title(text) => flow.heading(text, Style::Title, 1),
            Block::Heading(text) => flow.heading(text, Style::Heading, 2),
            Block::Paragraph(text) => flow.paragraph(text),
            Block::Facts(facts) => flow.facts(facts),
            Block::Table(table) => table::place(table, &mut flow),
        }
    }
    flow.laid_out
}

/// Where the next block goes.
pub(crate) struct Flow<'a> {
    pub laid_out: LaidOut,
    pub setting: &'a mut Setting,
    pub y: f32,
}

impl Flow<'_> {
    fn heading(&mut self, text: &str, style: Style, level: u16) {
        let lines = self.setting.lines(text, style, Align::Left, TEXT);
        self.gap(if self.y > MARGIN { style.size() } else { 0.0 });
        // A heading at the bottom of a page would head nothing.
        self.room(height(&lines) + 60.0);
        let page = self.laid_out.pages.len() - 1;
        self.laid_out.headings.push(Heading { text: text.to_owned(), page, y: self.y });
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let part = self.laid_out.structure.add(None, Tag::Hn(level, Some(text.to_owned())));
        self.column(&lines, MARGIN, part);
        self.gap(4.0);
    }

    fn paragraph(&mut self, text: &str) {
        let lines = self.setting.lines(text, Style::Body, Align::Left, TEXT);
        let part = self.laid_out.structure.add(None, Tag::P);
        self.column(&lines, MARGIN, part);
        self.gap(7.0);
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        let list = self.laid_out.structure.add(None, Tag::L(ListNumbering::None));
        for (term, is) in facts {
            let term = self.setting.lines(term, Style::Strong, Align::Left, TERMS - 12.0);
            let is = self.setting.lines(is, Style::Body, Align::Left, TEXT - TERMS);
            let item = self.laid_out.structure.add(Some(list), Tag::LI);
            let label = self.laid_out.structure.add(Some(item), Tag::Lbl);
            let body = self.laid_out.structure.add(Some(item), Tag::LBody);
            self.side_by_side(&[(term, MARGIN, Some(label)), (is, MARGIN + TERMS, Some(body))], &mut |_| {});
            self.gap(3.0);
        }
        self.gap(5.0);
    }

    fn column(&mut self, lines: &Rc<[Line]>, x: f32, part: PartId) {
        self.side_by_side(&[(Rc::clone(lines), x, Some(part))], &mut |_| {});
    }

    /// Places texts beside each other. What does not fit goes to the next page as a whole; what would fit on none, line by line.
    /// `anew` is told of every page that begins meanwhile.
    pub(crate) fn side_by_side(&mut self, cells: &[Beside], anew: &mut dyn FnMut(&mut Self)) {
        for (lines, _, part) in cells {
            if let (Some(part), Some(text)) = (*part, read_as(lines)) {
                self.laid_out.structure.read_as(part, text);
            }
        }
        let tallest = cells.iter().map(|(lines, ..)| height(lines)).fold(0.0, f32::max);
        if self.y + tallest > BOTTOM && tallest < BOTTOM - 2.0 * MARGIN {
            self.turn();
            anew(self);
        }
        let mut next = vec![0; cells.len()];
        loop {
            let mut lowest = self.y;
            for ((lines, x, part), index) in cells.iter().zip(&mut next) {
                let mut y = self.y;
                while let Some(line) = lines.get(*index).filter(|line| y + line.height <= BOTTOM) {
                    let placed = Placed { lines: Rc::clone(lines), index: *index, x: *x, y, part: *part };
                    y += line.height;
                    *index += 1;
                    self.page().lines.push(placed);
                }
                lowest = lowest.max(y);
            }
            self.y = lowest;
            if cells.iter().zip(&next).all(|((lines, ..), &index)| index == lines.len()) {
                return;
            }
            self.turn();
            anew(self);
        }
    }

    /// Leaves room before what comes next.
    pub(crate) fn gap(&mut self, points: f32) {
        self.y += points;
    }

    /// Goes to the next page unless there is so much room on this one.
    pub(crate) fn room(&mut self, points: f32) {
        if self.y + points > BOTTOM {
            self.turn();
        }
    }

    pub(crate) fn turn(&mut self) {
        self.laid_out.pages.push(Page::default());
        self.y = MARGIN;
    }

    pub(crate) fn page(&mut self) -> &mut Page {
        let last = self.laid_out.pages.len() - 1;
        &mut self.laid_out.pages[last]
    }
}

/// How much of a page these lines take.
pub(crate) fn height(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.height).sum()
}
