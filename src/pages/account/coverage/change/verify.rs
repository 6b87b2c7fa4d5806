//! The payer is asked about what is entered, before it is saved.

use chrono::NaiveDate;
use domain::coverage::{Relationship, Term};
use domain::eligibility::{asked_from, service_day};
use leptos::prelude::*;
use wire::eligibility::EligibilityView;

use super::card_fields;
use crate::api::Answering;
use crate::data::form::{FormReply, FormState};
use crate::pages::account::eligibility::{AskedPlan, answer};
use crate::text::t;
use crate::ui::{Button, ButtonKind, anew, use_announcer, whenever_again};

/// Whom to ask.
#[derive(Clone, PartialEq, Eq)]
pub struct Payer {
    /// What it is called where it is chosen.
    pub name: String,
    /// From when on it can be asked, where that is later.
    pub from: Option<NaiveDate>,
}

impl Payer {
    /// About a plan that is to hold in `term`, or of which that is not known yet.
    pub fn of(name: String, term: Option<Term>, today: NaiveDate) -> Self {
        let later = term.filter(|term| service_day(*term, today).is_none());
        Self { name, from: later.and_then(asked_from) }
    }
}

/// The way to ask, and what was said. Nothing while there is no `payer` that can be asked. What was said is about the card that was asked about, and of
/// a new plan about its `first_day`, the id of that field: it goes once something else is entered there. `ask` sends what is entered, if that could be saved.
pub fn verify(
    form: FormState,
    payer: Memo<Option<Payer>>,
    first_day: Option<&'static str>,
    ask: impl Fn() -> Option<Answering<EligibilityView>> + Send + Sync + 'static,
) -> AnyView {
    let announcer = use_announcer();
    let said = RwSignal::new(None::<EligibilityView>);
    let card = Memo::new(move |_| {
        let day = first_day.map(|id| form.entered(id).trim().to_owned());
        (payer.with(|it| it.as_ref().map(|it| it.name.clone())), card_fields::asked(form), day)
    });
    let name = move || card.with_untracked(|(name, ..)| name.clone()).unwrap_or_default();
    let asking = FormState::new(&[], move |_| {
        let (answering, about) = (ask(), card.get_untracked());
        Ok(Box::pin(async move {
            if let Some(answering) = answering {
                let heard = answering.await?;
                if card.with_untracked(|now| *now == about) {
                    said.set(Some(heard));
                }
            }
            Ok(FormReply::Nothing)
        }))
    });
    whenever_again(move |is_later| {
        card.track();
        if is_later {
            said.set(None);
            asking.said.set(None);
        }
    });
    let press = move |()| {
        if !asking.busy.get_untracked() && form.is_right() {
            said.set(None);
            announcer.say(t().eligibility_asking(&name()));
            asking.submit();
        }
    };
    let heard = anew(move || match said.get() {
        Some(said) => {
            let is_own = untrack(|| card_fields::relationship(form)) == Relationship::Myself;
            let asked = AskedPlan { payer: &name(), is_own, is_new: first_day.is_some() };
            answer(asked, &said, true)
        }
        None => ().into_any(),
    });
    let label = Signal::derive(move || {
        let label =
            if said.read().is_some() { t().eligibility_verify_again() } else { t().eligibility_verify() };
        label.to_owned()
    });
    let way = anew(move || {
        let Some(Payer { name, from }) = payer.get() else { return ().into_any() };
        if let Some(from) = from {
            return view! { <p class="soft">{t().eligibility_from(&name, &t().dated(from))}</p> }.into_any();
        }
        let told = anew(move || {
            let told = if asking.busy.get() {
                t().eligibility_asking(&name)
            } else {
                t().eligibility_unsaved(&name)
            };
            view! { <p class="soft">{told}</p> }.into_any()
        });
        view! {
            {told}
            <div class="ui-buttons">
                <Button
                    label=label
                    kind=ButtonKind::Secondary
                    busy=asking.busy
                    on_press=press
                />
            </div>
        }
        .into_any()
    });
    view! { <div class="ui-form" hidden=move || payer.with(Option::is_none)>{heard} {asking.told()} {way}</div> }
        .into_any()
}
