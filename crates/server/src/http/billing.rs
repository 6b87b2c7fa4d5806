//! What a client is asked to pay next, and with what.

use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::billing::{BillingView, PaymentMethodView};

use super::charges::{row, seconds};
use super::extract::Json;
use super::openapi::{Anybody, MayBeMissing, SignedIn};
use super::problem::Problem;
use super::sign::sign_of;
use super::state::AppState;
use crate::service::billing::{self, PaymentMethod};
use crate::service::sessions::ClientView;
use crate::service::to_do;

/// The route of the overview.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(overview))
}

/// The client's open charges, card and payer.
#[utoipa::path(
    get, path = wire::paths::BILLING, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = BillingView), Anybody, SignedIn, MayBeMissing)
)]
async fn overview(State(app): State<AppState>, view: ClientView) -> Result<Json<BillingView>, Problem> {
    let found = billing::overview(&app.desk, &view).await?;
    let more_to_do = to_do::of_client(&app.desk, &view).await?.is_there();
    let card_ends = found.card_ends();
    let (payer, plan) = found.coverage.unzip();
    let view = BillingView {
        sign: String::new(),
        today: found.today,
        holds_for_seconds: 0,
        open: found.open.into_iter().map(row).collect(),
        card_ends,
        card: found.card.map(card),
        card_required: found.card_required,
        payer,
        plan,
        more_to_do,
    };
    Ok(Json(BillingView { sign: sign_of(&view), holds_for_seconds: seconds(found.holds_for), ..view }))
}

/// A card, as far as it may be shown.
pub fn card(method: PaymentMethod) -> PaymentMethodView {
    PaymentMethodView {
        brand: method.card.brand,
        last4: method.card.last4,
        expires_month: method.exp_month.into(),
        expires_year: method.exp_year.into(),
    }
}
