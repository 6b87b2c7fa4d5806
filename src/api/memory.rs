//! A server in memory, with one invented client who has one charge. It answers by the rules of the real one.

mod sample;

use std::future::poll_fn;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use domain::language::Language;
use domain::reschedule::{Choice, Form, Plan, Refusal, parse};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::Problem;
use wire::billing::BillingView;
use wire::charges::{
    ChargeStateView, ChargeView, HistoryView, PayNowRequest, RescheduleAnswer, RescheduleRefusal,
    RescheduleRequest,
};
use wire::clients::ProviderClientsView;
use wire::languages::{CatalogueView, LanguageView};
use wire::problem::Extended;
use wire::session::{LanguageRequest, SessionView};

pub use self::sample::{day, sample, session};
use super::{Answering, ApiError, ApiRequest, Transport};

/// The invented practice.
#[derive(Debug)]
pub struct Memory {
    charge: Mutex<ChargeView>,
    /// What becomes of the next answers.
    troubles: Mutex<Vec<ApiError>>,
    changes: AtomicU32,
    /// What is said of its texts, where they are others than ours.
    edition: Mutex<Option<&'static str>>,
    /// What the client is addressed in.
    language: Mutex<Language>,
    /// Who is signed in, where it is not the first one any more.
    person: Mutex<Option<&'static str>>,
    /// How often answers that are here were to be forgotten.
    forgotten: AtomicU32,
    /// Of what the answers are slow to come.
    slow: Slow,
}

impl Memory {
    /// With this charge. It lasts as long as the program, as a server does.
    pub fn with(charge: ChargeView) -> &'static Self {
        let (charge, troubles) = (Mutex::new(charge), Mutex::new(Vec::new()));
        let (changes, edition) = (AtomicU32::new(0), Mutex::new(None));
        let (language, person) = (Mutex::default(), Mutex::default());
        let (forgotten, slow) = (AtomicU32::new(0), Slow::default());
        let memory = Self { charge, troubles, changes, edition, language, person, forgotten, slow };
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

    /// From now on the answers about a path that has `part` in it are on their way until [`Self::let_go`].
    pub fn hold(&self, part: &'static str) {
        *self.slow.lock().expect("not poisoned") = Some(part);
    }

    /// Has everything that was held arrive.
    pub fn let_go(&self) {
        *self.slow.lock().expect("not poisoned") = None;
    }

    /// Somebody else signed in in another tab.
    pub fn person_changes(&self, person: &'static str) {
        *self.person.lock().expect("not poisoned") = Some(person);
    }

    /// How often answers that are here were to be forgotten.
    pub fn forgotten(&self) -> u32 {
        self.forgotten.load(Ordering::Relaxed)
    }

    /// The client chose another language on another device.
    pub fn language_changes(&self, language: Language) {
        *self.language.lock().expect("not poisoned") = language;
    }

    fn note_change(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
    }
}

/// What is in the paths whose answers are on their way.
type Slow = Arc<Mutex<Option<&'static str>>>;

impl ApiRequest {
    fn path(&self) -> &str {
        match self {
            Self::Get(path) | Self::Delete(path) | Self::Post(path, _) | Self::Put(path, _) => path,
        }
    }
}

/// An answer that says only this status.
pub fn told(status: u16) -> ApiError {
    refused(status, ())
}

/// An answer of this status that brings `extension` along.
fn refused(status: u16, extension: impl Serialize) -> ApiError {
    let problem = Problem {
        kind: "/problems/refused".into(),
        title: "Refused".into(),
        status,
        detail: "Because.".into(),
        fields: Vec::new(),
        request_id: String::new(),
    };
    let body = serde_json::to_string(&Extended { problem, extension }).expect("it can be written");
    ApiError::of_body(&body, None)
}

fn written(view: &impl Serialize) -> String {
    serde_json::to_string(view).expect("it can be written")
}

fn read<T: DeserializeOwned>(body: &str) -> T {
    serde_json::from_str(body).expect("it is what the app sends")
}

impl Transport for Memory {
    fn carry(&self, request: ApiRequest) -> Answering<String> {
        let path = request.path().to_owned();
        let found = self.found(request);
        let trouble = self.troubles.lock().expect("not poisoned").pop();
        let slow = Arc::clone(&self.slow);
        let is_held = move || slow.lock().expect("not poisoned").is_some_and(|part| path.contains(part));
        Box::pin(async move {
            poll_fn(|_| if is_held() { Poll::Pending } else { Poll::Ready(()) }).await;
            trouble.map_or(found, Err)
        })
    }

    fn forget(&self) {
        self.forgotten.fetch_add(1, Ordering::Relaxed);
    }
}

impl Memory {
    fn found(&self, request: ApiRequest) -> Result<String, ApiError> {
        let body = match &request {
            ApiRequest::Get(_) | ApiRequest::Delete(_) => None,
            ApiRequest::Post(_, body) | ApiRequest::Put(_, body) => Some(body.as_str()),
        };
        let (path, query) = request.path().split_once('?').unwrap_or((request.path(), ""));
        let segments: Vec<&str> = path.split('/').skip(2).collect();
        match (&segments[..], body) {
            (["session", "language"], Some(body)) => Ok(written(&self.choose_language(read(body)))),
            (["session"], _) => Ok(written(&self.session())),
            (["languages"], None) => Ok(written(&Vec::<LanguageView>::new())),
            (["languages", language], None) => Ok(written(&self.catalogue(language, query))),
            (["clients"], None) => Ok(written(&ProviderClientsView { clients: Vec::new() })),
            (["c", _, "billing"], None) => Ok(written(&self.billing())),
            (["c", _, "charges"], None) => Ok(written(&self.history())),
            (["c", _, "charges", _], None) => Ok(written(&self.now())),
            (["c", _, "charges", _, "reschedule"], Some(body)) => self.reschedule(read(body)),
            (["c", _, "charges", _, "pay"], Some(body)) => self.pay(read(body)),
            _ => Err(ApiError::Broken),
        }
    }

    fn choose_language(&self, request: LanguageRequest) -> SessionView {
        self.note_change();
        self.language_changes(request.language);
        self.session()
    }

    fn session(&self) -> SessionView {
        let first = session();
        let person = self.person.lock().expect("not poisoned").map_or(first.person, str::to_owned);
        SessionView { language: *self.language.lock().expect("not poisoned"), person, ..first }
    }

    /// Each text says its place.
    fn catalogue(&self, language: &str, query: &str) -> CatalogueView {
        let messages = (0..texts::ON_SCREEN).map(|place| format!("{language} {place}")).collect();
        let asked = query.trim_start_matches("edition=");
        let edition = self.edition.lock().expect("not poisoned").unwrap_or(asked).to_owned();
        CatalogueView { edition, messages }
    }

    fn history(&self) -> HistoryView {
        let now = self.now();
        let (today, from) = (now.rules.today, now.row.session_day);
        let (charges, years, providers) = (vec![now.row].into(), Vec::new(), Vec::new());
        HistoryView {
            sign: String::new(),
            today,
            from,
            total: 1,
            newer: 0,
            states: Vec::new().into(),
            charges,
            next: None,
            years,
            by_hand: Vec::new(),
            superbills: Vec::new(),
            providers,
        }
    }

    fn reschedule(&self, request: RescheduleRequest) -> Result<String, ApiError> {
        self.note_change();
        let mut charge = self.charge.lock().expect("not poisoned");
        match parse(&Form::from(request), &charge.rules) {
            Ok(Choice::Move(to)) => {
                let day = to.day();
                charge.rules.plan = charge.rules.plan.map(|plan| Plan { day, ..plan });
                charge.rules.version += 1;
                charge.row.state = ChargeStateView::Upcoming { day, deadline: None, latest_day: None };
                Ok(written(&RescheduleAnswer { moved: true, charge: charge.clone() }))
            }
            Ok(Choice::Unchanged) => Ok(written(&RescheduleAnswer { moved: false, charge: charge.clone() })),
            Err(refusal) => Err(refused(409, RescheduleRefusal { refusal, now: charge.clone() })),
        }
    }

    fn pay(&self, request: PayNowRequest) -> Result<String, ApiError> {
        self.note_change();
        let charge = self.now();
        if request.version == charge.rules.version {
            return Ok(written(&charge));
        }
        Err(refused(409, RescheduleRefusal { refusal: Refusal::Stale, now: charge }))
    }

    fn billing(&self) -> BillingView {
        let now = self.now();
        BillingView {
            sign: String::new(),
            today: now.rules.today,
            holds_for_seconds: now.holds_for_seconds,
            open: vec![now.row].into(),
            card: None,
            card_ends: false,
            card_required: false,
            payer: now.payer,
            plan: None,
            more_to_do: false,
        }
    }
}
