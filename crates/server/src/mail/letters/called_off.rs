use chrono::NaiveDate;
use domain::Money;
use domain::charge::{ChargeKind, ChargeState, SettledElsewhere};

use super::letter;
use crate::mail::CameTo;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// A charge is not taken as its client was told, and why: it was paid another way, given up, changed, or nothing is left to pay. `day`
/// is the one that was planned. None for a charge that is taken, or was.
#[must_use]
pub fn called_off(about: &About<'_>, day: Option<NaiveDate>) -> Option<Letter> {
    let texts = about.texts;
    let state = &about.charge?.state;
    let amount = state.amount();
    let mut middle = vec![LetterBlock::words(why(about, state, amount)?)];
    let given_back = state.settled_elsewhere().and_then(|_| state.given_back());
    if let Some(given_back) = given_back {
        middle.push(LetterBlock::words(texts.mail_called_off_refunded(&given_back.to_string())));
    }
    // Its day may stay the same: a new notice says so before anything is taken.
    middle.push(LetterBlock::words(match (CameTo::of(state), day) {
        (Some(CameTo::Later), _) => texts.mail_called_off_until().to_owned(),
        (_, Some(day)) => texts.mail_called_off_day(&about.day(day)),
        (_, None) => texts.mail_called_off_no_day().to_owned(),
    }));
    let facts = std::iter::once(about.what()).chain(amount.map(|amount| about.amount(amount)));
    middle.extend([LetterBlock::Facts(facts.collect()), about.see_charge()]);
    let subject = if matches!(state, ChargeState::Scheduled(_)) {
        texts.mail_called_off_changed_subject()
    } else {
        texts.mail_called_off_subject()
    };
    Some(letter(about, subject.to_owned(), middle))
}

fn why(about: &About<'_>, state: &ChargeState, amount: Option<Money>) -> Option<String> {
    let texts = about.texts;
    let amount = amount.map(|it| it.to_string()).unwrap_or_default();
    // Nobody is thanked for having paid on a day that has not come.
    let is_ahead = |on: NaiveDate| on > about.today();
    if let Some(SettledElsewhere { payment, .. }) = state.settled_elsewhere() {
        let (how, day) = (texts.how(payment.how), about.day(payment.on));
        return Some(if is_ahead(payment.on) {
            texts.mail_called_off_settled_ahead(&amount, how, &day)
        } else {
            texts.mail_called_off_settled(&amount, how, &day)
        });
    }
    match state {
        // By the practice's own record: what the desk takes has a receipt.
        ChargeState::Paid(it) if is_ahead(it.paid_on) => {
            Some(texts.mail_called_off_paid_ahead(&amount, &about.day(it.paid_on)))
        }
        ChargeState::Paid(it) => Some(texts.mail_called_off_paid(&amount, &about.day(it.paid_on))),
        ChargeState::Waived(_) => Some(texts.mail_called_off_waived(&amount)),
        ChargeState::NothingDue(_) => Some(texts.mail_called_off_nothing_due().to_owned()),
        ChargeState::AwaitingInsurer => Some(texts.mail_called_off_again().to_owned()),
        // Who pays all of it has no part.
        ChargeState::Scheduled(_) if about.charge?.kind == ChargeKind::Insurance => {
            Some(texts.mail_called_off_changed(&amount))
        }
        ChargeState::Scheduled(_) => Some(texts.mail_called_off_changed_own(&amount)),
        ChargeState::Upcoming(_)
        | ChargeState::Processing(_)
        | ChargeState::Failed(_)
        | ChargeState::OnHold(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => None,
    }
}
