use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// The client's home address is another one. Neither of the two is in it: a mailbox is read by others, and whoever changed it knows.
#[must_use]
pub fn address_changed(about: &About<'_>) -> Letter {
    let texts = about.texts;
    let mut blocks = vec![
        about.greeting(),
        LetterBlock::words(texts.mail_address_changed()),
        LetterBlock::words(texts.mail_changed_not_you()),
        about.see_details(),
    ];
    blocks.extend(about.ending_of(texts.mail_support_details()));
    Letter { subject: texts.mail_address_changed_subject().to_owned(), blocks }
}
