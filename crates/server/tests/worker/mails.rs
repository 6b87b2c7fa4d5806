use std::collections::HashSet;

use domain::charge::{Charge, ChargeKind, ChargeState, StateName};
use domain::client::Client;
use domain::language::Language;
use domain::testing::{at, client, client_id, day};
use store::charges::{self, NewCharge};
use test_support::clients::{charge, email};
use test_support::sample::new_charge;
use test_support::{Bench, MailServer};

#[tokio::test]
async fn a_move_is_confirmed_and_the_new_day_is_reminded_of() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.move_to(1, charge, "2025-12-12").await.expect("it may be moved");
    bench.play_until("2025-12-11T14:59:59Z").await;
    assert_eq!(bench.subjects()[1..], ["Your payment date is now Fri, Dec 12"]);
    bench.play_until("2025-12-12T15:00:00Z").await;
    let subjects = bench.subjects();
    assert_eq!(
        subjects[2..],
        ["Reminder: your payment on Fri, Dec 12", "Receipt for your payment on Fri, Dec 12"]
    );
    assert!(bench.mails().iter().all(|mail| mail.to == email(1).as_str()), "no provider gets any of it");
    assert_eq!(bench.mails()[2].at, at("2025-12-11T15:00:00Z"));
    assert_eq!(bench.record(charge).await, ["announced", "rescheduled", "reminded", "attempt_begun", "paid"]);
    bench.agrees().await;
}

#[tokio::test]
async fn only_the_day_that_holds_is_reminded_of_and_only_once() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    for to in ["2025-12-10", "2025-12-12", "2025-12-10", "2025-12-12"] {
        bench.move_to(1, charge, to).await.expect("it may be moved");
    }
    bench.play_until("2025-12-12T15:00:00Z").await;
    let reminders: Vec<_> = bench.subjects().into_iter().filter(|it| it.starts_with("Reminder")).collect();
    assert_eq!(reminders, ["Reminder: your payment on Fri, Dec 12"]);
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn a_mail_server_that_is_down_for_a_day_loses_nothing() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charges = bench.many(8).await;
    bench.work().await;
    assert_eq!(server.arrived().len(), 8);
    server.manners().is_away = true;
    bench.play_until("2025-12-03T15:00:00Z").await;
    for charge in &charges {
        assert_eq!(bench.state_name(*charge).await, StateName::Paid);
    }
    assert_eq!(server.arrived().len(), 8);
    server.manners().is_away = false;
    bench.play_until("2025-12-03T16:30:00Z").await;
    let arrived = server.arrived();
    let receipts: Vec<_> = arrived.iter().filter(|mail| mail.about().starts_with("Receipt")).collect();
    assert_eq!((arrived.len(), receipts.len()), (16, 8));
    let mut to: Vec<_> = receipts.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    to.dedup();
    assert_eq!(to.len(), 8, "one each");
    bench.agrees().await;
}

#[tokio::test]
async fn while_mails_cannot_leave_nobody_is_charged_unannounced() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charges = bench.many(10).await;
    server.manners().is_away = true;
    bench.play_until("2025-12-05T15:00:00Z").await;
    for charge in &charges {
        assert_eq!(bench.state_name(*charge).await, StateName::Scheduled);
    }
    server.manners().is_away = false;
    bench.play_until("2025-12-05T16:30:00Z").await;
    for charge in &charges {
        let ChargeState::Upcoming(upcoming) = bench.state(*charge).await else { panic!("it was announced") };
        assert_eq!(upcoming.announced.day, day("2025-12-07"));
    }
    assert_eq!(bench.books().totals.captures, 0);
    bench.agrees().await;
}

#[tokio::test]
async fn a_mail_whose_acceptance_was_lost_is_sent_again_as_the_same_mail() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    server.manners().loses_next_answer = true;
    bench.play_until("2025-12-02T16:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    let arrived = server.arrived();
    let [_, first, again] = &arrived[..] else { panic!("{} mails", arrived.len()) };
    assert!(first.header("Subject").starts_with("Receipt"));
    assert_eq!(first.header("Message-ID"), again.header("Message-ID"));
    assert!(first.header("Message-ID").ends_with("@desk.example>"));
    assert_eq!(
        (first.to.as_str(), first.header("Auto-Submitted")),
        ("client1@mail.example", "auto-generated")
    );
    assert!(first.header("From").contains("Larkspur Therapy"));
    bench.agrees().await;
}

#[tokio::test]
async fn a_notice_whose_acceptance_was_lost_is_replaced_by_one_that_says_so() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.desk.business.set(at("2025-12-01T14:59:30Z"));
    server.manners().loses_next_answer = true;
    bench.play_until("2025-12-01T15:30:00Z").await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("it was announced") };
    assert_eq!(upcoming.announced.day, day("2025-12-03"), "what the last mail says is what counts");
    let arrived = server.arrived();
    let [first, second] = &arrived[..] else { panic!("{} mails", arrived.len()) };
    assert_eq!(first.about(), "Your payment on Tue, Dec 2");
    assert_eq!(second.about(), "Your payment on Wed, Dec 3");
    assert_ne!(first.header("Message-ID"), second.header("Message-ID"), "other words are another mail");
    assert!(second.raw.replace("=\n", "").contains("This email replaces any earlier one"));
    bench.agrees().await;
}

#[tokio::test]
async fn everybody_is_written_to_in_their_own_language() {
    let bench = Bench::new().await;
    let disguised = Client { language: Some(Language::Pseudo), ..client(3) };
    bench
        .write(async |unit| {
            store::clients::upsert(unit, &[disguised]).await.expect("the client");
        })
        .await;
    bench.client_with(3, Some("pm_card_visa")).await;
    bench.client_with(4, Some("pm_card_visa")).await;
    bench.work().await;
    let mails = bench.mails();
    let to = |n| mails.iter().find(|mail| mail.to == email(n).as_str()).expect("a mail");
    let subject = |language| {
        let texts = texts::Texts::of(language);
        texts.mail_upcoming_subject(&texts.day(day("2025-12-02"), day("2025-12-01")))
    };
    for (n, language) in [(3, Language::Pseudo), (4, Language::English)] {
        assert!(to(n).subject.contains(&subject(language)), "{language:?}: {}", to(n).subject);
    }
    assert_ne!(to(3).subject, to(4).subject);
}

#[tokio::test]
async fn mails_about_two_charges_of_one_session_are_told_apart_in_the_list_and_others_are_as_ever() {
    let bench = Bench::new().await;
    bench.many(2).await;
    let first = new_charge(1);
    let fee = charge(7, "2025-12-02");
    let (kind, session) = (ChargeKind::SelfPay, first.charge.session.clone());
    let fee = NewCharge { charge: Charge { client: client_id(1), kind, session, ..fee.charge }, ..fee };
    let keys = [first.external_key, fee.external_key.clone()];
    bench.write(async |unit| charges::insert_many(unit, &[fee]).await.expect("the charge")).await;
    bench.work().await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    let mails = bench.mails();
    let to = |n| mails.iter().filter(move |mail| mail.to == email(n).as_str());
    let subjects: HashSet<&str> = to(1).map(|mail| mail.subject.as_str()).collect();
    assert_eq!(subjects.len(), 4, "{subjects:?}");
    for key in keys {
        let named = format!(", reference {key})");
        assert_eq!(subjects.iter().filter(|it| it.ends_with(&named)).count(), 2, "{subjects:?}");
    }
    assert!(to(2).all(|mail| !mail.subject.contains("reference")), "nothing has to be told apart");
}
