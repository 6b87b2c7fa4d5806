//! The tab `My Coverage`: who pays for the client's sessions, and on which days.

mod actions;
mod change;
mod eligibility;
mod member_id;
mod open;
mod photos;
mod plan;
mod uneven;

use domain::coverage::Position;
use domain::coverage::ending::insurance_ends;
use domain::coverage::timeline::Standing;
use domain::{ClientId, CoverageId};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wire::coverages::{CoverageView, CoveragesView};

use self::actions::{ACTIONS, actions};
use self::change::{Change, change_form};
use self::open::open_form;
use self::photos::ask_for_photos;
use self::plan::{plan, plan_id};
use self::uneven::uneven_days;
use crate::api::use_api;
use crate::data::failure::unread;
use crate::data::form::Saying;
use crate::data::freshness::{renewed_in_time, seen_again};
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::text::t;
use crate::ui::{Bone, Card, Fold, Notice, NoticeKind, anew, whenever};

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
    let (open, said) = (open_form(client), RwSignal::new(None::<Saying>));
    renewed_in_time(covered, |it| it.holds_for_seconds);
    // What an open form is about does not change beneath it: who saves is told what was changed elsewhere, and what it comes to then.
    whenever(move || {
        if open.get().is_none() {
            seen_again(covered, |a, b| (a.today, a.version) == (b.today, b.version));
        }
    });
    let returns = StoredValue::new(None);
    covered.kept(SHAPE, move |covered| {
        anew(move || {
            let Some(change) = open.get() else {
                let tab = Tab { client, open, first: None };
                if let Some(change) = returns.get_value().filter(|_| said.read_untracked().is_none()) {
                    read_on_after(change);
                }
                return view! {
                    {done(said)}
                    {anew(move || all(tab, &covered.get()))}
                }
                .into_any();
            };
            returns.set_value(Some(change));
            change_form(client, covered, change, open, said)
        })
    })
}

/// What the parts of the tab share.
#[derive(Clone, Copy)]
struct Tab {
    client: ClientId,
    /// The form that is open instead of the list.
    open: RwSignal<Option<Change>>,
    /// The plan that is shown first, of those whose card is shown.
    first: Option<CoverageId>,
}

/// Somebody came back from a form with nothing said: reading goes on where it was opened.
fn read_on_after(change: Change) {
    let place = match change {
        Change::Correct(id) => plan_id(id),
        Change::Add(_) | Change::SelfPay => ACTIONS.to_owned(),
    };
    request_animation_frame(move || {
        let place = document().get_element_by_id(&place);
        if let Some(place) = place.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            drop(place.focus());
        }
    });
}

/// That something was saved. It takes the focus from the form that was there.
fn done(said: RwSignal<Option<Saying>>) -> AnyView {
    anew(move || {
        let Some(Saying { title: Some(title), text, kind, .. }) = said.get() else { return ().into_any() };
        view! { <Notice kind=kind title=title() focused=true><p>{text()}</p></Notice> }.into_any()
    })
}

fn all(tab: Tab, covered: &CoveragesView) -> AnyView {
    let has_card =
        |it: &&CoverageView| !it.is_self_pay && it.term().standing(covered.today) != Standing::Past;
    let first = covered.coverages.iter().filter(has_card);
    let first = first.min_by_key(|it| (it.position != Position::Primary, it.from)).map(|it| it.id);
    let tab = Tab { first, ..tab };
    let missing = covered.coverages.unread;
    let none = (covered.coverages.total() == 0).then(|| {
        view! {
            <Card heading=t().coverage_primary()>
                <p>{t().coverage_none_title()} ". " {t().coverage_none_text()}</p>
            </Card>
        }
    });
    view! {
        {none}
        {asked(tab, covered, Position::Primary, t().coverage_primary(), "past-primary")}
        {asked(tab, covered, Position::Secondary, t().coverage_secondary(), "past-secondary")}
        {unread(missing)}
        {actions(tab.open, covered)}
    }
    .into_any()
}

/// The plans that are asked in one position: the present one, what comes next, and what is over.
fn asked(
    tab: Tab,
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
    let (ends, uneven) = (ends(covered, position), uneven_days(&plans, covered.today));
    plans.sort_by_key(|it| it.from);
    let of = |standing: Standing| {
        let standing_so = plans.iter().filter(move |it| it.term().standing(covered.today) == standing);
        standing_so.map(|it| plan(tab, it, standing)).collect::<Vec<AnyView>>()
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
    let is_over = present.is_empty() && next.is_empty();
    let standing = if is_over {
        alone(position)
    } else {
        view! { <ul class="coverage-plans">{present} {next}</ul> }.into_any()
    };
    view! { <Card heading=heading>{ends} {uneven} {standing} {over}</Card> }.into_any()
}

/// That nothing follows what is asked first, when that ends soon. Of days before what follows later it is said that no plan covers them.
fn ends(covered: &CoveragesView, position: Position) -> AnyView {
    let held = || covered.coverages.iter().map(CoverageView::held);
    let ends = (position == Position::Primary).then(|| insurance_ends(held(), covered.today)).flatten();
    let last = ends.filter(|last| !held().any(|it| it.position == position && it.term.from > *last));
    let said = last.map(|last| {
        let said = t().coverage_ends(&t().day(last, covered.today));
        view! { <Notice kind=NoticeKind::Warning><p>{said}</p></Notice> }
    });
    said.into_any()
}

/// All that was asked in this position is over. Where it was asked first nobody pays any more but the client.
fn alone(position: Position) -> AnyView {
    (position == Position::Primary).then(|| view! { <p>{t().coverage_none_text()}</p> }).into_any()
}
