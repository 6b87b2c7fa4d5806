use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::zone::PracticeZone;
use wire::charges::{Event, Happened};

use super::card;
use super::state::why;

/// What happened, in that order, as far as it concerns the client. What was booked late stands where it happened.
pub fn in_order(mut entries: Vec<Entry>, zone: PracticeZone) -> Vec<Event> {
    entries.sort_by_key(Entry::happened_at);
    entries.into_iter().filter_map(|entry| shown(entry, zone)).collect()
}

/// An entry of the audit record as its client reads it; none for what only concerns the practice.
fn shown(entry: Entry, zone: PracticeZone) -> Option<Event> {
    let at = zone.local(entry.happened_at());
    let by_client = entry.actor == Actor::Client;
    let happened = match entry.action {
        Action::Announced { day, amount } => Happened::Announced { day, amount },
        Action::Rescheduled { from, to } => Happened::Rescheduled { from, to, by_client },
        Action::Reminded { day } => Happened::Reminded { day },
        Action::Paid { amount, card: used, .. } => Happened::Paid { amount, card: used.map(card) },
        Action::TryFailed { reason, next_try } => {
            Happened::TryFailed { why: why(reason), next_try: next_try.map(|at| zone.day(at)) }
        }
        Action::PayNowAsked => Happened::PayNowAsked,
        Action::Held => Happened::Held,
        Action::Released { .. } => Happened::Released,
        Action::DayMissed { day } => Happened::DayMissed { day },
        Action::Waived { .. } => Happened::Waived,
        Action::Refunded { amount, .. } => Happened::Refunded { amount },
        Action::ChargeImported { .. }
        | Action::NoticeImpossible
        | Action::NoticeReturned { .. }
        | Action::TryBegun { .. }
        | Action::TryCalledOff
        | Action::TriesEnded
        | Action::SignedIn
        | Action::SignedOut
        | Action::PasswordSet
        | Action::AccessEnded
        | Action::AccessRestored => return None,
    };
    Some(Event { at, happened })
}
