//! A client's coverages.

use domain::coverage::CardEntry;
use domain::{ClientId, CoverageId};
use wire::coverages::{
    AddCoverageRequest, CorrectCoverageRequest, CoverageDraft, CoveragesView, MemberIdView, PayersView,
    SelfPayRequest,
};
use wire::eligibility::EligibilityView;
use wire::paths;

use super::{Answering, Api};

impl Api {
    /// What held, holds and will hold.
    #[must_use]
    pub fn coverages(self, client: ClientId) -> Answering<CoveragesView> {
        self.get(paths::coverages(client))
    }

    /// The payers with whom the practice deals.
    #[must_use]
    pub fn payers(self, client: ClientId) -> Answering<PayersView> {
        self.get(paths::payers(client))
    }

    /// Says that the client has another coverage.
    #[must_use]
    pub fn add_coverage(self, client: ClientId, request: &AddCoverageRequest) -> Answering<CoveragesView> {
        self.post(paths::coverages(client), request)
    }

    /// Says that something else stands on the card of a coverage.
    #[must_use]
    pub fn correct_coverage(
        self,
        client: ClientId,
        coverage: CoverageId,
        request: &CorrectCoverageRequest,
    ) -> Answering<CoveragesView> {
        self.put(paths::coverage(client, coverage), request)
    }

    /// Says that the client pays alone.
    #[must_use]
    pub fn pay_alone(self, client: ClientId, request: &SelfPayRequest) -> Answering<CoveragesView> {
        self.post(paths::self_pay(client), request)
    }

    /// The member ID of one of them in full, which is put on the record.
    #[must_use]
    pub fn member_id(self, client: ClientId, coverage: CoverageId) -> Answering<MemberIdView> {
        self.post(paths::coverage_member_id(client, coverage), &())
    }

    /// Has its payer asked.
    #[must_use]
    pub fn verify_coverage(self, client: ClientId, coverage: CoverageId) -> Answering<EligibilityView> {
        self.post(paths::coverage_verify(client, coverage), &())
    }

    /// Has the payer of a coverage asked that is not saved.
    #[must_use]
    pub fn verify_new_coverage(
        self,
        client: ClientId,
        entered: &CoverageDraft,
    ) -> Answering<EligibilityView> {
        self.post(paths::new_coverage_verify(client), entered)
    }

    /// Has the payer of a coverage asked about a card that is not saved.
    #[must_use]
    pub fn verify_corrected_coverage(
        self,
        client: ClientId,
        coverage: CoverageId,
        entered: &CardEntry,
    ) -> Answering<EligibilityView> {
        self.post(paths::corrected_coverage_verify(client, coverage), entered)
    }
}
