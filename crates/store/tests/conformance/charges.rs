use std::collections::HashMap;

use chrono::Days;
use domain::actor::Actor;
use domain::charge::{
    Announced, CardShown, Charge, ChargeState, DisputedPayment, FailReason, HeldState, HoldReason,
    NothingDue, Paid, Payment, Refunded, StateName, Upcoming, Waived,
};
use domain::testing::{
    answer, at, attempt_id, charge_id, client_id, day, disputed, method_id, refund, settled_elsewhere,
    upcoming,
};
use store::{StoreError, charges};
use test_support::sample::{due, new_charge, scheduled};
use test_support::{TestStore, on_both};

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

/// Announced, to be taken on this day.
fn announced(on: &str) -> Announced {
    let told_at = at("2025-12-01T14:30:01.000002Z");
    Announced { due: due(), day: day(on), told_at, ..upcoming().announced }
}

/// Every state, those of several shapes in each of them.
fn states() -> Vec<ChargeState> {
    let upcoming = || Upcoming { announced: announced("2025-12-04") };
    let processing =
        || upcoming().taken(attempt_id(1), at("2025-12-04T15:00:00.123456Z")).expect("it is due");
    let card = || CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() };
    let failed = |reason| processing().declined(method_id(1), reason, at("2025-12-04T15:00:02Z"));
    let paid = || processing().paid(at("2025-12-04T15:00:02Z"), card(), "R-1".to_owned());
    let refunded = |cents| Refunded::none_of(Payment::Paid(paid())).and(refund(cents)).expect("a refund");
    let hold = |before: HeldState| {
        let reason = HoldReason::Support { note: "Asked by phone".to_owned() };
        ChargeState::OnHold(before.hold(reason, Actor::System, at("2025-12-03T15:00:00Z")))
    };
    let first = scheduled("2025-12-03");
    let url = "https://pay.example/confirm".to_owned();
    vec![
        ChargeState::AwaitingInsurer,
        ChargeState::NothingDue(NothingDue {
            answer: answer([18_000, 12_000, 12_000, 0, 0, 0, 0]),
            planned: None,
        }),
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
            due: due(),
            at: at("2025-12-03T15:00:00Z"),
            by: Actor::Practice,
            reason: "Hardship".to_owned(),
            planned: Some(scheduled("2025-12-03")),
        }),
        ChargeState::PartiallyRefunded(refunded(500)),
        ChargeState::Refunded(refunded(2_500)),
        ChargeState::SettledElsewhere(settled_elsewhere()),
        ChargeState::Disputed(disputed(DisputedPayment::Paid(paid()))),
        ChargeState::ChargedBack(
            disputed(DisputedPayment::PartiallyRefunded(refunded(500))).lost(at("2026-01-20T15:00:00Z")),
        ),
    ]
}

async fn every_state_reads_back_as_it_was_written(books: TestStore) {
    let states = states();
    let names: Vec<StateName> = states.iter().map(ChargeState::name).collect();
    assert!(StateName::ALL.iter().all(|name| names.contains(name)), "a state is not asked about");
    for (n, state) in (1..).zip(states) {
        let mut new = new_charge(n);
        new.charge.state = state.clone();
        new.due_at = Some(at("2025-12-04T15:00:00Z"));
        books.write(async |unit| charges::insert_many(unit, &[new.clone()]).await).await;
        let inserted = charges::find(&books.reader(), charge_id(n)).await.expect("a read");
        assert_eq!(inserted.as_ref(), Some(&new.charge));

        let mut saved = new_charge(100 + n).charge;
        books.write(async |unit| charges::insert_many(unit, &[new_charge(100 + n)]).await).await;
        saved.state = state;
        saved.version = books.write(async |unit| charges::save(unit, &saved, None).await).await;
        assert_eq!(charges::find(&books.reader(), saved.id).await.expect("a read"), Some(saved));
    }
}

async fn a_save_raises_the_version_and_the_old_one_is_stale(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let mut seen = new_charge(1).charge;
    seen.state = ChargeState::Upcoming(Upcoming { announced: announced("2025-12-09") });
    assert_eq!(books.write(async |unit| charges::save(unit, &seen, None).await).await, 2);
    let mut late = new_charge(1).charge;
    late.state = ChargeState::AwaitingInsurer;
    let refusal = books.refused(async |unit| charges::save(unit, &late, None).await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
    let present = charges::find(&books.reader(), charge_id(1)).await.expect("a read");
    assert_eq!(present, Some(Charge { version: 2, ..seen }));
}

async fn of_64_saves_at_one_version_one_succeeds(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    for version in 1..=3 {
        let later = |days| Announced { day: day("2025-12-03") + Days::new(days), ..announced("2025-12-03") };
        let saves = (0..64).map(|n| {
            let store = (*books).clone();
            let mut it = Charge { version, ..new_charge(1).charge };
            it.state = ChargeState::Upcoming(Upcoming { announced: later(n) });
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
        let present = charges::find(&books.reader(), charge_id(1)).await.expect("a read").expect("a charge");
        assert_eq!((present.version, Some(&present.state)), (version + 1, won.first()));
    }
}

async fn a_charge_of_another_client_is_not_found(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1)]).await).await;
    let reader = books.reader();
    let found = async |client, id| charges::of_client(&reader, client, id).await.expect("a read");
    assert!(found(client_id(1), charge_id(1)).await.is_some());
    assert_eq!(found(client_id(2), charge_id(1)).await, None);
    assert_eq!(found(client_id(1), charge_id(2)).await, None);
    assert!(charges::open_of_client(&reader, client_id(2)).await.expect("a read").is_empty());
}

async fn open_charges_come_in_the_order_of_their_days(books: TestStore) {
    let on = |n, state| {
        let mut new = new_charge(n);
        new.charge.state = state;
        new
    };
    let upcoming = |day| ChargeState::Upcoming(Upcoming { announced: announced(day) });
    let failed = |day: &str| {
        let upcoming = Upcoming { announced: announced(day) };
        let at = upcoming.announced.charged_at();
        let processing = upcoming.taken(attempt_id(1), at).expect("it is due");
        ChargeState::Failed(processing.without_method(at))
    };
    let scheduled = |first_day| ChargeState::Scheduled(scheduled(first_day));
    let held = |day| {
        let before = HeldState::Upcoming(Upcoming { announced: announced(day) });
        let note = "The client asked".to_owned();
        ChargeState::OnHold(before.hold(
            HoldReason::Support { note },
            Actor::System,
            at("2025-12-01T12:00:00Z"),
        ))
    };
    let paid = states().into_iter().find(|it| it.name() == StateName::Paid).expect("sample");
    let new = [
        on(1, upcoming("2025-12-20")),
        on(2, ChargeState::AwaitingInsurer),
        on(3, upcoming("2025-12-05")),
        on(4, failed("2025-12-04")),
        on(5, paid),
        on(6, scheduled("2025-12-03")),
        on(7, scheduled("2025-12-02")),
        on(8, held("2025-12-01")),
    ];
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    let open = charges::open_of_client(&books.reader(), client_id(1)).await.expect("a read");
    let ids: Vec<_> = open.iter().map(|it| it.id).collect();
    // A day that was wished for is no day on which anything is taken.
    assert_eq!(ids, [4, 3, 1, 8, 7, 6, 2].map(charge_id));
}

async fn an_intent_is_set_once_and_finds_its_charge(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2)]).await).await;
    books.write(async |unit| charges::set_intent(unit, charge_id(1), "pi_1").await).await;
    let refusal = books.refused(async |unit| charges::set_intent(unit, charge_id(1), "pi_2").await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
    let reader = books.reader();
    let found = charges::by_intent(&reader, "pi_1").await.expect("a read");
    assert_eq!(found.map(|it| it.id), Some(charge_id(1)));
    assert_eq!(charges::by_intent(&reader, "pi_2").await.expect("a read"), None);
    assert_eq!(charges::intent_of(&reader, charge_id(1)).await.expect("a read").as_deref(), Some("pi_1"));
    assert_eq!(charges::intent_of(&reader, charge_id(2)).await.expect("a read"), None);
}

async fn an_intent_that_was_called_off_is_replaced_once(books: TestStore) {
    books.write(async |unit| charges::insert_many(unit, &[new_charge(1), new_charge(2)]).await).await;
    books.write(async |unit| charges::set_intent(unit, charge_id(1), "pi_1").await).await;
    let id = charge_id(1);
    books.write(async |unit| charges::replace_intent(unit, id, "pi_1", "pi_2").await).await;
    let refusal = books.refused(async |unit| charges::replace_intent(unit, id, "pi_1", "pi_3").await).await;
    assert!(matches!(refusal, StoreError::Stale), "{refusal:?}");
    let intents = charges::intents(&books.reader(), &[1, 2, 3].map(charge_id)).await.expect("a read");
    assert_eq!(intents, HashMap::from([(id, "pi_2".to_owned())]));
}

async fn charges_with_intents_are_gone_through_in_pages(books: TestStore) {
    let new: Vec<_> = (1..=25).map(new_charge).collect();
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    for n in (1..=25).filter(|n| n % 5 != 0) {
        books.write(async |unit| charges::set_intent(unit, charge_id(n), &format!("pi_{n}")).await).await;
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = charges::with_intents(&books.reader(), after, 7).await.expect("a read");
        let Some((last, _)) = page.last() else { break };
        after = Some(last.id);
        seen.extend(page.into_iter().map(|(charge, intent)| (charge.id, intent)));
    }
    let expected = (1..=25).filter(|n| n % 5 != 0).map(|n| (charge_id(n), format!("pi_{n}")));
    assert_eq!(seen, expected.collect::<Vec<_>>());
}

async fn many_charges_are_found_at_once(books: TestStore) {
    let new: Vec<_> = (1..=1_200).map(new_charge).collect();
    books.write(async |unit| charges::insert_many(unit, &new).await).await;
    let ids: Vec<_> = (1..=1_300).map(charge_id).collect();
    let found = charges::find_many(&books.reader(), &ids).await.expect("a read");
    assert_eq!(found.len(), 1_200);
    assert_eq!(found.get(&charge_id(700)), Some(&new_charge(700).charge));
    assert_eq!(found[&charge_id(1)].session.day, day("2025-11-05"));
}
