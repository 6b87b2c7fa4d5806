//! The client's charges.

use domain::{ChargeId, ClientId};
use wire::charges::{
    ChargeView, HistoryRequest, HistoryView, PayNowRequest, RescheduleAnswer, RescheduleRequest,
};
use wire::paths;

use super::{Answering, Api};

impl Api {
    /// One page of the history.
    #[must_use]
    pub fn history(self, client: ClientId, query: &HistoryRequest) -> Answering<HistoryView> {
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
        self.get(path)
    }

    /// One charge.
    #[must_use]
    pub fn charge(self, client: ClientId, id: ChargeId) -> Answering<ChargeView> {
        self.get(paths::charge(client, id))
    }

    /// Moves a charge to another day.
    #[must_use]
    pub fn reschedule(
        self,
        client: ClientId,
        id: ChargeId,
        request: &RescheduleRequest,
    ) -> Answering<RescheduleAnswer> {
        self.post(paths::charge_reschedule(client, id), request)
    }

    /// Tries a failed charge at once.
    #[must_use]
    pub fn pay(self, client: ClientId, id: ChargeId, request: PayNowRequest) -> Answering<ChargeView> {
        self.post(paths::charge_pay(client, id), &request)
    }
}
