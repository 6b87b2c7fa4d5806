//! The client's charges.

use domain::ChargeId;
use wire::charges::{
    ChargeView, HistoryRequest, HistoryView, PayNowRequest, RescheduleAnswer, RescheduleRequest,
};
use wire::paths;

use super::{ApiError, get, post};

/// One page of the history.
pub async fn history(query: &HistoryRequest) -> Result<HistoryView, ApiError> {
    let mut path = paths::CHARGES.to_owned();
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
pub async fn find(id: ChargeId) -> Result<ChargeView, ApiError> {
    get(&paths::charge(id)).await
}

/// Moves a charge to another day.
pub async fn reschedule(id: ChargeId, wish: &RescheduleRequest) -> Result<RescheduleAnswer, ApiError> {
    post(&paths::charge_reschedule(id), wish).await
}

/// Tries a failed charge at once.
pub async fn pay(id: ChargeId, wish: &PayNowRequest) -> Result<ChargeView, ApiError> {
    post(&paths::charge_pay(id), wish).await
}
