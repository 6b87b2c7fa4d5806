//! Signed-in devices, without the cost of checking a password.

use domain::LoginId;
use domain::language::Language;
use domain::role::Role;
use server::desk::Desk;
use server::service::sessions::Token;
use store::sessions::{self, DeviceSession};

use crate::store::write;

/// A fresh session of this sign-in; what its cookie holds.
pub async fn sign_in(desk: &Desk, login: LoginId, role: Role) -> Token {
    let (token, now) = (Token::new(), desk.real.now());
    let session = DeviceSession {
        id: desk.ids.make(),
        login,
        token_hash: token.hash(),
        agent: String::new(),
        language: Language::English,
        created_at: now,
        seen_at: now,
        expires_at: now + role.session_limits().total,
        revoked_at: None,
    };
    write(&desk.store, async |unit| sessions::insert(unit, &session).await.expect("a session")).await;
    token
}
