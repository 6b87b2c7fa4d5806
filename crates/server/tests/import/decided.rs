//! What every row makes of a charge in every state, by whether its client was told and whether it was tried.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::charge::{
    Charge, ChargeState, DisputedPayment, FailReason, HeldState, HoldReason, InsurerAnswer, NothingDue,
    PaidElsewhere, PaidHow, Payment, Refund, Refunded, StateName, Upcoming, Waived,
};
use domain::task::ResolvedBy;
use domain::testing::{ATTEMPT, CARD, answer, at, card_shown, day, disputed, refund};
use server::import::ImportError;
use store::tasks::TaskFilter;
use store::{charges, tasks, withdrawals};
use test_support::{Export, on_both};

use crate::corrected::{GIVEN_BACK, PAID, saying};
use crate::late::announced;
use crate::world::World;

on_both!(what_a_row_makes_of_a_charge);

/// The columns of the table: what the row says where the export had said `scheduled` for $25.00 on Dec 2, or how the charge ended.
fn rows() -> [(&'static str, Export); 9] {
    let given_back = [PAID, GIVEN_BACK].concat();
    let part = [&given_back[..], &[("state", "partially_refunded"), ("refund_amount", "10")]].concat();
    let all = [&given_back[..], &[("state", "refunded")]].concat();
    [
        ("awaiting", {
            let money = ["amount", "billed", "allowed", "insurer_paid", "copay", "answered_on", "first_day"];
            let empty: Vec<(&str, &str)> = money.into_iter().map(|column| (column, "")).collect();
            saying(&[&empty[..], &[("state", "awaiting_insurer")]].concat())
        }),
        ("nothing", saying(&NOTHING)),
        ("same", Export::good()),
        ("amount", saying(&[("amount", "30"), ("insurer_paid", "95"), ("copay", "30")])),
        ("day", saying(&[("first_day", "2025-12-09")])),
        ("paid", saying(PAID)),
        ("part", saying(&part)),
        ("all", saying(&all)),
        ("waived", saying(&WAIVED)),
    ]
}

const NOTHING: [(&str, &str); 5] =
    [("state", "nothing_due"), ("first_day", ""), ("amount", "0"), ("insurer_paid", "125"), ("copay", "")];
const WAIVED: [(&str, &str); 4] =
    [("state", "waived"), ("first_day", ""), ("waived_on", "2025-11-24"), ("waive_reason", "Goodwill")];

/// `=` nothing changes; `late` it is named and refused; `asks` support is; `waits` for the processor; else the state that it comes to:
/// `*` where it was paid another way, `!` where its client is told that nothing is taken.
const UNTOLD: &str = "
state             awaiting     nothing      same         amount       day          paid         part         all          waived
awaiting          =            nothing_due  scheduled    scheduled    scheduled    paid         part         all          waived
scheduled         awaiting     nothing_due  =            scheduled    scheduled    paid         part         all          waived
moved scheduled   awaiting     nothing_due  =            scheduled    asks         paid         part         all          waived
on_hold           late         nothing_due  =            late         late         paid*        part*        all*         waived
nothing           awaiting     =            scheduled    scheduled    scheduled    paid         part         all          waived
waived            awaiting     nothing_due  scheduled    scheduled    scheduled    paid         part         all          waived
paid              late         nothing_due  late         late         late         paid         part         all          waived
waived by support late         late         =            late         late         late         late         late         =
settled           late         late         =            late         late         paid*        part*        all*         late
";

const TOLD: &str = "
state             awaiting     nothing      same         amount       day          paid         part         all          waived
scheduled         late         nothing_due! =            scheduled!   scheduled    paid*!       part*!       all*!        waived!
moved scheduled   late         nothing_due! =            scheduled!   asks         paid*!       part*!       all*!        waived!
upcoming          late         nothing_due! =            scheduled!   late         paid*!       part*!       all*!        waived!
moved upcoming    late         nothing_due! =            scheduled!   asks         paid*!       part*!       all*!        waived!
on_hold           late         nothing_due! =            late         late         paid*!       part*!       all*!        waived!
nothing           late         =            scheduled    scheduled    scheduled    paid*!       part*!       all*!        waived
waived            late         nothing_due  scheduled    scheduled    scheduled    paid*!       part*!       all*!        waived
waived by support late         late         =            late         late         late         late         late         =
settled           late         late         =            late         late         paid*        part*        all*         late
";

const TRIED: &str = "
state             awaiting     nothing      same         amount       day          paid         part         all          waived
scheduled         late         waits        =            waits        scheduled    waits        waits        waits        waits
upcoming          late         waits        =            waits        late         waits        waits        waits        waits
failed            late         waits        =            waits        late         waits        waits        waits        waits
processing        late         waits        =            late         late         waits        waits        waits        waits
on_hold           late         waits        =            late         late         waits        waits        waits        waits
nothing           late         =            scheduled    scheduled    scheduled    paid*!       part*!       all*!        waived
waived            late         nothing_due  scheduled    scheduled    scheduled    paid*!       part*!       all*!        waived
waived by support late         late         =            late         late         late         late         late         =
settled           late         late         =            late         late         paid*        part*        all*         late
paid              late         late         =            late         late         =            asks         asks         late
part              late         late         =            late         late         =            =            asks         late
all               late         late         =            late         late         =            =            =            late
disputed          late         late         =            late         late         =            asks         asks         late
charged_back      late         late         =            late         late         =            asks         asks         late
";

/// What the states are made from.
struct Made {
    /// As it was imported.
    scheduled: Charge,
    is_told: bool,
}

impl Made {
    fn upcoming(&self, name: &str) -> Upcoming {
        let ChargeState::Upcoming(mut upcoming) = announced(self.scheduled.clone()).state else {
            panic!("upcoming")
        };
        if name.starts_with("moved") {
            (upcoming.announced.day, upcoming.announced.chosen) = (day("2025-12-12"), true);
        }
        upcoming
    }

    /// The state of this name, and where the export had said that the charge stands.
    fn state(&self, name: &str) -> (ChargeState, StateName) {
        let state = self.open(name).or_else(|| self.ended(name)).unwrap_or_else(|| self.taken(name));
        let said = match (&state, name) {
            (_, "waived by support" | "settled") => StateName::Scheduled,
            (ChargeState::Waived(_) | ChargeState::NothingDue(_), _) => state.name(),
            (ChargeState::Paid(_), _) if !self.is_told => state.name(),
            _ => StateName::Scheduled,
        };
        (state, said)
    }

    fn open(&self, name: &str) -> Option<ChargeState> {
        let upcoming = self.upcoming(name);
        let processing = || upcoming.clone().taken(ATTEMPT, noon()).expect("it is its day");
        Some(match name {
            "awaiting" => ChargeState::AwaitingInsurer,
            "scheduled" | "moved scheduled" => ChargeState::Scheduled(upcoming.announced.unannounced()),
            "upcoming" | "moved upcoming" => ChargeState::Upcoming(upcoming),
            "failed" => ChargeState::Failed(processing().declined(CARD, FailReason::Declined, noon())),
            "processing" => ChargeState::Processing(processing()),
            "on_hold" => {
                let reason = HoldReason::Support { note: "She called".to_owned() };
                ChargeState::OnHold(self.before().hold(reason, Actor::Operator, noon()))
            }
            _ => return None,
        })
    }

    fn before(&self) -> HeldState {
        let upcoming = HeldState::Upcoming(self.upcoming(""));
        if self.is_told { upcoming } else { HeldState::Scheduled(upcoming.owed()) }
    }

    fn ended(&self, name: &str) -> Option<ChargeState> {
        let planned = Some(self.before().owed()).filter(|_| self.is_told);
        let (at, reason) = (noon(), "Hardship".to_owned());
        let due = self.before().owed().due;
        let waived = |by| ChargeState::Waived(Waived { due, at, by, reason, planned: planned.clone() });
        Some(match name {
            "nothing" => {
                let answer = answer([18_000, 12_500, 12_500, 0, 0, 0, 0]);
                let answer = InsurerAnswer { answered_on: day("2025-11-24"), ..answer };
                ChargeState::NothingDue(NothingDue { answer, planned: planned.clone() })
            }
            "waived" => waived(Actor::Practice),
            "waived by support" => waived(Actor::Operator),
            "settled" => {
                let (on, how) = (day("2025-12-01"), PaidHow::Check);
                let payment = PaidElsewhere { on, how, said_at: noon(), by: Actor::Operator };
                ChargeState::SettledElsewhere(self.before().settled(payment))
            }
            _ => return None,
        })
    }

    fn taken(&self, name: &str) -> ChargeState {
        let processing = self.upcoming(name).taken(ATTEMPT, noon()).expect("it is its day");
        let paid = processing.paid(noon(), card_shown(), "R-1001".to_owned());
        let back = |cents| {
            let none = Refunded::none_of(Payment::Paid(paid.clone()));
            none.and(Refund { processor_id: Some("re_1".to_owned()), ..refund(cents) }).expect("it is left")
        };
        match name {
            "paid" => ChargeState::Paid(paid),
            "part" => back(1_000).state(),
            "all" => back(2_500).state(),
            "disputed" => ChargeState::Disputed(disputed(DisputedPayment::Paid(paid))),
            "charged_back" => ChargeState::ChargedBack(disputed(DisputedPayment::Paid(paid)).lost(noon())),
            other => panic!("{other}"),
        }
    }
}

fn noon() -> DateTime<Utc> {
    at("2025-12-02T17:00:00Z")
}

fn word(state: &ChargeState) -> String {
    let name = match state.name() {
        StateName::AwaitingInsurer => "awaiting",
        StateName::SettledElsewhere => "paid",
        StateName::PartiallyRefunded => "part",
        StateName::Refunded => "all",
        name => name.as_str(),
    };
    let how = if state.settled_elsewhere().is_some() { "*" } else { "" };
    format!("{name}{how}")
}

/// What the row makes of the charge `soon` as it stands.
async fn outcome(world: &World, export: &Export) -> String {
    let (before, told) = (world.charge("soon").await, world.called_off("soon").await);
    match world.import_folder(export.path()).await {
        Ok(_) => {}
        Err(ImportError::Refused(_)) => return "late".to_owned(),
        Err(error) => panic!("{error:?}"),
    }
    let reader = world.store.reader();
    if let Some(waiting) = withdrawals::of_charge(&reader, before.id).await.expect("readable") {
        world.store.write(async |unit| withdrawals::forget(unit, &waiting).await).await;
        assert_eq!(world.charge("soon").await, before, "it waits for the processor");
        return "waits".to_owned();
    }
    let asked = tasks::list(&reader, &TaskFilter::default()).await.expect("tasks");
    if !asked.is_empty() {
        for task in asked {
            let said = ResolvedBy { by: Actor::Operator, reason: "Looked at".to_owned() };
            world.store.write(async |unit| tasks::resolve(unit, task.id, noon(), &said).await).await;
        }
        assert_eq!(world.charge("soon").await, before, "a person has to look");
        return "asks".to_owned();
    }
    let now = world.charge("soon").await;
    if now.state == before.state {
        return "=".to_owned();
    }
    let is_told = if world.called_off("soon").await > told { "!" } else { "" };
    format!("{}{is_told}", word(&now.state))
}

/// What comes of every row for the states that a table names.
async fn table(world: &World, made: &Made, expected: &str) -> String {
    let rows = rows();
    let mut lines = expected.lines().skip(1);
    let mut table = format!("\n{}\n", lines.next().expect("the titles"));
    for line in lines {
        let name = line.get(..18).expect("a name").trim();
        let mut cells = Vec::new();
        for (_, export) in &rows {
            let (state, said) = made.state(name);
            let now = Charge { state, ..world.charge("soon").await };
            world.save(&now).await;
            world.has_said(said).await;
            cells.push(outcome(world, export).await);
        }
        let mut written = format!("{name:<18}");
        for cell in cells {
            write!(written, "{cell:<13}").expect("text");
        }
        writeln!(table, "{}", written.trim_end()).expect("text");
    }
    table
}

async fn what_a_row_makes_of_a_charge(world: World) {
    world.import(&Export::good()).await;
    let scheduled = world.charge("soon").await;
    let mut made = Made { scheduled: scheduled.clone(), is_told: false };
    assert_eq!(table(&world, &made, UNTOLD).await, UNTOLD);
    let now = Charge { state: scheduled.state.clone(), ..world.charge("soon").await };
    world.save(&now).await;
    world.soon_is_told().await;
    made.is_told = true;
    assert_eq!(table(&world, &made, TOLD).await, TOLD);
    world.store.write(async |unit| charges::set_intent(unit, scheduled.id, "pi_1").await).await;
    assert_eq!(table(&world, &made, TRIED).await, TRIED);
}
