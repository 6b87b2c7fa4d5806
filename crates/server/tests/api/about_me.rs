//! `/api/c/{client}/about-me`

use domain::actor::Actor;
use domain::address::{Address, AddressLines};
use domain::audit::Action;
use domain::called::Called;
use domain::phone::PhoneOnFile;
use domain::subject::Subject;
use domain::task::{DisputedDetail, Task, TaskReason, Team};
use domain::testing::{address, on_file};
use reqwest::Method;
use serde_json::json;
use store::{audit, clients, outbox, tasks};
use test_support::sample::{PHONE, STREET};
use test_support::{Answer, Server, Who, on_both};
use wire::about_me::AboutMeView;
use wire::paths::{CLIENTS, SESSION, about_me, about_me_address, about_me_called, about_me_phone};
use wire::problem::Conflict;

on_both! {
    a_number_is_changed_and_taken_away_and_both_are_on_the_record,
    a_number_that_is_no_longer_the_one_seen_is_a_conflict_with_the_present_one,
    a_number_that_was_disputed_is_no_question_any_more_once_it_is_the_exported_one,
    of_many_numbers_at_once_one_wins,
    a_name_is_chosen_and_everybody_uses_it_from_the_next_request_on,
    an_address_is_changed_and_taken_away_and_both_are_on_the_record,
}

async fn change(server: &Server, seen: Option<&str>, to: &str) -> Answer {
    let body = json!({ "seen": seen, "phone": to });
    server.send(Who::Owner, Method::PUT, &about_me_phone(Who::Owner.client()), Some(&body)).await
}

async fn kept(server: &Server) -> Option<PhoneOnFile> {
    let view: AboutMeView = server.get(Who::Owner, &about_me(Who::Owner.client())).await.body();
    view.phone
}

async fn record(server: &Server) -> Vec<(Actor, Action)> {
    let (reader, owner) = (server.desk.store.reader(), Who::Owner.client());
    let entries = audit::about(&reader, owner, Subject::Client(owner)).await.expect("a record");
    entries.into_iter().map(|entry| (entry.actor, entry.action)).collect()
}

async fn a_number_is_changed_and_taken_away_and_both_are_on_the_record(server: Server) {
    assert_eq!(kept(&server).await, Some(on_file(PHONE)));
    let changed: AboutMeView = change(&server, Some(PHONE), "1 212 555 0118").await.body();
    let other = on_file("(212) 555-0118");
    assert_eq!((changed.phone, kept(&server).await), (Some(other.clone()), Some(other.clone())));
    let gone: AboutMeView = change(&server, Some("(212) 555-0118"), " ").await.body();
    assert_eq!((gone.phone, kept(&server).await), (None, None));
    let (from, to) = (Some(on_file(PHONE)), Some(other));
    let expected = [
        (Actor::Client, Action::PhoneChanged { from, to: to.clone() }),
        (Actor::Client, Action::PhoneChanged { from: to, to: None }),
    ];
    assert_eq!(record(&server).await, expected);
    let another = clients::find(&server.desk.store.reader(), Who::Another.client()).await;
    assert_eq!(another.expect("a read").expect("there").phone, None);
}

async fn a_number_that_was_disputed_is_no_question_any_more_once_it_is_the_exported_one(server: Server) {
    let own = "(212) 555-0118";
    change(&server, Some(PHONE), own).await;
    let detail = DisputedDetail::Phone { desk: Some(on_file(own)), export: Some(on_file(PHONE)) };
    let (store, owner) = (&server.desk.store, Who::Owner.client());
    let client = clients::find(&store.reader(), owner).await.expect("a read").expect("there");
    let task = Task {
        id: server.desk.ids.make(),
        practice: client.practice,
        client: Some(owner),
        subject: Subject::Client(owner),
        team: Team::ClientSupport,
        reason: TaskReason::DetailDisputed { details: vec![detail] },
        created_at: server.desk.business.now(),
        resolved: None,
    };
    let unit = store.begin().await.expect("a unit");
    assert!(tasks::open(&unit, &task).await.expect("opened"));
    unit.commit().await.expect("committed");
    let open = async || tasks::open_of_client(&store.reader(), owner).await.expect("a read").len();
    change(&server, Some(own), "(212) 555-0119").await;
    assert_eq!(open().await, 1, "that is neither of the two");
    change(&server, Some("(212) 555-0119"), PHONE).await;
    assert_eq!(open().await, 0);
}

async fn a_number_that_is_no_longer_the_one_seen_is_a_conflict_with_the_present_one(server: Server) {
    change(&server, Some(PHONE), "(212) 555-0118").await;
    for (seen, to) in [(Some(PHONE), "(212) 555-0119"), (None, "(212) 555-0119"), (Some(PHONE), "")] {
        let answer = change(&server, seen, to).await;
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (409, "conflict"), "{to}");
        let Conflict { now }: Conflict<AboutMeView> = answer.extension();
        assert_eq!(now.phone, Some(on_file("(212) 555-0118")));
        assert!(answer.problem().detail.contains("changed to (212) 555-0118 in the meantime"));
    }
    assert_eq!(record(&server).await.len(), 1);
}

async fn of_many_numbers_at_once_one_wins(server: Server) {
    let cookie = server.cookie(Who::Owner).await;
    let path = about_me_phone(Who::Owner.client());
    let changes = (20..30).map(|last| {
        let body = json!({ "seen": PHONE, "phone": format!("(212) 555-01{last}") });
        let request = server.request(Method::PUT, &path).header("cookie", &cookie).json(&body);
        tokio::spawn(Answer::of(request))
    });
    let mut statuses = Vec::new();
    for answer in changes.collect::<Vec<_>>() {
        statuses.push(answer.await.expect("an answer").status.as_u16());
    }
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert!(statuses[1..].iter().all(|status| *status == 409), "{statuses:?}");
    assert_eq!(record(&server).await.len(), 1);
}

#[tokio::test]
async fn what_is_kept_already_changes_nothing_whatever_was_seen() {
    let server = Server::start().await;
    for seen in [Some(PHONE), Some("(212) 555-0118"), None] {
        let same: AboutMeView = change(&server, seen, "212.555.8849").await.body();
        assert_eq!(same.phone, Some(on_file(PHONE)));
    }
    assert!(record(&server).await.is_empty());
}

#[tokio::test]
async fn what_is_no_number_is_refused_beside_its_field_and_nothing_is_written() {
    let server = Server::start().await;
    let answer = change(&server, Some(PHONE), "555-0118").await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (422, "refused"));
    let field = &answer.problem().fields[0];
    assert_eq!(
        (field.field.as_str(), field.detail.as_str()),
        ("phone", texts::english().about_me_phone_shape())
    );
    assert_eq!(
        change(&server, Some("555\n0118"), "").await.slug(),
        "unreadable",
        "nobody can have seen that"
    );
    assert_eq!(kept(&server).await, Some(on_file(PHONE)));
    assert!(record(&server).await.is_empty());
}

async fn call(server: &Server, seen: &Called, to: [&str; 2]) -> Answer {
    let body = json!({ "seen": seen, "chosen_first": to[0], "pronouns": to[1] });
    server.send(Who::Owner, Method::PUT, &about_me_called(Who::Owner.client()), Some(&body)).await
}

fn called(chosen: Option<&str>, pronouns: Option<&str>) -> Called {
    Called { chosen_first: chosen.map(str::to_owned), pronouns: pronouns.map(str::to_owned) }
}

async fn a_name_is_chosen_and_everybody_uses_it_from_the_next_request_on(server: Server) {
    let (before, zo) = (called(None, Some("she/her")), called(Some("Zo 🌻"), Some("they/them")));
    let view: AboutMeView = call(&server, &before, [" Zo 🌻", "they/them "]).await.body();
    assert_eq!((&view.called, view.on_file.legal_name.as_str()), (&zo, "Zoë Nguyễn"));
    let session = server.get(Who::Owner, SESSION).await.text;
    assert!(session.contains("Zo 🌻"), "{session}");
    let seen_by_provider = server.get(Who::Provider, CLIENTS).await.text;
    assert!(seen_by_provider.contains("Zo 🌻 Nguyễn") && seen_by_provider.contains("they/them"));
    // What looks the same is the same, however it is composed; and another one was faster.
    let same: AboutMeView = call(&server, &before, ["Zo 🌻", "they/them"]).await.body();
    assert_eq!(same.called, zo);
    let late = call(&server, &before, ["Zoe\u{308}", ""]).await;
    assert_eq!(
        (late.status.as_u16(), late.extension::<Conflict<AboutMeView>>().now.called),
        (409, zo.clone())
    );
    let view: AboutMeView = call(&server, &zo, ["Zoe\u{308}", ""]).await.body();
    assert_eq!(view.called, called(Some("Zoë"), None));
    let expected = [
        (Actor::Client, Action::CalledChanged { from: before, to: zo.clone() }),
        (Actor::Client, Action::CalledChanged { from: zo, to: view.called }),
    ];
    assert_eq!(record(&server).await, expected);
}

#[tokio::test]
async fn what_cannot_be_shown_as_a_name_is_refused_beside_each_field() {
    let server = Server::start().await;
    let answer = call(&server, &called(None, Some("she/her")), ["Zo\u{202E}", &"x".repeat(101)]).await;
    assert_eq!(answer.status.as_u16(), 422);
    let fields: Vec<_> = answer.problem().fields.into_iter().map(|it| (it.field, it.detail)).collect();
    let english = texts::english();
    let expected = [("chosen_first", english.line_control()), ("pronouns", english.line_too_long())];
    assert_eq!(fields, expected.map(|(field, detail)| (field.to_owned(), detail.to_owned())));
    assert!(record(&server).await.is_empty());
}

async fn live(server: &Server, seen: Option<&Address>, to: &AddressLines) -> Answer {
    let body = json!({ "seen": seen, "address": to });
    server.send(Who::Owner, Method::PUT, &about_me_address(Who::Owner.client()), Some(&body)).await
}

async fn an_address_is_changed_and_taken_away_and_both_are_on_the_record(server: Server) {
    let (before, elm) = (address(STREET), address("9 Elm St"));
    let view: AboutMeView = live(&server, Some(&before), &elm.lines()).await.body();
    assert_eq!(view.address.as_ref(), Some(&elm));
    let store = &server.desk.store;
    let mails = async || {
        let owner = Who::Owner.client();
        let mails = outbox::about(&store.reader(), owner, Subject::Client(owner)).await.expect("a read");
        mails.into_iter().map(|it| it.kind).collect::<Vec<_>>()
    };
    assert_eq!(mails().await, ["address_changed"], "whoever did it, they are told");
    let late = live(&server, Some(&before), &address("1 Oak St").lines()).await;
    assert_eq!(mails().await.len(), 1, "nothing was changed");
    let Conflict { now }: Conflict<AboutMeView> = late.extension();
    assert_eq!((late.status.as_u16(), now.address.as_ref()), (409, Some(&elm)));
    let view: AboutMeView = live(&server, Some(&elm), &AddressLines::default()).await.body();
    assert_eq!(view.address, None);
    let expected = [
        (Actor::Client, Action::AddressChanged { from: Some(before), to: Some(elm.clone()) }),
        (Actor::Client, Action::AddressChanged { from: Some(elm), to: None }),
    ];
    assert_eq!(record(&server).await, expected);
}

#[tokio::test]
async fn what_is_no_address_is_refused_beside_each_field_and_nothing_is_written() {
    let server = Server::start().await;
    let seen = address(STREET);
    let lines = AddressLines { line1: String::new(), state: "NJ".to_owned(), ..seen.lines() };
    let answer = live(&server, Some(&seen), &lines).await;
    assert_eq!(answer.status.as_u16(), 422);
    let fields: Vec<_> = answer.problem().fields.into_iter().map(|it| it.field).collect();
    assert_eq!(fields, ["line1", "zip"]);
    assert!(answer.problem().fields[1].detail.contains("New Jersey"));
    assert!(record(&server).await.is_empty());
}
