//! Superbills: what a client who paid a session themselves sends to an insurer to be paid back.
//!
//! An insurer refuses one that lacks what its claim form asks for (CMS-1500: who was treated and where they live, what for, where,
//! by whom, and who is paid), so it is made only where all of that is there, and never for what an insurer was billed for already or
//! does not pay: fees for missed sessions.

use serde::{Deserialize, Serialize};

use crate::charge::ChargeKind;
use crate::client::Client;
use crate::money::Money;
use crate::practice::Practice;
use crate::session_codes::CodesThere;
use crate::staff::StaffMember;

/// Something without which an insurer refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Where the client lives.
    ClientAddress,
    /// Where the practice is.
    PracticeAddress,
    /// The number under which the practice pays taxes.
    TaxId,
    /// The number under which insurers know whoever held the session.
    ProviderNpi,
    /// What was treated.
    Diagnosis,
    /// Where.
    PlaceOfService,
}

impl Lack {
    /// All of them, the client's own first.
    pub const ALL: [Self; 6] = [
        Self::ClientAddress,
        Self::PracticeAddress,
        Self::TaxId,
        Self::ProviderNpi,
        Self::Diagnosis,
        Self::PlaceOfService,
    ];

    /// Whether it is the client who adds it. All else is the practice's to add.
    #[must_use]
    pub const fn is_clients(self) -> bool {
        match self {
            Self::ClientAddress => true,
            Self::PracticeAddress
            | Self::TaxId
            | Self::ProviderNpi
            | Self::Diagnosis
            | Self::PlaceOfService => false,
        }
    }
}

/// Whether an insurer can be asked to pay back what a client `paid` for a charge of this kind.
#[must_use]
pub fn is_for(kind: ChargeKind, paid: Option<Money>) -> bool {
    match kind {
        ChargeKind::SelfPay => paid.is_some_and(|paid| paid.cents() > 0),
        // The practice has billed the insurer itself.
        ChargeKind::Insurance => false,
        // No insurer pays for a session that did not take place.
        ChargeKind::NoShowFee | ChargeKind::LateCancellationFee => false,
    }
}

/// What is missing, in the order of [`Lack::ALL`].
#[must_use]
pub fn lacks(practice: &Practice, provider: &StaffMember, client: &Client, codes: CodesThere) -> Vec<Lack> {
    let is_there = |lack: &Lack| match lack {
        Lack::ClientAddress => client.address.is_some(),
        Lack::PracticeAddress => practice.address.is_some(),
        Lack::TaxId => practice.tax_id.is_some(),
        Lack::ProviderNpi => provider.npi.is_some(),
        Lack::Diagnosis => codes.diagnosis,
        Lack::PlaceOfService => codes.place,
    };
    Lack::ALL.into_iter().filter(|lack| !is_there(lack)).collect()
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{address, client, practice, provider};

    #[test]
    fn it_is_for_what_a_client_paid_themselves() {
        let (paid, nothing) = (Some(Money::usd(1)), Some(Money::usd(0)));
        assert!(is_for(ChargeKind::SelfPay, paid));
        for paid in [nothing, None, Some(Money::usd(-1))] {
            assert!(!is_for(ChargeKind::SelfPay, paid), "{paid:?}");
        }
        for kind in [ChargeKind::Insurance, ChargeKind::NoShowFee, ChargeKind::LateCancellationFee] {
            assert!(!is_for(kind, paid), "{kind:?}");
        }
    }

    #[test]
    fn each_thing_that_is_missing_is_named_and_nothing_else() {
        let practice = Practice { tax_id: "12-3456789".parse().ok(), ..practice(1) };
        let provider = StaffMember { npi: "1999999984".parse().ok(), ..provider(1) };
        let client = Client { address: Some(address("1 Main Street")), ..client(1) };
        let codes = CodesThere { diagnosis: true, place: true };
        assert_eq!(lacks(&practice, &provider, &client, codes), []);
        let nowhere = Client { address: None, ..client.clone() };
        assert_eq!(lacks(&practice, &provider, &nowhere, codes), [Lack::ClientAddress]);
        let unplaced = Practice { address: None, ..practice.clone() };
        assert_eq!(lacks(&unplaced, &provider, &client, codes), [Lack::PracticeAddress]);
        let untaxed = Practice { tax_id: None, ..practice.clone() };
        assert_eq!(lacks(&untaxed, &provider, &client, codes), [Lack::TaxId]);
        let unknown = StaffMember { npi: None, ..provider.clone() };
        assert_eq!(lacks(&practice, &unknown, &client, codes), [Lack::ProviderNpi]);
        let none = lacks(&practice, &provider, &client, CodesThere::default());
        assert_eq!(none, [Lack::Diagnosis, Lack::PlaceOfService]);
        let all = Practice { address: None, tax_id: None, ..practice };
        assert_eq!(lacks(&all, &unknown, &nowhere, CodesThere::default()), Lack::ALL);
    }
}
