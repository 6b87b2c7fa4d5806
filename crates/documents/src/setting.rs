//! Sets text into lines: which font has which character, how letters join, which way they run, where a line ends.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName, FontWeight,
    GenericFamily, Layout, LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};

use crate::document::Align;
use crate::fonts;
use crate::line::{Line, Run, Style};
use crate::text::Shown;

/// Sets texts, and remembers those that it set: most cells of a long table say what others say.
pub(crate) struct Setting {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    known: Vec<Font>,
    numbers: HashMap<(u64, u32), usize>,
    set: HashMap<Wanted, Rc<[Line]>>,
}

#[derive(PartialEq, Eq, Hash)]
struct Wanted {
    text: String,
    style: Style,
    align: Align,
    width: u32,
}

impl Setting {
    pub(crate) fn new() -> Self {
        let (known, numbers, set) = (Vec::new(), HashMap::new(), HashMap::new());
        Self { fonts: fonts::context(), layouts: LayoutContext::new(), known, numbers, set }
    }

    /// The font of this number.
    pub(crate) fn font(&self, number: usize) -> Font {
        self.known[number].clone()
    }

    /// A text in lines of at most this width. A text without anything to see has no lines.
    pub(crate) fn lines(&mut self, text: &str, style: Style, align: Align, width: f32) -> Rc<[Line]> {
        let wanted = Wanted { text: text.to_owned(), style, align, width: width.to_bits() };
        if let Some(lines) = self.set.get(&wanted) {
            return Rc::clone(lines);
        }
        let mut lines = Vec::new();
        let mut paragraphs = text.lines().filter(|line| !line.trim().is_empty()).peekable();
        while let Some(paragraph) = paragraphs.next() {
            // Who hears the lines, or copies them, must not get the last word of one and the first of the next as one.
            let blank = if paragraphs.peek().is_some() { " " } else { "" };
            self.paragraph(&Shown::new(&format!("{paragraph}{blank}")), style, align, width, &mut lines);
        }
        let lines: Rc<[Line]> = lines.into();
        self.set.insert(wanted, Rc::clone(&lines));
        lines
    }

    fn paragraph(&mut self, text: &Shown, style: Style, align: Align, width: f32, lines: &mut Vec<Line>) {
        let first = self.layout(&text.shown, style, align, width);
        let missing = missing(&first);
        if missing.is_empty() {
            return self.keep(&first, text, false, lines);
        }
        let text = text.with_stand_ins(&missing);
        let second = self.layout(&text.shown, style, align, width);
        self.keep(&second, &text, true, lines);
    }

    fn layout(&mut self, text: &str, style: Style, align: Align, width: f32) -> Layout<()> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        let families = [
            FontFamilyName::Named(Cow::Borrowed(fonts::FIRST)),
            FontFamilyName::Generic(GenericFamily::SansSerif),
        ];
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&families))));
        builder.push_default(StyleProperty::FontSize(style.size()));
        builder.push_default(StyleProperty::FontWeight(if style.is_bold() {
            FontWeight::BOLD
        } else {
            FontWeight::NORMAL
        }));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        // The document's sentences run from left to right. A name that does not runs its own way in its place.
        builder.set_base_direction(BaseDirection::Ltr);
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(width));
        let alignment = match align {
            Align::Left => Alignment::Left,
            Align::Right => Alignment::Right,
        };
        layout.align(alignment, AlignmentOptions::default());
        layout
    }

    fn keep(&mut self, layout: &Layout<()>, text: &Shown, stands_in: bool, lines: &mut Vec<Line>) {
        let read: Rc<str> = text.read.as_str().into();
        for line in layout.lines() {
            let metrics = line.metrics();
            let mut x = metrics.offset;
            let mut runs = Vec::new();
            let mut turned = stands_in;
            for run in line.runs() {
                let (start, size) = (x, run.font_size());
                let mut glyphs: Vec<KrillaGlyph> = Vec::new();
                turned |= run.is_rtl();
                for cluster in run.visual_clusters() {
                    let range = text.read_range(cluster.text_range());
                    if cluster.is_ligature_continuation() {
                        extend(&mut glyphs, &range);
                        continue;
                    }
                    for glyph in cluster.glyphs() {
                        let (advance, right, up) = (glyph.advance / size, glyph.x / size, glyph.y / size);
                        glyphs.push(KrillaGlyph::new(
                            GlyphId::new(glyph.id),
                            advance,
                            right,
                            up,
                            0.0,
                            range.clone(),
                            None,
                        ));
                        x += glyph.advance;
                    }
                }
                let font = self.number(run.font());
                if let (Some(font), false) = (font, glyphs.is_empty()) {
                    runs.push(Run { font, size, x: start, glyphs });
                }
            }
            let top = metrics.block_min_coord;
            lines.push(Line {
                runs,
                baseline: metrics.baseline - top,
                height: metrics.block_max_coord - top,
                text: Rc::clone(&read),
                range: text.read_range(line.text_range()),
                is_turned: turned,
            });
        }
    }

    fn number(&mut self, font: &parley::FontData) -> Option<usize> {
        let key = (font.data.id(), font.index);
        if let Some(&number) = self.numbers.get(&key) {
            return Some(number);
        }
        let (data, _) = font.data.clone().into_raw_parts();
        self.known.push(Font::new(data.into(), font.index)?);
        self.numbers.insert(key, self.known.len() - 1);
        Some(self.known.len() - 1)
    }
}

/// The letters in `range` are drawn by the glyphs of the letters before them: all of those, where they are several.
fn extend(glyphs: &mut [KrillaGlyph], range: &Range<usize>) {
    let Some(before) = glyphs.last().map(|glyph| glyph.text_range.clone()) else { return };
    for glyph in glyphs.iter_mut().rev().take_while(|glyph| glyph.text_range == before) {
        glyph.text_range = before.start.min(range.start)..before.end.max(range.end);
    }
}

/// What of the text no font has: the glyph with the number zero is the one that fonts show in such a case, and no document may.
fn missing(layout: &Layout<()>) -> Vec<Range<usize>> {
    let runs = layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>());
    let clusters = runs.flat_map(|run| run.clusters().collect::<Vec<_>>());
    clusters
        .filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))
        .map(|cluster| cluster.text_range())
        .collect()
}
