//! Draws what is laid out, and says of each thing that is drawn what it is.

use krilla::Document as Pdf;
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::configure::{Accessibility, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use crate::document::{Align, Document};
use crate::line::{Line, Style};
use crate::pages::{FOOT, HEIGHT, LaidOut, MARGIN, TEXT, WIDTH};
use crate::setting::Setting;

/// A document that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The standard for documents that everybody can read is not met.
    #[error("the document would not be one that everybody can read")]
    Standard,
    /// The file's format has no room for it.
    #[error("the document does not fit into its format")]
    Format,
}

/// The file.
pub(crate) fn draw(
    document: &Document<'_>,
    laid_out: LaidOut,
    setting: &mut Setting,
) -> Result<Vec<u8>, Failed> {
    let standard = ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_accessibility_validator(Accessibility::UA1);
    let configuration = standard.finish().map_err(|_| Failed::Standard)?;
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let LaidOut { pages, mut structure, headings } = laid_out;
    let count = pages.len();
    for (index, laid) in pages.into_iter().enumerate() {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(Failed::Format)?;
        let mut page = pdf.start_page_with(size);
        let mut surface = page.surface();
        surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
        for placed in &laid.lines {
            let line = placed.line();
            let mark = match placed.part {
                Some(_) => surface.start_tagged(ContentTag::Span(SpanTag::empty())),
                None => surface.start_tagged(artifact(ArtifactType::PaginationOther)),
            };
            show(line, placed.x, placed.y, &mut surface, setting);
            surface.end_tagged();
            if let Some(part) = placed.part {
                structure.mark(part, mark);
            }
        }
        rules(&laid.rules, &mut surface);
        foot(&document.foot, Align::Left, ArtifactType::Footer, &mut surface, setting);
        foot(
            &(document.page)(index + 1, count),
            Align::Right,
            ArtifactType::PageNumber,
            &mut surface,
            setting,
        );
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for heading in headings {
        let place = XyzDestination::new(heading.page, Point::from_xy(MARGIN, heading.y));
        outline.push_child(OutlineNode::new(heading.text, place));
    }
    pdf.set_outline(outline);
    pdf.set_metadata(Metadata::new().title(document.title.clone()).language(document.language.clone()));
    pdf.set_tag_tree(structure.into_tree(&document.language));
    pdf.finish().map_err(|error| match error {
        krilla::error::KrillaError::Validation(_) => Failed::Standard,
        _ => Failed::Format,
    })
}

fn show(line: &Line, x: f32, y: f32, surface: &mut Surface<'_>, setting: &Setting) {
    for run in &line.runs {
        let start = Point::from_xy(x + run.x, y + line.baseline);
        surface.draw_glyphs(start, &run.glyphs, setting.font(run.font), &line.text, run.size, false);
    }
}

fn rules(rules: &[(f32, f32, f32)], surface: &mut Surface<'_>) {
    if rules.is_empty() {
        return;
    }
    surface.start_tagged(artifact(ArtifactType::Layout));
    let mut path = PathBuilder::new();
    for &(from, to, y) in rules {
        if let Some(rule) = Rect::from_ltrb(from, y, to, y + 0.5) {
            path.push_rect(rule);
        }
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    surface.end_tagged();
}

fn foot(text: &str, align: Align, kind: ArtifactType, surface: &mut Surface<'_>, setting: &mut Setting) {
    let (x, width) = match align {
        Align::Left => (MARGIN, TEXT * 0.7),
        Align::Right => (MARGIN + TEXT * 0.7, TEXT * 0.3),
    };
    let lines = setting.lines(text, Style::Foot, align, width);
    if let Some(line) = lines.first() {
        surface.start_tagged(artifact(kind));
        show(line, x, FOOT, surface, setting);
        surface.end_tagged();
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}
