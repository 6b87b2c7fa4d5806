//! The practice's system has another address, telephone number and card of everybody, while cards are charged, renewed and detached and
//! clients change their own number.

use domain::ChargeId;
use domain::audit::Action;
use domain::change_phone::PhoneForm;
use domain::subject::Subject;
use domain::testing::{at, client_id, method_id};
use server::payments::follow_card_named;
use server::service::about_me::{ChangeError, change_phone};
use store::{audit, clients, payment_methods};
use test_support::Kind;

use super::clients::signed_in;
use super::export::Word;
use super::night::{BOTH, Night, Tempo, Wins};
use super::outcome::{as_said, changed, ended, nothing_new};

const CHARGE_TIME: &str = "2025-12-02T15:00:00Z";

/// Charges are taken with one card or the other, once.
pub async fn charged(kind: Kind, tempo: &mut Tempo) -> Wins {
    let mut night = Night::on(kind, "pm_card_visa", tempo).await;
    night.bench.work().await;
    night.take_turns(at(CHARGE_TIME)).await;
    night.people.second = Some("pm_card_mastercard");
    night.people.mailbox = "moved";
    let night = if tempo.is_odd() { night.all_words() } else { night };
    let done = night.against_worker(tempo, at(CHARGE_TIME)).await;
    let all = ended(&night, &done).await;
    let mut wins = Wins::new();
    for it in &all {
        as_said(it);
        let of_second =
            payment_methods::default_of_client(&night.bench.desk.store.reader(), client_id(it.n)).await;
        assert_eq!(of_second.expect("readable").expect("a card").card.last4, "4444", "{it:?}");
        let mut side = BOTH;
        if it.word == Word::Same {
            assert!(it.is_taken(), "{it:?}");
            let line =
                night.bench.books().of_charge(&it.id.to_string()).next().expect("it was taken").clone();
            side = if line.last4.as_deref() == Some("4444") { "import" } else { "charge run" };
        }
        *wins.entry(side).or_default() += 1;
    }
    assert_eq!(done.charges.changed, changed(&all), "{done}\n{all:#?}");
    nothing_new(&night, &all).await;
    wins
}

/// Of each client one thing happens: their card is renewed or detached, or they enter another number.
pub async fn changed_elsewhere(kind: Kind, tempo: &mut Tempo) -> Wins {
    let mut night = Night::on(kind, "pm_card_visa", tempo).await;
    night.bench.play_until(CHARGE_TIME).await;
    night.people.second = Some("pm_card_mastercard");
    night.people.phone = "(212) 555-0177";
    night.people.mailbox = "moved";
    let bench = &night.bench;
    let everybody = &signed_in(&night).await;
    let act = |n: u128, _: ChargeId, _: Word| async move {
        let card = format!("pm_card_visa_{n}");
        match n % 3 {
            0 => assert!(bench.simulator.renew_card(&card, 7, 2033, None)),
            1 => assert!(bench.simulator.detach_card(&card)),
            _ => {
                let access = &everybody[usize::try_from(n - 1).expect("few")];
                let form = PhoneForm { seen: None, phone: "(917) 555-0118".to_owned() };
                return match change_phone(&bench.desk, access, &form).await {
                    Ok(_) => true,
                    Err(ChangeError::Stale(_)) => false,
                    Err(error) => panic!("{error:?}"),
                };
            }
        }
        // It is told once, and not again should it have been overtaken: what is heard later is asked anew.
        follow_card_named(&bench.desk, &card).await.expect("heard");
        true
    };
    let (_, acted) = night.against(tempo, act).await;
    let mut wins = Wins::new();
    for ((n, ..), won) in night.numbered().zip(acted) {
        let (mut side, said) = (BOTH, said_of(&night, n).await);
        let reader = bench.desk.store.reader();
        let first = payment_methods::one_of_client(&reader, client_id(n), method_id(n)).await;
        let first = first.expect("readable").expect("the first card");
        let default = payment_methods::default_of_client(&reader, client_id(n)).await.expect("readable");
        assert_eq!(default.expect("the second card").card.last4, "4444", "{n}");
        match n % 3 {
            0 => {
                assert_eq!((first.exp_month, first.exp_year), (7, 2033), "{n}: {said:?}");
                assert_eq!(said, ["card_renewed"], "{n}");
            }
            1 => {
                assert!(first.detached_at.is_some() && !first.is_default, "{n}: {said:?}");
                assert_eq!(said, ["card_detached"], "{n}");
            }
            _ => {
                let client =
                    clients::find(&reader, client_id(n)).await.expect("readable").expect("the client");
                let phone = client.phone.expect("a number").to_string();
                let disputed = bench.tasks(client_id(n)).await;
                if won {
                    assert_eq!((phone.as_str(), &disputed[..]), ("(917) 555-0118", &["detail"][..]), "{n}");
                } else {
                    assert_eq!((phone.as_str(), disputed.len()), ("(212) 555-0177", 0), "{n}");
                }
                side = if won { "client" } else { "import" };
            }
        }
        *wins.entry(side).or_default() += 1;
    }
    let all = ended(&night, &night.import(&night.export()).await.expect("the same export")).await;
    nothing_new(&night, &all).await;
    wins
}

/// What the record says of a client as a person.
async fn said_of(night: &Night, n: u128) -> Vec<&'static str> {
    let (reader, client) = (night.bench.desk.store.reader(), client_id(n));
    let entries = audit::about(&reader, client, Subject::Client(client)).await.expect("readable");
    let actions = entries.iter().map(|entry| Action::as_str(&entry.action));
    actions.filter(|it| it.starts_with("card_")).collect()
}
