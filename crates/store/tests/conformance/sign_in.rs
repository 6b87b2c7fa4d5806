use chrono::Duration;
use domain::role::Role;
use domain::{LoginId, SessionId};
use store::logins::{self, Login, Person};
use store::sessions::{self, Session};
use store::{StoreError, clients, staff};
use uuid::Uuid;

use crate::desk::Desk;
use crate::on_both;
use crate::sample::{at, client_id, email, practice_id, staff_id};

on_both![
    a_sign_in_is_found_by_its_address_however_capitalized,
    an_address_or_a_person_has_one_sign_in,
    a_password_is_set,
    a_session_is_found_by_its_token_until_it_ends,
    signing_out_ends_one_device_or_all_others,
    a_touch_never_goes_back_in_time,
    sessions_long_over_are_deleted,
    people_are_found_by_their_address,
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
        role: Role::Client,
        email: email(&format!("Zoe{n}@mail.example")),
        password_hash: None,
    }
}

fn session(n: u8) -> Session {
    Session {
        id: session_id(n.into()),
        login: login_id(1),
        token_hash: [n; 32],
        agent: "Firefox on Linux".to_owned(),
        created_at: at(NOW),
        seen_at: at(NOW),
        expires_at: at(NOW) + Duration::hours(12),
        revoked_at: None,
    }
}

/// Login 1 with devices 1 to 3.
async fn signed_in(desk: &Desk) {
    desk.write(async |unit| {
        logins::insert(unit, &login(1)).await?;
        for n in 1..=3 {
            sessions::insert(unit, &session(n)).await?;
        }
        Ok(())
    })
    .await;
}

async fn by_token(desk: &Desk, n: u8, hours: i64) -> Option<(Session, Login)> {
    let now = at(NOW) + Duration::hours(hours);
    sessions::by_token(&desk.reader(), &[n; 32], now).await.expect("a read")
}

async fn a_sign_in_is_found_by_its_address_however_capitalized(desk: Desk) {
    let person = Person::Staff(staff_id(1));
    let of_staff = Login { person, role: Role::Provider, email: email("maya@larkspur.example"), ..login(2) };
    desk.write(async |unit| {
        logins::insert(unit, &login(1)).await?;
        logins::insert(unit, &of_staff).await
    })
    .await;
    let reader = desk.reader();
    let found = logins::by_email(&reader, &email("zOE1@MAIL.example")).await.expect("a read");
    assert_eq!(found, Some(login(1)));
    assert_eq!(logins::by_email(&reader, &email("zoe9@mail.example")).await.expect("a read"), None);
    assert_eq!(logins::of_person(&reader, person).await.expect("a read"), Some(of_staff));
    let nobody = logins::of_person(&reader, Person::Client(client_id(2))).await.expect("a read");
    assert_eq!(nobody, None);
}

async fn an_address_or_a_person_has_one_sign_in(desk: Desk) {
    desk.write(async |unit| logins::insert(unit, &login(1)).await).await;
    let same_address = Login { email: email("ZOE1@mail.example"), ..login(2) };
    let same_person = Login { person: Person::Client(client_id(1)), ..login(2) };
    for twin in [same_address, same_person] {
        let problem = desk.refused(async |unit| logins::insert(unit, &twin).await).await;
        assert!(matches!(problem, StoreError::Conflict(_)), "{problem:?}");
    }
    desk.write(async |unit| logins::insert(unit, &login(2)).await).await;
    let taken = email("zoe1@mail.example");
    let problem = desk.refused(async |unit| logins::set_email(unit, login_id(2), &taken).await).await;
    assert!(matches!(problem, StoreError::Conflict(_)), "{problem:?}");
}

async fn a_password_is_set(desk: Desk) {
    desk.write(async |unit| logins::insert(unit, &login(1)).await).await;
    desk.write(async |unit| logins::set_password(unit, login_id(1), "$argon2id$1").await).await;
    let found = logins::find(&desk.reader(), login_id(1)).await.expect("a read").expect("a login");
    assert_eq!(found.password_hash.as_deref(), Some("$argon2id$1"));
    let nobody = desk.refused(async |unit| logins::set_password(unit, login_id(9), "$").await).await;
    assert!(matches!(nobody, StoreError::Stale), "{nobody:?}");
}

async fn a_session_is_found_by_its_token_until_it_ends(desk: Desk) {
    signed_in(&desk).await;
    assert_eq!(by_token(&desk, 1, 0).await, Some((session(1), login(1))));
    assert!(by_token(&desk, 1, 11).await.is_some());
    assert_eq!(by_token(&desk, 1, 12).await, None);
    assert_eq!(by_token(&desk, 9, 0).await, None);
}

async fn signing_out_ends_one_device_or_all_others(desk: Desk) {
    signed_in(&desk).await;
    let revoke = async |login, session| {
        desk.write(async |unit| sessions::revoke(unit, login, session, at(NOW)).await).await
    };
    assert!(!revoke(login_id(2), session_id(1)).await, "somebody else's device");
    assert!(revoke(login_id(1), session_id(1)).await);
    assert!(!revoke(login_id(1), session_id(1)).await);
    assert_eq!(by_token(&desk, 1, 0).await, None);
    let others = desk
        .write(async |unit| sessions::revoke_all(unit, login_id(1), Some(session_id(3)), at(NOW)).await)
        .await;
    assert_eq!(others, 1);
    let left = sessions::of_login(&desk.reader(), login_id(1), at(NOW)).await.expect("a read");
    assert_eq!(left, [session(3)]);
    desk.write(async |unit| sessions::revoke_all(unit, login_id(1), None, at(NOW)).await).await;
    assert_eq!(by_token(&desk, 3, 0).await, None);
}

async fn a_touch_never_goes_back_in_time(desk: Desk) {
    signed_in(&desk).await;
    for minutes in [5, 3] {
        let seen_at = at(NOW) + Duration::minutes(minutes);
        desk.write(async |unit| sessions::touch(unit, session_id(2), seen_at).await).await;
    }
    let seen_at = by_token(&desk, 2, 0).await.map(|(session, _)| session.seen_at);
    assert_eq!(seen_at, Some(at(NOW) + Duration::minutes(5)));
    let devices = sessions::of_login(&desk.reader(), login_id(1), at(NOW)).await.expect("a read");
    assert_eq!(devices.first().map(|it| it.id), Some(session_id(2)));
}

async fn sessions_long_over_are_deleted(desk: Desk) {
    signed_in(&desk).await;
    let pruned = async |hours| {
        let before = at(NOW) + Duration::hours(hours);
        desk.write(async |unit| sessions::prune(unit, before, 10).await).await
    };
    assert_eq!(pruned(12).await, 0);
    assert_eq!(pruned(13).await, 3);
}

async fn people_are_found_by_their_address(desk: Desk) {
    let reader = desk.reader();
    let found = clients::by_email(&reader, &email("ZOE2@mail.example")).await.expect("a read");
    assert_eq!(found.into_iter().map(|it| it.id).collect::<Vec<_>>(), [client_id(2)]);
    let found = staff::by_email(&reader, &email("Maya1@larkspur.example")).await.expect("a read");
    assert_eq!(found.into_iter().map(|it| it.id).collect::<Vec<_>>(), [staff_id(1)]);
    let names = staff::names(&reader, [staff_id(1), staff_id(1), staff_id(9)]).await.expect("a read");
    assert_eq!(names.get(&staff_id(1)).map(String::as_str), Some("Dr. Maya Okafor"));
    assert_eq!(names.len(), 1);
}
