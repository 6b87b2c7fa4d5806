//! Another address of a client, from the form to both mailboxes.

use chrono::Duration;
use domain::audit::Action;
use domain::change_email::EmailForm;
use domain::charge::StateName;
use domain::client::Client;
use domain::contact::Email;
use domain::email_change::NoLink;
use domain::login::Person;
use domain::subject::Subject;
use domain::testing::{client, client_id, email as address};
use server::service::about_me::{ChangeError, waiting};
use server::service::email_changes::{NotAsked, ask, follow, withdraw};
use store::{audit, clients, email_changes, logins};
use test_support::clients::email;
use test_support::{Bench, Kind, MailServer};

const NEW: &str = "ana@new.example";

/// Client 1, who was told of a charge.
async fn told(bench: &Bench) -> Client {
    bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    ana(bench).await
}

async fn ana(bench: &Bench) -> Client {
    let found = clients::find(&bench.desk.store.reader(), client_id(1)).await;
    found.expect("a read").expect("the client")
}

async fn asks(bench: &Bench, to: &str) -> Result<Client, ChangeError<NotAsked>> {
    let form = EmailForm { seen: ana(bench).await.email, email: to.to_owned() };
    ask(&bench.desk, &bench.signed_in(1).await, &form).await
}

/// Has a link sent to this address; what it is known by.
async fn sent(bench: &Bench, to: &str) -> String {
    asks(bench, to).await.expect("it is sent");
    bench.work().await;
    link(bench, to)
}

/// What the latest link to this address is known by.
fn link(bench: &Bench, to: &str) -> String {
    let mails = bench.mails();
    let mail = mails.iter().rfind(|mail| mail.to == to && mail.subject.starts_with("Confirm"));
    let text = &mail.expect("a mail").text;
    let (_, rest) = text.split_once("https://desk.example.com/confirm-email#").expect("a link");
    rest[..64].to_owned()
}

async fn follows(bench: &Bench, token: &str) -> Option<NoLink> {
    follow(&bench.desk, token).await.expect("the store works")
}

fn subjects_to(bench: &Bench, to: &str) -> Vec<String> {
    bench.mails().into_iter().filter(|mail| mail.to == to).map(|mail| mail.subject).collect()
}

#[tokio::test]
async fn an_address_holds_once_its_link_is_followed_and_both_mailboxes_hear_of_it() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let bench = Bench::on(kind).await;
        let before = told(&bench).await;
        let token = sent(&bench, NEW).await;
        assert_eq!(ana(&bench).await, before, "nothing changes until then");
        assert_eq!(follows(&bench, &format!(" {token}\n")).await, None);
        bench.work().await;
        let after = ana(&bench).await;
        assert_eq!(after, Client { email: Some(address(NEW)), ..before });
        assert_eq!(
            subjects_to(&bench, NEW),
            ["Confirm this email address", "This email address is confirmed"]
        );
        assert_eq!(subjects_to(&bench, email(1).as_str())[1..], ["Your email address was changed"]);
        let (reader, subject) = (bench.desk.store.reader(), Subject::Client(client_id(1)));
        let entries = audit::about(&reader, client_id(1), subject).await;
        let record: Vec<_> = entries.expect("a record").into_iter().map(|it| it.action).collect();
        let to = address(NEW);
        let changed = Action::EmailChanged { from: Some(email(1)), to: to.clone() };
        assert_eq!(record, [Action::EmailAsked { to }, changed]);
        let login = logins::of_person(&bench.desk.store.reader(), Person::Client(client_id(1))).await;
        assert_eq!(
            login.expect("a read").expect("there").email,
            email(1),
            "a sign-in has an address of its own"
        );
        assert_eq!(follows(&bench, &token).await, Some(NoLink::Followed), "once");
        bench.work().await;
        assert_eq!(subjects_to(&bench, NEW).len(), 2);
    }
}

#[tokio::test]
async fn a_link_works_for_half_an_hour_from_when_it_was_sent_however_long_the_mail_waited() {
    let bench = Bench::new().await;
    told(&bench).await;
    asks(&bench, NEW).await.expect("it is asked for");
    let later = |minutes| bench.desk.real.set(bench.desk.real.now() + Duration::minutes(minutes));
    later(50);
    bench.work().await;
    let token = link(&bench, NEW);
    later(31);
    assert_eq!(follows(&bench, &token).await, Some(NoLink::Expired));
    let again = sent(&bench, NEW).await;
    assert_eq!(follows(&bench, &token).await, Some(NoLink::Replaced));
    later(29);
    assert_eq!(follows(&bench, &again).await, None);
}

#[tokio::test]
async fn what_is_wanted_no_more_is_not_sent_and_what_was_sent_works_no_more() {
    let bench = Bench::new().await;
    told(&bench).await;
    // In two tabs: of two that wait to be sent only the second is.
    asks(&bench, "ana@first.example").await.expect("it is asked for");
    let second = sent(&bench, NEW).await;
    assert!(subjects_to(&bench, "ana@first.example").is_empty());
    withdraw::<()>(&bench.desk, &bench.signed_in(1).await).await.expect("it is taken back");
    assert_eq!(follows(&bench, &second).await, Some(NoLink::Withdrawn));
    // Entering the present address takes back as well.
    let third = sent(&bench, NEW).await;
    asks(&bench, &email(1).as_str().to_uppercase()).await.expect("it is theirs");
    assert_eq!(follows(&bench, &third).await, Some(NoLink::Withdrawn));
    assert_eq!(ana(&bench).await.email, Some(email(1)));
    for wrong in ["", "x", &"0".repeat(64)] {
        assert_eq!(follows(&bench, wrong).await, Some(NoLink::Unknown), "{wrong}");
    }
}

#[tokio::test]
async fn an_address_that_came_in_another_way_meanwhile_stays() {
    let bench = Bench::new().await;
    told(&bench).await;
    let token = sent(&bench, NEW).await;
    let export = Client { email: Some(address("ana@third.example")), ..client(1) };
    bench.write(async |unit| clients::upsert(unit, &[export]).await.expect("imported")).await;
    assert_eq!(follows(&bench, &token).await, Some(NoLink::Overtaken));
    assert_eq!(ana(&bench).await.email, Some(address("ana@third.example")));
}

#[tokio::test]
async fn five_links_an_hour_are_sent_and_then_it_is_said_when_another_can_be() {
    let bench = Bench::new().await;
    told(&bench).await;
    for n in 0..5 {
        asks(&bench, &format!("ana@{n}.example")).await.expect("it is asked for");
    }
    let refused = asks(&bench, NEW).await;
    let Err(ChangeError::Entry(NotAsked::TooMany(wait))) = refused else { panic!("{refused:?}") };
    assert!(wait > Duration::minutes(59) && wait <= Duration::hours(1), "{wait}");
    bench.desk.real.set(bench.desk.real.now() + wait);
    asks(&bench, NEW).await.expect("the first is an hour ago");
}

#[tokio::test]
async fn whoever_could_not_be_told_of_a_charge_is_told_once_they_confirm_an_address() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench
        .write(async |unit| clients::refuse_email(unit, client_id(1), &email(1)).await.expect("refused"))
        .await;
    bench.work().await;
    assert_eq!((bench.state_name(charge).await, bench.mails().len()), (StateName::Scheduled, 0));
    let token = sent(&bench, NEW).await;
    assert_eq!(follows(&bench, &token).await, None);
    bench.work().await;
    assert_eq!(bench.state_name(charge).await, StateName::Upcoming);
    assert!(bench.mails().iter().all(|mail| mail.to == NEW), "nothing goes where nothing arrives");
    assert_eq!(ana(&bench).await.refused_email, None::<Email>);
}

#[tokio::test]
async fn a_link_that_no_mailbox_takes_is_told_to_its_client_and_changes_nothing_else() {
    for (at_recipient, is_refused) in [
        ("550 5.1.1 No such user here", true),
        // Neither of these is about the mailbox.
        ("554 5.7.1 Relay access denied", false),
        ("250 2.1.5 Fine", false),
    ] {
        let server = MailServer::start().await;
        let bench = Bench::mailing(&server).await;
        let before = told(&bench).await;
        server.manners().to_recipients = at_recipient;
        asks(&bench, NEW).await.expect("it is asked for");
        assert!(!refused(&bench).await, "not sent yet");
        bench.work().await;
        assert_eq!(refused(&bench).await, is_refused, "{at_recipient}");
        assert_eq!(ana(&bench).await, before, "{at_recipient}");
        assert!(!bench.spoilt(1).await, "the present address has nothing to do with it");
        // The next one is another one.
        asks(&bench, "ana@right.example").await.expect("it is asked for");
        assert!(!refused(&bench).await, "{at_recipient}");
    }
}

#[tokio::test]
async fn a_link_that_comes_back_is_told_to_its_client_as_well() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let bench = Bench::on(kind).await;
        let before = told(&bench).await;
        let token = sent(&bench, NEW).await;
        let unit = bench.desk.store.begin().await.expect("a unit");
        let waiting = email_changes::waiting(&unit, client_id(1)).await.expect("a read").expect("it waits");
        email_changes::refuse(&unit, client_id(1), waiting.id).await.expect("written");
        unit.commit().await.expect("committed");
        assert!(refused(&bench).await);
        // Whoever has the link after all has read the mailbox.
        assert_eq!(follows(&bench, &token).await, None);
        assert_eq!(ana(&bench).await, Client { email: Some(address(NEW)), ..before });
    }
}

/// Whether the client reads that no mailbox took the link.
async fn refused(bench: &Bench) -> bool {
    let found = waiting(&bench.desk, &ana(bench).await).await.expect("a read");
    found.expect("it waits").is_refused
}
