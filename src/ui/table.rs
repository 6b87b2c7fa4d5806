//! A table that becomes a list on a phone.

use leptos::prelude::*;

/// What a column's cells are on a phone: the main and the amount share the first line, the rest and what stands aside the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnKind {
    Plain,
    Main,
    Amount,
    Aside,
}

#[derive(Clone, Copy, Debug)]
pub struct Column {
    label: &'static str,
    kind: ColumnKind,
}

impl Column {
    pub const fn new(label: &'static str) -> Self {
        Self { label, kind: ColumnKind::Plain }
    }

    pub const fn main(label: &'static str) -> Self {
        Self { label, kind: ColumnKind::Main }
    }

    pub const fn amount(label: &'static str) -> Self {
        Self { label, kind: ColumnKind::Amount }
    }

    pub const fn aside(label: &'static str) -> Self {
        Self { label, kind: ColumnKind::Aside }
    }

    const fn class(self) -> Option<&'static str> {
        match self.kind {
            ColumnKind::Plain => None,
            ColumnKind::Main => Some("ui-table-main"),
            ColumnKind::Amount => Some("ui-table-amount"),
            ColumnKind::Aside => Some("ui-table-aside"),
        }
    }
}

/// Each row has a cell for each column, and on a phone leads where its link does, wherever it is pressed. The roles keep the meaning where the phone's layout is no table.
#[component]
pub fn Table(#[prop(into)] caption: String, columns: Vec<Column>, rows: Vec<Vec<AnyView>>) -> impl IntoView {
    let heads: Vec<_> = columns
        .iter()
        .map(|column| {
            view! {
                <th scope="col" role="columnheader" class=column.class()>
                    {column.label}
                </th>
            }
            .into_any()
        })
        .collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|cells| {
            let cells = cells.into_iter().zip(&columns).map(|(cell, column)| {
                view! {
                    <td role="cell" class=column.class()>
                        {cell}
                    </td>
                }
                .into_any()
            });
            view! { <tr role="row">{cells.collect::<Vec<_>>()}</tr> }.into_any()
        })
        .collect();
    view! {
        <table class="ui-table ui-table-stack" role="table">
            <caption class="hidden-words">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
