use domain::client::{Client, Details};
use domain::language::Language;
use domain::login::Person;
use domain::testing::{address, at, client, client_id, email, on_file, practice_id, provider, staff_id};
use store::people::{self, KnownPerson, ListedPerson, Sort};
use store::{StoreError, Unit, clients, staff};
use test_support::{TestStore, on_both};

on_both![
    people_are_found_by_their_address_or_key_whatever_they_are,
    who_is_gone_has_no_address_on_file_but_is_known_until_they_are_back,
    what_somebody_is_addressed_in_is_set_and_not_changed_by_an_import,
    details_are_changed_where_they_are_still_as_they_were_seen,
];

async fn people_are_found_by_their_address_or_key_whatever_they_are(books: TestStore) {
    let reader = books.reader();
    let found = people::at(&reader, &email("CLIENT2@mail.example")).await.expect("a read");
    assert_eq!(found.iter().map(|it| it.person).collect::<Vec<_>>(), [Person::Client(client_id(2))]);
    let found = people::at(&reader, &email("Maya1@larkspur.example")).await.expect("a read");
    let maya = KnownPerson {
        person: Person::Staff(staff_id(1)),
        practice: practice_id(1),
        external_key: provider(1).external_key,
        name: provider(1).name,
        email: Some(provider(1).email),
        is_gone: false,
    };
    assert_eq!(found, std::slice::from_ref(&maya));
    assert_eq!(people::find(&reader, maya.person).await.expect("a read"), Some(maya.clone()));
    let keyed = people::keyed(&reader, Sort::Staff, &maya.external_key).await.expect("a read");
    assert_eq!(keyed, [maya]);
    let zoe = people::keyed(&reader, Sort::Client, &client(2).external_key).await.expect("a read");
    let [zoe] = &zoe[..] else { panic!("one of {zoe:?}") };
    assert_eq!(
        (zoe.person, zoe.name.as_str()),
        (Person::Client(client_id(2)), client(2).name.full().as_str())
    );
    let shared = Client { email: Some(provider(1).email), ..client(1) };
    books.write(async |unit| clients::upsert(unit, &[shared]).await).await;
    assert_eq!(people::at(&reader, &provider(1).email).await.expect("a read").len(), 2);
    let names = staff::names(&reader, [staff_id(1), staff_id(1), staff_id(9)]).await.expect("a read");
    assert_eq!(names.get(&staff_id(1)).map(String::as_str), Some("Dr. Maya Okafor"));
    assert_eq!(names.len(), 1);
}

async fn who_is_gone_has_no_address_on_file_but_is_known_until_they_are_back(books: TestStore) {
    let reader = books.reader();
    let gone = [Person::Client(client_id(2)), Person::Staff(staff_id(1))];
    let is_gone = async |sort| {
        let listed = people::of_practice(&reader, practice_id(1), sort).await.expect("a read");
        assert_eq!(listed.len(), 2, "{listed:?}");
        listed
            .into_iter()
            .filter(|it| it.is_gone)
            .map(|ListedPerson { person, .. }| person)
            .collect::<Vec<_>>()
    };
    let now = at("2025-12-01T15:00:00Z");
    books.write(async |unit| people::set_gone(unit, &gone, Some(now)).await).await;
    // What a later export brings of them says nothing of this.
    books.write(async |unit| clients::upsert(unit, &[client(2)]).await).await;
    assert_eq!((is_gone(Sort::Client).await, is_gone(Sort::Staff).await), (vec![gone[0]], vec![gone[1]]));
    for address in [client(2).email.expect("an address"), provider(1).email] {
        assert_eq!(people::at(&reader, &address).await.expect("a read"), []);
    }
    let known = people::find(&reader, gone[0]).await.expect("a read").expect("known");
    assert!(known.is_gone);
    books.write(async |unit| people::set_gone(unit, &gone, None).await).await;
    assert_eq!((is_gone(Sort::Client).await, is_gone(Sort::Staff).await), (vec![], vec![]));
}

async fn what_somebody_is_addressed_in_is_set_and_not_changed_by_an_import(books: TestStore) {
    let language = Language::Pseudo;
    books
        .write(async |unit| {
            clients::upsert(unit, &[client(3)]).await?;
            staff::upsert(unit, &[provider(3)]).await?;
            clients::set_language(unit, client_id(3), language).await?;
            staff::set_language(unit, staff_id(3), language).await
        })
        .await;
    // Exports say nothing of it.
    books
        .write(async |unit| {
            clients::upsert(unit, &[client(3)]).await?;
            staff::upsert(unit, &[provider(3)]).await
        })
        .await;
    let reader = books.reader();
    let client = clients::find(&reader, client_id(3)).await.expect("a read").expect("there");
    let person = staff::find(&reader, staff_id(3)).await.expect("a read").expect("there");
    assert_eq!((client.language, person.language), (Some(language), Some(language)));
    let other = clients::find(&reader, client_id(2)).await.expect("a read").expect("there");
    assert_eq!(other.language, None);
}

async fn details_are_changed_where_they_are_still_as_they_were_seen(books: TestStore) {
    let with = |phone: Option<&str>, line1: Option<&str>| Details {
        chosen_first: None,
        pronouns: Some("she/her".to_owned()),
        phone: phone.map(on_file),
        address: line1.map(address),
        email: client(1).email,
        processor_customer: None,
    };
    let (old, new) = ("2125550117", "2125550118");
    let exported = with(Some(old), Some("1 Main St"));
    let brought = client(1).after_export(exported.clone()).0;
    books.write(async |unit| clients::upsert(unit, &[brought]).await).await;
    let change = async |seen: Details, to: Details| {
        books.write(async |unit| clients::change_details(unit, client_id(1), &seen, &to).await).await;
    };
    let kept = async |n| {
        let found = clients::find(&books.reader(), client_id(n)).await.expect("a read").expect("there");
        (found.details(), found.exported)
    };
    for seen in [with(None, Some("1 Main St")), with(Some(new), Some("1 Main St")), with(Some(old), None)] {
        let to = with(Some("2125550119"), Some("9 Elm St"));
        let change = async |unit: &Unit| clients::change_details(unit, client_id(1), &seen, &to).await;
        assert!(matches!(books.refused(change).await, StoreError::Stale));
    }
    assert_eq!(kept(1).await, (exported.clone(), exported.clone()));
    // Of what somebody else changed meanwhile nothing is asked where it is not changed.
    change(with(Some(old), Some("1 Main St")), with(Some(new), Some("1 Main St"))).await;
    change(with(Some(old), Some("1 Main St")), with(Some(old), Some("9 Elm St"))).await;
    assert_eq!(kept(1).await, (with(Some(new), Some("9 Elm St")), exported.clone()));
    change(with(Some(new), Some("9 Elm St")), with(None, None)).await;
    change(with(None, None), with(Some(new), None)).await;
    assert_eq!(kept(1).await, (with(Some(new), None), exported));
    // Another address is found by, and taken as working.
    let refused = client(1).email.expect("an address");
    books.write(async |unit| clients::refuse_email(unit, client_id(1), &refused).await).await;
    let to = email("Ana@new.example");
    change(with(Some(new), None), Details { email: Some(to.clone()), ..with(Some(new), None) }).await;
    let found = clients::by_email(&books.reader(), &to).await.expect("a read").remove(0);
    assert_eq!(
        (found.id, found.email.as_ref(), found.refused_email.as_ref()),
        (client_id(1), Some(&to), None)
    );
    assert_eq!(kept(2).await.1, Details::default(), "nobody else's");
}
