//! Where the cells of a table stand, and of what they are cells.

use std::rc::Rc;

use krilla::tagging::{TableHeaderScope, Tag};

use crate::document::{Align, Table};
use crate::line::{Line, Style};
use crate::pages::{Flow, MARGIN, TEXT, height};
use crate::structure::PartId;

const BETWEEN: f32 = 8.0;

/// A column's cells begin here and are so wide.
struct Place {
    x: f32,
    width: f32,
    align: Align,
}

/// Places a table below what is there.
pub(crate) fn place(table: &Table, flow: &mut Flow<'_>) {
    let places = places(table);
    let headers: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    let headers = set(&headers, &places, Style::ColumnHeader, flow);
    let tallest = headers.iter().map(|lines| height(lines)).fold(0.0, f32::max);
    flow.room(tallest + 40.0);

    let whole = flow.laid_out.structure.add(None, Tag::Table.with_summary(Some(table.summary.clone())));
    let head = flow.laid_out.structure.add(Some(whole), Tag::THead);
    let row = flow.laid_out.structure.add(Some(head), Tag::TR);
    let parts: Vec<PartId> = headers
        .iter()
        .map(|_| flow.laid_out.structure.add(Some(row), Tag::TH(TableHeaderScope::Column)))
        .collect();
    header(&headers, &places, Some(&parts), flow);

    let bold = [(&table.rows, Style::Cell), (&table.sums, Style::Sum)];
    for (rows, style) in bold {
        if rows.is_empty() {
            continue;
        }
        let group = match style {
            Style::Sum => flow.laid_out.structure.add(Some(whole), Tag::TFoot),
            _ => flow.laid_out.structure.add(Some(whole), Tag::TBody),
        };
        for cells in rows {
            body(cells, style, group, &headers, &places, flow);
        }
    }
    flow.gap(10.0);
}

fn body(
    cells: &[String],
    style: Style,
    group: PartId,
    headers: &[Rc<[Line]>],
    places: &[Place],
    flow: &mut Flow<'_>,
) {
    let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
    let lines = set(&texts, places, style, flow);
    let row = flow.laid_out.structure.add(Some(group), Tag::TR);
    let mut placed = Vec::new();
    for (index, (lines, place)) in lines.into_iter().zip(places).enumerate() {
        // The first cell says which row it is.
        let part = match index {
            0 => flow.laid_out.structure.add(Some(row), Tag::TH(TableHeaderScope::Row)),
            _ => flow.laid_out.structure.add(Some(row), Tag::TD),
        };
        placed.push((lines, place.x, Some(part)));
    }
    flow.side_by_side(&placed, &mut |flow| header(headers, places, None, flow));
    rule(flow);
}

/// The header. On another page than the table's first it is not said again, so its cells are no part of anything.
fn header(headers: &[Rc<[Line]>], places: &[Place], parts: Option<&[PartId]>, flow: &mut Flow<'_>) {
    let cell = |(index, (lines, place)): (usize, (&Rc<[Line]>, &Place))| {
        (Rc::clone(lines), place.x, parts.map(|parts| parts[index]))
    };
    let cells: Vec<_> = headers.iter().zip(places).enumerate().map(cell).collect();
    flow.side_by_side(&cells, &mut |_| {});
    rule(flow);
}

fn rule(flow: &mut Flow<'_>) {
    flow.gap(2.0);
    let y = flow.y;
    flow.page().rules.push((MARGIN, MARGIN + TEXT, y));
    flow.gap(3.0);
}

fn set(texts: &[&str], places: &[Place], style: Style, flow: &mut Flow<'_>) -> Vec<Rc<[Line]>> {
    texts
        .iter()
        .zip(places)
        .map(|(text, place)| flow.setting.lines(text, style, place.align, place.width))
        .collect()
}

fn places(table: &Table) -> Vec<Place> {
    let all: f32 = table.columns.iter().map(|column| f32::from(column.share)).sum();
    let gaps = table.columns.iter().skip(1).map(|_| BETWEEN).sum::<f32>();
    let mut x = MARGIN;
    let place = |column: &crate::document::Column| {
        let width = (TEXT - gaps) * f32::from(column.share) / all;
        let place = Place { x, width, align: column.align };
        x += width + BETWEEN;
        place
    };
    table.columns.iter().map(place).collect()
}
