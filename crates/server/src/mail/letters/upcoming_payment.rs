use domain::charge::Scheduled;
use domain::promise::Promise;

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// The notice of a charge, which states `promise`.
#[must_use]
pub fn upcoming_payment(
    about: &About<'_>,
    scheduled: &Scheduled,
    promise: &Promise,
    replaces: bool,
) -> Letter {
    let texts = about.texts;
    let (amount, day) = (scheduled.due.amount, promise.initial_day);
    let named = about.day(day);
    let lead = if about.can_be_charged(day) {
        texts.mail_upcoming_lead(&amount.to_string(), &named)
    } else {
        texts.mail_upcoming_planned(&amount.to_string(), &named)
    };
    let mut middle = vec![LetterBlock::words(lead)];
    if replaces {
        middle.push(LetterBlock::words(texts.mail_upcoming_replaces()));
    }
    middle.extend(about.plan(amount, day, promise));
    middle.extend(about.change(texts.mail_window(), day, promise));
    letter(about, texts.mail_upcoming_subject(&named), middle)
}
