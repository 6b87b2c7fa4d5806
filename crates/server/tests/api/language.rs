//! In which language somebody is answered.

use domain::audit::Action;
use domain::client::Client;
use domain::language::Language;
use domain::login::{Login, Person};
use domain::subject::Subject;
use domain::{ClientId, LoginId};
use reqwest::Method;
use reqwest::header::ACCEPT_LANGUAGE;
use serde_json::json;
use store::{audit, clients, logins, staff};
use uuid::Uuid;
use wire::languages::{CatalogueView, LanguageView};
use wire::paths::{self, SESSION, SESSION_LANGUAGE, billing};
use wire::session::{LanguageRequest, SessionView};

use domain::testing::{client, email};
use test_support::{Answer, PASSWORD, Server, Who, on_both};

on_both! {
    a_person_is_answered_in_their_own_language_whatever_the_browser_asks_for,
    who_said_no_language_is_answered_in_the_browsers_at_sign_in,
    who_chooses_a_language_is_shown_and_addressed_in_it_from_then_on,
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

async fn who_chooses_a_language_is_shown_and_addressed_in_it_from_then_on(server: Server) {
    let wish = LanguageRequest { language: Language::Pseudo };
    for who in [Who::Owner, Who::Provider] {
        let (cookie, _) = sign_in(&server, &who.email(), "en-US").await;
        let request = server.request(Method::PUT, SESSION_LANGUAGE).header("cookie", &cookie);
        let chosen: SessionView = Answer::of(request.json(&wish)).await.body();
        assert_eq!(chosen.language, Language::Pseudo, "{who:?}");
        let request = server.request(Method::GET, SESSION).header("cookie", &cookie);
        let now: SessionView = Answer::of(request).await.body();
        assert_eq!(now.language, Language::Pseudo, "this device");
        let (_, session) = sign_in(&server, &who.email(), "en-US").await;
        assert_eq!(session.language, Language::Pseudo, "the next one");
    }
    let reader = server.desk.store.reader();
    let language = async |id| clients::find(&reader, id).await.expect("a read").expect("there").language;
    assert_eq!(language(Who::Owner.client()).await, Some(Language::Pseudo));
    assert_eq!(language(Who::Another.client()).await, None);
    let provider = staff::find(&reader, Who::Provider.staff()).await.expect("a read").expect("there");
    assert_eq!(provider.language, Some(Language::Pseudo));
    let login = logins::of_person(&reader, Who::Owner.person()).await.expect("a read").expect("there");
    let record = audit::about(&reader, Who::Owner.client(), Subject::Login(login.id)).await.expect("a read");
    let chosen = Action::LanguageChosen { language: Language::Pseudo };
    assert_eq!(record.iter().filter(|entry| entry.action == chosen).count(), 1);
}

#[tokio::test]
async fn what_is_no_language_here_is_not_kept() {
    let server = Server::start().await;
    let wish = json!({ "language": "tlh" });
    let answer = server.send(Who::Owner, Method::PUT, SESSION_LANGUAGE, Some(&wish)).await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (422, "unreadable"));
    let now: SessionView = server.get(Who::Owner, SESSION).await.body();
    assert_eq!(now.language, Language::English);
}

#[tokio::test]
async fn each_language_that_can_be_chosen_is_sent_to_whoever_asks() {
    let server = Server::start().await;
    let offered: Vec<LanguageView> = server.get(Who::Nobody, paths::LANGUAGES).await.body();
    assert_eq!(offered.iter().map(|it| it.language).collect::<Vec<_>>(), Language::ALL);
    for LanguageView { language, name } in offered {
        let answer = server.get(Who::Nobody, &paths::language(language, texts::EDITION)).await;
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        let CatalogueView { edition, messages } = answer.body();
        let received = texts::Texts::received(language, &edition, messages).expect("of this edition");
        assert_eq!(received.language_name(), name);
    }
    assert_eq!(server.get(Who::Nobody, "/api/languages/tlh").await.status, 404);
}

#[tokio::test]
async fn what_an_app_of_other_texts_is_sent_is_kept_by_no_browser() {
    let server = Server::start().await;
    for path in [paths::language(Language::Pseudo, "another"), "/api/languages/en-XA".to_owned()] {
        let answer = server.get(Who::Nobody, &path).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.body::<CatalogueView>().edition, texts::EDITION);
    }
}

/// The app's page, as a browser with these headers gets it.
async fn page(server: &Server, headers: &[(&str, &str)]) -> Answer {
    let request = server.request(Method::GET, "/help");
    Answer::of(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
}

const IN_ENGLISH: &str = "<html lang=\"en\">";
const IN_PSEUDO: &str = "<html lang=\"en-XA\" dir=\"ltr\">";

#[tokio::test]
async fn the_page_that_loads_the_app_is_in_the_readers_language() {
    let server = Server::start().await;
    let (asks, chose) = (("accept-language", PSEUDO), ("cookie", "a=b; language=en-XA"));
    for (headers, said) in [
        (&[][..], IN_ENGLISH),
        (&[asks], IN_PSEUDO),
        (&[chose], IN_PSEUDO),
        (&[asks, ("cookie", "language=en")], IN_ENGLISH),
        (&[asks, ("cookie", "language=xx")], IN_PSEUDO),
    ] {
        let answer = page(&server, headers).await;
        assert_eq!(answer.status, 200);
        assert!(answer.text.contains(said), "{headers:?}: {}", answer.text);
        assert_eq!(answer.text.contains("Loading your page…"), said == IN_ENGLISH);
        assert_eq!(answer.header("vary"), "accept-encoding, accept-language, cookie");
        assert_eq!(answer.header("cache-control"), "no-cache");
        let language = if said == IN_ENGLISH { "en" } else { "en-XA" };
        assert_eq!(answer.header("content-language"), language);
    }
    let by_name =
        Answer::of(server.request(Method::GET, "/index.html").header("accept-language", PSEUDO)).await;
    assert!(by_name.status == 200 && by_name.text.contains(IN_PSEUDO));
    let missing = Answer::of(server.request(Method::GET, "/nowhere").header("accept-language", PSEUDO)).await;
    assert!(missing.status == 404 && missing.text.contains(IN_PSEUDO));

    let (cookie, _) = sign_in(&server, &Who::Owner.email(), PSEUDO).await;
    let chosen = format!("{cookie}; language=en");
    assert!(
        page(&server, &[("cookie", &chosen)]).await.text.contains(IN_PSEUDO),
        "the person's counts first"
    );
}

#[tokio::test]
async fn a_page_that_the_browser_has_in_one_language_is_not_taken_for_another() {
    let server = Server::start().await;
    let english = page(&server, &[]).await;
    let since = ("if-none-match", english.header("etag"));
    let pseudo = page(&server, &[("accept-language", PSEUDO), since]).await;
    assert!(pseudo.status == 200 && pseudo.text.contains(IN_PSEUDO));
    let matching = ("if-none-match", pseudo.header("etag"));
    assert_eq!(page(&server, &[matching]).await.status, 200);
    let again = page(&server, &[("accept-language", PSEUDO), matching]).await;
    assert!(again.status == 304 && again.header("content-security-policy").is_empty());
}
