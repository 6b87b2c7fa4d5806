//! `Pay now`: a form without fields. Its outcome may be a while in coming, so what is asked for and what comes of it are apart.

use domain::ClientId;
use domain::charge::Version;
use leptos::prelude::*;
use wire::charges::{ChargeStateView, ChargeView, PayNowRequest};

use crate::api::{ApiError, use_api};
use crate::data::failure::sentence;
use crate::data::form::{FormReply, FormState, Saying};
use crate::data::loaded::Loaded;
use crate::text::t;

/// Stands above the view of the charge, which is drawn anew with each answer.
#[derive(Clone, Copy)]
pub struct Paying {
    pub form: FormState,
    pub charge: Loaded<ChargeView>,
    /// Somebody pressed, and the outcome is not here.
    asked: RwSignal<bool>,
    /// The version that what was said is about. A failure does not hold of a later one.
    told_at: StoredValue<Option<Version>>,
}

impl Paying {
    /// For a charge that is shown.
    pub fn of(client: ClientId, charge: Loaded<ChargeView>) -> Self {
        let (api, asked, told_at) = (use_api(), RwSignal::new(false), StoredValue::new(None));
        let form = FormState::new(&[], move |_| {
            let (id, seen) = charge.map(|it| (it.row.id, it.rules.version)).ok_or_else(Vec::new)?;
            Ok(Box::pin(async move {
                told_at.set_value(Some(seen));
                let answer = api.pay(client, id, PayNowRequest { version: seen }).await;
                let now = match &answer {
                    Ok(now) => now.clone(),
                    Err(error) => charge.after(error).await?,
                };
                let failure = answer.err().and_then(|error| of_failure(&now, seen, &error));
                told_at.set_value(Some(now.rules.version));
                asked.set(failure.is_none());
                charge.put(now);
                Ok(failure.map_or(FormReply::Nothing, FormReply::Said))
            }))
        });
        let this = Self { form, charge, asked, told_at };
        Effect::new(move || {
            if let Some(found) = charge.get().filter(|it| !it.is_being_tried) {
                this.settled(&found);
            }
        });
        charge.look_while(|charge| charge.is_being_tried.then_some(charge.rules.version));
        this
    }

    fn settled(self, found: &ChargeView) {
        let is_old = self.told_at.get_value().is_some_and(|version| version != found.rules.version);
        if is_old && self.form.said.with_untracked(|it| it.as_ref().is_some_and(Saying::is_failure)) {
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

/// What the charge as it is now says of a request that failed with `error` when it was seen at version `seen`. None while
/// an attempt is under way, whoever asked for it.
fn of_failure(now: &ChargeView, seen: Version, error: &ApiError) -> Option<Saying> {
    match now.row.state {
        _ if now.is_being_tried => None,
        ChargeStateView::Paid { .. } => Some(paid(now)),
        ChargeStateView::Failed { .. } if now.rules.version != seen => {
            Some(Saying::failed(t().pay_now_meanwhile()))
        }
        _ => Some(Saying::failed(sentence(error))),
    }
}

fn paid(charge: &ChargeView) -> Saying {
    let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
    Saying::done(t().pay_now_paid_title(), t().pay_now_paid(&amount))
}
