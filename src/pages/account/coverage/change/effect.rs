//! What saving does, in words, before it is pressed.

use domain::coverage::Position;
use domain::coverage::change::{Effect, Held};
use domain::{CoverageId, PayerId};
use leptos::prelude::*;
use texts::PlanName;
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

/// The sentences; nothing while what is entered comes to nothing. For those who do not see it change it is said, too, and not again with each
/// letter of what the new plan is called.
pub fn effect_view(
    covered: Latest<CoveragesView>,
    effect: impl Fn() -> Option<(Effect, Option<Added>)> + Send + Sync + 'static,
    plan: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    let announcer = use_announcer();
    let effect = Memo::new(move |_| effect());
    let sentences = Memo::new(move |_| {
        let (effect, added) = effect.get()?;
        let added = added.map(|it| (PlanName { payer: it.name, plan: plan() }, it.position));
        let name = |id: CoverageId| {
            let named = |it: &CoverageView| {
                (it.id == id).then(|| PlanName { payer: it.payer.clone(), plan: it.plan.clone() })
            };
            covered.with(|now| now.coverages.iter().find_map(named)).unwrap_or_default()
        };
        let added = added.as_ref().map(|(name, position)| (name, *position));
        Some(t().coverage_effect(&effect, added, name))
    });
    whenever_again(move |is_later| {
        effect.track();
        if let (true, Some(all)) = (is_later, sentences.get_untracked()) {
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
