use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::zone::PracticeZone;
use wire::charges::{ChargeEventKind, ChargeEventView};

use super::card;
use super::state::fail_reason;

/// What happened, in that order, as far as it concerns the client. What was booked late stands where it happened.
pub fn in_order(mut entries: Vec<Entry>, zone: PracticeZone) -> Vec<ChargeEventView> {
    entries.sort_by_key(Entry::happened_at);
    entries.into_iter().filter_map(|entry| to_view(entry, zone)).collect()
}

/// An entry of the audit record as its client reads it; none for what only concerns the practice.
fn to_view(entry: Entry, zone: PracticeZone) -> Option<ChargeEventView> {
    let at = zone.local(entry.happened_at());
    let by_client = entry.actor == Actor::Client;
    let kind = match entry.action {
        Action::Announced { day, amount } => ChargeEventKind::Announced { day, amount },
        Action::Rescheduled { from, to, .. } => ChargeEventKind::Rescheduled { from, to, by_client },
        Action::Reminded { day } => ChargeEventKind::Reminded { day },
        Action::Paid { amount, card: used, .. } => ChargeEventKind::Paid { amount, card: used.map(card) },
        Action::PaidAgain { amount, .. } => ChargeEventKind::PaidAgain { amount },
        Action::AttemptFailed { reason, next_attempt } => ChargeEventKind::AttemptFailed {
            reason: fail_reason(reason),
            next_attempt: next_attempt.map(|at| zone.day(at)),
        },
        Action::PayNowAsked => ChargeEventKind::PayNowAsked,
        Action::Held { .. } => ChargeEventKind::Held,
        Action::Released { .. } => ChargeEventKind::Released,
        Action::DayMissed { day } => ChargeEventKind::DayMissed { day },
        Action::Waived { .. } => ChargeEventKind::Waived,
        Action::Refunded { amount, .. } | Action::ExtraRefunded { amount } => {
            ChargeEventKind::Refunded { amount }
        }
        Action::RefundReturned { amount, called_off: true }
        | Action::ExtraRefundReturned { amount, called_off: true } => {
            ChargeEventKind::RefundCalledOff { amount }
        }
        Action::RefundReturned { amount, called_off: false }
        | Action::ExtraRefundReturned { amount, called_off: false } => {
            ChargeEventKind::RefundReturned { amount }
        }
        Action::SettledElsewhere { amount, how, .. } => ChargeEventKind::SettledElsewhere { amount, how },
        Action::OwedAfterAll { .. } => ChargeEventKind::OwedAfterAll,
        Action::Disputed { amount, .. } | Action::ExtraDisputed { amount } => {
            ChargeEventKind::Disputed { amount }
        }
        Action::DisputeClosed | Action::ExtraDisputeClosed => ChargeEventKind::DisputeClosed,
        Action::ChargedBack { amount } | Action::ExtraChargedBack { amount } => {
            ChargeEventKind::ChargedBack { amount }
        }
        Action::ChargebackReturned { amount } | Action::ExtraChargebackReturned { amount } => {
            ChargeEventKind::ChargebackReturned { amount }
        }
        Action::Corrected { from, was, to, is, mut details } => {
            // Why it gave money back or gave the charge up, the practice wrote for itself.
            details.retain(|it| !it.of.is_reason());
            ChargeEventKind::Corrected { from, was, to, is, details }
        }
        Action::RefundArrived { amount } => ChargeEventKind::RefundArrived { amount },
        // What support wants is told once it is so.
        Action::Wished { .. }
        | Action::RefundAsked { .. }
        | Action::RefundDeclined { .. }
        | Action::PaidByHand { .. }
        | Action::CardRenewed { .. }
        | Action::CardDetached { .. }
        | Action::ChargeImported { .. }
        // Of a day that was not announced nothing is said before it is.
        | Action::FirstDayMoved { .. }
        | Action::NoticeImpossible
        | Action::NoticeReturned { .. }
        | Action::AttemptBegun { .. }
        | Action::AttemptCalledOff
        | Action::AttemptsEnded
        | Action::CardConsented { .. }
        | Action::Card { .. }
        | Action::CardMarked { .. }
        | Action::SignedIn
        | Action::SignedOut
        | Action::LanguageChosen { .. }
        | Action::MemberIdShown
        | Action::CoverageAdded { .. }
        | Action::CoverageCorrected { .. }
        | Action::CoverageEnded { .. }
        | Action::PayerAsked { .. }
        | Action::CardPhoto { .. }
        | Action::PaperTaken { .. }
        | Action::PhoneChanged { .. }
        | Action::CalledChanged { .. }
        | Action::AddressChanged { .. }
        | Action::EmailAsked { .. }
        | Action::EmailWithdrawn { .. }
        | Action::EmailChanged { .. }
        | Action::PasswordSet
        | Action::AccessEnded
        | Action::AccessRestored => return None,
    };
    Some(ChargeEventView { at, kind })
}
