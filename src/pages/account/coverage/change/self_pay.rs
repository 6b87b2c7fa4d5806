//! The client pays alone after a day.

use domain::coverage::change::self_pay_after;
use domain::day_entry;
use leptos::prelude::*;
use wire::coverages::{CoveragesView, SelfPayRequest};

use super::Place;
use super::effect::{effect_view, held};
use crate::api::use_api;
use crate::data::form::FormState;
use crate::text::t;
use crate::ui::{DateField, Mistake};

const LAST_DAY: &str = "last-day";

pub fn self_pay(place: Place) -> AnyView {
    let (api, Place { client, covered, .. }) = (use_api(), place);
    let form = FormState::new(&[LAST_DAY], move |form| {
        let entered = form.entered(LAST_DAY);
        let request = covered.with(|now| parse(entered.clone(), now))?;
        let day = day_entry::parse(&entered).ok();
        let saved = move || t().coverage_saved_self_pay(&day.map(|it| t().dated(it)).unwrap_or_default());
        Ok(Box::pin(place.sent(api.pay_alone(client, &request), saved)))
    })
    .kept(format!("{client} self-pay"));
    let effect = move || {
        let entered = form.entered(LAST_DAY);
        let effect = covered.with(|now| self_pay_after(&held(now), &entered, now.today)).ok()?;
        Some((effect, None))
    };
    let example = covered.with_untracked(|now| t().typed_day(now.today));
    let fields = view! {
        <DateField
            id=LAST_DAY
            label=t().coverage_last_day()
            hint=t().coverage_last_day_hint(&example)
            error=form.error(LAST_DAY)
            value=form.value(LAST_DAY)
        />
        {effect_view(covered, effect, String::new)}
    }
    .into_any();
    place.frame(t().coverage_switch().to_owned(), t().coverage_switch_text(), form, fields)
}

fn parse(last_day: String, covered: &CoveragesView) -> Result<SelfPayRequest, Vec<Mistake>> {
    match self_pay_after(&held(covered), &last_day, covered.today) {
        Ok(_) => Ok(SelfPayRequest { version: covered.version, last_day }),
        Err(problem) => Err(vec![Mistake::new(LAST_DAY, t().coverage_day_problem(problem, covered.today))]),
    }
}
