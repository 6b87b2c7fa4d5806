//! How charges and who does something with them are put into words for an operator.

use std::collections::HashMap;

use domain::actor::Actor;
use domain::charge::{ChargeKind, ChargeState, HeldState, StateName};
use domain::zone::PracticeZone;
use domain::{Money, StaffId};

/// The state as the screens call it.
pub fn state(name: StateName) -> &'static str {
    texts::english().state(name)
}

/// The kind as the screens call it.
pub fn kind(kind: ChargeKind) -> &'static str {
    texts::english().kind(kind)
}

/// Where a charge stands, with the day that is planned, or what its client's bank has of it.
pub fn standing(of: &ChargeState, zone: PracticeZone) -> String {
    let name = state(of.name());
    match planned(of, zone) {
        Some(planned) => format!("{name}, {planned}"),
        None => name.to_owned(),
    }
}

/// The same of a payment of which `asked` is to be given back, and nobody knows yet whether it went.
pub fn standing_with(of: &ChargeState, asked: Option<Money>, zone: PracticeZone) -> String {
    let standing = standing(of, zone);
    match asked {
        Some(asked) => format!("{standing}, {asked} asked back"),
        None => standing,
    }
}

/// All that was given back, with `asked`, of which nobody knows yet whether it went, and what `of` it has not arrived yet.
pub fn given_back(all: Money, asked: Option<Money>, of: &ChargeState) -> String {
    let on_its_way = on_its_way(of).map(|it| format!(", of which {it} is on its way"));
    let asked = asked.map(|it| format!(", of which the processor has not confirmed {it}"));
    [Some(all.to_string()), on_its_way, asked].into_iter().flatten().collect()
}

/// What was given back and has not arrived yet; none where all has.
fn on_its_way(of: &ChargeState) -> Option<Money> {
    let refunds = of.refunds().iter().filter(|it| it.on_its_way);
    let cents: i64 = refunds.map(|it| it.amount.cents()).sum();
    let currency = of.given_back()?.currency();
    (cents > 0).then_some(Money::new(cents, currency))
}

fn planned(of: &ChargeState, zone: PracticeZone) -> Option<String> {
    match of {
        ChargeState::OnHold(_) => None,
        ChargeState::SettledElsewhere(it) => {
            Some(format!("{} on {}", it.payment.how.as_str(), it.payment.on))
        }
        ChargeState::Paid(it) => Some(format!("on {}", it.paid_on)),
        ChargeState::Disputed(it) => {
            it.opened_at().map(|at| format!("{} since {}", it.amount(), zone.day(at)))
        }
        ChargeState::ChargedBack(it) => it.at().map(|at| format!("{} on {}", it.amount(), zone.day(at))),
        ChargeState::Processing(it) => Some(format!("planned for {}", it.announced.day)),
        ChargeState::Scheduled(_) | ChargeState::Upcoming(_) | ChargeState::Failed(_) => {
            Some(match HeldState::of(of)? {
                HeldState::Scheduled(it) => format!("not announced, wished for on {}", it.first_day),
                HeldState::Upcoming(it) => format!("planned for {}", it.announced.day),
                HeldState::Failed(it) => match it.next_attempt {
                    Some(at) => format!("tried again on {}", zone.day(at)),
                    None => "not tried again by itself".to_owned(),
                },
            })
        }
        ChargeState::PartiallyRefunded(_) | ChargeState::Refunded(_) => {
            on_its_way(of).map(|it| format!("{it} of it on its way"))
        }
        ChargeState::AwaitingInsurer | ChargeState::NothingDue(_) | ChargeState::Waived(_) => None,
    }
}

/// Who did something.
pub fn actor(actor: Actor, people: &HashMap<StaffId, String>) -> String {
    match actor {
        Actor::Client => "the client".to_owned(),
        Actor::Staff(id) => people.get(&id).cloned().unwrap_or_else(|| id.to_string()),
        Actor::Practice => "the practice's export".to_owned(),
        Actor::System => "the desk".to_owned(),
        Actor::Operator => "whoever runs the desk".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use domain::charge::Refunded;
    use domain::testing::{every_state, refunded};

    use super::*;

    #[test]
    fn what_a_bank_has_of_a_payment_is_said_with_its_day() {
        let said = |name| {
            let state = every_state().into_iter().find(|it| it.name() == name).expect("an example");
            standing(&state, PracticeZone::NEW_YORK)
        };
        assert_eq!(said(StateName::Disputed), "Disputed, $25.00 since 2025-12-20");
        assert_eq!(said(StateName::ChargedBack), "Charged back, $40.00 on 2026-01-20");
    }

    #[test]
    fn what_is_given_back_and_has_not_arrived_is_said_to_be_on_its_way() {
        let mut back = refunded(&[1_500, 1_000]);
        let said = |back: &Refunded| {
            let state = back.clone().state();
            let all = state.given_back().expect("it was given back");
            (standing(&state, PracticeZone::NEW_YORK), given_back(all, None, &state))
        };
        assert_eq!(said(&back), ("Partially refunded".to_owned(), "$25.00".to_owned()));
        back.refunds[1].on_its_way = true;
        let on_its_way = "Partially refunded, $10.00 of it on its way".to_owned();
        assert_eq!(said(&back), (on_its_way, "$25.00, of which $10.00 is on its way".to_owned()));
    }
}
