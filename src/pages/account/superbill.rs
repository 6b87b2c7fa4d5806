//! What keeps a superbill from being there, and who adds it.

use domain::superbill::Lack;
use leptos::prelude::*;

use crate::text::t;

/// What is missing, a line each, and whose it is to add.
pub fn missing(lacks: &[Lack]) -> AnyView {
    let lines = lacks.iter().map(|lack| view! { <li>{said(*lack)}</li> }).collect_view();
    let practice_adds = lacks.iter().any(|lack| !lack.is_clients());
    view! {
        <ul>{lines}</ul>
        {practice_adds.then(|| view! { <p class="soft">{t().superbill_practice_adds()}</p> })}
    }
    .into_any()
}

fn said(lack: Lack) -> &'static str {
    match lack {
        Lack::ClientAddress => t().superbill_client_address(),
        Lack::PracticeAddress => t().superbill_practice_address(),
        Lack::TaxId => t().superbill_tax_id(),
        Lack::ProviderNpi => t().superbill_provider_npi(),
        Lack::Diagnosis => t().superbill_diagnosis(),
        Lack::PlaceOfService => t().superbill_place(),
    }
}
