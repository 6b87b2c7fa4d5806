//! The word for each: programs and tests know it by that.

use super::Fault;

impl Fault {
    /// A word that stays, whatever the sentence becomes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::FileMissing => "file_missing",
            Self::FileUnreadable { .. } => "file_unreadable",
            Self::FileUtf16 => "file_utf16",
            Self::FileEmpty => "file_empty",
            Self::Separator => "separator",
            Self::ColumnTwice => "column_twice",
            Self::ColumnMissing => "column_missing",
            Self::ColumnNameless { .. } => "column_nameless",
            Self::TitlesBelow { .. } => "titles_below",
            Self::NoTitles { .. } => "no_titles",
            Self::OtherFile { .. } => "other_file",
            Self::TitlesAgain => "titles_again",
            Self::ColumnUnknown { .. } => "column_unknown",
            Self::LineOfSums => "line_of_sums",
            Self::LoneCell => "lone_cell",
            Self::QuoteOpen => "quote_open",
            Self::QuoteSwallows => "quote_swallows",
            Self::Width { .. } => "width",
            Self::NotUtf8 => "not_utf8",
            Self::Filler => "filler",
            Self::FillerWithin => "filler_within",
            Self::Needed => "needed",
            Self::Unseen { .. } => "unseen",
            Self::SameId { .. } => "same_id",
            Self::Nowhere { .. } => "nowhere",
            Self::NearlyThere { .. } => "nearly_there",
            Self::NamedOtherwise { .. } => "named_otherwise",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Invisible { .. } => "invisible",
            Self::Rounded => "rounded",
            Self::ErrorValue => "error_value",
            Self::BecameDate => "became_date",
            Self::Formula => "formula",
            Self::NothingVisible => "nothing_visible",
            Self::TooLong { .. } => "too_long",
            Self::Control => "control",
            Self::Email { .. } => "email",
            Self::Phone { .. } => "phone",
            Self::Address { .. } => "address",
            Self::Day => "day",
            Self::NoSuchDay => "no_such_day",
            Self::Year { .. } => "year",
            Self::NotBornYet => "not_born_yet",
            Self::StillToCome { .. } => "still_to_come",
            Self::Time => "time",
            Self::Amount { .. } => "amount",
            Self::NotAboveZero => "not_above_zero",
            Self::Flag => "flag",
            Self::Word { .. } => "word",
            Self::CptCode => "cpt_code",
            Self::LastDigits => "last_digits",
            Self::Month => "month",
            Self::YearDigits => "year_digits",
            Self::ProcessorId { .. } => "processor_id",
            Self::Npi { .. } => "npi",
            Self::Code { of } => of.as_str(),
            Self::EligibilityId => "eligibility_id",
            Self::Zone { .. } => "zone",
            Self::Nameless => "nameless",
            Self::NoNumber => "no_number",
            Self::NoProvider { .. } => "no_provider",
            Self::ProviderElsewhere => "provider_elsewhere",
            Self::PayerElsewhere => "payer_elsewhere",
            Self::EndsFirst => "ends_first",
            Self::SameCard { .. } => "same_card",
            Self::CardOfTwo { .. } => "card_of_two",
            Self::NoCustomer { .. } => "no_customer",
            Self::TwoDefaults { .. } => "two_defaults",
            Self::NoDefault => "no_default",
            Self::CustomerOfRow { .. } => "customer_of_row",
            Self::CustomerInDesk { .. } => "customer_in_desk",
            Self::CoverageMoves { .. } => "coverage_moves",
            Self::CardMoves { .. } => "card_moves",
            Self::Copy { .. } => "copy",
            Self::NotSecond { .. } => "not_second",
            Self::Beside { .. } => "beside",
            Self::NotAllRefunded { .. } => "not_all_refunded",
            Self::AllRefunded { .. } => "all_refunded",
            Self::RefundedFirst => "refunded_first",
            Self::LeftToPay { .. } => "left_to_pay",
            Self::NothingLeft => "nothing_left",
            Self::NotInsured => "not_insured",
            Self::PartDiffers { .. } => "part_differs",
            Self::TooLittle { .. } => "too_little",
            Self::DoesNotBelong { .. } => "does_not_belong",
            Self::Breakdown { .. } => "breakdown",
            Self::State { .. } => "state",
            Self::StateOfDesk => "state_of_desk",
            Self::Late { .. } => "late",
            Self::Reopens { .. } => "reopens",
            Self::TakenFor(_) => "taken_for",
            Self::TakenWith(_) => "taken_with",
            Self::ChargeMoves => "charge_moves",
            Self::FeeForbidden { .. } => "fee_forbidden",
            Self::MostGone { .. } => "most_gone",
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use std::collections::HashSet;

    use crate::fault::Fault;
    use crate::testing::every_fault;

    #[test]
    fn each_has_a_word_of_its_own() {
        let faults = every_fault();
        let codes: HashSet<&str> = faults.iter().map(Fault::code).collect();
        assert_eq!(codes.len(), faults.len());
    }
}
