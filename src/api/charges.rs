//! The client's charges.

use domain::{ChargeId, ClientId};
use wire::charges::{
    ChargeView, HistoryRequest, HistoryView, PayNowRequest, RescheduleAnswer, RescheduleRequest,
};
use wire::paths;

use super::{ApiError, get, post};

/// One page of the history.
pub async fn history(client: ClientId, query: &HistoryRequest) -> Result<HistoryView, ApiError> {
    let mut path = paths::charges(client);
    let year = query.year.map(|year| year.to_string());
    let values = [
        ("year", year.as_deref()),
        ("state", query.state.as_deref()),
        ("provider", query.provider.as_deref()),
        ("after", query.after.as_deref()),
    ];
    // None of the values has a character that an address would need escaped.
    for (name, value) in values.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        let separator = if path.contains('?') { '&' } else { '?' };
        path.push(separator);
        path.push_str(name);
        path.push('=');
        path.push_str(value);
    }
    get(&path).await
}

/// One charge.
pub async fn find(client: ClientId, id: ChargeId) -> Result<ChargeView, ApiError> {
    get(&paths::charge(client, id)).await
}

/// Moves a charge to another day.
pub async fn reschedule(
    client: ClientId,
    id: ChargeId,
    wish: &RescheduleRequest,
) -> Result<RescheduleAnswer, ApiError> {
    post(&paths::charge_reschedule(client, id), wish).await
}

/// Tries a failed charge at once.
pub async fn pay(client: ClientId, id: ChargeId, wish: &PayNowRequest) -> Result<ChargeView, ApiError> {
    post(&paths::charge_pay(client, id), wish).await
}
