use domain::Money;
use domain::charge::{AttemptsMade, Charge, ChargeKind, ChargeState, Due, Scheduled, StateName};
use domain::testing::{at, charge_id, client, client_id, day};
use store::charges::NewCharge;
use store::{charges, clients, payment_methods};
use test_support::clients::{card, charge, email};
use test_support::{Bench, MailServer};

/// Client 1 with a charge that the processor refuses, since it takes nothing below fifty cents.
async fn too_small(bench: Bench) -> Bench {
    let usual = charge(1, "2025-12-02");
    let due = Due { amount: Money::usd(49), answer: None };
    let state = ChargeState::Scheduled(Scheduled {
        due,
        first_day: day("2025-12-02"),
        attempts: AttemptsMade::default(),
        wished: None,
        chosen: false,
    });
    let small = Charge { kind: ChargeKind::SelfPay, state, ..usual.charge.clone() };
    let new = NewCharge { charge: small, ..usual };
    bench
        .write(async |unit| {
            clients::upsert(unit, &[client(1)]).await.expect("the client");
            payment_methods::upsert(unit, &[card(1, "pm_card_visa")]).await.expect("the card");
            charges::insert_many(unit, &[new]).await.expect("the charge");
        })
        .await;
    bench
}

#[tokio::test]
async fn a_charge_that_the_processor_refuses_after_its_notice_tells_its_client_that_it_is_on_hold() {
    let bench = too_small(Bench::new().await).await;
    bench.play_until("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.state_name(charge_id(1)).await, StateName::OnHold);
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    assert_eq!(bench.subjects(), ["Your payment on Tue, Dec 2", "Your payment is on hold"]);
    let held = &bench.mails()[1];
    assert_eq!((held.to.as_str(), held.at), (email(1).as_str(), at("2025-12-02T15:00:00Z")));
    for words in ["$0.49 will not be charged on Tue, Dec 2", "do not have to do anything", "(212) 555-0100"] {
        assert!(held.text.contains(words), "{words} in {}", held.text);
        assert!(held.html.contains(words), "{words} in {}", held.html);
    }
    bench.agrees().await;
}

#[tokio::test]
async fn who_hears_of_a_release_first_does_not_hear_of_the_hold_afterwards() {
    let server = MailServer::start().await;
    let bench = too_small(Bench::mailing(&server).await).await;
    bench.work().await;
    server.manners().to_mails = "451 4.3.0 Not now";
    bench.work_at("2025-12-02T15:00:00Z").await;
    let ChargeState::OnHold(held) = bench.state(charge_id(1)).await else { panic!("it was refused") };
    bench.put_into(charge_id(1), held.released(bench.desk.business.now())).await;
    server.manners().to_mails = "250 2.0.0 Taken";
    bench.play_until("2025-12-02T17:00:00Z").await;
    let arrived = server.arrived();
    let subjects: Vec<_> = arrived.iter().map(|mail| mail.about()).collect();
    assert_eq!(subjects, ["Your payment on Tue, Dec 2", "Your payment on Wed, Dec 3"]);
    bench.agrees().await;
}
