use super::*;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// As Postfix writes it, and delivers it with the address in front.
const POSTFIX: &str = "\
X-Original-To: billing+0123456789abcdef0123456789abcdef@desk.example
Delivered-To: billing@desk.example
Return-Path: <>
Date: Mon,  1 Dec 2025 09:31:12 -0500 (EST)
From: MAILER-DAEMON@relay.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: billing+0123456789abcdef0123456789abcdef@desk.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary=\"4B2F1.1764599472/relay.example\"

This is a MIME-encapsulated message.

--4B2F1.1764599472/relay.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<ana@c.example>: host mx.c.example[203.0.113.7] said: 550 5.1.1
    <ana@c.example>: Recipient address rejected: User unknown in virtual
    mailbox table (in reply to RCPT TO command)

--4B2F1.1764599472/relay.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
X-Postfix-Queue-ID: 4B2F1
X-Postfix-Sender: rfc822; billing+0123456789abcdef0123456789abcdef@desk.example
Arrival-Date: Mon,  1 Dec 2025 09:31:11 -0500 (EST)

Final-Recipient: rfc822; ana@c.example
Original-Recipient: rfc822;ana@c.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.c.example
Diagnostic-Code: smtp; 550 5.1.1 <ana@c.example>: Recipient address rejected:
    User unknown in virtual mailbox table

--4B2F1.1764599472/relay.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

Subject: Your payment on Tue, Dec 2

Hi Ana
--4B2F1.1764599472/relay.example--
";

/// A report to the mail's address with these blocks of fields.
fn report(blocks: &str) -> String {
    format!(
        "To: <Billing+{}@desk.example>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; relay.example\n\n{blocks}\n--b--\n",
        TOKEN.to_uppercase()
    )
}

fn fate(blocks: &str) -> Fate {
    let report = Report::read(report(blocks).as_bytes()).expect("a report");
    assert_eq!(report.token.as_str(), TOKEN);
    report.fate
}

#[track_caller]
fn failed(blocks: &str) -> (String, Concern) {
    let Fate::Failed(reply) = fate(blocks) else { panic!("a failure") };
    (reply.to_string(), reply.concern)
}

#[test]
fn a_report_says_which_mail_did_not_arrive_and_why() {
    for text in [POSTFIX.to_owned(), POSTFIX.replace('\n', "\r\n")] {
        let report = Report::read(text.as_bytes()).expect("a report");
        let Fate::Failed(reply) = report.fate else { panic!("a failure") };
        assert_eq!((report.token.as_str(), reply.concern), (TOKEN, Concern::Mailbox));
        assert_eq!(reply.to_string(), "550 5.1.1");
    }
}

#[test]
fn what_other_servers_report_means_what_they_mean() {
    for (blocks, shown, concern) in [
        // Exchange Online
        (
            "Action: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; gone",
            "550 5.1.10",
            Concern::Mailbox,
        ),
        (
            "Action: failed\nStatus: 5.4.1\nDiagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied.",
            "550 5.4.1",
            Concern::Mailbox,
        ),
        // Gmail
        (
            "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does\n not exist.",
            "550 5.1.1",
            Concern::Mailbox,
        ),
        // Exim
        (
            "Action: failed\nFinal-Recipient: rfc822;ana@c.example\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 No such user",
            "550 5.0.0",
            Concern::Mailbox,
        ),
        // Out of time, out of favor, out of words
        (
            "Action: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 450 4.2.0 Greylisted",
            "450 4.4.7",
            Concern::Us,
        ),
        ("Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 Blocked", "554 5.7.1", Concern::Us),
        ("Action: failed\nDiagnostic-Code: smtp; 550 Unknown user", "550", Concern::Mailbox),
        ("Action: failed\nStatus: x\nDiagnostic-Code: x-unix; ana unknown", "no code", Concern::Us),
    ] {
        assert_eq!(failed(blocks), (shown.to_owned(), concern), "{blocks}");
    }
}

#[test]
fn what_is_late_or_went_on_has_not_failed() {
    for action in ["delayed", "delivered", "relayed", "expanded"] {
        assert_eq!(fate(&format!("Action: {action}\nStatus: 4.4.1")), Fate::NotFailed);
    }
}

#[test]
fn an_address_that_leads_to_several_failed_only_if_all_of_them_did() {
    let (gone, refused) = ("Action: failed\nStatus: 5.1.1", "Action: failed\nStatus: 5.7.1");
    assert_eq!(fate(&format!("{gone}\n\nAction: delivered\nStatus: 2.0.0")), Fate::NotFailed);
    assert_eq!(failed(&format!("{gone}\n\n{refused}")), ("5.7.1".to_owned(), Concern::Us));
    assert_eq!(failed(&format!("{gone}\n\n\n{gone}")), ("5.1.1".to_owned(), Concern::Mailbox));
}

#[test]
fn what_is_no_report_of_ours_is_named() {
    let away = format!("To: billing+{TOKEN}@desk.example\nSubject: Away\n\nI am away.\n");
    let elsewhere = POSTFIX.replace(TOKEN, "bills");
    let empty = report("");
    for (mail, saying) in [
        (away.as_str(), "no delivery report"),
        ("", "no delivery report"),
        ("\u{0}\u{1}garbage\n\n--b", "no "),
        (empty.as_str(), "no delivery report"),
        (elsewhere.as_str(), "did not come to the address"),
    ] {
        let problem = Report::read(mail.as_bytes()).expect_err("no report").to_string();
        assert!(problem.contains(saying) && !problem.contains("ana@"), "{problem}");
    }
}

#[test]
fn no_input_makes_the_reader_stumble() {
    for end in 0..POSTFIX.len() {
        let _ = Report::read(&POSTFIX.as_bytes()[..end]);
        let mut bytes = POSTFIX.as_bytes().to_vec();
        bytes[end] = 0xff;
        let _ = Report::read(&bytes);
    }
}
