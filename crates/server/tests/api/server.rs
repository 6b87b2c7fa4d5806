//! A server of its own for each test.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use chrono::{DateTime, Utc};
use clap::Parser;
use domain::SessionId;
use domain::language::Language;
use reqwest::{Method, RequestBuilder};
use secrecy::SecretString;
use serde::Serialize;
use server::clock::Clock;
use server::config::{Addresses, Command, CommandLine, Limits};
use server::desk::Desk;
use server::http::state::{AppState, Dev, Serving};
use server::http::{listening, operations, router};
use server::ids::Ids;
use server::mail::Mailer;
use server::service::passwords::Passwords;
use server::service::sessions::Token;
use server::worker::Worker;
use store::{Options, Store};
use store_testing::{Kind, TestDatabase};
use tempfile::TempDir;
use tokio::sync::Mutex;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::people::{self, Who};
use crate::{Answer, sample};

/// What the processor signs with.
pub const WEBHOOK_SECRET: &str = "whsec_test";

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// A running server. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    pub desk: Desk,
    pub address: SocketAddr,
    pub base_url: String,
    /// Where health and figures are asked for.
    pub operations: SocketAddr,
    client: reqwest::Client,
    folder: TempDir,
    _database: TestDatabase,
    _stop: DropGuard,
}

/// Limits that no test meets by accident.
pub const fn generous() -> Limits {
    Limits {
        requests_per_second: NonZeroU32::new(100_000).expect("not zero"),
        sign_in_tries: NonZeroU32::new(100).expect("not zero"),
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

/// How a server is made.
#[derive(Debug)]
pub struct Setup {
    pub kind: Kind,
    pub limits: Limits,
    /// With the /dev pages, whose worker has no processor to ask.
    pub dev: bool,
    pub public_url: Option<&'static str>,
    pub trusted_proxies: Vec<IpAddr>,
    /// What it serves.
    pub router: fn(&AppState) -> Router,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            kind: Kind::Sqlite,
            limits: generous(),
            dev: false,
            public_url: None,
            trusted_proxies: Vec::new(),
            router,
        }
    }
}

impl Server {
    /// A server with the sample data.
    pub async fn start() -> Self {
        Self::of(Setup::default()).await
    }

    /// The same under other limits.
    pub async fn with(limits: Limits) -> Self {
        Self::of(Setup { limits, ..Setup::default() }).await
    }

    /// The same on another database.
    pub async fn on(kind: Kind) -> Self {
        Self::of(Setup { kind, ..Setup::default() }).await
    }

    /// A server made this way.
    pub async fn of(setup: Setup) -> Self {
        let Setup { kind, limits, dev, public_url, trusted_proxies, router } = setup;
        let client = browser();
        server::http::metrics::start();
        let folder = tempfile::tempdir().expect("a folder");
        site(&folder);
        let passwords = Passwords::new(2);
        let open = async |url: &str| Store::connect(url, &Options::default()).await.expect("a database");
        let database = TestDatabase::prepared(kind, "sample", async |url| {
            let store = open(url).await;
            store.migrate().await.expect("tables");
            let hash = passwords.hash(SecretString::from(PASSWORD)).await.expect("a hash");
            sample::fill(&store, &hash).await;
            store.close().await.expect("a close");
        });
        let database = database.await.unwrap_or_else(|problem| panic!("{}", problem.with_causes()));
        let store = open(database.url()).await;

        let addresses = Addresses::of(0, &[], None).expect("addresses");
        let listeners = listening::bind(&addresses).await.expect("a port");
        let address = listeners[0].local_addr().expect("an address");
        let base_url = public_url.map_or_else(|| format!("http://localhost:{}", address.port()), Into::into);
        let desk = desk(store, &base_url);
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
        let router = router(&app);
        tokio::spawn(listening::serve(listeners, router, limits, trusted_proxies, stop.clone()));
        tokio::spawn(operations::serve(apart, &app, limits, stop.clone()));
        Self {
            desk,
            address,
            base_url,
            operations,
            client,
            folder,
            _database: database,
            _stop: stop.drop_guard(),
        }
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

    /// The cookie of a fresh session of `who`, without the cost of checking a password.
    pub async fn cookie(&self, who: Who) -> String {
        let (token, now) = (Token::new(), self.desk.real.now());
        let session = store::sessions::DeviceSession {
            id: self.desk.ids.make::<SessionId>(),
            login: people::login(who, None).id,
            token_hash: token.hash(),
            agent: String::new(),
            language: Language::English,
            created_at: now,
            seen_at: now,
            expires_at: now + who.role().session_limits().total,
            revoked_at: None,
        };
        let unit = self.desk.store.begin().await.expect("a unit");
        store::sessions::insert(&unit, &session).await.expect("a session");
        unit.commit().await.expect("committed");
        let name = if self.base_url.starts_with("https://") { "__Host-session" } else { "almoner-session" };
        format!("{name}={}", token.secret())
    }

    /// Sets the business clock.
    pub fn set_clock(&self, at: DateTime<Utc>) {
        self.desk.business.set(at);
    }

    /// Sends a form as nobody, from a page of ours.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        Answer::of(request.form(fields)).await
    }

    /// The folder with the built app.
    pub fn dist(&self) -> std::path::PathBuf {
        self.folder.path().join("dist")
    }
}

fn desk(store: Store, public_url: &str) -> Desk {
    let real = Clock::standing_at(sample::at("2026-11-23T12:00:00Z"));
    // Nobody listens there: whatever is answered is answered without the processor.
    let processor = processor::Config {
        base_url: "http://127.0.0.1:9".to_owned(),
        secret: SecretString::from("sk_test"),
        timeout: Duration::from_secs(1),
    };
    Desk {
        store,
        business: Clock::standing_at(sample::at(sample::NOW)),
        ids: Ids::new(real.clone()),
        real,
        processor: processor::Processor::new(&processor).expect("a client"),
        public_url: public_url.into(),
        wake: Arc::default(),
    }
}

fn pages(desk: &Desk, folder: &TempDir) -> Dev {
    let mail = folder.path().join("mail");
    let mailer = Mailer::folder(mail.clone(), "billing@desk.example").expect("a folder");
    Dev { mail_directory: Some(mail), worker: Worker::new(desk.clone(), mailer), turn: Mutex::default() }
}

/// A built app, as small as one can be.
fn site(folder: &TempDir) {
    let dist = folder.path().join("dist");
    std::fs::create_dir(&dist).expect("a folder");
    let page = "<!doctype html><title>Almoner</title><script type=\"module\">start()</script>";
    std::fs::write(dist.join("index.html"), page).expect("a page");
    std::fs::write(dist.join("app-0123456789abcdef.js"), "const started = true;\n".repeat(100))
        .expect("a script");
    std::fs::write(dist.join("app-0123456789abcdef.js.br"), "compressed").expect("its compressed form");
    std::fs::write(dist.join("index.html.br"), "compressed page").expect("its compressed form");
    std::fs::write(dist.join("index.html.gz"), "zipped page").expect("its zipped form");
    std::fs::create_dir_all(dist.join("assets/.hidden")).expect("folders");
    std::fs::write(dist.join("icon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").expect("an icon");
}
