use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// Has whoever reads an address confirm it. Nobody knows yet who that is: it names no client.
#[must_use]
pub fn confirm_email(about: &About<'_>, link: String) -> Letter {
    let texts = about.texts;
    let mut blocks = vec![
        LetterBlock::words(texts.mail_hello()),
        LetterBlock::words(texts.mail_confirm_email()),
        LetterBlock::words(texts.mail_confirm_email_how()),
        LetterBlock::main_link(texts.mail_confirm_email_open(), link),
        LetterBlock::words(texts.mail_confirm_email_not_you()),
    ];
    blocks.extend(about.ending_of(texts.mail_support_details()));
    Letter { subject: texts.mail_confirm_email_subject().to_owned(), blocks }
}

/// Mail goes elsewhere from now on. Where to is not in it: whoever changed it knows.
#[must_use]
pub fn email_changed(about: &About<'_>) -> Letter {
    let texts = about.texts;
    let mut blocks = vec![
        about.greeting(),
        LetterBlock::words(texts.mail_email_changed()),
        LetterBlock::words(texts.mail_changed_not_you()),
        about.see_details(),
    ];
    blocks.extend(about.ending_of(texts.mail_support_details()));
    Letter { subject: texts.mail_email_changed_subject().to_owned(), blocks }
}

/// Mail comes here from now on.
#[must_use]
pub fn email_confirmed(about: &About<'_>) -> Letter {
    let texts = about.texts;
    let mut blocks = vec![
        about.greeting(),
        LetterBlock::words(texts.mail_email_confirmed()),
        LetterBlock::words(texts.mail_email_signs_in()),
        about.see_details(),
    ];
    blocks.extend(about.ending_of(texts.mail_support_details()));
    Letter { subject: texts.mail_email_confirmed_subject().to_owned(), blocks }
}
