//! What saving does, in words, before it is pressed.

use domain::coverage::Position;
use domain::coverage::change::{Effect, Held};
use domain::{CoverageId, PayerId};
use leptos::prelude::*;
use wire::coverages::{CoverageView, CoveragesView};

use crate::data::loaded::Latest;
use crate::text::t;
use crate::ui::{Notice, anew, use_announcer, whenever_again};

/// The coverages as a change looks at them.
pub fn held(covered: &CoveragesView) -> Vec<Held> {
    covered.coverages.iter().map(CoverageView::held).collect()
}

/// Who is added, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub payer: PayerId,
    pub name: String,
    pub position: Position,
}

/// The sentences; nothing while what is entered comes to nothing. For those who do not see it change it is said, too.
pub fn effect_view(
    covered: Latest<CoveragesView>,
    effect: impl Fn() -> Option<(Effect, Option<Added>)> + Send + Sync + 'static,
) -> AnyView {
    let announcer = use_announcer();
    let sentences = Memo::new(move |_| {
        let (effect, added) = effect()?;
        let added = added.as_ref().map(|it| (it.name.as_str(), it.position));
        let name = |id: CoverageId| {
            let payer = |it: &CoverageView| (it.id == id).then(|| it.payer.clone());
            covered.with(|now| now.coverages.iter().find_map(payer)).unwrap_or_default()
        };
        Some(t().coverage_effect(&effect, added, name))
    });
    whenever_again(move |is_later| {
        if let (true, Some(all)) = (is_later, sentences.get()) {
            announcer.say(all.join(" "));
        }
    });
    anew(move || sentences.get().map(told).into_any())
}

/// Sentences about what saving does.
pub fn told(sentences: Vec<String>) -> AnyView {
    let sentences: Vec<_> = sentences.into_iter().map(|it| view! { <li>{it}</li> }).collect();
    view! {
        <Notice title=t().coverage_effect_title()>
            <ul>{sentences}</ul>
        </Notice>
    }
    .into_any()
}
