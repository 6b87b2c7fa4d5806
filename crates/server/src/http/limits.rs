//! How much one address may ask of us, and how often it may try to get into an account.

use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ClientId;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};

use super::client_address::ClientAddress;
use super::problem::Kind;
use super::shares::Shares;
use super::state::AppState;
use crate::config::Limits;

/// One attempt at signing in to an account comes back in this time.
const SIGN_IN_AGAIN: Duration = Duration::from_secs(30);

/// A client may send this many photos at once, all sides of a few cards and some of them again.
const PHOTOS: u32 = 20;

/// One more may be sent after this time.
const PHOTO_AGAIN: Duration = Duration::from_secs(30);

/// An address may try this many times as often at all accounts together, for a practice may share one.
const ACCOUNTS: u32 = 10;

/// One question to a payer about a client comes back in this time.
const PAYER_AGAIN: Duration = Duration::from_secs(15 * 60);

/// So many a client may have asked at once: to see whether what was corrected is right now.
const PAYER_AT_ONCE: u32 = 6;

/// How many times as much as others the payment processor may send: all clients' payments come from its few addresses. What it
/// is refused it sends again later.
const PROCESSOR: u32 = 10;

/// What was asked lately.
#[derive(Debug)]
pub struct RateLimits {
    requests: DefaultKeyedRateLimiter<ClientAddress>,
    /// Messages of the payment processor, or of whoever says so.
    events: DefaultKeyedRateLimiter<ClientAddress>,
    /// By address and a hash of the account, so that no email address is kept and long ones cost nothing.
    sign_ins: DefaultKeyedRateLimiter<(ClientAddress, u64)>,
    /// By address alone, against whoever tries one password at every account.
    all_sign_ins: DefaultKeyedRateLimiter<ClientAddress>,
    /// Questions to payers, by the client whom they are about. Each is paid for.
    payers: DefaultKeyedRateLimiter<ClientId>,
    photos: DefaultKeyedRateLimiter<ClientId>,
    hash: RandomState,
    /// Requests on their way. Who has too many connections is refused those; behind a proxy, this is what is theirs.
    under_way: Arc<Shares>,
}

impl RateLimits {
    /// Nothing asked yet.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        let each = limits.requests_per_second;
        let at_once = |each: NonZeroU32| each.saturating_mul(NonZeroU32::MIN.saturating_add(3));
        let events = each.saturating_mul(NonZeroU32::MIN.saturating_add(PROCESSOR - 1));
        let accounts = NonZeroU32::MIN.saturating_add(ACCOUNTS - 1);
        let again = |every| Quota::with_period(every).unwrap_or(Quota::per_minute(NonZeroU32::MIN));
        let one = again(SIGN_IN_AGAIN).allow_burst(limits.sign_in_attempts);
        let all =
            again(SIGN_IN_AGAIN / ACCOUNTS).allow_burst(limits.sign_in_attempts.saturating_mul(accounts));
        Self {
            requests: RateLimiter::keyed(Quota::per_second(each).allow_burst(at_once(each))),
            events: RateLimiter::keyed(Quota::per_second(events).allow_burst(at_once(events))),
            sign_ins: RateLimiter::keyed(one),
            all_sign_ins: RateLimiter::keyed(all),
            payers: RateLimiter::keyed(
                again(PAYER_AGAIN).allow_burst(NonZeroU32::MIN.saturating_add(PAYER_AT_ONCE - 1)),
            ),
            photos: RateLimiter::keyed(
                again(PHOTO_AGAIN).allow_burst(NonZeroU32::MIN.saturating_add(PHOTOS - 1)),
            ),
            hash: RandomState::new(),
            under_way: Shares::new(limits.connections_each),
        }
    }

    /// Counts an attempt at signing in, whether there is such an account or not.
    ///
    /// # Errors
    /// When there were too many.
    pub fn sign_in(&self, address: ClientAddress, email: &str) -> Result<(), Kind> {
        self.all_sign_ins.check_key(&address).map_err(wait)?;
        let account = self.hash.hash_one(email.trim().to_lowercase());
        self.sign_ins.check_key(&(address, account)).map_err(wait)
    }

    /// Counts a question to a payer.
    ///
    /// # Errors
    /// When there were too many about this client.
    pub fn payer_asked(&self, client: ClientId) -> Result<(), Kind> {
        self.payers.check_key(&client).map_err(wait)
    }

    /// Counts a link that was followed, whether there is one or not: as an attempt at any account.
    ///
    /// # Errors
    /// When there were too many.
    pub fn link(&self, address: ClientAddress) -> Result<(), Kind> {
        self.all_sign_ins.check_key(&address).map_err(wait)
    }

    /// Counts a photo that is sent for a client.
    ///
    /// # Errors
    /// When there were too many.
    pub fn photo(&self, client: ClientId) -> Result<(), Kind> {
        self.photos.check_key(&client).map_err(wait)
    }

    /// Forgets who has not asked for long enough.
    pub fn tidy(&self) {
        self.requests.retain_recent();
        self.events.retain_recent();
        self.sign_ins.retain_recent();
        self.all_sign_ins.retain_recent();
        self.payers.retain_recent();
        self.photos.retain_recent();
        self.requests.shrink_to_fit();
        self.events.shrink_to_fit();
        self.sign_ins.shrink_to_fit();
        self.all_sign_ins.shrink_to_fit();
        self.payers.shrink_to_fit();
        self.photos.shrink_to_fit();
    }
}

fn wait(until: NotUntil<<DefaultClock as Clock>::Instant>) -> Kind {
    let wait = until.wait_time_from(DefaultClock::default().now());
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    Kind::TooMany(u32::try_from(seconds).unwrap_or(u32::MAX).max(1))
}

/// Lets an address ask as often as the limits say.
pub async fn limited(
    State(app): State<AppState>,
    address: ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    let is_event = request.uri().path() == wire::paths::PROCESSOR_EVENTS;
    let asked = if is_event { &app.limits.events } else { &app.limits.requests };
    let Some(_share) = app.limits.under_way.take(address) else { return Kind::TooMany(1).into_response() };
    match asked.check_key(&address) {
        Ok(()) => next.run(request).await,
        Err(until) => wait(until).into_response(),
    }
}
