use chrono::NaiveDate;
use domain::Money;
use domain::charge::{ChargeState, Payment, SettledElsewhere};

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// A charge is not taken as its client was told, and why: it was paid another way, given up, or nothing is left to pay. `day` is the one
/// that was planned. None for a charge that is taken, or was.
#[must_use]
pub fn called_off(about: &About<'_>, day: Option<NaiveDate>) -> Option<Letter> {
    let texts = about.texts;
    let elsewhere = |it: &SettledElsewhere| {
        let (amount, how) = (it.owed.due.amount, texts.how(it.payment.how));
        let why = texts.mail_called_off_settled(&amount.to_string(), how, &about.day(it.payment.on));
        (amount, why)
    };
    let (amount, why): (Money, String) = match &about.charge.state {
        ChargeState::SettledElsewhere(it) => elsewhere(it),
        ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) => match &it.of {
            Payment::SettledElsewhere(it) => elsewhere(it),
            Payment::Paid(_) => return None,
        },
        // By the practice's own record: what the desk takes has a receipt.
        ChargeState::Paid(it) => {
            let amount = it.due.amount;
            (amount, texts.mail_called_off_paid(&amount.to_string(), &about.day(it.paid_on)))
        }
        ChargeState::Waived(it) => (it.due.amount, texts.mail_called_off_waived(&it.due.amount.to_string())),
        ChargeState::NothingDue(it) => {
            (it.answer.breakdown.client_responsibility(), texts.mail_called_off_nothing_due().to_owned())
        }
        ChargeState::AwaitingInsurer
        | ChargeState::Scheduled(_)
        | ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => return None,
    };
    let planned = match day {
        Some(day) => texts.mail_called_off_day(&about.day(day)),
        None => texts.mail_called_off_no_day().to_owned(),
    };
    let middle = vec![
        LetterBlock::words(why),
        LetterBlock::words(planned),
        LetterBlock::Facts(vec![about.what(), about.amount(amount)]),
        about.see_charge(),
    ];
    Some(letter(about, texts.mail_called_off_subject().to_owned(), middle))
}
