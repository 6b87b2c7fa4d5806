//! `Change date`: the calendar of the days that can be chosen, the typed entry, and what will happen, before it does.

mod choice;
mod freshness;
mod wish;

use domain::ChargeId;
use domain::reschedule::Refusal;
use leptos::prelude::*;
use wire::charges::Charge;
use wire::paths::pages;

use self::choice::ChoiceForm;
pub use self::wish::provide_wish;
use crate::api;
use crate::api::ApiError;
use crate::charge_words::support_facts;
use crate::loaded::{Answer, load};
use crate::pages::not_found::NotFoundPage;
use crate::session::use_session;
use crate::ui::{Bone, Card, LinkButton, Notice, NoticeKind, PageHeading};
use crate::words::{t, title};

#[component]
pub fn ReschedulePage(id: ChargeId) -> impl IntoView {
    let charge = load(move || api::charges::find(id));
    let view = move || match charge.answer.get() {
        Answer::Failed(ApiError::Problem(problem)) if problem.status == 404 => {
            view! { <NotFoundPage /> }.into_any()
        }
        _ => charge.view(&[Bone::Title, Bone::Row, Bone::Row, Bone::Row, Bone::Row], page),
    };
    view! { <div class="page">{view}</div> }.into_any()
}

fn page(charge: Charge) -> AnyView {
    match charge.rules.open() {
        Ok(_) => view! { <ChoiceForm first=charge /> }.into_any(),
        Err(refusal) => refused(&charge, &refusal),
    }
}

fn refused(charge: &Charge, refusal: &Refusal) -> AnyView {
    view! {
        <PageHeading
            heading=t().reschedule_title().to_string()
            title=title(t().reschedule_title())
            back=(t().tab_billing().to_string(), pages::BILLING.to_string())
        />
        {cannot_move(charge, refusal)}
    }
    .into_any()
}

/// Why the charge cannot be moved at all, and who can help (R10).
fn cannot_move(charge: &Charge, refusal: &Refusal) -> AnyView {
    let why = t().refusal(refusal, charge.rules.today);
    let to_charge = pages::charge(charge.row.id);
    view! {
        <Notice kind=NoticeKind::Warning title=t().cannot_change_title()>
            <p>{why}</p>
            <p>
                <LinkButton label=t().how_amount() href=to_charge />
            </p>
        </Notice>
        {support(charge)}
    }
    .into_any()
}

/// Who can help with this charge.
fn support(charge: &Charge) -> AnyView {
    let facts = use_session().who().map(|session| support_facts(&session.support));
    let ask = format!("{}?charge={}", pages::SUPPORT, charge.row.id);
    view! {
        <Card heading=t().ask_about_charge()>
            <p>
                <a href=ask>{t().reschedule_support()}</a>
            </p>
            {facts}
        </Card>
    }
    .into_any()
}
