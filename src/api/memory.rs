//! A server in memory, with one invented client who has one charge. It answers by the rules of the real one.

mod sample;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::language::Language;
use domain::reschedule::{Choice, Form, Plan, Refusal, parse};
use domain::{ChargeId, ClientId};
use serde::Serialize;
use wire::Problem;
use wire::billing::BillingView;
use wire::charges::{
    ChargeStateView, ChargeView, HistoryRequest, HistoryView, PayNowRequest, RescheduleAnswer,
    RescheduleRefusal, RescheduleRequest,
};
use wire::clients::{ProviderClientsView, ReplyView};
use wire::languages::{CatalogueView, LanguageView};
use wire::practices::SupportContactView;
use wire::problem::Extended;
use wire::session::{SessionView, SignInRequest};

pub use self::sample::{day, sample, session};
use super::billing::BillingApi;
use super::charges::ChargesApi;
use super::clients::ClientsApi;
use super::languages::LanguagesApi;
use super::practices::PracticesApi;
use super::session::SessionApi;
use super::{Answering, Api, ApiError};

/// The invented practice.
#[derive(Debug)]
pub struct Memory {
    charge: Mutex<ChargeView>,
    /// What becomes of the next answers.
    troubles: Mutex<Vec<ApiError>>,
    changes: AtomicU32,
    /// What is said of its texts, where they are others than ours.
    edition: Mutex<Option<&'static str>>,
}

impl Memory {
    /// With this charge. It lasts as long as the program, as a server does.
    pub fn with(charge: ChargeView) -> &'static Self {
        let (charge, troubles) = (Mutex::new(charge), Mutex::new(Vec::new()));
        let (changes, edition) = (AtomicU32::new(0), Mutex::new(None));
        let memory = Self { charge, troubles, changes, edition };
        Box::leak(Box::new(memory))
    }

    /// Loses the next answer, or has it say this.
    pub fn next(&self, trouble: ApiError) {
        self.troubles.lock().expect("not poisoned").push(trouble);
    }

    /// Changes the charge behind everybody's back.
    pub fn change(&self, change: impl FnOnce(&mut ChargeView)) {
        change(&mut self.charge.lock().expect("not poisoned"));
    }

    fn answer<T: 'static>(&self, found: Result<T, ApiError>) -> Answering<T> {
        let trouble = self.troubles.lock().expect("not poisoned").pop();
        Box::pin(async move { trouble.map_or(found, Err) })
    }

    /// The charge as it is now.
    pub fn now(&self) -> ChargeView {
        self.charge.lock().expect("not poisoned").clone()
    }

    /// How often something was to be changed.
    pub fn changes(&self) -> u32 {
        self.changes.load(Ordering::Relaxed)
    }

    /// From now on it has other texts than the app.
    pub fn texts_change(&self) {
        *self.edition.lock().expect("not poisoned") = Some("another");
    }

    fn note_change(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
    }
}

/// An answer of status 409 that brings `extension` along.
fn refused(extension: impl Serialize) -> ApiError {
    let problem = Problem {
        kind: "/problems/conflict".into(),
        title: "Refused".into(),
        status: 409,
        detail: "Because.".into(),
        fields: Vec::new(),
        request_id: String::new(),
    };
    let body = serde_json::to_string(&Extended { problem, extension }).expect("it can be written");
    ApiError::of_body(&body)
}

fn nothing_there<T: 'static>() -> Answering<T> {
    Box::pin(async { Err(ApiError::Broken) })
}

impl Api for Memory {}

impl ChargesApi for Memory {
    fn history(&self, _: ClientId, _: &HistoryRequest) -> Answering<HistoryView> {
        let now = self.now();
        let (today, from) = (now.rules.today, now.row.session_day);
        let (charges, years, providers) = (vec![now.row], Vec::new(), Vec::new());
        self.answer(Ok(HistoryView { today, from, charges, next: None, years, providers }))
    }

    fn charge(&self, _: ClientId, _: ChargeId) -> Answering<ChargeView> {
        self.answer(Ok(self.now()))
    }

    fn reschedule(&self, _: ClientId, _: ChargeId, wish: &RescheduleRequest) -> Answering<RescheduleAnswer> {
        self.note_change();
        let mut charge = self.charge.lock().expect("not poisoned");
        let found = match parse(&Form::from(wish.clone()), &charge.rules) {
            Ok(Choice::Move(to)) => {
                let day = to.day();
                charge.rules.plan = charge.rules.plan.map(|plan| Plan { day, ..plan });
                charge.rules.version += 1;
                charge.row.state = ChargeStateView::Upcoming { day, act_until: None, latest_day: None };
                Ok(RescheduleAnswer { moved: true, charge: charge.clone() })
            }
            Ok(Choice::Unchanged) => Ok(RescheduleAnswer { moved: false, charge: charge.clone() }),
            Err(refusal) => Err(refused(RescheduleRefusal { refusal, now: charge.clone() })),
        };
        self.answer(found)
    }

    fn pay(&self, _: ClientId, _: ChargeId, wish: PayNowRequest) -> Answering<ChargeView> {
        self.note_change();
        let charge = self.now();
        let is_seen = wish.version == charge.rules.version;
        let refusal = RescheduleRefusal { refusal: Refusal::Stale, now: charge.clone() };
        self.answer(if is_seen { Ok(charge) } else { Err(refused(refusal)) })
    }
}

impl BillingApi for Memory {
    fn billing(&self, _: ClientId) -> Answering<BillingView> {
        let now = self.now();
        self.answer(Ok(BillingView {
            today: now.rules.today,
            day_ends_in_seconds: now.day_ends_in_seconds,
            open: vec![now.row],
            card: None,
            card_required: false,
            payer: now.payer,
            plan: None,
        }))
    }
}

impl ClientsApi for Memory {
    fn clients(&self) -> Answering<ProviderClientsView> {
        self.answer(Ok(ProviderClientsView { clients: Vec::new() }))
    }

    fn client(&self, _: ClientId) -> Answering<ReplyView> {
        nothing_there()
    }
}

impl PracticesApi for Memory {
    fn support(&self, _: Option<&str>) -> Answering<SupportContactView> {
        nothing_there()
    }
}

impl LanguagesApi for Memory {
    fn languages(&self) -> Answering<Vec<LanguageView>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    /// Each text says its place.
    fn catalogue(&self, language: Language, edition: &str) -> Answering<Option<CatalogueView>> {
        let messages = (0..texts::ON_SCREEN).map(|place| format!("{} {place}", language.tag())).collect();
        let edition = self.edition.lock().expect("not poisoned").unwrap_or(edition).to_owned();
        self.answer(Ok(Some(CatalogueView { edition, messages })))
    }
}

impl SessionApi for Memory {
    fn session(&self) -> Answering<Option<SessionView>> {
        self.answer(Ok(Some(session())))
    }

    fn sign_in(&self, _: &SignInRequest) -> Answering<Option<SessionView>> {
        self.answer(Ok(Some(session())))
    }

    fn choose_language(&self, language: Language) -> Answering<SessionView> {
        self.note_change();
        self.answer(Ok(SessionView { language, ..session() }))
    }

    fn sign_out(&self) -> Answering<()> {
        Box::pin(async { Ok(()) })
    }
}
