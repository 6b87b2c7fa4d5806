//! The words of refusals without a code that says enough.

use super::Concern;

/// A refusal's text in lower case.
pub(super) struct ReplyWords(String);

/// The mailbox has no room, or not now.
const ROOM: [&str; 7] =
    ["mailbox full", "mailbox is full", "quota", "exceeded storage", "no room", "too large", "insufficient"];

/// Somebody writes too much.
const RATE: [&str; 4] = ["too quickly", "rate that prevents", "rate limit", "too many"];

/// About who sends, from where, or what: a text with one of these is never about the mailbox alone.
const US: [&str; 20] = [
    "relay",
    "rcpthosts",
    "spam",
    "block",
    "blacklist",
    "listed",
    "policy",
    "policies",
    "denied",
    "prohibited",
    "not allowed",
    "not permitted",
    "authenticat",
    "sender",
    "from address",
    "return path",
    "reputation",
    "spf",
    "dmarc",
    "dkim",
];

/// Nobody is reached at the address.
const MAILBOX: [&str; 27] = [
    "user unknown",
    "unknown user",
    "unknown in",
    "no such user",
    "no such recipient",
    "no such mailbox",
    "no such address",
    "no such person",
    "no mailbox here",
    "mailbox not found",
    "mailbox unavailable",
    "mailbox is disabled",
    "mailbox disabled",
    "unknown mailbox",
    "recipient unknown",
    "unknown recipient",
    "recipient not found",
    "invalid recipient",
    "invalid mailbox",
    "address unknown",
    "unknown address",
    "unrouteable address",
    "user not found",
    "account not found",
    "account has been disabled",
    "does not exist",
    "doesn't have a",
];

impl ReplyWords {
    pub(super) fn of(text: &str) -> Self {
        Self(text.to_lowercase())
    }

    pub(super) fn are_about_room(&self) -> bool {
        self.have(&ROOM)
    }

    pub(super) fn are_about_rate(&self) -> bool {
        self.have(&RATE)
    }

    pub(super) fn are_a_rejected_recipient(&self) -> bool {
        self.0.contains("recipient address rejected")
    }

    /// What a refusal for good is about by its words. The codes are those that servers give to a recipient they refuse.
    pub(super) fn concern(&self, code: Option<u16>) -> Concern {
        if self.have(&ROOM) {
            Concern::MailboxNow
        } else if self.have(&US) || self.have(&RATE) {
            Concern::Us
        } else if code.is_none_or(|code| (550..=554).contains(&code)) && self.have(&MAILBOX) {
            Concern::Mailbox
        } else {
            Concern::Us
        }
    }

    fn have(&self, any: &[&str]) -> bool {
        any.iter().any(|words| self.0.contains(words))
    }
}
