use chrono::NaiveDate;
use domain::Money;
use domain::charge::Upcoming;

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// The confirmation of a move; `upcoming` while the charge is still to be taken.
#[must_use]
pub fn date_changed(
    about: &About<'_>,
    amount: Money,
    from: NaiveDate,
    to: NaiveDate,
    upcoming: Option<&Upcoming>,
) -> Letter {
    let texts = about.texts;
    let named = about.day(to);
    let lead = texts.mail_date_changed_lead(&amount.to_string(), &about.day(from), &named);
    let mut middle = vec![LetterBlock::words(lead)];
    match upcoming.map(|it| &it.announced) {
        None => middle.push(about.see_charge()),
        Some(announced) => {
            // Mails may be held up and overtaken: what counts is the day that holds now.
            if announced.day != to {
                middle.push(LetterBlock::words(texts.mail_date_changed_since(&about.day(announced.day))));
            }
            middle.extend(about.plan(amount, announced.day, &announced.promise));
            middle.extend(about.change("", announced.day, &announced.promise));
        }
    }
    letter(about, texts.mail_date_changed_subject(&named), middle)
}
