use domain::actor::Actor;
use domain::charge::{ChargeState, HeldState, HoldReason, StateName};
use domain::testing::{at, charge_id, client, client_id, day, practice_id};
use store::{charges, clients};
use test_support::clients::{charge, email};
use test_support::{Bench, MailServer};

#[tokio::test]
async fn a_notice_waits_for_its_lead_time() {
    let bench = Bench::new().await;
    bench.clients(1..=1, None, "2025-12-10").await;
    bench.play_until("2025-12-08T14:59:59Z").await;
    assert!(bench.mails().is_empty());
    bench.play_until("2025-12-08T15:00:00Z").await;
    assert_eq!(bench.subjects(), ["Your payment on Wed, Dec 10"]);
    assert_eq!(bench.state_name(charge_id(1)).await, StateName::Upcoming);
    bench.agrees().await;
}

#[tokio::test]
async fn the_days_in_the_notice_are_those_that_hold_even_after_thirty_hours_of_trying() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    server.manners().to_mails = "451 4.3.0 Not now";
    bench.play_until("2025-12-02T20:30:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Scheduled);
    server.manners().to_mails = "250 2.0.0 Taken";
    bench.play_until("2025-12-02T21:30:00Z").await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("it was announced") };
    let announced = upcoming.announced;
    let window = announced.promise.window.expect("a window");
    assert_eq!(announced.day, day("2025-12-04"));
    assert_eq!((window.act_until, window.latest_day), (day("2025-12-18"), day("2025-12-20")));
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 1);
    assert_eq!(arrived[0].about(), "Your payment on Thu, Dec 4");
    for words in ["on Thu, Dec 4", "until Thu, Dec 18", "any day up to Sat, Dec 20"] {
        assert!(arrived[0].raw.replace("=\n", "").contains(words), "{words} in {}", arrived[0].raw);
    }
    bench.play_until("2025-12-04T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn a_notice_accepted_too_late_for_its_day_is_replaced_by_another() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    // Written at 09:59:59, which leaves a second to tell of Dec 2, and accepted at 10:00:01.
    bench.desk.business.set(at("2025-12-01T14:59:59Z"));
    let clock = bench.desk.business.clone();
    server.manners().meanwhile = Some(Box::new(move || clock.set(at("2025-12-01T15:00:01Z"))));
    bench.work().await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("it was announced") };
    assert_eq!(upcoming.announced.day, day("2025-12-03"));
    let arrived = server.arrived();
    let subjects: Vec<_> = arrived.iter().map(|mail| mail.about()).collect();
    assert_eq!(subjects, ["Your payment on Tue, Dec 2", "Your payment on Wed, Dec 3"]);
    assert!(arrived[1].raw.replace("=\n", "").contains("This email replaces any earlier one"));
    assert_ne!(arrived[0].header("Message-ID"), arrived[1].header("Message-ID"));
    assert_eq!(bench.record(charge).await, ["announced"]);
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(
        bench.state_name(charge).await,
        StateName::Upcoming,
        "nothing is taken on a day that was called off"
    );
    bench.play_until("2025-12-03T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn what_was_held_and_released_after_its_latest_day_is_not_taken_without_a_new_notice() {
    let bench = Bench::new().await;
    let id = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    let ChargeState::Upcoming(upcoming) = bench.state(id).await else { panic!("it was announced") };
    let reason = HoldReason::Support { note: "the insurer looks again".to_owned() };
    let held = HeldState::Upcoming(upcoming).hold(reason, Actor::System, bench.desk.business.now());
    bench.put_into(id, ChargeState::OnHold(held.clone())).await;
    // Dec 18 was the latest day that the notice named.
    bench.play_until("2025-12-20T16:00:00Z").await;
    assert_eq!(bench.books().totals.captures, 0);
    bench.put_into(id, held.released(bench.desk.business.now())).await;
    bench.work().await;
    let ChargeState::Upcoming(anew) = bench.state(id).await else { panic!("it was announced anew") };
    assert_eq!(anew.announced.day, day("2025-12-22"));
    assert_eq!(bench.subjects(), ["Your payment on Tue, Dec 2", "Your payment on Mon, Dec 22"]);
    bench.play_until("2025-12-22T14:59:59Z").await;
    assert_eq!(bench.books().totals.captures, 0);
    bench.play_until("2025-12-22T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn a_client_without_an_address_is_not_charged_and_support_is_asked_once() {
    let bench = Bench::new().await;
    bench
        .write(async |unit| {
            clients::upsert(unit, &[domain::client::Client { email: None, ..client(1) }])
                .await
                .expect("the client");
            charges::insert_many(unit, &[charge(1, "2025-12-02")]).await.expect("the charge");
        })
        .await;
    bench.play_until("2025-12-06T15:00:00Z").await;
    assert_eq!(bench.state_name(charge_id(1)).await, StateName::Scheduled);
    assert_eq!(bench.tasks(client_id(1)).await, ["notice"]);
    assert_eq!(bench.record(charge_id(1)).await, ["notice_impossible"]);
    bench.write(async |unit| clients::upsert(unit, &[client(1)]).await.expect("an address")).await;
    bench.play_until("2025-12-07T15:00:00Z").await;
    assert_eq!(bench.state_name(charge_id(1)).await, StateName::Upcoming);
    assert!(bench.tasks(client_id(1)).await.is_empty());
    bench.agrees().await;
}

#[tokio::test]
async fn an_address_refused_for_good_is_not_written_to_again() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    server.manners().to_recipients = "550 5.1.1 Nobody here";
    bench.play_until("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Scheduled);
    assert_eq!(bench.tasks(client_id(1)).await, ["notice"]);
    let found = clients::find(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
    assert_eq!(found.expect("the client").refused_email, Some(email(1)));
    server.manners().to_recipients = "250 2.1.5 Fine";
    bench.play_until("2025-12-08T15:00:00Z").await;
    assert!(server.arrived().is_empty(), "it was refused for good");
    bench.agrees().await;
}

#[tokio::test]
async fn what_a_mail_server_refuses_for_its_own_reasons_is_no_fault_of_the_address() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    for answer in
        ["451 4.7.1 Come back later", "550 5.7.1 Your address is on a list", "552 5.2.2 Mailbox full"]
    {
        server.manners().to_recipients = answer;
        bench.play_until("2025-12-02T15:00:00Z").await;
        assert!(bench.tasks(client_id(1)).await.is_empty(), "{answer}");
    }
    server.manners().to_recipients = "250 2.1.5 Fine";
    server.manners().to_mails = "554 5.6.0 Not this text";
    bench.play_until("2025-12-03T15:00:00Z").await;
    assert!(bench.tasks(client_id(1)).await.is_empty());
    server.manners().to_mails = "250 2.0.0 Taken";
    bench.play_until("2025-12-03T16:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Upcoming);
    bench.agrees().await;
}

#[tokio::test]
async fn a_policy_that_changes_after_the_notice_changes_nothing_for_it() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    let later = domain::policy::Policy {
        charge_time: "16:00:00".parse().expect("a time"),
        ..domain::policy::Policy::STANDARD
    };
    bench
        .write(async |unit| {
            store::policies::upsert(unit, practice_id(1), day("2025-12-01"), &later).await.expect("a policy");
        })
        .await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}
