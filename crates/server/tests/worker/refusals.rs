//! What mail servers refuse: what is about the mailbox spoils the address, and everything else waits.

use domain::charge::StateName;
use domain::task::{TaskReason, Team};
use domain::testing::{client_id, practice_id};
use store::tasks::{self, TaskFilter};
use test_support::{Bench, MailServer};

/// What support is asked to do for the practice as a whole, as reasons.
async fn asked_of_practice(bench: &Bench) -> Vec<TaskReason> {
    let asked = TaskFilter {
        practice: Some(practice_id(1)),
        team: Some(Team::ClientBillingSupport),
        resolved_too: false,
    };
    let open = tasks::list(&bench.desk.store.reader(), &asked).await.expect("readable");
    let of_practice = open.into_iter().filter(|task| task.client.is_none());
    of_practice.map(|task| task.reason).collect()
}

#[tokio::test]
async fn what_is_not_about_the_mailbox_never_spoils_an_address() {
    for answer in [
        "550 relay not permitted",
        "554 5.7.1 <client1@mail.example>: Relay access denied",
        "550 5.1.8 <billing@desk.example>: Sender address rejected: Domain not found",
        "530 5.7.0 Authentication required",
    ] {
        let server = MailServer::start().await;
        let bench = Bench::mailing(&server).await;
        let charge = bench.client_with(1, Some("pm_card_visa")).await;
        server.manners().to_recipients = answer;
        bench.play_until("2025-12-01T15:30:00Z").await;
        assert!(!bench.spoilt(1).await, "{answer}");
        server.manners().to_recipients = "250 2.1.5 Fine";
        bench.play_until("2025-12-01T17:00:00Z").await;
        assert_eq!(bench.state_name(charge).await, StateName::Upcoming, "{answer}");
        bench.agrees().await;
    }
}

#[tokio::test]
async fn what_is_about_the_mailbox_spoils_the_address_also_once_the_mail_has_arrived() {
    for (at_recipient, at_end) in [
        ("550 5.4.1 Recipient address rejected: Access denied. [AM0.prod.outlook.com]", "250 2.0.0 Taken"),
        ("550 No Such User Here", "250 2.0.0 Taken"),
        ("250 2.1.5 Fine", "554 delivery error: dd This user doesn't have a mail.example account"),
    ] {
        let server = MailServer::start().await;
        let bench = Bench::mailing(&server).await;
        bench.client_with(1, Some("pm_card_visa")).await;
        server.manners().to_recipients = at_recipient;
        server.manners().to_mails = at_end;
        bench.play_until("2025-12-01T15:30:00Z").await;
        assert!(bench.spoilt(1).await, "{at_recipient} {at_end}");
        assert_eq!(bench.tasks(client_id(1)).await, ["notice"]);
    }
}

#[tokio::test]
async fn mails_that_wait_for_a_day_are_one_task_for_the_practice_until_they_leave() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charges = bench.many(20).await;
    server.manners().to_recipients = "554 5.7.1 Relay access denied";
    bench.play_until("2025-12-02T14:29:00Z").await;
    assert_eq!(asked_of_practice(&bench).await, [], "not a day yet");
    bench.play_until("2025-12-03T14:30:00Z").await;
    let asked = asked_of_practice(&bench).await;
    let [TaskReason::MailsWait { said }] = &asked[..] else { panic!("{asked:?}") };
    assert!(said.contains("554 5.7.1"), "{said}");
    server.manners().to_recipients = "250 2.1.5 Fine";
    bench.play_until("2025-12-03T16:30:00Z").await;
    assert_eq!(asked_of_practice(&bench).await, [], "all have left");
    for charge in charges {
        assert_eq!(bench.state_name(charge).await, StateName::Upcoming);
    }
    bench.agrees().await;
}

#[tokio::test]
async fn a_notice_for_which_a_mailbox_has_no_room_for_a_day_is_a_task_until_it_is_there() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let charges = bench.many(1).await;
    server.manners().to_recipients = "552 5.2.2 Mailbox full";
    bench.play_until("2025-12-02T14:29:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, [""; 0], "not a day yet");
    bench.play_until("2025-12-03T14:30:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, ["notice"]);
    assert_eq!(asked_of_practice(&bench).await, [], "nothing of ours is wrong");
    assert!(!bench.spoilt(1).await);
    server.manners().to_recipients = "250 2.1.5 Fine";
    bench.play_until("2025-12-03T16:30:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, [""; 0], "the client was told");
    assert_eq!(bench.state_name(charges[0]).await, StateName::Upcoming);
    bench.agrees().await;
}
