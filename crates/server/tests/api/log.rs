//! What is logged: a JSON object a line, each with the request it belongs to, and nothing about people.

use serde_json::{Value, json};
use server::demo::PEOPLE;
use test_support::almoner::Process;
use test_support::browser;
use wire::billing::BillingView;
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
