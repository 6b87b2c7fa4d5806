use domain::charge::{FailReason, Failed};

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Block, Letter};

/// A try failed: what happened, what happens next, and what the client can do.
#[must_use]
pub fn payment_failed(about: &About<'_>, failed: &Failed) -> Letter {
    let texts = about.texts;
    let announced = &failed.announced;
    let amount = announced.due.amount.to_string();
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
        FailReason::NoMethod => return card_needed(about, failed),
    };
    let mut middle = vec![Block::words(happened)];
    match (failed.next_try, &failed.reason) {
        (Some(at), _) => {
            let day = announced.promise.zone.day(at);
            middle.push(Block::words(texts.mail_failed_next_try(&about.day(day))));
        }
        (None, FailReason::Declined | FailReason::DeclinedForGood) => {
            middle.push(Block::words(texts.mail_failed_last_try()));
        }
        (None, FailReason::NeedsConfirmation { .. } | FailReason::NoMethod) => {}
    }
    middle.push(Block::words(to_do));
    middle.push(facts(about, failed));
    middle.push(about.see_charge());
    letter(about, texts.mail_failed_subject().to_owned(), middle)
}

/// There was no card to charge.
#[must_use]
pub fn card_needed(about: &About<'_>, failed: &Failed) -> Letter {
    let texts = about.texts;
    let announced = &failed.announced;
    let day = about.day(announced.promise.zone.day(failed.failed_at));
    let middle = vec![
        Block::words(texts.mail_card_needed_lead(&announced.due.amount.to_string(), &day)),
        Block::words(texts.mail_card_needed_what_to_do(&texts.time(announced.promise.charge_time))),
        facts(about, failed),
        about.see_charge(),
    ];
    letter(about, texts.mail_card_needed_subject().to_owned(), middle)
}

fn facts(about: &About<'_>, failed: &Failed) -> Block {
    let mut facts = vec![about.what(), about.amount(failed.announced.due.amount)];
    facts.extend(about.card.map(|card| about.card(card)));
    Block::Facts(facts)
}
