use std::collections::HashMap;

use domain::charge::{
    CardShown, Charge, ChargeState, FailReason, HeldState, HoldReason, NothingDue, Paid, Refund, Refunded,
    StateName, Upcoming, Waived,
};
use domain::{Money, actor::Actor};
use store::{StoreError, charges};

use crate::desk::Desk;
use crate::on_both;
use crate::sample::{self, at, charge, charge_id, client_id, day};

on_both![
    every_state_reads_back_as_it_was_written,
    a_save_raises_the_version_and_the_old_one_is_stale,
    of_64_saves_at_one_version_one_succeeds,
    a_charge_of_another_client_is_not_found,
    open_charges_come_in_the_order_of_their_days,
    an_intent_is_set_once_and_finds_its_charge,
    an_intent_that_was_called_off_is_replaced_once,
    charges_with_intents_are_gone_through_in_pages,
    many_charges_are_found_at_once,
];

/// Every state, those of several shapes in each of them.
fn states() -> Vec<ChargeState> {
    let upcoming = || Upcoming { announced: sample::announced("2025-12-04") };
    let processing =
        || upcoming().taken(sample::attempt_id(1), at("2025-12-04T15:00:00.123456Z")).expect("it is due");
    let card = || CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() };
    let failed = |reason| processing().declined(sample::method_id(1), reason, at("2025-12-04T15:00:02Z"));
    let paid = || processing().paid(at("2025-12-04T15:00:02Z"), card(), "R-1".to_owned());
    let refund = |cents| Refund {
        amount: Money::usd(cents),
        at: at("2025-12-09T15:00:00Z"),
        by: Actor::Staff(sample::staff_id(1)),
        reason: "Billed twice".to_owned(),
    };
    let refunded = |cents| Refunded::none_of(paid()).and(refund(cents)).expect("a refund");
    let hold = |before: HeldState| {
        let reason = HoldReason::Support { note: "Asked by phone".to_owned() };
        ChargeState::OnHold(before.hold(reason, Actor::System, at("2025-12-03T15:00:00Z")))
    };
    let first = match sample::scheduled() {
        ChargeState::Scheduled(it) => it,
        _ => unreachable!("sample"),
    };
    let url = "https://pay.example/confirm".to_owned();
    vec![
        ChargeState::AwaitingInsurer,
        ChargeState::NothingDue(NothingDue { answer: sample::answer_without_client_part() }),
        ChargeState::Scheduled(first.clone()),
        ChargeState::Upcoming(upcoming()),
        ChargeState::Processing(processing()),
        ChargeState::Paid(paid()),
        ChargeState::Paid(Paid { card: None, ..paid() }),
        ChargeState::Failed(failed(FailReason::Declined)),
        ChargeState::Failed(failed(FailReason::DeclinedForGood)),
        ChargeState::Failed(failed(FailReason::NeedsConfirmation { url })),
        ChargeState::Failed(processing().without_method(at("2025-12-04T15:00:02Z"))),
        hold(HeldState::Scheduled(first)),
        hold(HeldState::Upcoming(upcoming())),
        hold(HeldState::Failed(failed(FailReason::Declined))),
        ChargeState::Waived(Waived {
            due: sample::due(),
            at: at("2025-12-03T15:00:00Z"),
            by: Actor::Practice,
            reason: "Hardship".to_owned(),
        }),
        ChargeState::PartiallyRefunded(refunded(500)),
        ChargeState::Refunded(refunded(2_500)),
    ]
}

async fn every_state_reads_back_as_it_was_written(desk: Desk) {
    let states = states();
    let names: Vec<StateName> = states.iter().map(ChargeState::name).collect();
    assert!(StateName::ALL.iter().all(|name| names.contains(name)), "a state is not asked about");
    for (n, state) in (1..).zip(states) {
        let mut new = charge(n);
        new.charge.state = state.clone();
        new.due_at = Some(at("2025-12-04T15:00:00Z"));
        desk.write(async |unit| charges::insert_many(unit, &[new.clone()]).await).await;
        let inserted = charges::find(&desk.reader(), charge_id(n)).await.expect("a read");
        assert_eq!(inserted.as_ref(), Some(&new.charge));

        let mut saved = charge(100 + n).charge;
        desk.write(async |unit| charges::insert_many(unit, &[charge(100 + n)]).await).await;
        saved.state = state;
        saved.version = desk.write(async |unit| charges::save(unit, &saved, None).await).await;
        assert_eq!(charges::find(&desk.reader(), saved.id).await.expect("a read"), Some(saved));
    }
}

async fn a_save_raises_the_version_and_the_old_one_is_stale(desk: Desk) {
    desk.write(async |unit| charges::insert_many(unit, &[charge(1)]).await).await;
    let mut seen = charge(1).charge;
    seen.state = ChargeState::Upcoming(Upcoming { announced: sample::announced("2025-12-09") });
    assert_eq!(desk.write(async |unit| charges::save(unit, &seen, None).await).await, 2);
    let mut late = charge(1).charge;
    late.state = ChargeState::AwaitingInsurer;
    let refusal = desk.refused(async |unit| charges::save(unit, &late, None).await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
    let present = charges::find(&desk.reader(), charge_id(1)).await.expect("a read");
    assert_eq!(present, Some(Charge { version: 2, ..seen }));
}

async fn of_64_saves_at_one_version_one_succeeds(desk: Desk) {
    desk.write(async |unit| charges::insert_many(unit, &[charge(1)]).await).await;
    for version in 1..=3 {
        let saves = (0..64).map(|n| {
            let store = (*desk).clone();
            let mut it = Charge { version, ..charge(1).charge };
            it.state = ChargeState::Upcoming(Upcoming { announced: sample::announced_days_later(n) });
            tokio::spawn(async move {
                let unit = store.begin().await?;
                charges::save(&unit, &it, None).await?;
                unit.commit().await?;
                Ok::<_, StoreError>(it.state)
            })
        });
        let mut won = Vec::new();
        for save in saves.collect::<Vec<_>>() {
            match save.await.expect("no panic") {
                Ok(state) => won.push(state),
                Err(StoreError::Stale) => {}
                Err(problem) => panic!("{problem:?}"),
            }
        }
        assert_eq!(won.len(), 1);
        let present = charges::find(&desk.reader(), charge_id(1)).await.expect("a read").expect("a charge");
        assert_eq!((present.version, Some(&present.state)), (version + 1, won.first()));
    }
}

async fn a_charge_of_another_client_is_not_found(desk: Desk) {
    desk.write(async |unit| charges::insert_many(unit, &[charge(1)]).await).await;
    let reader = desk.reader();
    let found = async |client, id| charges::of_client(&reader, client, id).await.expect("a read");
    assert!(found(client_id(1), charge_id(1)).await.is_some());
    assert_eq!(found(client_id(2), charge_id(1)).await, None);
    assert_eq!(found(client_id(1), charge_id(2)).await, None);
    assert!(charges::open_of_client(&reader, client_id(2)).await.expect("a read").is_empty());
}

async fn open_charges_come_in_the_order_of_their_days(desk: Desk) {
    let on = |n, state| {
        let mut new = charge(n);
        new.charge.state = state;
        new
    };
    let upcoming = |day| ChargeState::Upcoming(Upcoming { announced: sample::announced(day) });
    let failed = |day: &str| {
        let upcoming = Upcoming { announced: sample::announced(day) };
        let at = upcoming.announced.charged_at();
        let processing = upcoming.taken(sample::attempt_id(1), at).expect("it is due");
        ChargeState::Failed(processing.without_method(at))
    };
    let paid = states().into_iter().find(|it| it.name() == StateName::Paid).expect("sample");
    let new = [
        on(1, upcoming("2025-12-20")),
        on(2, ChargeState::AwaitingInsurer),
        on(3, upcoming("2025-12-05")),
        on(4, failed("2025-12-04")),
        on(5, paid),
    ];
    desk.write(async |unit| charges::insert_many(unit, &new).await).await;
    let open = charges::open_of_client(&desk.reader(), client_id(1)).await.expect("a read");
    let ids: Vec<_> = open.iter().map(|it| it.id).collect();
    assert_eq!(ids, [4, 3, 1, 2].map(charge_id));
}

async fn an_intent_is_set_once_and_finds_its_charge(desk: Desk) {
    desk.write(async |unit| charges::insert_many(unit, &[charge(1), charge(2)]).await).await;
    desk.write(async |unit| charges::set_intent(unit, charge_id(1), "pi_1").await).await;
    let refusal = desk.refused(async |unit| charges::set_intent(unit, charge_id(1), "pi_2").await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
    let reader = desk.reader();
    let found = charges::by_intent(&reader, "pi_1").await.expect("a read");
    assert_eq!(found.map(|it| it.id), Some(charge_id(1)));
    assert_eq!(charges::by_intent(&reader, "pi_2").await.expect("a read"), None);
    assert_eq!(charges::intent_of(&reader, charge_id(1)).await.expect("a read").as_deref(), Some("pi_1"));
    assert_eq!(charges::intent_of(&reader, charge_id(2)).await.expect("a read"), None);
}

async fn an_intent_that_was_called_off_is_replaced_once(desk: Desk) {
    desk.write(async |unit| charges::insert_many(unit, &[charge(1), charge(2)]).await).await;
    desk.write(async |unit| charges::set_intent(unit, charge_id(1), "pi_1").await).await;
    let id = charge_id(1);
    desk.write(async |unit| charges::replace_intent(unit, id, "pi_1", "pi_2").await).await;
    let refusal = desk.refused(async |unit| charges::replace_intent(unit, id, "pi_1", "pi_3").await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
    let intents = charges::intents(&desk.reader(), &[1, 2, 3].map(charge_id)).await.expect("a read");
    assert_eq!(intents, HashMap::from([(id, "pi_2".to_owned())]));
}

async fn charges_with_intents_are_gone_through_in_pages(desk: Desk) {
    let new: Vec<_> = (1..=25).map(charge).collect();
    desk.write(async |unit| charges::insert_many(unit, &new).await).await;
    for n in (1..=25).filter(|n| n % 5 != 0) {
        desk.write(async |unit| charges::set_intent(unit, charge_id(n), &format!("pi_{n}")).await).await;
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = charges::with_intents(&desk.reader(), after, 7).await.expect("a read");
        let Some((last, _)) = page.last() else { break };
        after = Some(last.id);
        seen.extend(page.into_iter().map(|(charge, intent)| (charge.id, intent)));
    }
    let expected = (1..=25).filter(|n| n % 5 != 0).map(|n| (charge_id(n), format!("pi_{n}")));
    assert_eq!(seen, expected.collect::<Vec<_>>());
}

async fn many_charges_are_found_at_once(desk: Desk) {
    let new: Vec<_> = (1..=1_200).map(charge).collect();
    desk.write(async |unit| charges::insert_many(unit, &new).await).await;
    let ids: Vec<_> = (1..=1_300).map(charge_id).collect();
    let found = charges::find_many(&desk.reader(), &ids).await.expect("a read");
    assert_eq!(found.len(), 1_200);
    assert_eq!(found.get(&charge_id(700)), Some(&charge(700).charge));
    assert_eq!(found[&charge_id(1)].session.day, day("2025-11-05"));
}
