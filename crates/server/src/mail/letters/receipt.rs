use domain::charge::Paid;

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Fact, Letter, LetterBlock};

/// The receipt of a payment.
#[must_use]
pub fn receipt(about: &About<'_>, paid: &Paid) -> Letter {
    let texts = about.texts;
    let (amount, named) = (paid.due.amount, about.day(paid.paid_on));
    let mut facts = vec![about.what(), about.amount(amount), Fact::new(texts.mail_day(), named.as_str())];
    facts.extend(paid.card.as_ref().map(|card| about.card(card)));
    facts.push(Fact::new(texts.mail_receipt_number(), paid.receipt.as_str()));
    let middle = vec![
        LetterBlock::words(texts.mail_receipt_lead(&amount.to_string(), &named)),
        LetterBlock::Facts(facts),
        about.see_charge(),
    ];
    letter(about, texts.mail_receipt_subject(&named), middle)
}
