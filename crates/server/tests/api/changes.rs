//! `almoner changes`

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::called::Called;
use domain::contact::Email;
use domain::coverage::{CardPart, Coverage, Subscriber};
use domain::subject::Subject;
use domain::testing::{address, at, coverage_id, day, insured, on_file};
use domain::{AuditId, Money};
use store::{audit, charges, clients, coverages, practices, staff};
use uuid::Uuid;

use crate::practice::Practice;

/// When things happen, the first of them late on the day before in New York.
const BEFORE: &str = "2025-11-25T04:59:59Z";
const FIRST: &str = "2025-11-25T05:00:00Z";
const THEN: &str = "2025-11-26T15:00:00Z";

/// Writes what happened into the record.
async fn happened(desk: &Practice) {
    let store = desk.store().await;
    let reader = store.reader();
    let practice = practices::keys(&reader).await.expect("practices")["lake"];
    let (ben, jordan) = (
        clients::keys(&reader, practice).await.expect("clients")["ben"],
        staff::keys(&reader, practice).await.expect("staff")["jordan"],
    );
    let own = charges::by_external_keys(&reader, practice, &["own"]).await.expect("charges")["own"].id;
    let mut entries = Vec::new();
    let mut entry = |at: DateTime<Utc>, actor, subject, action| {
        let id = AuditId::new(Uuid::from_u128(u128::MAX - 100 + entries.len() as u128));
        entries.push(Entry { id, at, actor, practice, client: Some(ben), subject, action });
    };
    let (charge, client) = (Subject::Charge(own), Subject::Client(ben));
    let moved = |to| Action::Rescheduled { from: day("2025-12-05"), to: day(to), reason: None };
    entry(at(BEFORE), Actor::Client, charge, moved("2025-12-06"));
    entry(at(FIRST), Actor::Client, charge, moved("2025-12-09"));
    let moved_on = Action::Rescheduled { from: day("2025-12-09"), to: day("2025-12-10"), reason: None };
    entry(at(FIRST), Actor::Operator, charge, moved_on);
    let phone = |from, to| Action::PhoneChanged { from, to };
    entry(at(FIRST), Actor::Client, client, phone(None, Some(on_file("+44 20 7946 0123"))));
    let zo = Called { chosen_first: Some("Zo".to_owned()), pronouns: None };
    entry(at(FIRST), Actor::Client, client, Action::CalledChanged { from: Called::default(), to: zo });
    let lives = Action::AddressChanged { from: Some(address("1 Main St")), to: Some(address("=9 Elm St")) };
    entry(at(FIRST), Actor::Client, client, lives);
    let to = Email::parse("ben@new.example").expect("an address");
    entry(at(FIRST), Actor::Client, client, Action::EmailAsked { to: to.clone() });
    let from = Email::parse("ben@mail.example").ok();
    entry(at(FIRST), Actor::Client, client, Action::EmailChanged { from, to });
    entry(at(THEN), Actor::Staff(jordan), charge, Action::Waived { reason: "=1+1".to_owned() });
    let paid = Action::Paid { amount: Money::usd(14_000), card: None, taken_at: None };
    entry(at(THEN), Actor::System, charge, paid);
    entry(at(THEN), Actor::Practice, charge, Action::OwedAfterAll { reason: None });
    entry(at(THEN), Actor::Client, client, Action::PasswordSet);
    let unit = store.begin().await.expect("a unit");
    audit::append(&unit, &entries).await.expect("written");
    unit.commit().await.expect("committed");
}

#[tokio::test]
async fn what_was_changed_in_the_desk_is_told_in_the_words_of_the_export() {
    let desk = Practice::open().await;
    happened(&desk).await;
    let told = desk.run(&["changes", "--since=2025-11-25"], "").await;
    assert!(told.success, "{told:?}");
    let expected = [
        "practice_id,client_id,charge_id,coverage_id,column,was,is,at,by",
        "lake,ben,own,,first_day,2025-12-05,2025-12-09,2025-11-25T05:00:00Z,client",
        "lake,ben,own,,first_day,2025-12-09,2025-12-10,2025-11-25T05:00:00Z,operator",
        "lake,ben,,,phone,,+442079460123,2025-11-25T05:00:00Z,client",
        "lake,ben,,,chosen_first_name,,Zo,2025-11-25T05:00:00Z,client",
        "lake,ben,,,address_line1,1 Main St,'=9 Elm St,2025-11-25T05:00:00Z,client",
        "lake,ben,,,email,ben@mail.example,ben@new.example,2025-11-25T05:00:00Z,client",
        "lake,ben,own,,state,scheduled,waived,2025-11-26T15:00:00Z,staff jordan",
        "lake,ben,own,,waived_on,,2025-11-26,2025-11-26T15:00:00Z,staff jordan",
        "lake,ben,own,,waive_reason,,'=1+1,2025-11-26T15:00:00Z,staff jordan",
        "lake,ben,own,,first_day,2025-12-10,,2025-11-26T15:00:00Z,staff jordan",
        "lake,ben,own,,state,waived,paid,2025-11-26T15:00:00Z,desk",
        "lake,ben,own,,paid_on,,2025-11-26,2025-11-26T15:00:00Z,desk",
    ];
    assert_eq!(told.out.lines().collect::<Vec<_>>(), expected);
    let later = desk.run(&["changes", "--since=2025-11-26", "--practice=lake"], "").await;
    assert_eq!(
        later.out.lines().skip(1).collect::<Vec<_>>(),
        expected[7..],
        "what was before counts as before"
    );
    let nothing = desk.run(&["changes", "--since=2025-11-27"], "").await;
    assert_eq!(nothing.out.lines().collect::<Vec<_>>(), expected[..1]);
}

#[tokio::test]
async fn what_the_export_does_not_say_of_a_coverage_is_told_until_it_does() {
    let desk = Practice::open().await;
    let store = desk.store().await;
    let reader = store.reader();
    let practice = practices::keys(&reader).await.expect("practices")["lake"];
    let ben = clients::keys(&reader, practice).await.expect("clients")["ben"];
    let before = coverages::of_client(&reader, ben).await.expect("coverages").remove(0);
    let subscriber = Subscriber::Child(insured("Robert", "Osei"));
    let own = Coverage { member_id: "=W1".to_owned(), subscriber, ..before.clone() };
    let made = Coverage {
        id: coverage_id(9),
        external_key: None,
        exported: None,
        from: day("2025-07-01"),
        to: None,
        ..before.clone()
    };
    let entry = |n: u128, subject, action| {
        let id = AuditId::new(Uuid::from_u128(u128::MAX - 100 + n));
        let (actor, client) = (Actor::Client, Some(ben));
        Entry { id, at: at(FIRST), actor, practice, client, subject: Subject::Coverage(subject), action }
    };
    let added =
        Action::CoverageAdded { payer: made.payer, position: made.position, from: made.from, to: made.to };
    let entries = [
        entry(0, before.id, Action::MemberIdShown),
        entry(1, before.id, Action::CoverageCorrected { parts: vec![CardPart::MemberId] }),
        entry(2, made.id, added),
    ];
    let unit = store.begin().await.expect("a unit");
    coverages::save(&unit, &own).await.expect("saved");
    coverages::insert(&unit, &made).await.expect("added");
    audit::append(&unit, &entries).await.expect("written");
    unit.commit().await.expect("committed");
    let told = desk.run(&["changes", "--since=2025-11-25"], "").await;
    let mut lines: Vec<&str> = told.out.lines().skip(1).collect();
    lines.sort_unstable();
    let of =
        |coverage: &str, cells: &str| format!("lake,ben,,{coverage},{cells},2025-11-25T05:00:00Z,client");
    let expected = [
        of("cov-2", "member_id,AB12345C,'=W1"),
        of("cov-2", "relationship,self,child"),
        of("cov-2", "subscriber,Benedict Osei,Robert Osei"),
        of("cov_00000000000000000000000000000009", "effective_from,,2025-07-01"),
        of("cov_00000000000000000000000000000009", "member_id,,AB12345C"),
        of("cov_00000000000000000000000000000009", "payer_id,,medicaid"),
        of("cov_00000000000000000000000000000009", "plan,,Managed Care"),
        of("cov_00000000000000000000000000000009", "position,,primary"),
        of("cov_00000000000000000000000000000009", "relationship,,self"),
        of("cov_00000000000000000000000000000009", "subscriber,,Benedict Osei"),
    ];
    assert_eq!(lines, expected);
    let unit = store.begin().await.expect("a unit");
    let agreed = |it: &Coverage| Coverage { exported: Some(it.particulars()), ..it.clone() };
    coverages::upsert(&unit, &[agreed(&Coverage { version: 2, ..own }), agreed(&made)])
        .await
        .expect("written");
    unit.commit().await.expect("committed");
    let told = desk.run(&["changes", "--since=2025-11-25"], "").await;
    assert_eq!(told.out.lines().count(), 1, "{told:?}");
}

#[tokio::test]
async fn a_day_and_a_practice_that_are_none_are_refused() {
    let desk = Practice::open().await;
    let unknown = desk.run(&["changes", "--since=2025-11-25", "--practice=hill"], "").await;
    assert_eq!(unknown.err, "almoner: no practice has the id hill\n");
    for since in ["--since=yesterday", "--since=11/25/2025"] {
        let refused = desk.run(&["changes", since], "").await;
        assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{refused:?}");
    }
}
