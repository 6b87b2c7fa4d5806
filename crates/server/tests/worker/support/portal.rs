//! What clients do themselves.

use domain::charge::Version;
use domain::language::Language;
use domain::login::{Login, Person};
use domain::reschedule::Form;
use domain::role::Role;
use domain::{ChargeId, LoginId};
use server::service::charges::{RescheduleError, Rescheduled, reschedule};
use server::service::sessions::{Access, ClientAccess, SignedIn, Token, lookup};
use store::sessions::DeviceSession;
use store::{logins, sessions};
use uuid::Uuid;

use super::Bench;
use super::people::{PRACTICE, client_id, email};

impl Bench {
    /// Client `n`, signed in.
    pub async fn signed_in(&self, n: u128) -> ClientAccess {
        let (token, now) = (Token::new(), self.desk.real.now());
        let login = LoginId::new(Uuid::from_u128(n));
        let session = DeviceSession {
            id: self.desk.ids.make(),
            login,
            token_hash: token.hash(),
            agent: String::new(),
            language: Language::English,
            created_at: now,
            seen_at: now,
            expires_at: now + Role::Client.session_limits().total,
            revoked_at: None,
        };
        self.write(async |unit| {
            if logins::find(unit, login).await.expect("readable").is_none() {
                let person = Person::Client(client_id(n));
                let login = Login {
                    id: login,
                    practice: PRACTICE,
                    person,
                    email: email(n),
                    password_hash: None,
                    closed: None,
                };
                logins::insert(unit, &login).await.expect("a sign-in");
            }
            sessions::insert(unit, &session).await.expect("a session");
        })
        .await;
        let access = lookup(&self.desk, &token).await.expect("readable");
        let Some(SignedIn { access: Access::Clients(access), .. }) = access else {
            panic!("a client is signed in")
        };
        access.access(client_id(n)).expect("their own records")
    }

    /// Client `n` moves a charge of theirs, which they see as it is now.
    pub async fn move_to(&self, n: u128, id: ChargeId, to: &str) -> Result<Rescheduled, RescheduleError> {
        let access = self.signed_in(n).await;
        let version = self.charge(id).await.version;
        self.move_seen_at(&access, id, version, to).await
    }

    /// Somebody moves a charge that they saw at this version.
    pub async fn move_seen_at(
        &self,
        access: &ClientAccess,
        id: ChargeId,
        version: Version,
        to: &str,
    ) -> Result<Rescheduled, RescheduleError> {
        reschedule(&self.desk, access, id, &Form { version, day: to.to_owned() }).await
    }
}
