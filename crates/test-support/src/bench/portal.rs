//! What clients do themselves.

use domain::login::{Login, Person};
use domain::reschedule::Form;
use domain::role::Role;
use domain::testing::{client_id, practice_id};
use domain::{ChargeId, LoginId};
use server::service::charges::{RescheduleError, Rescheduled, reschedule};
use server::service::sessions::{Access, ClientAccess, OpenSession, lookup};
use store::logins;
use uuid::Uuid;

use super::Bench;
use super::clients::email;
use crate::sessions::sign_in;

impl Bench {
    /// Client `n`, signed in.
    pub async fn signed_in(&self, n: u128) -> ClientAccess {
        let login = Login {
            id: LoginId::new(Uuid::from_u128(n)),
            practice: practice_id(1),
            person: Person::Client(client_id(n)),
            email: email(n),
            password_hash: None,
            closed: None,
        };
        self.write(async |unit| {
            if logins::find(unit, login.id).await.expect("readable").is_none() {
                logins::insert(unit, &login).await.expect("a sign-in");
            }
        })
        .await;
        let token = sign_in(&self.desk, login.id, Role::Client).await;
        let access = lookup(&self.desk, &token).await.expect("readable");
        let Some(OpenSession { access: Access::Clients(access), .. }) = access else {
            panic!("a client is signed in")
        };
        access.access(client_id(n)).expect("their own records")
    }

    /// Client `n` moves a charge of theirs, which they see as it is now.
    pub async fn move_to(&self, n: u128, id: ChargeId, to: &str) -> Result<Rescheduled, RescheduleError> {
        let access = self.signed_in(n).await;
        let form = Form { version: self.charge(id).await.version, day: to.to_owned() };
        reschedule(&self.desk, &access, id, &form).await
    }
}
