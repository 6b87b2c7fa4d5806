//! `Pay now`: a form without fields. Its outcome may be a while in coming, so what is asked for and what comes of it are apart.

use domain::{ChargeId, ClientId};
use leptos::prelude::*;
use wire::charges::{ChargeStateView, ChargeView, PayNowRequest};

use super::outcome::{of_failure, paid, unknown};
use crate::api::use_api;
use crate::data::form::{FormReply, FormState};
use crate::data::loaded::Loaded;
use crate::ui::whenever;

/// Stands above the view of the charge, which is drawn anew with each answer.
#[derive(Clone, Copy)]
pub struct Paying {
    pub client: ClientId,
    pub form: FormState,
    pub charge: Loaded<ChargeView>,
    /// Somebody pressed, and the outcome is not here.
    asked: RwSignal<bool>,
}

impl Paying {
    /// For a charge that is shown.
    pub fn of(client: ClientId, id: ChargeId, charge: Loaded<ChargeView>) -> Self {
        let (api, asked) = (use_api(), RwSignal::new(false));
        let form = FormState::new(&[], move |_| {
            let seen = charge.map(|it| it.rules.version).ok_or_else(Vec::new)?;
            Ok(Box::pin(async move {
                let answer = api.pay(client, id, PayNowRequest { version: seen }).await;
                let now = match &answer {
                    Ok(now) => Ok(now.clone()),
                    Err(error) => charge.after(error).await,
                };
                let now = match now {
                    Ok(now) => now,
                    Err(error) => return Ok(unknown(seen, error)),
                };
                let failure = answer.err().and_then(|error| of_failure(&now, seen, &error));
                asked.set(failure.is_none());
                charge.put(now);
                Ok(failure.map_or(FormReply::Nothing, FormReply::Said))
            }))
        })
        .kept(format!("pay {id}"));
        let this = Self { client, form, charge, asked };
        whenever(move || {
            if let Some(found) = charge.get().filter(|it| !it.is_being_tried) {
                this.settled(&found);
            }
        });
        charge.look_while(|charge| charge.is_being_tried.then_some(charge.rules.version));
        this
    }

    fn settled(self, found: &ChargeView) {
        let version = self.form.said.with_untracked(|said| said.as_ref().and_then(|said| said.of_version));
        if version.is_some_and(|version| version != found.rules.version) {
            self.form.said.set(None);
        }
        if self.asked.get_untracked() {
            self.asked.set(false);
            // That it failed again is said where it says that it failed.
            let is_paid = matches!(found.row.state, ChargeStateView::Paid { .. });
            self.form.said.set(is_paid.then(|| paid(found)));
        }
    }

    /// Whether somebody on this page asked for the attempt that is under way, or whose outcome has just come.
    pub fn was_asked(self) -> bool {
        self.asked.get_untracked()
    }
}
