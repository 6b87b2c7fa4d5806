//! What the payer of a plan says when it is asked.

use domain::ClientId;
use domain::coverage::Relationship;
use leptos::prelude::*;
use wire::coverages::CoverageView;

use crate::api::use_api;
use crate::data::form::{FormReply, FormState};
use crate::pages::account::eligibility::{AskedPlan, answer};
use crate::text::t;
use crate::ui::{Button, ButtonKind, anew, use_announcer};

/// What was said last, and the way to ask, after what else can be done. `plan_id` is the id of the heading that says of which plan.
#[component]
pub fn Eligibility(
    client: ClientId,
    coverage: CoverageView,
    plan_id: String,
    after: Option<AnyView>,
) -> impl IntoView {
    let (api, announcer) = (use_api(), use_announcer());
    let (id, payer, can_verify) = (coverage.id, coverage.payer, coverage.can_verify);
    let is_own = coverage.subscriber.relationship() == Relationship::Myself;
    let said = RwSignal::new(coverage.verified);
    let (asked, named) = (RwSignal::new(false), StoredValue::new(payer));
    let form = FormState::new(&[], move |_| {
        announcer.say(named.with_value(|payer| t().eligibility_asking(payer)));
        Ok(Box::pin(async move {
            let answer = api.verify_coverage(client, id).await?;
            asked.set(true);
            said.set(Some(answer));
            Ok(FormReply::Nothing)
        }))
    });
    let answer = anew(move || match said.get() {
        Some(said) => named.with_value(|payer| {
            answer(AskedPlan { payer, is_own, is_new: false }, &said, asked.get_untracked())
        }),
        None => ().into_any(),
    });
    let label = Signal::derive(move || {
        let label =
            if said.read().is_some() { t().eligibility_verify_again() } else { t().eligibility_verify() };
        label.to_owned()
    });
    let waiting = anew(move || {
        let told = form.busy.get().then(|| {
            let told = named.with_value(|payer| t().eligibility_asking(payer));
            view! { <p class="soft">{told}</p> }
        });
        told.into_any()
    });
    let press = move |()| form.submit();
    let ask = can_verify.then(|| {
        view! { <Button label=label kind=ButtonKind::Secondary busy=form.busy described_by=plan_id on_press=press /> }
    });
    view! {
        {answer}
        {form.told()}
        <div class="ui-buttons">{after} {ask}</div>
        {waiting}
    }
    .into_any()
}
