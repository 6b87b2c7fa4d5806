//! The sentence for everything that is wrong with an export.

mod copy;

use domain::address::AddressProblem;
use domain::breakdown::BreakdownProblem;
use domain::contact::EmailProblem;
use domain::fault::{BelongsTo, Fault, Meanwhile, TakenOtherwise};
use domain::money::MoneyProblem;
use domain::npi::NpiProblem;
use domain::phone::PhoneProblem;
use domain::session_codes::CodeKind;
use domain::zone::ZoneProblem;

use crate::Texts;

impl Texts {
    /// What is wrong with a cell that holds what was `found`, as far as that may be said, and what becomes of it meanwhile.
    #[must_use]
    pub fn cell_fault(self, fault: &Fault, meanwhile: Option<Meanwhile>, found: Option<&str>) -> String {
        let why = self.fault(fault);
        let why = match meanwhile {
            None => why,
            Some(Meanwhile::Unchanged) => self.row_unchanged_meanwhile(&why),
            Some(Meanwhile::NoAddress) => self.row_no_address_meanwhile(&why),
        };
        match found {
            None => why,
            Some(found) => self.row_found(&why, found),
        }
    }

    /// What is wrong and what to do about it.
    #[must_use]
    pub fn fault(self, fault: &Fault) -> String {
        match fault {
            Fault::FileMissing => self.row_file_missing().to_owned(),
            Fault::FileUnreadable { said } => self.row_file_unreadable(said),
            Fault::FileUtf16 => self.row_file_utf16().to_owned(),
            Fault::FileEmpty => self.row_file_empty().to_owned(),
            Fault::Separator => self.row_separator().to_owned(),
            Fault::ColumnTwice => self.row_column_twice().to_owned(),
            Fault::ColumnMissing => self.row_column_missing().to_owned(),
            Fault::ColumnNameless { nth } => self.row_column_nameless(&nth.to_string()),
            Fault::TitlesBelow { line } => self.row_titles_below(&line.to_string()),
            Fault::NoTitles { file } => self.row_no_titles(file),
            Fault::OtherFile { titles_of } => self.row_other_file(titles_of),
            Fault::TitlesAgain => self.row_titles_again().to_owned(),
            Fault::ColumnUnknown { file, nearest: None } => self.row_column_unknown(file),
            Fault::ColumnUnknown { file, nearest: Some(nearest) } => {
                self.row_column_unknown_near(file, nearest)
            }
            Fault::LineOfSums => self.row_line_of_sums().to_owned(),
            Fault::LoneCell => self.row_lone_cell().to_owned(),
            Fault::QuoteOpen => self.row_quote_open().to_owned(),
            Fault::QuoteSwallows => self.row_quote_swallows().to_owned(),
            Fault::Width { has, needs } => self.row_width(&has.to_string(), &needs.to_string()),
            Fault::NotUtf8 => self.row_not_utf8().to_owned(),
            Fault::Filler => self.row_filler().to_owned(),
            Fault::FillerWithin => self.row_filler_within().to_owned(),
            Fault::Needed => self.row_needed().to_owned(),
            Fault::Unseen { code_point } => self.row_unseen(code_point),
            Fault::SameId { line } => self.row_same_id(&line.to_string()),
            Fault::Nowhere { file, id, in_desk: false } => self.row_nowhere(file, id),
            Fault::Nowhere { file, id, in_desk: true } => self.row_nowhere_either(file, id),
            Fault::NearlyThere { file, id, there } => self.nearly_there(file, id, there),
            Fault::NamedOtherwise { rows, by } => self.named_otherwise(*rows, by),
            Fault::Ambiguous { id } => self.row_ambiguous(id),
            Fault::Invisible { at, code_point } => self.row_invisible(&at.to_string(), code_point),
            Fault::Rounded => self.row_rounded().to_owned(),
            Fault::ErrorValue => self.row_error_value().to_owned(),
            Fault::BecameDate => self.row_became_date().to_owned(),
            Fault::Formula => self.row_formula().to_owned(),
            Fault::NothingVisible => self.row_nothing_visible().to_owned(),
            Fault::TooLong { most } => self.row_too_long(&most.to_string()),
            Fault::Control => self.row_control().to_owned(),
            Fault::Email { problem } => self.no_email(*problem).to_owned(),
            Fault::Phone { problem } => self.no_phone(*problem).to_owned(),
            Fault::Address { problem } => self.no_address(*problem),
            Fault::Day => self.row_day().to_owned(),
            Fault::NoSuchDay => self.row_no_such_day().to_owned(),
            Fault::Year { from, to } => self.row_year(&from.to_string(), &to.to_string()),
            Fault::NotBornYet => self.row_not_born_yet().to_owned(),
            Fault::StillToCome { today } => self.row_still_to_come(&today.to_string()),
            Fault::Time => self.row_time().to_owned(),
            Fault::Amount { problem } => self.no_amount(*problem).to_owned(),
            Fault::NotAboveZero => self.row_not_above_zero().to_owned(),
            Fault::Flag => self.row_flag().to_owned(),
            Fault::Word { words, nearest: None } => self.row_word(words),
            Fault::Word { words, nearest: Some(nearest) } => self.row_word_near(words, nearest),
            Fault::CptCode => self.row_cpt_code().to_owned(),
            Fault::LastDigits => self.row_last_digits().to_owned(),
            Fault::Month => self.row_month().to_owned(),
            Fault::YearDigits => self.row_year_digits().to_owned(),
            Fault::ProcessorId { prefix } => self.row_processor_id(prefix),
            Fault::Npi { problem: NpiProblem::NotTenDigits } => self.row_npi_digits().to_owned(),
            Fault::Npi { problem: NpiProblem::CheckDigit } => self.row_npi_check().to_owned(),
            Fault::Code { of } => self.code(*of).to_owned(),
            Fault::EligibilityId => self.row_eligibility_id().to_owned(),
            Fault::Zone { problem: ZoneProblem::Unknown } => self.row_zone_unknown().to_owned(),
            Fault::Zone { problem: ZoneProblem::Perhaps(zone) } => self.row_zone_perhaps(zone),
            Fault::Nameless => self.row_nameless().to_owned(),
            Fault::NoNumber => self.row_no_number().to_owned(),
            Fault::NoProvider { line: Some(line) } => self.row_no_provider(&line.to_string()),
            Fault::NoProvider { line: None } => self.row_no_provider_in_desk().to_owned(),
            Fault::ProviderElsewhere => self.row_provider_elsewhere().to_owned(),
            Fault::PayerElsewhere => self.row_payer_elsewhere().to_owned(),
            Fault::EndsFirst => self.row_ends_first().to_owned(),
            Fault::SameCard { line } => self.row_same_card(&line.to_string()),
            Fault::CardOfTwo { line } => self.row_card_of_two(&line.to_string()),
            Fault::NoCustomer { line: Some(line) } => self.row_no_customer(&line.to_string()),
            Fault::NoCustomer { line: None } => self.row_no_customer_in_desk().to_owned(),
            Fault::TwoDefaults { line } => self.row_two_defaults(&line.to_string()),
            Fault::NoDefault => self.row_no_default().to_owned(),
            Fault::CustomerOfRow { line } => self.row_customer_of_row(&line.to_string()),
            Fault::CustomerInDesk { client: Some(client) } => self.row_customer_in_desk(client),
            Fault::CustomerInDesk { client: None } => self.row_customer_in_desk_nameless().to_owned(),
            Fault::CoverageMoves { client: Some(client) } => self.row_coverage_moves(client),
            Fault::CoverageMoves { client: None } => self.row_coverage_moves_nameless().to_owned(),
            Fault::CardMoves { client: Some(client) } => self.row_card_moves(client),
            Fault::CardMoves { client: None } => self.row_card_moves_nameless().to_owned(),
            Fault::Copy { what, of } => self.copy(*what, of),
            Fault::NotSecond { of } => self.row_not_second(of),
            Fault::Beside { column } => self.row_beside(column),
            Fault::NotAllRefunded { paid } => self.row_not_all_refunded(&paid.to_string()),
            Fault::AllRefunded { paid } => self.row_all_refunded(&paid.to_string()),
            Fault::RefundedFirst => self.row_refunded_first().to_owned(),
            Fault::LeftToPay { left } => self.row_left_to_pay(&left.to_string()),
            Fault::NothingLeft => self.row_nothing_left().to_owned(),
            Fault::NotInsured => self.row_not_insured().to_owned(),
            Fault::PartDiffers { part } => self.row_part_differs(&part.to_string()),
            Fault::TooLittle { amount, least } => {
                self.row_too_little(&amount.to_string(), &least.to_string())
            }
            Fault::DoesNotBelong { kind, state, belongs } => {
                self.row_does_not_belong(kind.as_str(), state.as_str(), self.belongs_to(*belongs))
            }
            Fault::Breakdown { problem } => self.no_breakdown(problem),
            Fault::State { nearest: None } => self.row_state().to_owned(),
            Fault::State { nearest: Some(nearest) } => self.row_state_near(nearest),
            Fault::StateOfDesk => self.row_state_of_desk().to_owned(),
            Fault::Late { id, state } => self.row_late(id, state.as_str()),
            Fault::Reopens { id } => self.row_reopens(id),
            Fault::TakenFor(TakenOtherwise { id, taken, says }) => {
                self.row_taken_for(&taken.to_string(), id, &says.to_string())
            }
            Fault::TakenWith(TakenOtherwise { id, taken, says }) => {
                self.row_taken_with(id, &taken.to_string(), &says.to_string())
            }
            Fault::ChargeMoves => self.row_charge_moves().to_owned(),
            Fault::FeeForbidden { payer } => self.row_fee_forbidden(payer),
            Fault::MostGone { gone, had, practice } => {
                self.row_most_gone(&gone.to_string(), &had.to_string(), practice)
            }
        }
    }

    fn no_email(self, problem: EmailProblem) -> &'static str {
        match problem {
            EmailProblem::Missing => self.row_email_missing(),
            EmailProblem::Shape => self.row_email_shape(),
            EmailProblem::TooLong => self.row_email_too_long(),
        }
    }

    fn no_phone(self, problem: PhoneProblem) -> &'static str {
        match problem {
            PhoneProblem::Missing => self.row_phone_missing(),
            PhoneProblem::Shape => self.row_phone_shape(),
        }
    }

    fn no_address(self, problem: AddressProblem) -> String {
        match problem {
            AddressProblem::Missing(_) => self.row_address_missing().to_owned(),
            AddressProblem::TooLong(_) => self.row_too_long("100"),
            AddressProblem::Control(_) => self.row_control().to_owned(),
            AddressProblem::NoState => self.row_no_state().to_owned(),
            AddressProblem::ZipShape => self.row_zip_shape().to_owned(),
            AddressProblem::ZipElsewhere(state) => self.row_zip_elsewhere(state.code()),
        }
    }

    fn no_amount(self, problem: MoneyProblem) -> &'static str {
        match problem {
            MoneyProblem::Missing => self.row_amount_missing(),
            MoneyProblem::NotAnAmount => self.row_amount_shape(),
            MoneyProblem::OutOfRange => self.row_amount_range(),
        }
    }

    fn no_breakdown(self, problem: &BreakdownProblem) -> String {
        match problem {
            BreakdownProblem::Allowed { allowed, parts } => {
                self.row_breakdown_allowed(&allowed.to_string(), &parts.to_string())
            }
            BreakdownProblem::Billed { billed, parts } => {
                self.row_breakdown_billed(&billed.to_string(), &parts.to_string())
            }
            BreakdownProblem::Negative => self.row_breakdown_negative().to_owned(),
            BreakdownProblem::Sum(_) => self.row_breakdown_sum().to_owned(),
        }
    }

    fn code(self, of: CodeKind) -> &'static str {
        match of {
            CodeKind::TaxId => self.row_tax_id(),
            CodeKind::Diagnoses => self.row_diagnoses(),
            CodeKind::PlaceOfService => self.row_place_of_service(),
            CodeKind::Modifiers => self.row_modifiers(),
            CodeKind::Units => self.row_units(),
        }
    }

    fn belongs_to(self, whom: BelongsTo) -> &'static str {
        match whom {
            BelongsTo::Answered => self.row_belongs_answered(),
            BelongsTo::Insured => self.row_belongs_insured(),
            BelongsTo::Planned => self.row_belongs_planned(),
            BelongsTo::Paid => self.row_belongs_paid(),
            BelongsTo::Refunded => self.row_belongs_refunded(),
            BelongsTo::Waived => self.row_belongs_waived(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::fault::{Copied, Fault, Meanwhile, Trifle};
    use domain::testing::{copy_of, every_fault};

    use crate::english;

    #[test]
    fn each_fault_has_a_sentence_of_its_own() {
        let faults = every_fault();
        let sentences: HashSet<String> = faults.iter().map(|it| english().fault(it)).collect();
        assert_eq!(sentences.len(), faults.len());
        // They go on behind a place, and may go on themselves.
        assert!(sentences.iter().all(|it| !it.is_empty() && !it.ends_with('.')), "{sentences:?}");
    }

    #[test]
    fn what_a_cell_holds_and_what_becomes_of_it_stand_behind() {
        let said = english().cell_fault(&Fault::Flag, Some(Meanwhile::Unchanged), Some("maybe"));
        assert_eq!(said, "write true or false; until then nothing is changed by this cell (found maybe)");
    }

    #[test]
    fn a_copy_says_in_what_alone_its_id_differs() {
        let said =
            |trifles: &[Trifle]| english().fault(&Fault::Copy { what: Copied::Staff, of: copy_of(trifles) });
        assert_eq!(said(&[]), "this person is there under the id the id; correct the id");
        let (both, why) = (
            said(&[Trifle::Zero, Trifle::Case]),
            "zeros, which spreadsheets take away and upper and lower case",
        );
        assert!(both.contains(&format!("; the two ids differ only in {why}; correct")), "{both}");
    }
}
