//! The client's charges.

use domain::{ChargeId, ClientId};
use wire::charges::{
    ChargeView, HistoryRequest, HistoryView, PayNowRequest, RescheduleAnswer, RescheduleRequest,
};
use wire::paths;

use super::Answering;
use super::network::{Network, get, post};

/// The charges of a client, and what can be done about one.
pub trait ChargesApi {
    /// One page of the history.
    fn history(&self, client: ClientId, query: &HistoryRequest) -> Answering<HistoryView>;

    /// One charge.
    fn charge(&self, client: ClientId, id: ChargeId) -> Answering<ChargeView>;

    /// Moves a charge to another day.
    fn reschedule(
        &self,
        client: ClientId,
        id: ChargeId,
        wish: &RescheduleRequest,
    ) -> Answering<RescheduleAnswer>;

    /// Tries a failed charge at once.
    fn pay(&self, client: ClientId, id: ChargeId, wish: PayNowRequest) -> Answering<ChargeView>;
}

impl ChargesApi for Network {
    fn history(&self, client: ClientId, query: &HistoryRequest) -> Answering<HistoryView> {
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
        get(path)
    }

    fn charge(&self, client: ClientId, id: ChargeId) -> Answering<ChargeView> {
        get(paths::charge(client, id))
    }

    fn reschedule(
        &self,
        client: ClientId,
        id: ChargeId,
        wish: &RescheduleRequest,
    ) -> Answering<RescheduleAnswer> {
        post(&paths::charge_reschedule(client, id), wish)
    }

    fn pay(&self, client: ClientId, id: ChargeId, wish: PayNowRequest) -> Answering<ChargeView> {
        post(&paths::charge_pay(client, id), &wish)
    }
}
