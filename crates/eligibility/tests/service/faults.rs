//! What goes wrong with the service, and how often it is asked.

use std::error::Error;
use std::time::Duration;

use eligibility::{EligibilityError, Reply};
use eligibility_simulator::{Fault, FaultRule};
use tokio::net::TcpListener;

use crate::support::{Bench, about, client};

/// What comes of a question that meets the fault so often, and how often was asked.
async fn met(fault: Fault, times: u32) -> (Result<Reply, EligibilityError>, usize) {
    let bench = Bench::new().await;
    bench.simulator.add_fault(FaultRule::next(fault, times));
    let met = bench.ask("W1").await;
    (met, bench.simulator.asked().len())
}

#[tokio::test]
async fn who_was_turned_away_once_asks_once_more() {
    for fault in [Fault::TooManyRequests, Fault::Unavailable503] {
        let (reply, asked) = met(fault, 1).await;
        assert_eq!((reply.expect("a reply").answer.as_str(), asked), ("active", 2), "{fault:?}");
    }
}

#[tokio::test]
async fn nobody_asks_a_third_time() {
    let (busy, asked) = met(Fault::TooManyRequests, 9).await;
    let Err(EligibilityError::Busy { retry_after }) = busy else { panic!("{busy:?}") };
    assert_eq!((retry_after, asked), (Some(Duration::from_secs(1)), 2));
    let (away, asked) = met(Fault::Unavailable503, 9).await;
    assert!(matches!(away, Err(EligibilityError::Failed(status)) if status == 503), "{away:?}");
    assert_eq!(asked, 2);
}

#[tokio::test]
async fn a_question_that_may_have_come_to_the_payer_is_not_paid_for_twice() {
    for fault in [Fault::Error500, Fault::GatewayTimeout504, Fault::Broken, Fault::Garbage] {
        let (_, asked) = met(fault, 9).await;
        assert_eq!(asked, 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_service_that_fails_or_hangs_up_may_answer_later() {
    let (failed, _) = met(Fault::Error500, 1).await;
    assert!(matches!(&failed, Err(EligibilityError::Failed(status)) if *status == 500), "{failed:?}");
    let (broken, _) = met(Fault::Broken, 1).await;
    assert!(matches!(&broken, Err(EligibilityError::Broken(_))), "{broken:?}");
    for error in [failed.expect_err("no reply"), broken.expect_err("no reply")] {
        assert!(error.passes());
    }
}

#[tokio::test]
async fn the_members_of_the_demo_meet_them_too() {
    let bench = Bench::new().await;
    assert!(matches!(bench.ask("TOOMANY1").await, Err(EligibilityError::Busy { .. })));
    assert!(matches!(bench.ask("FAILS1").await, Err(EligibilityError::Failed(_))));
}

#[tokio::test]
async fn nobody_waits_longer_than_they_said() {
    for fault in [Fault::NoAnswer, Fault::LateAnswer { ms: 60_000 }] {
        let bench = Bench::new().await;
        bench.simulator.add_fault(FaultRule { fault, times: None });
        let begun = tokio::time::Instant::now();
        let late = bench.hasty.ask(&about("W1")).await;
        assert!(matches!(late, Err(EligibilityError::TimedOut)), "{late:?}");
        assert!(begun.elapsed() < Duration::from_secs(10));
        assert_eq!(bench.simulator.asked().len(), 1);
    }
}

#[tokio::test]
async fn the_second_question_has_what_the_first_left_of_the_time() {
    let bench = Bench::new().await;
    bench.simulator.add_fault(FaultRule::next(Fault::TooManyRequests, 1));
    // To be tried again after a second, and there are 300 milliseconds.
    let late = bench.hasty.ask(&about("W1")).await;
    assert!(matches!(late, Err(EligibilityError::TimedOut)), "{late:?}");
    assert_eq!(bench.simulator.asked().len(), 1);
}

#[tokio::test]
async fn a_payer_that_the_service_does_not_know_is_refused_with_its_code() {
    let bench = Bench::new().await;
    let mut inquiry = about("W1");
    inquiry.payer = "UNKNOWN7".parse().expect("an id");
    let refused = bench.clearinghouse.ask(&inquiry).await;
    let Err(EligibilityError::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusal.to_string(), "400 Bad Request (codes 79)");
    assert!(!EligibilityError::Refused(refusal).passes());
}

#[tokio::test]
async fn a_wrong_key_is_refused() {
    let simulator = Bench::new().await.simulator;
    let config = eligibility::Config {
        base_url: simulator.base_url(),
        key: "another".into(),
        timeout: Duration::from_secs(60),
    };
    let clearinghouse = eligibility::Clearinghouse::new(&config).expect("a client");
    let refused = clearinghouse.ask(&about("W1")).await;
    let Err(EligibilityError::Refused(refusal)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusal.to_string(), "403 Forbidden (codes not given)");
}

#[tokio::test]
async fn no_failure_shows_the_address_the_key_or_the_person() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base_url = format!("http://{}", nobody.local_addr().expect("an address"));
    drop(nobody);
    let clearinghouse = client(&base_url, Duration::from_secs(60));
    let inquiry = about("W1-SECRET");
    let error = clearinghouse.ask(&inquiry).await.expect_err("nobody is there");
    assert!(matches!(error, EligibilityError::NotReached(_)), "{error:?}");
    let mut shown = vec![error.to_string(), format!("{error:?}"), format!("{inquiry:?} {clearinghouse:?}")];
    let mut source = error.source();
    while let Some(cause) = source {
        shown.push(cause.to_string());
        source = cause.source();
    }
    for text in shown {
        for secret in ["test_key", "W1-SECRET", "Ana", "Rivera", "1988"] {
            assert!(!text.contains(secret), "{secret} is in {text}");
        }
    }
}
