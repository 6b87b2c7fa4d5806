//! `/api/session`

use chrono::Duration;
use domain::audit::Action;
use domain::role::Role;
use reqwest::Method;
use serde_json::json;
use server::service::sessions::end_idle;
use test_support::{Answer, PASSWORD, Server, Setup, Who, generous, on_both};
use wire::paths::{AHEAD, CLIENTS, SESSION, billing};
use wire::session::SessionView;

on_both! {
    everybody_signs_in_by_email_and_password_and_is_named,
    signing_out_ends_the_session_and_takes_the_cookie_back,
    a_session_ends_after_its_idle_time_and_every_request_begins_that_anew,
    a_session_that_was_over_stays_over_when_the_clock_steps_back,
    a_session_seen_later_than_now_is_over,
    a_session_that_nobody_asks_for_is_over_as_well,
    a_role_that_changes_changes_at_once_what_an_open_session_may_do,
}

async fn sign_in(server: &Server, email: &str, password: &str) -> Answer {
    server.post(Who::Nobody, SESSION, &json!({ "email": email, "password": password })).await
}

async fn with_cookie(server: &Server, method: Method, path: &str, cookie: &str) -> Answer {
    Answer::of(server.request(method, path).header("cookie", cookie)).await
}

fn cookie(answer: &Answer) -> &str {
    answer.header("set-cookie").split(';').next().expect("a cookie")
}

async fn everybody_signs_in_by_email_and_password_and_is_named(server: Server) {
    for who in Who::ALL {
        let answer = sign_in(&server, &who.email(), PASSWORD).await;
        let session: SessionView = answer.body();
        assert_eq!((session.role, session.first_name.as_str()), (who.role(), who.name()));
        assert_eq!(session.support.practice, "Larkspur Therapy");
        let again: SessionView = with_cookie(&server, Method::GET, SESSION, cookie(&answer)).await.body();
        assert_eq!(again, session);
    }
}

/// A server behind TLS, and one on plain http on this machine.
async fn both_kinds() -> [Server; 2] {
    let public_url = Some("https://desk.practice.example");
    [Server::of(Setup { public_url, ..Setup::default() }).await, Server::start().await]
}

#[tokio::test]
async fn the_cookie_is_for_this_host_out_of_reach_of_scripts_and_over_tls_wherever_there_is_tls() {
    let expected = [
        ("__Host-session", "HttpOnly; SameSite=Lax; Secure; Path=/"),
        // Safari keeps no cookie from plain http that says `Secure`, on localhost as little as elsewhere.
        ("almoner-session", "HttpOnly; SameSite=Lax; Path=/"),
    ];
    for (server, (name, flags)) in both_kinds().await.into_iter().zip(expected) {
        let answer = sign_in(&server, "CLIENT1@mail.example ", PASSWORD).await;
        let (value, kept) = answer.header("set-cookie").split_once("; ").expect("flags");
        assert_eq!(kept, flags);
        let (named, token) = value.split_once('=').expect("a name");
        assert_eq!((named, token.len()), (name, 64), "32 bytes");
        let out = with_cookie(&server, Method::DELETE, SESSION, value).await;
        assert_eq!(out.header("set-cookie"), format!("{name}=; {flags}; Max-Age=0"));
    }
}

#[tokio::test]
async fn a_cookie_of_the_other_kind_opens_nothing_and_ends_nothing() {
    for server in both_kinds().await {
        let own = server.cookie(Who::Owner).await;
        let (name, token) = own.split_once('=').expect("a name");
        let others = ["__Host-session", "almoner-session", "session"].into_iter().filter(|it| *it != name);
        for other in others.map(|name| format!("{name}={token}")) {
            let asked = with_cookie(&server, Method::GET, SESSION, &other).await;
            assert_eq!((asked.status.as_u16(), asked.text.as_str()), (204, ""), "{other}");
            assert_eq!(with_cookie(&server, Method::DELETE, SESSION, &other).await.status, 204);
            let both = format!("{other}; {own}");
            assert_eq!(with_cookie(&server, Method::GET, SESSION, &both).await.status, 200, "{both}");
        }
    }
}

#[tokio::test]
async fn the_document_of_the_interface_names_the_cookie_that_is_set() {
    for server in both_kinds().await {
        let document: serde_json::Value = server.get(Who::Nobody, wire::paths::OPENAPI).await.body();
        let scheme = &document["components"]["securitySchemes"]["session"];
        assert_eq!(scheme["in"], "cookie");
        let answer = sign_in(&server, &Who::Owner.email(), PASSWORD).await;
        assert_eq!(scheme["name"].as_str(), cookie(&answer).split('=').next());
    }
}

#[tokio::test]
async fn who_mistypes_is_told_the_same_as_who_is_not_known() {
    let server = Server::start().await;
    let wrong = sign_in(&server, &Who::Owner.email(), "incorrect horse battery").await;
    let unknown = sign_in(&server, "stranger@example.com", PASSWORD).await;
    let nonsense = sign_in(&server, "not an address", PASSWORD).await;
    assert_eq!(wrong.status, 401);
    insta::assert_json_snapshot!(wrong.problem_snapshot());
    for other in [unknown, nonsense] {
        assert_eq!(other.problem_snapshot(), wrong.problem_snapshot());
        assert_eq!(other.header("set-cookie"), "");
    }
}

async fn signing_out_ends_the_session_and_takes_the_cookie_back(server: Server) {
    let cookie = server.cookie(Who::Owner).await;
    assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 200);
    let out = with_cookie(&server, Method::DELETE, SESSION, &cookie).await;
    assert_eq!(out.status, 204);
    assert!(out.header("set-cookie").ends_with("Max-Age=0"));
    assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 204);
    assert_eq!(with_cookie(&server, Method::DELETE, SESSION, &cookie).await.status, 204);
}

#[tokio::test]
async fn what_a_page_asks_for_ahead_is_no_failure_where_nobody_is_signed_in() {
    let server = Server::start().await;
    let ended = server.cookie(Who::Owner).await;
    with_cookie(&server, Method::DELETE, SESSION, &ended).await;
    for path in [billing(Who::Owner.client()).as_str(), CLIENTS] {
        for cookie in ["", &ended] {
            let ask = |ahead| {
                let request = server.request(Method::GET, path).header("cookie", cookie);
                Answer::of(if ahead { request.header(AHEAD, "1") } else { request })
            };
            assert_eq!(
                (ask(true).await.status.as_u16(), ask(true).await.text),
                (204, String::new()),
                "{path}"
            );
            assert_eq!(ask(false).await.slug(), "signed-out", "{path}");
        }
    }
    // What is not for those who are signed in fails as ever, and nothing is sent or changed ahead.
    let request = server.request(Method::GET, CLIENTS).header("cookie", server.cookie(Who::Owner).await);
    assert_eq!(Answer::of(request.header(AHEAD, "1")).await.status, 403);
    let body = json!({ "email": Who::Owner.email(), "password": "incorrect horse battery" });
    let request = server.request(Method::POST, SESSION).header("sec-fetch-site", "same-origin").json(&body);
    assert_eq!(Answer::of(request.header(AHEAD, "1")).await.status, 401);
}

#[tokio::test]
async fn signing_in_again_on_a_device_ends_its_session_before() {
    let server = Server::start().await;
    let before = server.cookie(Who::Owner).await;
    let body = json!({ "email": Who::Owner.email(), "password": PASSWORD });
    let again = server.request(Method::POST, SESSION).header("cookie", &before).json(&body);
    let again = Answer::of(again).await;
    assert_ne!(cookie(&again), before);
    assert_eq!(with_cookie(&server, Method::GET, SESSION, &before).await.status, 204);
    assert_eq!(with_cookie(&server, Method::GET, SESSION, cookie(&again)).await.status, 200);
}

async fn a_session_ends_after_its_idle_time_and_every_request_begins_that_anew(server: Server) {
    for who in [Who::Owner, Who::Provider, Who::Support] {
        let cookie = server.cookie(who).await;
        let idle = who.role().session_limits().idle;
        let mut now = server.desk.real.now();
        for _ in 0..3 {
            now += idle - Duration::seconds(1);
            server.desk.real.set(now);
            assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 200, "{who:?}");
        }
        server.desk.real.set(now + idle);
        assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 204);
    }
}

async fn a_session_that_was_over_stays_over_when_the_clock_steps_back(server: Server) {
    for who in [Who::Owner, Who::Provider] {
        let limits = who.role().session_limits();
        for over in [limits.idle, limits.total] {
            let cookie = server.cookie(who).await;
            let began = server.desk.real.now();
            server.desk.real.set(began + over);
            assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 204);
            server.desk.real.set(began + Duration::seconds(1));
            let answer = with_cookie(&server, Method::GET, SESSION, &cookie).await;
            assert_eq!(answer.status, 204, "{who:?} after {over}");
        }
    }
}

async fn a_session_seen_later_than_now_is_over(server: Server) {
    let began = server.desk.real.now();
    let status = async |cookie: &str, minutes| {
        server.desk.real.set(began + Duration::minutes(minutes));
        with_cookie(&server, Method::GET, SESSION, cookie).await.status.as_u16()
    };
    let stepped = server.cookie(Who::Owner).await;
    assert_eq!(status(&stepped, 10).await, 200);
    // Ten minutes back: what the clock says of the time without requests is worth nothing.
    assert_eq!(status(&stepped, 0).await, 204);
    assert_eq!(status(&stepped, 11).await, 204, "and it stays so");
    // Clocks of two servers are never quite alike.
    server.desk.real.set(began);
    let cookie = server.cookie(Who::Owner).await;
    assert_eq!(status(&cookie, 1).await, 200);
    server.desk.real.set(began + Duration::seconds(55));
    assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 200);
    assert_eq!(status(&cookie, 16).await, 204, "its quarter of an hour began when it was seen last");
}

async fn a_session_that_nobody_asks_for_is_over_as_well(server: Server) {
    for who in [Who::Owner, Who::Support] {
        let (began, idle) = (server.desk.real.now(), who.role().session_limits().idle);
        let status = async |cookie: &str| {
            server.desk.real.set(began + Duration::seconds(1));
            with_cookie(&server, Method::GET, SESSION, cookie).await.status.as_u16()
        };
        for (unseen, after) in [(idle - Duration::seconds(1), 200), (idle, 204)] {
            server.desk.real.set(began);
            let cookie = server.cookie(who).await;
            server.desk.real.set(began + unseen);
            end_idle(&server.desk).await.expect("swept");
            assert_eq!(status(&cookie).await, after, "{who:?} after {unseen}");
        }
    }
}

async fn a_role_that_changes_changes_at_once_what_an_open_session_may_do(server: Server) {
    let cookie = server.cookie(Who::Provider).await;
    let clients = async || with_cookie(&server, Method::GET, CLIENTS, &cookie).await.status.as_u16();
    assert_eq!(clients().await, 200);
    for (role, status) in [(Role::ClientSupport, 403), (Role::Provider, 200)] {
        let person = domain::staff::StaffMember { role, ..Who::Provider.member() };
        let unit = server.desk.store.begin().await.expect("a unit");
        store::staff::upsert(&unit, &[person]).await.expect("put");
        unit.commit().await.expect("committed");
        assert_eq!(clients().await, status, "{role:?}");
        let session: SessionView = with_cookie(&server, Method::GET, SESSION, &cookie).await.body();
        assert_eq!(session.role, role);
        let again: SessionView = sign_in(&server, &Who::Provider.email(), PASSWORD).await.body();
        assert_eq!(again.role, role);
    }
}

#[tokio::test]
async fn whoever_reads_does_not_wait_for_whoever_writes() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    server.desk.real.set(server.desk.real.now() + Duration::minutes(10));
    let writing = server.desk.store.begin().await.expect("a unit");
    let began = tokio::time::Instant::now();
    assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 200);
    // A session that is in use stays so, although that is not written yet.
    server.desk.real.set(server.desk.real.now() + Duration::minutes(10));
    assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 200);
    assert!(began.elapsed() < std::time::Duration::from_secs(2), "after {:?}", began.elapsed());
    drop(writing);
}

#[tokio::test]
async fn a_session_ends_in_the_end_however_busy() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    let began = server.desk.real.now();
    for quarter in 1..=60 {
        let now = began + Duration::minutes(12) * quarter;
        server.desk.real.set(now);
        let status = with_cookie(&server, Method::GET, &billing(Who::Owner.client()), &cookie).await.status;
        assert_eq!(status, if quarter < 60 { 200 } else { 401 }, "{quarter}");
    }
}

#[tokio::test]
async fn moving_the_business_clock_signs_nobody_out() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    server.desk.business.set(server.desk.business.now() + Duration::days(40));
    assert_eq!(with_cookie(&server, Method::GET, SESSION, &cookie).await.status, 200);
}

#[tokio::test]
async fn signing_in_and_out_are_on_the_audit_record() {
    let server = Server::start().await;
    let answer = sign_in(&server, &Who::Owner.email(), PASSWORD).await;
    with_cookie(&server, Method::DELETE, SESSION, cookie(&answer)).await;
    let reader = server.desk.store.reader();
    let record = store::audit::of_client(&reader, Who::Owner.client(), None, 10).await.expect("a record");
    let actions: Vec<_> = record.into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions, [Action::SignedOut, Action::SignedIn]);
}

#[tokio::test]
async fn the_attempts_at_an_account_are_counted_whether_it_is_known_or_not() {
    let attempts = std::num::NonZeroU32::new(2).expect("not zero");
    let server = Server::with(server::config::Limits { sign_in_attempts: attempts, ..generous() }).await;
    for email in [Who::Owner.email().as_str(), "stranger@example.com"] {
        for _ in 0..2 {
            assert_eq!(sign_in(&server, email, "incorrect horse battery").await.status, 401);
        }
        let refused = sign_in(&server, &email.to_uppercase(), PASSWORD).await;
        assert_eq!((refused.status.as_u16(), refused.slug().as_str()), (429, "too-many-requests"));
        let seconds: u32 = refused.header("retry-after").parse().expect("seconds");
        assert!((1..=30).contains(&seconds));
    }
}
