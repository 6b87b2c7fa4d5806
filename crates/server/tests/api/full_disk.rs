//! The disk gets full under a running server, and has room again some time later.

use std::time::Duration;

use reqwest::header::{COOKIE, RETRY_AFTER, SET_COOKIE};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use store::{Options, Store, webhook_events};
use test_support::almoner::{Process, run};
use test_support::browser;
use test_support::disk::Disk;
use wire::paths;

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo");
const EMAIL: &str = "maya.okafor@example.com";
const PASSWORD: &str = "maya at the lakeside";

/// How far apart one asks whether the server is ready, and how often at most: half a minute in all.
const LOOK: Duration = Duration::from_millis(100);
const LOOKS: u32 = 300;

#[derive(Debug)]
struct Desk {
    serving: Process,
    url: String,
    browser: reqwest::Client,
}

impl Desk {
    async fn on(disk: &Disk) -> Self {
        let (folder, database) = (disk.path(), format!("--database={}", database_url(disk)));
        for (arguments, input) in [
            (vec!["migrate", &database], ""),
            (vec!["import", EXPORT, &database], ""),
            (vec!["set-password", EMAIL, &database], PASSWORD),
        ] {
            let ended = run(&arguments, folder, input).await;
            assert!(ended.success, "{arguments:?}: {ended:?}");
        }
        let serve = ["serve", &database, "--port=0", "--simulator", "--mail-directory=mail", "--no-worker"];
        let serving = Process::serve_sturdy(&serve, folder, "Almoner is at").await;
        let url = serving.base_url();
        Self { serving, url, browser: browser() }
    }

    async fn sign_in(&self) -> Response {
        let body = json!({ "email": EMAIL, "password": PASSWORD });
        let answer = self.browser.post(format!("{}{}", self.url, paths::SESSION)).json(&body).send().await;
        answer.expect("an answer")
    }

    /// Whether whoever got this answer is signed in.
    async fn knows(&self, signed_in: &Response) -> StatusCode {
        let cookie = signed_in.headers().get(SET_COOKIE).expect("a cookie").to_str().expect("text");
        let cookie = cookie.split(';').next().expect("its value").to_owned();
        let asked = self.browser.get(format!("{}{}", self.url, paths::SESSION)).header(COOKIE, cookie);
        asked.send().await.expect("an answer").status()
    }

    async fn ready(&self) -> Response {
        self.browser.get(format!("{}/readyz", self.serving.operations_url())).send().await.expect("an answer")
    }

    /// Asks until the answer is this one.
    async fn is(&self, status: StatusCode) -> Response {
        for _ in 0..LOOKS {
            let answer = self.ready().await;
            if answer.status() == status {
                return answer;
            }
            tokio::time::sleep(LOOK).await;
        }
        panic!("/readyz never answers {status}");
    }
}

fn database_url(disk: &Disk) -> String {
    format!("sqlite://{}", disk.path().join("desk.db").display())
}

async fn assert_refused(answer: Response, said: &str) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.headers().contains_key(RETRY_AFTER), "when to come back");
    let problem: Value = answer.json().await.expect("a problem");
    assert_eq!(problem["type"], format!("/problems/{said}"), "{problem}");
}

async fn the_server_is_right_again(disk: &Disk) {
    let desk = Desk::on(disk).await;
    assert_eq!(desk.ready().await.status(), 204);
    let before = desk.sign_in().await;
    assert_eq!((before.status(), desk.knows(&before).await), (StatusCode::OK, StatusCode::OK));

    disk.refuses(desk.serving.id(), true);
    // With the disk full, surely nothing was kept. Of a write that failed the system says no more than that.
    let said = if disk.is_small { "unavailable" } else { "unknown-outcome" };
    for _ in 0..2 {
        let refused = desk.sign_in().await;
        assert_refused(refused, said).await;
    }
    assert_eq!(desk.knows(&before).await, 200, "reading still works");
    disk.refuses(desk.serving.id(), false);

    let after = desk.sign_in().await;
    assert_eq!(after.status(), 200, "the next request works by itself");
    assert_eq!(desk.knows(&after).await, 200, "signed in, and not known");
    let outside = Store::connect(&database_url(disk), &Options::default()).await.expect("a store");
    let unit = outside.begin().await.expect("nobody holds the lock");
    webhook_events::remember(&unit, "evt_1", chrono::DateTime::UNIX_EPOCH).await.expect("a write");
    unit.commit().await.expect("a commit");
    desk.serving.stop().await;
}

#[tokio::test]
async fn a_server_whose_disk_was_full_is_right_again_by_itself() {
    the_server_is_right_again(&Disk::small(3)).await;
}

#[tokio::test]
async fn a_server_whose_disk_failed_is_right_again_by_itself() {
    the_server_is_right_again(&Disk::broken()).await;
}

#[tokio::test]
async fn a_server_that_cannot_write_is_not_ready_until_it_can() {
    let disk = Disk::small(3);
    let desk = Desk::on(&disk).await;
    desk.is(StatusCode::NO_CONTENT).await;
    disk.refuses(desk.serving.id(), true);
    let unready = desk.is(StatusCode::SERVICE_UNAVAILABLE).await;
    assert_refused(unready, "unavailable").await;
    disk.refuses(desk.serving.id(), false);
    desk.is(StatusCode::NO_CONTENT).await;
    desk.serving.stop().await;
}
