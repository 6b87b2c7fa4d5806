//! What is logged: a JSON object a line, each with the request it belongs to, and nothing about people.

use domain::card_photo::CardSide;
use reqwest::Method;
use serde_json::{Value, json};
use server::demo::PEOPLE;
use test_support::almoner::Process;
use test_support::browser;
use wire::about_me::AboutMeView;
use wire::billing::BillingView;
use wire::coverages::{CoveragesView, PayersView};
use wire::paths;
use wire::session::SessionView;

#[tokio::test]
async fn log_lines_name_the_request_and_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let serve = ["serve", "--demo", "--port=0", "--log=info", "--log-format=json"];
    let serving = Process::serve(&serve, folder.path(), "Ctrl+C ends it").await;
    let (client, base_url, person) = (browser(), serving.base_url(), PEOPLE[0]);

    let body = json!({ "email": person.address, "password": person.password });
    let answer =
        client.post(format!("{base_url}{}", paths::SESSION)).json(&body).send().await.expect("an answer");
    let cookie = answer.headers()["set-cookie"].to_str().expect("text").to_owned();
    let (cookie, _) = cookie.split_once(';').expect("flags");
    let get = |path: String| client.get(format!("{base_url}{path}")).header("cookie", cookie).send();
    let session: SessionView = answer.json().await.expect("a session");
    let client_id = session.clients[0];
    let billing = get(paths::billing(client_id)).await.expect("an answer");
    let billing: BillingView = billing.json().await.expect("an overview");
    let charge = billing.open[0].id;
    let seen = get(paths::charge(client_id, charge)).await.expect("an answer");
    let request = seen.headers()["x-request-id"].to_str().expect("text").to_owned();
    let wrong = json!({ "email": person.address, "password": "not their password at all" });
    client.post(format!("{base_url}{}", paths::SESSION)).json(&wrong).send().await.expect("an answer");

    let log = serving.stop().await;
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let line = lines.iter().find(|line| line["span"]["id"] == request.as_str()).expect("the request's line");
    assert_eq!((line["route"].as_str(), line["status"].as_u64()), (Some(paths::CHARGE), Some(200)));
    let token = cookie.rsplit('=').next().expect("a token");
    let charge = charge.to_string();
    for private in
        ["Ana", "Rivera", "example.com", person.password, "not their password", token, charge.as_str()]
    {
        assert!(!log.contains(private), "{private}");
    }
}

/// What clients enter of themselves stands in no line either, whether it is taken or not.
#[tokio::test]
async fn log_lines_say_nothing_of_what_a_client_enters() {
    let folder = tempfile::tempdir().expect("a folder");
    let photos = format!("--photo-directory={}", folder.path().join("photos").display());
    let keys = "--photo-keys=log:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    let serve = ["serve", "--demo", "--port=0", "--log=info", "--log-format=json", keys, &photos];
    let serving = Process::serve(&serve, folder.path(), "Ctrl+C ends it").await;
    let (client, base_url, person) = (browser(), serving.base_url(), PEOPLE[0]);
    let body = json!({ "email": person.address, "password": person.password });
    let answer =
        client.post(format!("{base_url}{}", paths::SESSION)).json(&body).send().await.expect("an answer");
    let cookie = answer.headers()["set-cookie"].to_str().expect("text").to_owned();
    let session: SessionView = answer.json().await.expect("a session");
    let id = session.clients[0];
    let request = |method: Method, path: String| {
        let cookie = cookie.split(';').next().expect("a cookie");
        client.request(method, format!("{base_url}{path}")).header("cookie", cookie)
    };
    let send = async |method: Method, path: String, body: &Value| {
        let answer = request(method, path).json(body).send().await.expect("an answer");
        answer.status().as_u16()
    };
    let get = async |path: String| request(Method::GET, path).send().await.expect("an answer");
    let about: AboutMeView = get(paths::about_me(id)).await.json().await.expect("the client");
    let covered: CoveragesView = get(paths::coverages(id)).await.json().await.expect("coverages");
    let payers: PayersView = get(paths::payers(id)).await.json().await.expect("payers");
    let own = covered.coverages.iter().find(|it| it.to.is_none()).expect("a present one").id;
    let payer = payers.payers.iter().find(|it| it.can_verify).expect("one that can be asked").id;

    let email = json!({ "seen": about.email, "email": "zebra@elsewhere.test" });
    assert_eq!(send(Method::PUT, paths::about_me_email(id), &email).await, 200);
    let email = json!({ "seen": about.email, "email": "zebra elsewhere.test" });
    assert_eq!(send(Method::PUT, paths::about_me_email(id), &email).await, 422);
    let card = json!({
        "plan": "Quagga Plan", "member_id": "QUAGGA-77", "group_number": "QUAGGA-88", "relationship": "child",
        "subscriber_first": "Okapi", "subscriber_last": "Okapison", "subscriber_date_of_birth": "5/4/1961",
    });
    let day = covered.today.to_string();
    let mut coverage = json!({ "payer": payer, "position": "primary", "from": day, "card": card });
    assert_eq!(send(Method::POST, paths::new_coverage_verify(id), &coverage).await, 200);
    assert_eq!(send(Method::POST, paths::corrected_coverage_verify(id, own), &card).await, 200);
    for number in
        ["NOTFOUND-QUAGGA", "NOTENROLLED-QUAGGA", "PAYERDOWN-QUAGGA", "GARBAGE-QUAGGA", "1.2E+QUAGGA"]
    {
        coverage["card"]["member_id"] = json!(number);
        send(Method::POST, paths::new_coverage_verify(id), &coverage).await;
    }
    coverage["card"] = card.clone();
    let body = json!({ "version": covered.version, "card": card });
    assert_eq!(send(Method::PUT, paths::coverage(id, own), &body).await, 200);
    let body = json!({ "version": covered.version, "coverage": coverage });
    assert_eq!(send(Method::POST, paths::coverages(id), &body).await, 409);
    let photo = request(Method::PUT, paths::card_photo(id, own, CardSide::Front)).body("OKAPI no picture");
    assert_eq!(photo.send().await.expect("an answer").status(), 422);

    let log = serving.stop().await;
    for path in [paths::ABOUT_ME_EMAIL, paths::NEW_COVERAGE_VERIFY, paths::COVERAGE, paths::CARD_PHOTO] {
        assert!(log.contains(path), "{path}");
    }
    let log = log.to_lowercase();
    for private in ["zebra", "elsewhere.test", "quagga", "okapi", "1961", "rivera"] {
        let line = log.lines().find(|line| line.contains(private));
        assert_eq!(line, None, "{private}");
    }
}
