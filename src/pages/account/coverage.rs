//! The tab `My Coverage`: who pays for the client's sessions, and on which days.

mod eligibility;
mod member_id;
mod photos;
mod plan;
mod uneven;

use domain::ClientId;
use domain::coverage::Position;
use domain::coverage::timeline::Standing;
use leptos::prelude::*;
use wire::coverages::{CoverageView, CoveragesView};
use wire::pages::Page;

use self::photos::ask_for_photos;
use self::plan::plan;
use self::uneven::uneven_days;
use crate::api::use_api;
use crate::data::failure::unread;
use crate::data::freshness::renewed;
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::text::t;
use crate::ui::{Bone, Card, Empty, Fold, LinkButton};

const SHAPE: &[Bone] = &[Bone::Title, Bone::Line, Bone::Line, Bone::Short];

piece! { coverage, Meanwhile::Part(SHAPE);
    /// The tab `My Coverage`.
    pub fn coverage_tab(client: ClientId) {
        view! { <CoverageTab client=client /> }.into_any()
    }
}

#[component]
fn CoverageTab(client: ClientId) -> impl IntoView {
    let api = use_api();
    ask_for_photos(client);
    let covered = load(move || api.coverages(client));
    renewed(covered, |it| it.holds_for_seconds);
    covered.view(SHAPE, move |covered| all(client, covered))
}

fn all(client: ClientId, covered: &CoveragesView) -> AnyView {
    let missing = covered.coverages.unread;
    if covered.coverages.total() == 0 {
        return view! {
            <Card heading=t().coverage_primary()>
                <Empty
                    title=t().coverage_none_title()
                    text=t().coverage_none_text()
                    action=ask_support()
                />
            </Card>
        }
        .into_any();
    }
    view! {
        {asked(client, covered, Position::Primary, t().coverage_primary(), "past-primary")}
        {asked(client, covered, Position::Secondary, t().coverage_secondary(), "past-secondary")}
        {unread(missing)}
        <Card heading=t().coverage_change()>
            <p>{t().coverage_change_text()}</p>
            {ask_support()}
        </Card>
    }
    .into_any()
}

fn ask_support() -> AnyView {
    view! { <LinkButton label=t().coverage_ask() href=Page::Support.to_string() /> }.into_any()
}

/// The plans that are asked in one position: the present one, what comes next, and what is over.
fn asked(
    client: ClientId,
    covered: &CoveragesView,
    position: Position,
    heading: &'static str,
    past_id: &'static str,
) -> AnyView {
    let mut plans: Vec<&CoverageView> =
        covered.coverages.iter().filter(|it| it.position == position).collect();
    if plans.is_empty() {
        return ().into_any();
    }
    let uneven = uneven_days(&plans, covered.today);
    plans.sort_by_key(|it| it.from);
    let of = |standing: Standing| {
        let standing_so = plans.iter().filter(move |it| it.term().standing(covered.today) == standing);
        standing_so.map(|it| plan(client, it, standing)).collect::<Vec<AnyView>>()
    };
    let (present, next, mut past) = (of(Standing::Now), of(Standing::Next), of(Standing::Past));
    past.reverse();
    let past_label = t().coverage_past_plans(u64::try_from(past.len()).unwrap_or(u64::MAX));
    let over = (!past.is_empty()).then(|| {
        view! {
            <Fold id=past_id label=past_label>
                <ul class="coverage-plans">{past}</ul>
            </Fold>
        }
    });
    let standing = (!present.is_empty() || !next.is_empty())
        .then(|| view! { <ul class="coverage-plans">{present} {next}</ul> });
    view! { <Card heading=heading>{uneven} {standing} {over}</Card> }.into_any()
}
