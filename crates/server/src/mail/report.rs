//! Delivery reports (RFC 3464): what a mail server says later of a mail that it or another had accepted.

use mailparse::{MailHeader, MailHeaderMap, MailParseError, ParsedMail, parse_headers, parse_mail};

use super::reply::{Concern, Enhanced, SmtpReply};
use super::returns::ReturnToken;

/// Where the address is that a report came to, the surest first. Mail servers write the first ones when they deliver it.
const ADDRESSED: [&str; 4] = ["X-Original-To", "Delivered-To", "Envelope-To", "To"];

/// What a report says, as far as we act on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which mail it is about.
    pub token: ReturnToken,
    /// What became of the mail.
    pub fate: Fate,
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It did not arrive, and nobody tries any more.
    Failed(SmtpReply),
    /// It is late, or arrived, or went on to somewhere that sends no reports.
    NotFailed,
}

/// Why something is no report about one of our mails.
#[derive(Debug, thiserror::Error)]
pub enum ReportProblem {
    /// It is no mail.
    #[error("the input is no email")]
    NoMail(#[source] MailParseError),
    /// It is a mail of another sort: an answer, a notice of absence, a report in a form of its own.
    #[error("the email is no delivery report as RFC 3464 describes it")]
    NoReport,
    /// It did not come to the address of one mail.
    #[error(
        "the report did not come to the address of an email of ours, such as billing+0123456789abcdef…@…"
    )]
    NoToken,
}

impl Report {
    /// Reads a report as it arrived.
    ///
    /// # Errors
    /// When it is none, or did not come to the address of one of our mails.
    pub fn read(mail: &[u8]) -> Result<Self, ReportProblem> {
        let mail = parse_mail(mail).map_err(ReportProblem::NoMail)?;
        let status = status_of(&mail).ok_or(ReportProblem::NoReport)?;
        let status = status.get_body_raw().map_err(ReportProblem::NoMail)?;
        let fate = fate(&status)?;
        let token = token(&mail.headers).ok_or(ReportProblem::NoToken)?;
        Ok(Self { token, fate })
    }
}

/// The part for programs.
fn status_of<'a>(mail: &'a ParsedMail<'a>) -> Option<&'a ParsedMail<'a>> {
    let is_status = |part: &&ParsedMail<'_>| {
        matches!(part.ctype.mimetype.as_str(), "message/delivery-status" | "message/global-delivery-status")
    };
    let is_report = mail.ctype.mimetype == "multipart/report";
    mail.subparts.iter().find(is_status).filter(|_| is_report)
}

fn token(headers: &[MailHeader<'_>]) -> Option<ReturnToken> {
    let values = ADDRESSED.iter().flat_map(|name| headers.get_all_values(name));
    values.into_iter().find_map(|value| {
        let mut words = value.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | '"'));
        words.find_map(ReturnToken::in_address)
    })
}

/// Fields about the report, an empty line, and then a block for each recipient. Each of our mails has one; behind an address
/// that leads to several, the mail failed only if it failed for all of them, and nobody is reached only if that holds for all.
fn fate(status: &[u8]) -> Result<Fate, ReportProblem> {
    let mut fates = Vec::new();
    let mut rest = status.trim_ascii_start();
    while !rest.is_empty() {
        let (fields, length) = parse_headers(rest).map_err(ReportProblem::NoMail)?;
        if let Some(action) = fields.get_first_value("Action") {
            fates.push(fate_of_recipient(&action, &fields));
        }
        // Something is always read, so that this ends whatever the bytes are.
        rest = rest.get(length.max(1)..).unwrap_or_default().trim_ascii_start();
    }
    let mut failures = Vec::new();
    for fate in &fates {
        match fate {
            Fate::Failed(reply) => failures.push(*reply),
            Fate::NotFailed => return Ok(Fate::NotFailed),
        }
    }
    let worst = failures.iter().find(|reply| reply.concern != Concern::Mailbox).or(failures.first());
    worst.copied().map(Fate::Failed).ok_or(ReportProblem::NoReport)
}

fn fate_of_recipient(action: &str, fields: &[MailHeader<'_>]) -> Fate {
    if !action.trim().eq_ignore_ascii_case("failed") {
        return Fate::NotFailed;
    }
    let diagnostic = fields.get_first_value("Diagnostic-Code").unwrap_or_default();
    let server = diagnostic.split_once(';').filter(|(kind, _)| kind.trim().eq_ignore_ascii_case("smtp"));
    let server = server.and_then(|(_, said)| said.trim().split_at_checked(3));
    let server =
        server.and_then(|(code, text)| Some((code.parse().ok()?, text.trim_start_matches([' ', '-']))));
    let status = fields.get_first_value("Status").and_then(|status| Enhanced::parse(&status));
    Fate::Failed(match (status, server) {
        (Some(status), server) => SmtpReply::reported(status, server),
        (None, Some((code, text))) => SmtpReply::read(code, text),
        (None, None) => SmtpReply::UNKNOWN,
    })
}

#[cfg(test)]
mod tests;
