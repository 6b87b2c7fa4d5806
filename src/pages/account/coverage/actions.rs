//! What the client can do about their insurance.

use domain::coverage::Position;
use domain::coverage::timeline::Standing;
use leptos::prelude::*;
use wire::coverages::{CoverageView, CoveragesView};
use wire::pages::Page;

use super::change::Change;
use crate::text::t;
use crate::ui::{Button, ButtonKind};

/// The id of its heading.
pub const ACTIONS: &str = "coverage-actions";

pub fn actions(open: RwSignal<Option<Change>>, covered: &CoveragesView) -> AnyView {
    let is_insured =
        |it: &&CoverageView| !it.is_self_pay && it.term().standing(covered.today) != Standing::Past;
    let has = |position| covered.coverages.iter().filter(is_insured).any(|it| it.position == position);
    let (first, second) = (has(Position::Primary), has(Position::Secondary));
    let button = move |label: &'static str, kind, change| {
        view! { <Button label=label.to_string() kind=kind on_press=move |()| open.set(Some(change)) /> }
    };
    let label = if first { t().coverage_change_insurance() } else { t().coverage_add_insurance() };
    let label_second = if second { t().coverage_change_secondary() } else { t().coverage_add_secondary() };
    view! {
        <section class="ui-card" aria-labelledby=ACTIONS>
            <div class="ui-card-head">
                <h2 id=ACTIONS tabindex="-1">
                    {t().coverage_change()}
                </h2>
            </div>
            <div class="ui-card-body">
                <p>{t().coverage_change_text()}</p>
                <div class="ui-buttons">
                    {button(label, ButtonKind::Primary, Change::Add(Position::Primary))}
                    {first
                        .then(|| button(label_second, ButtonKind::Secondary, Change::Add(Position::Secondary)))}
                    {(first || second)
                        .then(|| button(t().coverage_switch(), ButtonKind::Secondary, Change::SelfPay))}
                </div>
                <p>
                    <a href=Page::Support.to_string()>{t().coverage_ask()}</a>
                </p>
            </div>
        </section>
    }
    .into_any()
}
