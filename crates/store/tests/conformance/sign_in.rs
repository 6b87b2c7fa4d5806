use chrono::Duration;
use domain::language::Language;
use domain::login::{Closed, Login, Person};
use domain::role::Role;
use domain::testing::{at, client_id, email, practice_id, provider, staff_id};
use domain::{LoginId, SessionId};
use store::logins::{self, Open};
use store::people::Sort;
use store::sessions::{self, DeviceSession, HeldSession};
use store::{StoreError, staff};
use test_support::{TestStore, on_both};
use uuid::Uuid;

on_both![
    a_sign_in_is_found_by_its_address_however_capitalized,
    an_address_or_a_person_has_one_sign_in,
    a_closed_sign_in_opens_nothing_and_keeps_nobody_from_its_address,
    a_role_is_that_of_the_staffs_list_at_the_moment,
    a_sign_in_is_unchanged_until_its_password_or_its_being_open_changes,
    a_password_is_set,
    a_session_is_found_by_its_token_until_it_is_ended,
    signing_out_ends_one_device_or_all_others,
    idle_sessions_of_one_sort_of_people_are_ended,
    a_touch_never_goes_back_in_time,
    one_device_is_shown_in_another_language,
    sessions_long_over_are_deleted,
];

const NOW: &str = "2025-12-01T15:00:00Z";

const fn login_id(n: u128) -> LoginId {
    LoginId::new(Uuid::from_u128(n))
}

const fn session_id(n: u128) -> SessionId {
    SessionId::new(Uuid::from_u128(n))
}

fn login(n: u128) -> Login {
    Login {
        id: login_id(n),
        practice: practice_id(1),
        person: Person::Client(client_id(n)),
        email: email(&format!("Client{n}@mail.example")),
        password_hash: None,
        closed: None,
    }
}

fn session(n: u8) -> DeviceSession {
    DeviceSession {
        id: session_id(n.into()),
        login: login_id(1),
        token_hash: [n; 32],
        agent: "Firefox on Linux".to_owned(),
        language: Language::Pseudo,
        created_at: at(NOW),
        seen_at: at(NOW),
        expires_at: at(NOW) + Duration::hours(12),
        revoked_at: None,
    }
}

/// Login 1 with devices 1 to 3.
async fn signed_in(books: &TestStore) {
    books
        .write(async |unit| {
            logins::insert(unit, &login(1)).await?;
            for n in 1..=3 {
                sessions::insert(unit, &session(n)).await?;
            }
            Ok(())
        })
        .await;
}

async fn by_token(books: &TestStore, n: u8) -> Option<HeldSession> {
    sessions::by_token(&books.reader(), &[n; 32]).await.expect("a read")
}

/// The sign-in of a provider.
fn of_staff(n: u128) -> Login {
    Login { person: Person::Staff(staff_id(1)), email: email("maya@larkspur.example"), ..login(n) }
}

async fn a_sign_in_is_found_by_its_address_however_capitalized(books: TestStore) {
    let person = Person::Staff(staff_id(1));
    books
        .write(async |unit| {
            logins::insert(unit, &login(1)).await?;
            logins::insert(unit, &of_staff(2)).await
        })
        .await;
    let reader = books.reader();
    let found = logins::open_by_email(&reader, &email("cLIENT1@MAIL.example")).await.expect("a read");
    assert_eq!(found, Some(Open { login: login(1), role: Role::Client, clients: vec![client_id(1)] }));
    assert_eq!(logins::open_by_email(&reader, &email("client9@mail.example")).await.expect("a read"), None);
    assert_eq!(logins::of_person(&reader, person).await.expect("a read"), Some(of_staff(2)));
    let nobody = logins::of_person(&reader, Person::Client(client_id(2))).await.expect("a read");
    assert_eq!(nobody, None);
    let people = [person, Person::Client(client_id(1)), Person::Client(client_id(2))];
    let mut found = logins::of_people(&reader, &people).await.expect("a read");
    found.sort_by_key(|it| it.id);
    assert_eq!(found, [login(1), of_staff(2)]);
}

async fn a_closed_sign_in_opens_nothing_and_keeps_nobody_from_its_address(books: TestStore) {
    signed_in(&books).await;
    let count =
        async || logins::open_count(&books.reader(), practice_id(1), Sort::Client).await.expect("a read");
    assert_eq!(count().await, 1);
    books.write(async |unit| logins::close(unit, &[login_id(1)], Closed::Gone).await).await;
    assert_eq!(count().await, 0);
    let reader = books.reader();
    assert_eq!(logins::open(&reader, login_id(1)).await.expect("a read"), None);
    assert_eq!(logins::open_by_email(&reader, &login(1).email).await.expect("a read"), None);
    assert_eq!(by_token(&books, 1).await, None, "nor does a device");
    let found = logins::find(&reader, login_id(1)).await.expect("a read");
    assert_eq!(found, Some(Login { closed: Some(Closed::Gone), ..login(1) }));

    let heir = Login { email: login(1).email, ..login(2) };
    books.write(async |unit| logins::insert(unit, &heir).await).await;
    let problem = books.refused(async |unit| logins::reopen(unit, login_id(1)).await).await;
    assert!(matches!(problem, StoreError::Conflict(_)), "{problem:?}");
    books
        .write(async |unit| {
            logins::close(unit, &[login_id(2)], Closed::Revoked).await?;
            logins::reopen(unit, login_id(1)).await
        })
        .await;
    let open = logins::open_by_email(&reader, &heir.email).await.expect("a read");
    assert_eq!(open.map(|it| it.login), Some(login(1)));
}

async fn a_role_is_that_of_the_staffs_list_at_the_moment(books: TestStore) {
    books
        .write(async |unit| {
            logins::insert(unit, &of_staff(1)).await?;
            sessions::insert(unit, &session(1)).await
        })
        .await;
    for role in [Role::Provider, Role::ClientSupport] {
        let person = domain::staff::StaffMember { role, ..provider(1) };
        books.write(async |unit| staff::upsert(unit, &[person]).await).await;
        assert_eq!(by_token(&books, 1).await.map(|held| held.role), Some(role));
    }
}

async fn a_sign_in_is_unchanged_until_its_password_or_its_being_open_changes(books: TestStore) {
    let read = Login { password_hash: Some("$1".to_owned()), ..login(1) };
    books.write(async |unit| logins::insert(unit, &read).await).await;
    let unchanged = async || books.write(async |unit| logins::unchanged(unit, &read).await).await;
    assert!(unchanged().await);
    books.write(async |unit| logins::set_password(unit, login_id(1), "$2").await).await;
    assert!(!unchanged().await);
    books
        .write(async |unit| {
            logins::set_password(unit, login_id(1), "$1").await?;
            logins::close(unit, &[login_id(1)], Closed::Revoked).await
        })
        .await;
    assert!(!unchanged().await);
}

async fn an_address_or_a_person_has_one_sign_in(books: TestStore) {
    books.write(async |unit| logins::insert(unit, &login(1)).await).await;
    let same_address = Login { email: email("CLIENT1@mail.example"), ..login(2) };
    let same_person = Login { person: Person::Client(client_id(1)), ..login(2) };
    for twin in [same_address, same_person] {
        let problem = books.refused(async |unit| logins::insert(unit, &twin).await).await;
        assert!(matches!(problem, StoreError::Conflict(_)), "{problem:?}");
    }
    books.write(async |unit| logins::insert(unit, &login(2)).await).await;
    let taken = email("client1@mail.example");
    let problem = books.refused(async |unit| logins::set_email(unit, login_id(2), &taken).await).await;
    assert!(matches!(problem, StoreError::Conflict(_)), "{problem:?}");
}

async fn a_password_is_set(books: TestStore) {
    books.write(async |unit| logins::insert(unit, &login(1)).await).await;
    books.write(async |unit| logins::set_password(unit, login_id(1), "$argon2id$1").await).await;
    let found = logins::find(&books.reader(), login_id(1)).await.expect("a read").expect("a login");
    assert_eq!(found.password_hash.as_deref(), Some("$argon2id$1"));
    let nobody = books.refused(async |unit| logins::set_password(unit, login_id(9), "$").await).await;
    assert!(matches!(nobody, StoreError::Stale), "{nobody:?}");
}

async fn a_session_is_found_by_its_token_until_it_is_ended(books: TestStore) {
    signed_in(&books).await;
    let held =
        HeldSession { session: session(1), login: login(1), role: Role::Client, clients: vec![client_id(1)] };
    assert_eq!(by_token(&books, 1).await, Some(held));
    assert_eq!(by_token(&books, 9).await, None);
    books.write(async |unit| sessions::revoke_of(unit, &[login_id(2), login_id(1)], at(NOW)).await).await;
    assert_eq!(by_token(&books, 1).await, None);
}

async fn idle_sessions_of_one_sort_of_people_are_ended(books: TestStore) {
    signed_in(&books).await;
    let of_the_staff = DeviceSession { login: login_id(2), ..session(4) };
    let seen_at = at(NOW) + Duration::minutes(5);
    books
        .write(async |unit| {
            logins::insert(unit, &of_staff(2)).await?;
            sessions::insert(unit, &of_the_staff).await?;
            sessions::revoke(unit, login_id(1), session_id(3), at(NOW)).await?;
            sessions::touch(unit, session_id(2), seen_at).await
        })
        .await;
    let end =
        async |of, seen| books.write(async |unit| sessions::end_idle(unit, of, seen, seen_at).await).await;
    assert_eq!(end(Sort::Client, at(NOW) - Duration::seconds(1)).await, 0);
    assert_eq!(end(Sort::Client, at(NOW)).await, 1, "neither the one seen later nor the one that was over");
    assert_eq!(by_token(&books, 1).await, None);
    assert!(by_token(&books, 2).await.is_some() && by_token(&books, 4).await.is_some());
    assert_eq!(end(Sort::Staff, at(NOW)).await, 1);
    assert_eq!(by_token(&books, 4).await, None);
}

async fn signing_out_ends_one_device_or_all_others(books: TestStore) {
    signed_in(&books).await;
    let revoke = async |login, session| {
        books.write(async |unit| sessions::revoke(unit, login, session, at(NOW)).await).await
    };
    assert!(!revoke(login_id(2), session_id(1)).await, "somebody else's device");
    assert!(revoke(login_id(1), session_id(1)).await);
    assert!(!revoke(login_id(1), session_id(1)).await);
    assert_eq!(by_token(&books, 1).await, None);
    let others = books
        .write(async |unit| sessions::revoke_all(unit, login_id(1), Some(session_id(3)), at(NOW)).await)
        .await;
    assert_eq!(others, 1);
    assert_eq!(by_token(&books, 2).await, None);
    assert_eq!(by_token(&books, 3).await.map(|held| held.session), Some(session(3)));
    books.write(async |unit| sessions::revoke_all(unit, login_id(1), None, at(NOW)).await).await;
    assert_eq!(by_token(&books, 3).await, None);
}

async fn a_touch_never_goes_back_in_time(books: TestStore) {
    signed_in(&books).await;
    for minutes in [5, 3] {
        let seen_at = at(NOW) + Duration::minutes(minutes);
        books.write(async |unit| sessions::touch(unit, session_id(2), seen_at).await).await;
    }
    let seen_at = by_token(&books, 2).await.map(|held| held.session.seen_at);
    assert_eq!(seen_at, Some(at(NOW) + Duration::minutes(5)));
}

async fn sessions_long_over_are_deleted(books: TestStore) {
    signed_in(&books).await;
    let pruned = async |hours| {
        let before = at(NOW) + Duration::hours(hours);
        books.write(async |unit| sessions::prune(unit, before, 10).await).await
    };
    assert_eq!(pruned(12).await, 0);
    assert_eq!(pruned(13).await, 3);
}

async fn one_device_is_shown_in_another_language(books: TestStore) {
    signed_in(&books).await;
    books.write(async |unit| sessions::set_language(unit, session_id(2), Language::English).await).await;
    let language = async |n| by_token(&books, n).await.expect("held").session.language;
    assert_eq!((language(1).await, language(2).await), (Language::Pseudo, Language::English));
}
