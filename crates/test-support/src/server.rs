//! The server as a browser meets it: the real router behind its real accept loop.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use clap::Parser;
use eligibility::Clearinghouse;
use processor_simulator::Simulator;
use reqwest::{Method, RequestBuilder};
use secrecy::SecretString;
use serde::Serialize;
use server::clock::Clock;
use server::config::{Addresses, Command, CommandLine, Limits};
use server::desk::Desk;
use server::http::state::{AppState, Dev, Serving};
use server::http::{listening, metrics, operations, router};
use server::mail::Mailer;
use server::service::passwords::Passwords;
use server::worker::Worker;
use tempfile::TempDir;
use tokio::sync::Mutex;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::desk::{business, desk, photos};
use crate::sample::{self, at};
use crate::sessions::sign_in;
use crate::{Answer, Fresh, Kind, TestStore, Who};

/// What the processor signs with.
pub const WEBHOOK_SECRET: &str = "whsec_test";

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// A running server with the whole sample. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    pub desk: Desk,
    pub address: SocketAddr,
    pub base_url: String,
    /// Where health and figures are asked for.
    pub operations: SocketAddr,
    /// The processor, where one answers.
    pub simulator: Option<Simulator>,
    client: reqwest::Client,
    folder: TempDir,
    _store: TestStore,
    _stop: DropGuard,
}

/// Limits that no test meets by accident.
pub const fn generous() -> Limits {
    Limits {
        requests_per_second: NonZeroU32::new(100_000).expect("not zero"),
        sign_in_attempts: NonZeroU32::new(100).expect("not zero"),
        connections_max: 1000,
        connections_each: 500,
        head_seconds: 10,
        stall_seconds: 15,
        request_seconds: 30,
        passwords_at_once: 2,
    }
}

/// The limits of the product, where nothing else is asked for.
pub fn product() -> Limits {
    match CommandLine::try_parse_from(["almoner", "serve"]).expect("no settings are needed").command {
        Command::Serve(settings) => settings.limits,
        other => panic!("asked to serve: {other:?}"),
    }
}

/// What asks: it follows no redirects and keeps no cookies.
pub fn browser() -> reqwest::Client {
    // Its client for TLS wants a provider, although nothing here goes over TLS.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    client.build().expect("a client")
}

async fn simulator(wanted: bool, business: &Clock, real: &Clock) -> Option<Simulator> {
    if !wanted {
        return None;
    }
    let (shown, truth) = (business.clone(), real.clone());
    let (shown, truth) = (Arc::new(move || shown.now()), Arc::new(move || truth.now()));
    let config = processor_simulator::Config::new(shown, truth);
    Some(Simulator::start(config).await.expect("a free port"))
}

/// How a server is made.
#[derive(Debug)]
pub struct Setup {
    pub kind: Kind,
    pub limits: Limits,
    /// With the /dev pages, whose worker has no processor to ask.
    pub dev: bool,
    /// What payers are asked through.
    pub clearinghouse: Option<Clearinghouse>,
    /// With a processor that answers.
    pub processor: bool,
    pub public_url: Option<&'static str>,
    pub trusted_proxies: Vec<IpAddr>,
    /// What it serves.
    pub router: fn(&AppState) -> Router,
}

impl Default for Setup {
    fn default() -> Self {
        let (limits, trusted_proxies) = (generous(), Vec::new());
        Self {
            kind: Kind::Sqlite,
            limits,
            dev: false,
            clearinghouse: None,
            processor: false,
            public_url: None,
            trusted_proxies,
            router,
        }
    }
}

impl Fresh for Server {
    async fn fresh(kind: Kind) -> Self {
        Self::of(Setup { kind, ..Setup::default() }).await
    }
}

impl Server {
    /// One on SQLite.
    pub async fn start() -> Self {
        Self::of(Setup::default()).await
    }

    /// The same under other limits.
    pub async fn with(limits: Limits) -> Self {
        Self::of(Setup { limits, ..Setup::default() }).await
    }

    /// One made this way.
    pub async fn of(setup: Setup) -> Self {
        let Setup { kind, limits, dev, clearinghouse, processor, public_url, trusted_proxies, router } =
            setup;
        let client = browser();
        metrics::start();
        let folder = tempfile::tempdir().expect("a folder");
        site(&folder.path().join("dist"));
        let passwords = Passwords::new(2);
        let store = TestStore::filled(kind, "whole", async |unit| {
            let hash = passwords.hash(SecretString::from(PASSWORD)).await.expect("a hash");
            sample::whole(unit, &hash).await;
        });
        let store = store.await;

        let addresses = Addresses::of(0, &[], None).expect("addresses");
        let listeners = listening::bind(&addresses).await.expect("a port");
        let address = listeners[0].local_addr().expect("an address");
        let base_url = public_url.map_or_else(|| format!("http://localhost:{}", address.port()), Into::into);
        let real = Clock::standing_at(at("2026-11-23T12:00:00Z"));
        let clock = business();
        let simulator = simulator(processor, &clock, &real).await;
        // Nobody listens at that port: whatever is answered is answered without the processor.
        let nobody = || "http://127.0.0.1:9".to_owned();
        let asked = simulator.as_ref().map_or_else(nobody, Simulator::base_url);
        let asked = crate::desk::processor(asked, Duration::from_secs(1));
        let photos = Some(photos(&folder.path().join("photos")));
        let desk = Desk { clearinghouse, photos, ..desk(&store, clock, real, asked, &base_url) };
        let serving = Serving {
            limits,
            trusted_proxies: trusted_proxies.clone(),
            webhook_secret: Some(SecretString::from(WEBHOOK_SECRET)),
            static_directory: folder.path().join("dist"),
            dev: dev.then(|| pages(&desk, &folder)),
        };
        let app = AppState::new(desk.clone(), passwords, serving);
        let stop = CancellationToken::new();
        let apart = listening::bind(&Addresses::of_operations(0, None, &[])).await.expect("a port");
        let operations = apart[0].local_addr().expect("an address");
        tokio::spawn(listening::serve(listeners, router(&app), limits, trusted_proxies, stop.clone()));
        tokio::spawn(operations::serve(apart, &app, limits, stop.clone()));
        let _stop = stop.drop_guard();
        Self { desk, address, base_url, operations, simulator, client, folder, _store: store, _stop }
    }

    /// A request without a session.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        // By number: a name has two addresses, and a machine may lack one.
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    /// Asks how the server is.
    pub async fn operations(&self, path: &str) -> Answer {
        Answer::of(self.client.get(format!("http://{}{path}", self.operations))).await
    }

    /// Asks as `who`.
    pub async fn get(&self, who: Who, path: &str) -> Answer {
        self.send(who, Method::GET, path, None::<&()>).await
    }

    /// Sends a body as `who`.
    pub async fn post(&self, who: Who, path: &str, body: &impl Serialize) -> Answer {
        self.send(who, Method::POST, path, Some(body)).await
    }

    /// Sends as `who`, from a page of ours.
    pub async fn send(&self, who: Who, method: Method, path: &str, body: Option<&impl Serialize>) -> Answer {
        let mut request = self.request(method, path).header("sec-fetch-site", "same-origin");
        if who != Who::Nobody {
            request = request.header("cookie", self.cookie(who).await);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        Answer::of(request).await
    }

    /// The cookie of a fresh session of `who`.
    pub async fn cookie(&self, who: Who) -> String {
        let token = sign_in(&self.desk, who.login(None).id, who.role()).await;
        let name = if self.base_url.starts_with("https://") { "__Host-session" } else { "almoner-session" };
        format!("{name}={}", token.secret())
    }

    /// The folder with the encrypted photos.
    pub fn photos(&self) -> PathBuf {
        self.folder.path().join("photos")
    }

    /// The folder with the built app.
    pub fn dist(&self) -> PathBuf {
        self.folder.path().join("dist")
    }
}

fn pages(desk: &Desk, folder: &TempDir) -> Dev {
    let mail = folder.path().join("mail");
    let mailer = Mailer::folder(mail.clone(), "billing@desk.example").expect("a folder");
    let worker = Worker::new(desk.clone(), mailer);
    Dev { mail_directory: Some(mail), worker, people: &[], turn: Mutex::default() }
}

/// A built app, as small as one can be.
fn site(dist: &Path) {
    std::fs::create_dir_all(dist.join("assets/.hidden")).expect("folders");
    let page = "<!doctype html><html lang=\"en\"><title>Almoner</title><script type=\"module\">start()</script><p>Loading your page…</p><main><h1>This page could not start</h1><p>Their phone number, email address and hours are in every email from the practice.</p></main>";
    let script = "const started = true;\n".repeat(100);
    for (file, text) in [
        ("index.html", page),
        ("app-0123456789abcdef.js", &script),
        ("app-0123456789abcdef.js.br", "compressed"),
        ("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ] {
        std::fs::write(dist.join(file), text).expect("a file");
    }
}
