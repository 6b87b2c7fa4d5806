//! A member ID, which stands there in full only once somebody asked for it.

use domain::{ClientId, CoverageId};
use leptos::prelude::*;

use crate::api::use_api;
use crate::data::form::{FormReply, FormState};
use crate::text::t;
use crate::ui::{Button, ButtonKind, anew, use_announcer, verbatim};

/// `plan_id` is the id of the heading that says of which plan.
#[component]
pub fn MemberId(
    client: ClientId,
    coverage: CoverageId,
    plan_id: String,
    ending: Option<String>,
) -> impl IntoView {
    let (api, announcer) = (use_api(), use_announcer());
    let shown = RwSignal::new(None::<String>);
    let form = FormState::new(&[], move |_| {
        Ok(Box::pin(async move {
            let found = match api.member_id(client, coverage).await {
                Ok(found) => found,
                Err(error) => return FormReply::without_answer(error),
            };
            announcer.say(found.member_id.clone());
            shown.set(Some(found.member_id));
            Ok(FormReply::Nothing)
        }))
    });
    let hidden = move || {
        ending.as_ref().map_or_else(
            || t().coverage_member_id_hidden().to_owned(),
            |ending| t().coverage_member_id_ending(ending),
        )
    };
    let words = anew(move || match shown.get() {
        Some(member_id) => verbatim(member_id),
        None => view! { <span class="soft">{hidden()}</span> }.into_any(),
    });
    let label = Signal::derive(move || {
        let label = if shown.read().is_some() {
            t().coverage_hide_member_id()
        } else {
            t().coverage_show_member_id()
        };
        label.to_owned()
    });
    let press = move |()| match shown.get_untracked() {
        Some(_) => shown.set(None),
        None => form.submit(),
    };
    view! {
        <div class="coverage-member-id">
            {words} <Button label=label kind=ButtonKind::Quiet busy=form.busy described_by=plan_id on_press=press />
        </div>
        {form.told()}
    }
    .into_any()
}
