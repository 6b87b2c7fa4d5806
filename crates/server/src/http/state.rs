use std::net::IpAddr;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderValue;
use secrecy::SecretString;
#[cfg(feature = "demo")]
use tokio::sync::Mutex;

use super::cookie::SessionCookie;
use super::limits::RateLimits;
use super::origin::Origins;
use super::site::{Files, Pages};
use super::uploads::Uploads;
use crate::config::Limits;
#[cfg(feature = "demo")]
use crate::demo::DemoPerson;
use crate::desk::Desk;
use crate::service::passwords::Passwords;
use crate::service::readiness::Readiness;
#[cfg(feature = "demo")]
use crate::worker::Worker;

/// What handlers work with. Clones share it.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Shared>);

/// See [`AppState`].
#[derive(Debug)]
pub struct Shared {
    /// The billing desk's means.
    pub desk: Desk,
    /// Where passwords are checked.
    pub passwords: Passwords,
    /// Whether the desk can work.
    pub readiness: Readiness,
    /// How sessions are kept in browsers.
    pub cookie: SessionCookie,
    /// Who asked how much.
    pub limits: RateLimits,
    /// Who sends what is large.
    pub uploads: Uploads,
    /// How long a request may take.
    pub request_time: Duration,
    /// Proxies that are believed about whom a request comes from.
    pub trusted_proxies: Vec<IpAddr>,
    /// What the processor signs with.
    pub webhook_secret: Option<SecretString>,
    /// Whose pages are ours.
    pub origins: Origins,
    /// The built app.
    pub site: Site,
    /// The /dev pages, where they are served.
    #[cfg(feature = "demo")]
    pub dev: Option<Dev>,
}

/// The built app as it lies on the disk.
#[derive(Debug)]
pub struct Site {
    /// Its folder.
    pub folder: PathBuf,
    /// What is in it.
    pub files: Files,
    /// Its page, for each reader.
    pub pages: Pages,
    /// The content security policy that lets its own inline scripts run and nothing else.
    pub policy: HeaderValue,
}

/// What the /dev pages work with.
#[cfg(feature = "demo")]
#[derive(Debug)]
pub struct Dev {
    /// Where mails are written, if they are.
    pub mail_directory: Option<PathBuf>,
    /// Does what falls due while the clock is moved.
    pub worker: Worker,
    /// Whom the demo's bar signs people in as; nobody where it is not the demo, which has no bar.
    pub people: &'static [DemoPerson],
    /// Held by whoever moves the clock.
    pub turn: Mutex<()>,
}

/// What is not part of the desk but of serving it.
#[derive(Debug)]
pub struct Serving {
    /// How much one side may ask.
    pub limits: Limits,
    /// See [`Shared::trusted_proxies`].
    pub trusted_proxies: Vec<IpAddr>,
    /// See [`Shared::webhook_secret`].
    pub webhook_secret: Option<SecretString>,
    /// The folder with the built app.
    pub static_directory: PathBuf,
    /// The /dev pages, where they are served.
    #[cfg(feature = "demo")]
    pub dev: Option<Dev>,
}

impl AppState {
    /// The state of a server of this desk.
    #[must_use]
    pub fn new(desk: Desk, passwords: Passwords, serving: Serving) -> Self {
        let limits = serving.limits;
        let site = Site::read(serving.static_directory);
        #[cfg(feature = "demo")]
        let site = match &serving.dev {
            Some(dev) if !dev.people.is_empty() => site.with_bar(),
            Some(_) | None => site,
        };
        Self(Arc::new(Shared {
            cookie: SessionCookie::of(&desk.public_url),
            origins: Origins::of(&desk.public_url),
            desk,
            passwords,
            readiness: Readiness::default(),
            limits: RateLimits::new(&limits),
            uploads: Uploads::default(),
            request_time: Duration::from_secs(limits.request_seconds),
            trusted_proxies: serving.trusted_proxies,
            webhook_secret: serving.webhook_secret,
            site,
            #[cfg(feature = "demo")]
            dev: serving.dev,
        }))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
