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
use crate::session::{SessionState, use_session};
use crate::ui::{Notice, NoticeKind};
use crate::words::t;

/// The first look is after a second; each later one after twice as long, up to half a minute.
const LOOKS_MAX: u32 = 5;

/// What came of a press of `Pay now`.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// This amount was taken.
    Paid(String),
    /// It could not be asked for, or nobody knows whether it was.
    Failed(String),
}

/// Stands above the view of the charge, which is drawn anew with each answer.
#[derive(Clone, Copy)]
pub struct Paying {
    charge: Loaded<Charge>,
    pub busy: RwSignal<bool>,
    /// Somebody pressed, and the outcome is not here.
    asked: RwSignal<bool>,
    outcome: RwSignal<Option<Outcome>>,
    next_look: StoredValue<Option<TimeoutHandle>>,
    session: SessionState,
}

impl Paying {
    /// Watches over a charge that is shown.
    pub fn watch(charge: Loaded<Charge>) -> Self {
        let this = Self {
            charge,
            busy: RwSignal::new(false),
            asked: RwSignal::new(false),
            outcome: RwSignal::new(None),
            next_look: StoredValue::new(None),
            session: use_session(),
        };
        Effect::new(move || {
            this.look_no_more();
            match charge.answer.get() {
                Answer::Here(found) if found.is_being_tried => this.look_later(&found, 0),
                Answer::Here(found) => this.settled(&found),
                Answer::Waiting | Answer::Failed(_) => {}
            }
        });
        on_cleanup(move || this.look_no_more());
        this
    }

    fn settled(self, found: &Charge) {
        if !self.asked.get_untracked() {
            return;
        }
        self.asked.set(false);
        let amount = found.row.amount.map(|it| it.to_string()).unwrap_or_default();
        self.outcome.set(match found.row.state {
            State::Paid { .. } => Some(Outcome::Paid(amount)),
            // That it failed again is said where it says that it failed.
            _ => None,
        });
    }

    /// Looks again after a while. The page is drawn anew only where something has changed.
    fn look_later(self, seen: &Charge, looks: u32) {
        let (id, version) = (seen.row.id, seen.rules.version);
        let wait = Duration::from_secs(1 << looks.min(LOOKS_MAX));
        let look = move || {
            spawn_local(async move {
                match api::charges::find(id).await {
                    Ok(found) if found.is_being_tried && found.rules.version == version => {
                        self.look_later(&found, looks + 1);
                    }
                    Ok(found) => drop(self.charge.answer.try_set(Answer::Here(found))),
                    Err(ApiError::SignedOut) => self.session.end(),
                    Err(_) => drop(self.charge.again.try_run(())),
                }
            });
        };
        let is_shown = self.charge.answer.try_with_untracked(|_| ()).is_some();
        if let Some(handle) = is_shown.then(|| set_timeout_with_handle(look, wait).ok()).flatten() {
            let _gone = self.next_look.try_update_value(|next| *next = Some(handle));
        }
    }

    fn look_no_more(self) {
        if let Some(Some(look)) = self.next_look.try_update_value(Option::take) {
            look.clear();
        }
    }

    /// Has the charge, seen at this version, tried at once.
    pub fn pay(self, id: ChargeId, version: domain::charge::Version) {
        let Self { charge, busy, asked, outcome, session, .. } = self;
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

    /// Whether somebody on this page asked for the try that is under way, or whose outcome has just come.
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
