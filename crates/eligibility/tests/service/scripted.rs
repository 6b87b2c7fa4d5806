//! The bytes on the wire, and answers no simulator would give: a connection gets one answer written out by hand.

use std::time::Duration;

use domain::eligibility::Answer;
use eligibility::{Dependent, EligibilityError, Inquiry, Reply, ServiceDay, Unread};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::support::{TODAY, about, client, person};

/// Answers one request with `answer` and brings the request back.
async fn script(answer: String) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base_url = format!("http://{}", listener.local_addr().expect("an address"));
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let (mut seen, mut bytes) = (Vec::new(), [0; 4096]);
        while !complete(&seen) {
            let read = stream.read(&mut bytes).await.expect("a request");
            seen.extend_from_slice(&bytes[..read]);
        }
        // Who has heard enough hangs up.
        let _ = stream.write_all(answer.as_bytes()).await;
        String::from_utf8(seen).expect("a request is text")
    });
    (base_url, seen)
}

fn complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.is_none_or(|length| body.len() >= length.parse().expect("a length"))
}

fn http(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

async fn asked(inquiry: &Inquiry, answer: String) -> (Result<Reply, EligibilityError>, String) {
    let (base_url, seen) = script(answer).await;
    let result = client(&base_url, Duration::from_secs(60)).ask(inquiry).await;
    (result, seen.await.expect("the request was seen"))
}

async fn answered(answer: String) -> Result<Reply, EligibilityError> {
    asked(&about("W1"), answer).await.0
}

#[tokio::test]
async fn a_question_is_the_json_that_the_reference_shows() {
    let (_, seen) = asked(&about("W231455678"), http("200 OK", "{}")).await;
    let (head, body) = seen.split_once("\r\n\r\n").expect("head and body");
    let head = head.to_ascii_lowercase();
    assert!(head.starts_with("post /2024-04-01/change/medicalnetwork/eligibility/v3 http/1.1\r\n"), "{head}");
    for line in ["authorization: test_key", "content-type: application/json"] {
        assert!(head.lines().any(|given| given == line), "{line} is not in {head}");
    }
    let expected = json!({
        "controlNumber": "000000001",
        "tradingPartnerServiceId": "60054",
        "provider": { "organizationName": "Harbor Counseling", "npi": "1999999984" },
        "subscriber": { "memberId": "W231455678", "firstName": "Ana", "lastName": "Rivera", "dateOfBirth": "19880314" },
        "encounter": { "serviceTypeCodes": ["MH"] },
    });
    assert_eq!(serde_json::from_str::<Value>(body).expect("JSON"), expected);
}

#[tokio::test]
async fn a_question_about_a_dependent_and_another_day_is_the_json_that_the_reference_shows() {
    let mut inquiry = about("W231455678");
    inquiry.dependent = Some(Dependent { person: person("Mia", "Rivera") });
    inquiry.day = ServiceDay::On(TODAY);
    let (_, seen) = asked(&inquiry, http("200 OK", "{}")).await;
    let (_, body) = seen.split_once("\r\n\r\n").expect("head and body");
    let body: Value = serde_json::from_str(body).expect("JSON");
    let mia = json!([{ "firstName": "Mia", "lastName": "Rivera", "dateOfBirth": "19880314" }]);
    assert_eq!((&body["dependents"], &body["encounter"]["dateOfService"]), (&mia, &json!("20251201")));
}

#[tokio::test]
async fn an_answer_that_is_no_json_is_unreadable_and_shows_where_but_not_what() {
    for body in ["", "<html>Ana Rivera</html>", "{\"errors\": [", &"[".repeat(10_000), "nonsense"] {
        let reply = answered(http("200 OK", body)).await.expect("a reply");
        assert_eq!(reply.answer, Answer::Unreadable);
        let Some(Unread::NotJson(misread)) = reply.unread else { panic!("{reply:?}") };
        assert!(misread.to_string().starts_with("a mistake in line"), "{misread}");
    }
}

#[tokio::test]
async fn an_answer_whose_members_come_twice_is_read() {
    let body =
        r#"{"errors": [], "errors": [{"code": "75"}], "benefitsInformation": 1, "benefitsInformation": 2}"#;
    assert_eq!(answered(http("200 OK", body)).await.expect("a reply").answer, Answer::NotFound);
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let reply = answered(http("200 OK", &" ".repeat(3 << 20))).await.expect("a reply");
    assert_eq!((reply.answer, reply.unread), (Answer::Unreadable, Some(Unread::TooLarge)));
}

#[tokio::test]
async fn nobody_is_followed_elsewhere() {
    let elsewhere =
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n";
    let result = answered(elsewhere.to_owned()).await;
    assert!(matches!(&result, Err(EligibilityError::Failed(status)) if *status == 307), "{result:?}");
}

#[tokio::test]
async fn what_comes_from_something_on_the_way_is_no_answer() {
    let page = "<html>Ana Rivera</html>";
    for (answer, refused) in [
        (http("502 Bad Gateway", page), false),
        (http("408 Request Timeout", ""), false),
        (http("204 No Content", ""), false),
        (http("404 Not Found", page), true),
        (http("413 Payload Too Large", r#"{"errors": [{"code": "Ana Rivera"}]}"#), true),
    ] {
        let error = answered(answer.clone()).await.expect_err("no reply");
        assert_eq!(matches!(error, EligibilityError::Refused(_)), refused, "{answer}");
        assert!(!format!("{error} {error:?}").contains("Rivera"), "{error:?}");
    }
}

#[tokio::test]
async fn whoever_hangs_up_or_speaks_something_else_is_broken() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"id\"",
        "HTTP/1.1 200 OK\r\nconte",
        "SSH-2.0\r\n\r\n",
        "",
    ] {
        let result = answered(answer.to_owned()).await;
        assert!(matches!(result, Err(EligibilityError::Broken(_))), "{answer}: {result:?}");
    }
}

#[tokio::test]
async fn a_service_that_asks_for_a_long_wait_is_not_waited_for() {
    let busy = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 120\r\ncontent-length: 0\r\n\r\n";
    let result = answered(busy.to_owned()).await;
    let Err(EligibilityError::Busy { retry_after }) = result else { panic!("{result:?}") };
    assert_eq!(retry_after, Some(Duration::from_secs(120)));
}
