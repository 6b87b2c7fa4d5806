use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::charge::{Paid, Refund};

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Fact, Letter, LetterBlock};

/// Money of a payment was given back.
#[must_use]
pub fn given_back(about: &About<'_>, paid: &Paid, refund: &Refund) -> Letter {
    let texts = about.texts;
    let (amount, day) = (refund.amount, about.day(about.practice.zone.day(refund.at)));
    let is_all = amount == paid.due.amount;
    let lead = match (is_all, refund.on_its_way) {
        (true, false) => texts.mail_given_back_all_lead(&day, &amount.to_string()),
        (false, false) => texts.mail_given_back_lead(&day, &amount.to_string()),
        (true, true) => texts.mail_on_its_way_all_lead(&day, &amount.to_string()),
        (false, true) => texts.mail_on_its_way_lead(&day, &amount.to_string()),
    };
    let middle = vec![
        LetterBlock::words(lead),
        LetterBlock::words(texts.mail_given_back_when()),
        facts(about, paid, amount),
        about.see_charge(),
    ];
    letter(about, texts.mail_given_back_subject(&day), middle)
}

/// Money was given back that had been taken beside the payment.
#[must_use]
pub fn extra_given_back(about: &About<'_>, amount: Money, at: DateTime<Utc>) -> Letter {
    let (texts, day) = (about.texts, about.day(about.practice.zone.day(at)));
    let middle = vec![
        LetterBlock::words(texts.mail_extra_given_back_lead(&day, &amount.to_string())),
        LetterBlock::words(texts.mail_given_back_when()),
        LetterBlock::Facts(vec![about.what(), about.amount(amount)]),
        about.see_charge(),
    ];
    letter(about, texts.mail_given_back_subject(&day), middle)
}

/// Money was given back of a payment of that day which was for no charge.
#[must_use]
pub fn hand_given_back(
    about: &About<'_>,
    amount: Money,
    at: DateTime<Utc>,
    (paid, paid_on): (Money, NaiveDate),
) -> Letter {
    let (texts, day) = (about.texts, about.day(about.practice.zone.day(at)));
    let lead =
        texts.mail_hand_given_back_lead(&day, &amount.to_string(), &paid.to_string(), &about.day(paid_on));
    let middle = vec![
        LetterBlock::words(lead),
        LetterBlock::words(texts.mail_given_back_when()),
        LetterBlock::Facts(vec![about.what(), about.amount(amount)]),
        about.see_charge(),
    ];
    letter(about, texts.mail_given_back_subject(&day), middle)
}

/// What was given back is the practice's again: the client's bank threw it back, or the practice called the refund off. `paid` is the
/// charge's own payment, where it was that.
#[must_use]
pub fn refund_returned(about: &About<'_>, paid: Option<&Paid>, amount: Money, called_off: bool) -> Letter {
    let (texts, cents) = (about.texts, amount.to_string());
    let (lead, to_do) = if called_off {
        (texts.mail_refund_called_off_lead(&cents), texts.mail_refund_called_off_to_do())
    } else {
        (texts.mail_refund_returned_lead(&cents), texts.mail_refund_returned_to_do())
    };
    let facts = match paid {
        Some(paid) => facts(about, paid, amount),
        None => LetterBlock::Facts(vec![about.what(), about.amount(amount)]),
    };
    let middle = vec![LetterBlock::words(lead), LetterBlock::words(to_do), facts, about.see_charge()];
    letter(about, texts.mail_refund_returned_subject().to_owned(), middle)
}

fn facts(about: &About<'_>, paid: &Paid, amount: Money) -> LetterBlock {
    let mut facts = vec![about.what(), about.amount(amount)];
    facts.extend(paid.card.as_ref().map(|card| about.card(card)));
    facts.push(Fact::new(about.texts.mail_receipt_number(), paid.receipt.as_str()));
    LetterBlock::Facts(facts)
}
