//! The bytes on the wire, and answers no simulator would give: each connection gets one answer written out by hand.

use std::error::Error;
use std::time::Duration;

use processor::{Confirm, IdempotencyKey, Mismatch, NewIntent, PaymentIntent, ProcessorError, Unsettled};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::support::{claim, client, customer, key};

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
        stream.write_all(answer.as_bytes()).await.expect("the answer is sent");
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

fn json(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// An intent as Stripe's reference shows one, with members we do not read.
fn intent(id: &str, amount: i64, currency: &str, charge: &str) -> String {
    format!(
        r#"{{"id": "{id}", "object": "payment_intent", "amount": {amount}, "amount_capturable": 0,
        "amount_details": {{"tip": {{}}}}, "amount_received": 0, "application": null,
        "automatic_payment_methods": {{"enabled": true}}, "canceled_at": null, "capture_method": "automatic",
        "client_secret": "x", "created": 1680800504, "currency": "{currency}", "customer": "cus_ana",
        "last_payment_error": null, "latest_charge": null, "livemode": false,
        "metadata": {{"charge_id": "{charge}"}}, "next_action": null, "payment_method": null,
        "payment_method_types": ["card"], "status": "requires_payment_method", "review": null}}"#
    )
}

async fn confirm(base_url: &str) -> Result<PaymentIntent, ProcessorError> {
    let (intent, method) = ("pi_1".parse().expect("an id"), "pm_card_visa".parse().expect("an id"));
    let confirm = Confirm { intent: &intent, claim: claim(1), method: &method };
    client(base_url, Duration::from_secs(5)).confirm_payment_intent(&confirm, &key("k")).await
}

async fn confirmed_with(answer: String) -> Result<PaymentIntent, ProcessorError> {
    let (base_url, seen) = script(answer).await;
    let result = confirm(&base_url).await;
    seen.await.expect("the request was seen");
    result
}

#[tokio::test]
async fn making_an_intent_is_the_form_that_the_reference_shows() {
    let charge = claim(1).charge.to_string();
    let (base_url, seen) = script(json("200 OK", &intent("pi_1", 2500, "usd", &charge))).await;
    let new = NewIntent { claim: claim(1), customer: &customer(), description: "Charge & more" };
    let key = IdempotencyKey::intent_of(claim(1).charge);
    client(&base_url, Duration::from_secs(5)).create_payment_intent(&new, &key).await.expect("the intent");
    let seen = seen.await.expect("the request was seen");
    let (head, body) = seen.split_once("\r\n\r\n").expect("head and body");
    let head = head.to_ascii_lowercase();
    assert!(head.starts_with("post /v1/payment_intents http/1.1\r\n"), "{head}");
    for line in [
        "authorization: bearer sk_test_bench",
        "content-type: application/x-www-form-urlencoded",
        "idempotency-key: intent-chg_00000000000000000000000000000001",
        "stripe-version: 2024-06-20",
    ] {
        assert!(head.lines().any(|given| given == line), "{line} is not in {head}");
    }
    assert_eq!(
        body,
        "amount=2500&currency=usd&customer=cus_ana&description=Charge+%26+more&capture_method=automatic\
         &payment_method_types%5B%5D=card&metadata%5Bcharge_id%5D=chg_00000000000000000000000000000001\
         &expand%5B%5D=latest_charge"
    );
}

#[tokio::test]
async fn confirming_is_the_form_that_the_reference_shows() {
    let charge = claim(1).charge.to_string();
    let (base_url, seen) = script(json("200 OK", &intent("pi_1", 2500, "usd", &charge))).await;
    confirm(&base_url).await.expect("the intent");
    let seen = seen.await.expect("the request was seen");
    assert!(seen.starts_with("POST /v1/payment_intents/pi_1/confirm HTTP/1.1\r\n"), "{seen}");
    assert!(
        seen.ends_with("\r\n\r\npayment_method=pm_card_visa&off_session=true&expand%5B%5D=latest_charge")
    );
}

#[tokio::test]
async fn an_answer_about_another_intent_charge_amount_or_currency_is_not_believed() {
    let ours = claim(1).charge.to_string();
    let answers = [
        (intent("pi_2", 2500, "usd", &ours), "Id"),
        (intent("pi_1", 2501, "usd", &ours), "Amount"),
        (intent("pi_1", 2500, "eur", &ours), "Currency"),
        (intent("pi_1", 2500, "usd", &claim(2).charge.to_string()), "Charge"),
        (intent("pi_1", 2500, "usd", "something"), "Charge"),
        (intent("pi_1", 2500, "usd", &ours).replace("requires_payment_method", "succeeded"), "Received"),
    ];
    for (answer, differs) in answers {
        let result = confirmed_with(json("200 OK", &answer)).await;
        let Err(ProcessorError::Mismatch(mismatch)) = result else { panic!("{result:?}") };
        assert!(format!("{mismatch:?}").starts_with(differs), "{mismatch:?} is not {differs}");
    }
    assert_eq!(Mismatch::Id.to_string(), "the id is another one");
}

#[tokio::test]
async fn a_status_nobody_knows_is_in_progress() {
    let answer = intent("pi_1", 2500, "usd", &claim(1).charge.to_string())
        .replace("requires_payment_method", "requires_patience");
    let read = confirmed_with(json("200 OK", &answer)).await.expect("an intent");
    assert_eq!(read.outcome(), processor::IntentOutcome::InProgress);
}

#[tokio::test]
async fn what_comes_from_something_on_the_way_is_unknown() {
    let page = "<html>Bad Gateway</html>";
    for answer in [
        json("502 Bad Gateway", page),
        json("403 Forbidden", page),
        json("400 Bad Request", page),
        json("402 Payment Required", page),
        json("402 Payment Required", r#"{"error": {"type": "card_error", "code": "card_declined"}}"#),
        json("408 Request Timeout", ""),
        json("200 OK", page),
        json("204 No Content", ""),
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n"
            .to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"id\"".to_owned(),
        "HTTP/1.1 200 OK\r\nconte".to_owned(),
        "SSH-2.0-OpenSSH_9.2\r\n\r\n".to_owned(),
        String::new(),
    ] {
        let result = confirmed_with(answer.clone()).await;
        assert!(matches!(result, Err(ProcessorError::Unknown(_))), "{answer}: {result:?}");
    }
}

#[tokio::test]
async fn a_wrong_key_is_refused_and_no_decline() {
    let body = r#"{"error": {"type": "invalid_request_error", "message": "Invalid API Key: sk_t*1"}}"#;
    let result = confirmed_with(json("401 Unauthorized", body)).await;
    let Err(ProcessorError::Refused(refusal)) = result else { panic!("{result:?}") };
    assert_eq!(refusal.status.as_u16(), 401);
    assert!(!refusal.to_string().contains("sk_t"), "what is shown repeats nothing that was sent");
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let body = " ".repeat(5 << 20);
    let (base_url, _seen) = script(json("200 OK", &body)).await;
    let result = confirm(&base_url).await;
    assert!(matches!(result, Err(ProcessorError::Unknown(Unsettled::Incomplete { .. }))), "{result:?}");
}

#[tokio::test]
async fn no_failure_shows_the_address_the_secret_or_its_cause_twice() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base_url = format!("http://{}", nobody.local_addr().expect("an address"));
    drop(nobody);
    let error = confirm(&base_url).await.expect_err("nobody is there");
    assert!(matches!(error, ProcessorError::NotReached(_)), "{error:?}");
    let mut chain = vec![error.to_string()];
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push(cause.to_string());
        source = cause.source();
    }
    assert!(chain.len() > 1);
    for (n, text) in chain.iter().enumerate() {
        assert!(!text.contains("sk_test") && !text.contains("pi_1"), "{text}");
        assert!(!chain[..n].iter().any(|above| above.contains(text.as_str())), "{text} is said twice");
    }
}
