use domain::Money;
use domain::charge::OnHold;

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// A charge that was announced is on hold: what was planned for it does not happen, and there is nothing to do.
#[must_use]
pub fn held(about: &About<'_>, held: &OnHold, amount: Money) -> Letter {
    let texts = about.texts;
    let lead = match held.day_dropped() {
        Some(day) => texts.mail_held_lead(&amount.to_string(), &about.day(day)),
        None => texts.mail_held_lead_without_day(&amount.to_string()),
    };
    let middle = vec![
        LetterBlock::words(lead),
        LetterBlock::words(texts.mail_held_nothing_to_do()),
        LetterBlock::Facts(vec![about.what(), about.amount(amount)]),
        about.see_charge(),
    ];
    letter(about, texts.mail_held_subject().to_owned(), middle)
}
