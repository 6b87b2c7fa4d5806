//! What of a charge the practice corrected, as it was and as it is.

use chrono::NaiveDate;
use domain::audit::{CorrectedPart, Correction, Detail};

use crate::text::t;

/// That it corrected something, with all that it did.
pub fn with_details(what: String, details: &[Correction], today: NaiveDate) -> String {
    if details.is_empty() {
        return what;
    }
    let said =
        |it: Option<&Detail>| it.map_or_else(|| t().corrected_nothing().to_owned(), |it| told(it, today));
    let parts: Vec<String> = details
        .iter()
        .map(|it| t().corrected_part(part(it.of), &said(it.was.as_ref()), &said(it.is.as_ref())))
        .collect();
    t().corrected_with(&what, &parts.join("; "))
}

fn told(detail: &Detail, today: NaiveDate) -> String {
    match detail {
        Detail::Money(it) => it.to_string(),
        Detail::Day(it) => t().short_day(*it, today),
        Detail::Time(it) => t().time(*it),
        Detail::Kind(it) => t().kind(*it).to_owned(),
        Detail::How(it) => t().how(*it).to_owned(),
        Detail::Text(it) => it.clone(),
    }
}

fn part(of: CorrectedPart) -> &'static str {
    match of {
        CorrectedPart::Provider => t().history_provider(),
        CorrectedPart::SessionDate => t().corrected_session_date(),
        CorrectedPart::SessionTime => t().corrected_session_time(),
        CorrectedPart::CptCode => t().corrected_cpt_code(),
        CorrectedPart::Description => t().corrected_description(),
        CorrectedPart::Kind => t().corrected_kind(),
        CorrectedPart::Billed => t().line_billed(),
        CorrectedPart::Allowed => t().corrected_allowed(),
        CorrectedPart::InsurerPaid => t().corrected_insurer_paid(),
        CorrectedPart::Deductible => t().line_deductible(),
        CorrectedPart::Copay => t().line_copay(),
        CorrectedPart::Coinsurance => t().line_coinsurance(),
        CorrectedPart::NotCovered => t().line_not_covered(),
        CorrectedPart::AnsweredOn => t().corrected_answered_on(),
        CorrectedPart::PaidOn => t().corrected_paid_on(),
        CorrectedPart::Card => t().corrected_card(),
        CorrectedPart::PaidHow => t().line_paid(),
        CorrectedPart::Receipt => t().corrected_receipt(),
        CorrectedPart::Refunded => t().line_refunded(),
        CorrectedPart::RefundedOn => t().corrected_refunded_on(),
        CorrectedPart::WaivedOn => t().corrected_waived_on(),
        CorrectedPart::RefundReason | CorrectedPart::WaiveReason => t().corrected_reason(),
    }
}
