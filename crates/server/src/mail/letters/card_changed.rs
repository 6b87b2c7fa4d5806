use domain::charge::CardShown;

use crate::mail::CardChange;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// The client's cards are others than before, or another one is charged.
#[must_use]
pub fn card_changed(about: &About<'_>, change: CardChange, card: &CardShown) -> Letter {
    let texts = about.texts;
    let CardShown { brand, last4 } = card;
    let (subject, what) = match change {
        CardChange::Added => (texts.mail_card_added_subject(), texts.mail_card_added(brand, last4)),
        CardChange::AddedAsDefault => {
            (texts.mail_card_added_subject(), texts.mail_card_added_as_default(brand, last4))
        }
        CardChange::MadeDefault => {
            (texts.mail_card_default_subject(), texts.mail_card_made_default(brand, last4))
        }
        CardChange::Removed => (texts.mail_card_removed_subject(), texts.mail_card_removed(brand, last4)),
    };
    let mut blocks = vec![
        about.greeting(),
        LetterBlock::words(what),
        LetterBlock::words(texts.mail_changed_not_you()),
        about.see_payments(),
    ];
    blocks.extend(about.ending_of(texts.mail_support_details()));
    Letter { subject: subject.to_owned(), blocks }
}
