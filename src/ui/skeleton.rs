//! The shape of what is coming, for waits that are long enough to notice.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bone {
    Title,
    Short,
    Line,
    Row,
    Button,
}

impl Bone {
    const fn class(self) -> &'static str {
        match self {
            Self::Title => "ui-bone ui-bone-title",
            Self::Short => "ui-bone ui-bone-short",
            Self::Line => "ui-bone",
            Self::Row => "ui-bone ui-bone-row",
            Self::Button => "ui-bone ui-bone-button",
        }
    }
}

/// `label` is for screen readers: what is being loaded.
#[component]
pub fn Skeleton(
    #[prop(into)] label: String,
    bones: &'static [Bone],
    #[prop(optional)] card: bool,
) -> impl IntoView {
    let bones: Vec<_> =
        bones.iter().map(|bone| view! { <i class=bone.class() aria-hidden="true"></i> }).collect();
    view! {
        <div class=if card { "ui-skeleton ui-card" } else { "ui-skeleton" }>
            <p class="hidden-words">{label}</p>
            {bones}
        </div>
    }
    .into_any()
}
