//! What a running worker logs: the whole chain of causes, and nothing about people, whatever other systems say of them.

use std::process::Stdio;

use domain::testing::at;
use serde_json::Value;
use test_support::almoner::{Process, almoner};
use test_support::sample::NOW;
use test_support::{Bench, MailServer};

const FORMATS: [&str; 2] = ["json", "text"];

/// What the people of the bench are known by.
const PRIVATE: [&str; 6] = ["client1", "mail.example", "Zoë", "Nguyễn", "4242", "25.00"];

fn nobody_is_in(log: &str) {
    for private in PRIVATE {
        assert!(!log.contains(private), "{private} in {log}");
    }
}

/// A worker that sends mails through the server there, and whose log is read.
fn talking(bench: &Bench, smtp_url: &str, log_format: &str) -> Process {
    let mut command = bench.command(almoner(), at(NOW));
    command.args(["--smtp-url", smtp_url, "--local-links", "--log-format", log_format]);
    command.stderr(Stdio::piped());
    Process::spawn(command)
}

/// The line that says these words; where lines are JSON, it is.
fn line<'a>(log: &'a str, format: &str, words: &str) -> &'a str {
    let line = log.lines().find(|line| line.contains(words)).expect("the line");
    assert!(format != "json" || serde_json::from_str::<Value>(line).is_ok(), "{line}");
    line
}

#[tokio::test]
async fn a_mail_servers_reply_is_logged_by_its_codes_alone() {
    for format in FORMATS {
        for (answer, words) in [
            ("550 5.1.1 <client1@mail.example> (Zoë Nguyễn): unknown", "refused for good"),
            ("450 4.2.0 <client1@mail.example>: Zoë Nguyễn has no room", "could not be sent"),
        ] {
            let server = MailServer::start().await;
            server.manners().to_recipients = answer;
            let bench = Bench::new().await;
            bench.client_with(1, Some("pm_card_visa")).await;
            let mut worker = talking(&bench, &server.url(), format);
            let log = worker.log_until(words).await;
            worker.end().await;
            nobody_is_in(&log);
            let said = line(&log, format, words);
            assert!(said.contains(&answer[..9]), "{} in {said}", &answer[..9]);
        }
    }
}

#[tokio::test]
async fn a_log_line_with_an_error_has_every_cause_once() {
    for format in FORMATS {
        let server = MailServer::start().await;
        let url = server.url();
        drop(server);
        let bench = Bench::new().await;
        bench.client_with(1, Some("pm_card_visa")).await;
        let mut worker = talking(&bench, &url, format);
        let log = worker.log_until("could not be sent").await;
        worker.end().await;
        nobody_is_in(&log);
        let said = line(&log, format, "could not be sent");
        for cause in ["the mail could not be handed over", "Connection refused"] {
            assert_eq!(said.matches(cause).count(), 1, "{cause} in {said}");
        }
    }
}
