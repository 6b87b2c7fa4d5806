//! `Pay now`, and looking until a try that is under way has an outcome.

use std::time::Duration;

use domain::charge::Version;
use domain::{ChargeId, ClientId};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::charges::{ChargeStateView, ChargeView, PayNowRequest};
use wire::problem::Conflict;

use crate::api;
use crate::api::{ApiError, Told};
use crate::loaded::{Answer, Loaded, sentence, sentence_of_change};
use crate::session::{SessionState, use_session};
use crate::ui::{Notice, NoticeKind};
use crate::words::t;

/// A look after one second, two, four and so on, up to half a minute, and after so many no more: looking by itself must not
/// keep a session alive that nobody uses.
const LOOKS: u32 = 7;
const LONGEST_WAIT: u32 = 5;

/// What came of a press of `Pay now`, where the charge itself does not say it.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// This amount was taken.
    Paid(String),
    /// It could not be asked for, or something else happened to the charge first.
    Failed(String),
}

impl Outcome {
    /// What the charge as it is now says of a request that failed with `error` when it was seen at version `seen`. None while
    /// a try is under way, whoever asked for it.
    fn of_failure(now: &ChargeView, seen: Version, error: &ApiError) -> Option<Self> {
        match now.row.state {
            _ if now.is_being_tried => None,
            ChargeStateView::Paid { .. } => Some(Self::Paid(amount(now))),
            ChargeStateView::Failed { .. } if now.rules.version != seen => {
                Some(Self::Failed(t().pay_now_meanwhile().to_owned()))
            }
            _ => Some(Self::Failed(sentence(error))),
        }
    }
}

fn amount(charge: &ChargeView) -> String {
    charge.row.amount.map(|it| it.to_string()).unwrap_or_default()
}

/// Stands above the view of the charge, which is drawn anew with each answer.
#[derive(Clone, Copy)]
pub struct Paying {
    client: ClientId,
    charge: Loaded<ChargeView>,
    pub busy: RwSignal<bool>,
    /// Somebody pressed, and the outcome is not here.
    asked: RwSignal<bool>,
    outcome: RwSignal<Option<Outcome>>,
    /// The version that a failure is about. What it says does not hold of a later one.
    failed_at: StoredValue<Option<Version>>,
    next_look: StoredValue<Option<TimeoutHandle>>,
    session: SessionState,
}

impl Paying {
    /// Watches over a charge that is shown.
    pub fn watch(client: ClientId, charge: Loaded<ChargeView>) -> Self {
        let this = Self {
            client,
            charge,
            busy: RwSignal::new(false),
            asked: RwSignal::new(false),
            outcome: RwSignal::new(None),
            failed_at: StoredValue::new(None),
            next_look: StoredValue::new(None),
            session: use_session(),
        };
        Effect::new(move || {
            this.look_no_more();
            match charge.answer.get() {
                Answer::Here(found) if found.is_being_tried => {
                    this.look_later(found.row.id, found.rules.version, 0);
                }
                Answer::Here(found) => this.settled(&found),
                Answer::Waiting | Answer::Failed(_) => {}
            }
        });
        on_cleanup(move || this.look_no_more());
        this
    }

    fn settled(self, found: &ChargeView) {
        let is_old = self.failed_at.get_value().is_some_and(|version| version != found.rules.version);
        if is_old && matches!(self.outcome.get_untracked(), Some(Outcome::Failed(_))) {
            self.outcome.set(None);
        }
        if self.asked.get_untracked() {
            self.asked.set(false);
            // That it failed again is said where it says that it failed.
            let paid = matches!(found.row.state, ChargeStateView::Paid { .. });
            self.outcome.set(paid.then(|| Outcome::Paid(amount(found))));
        }
    }

    /// Looks again after a while. The page is drawn anew only where something has changed.
    fn look_later(self, id: ChargeId, version: Version, looks: u32) {
        if looks >= LOOKS {
            return;
        }
        let wait = Duration::from_secs(1 << looks.min(LONGEST_WAIT));
        let look = move || {
            spawn_local(async move {
                match api::charges::find(self.client, id).await {
                    Ok(found) if found.is_being_tried && found.rules.version == version => {
                        self.look_later(id, version, looks + 1);
                    }
                    Ok(found) => self.charge.put(found),
                    Err(ApiError::SignedOut) => self.session.end(),
                    Err(_) => self.look_later(id, version, looks + 1),
                }
            });
        };
        let is_shown = self.charge.answer.try_with_untracked(|_| ()).is_some();
        if let Some(handle) = is_shown.then(|| set_timeout_with_handle(look, wait).ok()).flatten() {
            let _gone = self.next_look.try_update_value(|next| *next = Some(handle));
        }
    }

    /// For who does not want to wait: whether it is being looked, and a way to do so.
    pub fn look_now(self) -> (RwSignal<bool>, Callback<()>) {
        (self.charge.asking, self.charge.again)
    }

    fn look_no_more(self) {
        if let Some(Some(look)) = self.next_look.try_update_value(Option::take) {
            look.clear();
        }
    }

    /// Has the charge, seen at this version, tried at once.
    pub fn pay(self, id: ChargeId, seen: Version) {
        self.busy.set(true);
        self.outcome.set(None);
        spawn_local(async move {
            let error = match api::charges::pay(self.client, id, &PayNowRequest { version: seen }).await {
                Ok(now) => return self.heard(now, true, None),
                Err(error) => error,
            };
            let now = match error.told().and_then(Told::extension::<Conflict<ChargeView>>) {
                Some(Conflict { now }) => Ok(now),
                // The answer may have been lost and not the request: the charge says which.
                None => api::charges::find(self.client, id).await,
            };
            match (now, error) {
                (_, ApiError::SignedOut) | (Err(ApiError::SignedOut), _) => self.session.end(),
                (Ok(now), error) => {
                    let outcome = Outcome::of_failure(&now, seen, &error);
                    self.heard(now, outcome.is_none(), outcome);
                }
                (Err(_), error) => {
                    let _gone = self.busy.try_set(false);
                    self.failed_at.try_set_value(Some(seen));
                    let _gone = self.outcome.try_set(Some(Outcome::Failed(sentence_of_change(&error))));
                }
            }
        });
    }

    fn heard(self, now: ChargeView, asked: bool, outcome: Option<Outcome>) {
        let _gone = self.busy.try_set(false);
        let _gone = self.asked.try_set(asked);
        let _gone = self.failed_at.try_set_value(Some(now.rules.version));
        let _gone = self.outcome.try_set(outcome);
        self.charge.put(now);
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
