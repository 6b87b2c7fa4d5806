//! Mails that a mail server accepted and that come back: the reports are piped into the product as it is run.

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::change_email::EmailForm;
use domain::charge::{ChargeState, HeldState, HoldReason, StateName};
use domain::testing::{at, client_id, day};
use server::service::email_changes::ask;
use store::email_changes;
use test_support::almoner::run;
use test_support::clients::email;
use test_support::sample::NOW;
use test_support::{Bench, MailServer};

/// A delivery report to this address.
fn report(to: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@relay.example\nTo: <{to}>\nSubject: Undelivered Mail Returned to Sender\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nDear Zoë Nguyễn,\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\n\
         Final-Recipient: rfc822; client1@mail.example\nAction: {action}\nStatus: {status}\n\
         Diagnostic-Code: smtp; 550 {status} <client1@mail.example>: Zoë Nguyễn\n--b--\n"
    )
}

/// How a command ended.
struct Ended {
    code: Option<i32>,
    /// What it said, on either way out.
    said: String,
}

/// Runs a command of `almoner mail` on the bench's database, at the bench's time, with `input` on its standard input.
async fn mail(bench: &Bench, arguments: &[&str], input: &str) -> Ended {
    mail_on(bench.store.database.url(), bench.desk.business.now(), arguments, input).await
}

/// The same on any database.
async fn mail_on(database: &str, now: DateTime<Utc>, arguments: &[&str], input: &str) -> Ended {
    let now = now.to_rfc3339();
    let all = [&["mail"], arguments, &["--database", database, "--clock-start", &now]].concat();
    let ended = run(&all, Path::new("."), input).await;
    Ended { code: ended.code, said: ended.out + &ended.err }
}

/// Pipes a report in; what is said about it names nobody.
async fn bounced(bench: &Bench, to: &str, action: &str, status: &str) -> Ended {
    let ended = mail(bench, &["bounced"], &report(to, action, status)).await;
    nobody_is_in(&ended.said);
    ended
}

fn nobody_is_in(said: &str) {
    for private in ["client1", "mail.example", "Zoë", "Nguyễn"] {
        assert!(!said.contains(private), "{private} in {said}");
    }
}

/// A bench whose client has been told of a charge on Dec 2, and where the notice comes back to.
async fn told(server: &MailServer) -> (Bench, domain::ChargeId, String) {
    let bench = Bench::mailing(server).await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    assert_eq!(bench.state_name(charge).await, StateName::Upcoming);
    let notice = server.arrived().remove(0).from;
    (bench, charge, notice)
}

#[tokio::test]
async fn a_notice_that_came_back_is_announced_anew_once_there_is_an_address() {
    let server = MailServer::start().await;
    let (bench, charge, notice) = told(&server).await;
    let ended = bounced(&bench, &notice, "failed", "5.1.1").await;
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    assert!(ended.said.contains("550 5.1.1"), "{}", ended.said);
    assert_eq!(bench.state_name(charge).await, StateName::Scheduled);
    assert!(bench.spoilt(1).await);
    assert_eq!(bench.tasks(client_id(1)).await, ["notice"]);
    assert_eq!(bench.record(charge).await, ["announced", "notice_returned"]);
    bench.play_until("2025-12-04T20:00:00Z").await;
    assert_eq!(bench.books().totals.captures, 0, "nobody knows of it");
    assert_eq!(server.arrived().len(), 1);

    let cleared = mail(&bench, &["clear", "Client1@mail.example"], "").await;
    assert_eq!(cleared.code, Some(0), "{}", cleared.said);
    bench.work().await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("announced anew") };
    assert_eq!(upcoming.announced.day, day("2025-12-06"));
    assert!(bench.tasks(client_id(1)).await.is_empty());
    let arrived = server.arrived();
    assert!(arrived[1].raw.replace("=\n", "").contains("This email replaces any earlier one"));
    assert_ne!(arrived[1].from, notice, "each mail has an address of its own");
    // A second report about the first notice says nothing of the one that holds.
    bounced(&bench, &notice, "failed", "5.7.1").await;
    assert_eq!(bench.state_name(charge).await, StateName::Upcoming);
    bench.agrees().await;
}

#[tokio::test]
async fn a_notice_that_failed_for_another_reason_told_nobody_either_but_spoils_nothing() {
    let server = MailServer::start().await;
    let (bench, charge, notice) = told(&server).await;
    let ended = bounced(&bench, &notice, "failed", "5.7.1").await;
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    assert_eq!(bench.state_name(charge).await, StateName::Scheduled);
    assert!(!bench.spoilt(1).await);
    assert_eq!(bench.tasks(client_id(1)).await, ["notice"]);
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.books().totals.captures, 0);
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("announced a day later") };
    assert_eq!(upcoming.announced.day, day("2025-12-03"));
    assert!(bench.tasks(client_id(1)).await.is_empty());
    bench.agrees().await;
}

#[tokio::test]
async fn a_notice_that_came_back_while_its_charge_is_on_hold_is_not_taken_for_known_on_release() {
    let server = MailServer::start().await;
    let (bench, charge, notice) = told(&server).await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("it was announced") };
    let reason = HoldReason::Support { note: "the insurer looks again".to_owned() };
    let held = HeldState::Upcoming(upcoming).hold(reason, Actor::System, bench.desk.business.now());
    bench.put_into(charge, ChargeState::OnHold(held)).await;
    assert_eq!(bounced(&bench, &notice, "failed", "5.1.1").await.code, Some(0));
    let ChargeState::OnHold(held) = bench.state(charge).await else { panic!("it is on hold") };
    assert_eq!(bench.record(charge).await, ["announced", "notice_returned"]);
    bench.put_into(charge, held.released(bench.desk.business.now())).await;
    bench.play_until("2025-12-04T20:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Scheduled);
    assert_eq!(bench.books().totals.captures, 0, "nobody knows of it");
}

#[tokio::test]
async fn a_report_about_a_charge_whose_try_has_begun_spoils_the_address_alone() {
    let server = MailServer::start().await;
    let (bench, charge, notice) = told(&server).await;
    bench.play_until("2025-12-02T15:00:01Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    let receipt = server.arrived().remove(1).from;
    assert_ne!(receipt, notice);
    for returned in [notice, receipt] {
        assert_eq!(bounced(&bench, &returned, "failed", "5.1.1").await.code, Some(0));
        assert_eq!(bench.state_name(charge).await, StateName::Paid);
        assert!(bench.spoilt(1).await);
    }
    bench.agrees().await;
}

#[tokio::test]
async fn a_report_that_says_nothing_final_or_is_about_nothing_of_ours_changes_nothing() {
    let server = MailServer::start().await;
    let (bench, charge, notice) = told(&server).await;
    for action in ["delayed", "relayed", "delivered"] {
        assert_eq!(bounced(&bench, &notice, action, "4.4.1").await.code, Some(0), "{action}");
    }
    let stranger = "billing+00000000000000000000000000000000@desk.example";
    let unknown = bounced(&bench, stranger, "failed", "5.1.1").await;
    assert_eq!(unknown.code, Some(65));
    assert!(unknown.said.contains("does not know"), "{}", unknown.said);
    let garbage = mail(&bench, &["bounced"], "I am away until Zoë is back").await;
    assert_eq!(garbage.code, Some(65));
    assert!(garbage.said.contains("no delivery report"), "{}", garbage.said);
    assert_eq!(bench.state_name(charge).await, StateName::Upcoming);
    assert!(!bench.spoilt(1).await && bench.tasks(client_id(1)).await.is_empty());
}

#[tokio::test]
async fn a_report_that_cannot_be_noted_now_is_kept_by_the_mail_server() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    bench.client_with(1, Some("pm_card_visa")).await;
    // Taken, but nobody hears of it: to us the mail is still on its way.
    server.manners().loses_next_answer = true;
    bench.desk.business.set(at("2025-12-01T14:31:00Z"));
    bench.work().await;
    let early = bounced(&bench, &server.arrived()[0].from, "failed", "5.1.1").await;
    assert_eq!(early.code, Some(75), "{}", early.said);
    assert!(!bench.spoilt(1).await);
    let nowhere = "sqlite:///nowhere/desk.db";
    let report = report(&server.arrived()[0].from, "failed", "5.1.1");
    let unset = mail_on(nowhere, at(NOW), &["bounced"], &report).await;
    assert_eq!(unset.code, Some(75), "{}", unset.said);
}

#[tokio::test]
async fn an_address_that_works_or_that_nobody_has_needs_no_clearing() {
    let server = MailServer::start().await;
    let (bench, _, _) = told(&server).await;
    let fine = mail(&bench, &["clear", "client1@mail.example"], "").await;
    assert_eq!((fine.code, fine.said.as_str()), (Some(0), "The address was written to all along.\n"));
    let nobody = mail(&bench, &["clear", "nobody@mail.example"], "").await;
    assert_eq!((nobody.code, nobody.said.as_str()), (Some(1), "No client has this address.\n"));
}

#[tokio::test]
async fn whatever_a_report_holds_neither_what_is_said_nor_the_log_names_anybody() {
    let server = MailServer::start().await;
    let (bench, charge, notice) = told(&server).await;
    let good = report(&notice, "failed", "5.1.1");
    let nowhere = "sqlite:///nowhere/desk.db";
    let now = bench.desk.business.now();
    for log in [["--log=trace", "--log-format=json"], ["--log=trace", "--log-format=text"]] {
        let arguments = ["bounced", log[0], log[1]];
        let said = [
            mail_on(nowhere, now, &arguments, &good).await,
            mail(&bench, &arguments, "Subject: Zoë <client1@mail.example> is away\n\nZoë Nguyễn").await,
            mail(&bench, &arguments, "Zoë Nguyễn, client1@mail.example").await,
            mail(&bench, &arguments, &good.replace("Reporting-MTA: dns; relay.example", "Zoë Nguyễn")).await,
            mail(&bench, &arguments, &good.replace("boundary=b", "boundary=client1@mail.example")).await,
            mail(&bench, &arguments, &report("client1+0123@mail.example", "failed", "5.1.1")).await,
            mail(&bench, &arguments, &report(&notice, "Zoë Nguyễn", "client1@mail.example")).await,
            mail(&bench, &arguments, &report(&notice, "delayed", "4.4.1")).await,
            mail(&bench, &arguments, &report(&notice, "failed", "client1@mail.example")).await,
            mail(&bench, &arguments, &good).await,
            mail(&bench, &arguments, &good).await,
        ];
        for ended in said {
            nobody_is_in(&ended.said);
        }
    }
    assert_eq!((bench.state_name(charge).await, bench.spoilt(1).await), (StateName::Scheduled, true));
}

#[tokio::test]
async fn a_link_to_another_address_that_comes_back_is_told_to_its_client_and_spoils_no_address() {
    let server = MailServer::start().await;
    let (bench, _, _) = told(&server).await;
    let form = EmailForm { seen: Some(email(1)), email: "ana@new.example".to_owned() };
    ask(&bench.desk, &bench.signed_in(1).await, &form).await.expect("it is asked for");
    bench.work().await;
    let sent = server.arrived();
    let link = sent.iter().find(|mail| mail.to == "ana@new.example").expect("a link");
    let refused = async || {
        let reader = bench.desk.store.reader();
        email_changes::waiting(&reader, client_id(1)).await.expect("a read").expect("it waits").is_refused
    };
    assert!(!refused().await);
    for (action, status, told) in
        [("delayed", "4.4.1", false), ("failed", "5.7.1", false), ("failed", "5.1.1", true)]
    {
        let ended = bounced(&bench, &link.from, action, status).await;
        assert_eq!((ended.code, refused().await), (Some(0), told), "{action} {status}: {}", ended.said);
    }
    assert!(!bench.spoilt(1).await);
}
