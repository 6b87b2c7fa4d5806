//! Signing in as somebody of the demo, without their password.

use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use secrecy::SecretString;
use serde::Deserialize;

use crate::http::problem::{Kind, Problem};
use crate::http::session::{Typed, begin};
use crate::http::state::AppState;

/// Whom to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInAs {
    address: String,
}

/// Signs in as them, in place of whoever was signed in on this device, and leads to where they begin.
pub async fn sign_in(
    State(app): State<AppState>,
    headers: HeaderMap,
    Form(wish): Form<SignInAs>,
) -> Result<impl IntoResponse, Problem> {
    let dev = app.dev.as_ref().ok_or(Kind::NotFound)?;
    let person = dev.people.iter().find(|it| it.address == wish.address).ok_or(Kind::NotFound)?;
    let typed = Typed { email: person.address.to_owned(), password: SecretString::from(person.password) };
    let (cookie, _) = begin(&app, &headers, typed).await?;
    Ok((cookie, Redirect::to("/")))
}
