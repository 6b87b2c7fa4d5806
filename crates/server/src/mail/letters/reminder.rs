use domain::charge::Upcoming;

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// The reminder of a charge that was moved.
#[must_use]
pub fn reminder(about: &About<'_>, upcoming: &Upcoming) -> Letter {
    let texts = about.texts;
    let announced = &upcoming.announced;
    let (amount, named) = (announced.due.amount, about.day(announced.day));
    let lead = if about.can_be_charged(announced.day) {
        texts.mail_reminder_lead(&amount.to_string(), &named)
    } else {
        texts.mail_reminder_planned(&amount.to_string(), &named)
    };
    let mut middle = vec![LetterBlock::words(lead)];
    middle.extend(about.plan(amount, announced.day, &announced.promise));
    middle.extend(about.change("", announced.day, &announced.promise));
    letter(about, texts.mail_reminder_subject(&named), middle)
}
