use chrono::Duration;
use domain::charge::{FailReason, Failed};

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// An attempt failed: what happened, what happens next, and what the client can do.
#[must_use]
pub fn payment_failed(about: &About<'_>, failed: &Failed) -> Letter {
    let texts = about.texts;
    let announced = &failed.announced;
    let amount = announced.due.amount.to_string();
    let time = texts.time(announced.promise.charge_time);
    let (happened, to_do) = match &failed.reason {
        FailReason::Declined => {
            (texts.mail_failed_declined(&amount), texts.mail_failed_check_card().to_owned())
        }
        FailReason::DeclinedForGood => {
            (texts.mail_failed_declined_for_good(&amount), texts.mail_failed_other_card().to_owned())
        }
        FailReason::NeedsConfirmation { .. } => (
            texts.mail_failed_needs_confirmation(&amount),
            // The processor's page is one sign-in further on: who opens links in mails to check them must not begin there.
            texts.mail_failed_confirm(texts.failed_confirm_link()),
        ),
        FailReason::NotConfirmed if failed.next_attempt.is_some() => {
            (texts.mail_failed_not_confirmed(&amount), texts.mail_failed_pay_on_page().to_owned())
        }
        FailReason::NotConfirmed => {
            (texts.mail_failed_not_confirmed(&amount), texts.mail_failed_not_confirmed_to_do(&time))
        }
        FailReason::NoMethod => return card_needed(about, failed),
    };
    let mut middle = vec![LetterBlock::words(happened)];
    middle.extend(what_follows(about, failed).map(LetterBlock::words));
    middle.push(LetterBlock::words(to_do));
    middle.push(facts(about, failed));
    middle.push(about.see_charge());
    letter(about, texts.mail_failed_subject().to_owned(), middle)
}

/// What happens by itself.
fn what_follows(about: &About<'_>, failed: &Failed) -> Option<String> {
    let texts = about.texts;
    let day = |at| about.day(failed.announced.promise.zone.day(at));
    match (&failed.reason, failed.next_attempt) {
        (FailReason::NeedsConfirmation { .. }, Some(at)) => Some(texts.mail_failed_next_page(&day(at))),
        // The last moment of that day is a moment before the page ends.
        (FailReason::NeedsConfirmation { .. }, None) => failed
            .confirm_until()
            .map(|until| texts.mail_failed_last_page(&day(until - Duration::seconds(1)))),
        (_, Some(at)) => Some(texts.mail_failed_next_try(&day(at))),
        (FailReason::Declined | FailReason::DeclinedForGood | FailReason::NotConfirmed, None) => {
            Some(texts.mail_failed_last_try().to_owned())
        }
        (FailReason::NoMethod, None) => None,
    }
}

/// There was no card to charge.
#[must_use]
pub fn card_needed(about: &About<'_>, failed: &Failed) -> Letter {
    let texts = about.texts;
    let announced = &failed.announced;
    let day = about.day(announced.promise.zone.day(failed.failed_at));
    let middle = vec![
        LetterBlock::words(texts.mail_card_needed_lead(&announced.due.amount.to_string(), &day)),
        LetterBlock::words(texts.mail_card_needed_what_to_do(&texts.time(announced.promise.charge_time))),
        facts(about, failed),
        about.see_charge(),
    ];
    letter(about, texts.mail_card_needed_subject().to_owned(), middle)
}

fn facts(about: &About<'_>, failed: &Failed) -> LetterBlock {
    let mut facts = vec![about.what(), about.amount(failed.announced.due.amount)];
    facts.extend(about.card.map(|card| about.card(card)));
    LetterBlock::Facts(facts)
}
