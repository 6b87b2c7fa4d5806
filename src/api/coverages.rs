//! A client's coverages.

use domain::{ClientId, CoverageId};
use wire::coverages::{CoveragesView, MemberIdView};
use wire::eligibility::EligibilityView;
use wire::paths;

use super::{Answering, Api};

impl Api {
    /// What held, holds and will hold.
    #[must_use]
    pub fn coverages(self, client: ClientId) -> Answering<CoveragesView> {
        self.get(paths::coverages(client))
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
}
