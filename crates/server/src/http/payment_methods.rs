//! A client's cards: seen, chosen among, taken away, and set up on the processor's page.

use axum::extract::State;
use domain::{ClientId, PaymentMethodId};
use texts::Texts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::payment_methods::{
    AddCardRequest, CardPageView, CardReturn, CardReturnRequest, CardReturnView, CardStaysView, ConsentView,
    DefaultCardRequest, HsaFsaRequest, PaymentMethodsView, SavedCardView,
};
use wire::problem::{Conflict, Extended};

use super::billing::card;
use super::charges::seconds;
use super::extract::{Json, Path};
use super::language::AnswerLanguage;
use super::openapi::{Anybody, FromOurPages, MayBeMissing, SignedIn, WithBody};
use super::problem::{Kind, Problem, Sentence};
use super::sign::sign_of;
use super::state::AppState;
use crate::service::card_setups::{self, BeginError, CameBack, NewSetup};
use crate::service::payment_methods::{self, Cards, ChangeError, NotRemoved, SeenCard};
use crate::service::sessions::{ClientAccess, ClientView};

/// The routes of a client's cards.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(of_client))
        .routes(routes!(begin))
        .routes(routes!(come_back))
        .routes(routes!(make_default))
        .routes(routes!(mark))
        .routes(routes!(remove))
}

/// The client's cards, and what adding one takes.
#[utoipa::path(
    get, path = wire::paths::PAYMENT_METHODS, params(("client" = String, Path)), security(("session" = [])),
    responses((status = 200, body = PaymentMethodsView), Anybody, SignedIn, MayBeMissing)
)]
async fn of_client(
    State(app): State<AppState>,
    view: ClientView,
    language: AnswerLanguage,
) -> Result<Json<PaymentMethodsView>, Problem> {
    Ok(Json(all(payment_methods::of_client(&app.desk, &view, said_in(&language)).await?)))
}

/// Begins setting up a card. Whoever asks has agreed to later charges in the words of `consent_of`, and is to go on to the address that is
/// answered, which is the payment processor's.
#[utoipa::path(
    post, path = wire::paths::CARD_SETUPS, params(("client" = String, Path)), request_body = AddCardRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = CardPageView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<PaymentMethodsView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn begin(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Json(AddCardRequest { consent_of, make_default }): Json<AddCardRequest>,
) -> Result<Json<CardPageView>, Problem> {
    let texts = said_in(&language);
    match card_setups::begin(&app.desk, &access, texts, NewSetup { consent_of, make_default }).await {
        Ok(url) => Ok(Json(CardPageView { url })),
        Err(BeginError::NotFound) => Err(Kind::NotFound.into()),
        Err(BeginError::OtherWords) => {
            let now = payment_methods::of_client(&app.desk, &access.view(), texts).await?;
            let problem = Problem::conflict(Sentence::Fixed(Texts::card_consent_meanwhile));
            Err(problem.with(&Conflict { now: all(now) }))
        }
        Err(BeginError::TooMany(wait)) => {
            let seconds = u32::try_from(wait.num_seconds().max(1)).unwrap_or(u32::MAX);
            Err(Problem::from(Kind::TooMany(seconds)).worded(Sentence::CardsAgain(seconds)))
        }
        Err(BeginError::NoCustomer) => Err(Problem::from(Kind::Refused).saying(Texts::card_no_customer)),
        Err(BeginError::Failed(failure)) => Err(failure.into()),
    }
}

/// Asks the payment processor what came of its page that somebody came back from. Coming back twice, or not at all, is the same.
#[utoipa::path(
    post, path = wire::paths::CARD_RETURN, params(("client" = String, Path)), request_body = CardReturnRequest,
    security(("session" = [])),
    responses((status = 200, body = CardReturnView), Anybody, SignedIn, MayBeMissing, WithBody)
)]
async fn come_back(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Json(CardReturnRequest { page }): Json<CardReturnRequest>,
) -> Result<Json<CardReturnView>, Problem> {
    let came = match card_setups::come_back(&app.desk, &access, &page).await? {
        CameBack::Card(id) => CardReturn::Card(id),
        CameBack::Nothing => CardReturn::Nothing,
        CameBack::Over => CardReturn::Over,
        CameBack::Unknown => CardReturn::Unknown,
    };
    let methods = payment_methods::of_client(&app.desk, &access.view(), said_in(&language)).await?;
    Ok(Json(CardReturnView { came, methods: all(methods) }))
}

/// Has charges taken with this card from now on. What holds already changes nothing.
#[utoipa::path(
    put, path = wire::paths::PAYMENT_METHOD_DEFAULT, params(("client" = String, Path), ("method" = String, Path)),
    request_body = DefaultCardRequest, security(("session" = [])),
    responses(
        (status = 200, body = PaymentMethodsView), Anybody, SignedIn, MayBeMissing, WithBody,
        (status = 409, body = Extended<Conflict<PaymentMethodsView>>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn make_default(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Path((_, id)): Path<(ClientId, PaymentMethodId)>,
    Json(DefaultCardRequest { seen_default }): Json<DefaultCardRequest>,
) -> Result<Json<PaymentMethodsView>, Problem> {
    let texts = said_in(&language);
    answered(payment_methods::make_default(&app.desk, &access, texts, (id, seen_default)).await)
}

/// Says whether a card is of a health savings or flexible spending account.
#[utoipa::path(
    put, path = wire::paths::PAYMENT_METHOD_HSA_FSA, params(("client" = String, Path), ("method" = String, Path)),
    request_body = HsaFsaRequest, security(("session" = [])),
    responses((status = 200, body = PaymentMethodsView), Anybody, SignedIn, MayBeMissing, WithBody)
)]
async fn mark(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Path((_, id)): Path<(ClientId, PaymentMethodId)>,
    Json(HsaFsaRequest { is_hsa_fsa }): Json<HsaFsaRequest>,
) -> Result<Json<PaymentMethodsView>, Problem> {
    let texts = said_in(&language);
    answered(payment_methods::mark(&app.desk, &access, texts, (id, is_hsa_fsa)).await)
}

/// Removes a card, unless charges need it. One that was removed before stays so.
#[utoipa::path(
    delete, path = wire::paths::PAYMENT_METHOD, params(("client" = String, Path), ("method" = String, Path)),
    security(("session" = [])),
    responses(
        (status = 200, body = PaymentMethodsView), Anybody, SignedIn, MayBeMissing, FromOurPages,
        (status = 422, body = Extended<CardStaysView>, content_type = wire::Problem::MEDIA_TYPE)
    )
)]
async fn remove(
    State(app): State<AppState>,
    access: ClientAccess,
    language: AnswerLanguage,
    Path((_, id)): Path<(ClientId, PaymentMethodId)>,
) -> Result<Json<PaymentMethodsView>, Problem> {
    let texts = said_in(&language);
    answered(payment_methods::remove(&app.desk, &access, texts, id).await)
}

/// The language is known once it is known who asks.
fn said_in(language: &AnswerLanguage) -> Texts {
    Texts::of(language.get())
}

fn answered(changed: Result<Cards, ChangeError>) -> Result<Json<PaymentMethodsView>, Problem> {
    Err(match changed {
        Ok(now) => return Ok(Json(all(now))),
        Err(ChangeError::NotFound) => Kind::NotFound.into(),
        Err(ChangeError::Stale(now)) => {
            let sentence = Sentence::Fixed(Texts::card_default_meanwhile);
            Problem::conflict(sentence).with(&Conflict { now: all(*now) })
        }
        Err(ChangeError::Stays(stays)) => {
            let sentence = match stays {
                NotRemoved::UnderWay => Texts::card_stays_under_way,
                NotRemoved::IsDefault => Texts::card_stays_default,
                NotRemoved::ChargesWait => Texts::card_stays_charges_wait,
            };
            Problem::from(Kind::Refused).saying(sentence).with(&CardStaysView { stays })
        }
        Err(ChangeError::Failed(failure)) => failure.into(),
    })
}

fn all(found: Cards) -> PaymentMethodsView {
    let view = PaymentMethodsView {
        sign: String::new(),
        holds_for_seconds: 0,
        today: found.today,
        cards: found.cards.into_iter().map(one).collect(),
        card_required: found.card_required,
        payer: found.payer,
        consent: ConsentView { of: found.consent.of, words: found.consent.words },
    };
    PaymentMethodsView { sign: sign_of(&view), holds_for_seconds: seconds(found.holds_for), ..view }
}

fn one(it: SeenCard) -> SavedCardView {
    SavedCardView {
        id: it.card.id,
        funding: it.card.funding,
        is_hsa_fsa: it.card.is_hsa_fsa,
        is_default: it.card.is_default,
        card: card(it.card),
        standing: it.standing,
        ends_before: it.ends_before,
        is_declined: it.is_declined,
        renewed_on: it.renewed_on,
        stays: it.stays,
    }
}
