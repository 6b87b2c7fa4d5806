//! Money as arithmetic that can be checked line by line.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumRole {
    /// Added or taken away; the sign is part of `amount`.
    Line,
    /// What the lines come to.
    Total,
    /// A part of the total above it.
    Part,
}

/// `note` is where the figure comes from and of which day.
#[derive(Clone, Debug)]
pub struct SumLine {
    pub role: SumRole,
    pub label: String,
    pub note: Option<String>,
    pub amount: String,
}

/// `caption` is for screen readers; a heading stands above for the others.
#[component]
pub fn Sum(#[prop(into)] caption: String, lines: Vec<SumLine>) -> impl IntoView {
    let lines: Vec<_> = lines
        .into_iter()
        .map(|SumLine { role, label, note, amount }| {
            let class = match role {
                SumRole::Line => None,
                SumRole::Total => Some("ui-sum-total"),
                SumRole::Part => Some("ui-sum-part"),
            };
            view! {
                <tr class=class>
                    <th scope="row">{label} {note.map(|note| view! { " "<small>{note}</small> })}</th>
                    <td translate="no">{amount}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="ui-sum">
            <caption class="hidden-words">{caption}</caption>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}
