use super::Concern::{Mailbox, MailboxNow, Us};
use super::*;

/// What servers say, word for word but for the addresses, and what it is about.
const REPLIES: &[(u16, &str, Concern)] = &[
    // Postfix
    (
        550,
        "5.1.1 <ana@c.example>: Recipient address rejected: User unknown in virtual mailbox table",
        Mailbox,
    ),
    (
        550,
        "5.1.1 <ana@c.example>: Recipient address rejected: User unknown in local recipient table",
        Mailbox,
    ),
    (450, "4.1.1 <ana@c.example>: Recipient address rejected: unverified address", Us),
    (450, "4.2.0 <ana@c.example>: Recipient address rejected: Greylisted, see the help page", MailboxNow),
    (454, "4.7.1 <ana@c.example>: Relay access denied", Us),
    (554, "5.7.1 <ana@c.example>: Relay access denied", Us),
    (554, "5.7.1 <ana@c.example>: Recipient address rejected: Access denied", Us),
    (553, "5.7.1 <desk@d.example>: Sender address rejected: not owned by user desk", Us),
    (550, "5.1.8 <desk@d.example>: Sender address rejected: Domain not found", Us),
    (550, "5.1.7 <desk@d.example>: Sender address rejected: undeliverable address", Us),
    (530, "5.7.0 Must issue a STARTTLS command first", Us),
    (535, "5.7.8 Error: authentication failed: UGFzc3dvcmQ6", Us),
    (552, "5.2.2 <ana@c.example>: user is over quota", MailboxNow),
    (552, "5.3.4 Message size exceeds fixed limit", Us),
    // Exim
    (550, "Unrouteable address", Mailbox),
    (550, "No Such User Here", Mailbox),
    (550, "Unknown user", Mailbox),
    (550, "relay not permitted", Us),
    (550, "Sender verify failed", Us),
    (550, "JunkMail rejected - mail.d.example is in an RBL: listed", Us),
    (535, "Incorrect authentication data", Us),
    // Exchange and Exchange Online
    (550, "5.1.1 User unknown", Mailbox),
    (
        550,
        "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ana@c.example not found by SMTP address lookup",
        Mailbox,
    ),
    (550, "5.4.1 Recipient address rejected: Access denied. [AM0.eurprd01.prod.outlook.com]", Mailbox),
    (550, "5.4.1 All recipients: Relay Access Denied", Us),
    (550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain", Us),
    (550, "5.7.1 Unable to relay", Us),
    (550, "5.7.60 SMTP; Client does not have permissions to send as this sender", Us),
    (550, "5.7.606 Access denied, banned sending IP [203.0.113.7]", Us),
    (550, "5.7.1 Service unavailable, Client host [203.0.113.7] blocked using Spamhaus", Us),
    (550, "5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required", Us),
    (550, "5.2.1 Mailbox cannot be accessed", Mailbox),
    (530, "5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM", Us),
    // Outlook.com
    (550, "5.5.0 Requested action not taken: mailbox unavailable (S2017062302).", Mailbox),
    (550, "5.7.1 Unfortunately, messages from [203.0.113.7] weren't sent. (S3150)", Us),
    // Gmail
    (
        550,
        "5.1.1 The email account that you tried to reach does not exist. Please try double-checking",
        Mailbox,
    ),
    (550, "5.2.1 The email account that you tried to reach is disabled.", Mailbox),
    (
        550,
        "5.2.1 The user you are trying to contact is receiving mail at a rate that prevents more",
        MailboxNow,
    ),
    (450, "4.2.1 The user you are trying to contact is receiving mail too quickly.", MailboxNow),
    (452, "4.2.2 The email account that you tried to reach is over quota.", MailboxNow),
    (552, "5.2.2 The email account that you tried to reach is over quota.", MailboxNow),
    (550, "5.7.26 This mail has been blocked because the sender is unauthenticated.", Us),
    (550, "5.7.1 Our system has detected that this message is likely unsolicited mail.", Us),
    (535, "5.7.8 Username and Password not accepted.", Us),
    (421, "4.7.0 Try again later, closing connection.", Us),
    // Yahoo
    (554, "delivery error: dd This user doesn't have a yahoo.com account (ana@yahoo.com) [0]", Mailbox),
    (
        554,
        "30 Sorry, your message to ana@yahoo.com cannot be delivered. This mailbox is disabled (554.30)",
        Mailbox,
    ),
    (552, "1 Requested mail action aborted, mailbox not found", Mailbox),
    (553, "5.7.1 [BL21] Connections will not be accepted from 203.0.113.7, on Spamhaus", Us),
    (421, "4.7.0 [TSS04] Messages from 203.0.113.7 temporarily deferred", Us),
    (554, "5.7.9 Message not accepted for policy reasons.", Us),
    // sendmail
    (550, "5.1.1 <ana@c.example>... User unknown", Mailbox),
    (550, "5.1.2 <ana@c.example>... Host unknown (Name server: c.example: host not found)", Mailbox),
    (550, "5.7.1 <ana@c.example>... Relaying denied. Proper authentication required.", Us),
    (553, "5.1.8 <desk@d.example>... Domain of sender address desk@d.example does not exist", Us),
    (553, "5.1.3 <ana@c.example>... Invalid host name", Mailbox),
    (551, "5.1.6 <ana@c.example>... User has moved; please try <ana@e.example>", Mailbox),
    // qmail
    (550, "sorry, no mailbox here by that name (#5.1.1 - chkuser)", Mailbox),
    (553, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", Us),
    (511, "sorry, no mailbox here by that name (#5.1.1)", Mailbox),
    (552, "sorry, that message size exceeds my databytes limit (#5.3.4)", Us),
    // iCloud
    (550, "5.1.1 <ana@icloud.com>: user does not exist", Mailbox),
    (554, "5.7.1 [CS01] Message rejected due to local policy.", Us),
    (552, "5.2.2 <ana@icloud.com>: user over quota", MailboxNow),
    // Proofpoint, Mimecast, Barracuda
    (550, "5.1.1 <ana@c.example>: Recipient address rejected: User unknown", Mailbox),
    (550, "5.7.0 Local Policy Violation", Us),
    (554, "Blocked - see https://ipcheck.proofpoint.com/?ip=203.0.113.7", Us),
    (550, "Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550", Mailbox),
    (550, "Administrative prohibition - envelope blocked - https://community.mimecast.com", Us),
    (550, "permanent failure for one or more recipients (ana@c.example:550 No such user)", Mailbox),
    // GMX, AOL, Comcast, Zoho and others
    (550, "Requested action not taken: mailbox unavailable", Mailbox),
    (554, "Transaction failed Reject due to policy restrictions.", Us),
    (550, "5.1.1 Not our Customer", Mailbox),
    (550, "5.1.0 <ana@c.example> recipient unknown", Mailbox),
    (550, "5.1.0 <desk@d.example> sender rejected : Please see the rules", Us),
    (553, "Relaying disallowed as desk@d.example", Us),
    (550, "5.0.0 ana@c.example... User unknown", Mailbox),
    (550, "Requested action not taken: mailbox unavailable, or command rejected for policy reasons", Us),
    (501, "5.1.3 Bad recipient address syntax", Mailbox),
    (554, "Message rejected: Email address is not verified. The following identities failed the check", Us),
    (550, "Denied by policy", Us),
    (550, "", Us),
];

#[test]
fn only_an_answer_about_the_mailbox_is_about_the_mailbox() {
    let wrong: Vec<_> =
        REPLIES.iter().map(|(code, text, _)| SmtpReply::read(*code, text).concern).zip(REPLIES).collect();
    let wrong: Vec<_> = wrong.into_iter().filter(|(found, (_, _, right))| found != right).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn of_a_reply_only_its_codes_are_shown() {
    for (code, text, shown) in [
        (550, "5.1.1 <ana@c.example>: Ana Rivera is unknown", "550 5.1.1"),
        (550, "sorry, no ana here (#5.1.1)", "550 5.1.1"),
        (554, "no ana@c.example here", "554"),
        (550, "5.1.1234 ana", "550"),
        (550, "9.1.1 ana", "550"),
    ] {
        let reply = SmtpReply::read(code, text);
        assert_eq!(reply.to_string(), shown);
        assert!(!format!("{reply:?}").contains("ana"), "{reply:?}");
    }
}

#[test]
fn a_reports_status_decides_unless_it_is_vague() {
    let status = |text: &str| Enhanced::parse(text).expect("a status");
    for (of, server, concern) in [
        ("5.1.1", None, Mailbox),
        ("5.1.10", Some((550, "5.1.10 RESOLVER.ADR.RecipientNotFound; not found")), Mailbox),
        ("5.0.0", Some((550, "5.1.1 <ana@c.example>: unknown")), Mailbox),
        ("5.0.0", Some((550, "No such user")), Mailbox),
        ("5.0.0", Some((550, "relay not permitted")), Us),
        ("5.0.0", None, Us),
        ("5.4.1", Some((550, "5.4.1 Recipient address rejected: Access denied.")), Mailbox),
        ("5.4.4", None, Us),
        ("5.7.1", Some((550, "5.7.1 Service unavailable, blocked")), Us),
        ("4.4.7", None, Us),
        ("5.2.2", None, MailboxNow),
    ] {
        assert_eq!(SmtpReply::reported(status(of), server).concern, concern, "{of} {server:?}");
    }
}
