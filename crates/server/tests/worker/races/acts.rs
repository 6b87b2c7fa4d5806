//! Support acts on a charge at the very moment at which one of two workers takes it, or its cardholder confirms it: either it is taken,
//! once, or the act holds.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::charge::{PaidHow, StateName, Version};
use domain::reason::Reason;
use domain::testing::at;
use domain::{ChargeId, ClientId};
use processor_simulator::Behaviour;
use server::desk::Desk;
use server::payments::settle_from_processor;
use server::service::agents::Agent;
use server::service::charges::{ActError, Done, Kept, PaidSo, hold, settle, waive};
use store::{charges, withdrawals};
use test_support::{Bench, Kind, asked_for, until};
use tokio::time::Instant;

use super::{Aim, BETWEEN, START, take_one_by_one};

/// Hold, waive or settle, named by the state that it comes to.
async fn act(desk: &Desk, id: ChargeId, seen: Version, to: StateName) -> Result<Done, ActError> {
    let (operator, why) = (Agent::operator(), Reason::parse("She called").expect("a reason"));
    match to {
        StateName::OnHold => hold(desk, &operator, id, seen, &why).await,
        StateName::Waived => waive(desk, &operator, id, seen, &why).await,
        _ => settle(desk, &operator, id, seen, PaidSo { how: PaidHow::Cash, on: None }, &why).await,
    }
}

/// The same by whoever looks again where the charge is just being taken: then it is kept, unless that is over by then.
async fn act_again(desk: &Desk, id: ChargeId, seen: Version, to: StateName) -> Result<Done, ActError> {
    let done = act(desk, id, seen, to).await;
    if !matches!(done, Err(ActError::Stale(StateName::Processing))) {
        return done;
    }
    let present = charges::find(&desk.store.reader(), id).await.expect("readable").expect("the charge");
    act(desk, id, present.version, to).await
}

/// Whether the act won; none where it is kept and the attempt decides.
fn won(done: Result<Done, ActError>) -> Option<bool> {
    match done {
        Ok(Done::Now(_)) => Some(true),
        Ok(Done::Kept(Kept::UnderWay)) => None,
        Err(
            ActError::Stale(StateName::Processing | StateName::Paid)
            | ActError::State(StateName::Paid)
            | ActError::Taken,
        ) => Some(false),
        other => panic!("{other:?}"),
    }
}

/// Nothing that was said waits any more.
async fn nothing_waits(bench: &Bench, ids: &[ChargeId]) {
    until(async || {
        let waiting = withdrawals::among(&bench.desk.store.reader(), ids).await.expect("readable");
        if waiting.is_empty() { Ok(()) } else { Err(format!("these wait: {waiting:?}")) }
    })
    .await;
}

/// Each charge is paid or as the act has it, by what the act was told; what was taken was taken once.
async fn taken_or_acted_upon(
    bench: &Bench,
    ended: Vec<(ChargeId, ClientId, StateName, Option<bool>)>,
) -> (usize, BTreeMap<&'static str, usize>) {
    let mut counts = BTreeMap::new();
    let mut paid = 0;
    for (id, client, to, won) in ended {
        let state = bench.state_name(id).await;
        let captures = bench.books().of_charge(&id.to_string()).map(|intent| intent.captures).sum::<u32>();
        match won {
            Some(true) => assert_eq!(state, to, "{id}"),
            Some(false) => assert_eq!(state, StateName::Paid, "{id}"),
            None => assert!(state == StateName::Paid || state == to, "{id} is {state:?}"),
        }
        let is_paid = state == StateName::Paid;
        assert_eq!(captures, u32::from(is_paid), "{id}, {state:?}");
        // Who was told at once needs no task; of what was kept and taken, support hears.
        let asked = bench.tasks(client).await;
        assert_eq!(!asked.is_empty(), is_paid && won.is_none(), "{id}: {asked:?}");
        paid += usize::from(is_paid);
        let how = match won {
            Some(true) => "acted upon",
            Some(false) => "taken",
            None => "kept",
        };
        *counts.entry(how).or_default() += 1;
    }
    assert_eq!(bench.books().totals.captures, paid as u64);
    bench.agrees().await;
    (paid, counts)
}

/// Each side wins some of the races of this act.
fn both_win(about: &str, to: StateName, (paid, counts): &(usize, BTreeMap<&'static str, usize>)) {
    println!("{about}, to {to:?}: {counts:?}, {paid} paid");
    assert!(counts.contains_key("acted upon") && *paid > 0, "both sides win some: {counts:?}, {paid} paid");
}

async fn taken_or_acted_upon_at_its_charge_time(kind: Kind, to: StateName) {
    let races = asked_for("TEST_RACES", 48);
    let bench = Bench::on(kind).await;
    let ids = bench.many(u128::from(races)).await;
    bench.work().await;
    let taken_from = at("2025-12-02T15:00:00Z");
    take_one_by_one(&bench, &ids, taken_from + START).await;
    bench.desk.business.set(taken_from);
    let mut seen = Vec::with_capacity(ids.len());
    for id in &ids {
        seen.push(bench.charge(*id).await);
    }
    let _workers = [bench.start(taken_from, None), bench.start(taken_from, None)];
    let (mut aim, mut taken, mut ended) = (Aim::default(), Instant::now() + START, Vec::new());
    for charge in seen {
        tokio::time::sleep_until(aim.at(taken)).await;
        taken += BETWEEN;
        let won = won(act_again(&bench.desk, charge.id, charge.version, to).await);
        if won == Some(true) {
            aim.won();
        } else {
            aim.lost();
        }
        ended.push((charge.id, charge.client, to, won));
    }
    until(async || {
        for (id, _, to, _) in &ended {
            let state = bench.state_name(*id).await;
            if state != StateName::Paid && state != *to {
                return Err(format!("{id} is {state:?}"));
            }
        }
        Ok(())
    })
    .await;
    nothing_waits(&bench, &ids).await;
    let found = taken_or_acted_upon(&bench, ended).await;
    both_win(&format!("{kind:?}, at charge time"), to, &found);
}

/// The cardholder confirms while support acts and the processor tells of it.
async fn taken_or_acted_upon_while_its_cardholder_confirms(kind: Kind, to: StateName) {
    let races = asked_for("TEST_RACES", 48);
    let bench = Bench::on(kind).await;
    let card = Some("pm_card_authenticationRequired");
    let ids = bench.clients(1..=u128::from(races), card, "2025-12-02").await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    let (mut ended, mut later) = (Vec::new(), Duration::from_millis(3));
    for id in &ids {
        let charge = bench.charge(*id).await;
        assert_eq!(charge.state.name(), StateName::Failed);
        let intent = bench.books().of_charge(&id.to_string()).next().expect("a page").id.clone();
        let confirming = async {
            tokio::time::sleep(later).await;
            let is_confirmed = bench.simulator.settle(&intent, Behaviour::Succeeds);
            let told = intent.parse().expect("an intent");
            settle_from_processor(&bench.desk, &told).await.expect("the processor answers");
            is_confirmed
        };
        let (done, is_confirmed) = tokio::join!(act(&bench.desk, charge.id, charge.version, to), confirming);
        let won = won(done).expect("nothing is under way");
        assert_eq!(won, !is_confirmed, "{id}: exactly one happens");
        // Whoever lost is sooner the next time, so that they soon meet.
        later = if won { later - later / 4 } else { later + later / 4 + Duration::from_micros(50) };
        ended.push((charge.id, charge.client, to, Some(won)));
    }
    bench.work().await;
    nothing_waits(&bench, &ids).await;
    let found = taken_or_acted_upon(&bench, ended).await;
    both_win(&format!("{kind:?}, at confirmation"), to, &found);
}

/// A contest of its own for each act, on each database.
macro_rules! contests {
    ($($name:ident: $contest:ident, $kind:ident, $to:ident;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            $contest(Kind::$kind, StateName::$to).await;
        }
    )*};
}

contests! {
    a_charge_is_taken_or_held_at_its_charge_time_on_sqlite:
        taken_or_acted_upon_at_its_charge_time, Sqlite, OnHold;
    a_charge_is_taken_or_held_at_its_charge_time_on_postgres:
        taken_or_acted_upon_at_its_charge_time, Postgres, OnHold;
    a_charge_is_taken_or_waived_at_its_charge_time_on_sqlite:
        taken_or_acted_upon_at_its_charge_time, Sqlite, Waived;
    a_charge_is_taken_or_waived_at_its_charge_time_on_postgres:
        taken_or_acted_upon_at_its_charge_time, Postgres, Waived;
    a_charge_is_taken_or_settled_at_its_charge_time_on_sqlite:
        taken_or_acted_upon_at_its_charge_time, Sqlite, SettledElsewhere;
    a_charge_is_taken_or_settled_at_its_charge_time_on_postgres:
        taken_or_acted_upon_at_its_charge_time, Postgres, SettledElsewhere;
    a_charge_is_confirmed_or_held_on_sqlite:
        taken_or_acted_upon_while_its_cardholder_confirms, Sqlite, OnHold;
    a_charge_is_confirmed_or_held_on_postgres:
        taken_or_acted_upon_while_its_cardholder_confirms, Postgres, OnHold;
    a_charge_is_confirmed_or_waived_on_sqlite:
        taken_or_acted_upon_while_its_cardholder_confirms, Sqlite, Waived;
    a_charge_is_confirmed_or_waived_on_postgres:
        taken_or_acted_upon_while_its_cardholder_confirms, Postgres, Waived;
    a_charge_is_confirmed_or_settled_on_sqlite:
        taken_or_acted_upon_while_its_cardholder_confirms, Sqlite, SettledElsewhere;
    a_charge_is_confirmed_or_settled_on_postgres:
        taken_or_acted_upon_while_its_cardholder_confirms, Postgres, SettledElsewhere;
}
