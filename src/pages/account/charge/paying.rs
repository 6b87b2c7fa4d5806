//! `Pay now`, and looking until a try that is under way has an outcome.

use std::time::Duration;

use domain::ChargeId;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::charges::{Charge, PayNow, State};

use crate::api;
use crate::api::ApiError;
use crate::loaded::{Answer, Loaded, sentence};
use crate::session::use_session;
use crate::ui::{Notice, NoticeKind};
use crate::words::t;

/// The first look is after a second; each later one after twice as long, up to half a minute.
const LOOKS_MAX: u32 = 5;

/// What came of a press of `Pay now`.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// This amount was taken.
    Paid(String),
    NotPaid,
    /// It could not be asked for, or nobody knows whether it was.
    Failed(String),
}

/// Stands above the view of the charge, which is drawn anew with each answer.
#[derive(Clone, Copy, Debug)]
pub struct Paying {
    charge: Loaded<Charge>,
    pub busy: RwSignal<bool>,
    /// Somebody pressed, and the outcome is not here.
    asked: RwSignal<bool>,
    outcome: RwSignal<Option<Outcome>>,
}

impl Paying {
    /// Watches over a charge that is shown.
    pub fn watch(charge: Loaded<Charge>) -> Self {
        let this = Self {
            charge,
            busy: RwSignal::new(false),
            asked: RwSignal::new(false),
            outcome: RwSignal::new(None),
        };
        let looks = StoredValue::new(0_u32);
        let next = StoredValue::new(None::<TimeoutHandle>);
        let clear = move || {
            if let Some(Some(look)) = next.try_update_value(Option::take) {
                look.clear();
            }
        };
        Effect::new(move || {
            let Answer::Here(found) = charge.answer.get() else { return };
            clear();
            if found.is_being_tried {
                let wait = Duration::from_secs(1 << looks.get_value().min(LOOKS_MAX));
                looks.update_value(|looks| *looks += 1);
                let look = move || {
                    let _gone = charge.again.try_run(());
                };
                next.set_value(set_timeout_with_handle(look, wait).ok());
                return;
            }
            looks.set_value(0);
            if this.asked.get_untracked() {
                this.asked.set(false);
                let amount = found.row.amount.map(|it| it.to_string()).unwrap_or_default();
                this.outcome.set(match found.row.state {
                    State::Paid { .. } => Some(Outcome::Paid(amount)),
                    State::Failed { .. } => Some(Outcome::NotPaid),
                    _ => None,
                });
            }
        });
        on_cleanup(clear);
        this
    }

    /// Has the charge, seen at this version, tried at once.
    pub fn pay(self, id: ChargeId, version: domain::charge::Version) {
        let session = use_session();
        let Self { charge, busy, asked, outcome } = self;
        busy.set(true);
        outcome.set(None);
        spawn_local(async move {
            let paid = api::charges::pay(id, &PayNow { version }).await;
            let _gone = busy.try_set(false);
            let (now, failed) = match paid {
                Ok(now) => (Some(now), None),
                Err(ApiError::SignedOut) => return session.end(),
                Err(error) => {
                    let now = error.problem().and_then(|problem| problem.charge.clone()).map(|now| *now);
                    (now, Some(Outcome::Failed(sentence(&error))))
                }
            };
            let _gone = asked.try_set(failed.is_none());
            let _gone = outcome.try_set(failed);
            match now {
                Some(now) => drop(charge.answer.try_set(Answer::Here(now))),
                // It may have arrived all the same.
                None => drop(charge.again.try_run(())),
            }
        });
    }

    /// Whether somebody on this page asked for the try that is under way.
    pub fn was_asked(self) -> bool {
        self.asked.get_untracked()
    }

    /// What came of it, in place and with the focus.
    pub fn outcome(self) -> AnyView {
        let view = move || {
            Some(match self.outcome.get()? {
                Outcome::Paid(amount) => view! {
                    <Notice kind=NoticeKind::Done title=t().pay_now_paid_title() focused=true>
                        <p>{t().pay_now_paid(&amount)}</p>
                    </Notice>
                }
                .into_any(),
                Outcome::NotPaid => view! {
                    <Notice kind=NoticeKind::Warning focused=true>
                        <p>{t().pay_now_not_paid()}</p>
                    </Notice>
                }
                .into_any(),
                Outcome::Failed(text) => view! {
                    <Notice kind=NoticeKind::Error title=t().error_summary_title() focused=true>
                        <p>{text}</p>
                    </Notice>
                }
                .into_any(),
            })
        };
        view.into_any()
    }
}
