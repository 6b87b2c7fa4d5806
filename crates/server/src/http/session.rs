//! Signing in and out, and what a device is shown in.

use axum::extract::State;
use axum::http::header::{HeaderName, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use secrecy::SecretString;
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::session::{LanguageRequest, SessionView, SignInRequest};

use super::client_address::ClientAddress;
use super::extract::Json;
use super::language;
use super::languages::languages;
use super::openapi::{Anybody, FromOurPages, NotSignedIn, WithBody};
use super::practices::support;
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::Failure;
use crate::service::sessions::{self, Credentials, OpenSession};

/// The routes of the session.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(sign_in, current, sign_out)).routes(routes!(choose_language))
}

pub type Cookie = [(HeaderName, HeaderValue); 1];

/// Signs in by email address and password. The session is kept in a cookie.
#[utoipa::path(
    post, path = wire::paths::SESSION, request_body = SignInRequest,
    responses((status = 200, body = SessionView), Anybody, NotSignedIn, WithBody)
)]
async fn sign_in(
    State(app): State<AppState>,
    address: ClientAddress,
    headers: HeaderMap,
    Json(SignInRequest { email, password }): Json<SignInRequest>,
) -> Result<(Cookie, Json<SessionView>), Problem> {
    app.limits.sign_in(address, &email)?;
    let typed = Typed { email, password: SecretString::from(password) };
    let (cookie, signed_in) = begin(&app, &headers, typed).await?;
    Ok((cookie, Json(to_view(&app, &signed_in).await?)))
}

/// What somebody typed to sign in.
pub struct Typed {
    pub email: String,
    pub password: SecretString,
}

/// Begins a session of whoever this is, on the device that these headers came from.
pub async fn begin(
    app: &AppState,
    headers: &HeaderMap,
    typed: Typed,
) -> Result<(Cookie, OpenSession), Problem> {
    let Typed { email, password } = typed;
    let agent = headers.get(USER_AGENT).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let credentials = Credentials { email, password, agent, language: language::browser(headers) };
    let signed_in = sessions::sign_in(&app.desk, &app.passwords, credentials).await?;
    let (token, signed_in) = signed_in.ok_or(Kind::WrongSignIn)?;
    // One device has one session: the one before it would otherwise live on without anybody knowing its token.
    if let Some(before) = app.cookie.token(headers) {
        sessions::sign_out(&app.desk, &before).await.map_err(Failure::after_commit)?;
    }
    Ok(([app.cookie.kept(&token)], signed_in))
}

/// Who is signed in; nothing for nobody, which is an answer like any other.
#[utoipa::path(
    get, path = wire::paths::SESSION, security((), ("session" = [])),
    responses((status = 200, body = SessionView), (status = 204, description = "Nobody is signed in"), Anybody)
)]
async fn current(
    State(app): State<AppState>,
    signed_in: Option<OpenSession>,
) -> Result<Result<Json<SessionView>, StatusCode>, Problem> {
    Ok(match signed_in {
        Some(signed_in) => Ok(Json(to_view(&app, &signed_in).await?)),
        None => Err(StatusCode::NO_CONTENT),
    })
}

/// Shows this device its screens in another language from now on, and addresses its person in it.
#[utoipa::path(
    put, path = wire::paths::SESSION_LANGUAGE, security(("session" = [])), request_body = LanguageRequest,
    responses((status = 200, body = SessionView), Anybody, NotSignedIn, WithBody)
)]
async fn choose_language(
    State(app): State<AppState>,
    signed_in: OpenSession,
    Json(LanguageRequest { language }): Json<LanguageRequest>,
) -> Result<Json<SessionView>, Problem> {
    if Texts::of(language).language() != language {
        // Not built in, so it is no language here.
        return Err(Kind::Unreadable.into());
    }
    let signed_in = sessions::choose_language(&app.desk, signed_in, language).await?;
    Ok(Json(to_view(&app, &signed_in).await?))
}

/// Signs this device out; fine for somebody who is not signed in.
#[utoipa::path(delete, path = wire::paths::SESSION, responses((status = 204), Anybody, FromOurPages))]
async fn sign_out(State(app): State<AppState>, headers: HeaderMap) -> Result<(StatusCode, Cookie), Problem> {
    if let Some(token) = app.cookie.token(&headers) {
        sessions::sign_out(&app.desk, &token).await?;
    }
    Ok((StatusCode::NO_CONTENT, [app.cookie.forgotten()]))
}

async fn to_view(app: &AppState, signed_in: &OpenSession) -> Result<SessionView, Problem> {
    let OpenSession { access, language, .. } = signed_in;
    let who = sessions::who(&app.desk, access).await?;
    let role = access.role();
    Ok(SessionView {
        role,
        person: who.id,
        clients: who.clients,
        first_name: who.first_name,
        full_name: who.full_name,
        support: support(&who.practice),
        language: *language,
        languages: languages(),
        idle_minutes: u32::try_from(role.session_limits().idle.num_minutes()).unwrap_or(u32::MAX),
    })
}
