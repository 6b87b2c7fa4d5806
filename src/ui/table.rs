//! A table that becomes a list on a phone.

use leptos::prelude::*;

#[derive(Clone, Debug)]
pub struct Column {
    pub label: String,
    pub amount: bool,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), amount: false }
    }

    pub fn amount(label: impl Into<String>) -> Self {
        Self { label: label.into(), amount: true }
    }
}

/// Rows are `<tr role="row">` of `<td role="cell">`: the roles keep the meaning where the phone's layout is no table.
/// A cell of class `main` and one of class `amount` share a phone's first line; the rest follows below.
#[component]
pub fn Table(#[prop(into)] caption: String, columns: Vec<Column>, children: Children) -> impl IntoView {
    let columns: Vec<_> = columns
        .into_iter()
        .map(|Column { label, amount }| {
            view! {
                <th scope="col" role="columnheader" class=amount.then_some("amount")>
                    {label}
                </th>
            }
        })
        .collect();
    view! {
        <table class="table table-stack" role="table">
            <caption class="hidden-words">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{columns}</tr>
            </thead>
            <tbody role="rowgroup">{children()}</tbody>
        </table>
    }
    .into_any()
}
