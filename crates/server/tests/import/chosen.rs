//! What the client or support did with a charge in the desk stays, whatever else of its row is corrected, and however often.

use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{Charge, ChargeState, HeldState, PaidElsewhere, PaidHow, StateName};
use domain::policy::Policy;
use domain::reschedule::{SupportChoice, by_support};
use domain::testing::{at, day};
use domain::withdrawal::{Withdrawal, Withdrawn};
use domain::zone::PracticeZone;
use store::{Tally, charges, withdrawals};
use test_support::{Export, on_both};

use crate::corrected::{GIVEN_BACK, PAID, saying, with};
use crate::late::announced;
use crate::world::World;

on_both!(
    a_day_that_was_chosen_outlives_every_correction,
    a_day_that_support_chose_before_the_notice_outlives_other_cells,
    where_both_name_another_day_the_desks_stays_and_support_is_asked,
    a_day_that_was_chosen_outlives_a_waiver_that_is_taken_back,
    what_was_called_off_and_then_paid_was_paid_another_way,
    a_session_does_not_move_while_its_notice_is_taken_back,
    what_support_settled_is_not_owed_again_by_another_cell,
    a_check_that_came_back_is_not_paid_again_by_another_receipt,
    the_manner_that_support_named_stays_where_the_practice_names_none,
    what_is_taken_over_of_a_settled_charge_needs_no_receipt,
    a_practice_that_has_yet_to_hear_what_became_of_a_charge_is_not_refused,
    what_waits_for_the_processor_is_over_once_the_practice_takes_it_back,
    who_was_never_told_of_a_charge_hears_nothing_of_its_end,
);

const UNCHANGED: Tally = Tally { created: 0, changed: 0, unchanged: 8 };
const CHANGED: Tally = Tally { created: 0, changed: 1, unchanged: 7 };

fn costing(cents: &str, insurer: &str) -> Export {
    saying(&[("amount", cents), ("insurer_paid", insurer), ("copay", cents)])
}

impl World {
    /// The charge `soon`, announced for Dec 2, and moved by its client to Dec 12.
    async fn soon_is_moved(&self) -> Charge {
        self.soon_is_announced().await;
        let mut soon = self.charge("soon").await;
        let ChargeState::Upcoming(upcoming) = &mut soon.state else { panic!("upcoming") };
        (upcoming.announced.day, upcoming.announced.chosen) = (day("2025-12-12"), true);
        soon.version = self.save(&soon).await;
        soon
    }

    /// The same, not announced, and moved by support to Dec 22.
    async fn soon_is_moved_by_support(&self) {
        let mut soon = self.charge("soon").await;
        let terms = (PracticeZone::NEW_YORK, &Policy::STANDARD);
        let chosen = by_support(&soon.state, day("2025-12-22"), terms, at("2025-11-24T13:00:00Z"));
        let Ok(SupportChoice::Wished { to, .. }) = chosen else { panic!("{chosen:?}") };
        soon.state = ChargeState::Scheduled(to);
        self.save(&soon).await;
    }

    async fn wished(&self) -> String {
        match self.charge("soon").await.state {
            ChargeState::Scheduled(it) => it.first_day.to_string(),
            other => panic!("scheduled, not {other:?}"),
        }
    }

    /// Support says that `soon` was paid by check on Nov 23.
    async fn soon_is_settled(&self) {
        let mut soon = self.charge("soon").await;
        let before = HeldState::of(&soon.state).expect("planned");
        let (said_at, by) = (at("2025-11-23T15:00:00Z"), Actor::Operator);
        let payment = PaidElsewhere { on: day("2025-11-23"), how: PaidHow::Check, said_at, by };
        soon.state = ChargeState::SettledElsewhere(before.settled(payment));
        self.save(&soon).await;
    }
}

async fn a_day_that_was_chosen_outlives_every_correction(world: World) {
    world.soon_is_moved().await;
    for (cents, insurer) in [("30", "95"), ("35", "90"), ("25", "100")] {
        assert_eq!(world.import(&costing(cents, insurer)).await.charges, CHANGED, "{cents}");
        assert_eq!(world.wished().await, "2025-12-12", "{cents}");
        let said = world.recorded_last("soon").await;
        assert!(matches!(said, Action::Corrected { .. }), "its client reads what it was and is: {said:?}");
    }
    // And once it was announced again.
    let mut soon = announced(world.charge("soon").await);
    soon.version = world.save(&soon).await;
    assert_eq!(world.import(&costing("30", "95")).await.charges, CHANGED);
    assert_eq!(world.wished().await, "2025-12-12");
    assert_eq!(world.days_disputed().await, [], "the practice says the day that it always said");
}

async fn a_day_that_support_chose_before_the_notice_outlives_other_cells(world: World) {
    world.import(&Export::good()).await;
    world.soon_is_moved_by_support().await;
    let described = saying(&[("description", "Couples session")]);
    let more = with(costing("30", "95"), "soon", &[("description", "Couples session")]);
    for export in [described, more] {
        assert_eq!(world.import(&export).await.charges, CHANGED);
        assert_eq!(world.wished().await, "2025-12-22");
    }
    assert_eq!(world.charge("soon").await.session.description, "Couples session");
    assert_eq!(world.days_disputed().await, []);
}

async fn where_both_name_another_day_the_desks_stays_and_support_is_asked(world: World) {
    world.import(&Export::good()).await;
    world.soon_is_moved_by_support().await;
    for other in ["2025-12-09", "2025-12-10"] {
        let export = saying(&[("first_day", other)]);
        for _ in 0..2 {
            assert_eq!(world.import(&export).await.charges, UNCHANGED, "{other}");
            assert_eq!(world.days_disputed().await, [("2025-12-22".to_owned(), other.to_owned())]);
        }
        assert_eq!(world.wished().await, "2025-12-22");
    }
    assert_eq!(world.import(&saying(&[("first_day", "2025-12-22")])).await.charges, UNCHANGED);
    assert_eq!(world.days_disputed().await, [], "both say the same");
    // What comes with another amount counts, and the day is asked about.
    let more = with(costing("30", "95"), "soon", &[("first_day", "2025-12-05")]);
    assert_eq!(world.import(&more).await.charges, CHANGED);
    assert_eq!(world.wished().await, "2025-12-22");
    assert_eq!(world.days_disputed().await, [("2025-12-22".to_owned(), "2025-12-05".to_owned())]);
    // It ended, and nobody has to find out any more.
    world.import(&saying(PAID)).await;
    assert_eq!(world.days_disputed().await, []);
}

const WAIVED: &[(&str, &str)] =
    &[("state", "waived"), ("first_day", ""), ("waived_on", "2025-11-24"), ("waive_reason", "Goodwill")];
const NOTHING_DUE: &[(&str, &str)] =
    &[("state", "nothing_due"), ("first_day", ""), ("amount", "0"), ("insurer_paid", "125"), ("copay", "")];

async fn a_day_that_was_chosen_outlives_a_waiver_that_is_taken_back(world: World) {
    world.soon_is_moved().await;
    for off in [WAIVED, NOTHING_DUE, PAID] {
        world.import(&saying(off)).await;
        assert_eq!(world.import(&Export::good()).await.charges, CHANGED, "{off:?}");
        assert_eq!(world.wished().await, "2025-12-12", "{off:?}");
    }
    assert_eq!(world.days_disputed().await, []);
}

async fn what_was_called_off_and_then_paid_was_paid_another_way(world: World) {
    world.soon_is_announced().await;
    let upcoming = world.charge("soon").await.state;
    for is_tried in [false, true] {
        for off in [WAIVED, NOTHING_DUE] {
            let charge = world.charge("soon").await;
            let before = HeldState::of(&upcoming).expect("planned");
            world.save(&Charge { state: upcoming.clone(), ..charge.clone() }).await;
            world.import(&Export::good()).await;
            world.import(&saying(off)).await;
            if is_tried {
                // The worker carries out what waited for the processor.
                let kept = withdrawals::of_charge(&world.store.reader(), charge.id).await.expect("readable");
                let kept = kept.expect("it waits");
                let soon = world.charge("soon").await;
                let state = kept.to.of(before, Actor::Practice, at("2025-11-24T13:00:00Z"));
                world.save(&Charge { state, ..soon }).await;
                world.store.write(async |unit| withdrawals::forget(unit, &kept).await).await;
            }
            let told = world.called_off("soon").await;
            let paid = saying(PAID).column("charges.csv", "paid_how", "soon", "cash");
            assert_eq!(world.import(&paid).await.charges, CHANGED, "{off:?}");
            let soon = world.charge("soon").await;
            let how = soon.state.settled_elsewhere().map(|it| it.payment.how);
            assert_eq!((soon.state.name(), how), (StateName::SettledElsewhere, Some(PaidHow::Cash)));
            assert!(soon.state.paid().is_none(), "nothing was taken by card");
            assert_eq!(world.called_off("soon").await, told + 1, "its client hears of it");
            let back = with(paid, "soon", &[GIVEN_BACK, &[("state", "refunded")]].concat());
            assert_eq!(world.import(&back).await.charges, CHANGED);
            assert!(world.charge("soon").await.state.paid().is_none());
        }
        let soon = world.charge("soon").await;
        if !is_tried {
            world.store.write(async |unit| charges::set_intent(unit, soon.id, "pi_1").await).await;
        }
    }
}

async fn a_session_does_not_move_while_its_notice_is_taken_back(world: World) {
    world.soon_is_announced().await;
    world.import(&costing("30", "95")).await;
    let before = world.charge("soon").await;
    for (column, other) in [("session_time", "16:00"), ("session_date", "2025-11-13"), ("cpt_code", "90834")]
    {
        let export = with(costing("30", "95"), "soon", &[(column, other)]);
        let problems = world.refused(&export).await;
        assert!(problems[0].contains("scheduled in the desk"), "{problems:?}");
        assert_eq!(world.charge("soon").await, before);
    }
    // Other words for it are no other session.
    let described = with(costing("35", "90"), "soon", &[("description", "Couples session")]);
    assert_eq!(world.import(&described).await.charges, CHANGED);
}

async fn what_support_settled_is_not_owed_again_by_another_cell(world: World) {
    world.import(&Export::good()).await;
    world.soon_is_settled().await;
    let settled = world.charge("soon").await;
    let described = || saying(&[("description", "Couples session")]);
    assert_eq!(world.import(&described()).await.charges, UNCHANGED);
    assert_eq!(world.charge("soon").await, settled);
    let more = with(costing("30", "95"), "soon", &[("description", "Couples session")]);
    let problems = world.refused(&more).await;
    assert!(problems[0].contains("settled_elsewhere in the desk"), "{problems:?}");
    assert_eq!(world.charge("soon").await, settled);
}

async fn a_check_that_came_back_is_not_paid_again_by_another_receipt(world: World) {
    world.soon_is_announced().await;
    world.import(&saying(PAID)).await;
    let mut soon = world.charge("soon").await;
    let ChargeState::SettledElsewhere(settled) = soon.state else { panic!("settled") };
    // Support says that it came back; the practice goes on exporting the payment, and corrects its receipt.
    soon.state = ChargeState::Scheduled(settled.owed_after_all());
    soon.version = world.save(&soon).await;
    let receipt = saying(&[PAID, &[("receipt", "R-10")]].concat());
    assert_eq!(world.import(&receipt).await.charges, UNCHANGED);
    assert_eq!(world.charge("soon").await, soon);
    let again = announced(soon);
    world.save(&again).await;
    assert_eq!(world.import(&saying(PAID)).await.charges, UNCHANGED);
    assert_eq!(world.charge("soon").await.state, again.state);
    // Another day is another payment.
    let anew = saying(&[PAID, &[("paid_on", "2025-11-24")]].concat());
    assert_eq!(world.import(&anew).await.charges, CHANGED);
    assert_eq!(world.charge("soon").await.state.name(), StateName::SettledElsewhere);
}

async fn the_manner_that_support_named_stays_where_the_practice_names_none(world: World) {
    world.soon_is_announced().await;
    world.soon_is_settled().await;
    for receipt in ["R-9", "R-10"] {
        let paid = saying(&[PAID, &[("receipt", receipt), ("paid_on", "2025-11-24")]].concat());
        world.import(&paid.column("charges.csv", "paid_how", "soon", "")).await;
        let soon = world.charge("soon").await.state;
        let settled = soon.settled_elsewhere().expect("settled").payment;
        assert_eq!((settled.how, settled.on), (PaidHow::Check, day("2025-11-24")), "{receipt}");
    }
}

async fn what_is_taken_over_of_a_settled_charge_needs_no_receipt(world: World) {
    world.soon_is_announced().await;
    world.soon_is_settled().await;
    let taken_over = [("state", "paid"), ("paid_on", "2025-11-23")];
    for receipt in ["", "#REF!", "1E+05"] {
        let export = saying(&[&taken_over[..], &[("receipt", receipt)]].concat());
        let export = export.column("charges.csv", "paid_how", "soon", "check");
        assert_eq!(world.import(&export).await.charges, UNCHANGED, "{receipt}");
    }
    saying(&taken_over).refused("charges.csv, line 4, column receipt", "nothing is written here");
    let ChargeState::SettledElsewhere(it) = world.charge("soon").await.state else { panic!("settled") };
    assert_eq!(it.payment.by, Actor::Operator, "it is the payment that support named");
}

async fn a_practice_that_has_yet_to_hear_what_became_of_a_charge_is_not_refused(world: World) {
    // It hears of the move a night late, when the charge is being taken, and of that two nights late.
    world.soon_is_moved().await;
    let moved = world.charge("soon").await;
    let ChargeState::Upcoming(upcoming) = moved.state.clone() else { panic!("upcoming") };
    let (attempt, noon) = (domain::testing::ATTEMPT, at("2025-12-12T17:00:00Z"));
    let processing = upcoming.taken(attempt, noon).expect("it is its day");
    let paid = processing.clone().paid(noon, domain::testing::card_shown(), "R-1001".to_owned());
    let heard = saying(&[("first_day", "2025-12-12")]);
    world.store.write(async |unit| charges::set_intent(unit, moved.id, "pi_1").await).await;
    for state in [ChargeState::Processing(processing), ChargeState::Paid(paid)] {
        world.has_said(StateName::Scheduled).await;
        let now = Charge { state, ..world.charge("soon").await };
        let version = world.save(&now).await;
        assert_eq!(world.import(&heard).await.charges, UNCHANGED, "{:?}", now.state.name());
        assert_eq!(world.charge("soon").await, Charge { version, ..now.clone() });
        let later = saying(&[("first_day", "2025-12-20")]);
        assert_eq!(world.refused(&later).await.len(), 1, "{:?}: it never was for that day", now.state.name());
    }
}

async fn what_waits_for_the_processor_is_over_once_the_practice_takes_it_back(world: World) {
    world.soon_is_announced().await;
    let soon = world.charge("soon").await;
    world.store.write(async |unit| charges::set_intent(unit, soon.id, "pi_1").await).await;
    let waiting = async || withdrawals::of_charge(&world.store.reader(), soon.id).await.expect("readable");
    world.import(&saying(PAID)).await;
    assert!(waiting().await.is_some());
    world.import(&Export::good()).await;
    assert_eq!(waiting().await, None);
    // What support wants is not the practice's to take back.
    let to = Withdrawn::Held { reason: "She called".to_owned() };
    let (at, by) = (at("2025-12-01T15:00:00Z"), Actor::Operator);
    let held = Withdrawal { charge: soon.id, client: soon.client, at, by, to };
    world.store.write(async |unit| withdrawals::put(unit, &held).await).await;
    let heard = saying(&[("first_day", "2025-12-02"), ("session_time", "15:00"), ("description", "Other")]);
    world.import(&heard).await;
    assert_eq!(waiting().await, Some(held));
}

async fn who_was_never_told_of_a_charge_hears_nothing_of_its_end(world: World) {
    world.import(&Export::good()).await;
    let mut soon = world.charge("soon").await;
    let reason = domain::charge::HoldReason::Support { note: "She called".to_owned() };
    let before = HeldState::of(&soon.state).expect("planned");
    soon.state = ChargeState::OnHold(before.hold(reason, Actor::Operator, at("2025-11-24T12:00:00Z")));
    world.save(&soon).await;
    assert_eq!(world.import(&saying(PAID)).await.charges, CHANGED);
    assert_eq!(world.charge("soon").await.state.name(), StateName::SettledElsewhere);
    assert_eq!(world.called_off("soon").await, 0);
}
