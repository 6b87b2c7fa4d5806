//! In which language somebody is answered.

use domain::client::Client;
use domain::language::Language;
use domain::login::{Login, Person};
use domain::{ClientId, LoginId};
use reqwest::Method;
use reqwest::header::ACCEPT_LANGUAGE;
use serde_json::json;
use store::{clients, logins};
use uuid::Uuid;
use wire::paths::{SESSION, billing};
use wire::session::SessionView;

use domain::testing::{client, email};
use test_support::{Answer, PASSWORD, Server, Who, on_both};

on_both! {
    a_person_is_answered_in_their_own_language_whatever_the_browser_asks_for,
    who_said_no_language_is_answered_in_the_browsers_at_sign_in,
}

const PSEUDO: &str = "en-XA,en;q=0.5";

/// A problem as a browser that asks for `language` gets it.
async fn problem(server: &Server, cookie: &str, language: &str) -> Answer {
    let request = server.request(Method::GET, &billing(Who::Another.client()));
    Answer::of(request.header("cookie", cookie).header(ACCEPT_LANGUAGE, language)).await
}

/// Signs in with a browser that asks for `language`.
async fn sign_in(server: &Server, email: &str, language: &str) -> (String, SessionView) {
    let request = server.request(Method::POST, SESSION).header("sec-fetch-site", "same-origin");
    let body = json!({ "email": email, "password": PASSWORD });
    let answer = Answer::of(request.header(ACCEPT_LANGUAGE, language).json(&body)).await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    (cookie, answer.body())
}

fn detail(language: Language) -> String {
    texts::Texts::of(language).problem_not_found_detail().to_owned()
}

#[tokio::test]
async fn nobody_in_particular_is_answered_in_what_the_browser_asks_for() {
    let server = Server::start().await;
    let english = problem(&server, "", "fr-CA,fr;q=0.8").await;
    let disguised = problem(&server, "", PSEUDO).await;
    assert_eq!(english.header("content-language"), "en");
    assert_eq!(disguised.header("content-language"), "en-XA");
    let words = texts::Texts::of(Language::Pseudo).problem_not_signed_in_detail();
    assert_eq!(disguised.problem().detail, words);
    assert_ne!(english.problem().detail, words);
}

/// Somebody with the owner's password who has said that they want to be addressed in this language.
async fn somebody_of(server: &Server, language: Language) -> String {
    let store = &server.desk.store;
    let owner =
        logins::of_person(&store.reader(), Who::Owner.person()).await.expect("a read").expect("there");
    let email = email("liv@example.com");
    let liv = Client {
        id: ClientId::new(Uuid::from_u128(77)),
        external_key: "liv".to_owned(),
        email: Some(email.clone()),
        language: Some(language),
        ..client(1)
    };
    let login = Login {
        id: LoginId::new(Uuid::from_u128(77)),
        person: Person::Client(liv.id),
        email: email.clone(),
        ..owner
    };
    let unit = store.begin().await.expect("a unit");
    clients::upsert(&unit, &[liv]).await.expect("a client");
    logins::insert(&unit, &login).await.expect("a sign-in");
    unit.commit().await.expect("committed");
    email.to_string()
}

async fn a_person_is_answered_in_their_own_language_whatever_the_browser_asks_for(server: Server) {
    let email = somebody_of(&server, Language::Pseudo).await;
    let (cookie, session) = sign_in(&server, &email, "en-US").await;
    assert_eq!(session.language, Language::Pseudo);
    let answer = problem(&server, &cookie, "en-US").await;
    assert_eq!(answer.problem().detail, detail(Language::Pseudo));
    assert_eq!(answer.header("content-language"), "en-XA");
}

async fn who_said_no_language_is_answered_in_the_browsers_at_sign_in(server: Server) {
    let (cookie, session) = sign_in(&server, &Who::Owner.email(), PSEUDO).await;
    assert_eq!(session.language, Language::Pseudo);
    let request = server.request(Method::GET, SESSION).header("cookie", &cookie);
    let again: SessionView = Answer::of(request.header(ACCEPT_LANGUAGE, "en-US")).await.body();
    assert_eq!(again.language, Language::Pseudo, "the device keeps what it began with");
    assert_eq!(problem(&server, &cookie, "en-US").await.problem().detail, detail(Language::Pseudo));
}
