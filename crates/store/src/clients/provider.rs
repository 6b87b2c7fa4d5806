//! What a provider is told of their clients. The queries here select no charge, amount, day of a charge, member ID, card or number, so
//! that nothing above can pass one on.

use chrono::NaiveDate;
use domain::name::PersonName;
use domain::payer::Program;
use domain::{ClientId, PracticeId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use super::name;
use crate::arrivals;
use crate::columns::word;
use crate::coverages::holds_as_primary;
use crate::rows::{client_providers, clients, coverages, payers};
use crate::{Access, StoreError};

/// A client as their provider sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderClient {
    /// Their id.
    pub id: ClientId,
    /// Their practice.
    pub practice: PracticeId,
    /// What they are called.
    pub name: PersonName,
    /// Their pronouns.
    pub pronouns: Option<String>,
    /// The name of the payer of their primary coverage; none without one.
    pub payer: Option<String>,
    /// Whether a payer stands behind them; if not, they pay themselves.
    pub insured: bool,
    /// Whether they are asked for a card, which their payer decides.
    pub card_required: bool,
}

/// The clients whom this provider sees, with the payer of the primary coverage that holds on `today`; by last name.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_provider(
    access: &impl Access,
    provider: StaffId,
    today: NaiveDate,
) -> Result<Vec<ProviderClient>, StoreError> {
    let rows = access.connection().query_all(&query(provider, today)).await?;
    let mut clients: Vec<ProviderClient> = rows.iter().map(record).collect::<Result<_, _>>()?;
    // Two primary coverages may overlap by mistake; the one that began later counts, and comes first.
    let mut seen = std::collections::HashSet::new();
    clients.retain(|client| seen.insert(client.id));
    // Sorted here, because the two databases collate names differently.
    clients
        .sort_by_cached_key(|it| (it.name.legal.sorted_by().as_str().to_lowercase(), it.name.full(), it.id));
    Ok(clients)
}

/// One client, if this provider sees them.
///
/// # Errors
/// When the database cannot be read.
pub async fn one_of_provider(
    access: &impl Access,
    provider: StaffId,
    client: ClientId,
    today: NaiveDate,
) -> Result<Option<ProviderClient>, StoreError> {
    let mut query = query(provider, today);
    query.and_where(
        Expr::col((client_providers::Entity, client_providers::Column::ClientId)).eq(client.uuid()),
    );
    let row = access.connection().query_one(query.limit(1)).await?;
    row.as_ref().map(record).transpose()
}

#[derive(FromQueryResult)]
struct ProviderRow {
    id: Uuid,
    practice_id: Uuid,
    legal_first: Option<String>,
    legal_last: Option<String>,
    chosen_first: Option<String>,
    pronouns: Option<String>,
    payer: Option<String>,
    program: Option<String>,
    card_required: Option<bool>,
}

fn query(provider: StaffId, today: NaiveDate) -> SelectStatement {
    use client_providers::Column as Link;
    use clients::Column as Client;
    use coverages::Column as Coverage;
    use payers::Column as Payer;

    let client = |column: Client| (clients::Entity, column);
    let link = |column: Link| Expr::col((client_providers::Entity, column));
    let coverage = |column: Coverage| Expr::col((coverages::Entity, column));
    let payer = |column: Payer| Expr::col((payers::Entity, column));
    Query::select()
        .columns([
            client(Client::Id),
            client(Client::PracticeId),
            client(Client::LegalFirst),
            client(Client::LegalLast),
            client(Client::ChosenFirst),
            client(Client::Pronouns),
        ])
        .expr_as(payer(Payer::Name), "payer")
        .expr_as(payer(Payer::Program), "program")
        .expr_as(payer(Payer::CardRequired), "card_required")
        .from(client_providers::Entity)
        .inner_join(
            clients::Entity,
            Expr::col(client(Client::Id))
                .eq(link(Link::ClientId))
                .and(Expr::col(client(Client::PracticeId)).eq(link(Link::PracticeId))),
        )
        .left_join(
            coverages::Entity,
            holds_as_primary(today).add(coverage(Coverage::ClientId).eq(link(Link::ClientId))),
        )
        .left_join(
            payers::Entity,
            payer(Payer::Id)
                .eq(coverage(Coverage::PayerId))
                .and(payer(Payer::PracticeId).eq(coverage(Coverage::PracticeId))),
        )
        .and_where(link(Link::ProviderId).eq(provider.uuid()))
        .cond_where(arrivals::here(Client::ArrivalId))
        .order_by((coverages::Entity, Coverage::FromDay), sea_orm::Order::Desc)
        .take()
}

fn record(row: &QueryResult) -> Result<ProviderClient, StoreError> {
    let row = ProviderRow::from_query_result(row, "")?;
    let program: Option<Program> = row.program.map(|it| word("payers.program", &it)).transpose()?;
    let insured = program.is_some_and(|program| program != Program::SelfPay);
    Ok(ProviderClient {
        id: ClientId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        name: name(row.legal_first.as_deref(), row.legal_last.as_deref(), row.chosen_first.as_deref())?,
        pronouns: row.pronouns,
        payer: row.payer.filter(|_| insured),
        insured,
        card_required: row.card_required.unwrap_or(true),
    })
}
