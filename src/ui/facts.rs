//! Names and what they stand for.

use leptos::prelude::*;

#[derive(Debug)]
pub struct Fact {
    pub name: String,
    pub value: AnyView,
}

impl Fact {
    pub fn new(name: impl Into<String>, value: impl IntoAny) -> Self {
        Self { name: name.into(), value: value.into_any() }
    }
}

#[component]
pub fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let facts: Vec<_> = facts
        .into_iter()
        .map(|Fact { name, value }| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect();
    view! { <dl class="ui-facts">{facts}</dl> }.into_any()
}
