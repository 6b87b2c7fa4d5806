//! `/api/c/{client}/about-me/email` and `/api/email-confirmation`

use domain::contact::Email;
use domain::email_change::NoLink;
use domain::testing::{client, email};
use reqwest::Method;
use serde_json::json;
use server::config::Limits;
use store::clients;
use test_support::{Answer, Server, Setup, Who, on_both, product};
use wire::about_me::{AboutMeView, EmailChangeView};
use wire::email_confirmation::FollowAnswer;
use wire::paths::{EMAIL_CONFIRMATION, about_me, about_me_email};
use wire::problem::Conflict;

on_both! {
    an_address_waits_where_its_client_sees_it_and_nobody_else_does,
    an_address_that_is_no_longer_the_one_seen_is_a_conflict_with_the_present_one,
}

fn present() -> Option<Email> {
    client(1).email
}

async fn ask(server: &Server, seen: Option<Email>, to: &str) -> Answer {
    let body = json!({ "seen": seen, "email": to });
    server.send(Who::Owner, Method::PUT, &about_me_email(Who::Owner.client()), Some(&body)).await
}

async fn seen_by(server: &Server, who: Who) -> AboutMeView {
    server.get(who, &about_me(who.client())).await.body()
}

async fn an_address_waits_where_its_client_sees_it_and_nobody_else_does(server: Server) {
    let view: AboutMeView = ask(&server, present(), "ana@new.example").await.body();
    let waiting =
        EmailChangeView { to: email("ana@new.example"), until: None, is_over: false, is_refused: false };
    assert_eq!((view.email.clone(), view.email_change.clone()), (present(), Some(waiting)));
    assert_eq!(seen_by(&server, Who::Owner).await, view);
    assert_eq!(seen_by(&server, Who::Another).await.email_change, None);
    let another: AboutMeView = ask(&server, present(), "ana@other.example").await.body();
    assert_eq!(another.email_change.map(|it| it.to), Some(email("ana@other.example")));
    let path = about_me_email(Who::Owner.client());
    let withdrawn: AboutMeView = server.send(Who::Owner, Method::DELETE, &path, None::<&()>).await.body();
    assert_eq!((withdrawn.email, withdrawn.email_change), (present(), None));
}

async fn an_address_that_is_no_longer_the_one_seen_is_a_conflict_with_the_present_one(server: Server) {
    let other = clients::find(&server.desk.store.reader(), Who::Owner.client()).await;
    let other = domain::client::Client {
        email: Some(email("ana@third.example")),
        ..other.expect("a read").expect("there")
    };
    let unit = server.desk.store.begin().await.expect("a unit");
    clients::upsert(&unit, &[other]).await.expect("imported");
    unit.commit().await.expect("committed");
    let late = ask(&server, present(), "ana@new.example").await;
    assert_eq!(late.status, 409);
    assert!(late.problem().detail.contains("ana@third.example"));
    let Conflict { now }: Conflict<AboutMeView> = late.extension();
    assert_eq!((now.email, now.email_change), (Some(email("ana@third.example")), None));
}

#[tokio::test]
async fn what_is_no_address_is_refused_beside_its_field() {
    let server = Server::start().await;
    for (typed, words) in [("", "Enter an email address."), ("ana", "name@example.com")] {
        let answer = ask(&server, present(), typed).await;
        let problem = answer.problem();
        assert_eq!((answer.status.as_u16(), problem.fields[0].field.as_str()), (422, "email"));
        assert!(problem.fields[0].detail.contains(words), "{typed}");
    }
}

#[tokio::test]
async fn the_sixth_link_within_an_hour_is_refused_and_says_when_there_is_another() {
    let server = Server::start().await;
    for n in 0..5 {
        assert_eq!(ask(&server, present(), &format!("ana@{n}.example")).await.status, 200);
    }
    let answer = ask(&server, present(), "ana@new.example").await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (429, "3600"));
    assert!(answer.problem().detail.contains("in 60 minutes"), "{}", answer.text);
    assert_eq!(
        seen_by(&server, Who::Owner).await.email_change.map(|it| it.to),
        Some(email("ana@4.example")),
        "the one before waits on"
    );
}

#[tokio::test]
async fn whoever_guesses_links_is_told_nothing_and_soon_has_to_wait() {
    let limits = Limits { sign_in_attempts: 2.try_into().expect("not zero"), ..product() };
    let server = Server::of(Setup { limits, ..Setup::default() }).await;
    let mut answers = Vec::new();
    for n in 0..30 {
        let body = json!({ "token": format!("{n:064x}") });
        answers.push(server.post(Who::Nobody, EMAIL_CONFIRMATION, &body).await);
    }
    let FollowAnswer { refused } = answers[0].body();
    assert_eq!(refused, Some(NoLink::Unknown));
    let last = answers.last().expect("an answer");
    assert_eq!(last.status, 429);
    assert!(!last.header("retry-after").is_empty());
}
