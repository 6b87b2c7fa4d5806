//! A provider's clients.

use axum::extract::State;
use domain::ClientId;
use domain::help::HelpTopic;
use domain::reply::{Reach, Values};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::clients::{ProviderClientView, ProviderClientsView, ReplyView};
use wire::pages::{AccountPage, Page};

use super::extract::{Json, Path};
use super::openapi::{Anybody, MayBeMissing, SignedIn};
use super::problem::{Kind, Problem};
use super::state::AppState;
use crate::service::clients::{self, ProviderClient};
use crate::service::practices;
use crate::service::sessions::ProviderAccess;

/// The routes of clients.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(find))
}

/// The provider's clients, by last name.
#[utoipa::path(
    get, path = wire::paths::CLIENTS, security(("session" = [])),
    responses((status = 200, body = ProviderClientsView), Anybody, SignedIn)
)]
async fn all(
    State(app): State<AppState>,
    access: ProviderAccess,
) -> Result<Json<ProviderClientsView>, Problem> {
    let clients = clients::all(&app.desk, &access).await?;
    Ok(Json(ProviderClientsView { clients: clients.into_iter().map(to_view).collect() }))
}

/// One of the provider's clients, with what a reply to them is filled with.
#[utoipa::path(
    get, path = wire::paths::CLIENT, params(("client" = String, Path)),
    security(("session" = [])),
    responses((status = 200, body = ReplyView), Anybody, SignedIn, MayBeMissing)
)]
async fn find(
    State(app): State<AppState>,
    access: ProviderAccess,
    Path(id): Path<ClientId>,
) -> Result<Json<ReplyView>, Problem> {
    let found = clients::find(&app.desk, &access, id).await?.ok_or(Kind::NotFound)?;
    // Where there is only one practice, everybody finds its support without being told which.
    let support = match practices::find(&app.desk, None).await? {
        Some(_) => Page::Support.to_string(),
        None => Page::support_of(access.practice()),
    };
    let reply = Values {
        client_name: found.client.name.first().to_owned(),
        provider_name: found.provider,
        practice_name: found.practice,
        portal: app.desk.page(&AccountPage::Billing.own().after_sign_in()),
        help: app.desk.page(&Page::HelpArticle(HelpTopic::Details).to_string()),
        support: app.desk.page(&support),
    };
    let ProviderClient { insured, card_required, .. } = found.client;
    let reach = Reach { insured, card_required };
    Ok(Json(ReplyView { client: to_view(found.client), reply, reach }))
}

fn to_view(client: ProviderClient) -> ProviderClientView {
    ProviderClientView {
        id: client.id,
        name: client.name.full(),
        pronouns: client.pronouns,
        payer: client.payer,
    }
}
