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
            ("whole", query.whole.then_some("true")),
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

    /// All of the history that passes `query`, with as few requests as it takes.
    #[must_use]
    pub fn whole_history(self, client: ClientId, query: HistoryRequest) -> Answering<HistoryView> {
        Box::pin(async move {
            let mut query = HistoryRequest { after: None, whole: true, ..query };
            let mut all = self.history(client, &query).await?;
            while let Some(after) = all.next.take() {
                query.after = Some(after);
                let more = self.history(client, &query).await?;
                all.charges.append(more.charges);
                all.next = more.next;
            }
            Ok(all)
        })
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

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::api::memory::{day, sample};
    use crate::api::{ApiRequest, Transport};

    /// A history of three answers, each of which says where the next begins.
    #[derive(Debug)]
    struct Long;

    impl Transport for Long {
        fn carry(&self, request: ApiRequest) -> Answering<String> {
            let ApiRequest::Get(path) = request else { panic!("nothing is changed: {request:?}") };
            assert!(path.ends_with("whole=true") && path.contains("year=2025"), "{path}");
            let next = if path.contains("after=b") {
                None
            } else {
                Some(if path.contains("after=a") { "b" } else { "a" })
            };
            let page = HistoryView {
                sign: String::new(),
                today: day("2025-12-01"),
                from: day("2025-01-01"),
                charges: vec![sample(None).row].into(),
                next: next.map(str::to_owned),
                total: 3,
                newer: 0,
                years: Vec::new(),
                by_hand: Vec::new(),
                superbills: Vec::new(),
                states: Vec::new().into(),
                providers: Vec::new(),
            };
            Box::pin(async move { Ok(serde_json::to_string(&page).expect("it can be written")) })
        }

        fn forget(&self) {}
    }

    #[test]
    fn all_of_a_history_is_asked_for_until_nothing_follows() {
        let query = HistoryRequest { year: Some(2025), after: Some("b".into()), ..HistoryRequest::default() };
        let client = "cli_01970000000070008000000000000001".parse().expect("an id");
        let mut asked = pin!(Api(&Long).whole_history(client, query));
        let Poll::Ready(Ok(all)) = asked.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it is here");
        };
        assert_eq!((all.charges.len(), all.next), (3, None));
    }
}
