use domain::charge::ChargeState;

use super::letter;
use crate::mail::about::About;
use crate::mail::letter::{Letter, LetterBlock};

/// A charge that was on hold is taken up again, and what follows by how it stands now. None where it is not to be taken any more, or not
/// yet again.
#[must_use]
pub fn released(about: &About<'_>, state: &ChargeState) -> Option<Letter> {
    let (texts, amount) = (about.texts, state.amount()?);
    let lead = |text: String| LetterBlock::words(text);
    let facts = || LetterBlock::Facts(vec![about.what(), about.amount(amount)]);
    let amount_text = amount.to_string();
    let middle = match state {
        ChargeState::Upcoming(it) => {
            let (day, promise) = (it.announced.day, &it.announced.promise);
            let named = about.day(day);
            let mut middle = vec![lead(if about.can_be_charged(day) {
                texts.mail_released_day(&amount_text, &named)
            } else {
                texts.mail_released_planned(&amount_text, &named)
            })];
            middle.extend(about.plan(amount, day, promise));
            middle.extend(about.change("", it.announced.day, &it.announced.promise));
            middle
        }
        ChargeState::Failed(it) => {
            let zone = it.announced.promise.zone;
            let text = match it.next_attempt {
                Some(next) => texts.mail_released_next_try(&amount_text, &about.day(zone.day(next))),
                None => texts.mail_released_not_tried(&amount_text),
            };
            vec![lead(text), facts(), about.see_charge()]
        }
        ChargeState::Scheduled(_) => {
            vec![lead(texts.mail_released_notice(&amount_text)), facts(), about.see_charge()]
        }
        ChargeState::AwaitingInsurer
        | ChargeState::NothingDue(_)
        | ChargeState::Processing(_)
        | ChargeState::Paid(_)
        | ChargeState::OnHold(_)
        | ChargeState::Waived(_)
        | ChargeState::PartiallyRefunded(_)
        | ChargeState::Refunded(_)
        | ChargeState::SettledElsewhere(_)
        | ChargeState::Disputed(_)
        | ChargeState::ChargedBack(_) => return None,
    };
    Some(letter(about, texts.mail_released_subject().to_owned(), middle))
}
