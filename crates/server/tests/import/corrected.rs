//! Rows that say how a charge ended, or ended otherwise: booked by the practice, announced by the desk, taken by it.

use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, ChargeState, HeldState, Paid, PaidElsewhere, PaidHow, StateName};
use domain::subject::Subject;
use domain::task::{PaymentDifference, TaskReason};
use domain::testing::{at, day, paid, paid_elsewhere};
use domain::withdrawal::{Withdrawal, Withdrawn};
use domain::{AuditId, Money};
use serde_json::json;
use server::import;
use store::tasks::TaskFilter;
use store::{Tally, audit, charges, outbox, tasks, withdrawals};
use test_support::{Export, on_both};

use crate::late::announced;
use crate::world::World;

on_both!(
    what_the_practice_booked_itself_is_corrected,
    what_the_practice_was_paid_is_taken_only_if_it_is_reopened,
    an_announced_charge_that_was_paid_another_way_is_settled_and_its_client_told,
    what_was_paid_another_way_may_be_given_back_or_owed_after_all,
    an_announced_charge_that_was_waived_or_left_nothing_to_pay_is_called_off,
    a_changed_amount_takes_the_notice_back_and_keeps_the_day_that_the_client_chose,
    what_the_desk_took_comes_back_as_paid_and_changes_nothing,
    a_refund_that_the_processor_does_not_know_is_for_a_person_to_look_at,
    what_was_tried_waits_until_the_processor_lets_go_of_it,
    what_support_wants_held_stays_to_be_held_whatever_is_due,
    what_support_said_was_paid_stays_so_whatever_is_due,
    who_was_told_once_is_told_that_it_is_off_although_its_notice_was_taken_back,
    a_later_day_of_a_changed_amount_does_not_let_the_announced_one_pass_in_silence,
    a_cell_that_cannot_be_read_changes_nothing_of_what_was_announced_or_taken,
    what_waived_or_insured_is_to_be_paid_after_all_is_corrected,
    a_session_that_moves_after_its_notice_is_refused,
);

pub fn saying(cells: &[(&str, &str)]) -> Export {
    with(Export::good(), "soon", cells)
}

pub fn with(export: Export, key: &str, cells: &[(&str, &str)]) -> Export {
    cells.iter().fold(export, |it, (column, to)| it.cell("charges.csv", key, column, to))
}

pub const PAID: &[(&str, &str)] =
    &[("state", "paid"), ("first_day", ""), ("paid_on", "2025-11-23"), ("receipt", "R-9")];
pub const GIVEN_BACK: &[(&str, &str)] =
    &[("refund_amount", "25"), ("refunded_on", "2025-11-24"), ("refund_reason", "Billed twice")];
const CHANGED: Tally = Tally { created: 0, changed: 1, unchanged: 7 };
pub const UNCHANGED: Tally = Tally { created: 0, changed: 0, unchanged: 8 };

impl World {
    /// The charge `soon` as it stands once its client was told of it.
    pub async fn soon_is_announced(&self) {
        self.import(&Export::good()).await;
        self.soon_is_told().await;
    }

    pub async fn soon_is_told(&self) {
        let soon = announced(self.charge("soon").await);
        self.save(&soon).await;
        let action = Action::Announced { day: day("2025-12-02"), amount: Money::usd(2_500) };
        let id = AuditId::new(self.ids.uuid());
        let entry = Entry::about_charge(id, at("2025-11-30T15:00:00Z"), Actor::System, &soon, action);
        self.store.write(async |unit| audit::append(unit, std::slice::from_ref(&entry)).await).await;
    }

    /// The charge `soon` as it stands once the desk took it.
    pub async fn soon_is_taken(&self) {
        self.soon_is_announced().await;
        let mut soon = self.charge("soon").await;
        let due = soon.state.due().expect("it is owed").clone();
        soon.state = ChargeState::Paid(Paid { due, ..paid() });
        self.store.write(async |unit| charges::set_intent(unit, soon.id, "pi_1").await).await;
        self.save(&soon).await;
    }

    pub async fn mails(&self, charge: &Charge) -> Vec<(String, serde_json::Value)> {
        let sent = outbox::about(&self.store.reader(), charge.client, Subject::Charge(charge.id))
            .await
            .expect("the outbox");
        sent.into_iter().map(|it| (it.kind, it.facts)).collect()
    }

    pub async fn record(&self, key: &str) -> Vec<Action> {
        let charge = self.charge(key).await;
        let about = Subject::Charge(charge.id);
        let record = audit::about(&self.store.reader(), charge.client, about).await.expect("the record");
        record.into_iter().map(|entry| entry.action).collect()
    }

    pub async fn recorded_last(&self, key: &str) -> Action {
        self.record(key).await.pop().expect("an entry")
    }

    pub async fn called_off(&self, key: &str) -> usize {
        let charge = self.charge(key).await;
        self.mails(&charge).await.iter().filter(|(kind, _)| kind == "called_off").count()
    }
}

async fn what_the_practice_booked_itself_is_corrected(world: World) {
    world.import(&Export::good()).await;
    let refunded = &[("state", "refunded"), ("refund_amount", "25"), ("refunded_on", "2025-10-01")];
    let why = &[("refund_reason", "Session was cancelled")];
    for (key, cells, state) in [
        ("paid", &[("receipt", "R-1b")][..], StateName::Paid),
        ("paid", &[&refunded[..], why].concat()[..], StateName::Refunded),
        ("waived", &[("waive_reason", "Another reason")], StateName::Waived),
        (
            "nothing",
            &[
                ("insurer_paid", "100"),
                ("copay", "25"),
                ("state", "paid"),
                ("paid_on", "2025-10-20"),
                ("receipt", "R-8"),
            ],
            StateName::Paid,
        ),
    ] {
        let before = world.charge(key).await.state;
        let export = with(Export::good(), key, cells);
        assert_eq!(world.import(&export).await.charges, CHANGED, "{key} {cells:?}");
        assert_eq!(world.import(&export).await.charges, UNCHANGED);
        let now = world.charge(key).await.state;
        assert_eq!(now.name(), state);
        let Action::Corrected { from, to, .. } = world.recorded_last(key).await else {
            panic!("a correction")
        };
        assert_eq!((from, to), (before.name(), state));
        // Back to what it was, and that is a correction too.
        assert_eq!(world.import(&Export::good()).await.charges, CHANGED);
        assert_eq!(world.charge(key).await.state, before);
    }
}

async fn what_the_practice_was_paid_is_taken_only_if_it_is_reopened(world: World) {
    world.import(&Export::good()).await;
    let unpaid =
        [("state", "scheduled"), ("paid_on", ""), ("card_brand", ""), ("card_last4", ""), ("receipt", "")];
    let export = with(Export::good(), "paid", &unpaid);
    let problems = world.refused(&export).await;
    let [problem] = &problems[..] else { panic!("one problem, not {problems:#?}") };
    assert!(problem.starts_with("charges.csv, line 5, column state: paid was imported as paid"), "{problem}");
    assert!(problem.contains("--reopen"), "{problem}");
    let mut records = import::read(export.path()).expect("good files").reopening(true);
    let plan = world.compare(&mut records).await;
    world.write(&plan).await.expect("written");
    assert_eq!(world.charge("paid").await.state.name(), StateName::Scheduled);
}

async fn an_announced_charge_that_was_paid_another_way_is_settled_and_its_client_told(world: World) {
    world.soon_is_announced().await;
    let export = saying(PAID).column("charges.csv", "paid_how", "soon", "check");
    assert_eq!(world.import(&export).await.charges, CHANGED);
    let soon = world.charge("soon").await;
    let ChargeState::SettledElsewhere(settled) = &soon.state else { panic!("settled, not {:?}", soon.state) };
    assert_eq!((settled.payment.how, settled.payment.on), (PaidHow::Check, day("2025-11-23")));
    assert_eq!(
        world.mails(&soon).await,
        [("called_off".to_owned(), json!({ "day": "2025-12-02", "to": "settled" }))]
    );
    let settled = Action::SettledElsewhere {
        amount: Money::usd(2_500),
        how: PaidHow::Check,
        on: day("2025-11-23"),
        reason: None,
    };
    assert_eq!(world.recorded_last("soon").await, settled);
    let due =
        charges::due(&world.store.reader(), "2026-01-01T00:00:00Z".parse().expect("an instant"), 10).await;
    assert!(!due.expect("due charges").contains(&soon.id));
    assert_eq!(world.import(&export).await.charges, UNCHANGED);
}

async fn what_was_paid_another_way_may_be_given_back_or_owed_after_all(world: World) {
    world.soon_is_announced().await;
    let mut soon = world.charge("soon").await;
    let ChargeState::Upcoming(upcoming) = &mut soon.state else { panic!("upcoming") };
    (upcoming.announced.day, upcoming.announced.chosen) = (day("2025-12-12"), true);
    world.save(&soon).await;
    world.import(&saying(PAID)).await;
    let some =
        saying(&[PAID, GIVEN_BACK, &[("state", "partially_refunded"), ("refund_amount", "10")]].concat());
    let all = saying(&[PAID, GIVEN_BACK, &[("state", "refunded")]].concat());
    for (export, state, cents) in
        [(some, StateName::PartiallyRefunded, 1_000), (all, StateName::Refunded, 1_500)]
    {
        assert_eq!(world.import(&export).await.charges, CHANGED);
        assert_eq!(world.charge("soon").await.state.name(), state);
        // What was told before is not told again.
        let reason = "Billed twice".to_owned();
        assert_eq!(world.recorded_last("soon").await, Action::Refunded { amount: Money::usd(cents), reason });
        assert_eq!(world.import(&export).await.charges, UNCHANGED);
    }
    // The refund was a mistake, and so was the payment.
    assert_eq!(world.import(&saying(PAID)).await.charges, CHANGED);
    assert_eq!(world.charge("soon").await.state.name(), StateName::SettledElsewhere);
    assert_eq!(world.import(&Export::good()).await.charges, CHANGED);
    let ChargeState::Scheduled(owed) = world.charge("soon").await.state else { panic!("scheduled") };
    assert_eq!(owed.first_day, day("2025-12-12"), "the day that the client chose");
    assert_eq!(world.recorded_last("soon").await, Action::OwedAfterAll { reason: None });
}

async fn who_was_told_once_is_told_that_it_is_off_although_its_notice_was_taken_back(world: World) {
    world.soon_is_announced().await;
    let more = saying(&[("amount", "30"), ("insurer_paid", "95"), ("copay", "30")]);
    world.import(&more).await;
    assert_eq!(world.charge("soon").await.state.name(), StateName::Scheduled);
    let before = world.called_off("soon").await;
    let paid = with(more, "soon", PAID);
    assert_eq!(world.import(&paid).await.charges, CHANGED);
    assert_eq!(world.charge("soon").await.state.name(), StateName::SettledElsewhere);
    assert_eq!(world.called_off("soon").await, before + 1);
}

async fn a_later_day_of_a_changed_amount_does_not_let_the_announced_one_pass_in_silence(world: World) {
    world.soon_is_announced().await;
    let cells = [("amount", "30"), ("insurer_paid", "95"), ("copay", "30"), ("first_day", "2025-12-20")];
    assert_eq!(world.import(&saying(&cells)).await.charges, CHANGED);
    let soon = world.charge("soon").await;
    assert_eq!(
        world.mails(&soon).await,
        [("called_off".to_owned(), json!({ "day": "2025-12-02", "to": "later" }))]
    );
    let ChargeState::Scheduled(soon) = soon.state else { panic!("scheduled") };
    assert_eq!(soon.first_day, day("2025-12-20"));
    assert!(soon.wished.is_some_and(|wished| wished <= day("2025-12-02")), "it may have been taken then");
}

async fn a_cell_that_cannot_be_read_changes_nothing_of_what_was_announced_or_taken(world: World) {
    let described = || Export::good().cell("charges.csv", "soon", "description", "Couples session");
    world.import(&described()).await;
    world.soon_is_told().await;
    for text in ["Cou\u{7}ples", "", "Other words for it"] {
        let export = described().cell("charges.csv", "soon", "description", text);
        assert_eq!(world.import(&export).await.charges, UNCHANGED, "{text}");
    }
    let paid = |export: Export| with(export, "soon", PAID).column("charges.csv", "paid_how", "soon", "check");
    world.import(&paid(described())).await;
    let settled = world.charge("soon").await;
    for how in ["barter", ""] {
        let export = with(described(), "soon", PAID).column("charges.csv", "paid_how", "soon", how);
        let expected = if how.is_empty() { PaidHow::Other } else { PaidHow::Check };
        world.import(&export).await;
        let ChargeState::SettledElsewhere(it) = world.charge("soon").await.state else { panic!("settled") };
        assert_eq!(it.payment.how, expected, "{how}");
        world.import(&paid(described())).await;
    }
    assert_eq!(world.charge("soon").await.state.name(), settled.state.name());
}

async fn what_waived_or_insured_is_to_be_paid_after_all_is_corrected(world: World) {
    world.import(&Export::good()).await;
    let owed = [("state", "scheduled"), ("waived_on", ""), ("waive_reason", ""), ("first_day", "2025-12-09")];
    assert_eq!(world.import(&with(Export::good(), "waived", &owed)).await.charges, CHANGED);
    let Action::Corrected { from, to, .. } = world.recorded_last("waived").await else {
        panic!("a correction")
    };
    assert_eq!((from, to), (StateName::Waived, StateName::Scheduled));
}

async fn an_announced_charge_that_was_waived_or_left_nothing_to_pay_is_called_off(world: World) {
    let waived: &[(&str, &str)] =
        &[("state", "waived"), ("first_day", ""), ("waived_on", "2025-11-24"), ("waive_reason", "Goodwill")];
    let nothing: &[(&str, &str)] = &[
        ("state", "nothing_due"),
        ("first_day", ""),
        ("amount", "0"),
        ("insurer_paid", "125"),
        ("copay", ""),
    ];
    world.soon_is_announced().await;
    for (sent, (cells, state)) in (1..).zip([(waived, StateName::Waived), (nothing, StateName::NothingDue)]) {
        let before = world.charge("soon").await;
        assert_eq!(world.import(&saying(cells)).await.charges, CHANGED);
        let soon = world.charge("soon").await;
        assert_eq!(soon.state.name(), state);
        assert_eq!(world.called_off("soon").await, sent);
        world.save(&Charge { version: soon.version, ..before }).await;
    }
}

async fn a_changed_amount_takes_the_notice_back_and_keeps_the_day_that_the_client_chose(world: World) {
    world.soon_is_announced().await;
    let mut soon = world.charge("soon").await;
    let ChargeState::Upcoming(upcoming) = &mut soon.state else { panic!("upcoming") };
    (upcoming.announced.day, upcoming.announced.chosen) = (day("2025-12-12"), true);
    world.save(&soon).await;
    let more = saying(&[("amount", "30"), ("insurer_paid", "95"), ("copay", "30")]);
    assert_eq!(world.import(&more).await.charges, CHANGED);
    let ChargeState::Scheduled(soon) = world.charge("soon").await.state else { panic!("scheduled") };
    assert_eq!((soon.due.amount, soon.first_day), (Money::usd(3_000), day("2025-12-12")));
    let (from, to) = (StateName::Upcoming, StateName::Scheduled);
    let Action::Corrected { details, .. } = world.recorded_last("soon").await else { panic!("a correction") };
    let (was, is) = (Some(Money::usd(2_500)), Some(Money::usd(3_000)));
    let corrected = Action::Corrected { from, was, to, is, details };
    assert_eq!(world.recorded_last("soon").await, corrected);
    let due = charges::due(&world.store.reader(), at("2025-12-10T15:00:00Z"), 10).await.expect("due charges");
    assert!(due.contains(&world.charge("soon").await.id), "a new notice follows");
}

async fn what_the_desk_took_comes_back_as_paid_and_changes_nothing(world: World) {
    world.soon_is_taken().await;
    let before = world.charge("soon").await;
    for _ in 0..2 {
        assert_eq!(world.import(&saying(PAID)).await.charges, UNCHANGED);
        assert_eq!(world.charge("soon").await, before);
    }
    let other = saying(PAID).cell("charges.csv", "own", "amount", "150");
    assert_eq!(world.import(&other).await.charges, CHANGED, "of another charge");
    let problems = world.refused(&saying(&[("amount", "30"), ("insurer_paid", "95"), ("copay", "30")])).await;
    assert!(problems[0].contains("line 4") && problems[0].contains("paid in the desk"), "{problems:?}");
}

async fn a_refund_that_the_processor_does_not_know_is_for_a_person_to_look_at(world: World) {
    world.soon_is_taken().await;
    let before = world.charge("soon").await;
    let given_back = saying(&[PAID, GIVEN_BACK, &[("state", "refunded")]].concat());
    for _ in 0..2 {
        assert_eq!(world.import(&given_back).await.charges, UNCHANGED);
    }
    assert_eq!(world.charge("soon").await, before);
    let open = tasks::list(&world.store.reader(), &TaskFilter::default()).await.expect("tasks");
    let [task] = &open[..] else { panic!("one task, not {open:#?}") };
    let difference = PaymentDifference::RefundUnknown { amount: Money::usd(2_500) };
    assert_eq!(task.reason, TaskReason::PaymentDiffers { difference });
}

async fn what_was_tried_waits_until_the_processor_lets_go_of_it(world: World) {
    world.soon_is_announced().await;
    let soon = world.charge("soon").await;
    world.store.write(async |unit| charges::set_intent(unit, soon.id, "pi_1").await).await;
    let waiting = async || {
        let now = "2026-01-01T00:00:00Z".parse().expect("an instant");
        withdrawals::due(&world.store.reader(), now, 10).await.expect("readable")
    };
    for (cells, changed) in [(PAID, CHANGED), (PAID, UNCHANGED)] {
        assert_eq!(world.import(&saying(cells)).await.charges, changed);
        assert_eq!(world.charge("soon").await, soon, "the processor may still take it");
        let found = waiting().await;
        let [Withdrawal { charge, to: Withdrawn::Settled { payment, .. }, .. }] = &found[..] else {
            panic!("one that waits, not {found:#?}")
        };
        assert_eq!((*charge, payment.on), (soon.id, day("2025-11-23")));
    }
    let less = saying(&[("amount", "20"), ("insurer_paid", "105"), ("copay", "20")]);
    assert_eq!(world.import(&less).await.charges, CHANGED);
    assert!(matches!(waiting().await[0].to, Withdrawn::Changed { .. }), "what was said last counts");
}

async fn what_support_wants_held_stays_to_be_held_whatever_is_due(world: World) {
    world.soon_is_announced().await;
    let soon = world.charge("soon").await;
    world.store.write(async |unit| charges::set_intent(unit, soon.id, "pi_1").await).await;
    let to = Withdrawn::Held { reason: "She called".to_owned() };
    let (at, by) = ("2025-12-01T15:00:00Z".parse().expect("an instant"), Actor::Operator);
    let held = Withdrawal { charge: soon.id, client: soon.client, at, by, to };
    world.store.write(async |unit| withdrawals::put(unit, &held).await).await;
    let problems =
        world.refused(&saying(&[("amount", "20"), ("insurer_paid", "105"), ("copay", "20")])).await;
    assert!(problems[0].contains("on_hold in the desk"), "{problems:?}");
    let kept = withdrawals::of_charge(&world.store.reader(), soon.id).await.expect("readable");
    assert_eq!(kept, Some(held));
    assert_eq!(world.import(&saying(PAID)).await.charges, CHANGED, "what was paid needs no hold");
}

async fn what_support_said_was_paid_stays_so_whatever_is_due(world: World) {
    let less = || saying(&[("amount", "20"), ("insurer_paid", "105"), ("copay", "20")]);
    world.soon_is_announced().await;
    let mut soon = world.charge("soon").await;
    let ChargeState::Upcoming(mut upcoming) = soon.state else { panic!("announced") };
    upcoming.announced.day = day("2025-12-12");
    let by_hand = PaidElsewhere { by: Actor::Operator, ..paid_elsewhere() };
    soon.state = ChargeState::SettledElsewhere(HeldState::Upcoming(upcoming).settled(by_hand));
    world.save(&soon).await;
    // The practice's system has not heard of it, be it that it has of the day that the client chose.
    assert_eq!(world.import(&saying(&[("first_day", "2025-12-12")])).await.charges, UNCHANGED);
    for export in [less(), saying(&[("first_day", "2025-12-09")])] {
        let problems = world.refused(&export).await;
        assert!(problems[0].contains("settled_elsewhere in the desk"), "{problems:?}");
    }
    assert_eq!(world.import(&saying(PAID)).await.charges, CHANGED, "it has heard of it");
    assert_eq!(world.import(&less()).await.charges, CHANGED, "and the check came back");
    assert_eq!(world.recorded_last("soon").await, Action::OwedAfterAll { reason: None });
}

async fn a_session_that_moves_after_its_notice_is_refused(world: World) {
    world.soon_is_announced().await;
    let before = world.charge("soon").await;
    let problems = world.refused(&saying(&[PAID, &[("session_time", "16:00")]].concat())).await;
    assert!(problems[0].contains("upcoming in the desk"), "{problems:?}");
    assert_eq!(world.charge("soon").await, before);
}
