//! The client's cards.

use domain::{ClientId, PaymentMethodId};
use wire::paths;
use wire::payment_methods::{
    AddCardRequest, CardPageView, CardReturnRequest, CardReturnView, DefaultCardRequest, HsaFsaRequest,
    PaymentMethodsView,
};

use super::{Answering, Api, ApiRequest, read};

impl Api {
    /// All of them, and what adding one takes.
    #[must_use]
    pub fn payment_methods(self, client: ClientId) -> Answering<PaymentMethodsView> {
        self.get(paths::payment_methods(client))
    }

    /// Begins to set one up on the processor's page.
    #[must_use]
    pub fn add_card(self, client: ClientId, request: &AddCardRequest) -> Answering<CardPageView> {
        self.post(paths::card_setups(client), request)
    }

    /// Asks what came of the page that the client came back from.
    #[must_use]
    pub fn come_back(self, client: ClientId, page: String) -> Answering<CardReturnView> {
        self.post(paths::card_return(client), &CardReturnRequest { page })
    }

    /// Has charges taken with this one.
    #[must_use]
    pub fn make_default(
        self,
        client: ClientId,
        id: PaymentMethodId,
        request: &DefaultCardRequest,
    ) -> Answering<PaymentMethodsView> {
        self.put(paths::payment_method_default(client, id), request)
    }

    /// Says whether it is of a health savings or flexible spending account.
    #[must_use]
    pub fn mark_card(
        self,
        client: ClientId,
        id: PaymentMethodId,
        request: HsaFsaRequest,
    ) -> Answering<PaymentMethodsView> {
        self.put(paths::payment_method_hsa_fsa(client, id), &request)
    }

    /// Takes it away. The answer has those that are left.
    #[must_use]
    pub fn remove_card(self, client: ClientId, id: PaymentMethodId) -> Answering<PaymentMethodsView> {
        read(self.0.carry(ApiRequest::Delete(paths::payment_method(client, id))))
    }
}
