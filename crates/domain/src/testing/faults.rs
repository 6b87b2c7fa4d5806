//! What may be wrong with an export.

use crate::address::AddressProblem;
use crate::breakdown::BreakdownProblem;
use crate::charge::{ChargeKind, StateName};
use crate::contact::EmailProblem;
use crate::fault::{BelongsTo, Copied, CopyOf, Fault, TakenOtherwise, Trifle};
use crate::money::{Money, MoneyProblem};
use crate::npi::NpiProblem;
use crate::phone::PhoneProblem;
use crate::session_codes::CodeKind;
use crate::testing::day;
use crate::zone::ZoneProblem;

/// Under another id, which differs in these trifles alone.
#[must_use]
pub fn copy_of(trifles: &[Trifle]) -> CopyOf {
    CopyOf { id: "the id".to_owned(), line: None, trifles: trifles.to_vec() }
}

/// One of each sort.
#[must_use]
pub fn every_fault() -> Vec<Fault> {
    vec![
        Fault::FileMissing,
        Fault::FileUnreadable { said: "the said".to_owned() },
        Fault::FileUtf16,
        Fault::FileEmpty,
        Fault::Separator,
        Fault::ColumnTwice,
        Fault::ColumnMissing,
        Fault::ColumnNameless { nth: 8 },
        Fault::TitlesBelow { line: 7 },
        Fault::NoTitles { file: "the file" },
        Fault::ColumnUnknown { file: "the file", nearest: Some("the nearest") },
        Fault::LineOfSums,
        Fault::LoneCell,
        Fault::QuoteOpen,
        Fault::QuoteSwallows,
        Fault::Width { has: 8, needs: 8 },
        Fault::NotUtf8,
        Fault::Filler,
        Fault::FillerWithin,
        Fault::OtherFile { titles_of: "the other file" },
        Fault::TitlesAgain,
        Fault::Needed,
        Fault::Unseen { code_point: "the code_point".to_owned() },
        Fault::SameId { line: 7 },
        Fault::Nowhere { file: "the file", id: "the id".to_owned(), in_desk: true },
        Fault::NearlyThere { file: "the file", id: "another id".to_owned(), there: copy_of(&[Trifle::Zero]) },
        Fault::NamedOtherwise { rows: 8, by: copy_of(&[Trifle::Case]) },
        Fault::Ambiguous { id: "the id".to_owned() },
        Fault::Invisible { at: 8, code_point: "the code_point".to_owned() },
        Fault::Rounded,
        Fault::ErrorValue,
        Fault::BecameDate,
        Fault::Formula,
        Fault::NothingVisible,
        Fault::TooLong { most: 8 },
        Fault::Control,
        Fault::Email { problem: EmailProblem::Shape },
        Fault::Phone { problem: PhoneProblem::Shape },
        Fault::Address { problem: AddressProblem::ZipShape },
        Fault::Day,
        Fault::NoSuchDay,
        Fault::Year { from: 9, to: 9 },
        Fault::NotBornYet,
        Fault::StillToCome { today: day("2025-12-02") },
        Fault::Time,
        Fault::Amount { problem: MoneyProblem::NotAnAmount },
        Fault::NotAboveZero,
        Fault::Flag,
        Fault::Word { words: "the words".to_owned(), nearest: Some("the nearest") },
        Fault::CptCode,
        Fault::LastDigits,
        Fault::Month,
        Fault::YearDigits,
        Fault::ProcessorId { prefix: "the prefix" },
        Fault::Npi { problem: NpiProblem::CheckDigit },
        Fault::Code { of: CodeKind::TaxId },
        Fault::Code { of: CodeKind::Diagnoses },
        Fault::Code { of: CodeKind::PlaceOfService },
        Fault::Code { of: CodeKind::Modifiers },
        Fault::Code { of: CodeKind::Units },
        Fault::EligibilityId,
        Fault::Zone { problem: ZoneProblem::Unknown },
        Fault::Nameless,
        Fault::NoNumber,
        Fault::NoProvider { line: Some(7) },
        Fault::ProviderElsewhere,
        Fault::PayerElsewhere,
        Fault::EndsFirst,
        Fault::SameCard { line: 7 },
        Fault::CardOfTwo { line: 7 },
        Fault::NoCustomer { line: Some(7) },
        Fault::TwoDefaults { line: 7 },
        Fault::NoDefault,
        Fault::CustomerOfRow { line: 7 },
        Fault::CustomerInDesk { client: Some("the client".to_owned()) },
        Fault::CoverageMoves { client: Some("the client".to_owned()) },
        Fault::CardMoves { client: Some("the client".to_owned()) },
        Fault::Copy { what: Copied::Client, of: copy_of(&[Trifle::Zero, Trifle::Case]) },
        Fault::NotSecond { of: "the of".to_owned() },
        Fault::Beside { column: "the column" },
        Fault::NotAllRefunded { paid: Money::usd(1_234) },
        Fault::AllRefunded { paid: Money::usd(1_234) },
        Fault::RefundedFirst,
        Fault::LeftToPay { left: Money::usd(1_234) },
        Fault::NothingLeft,
        Fault::NotInsured,
        Fault::PartDiffers { part: Money::usd(1_234) },
        Fault::TooLittle { amount: Money::usd(1_234), least: Money::usd(1_234) },
        Fault::DoesNotBelong {
            kind: ChargeKind::SelfPay,
            state: StateName::Paid,
            belongs: BelongsTo::Insured,
        },
        Fault::Breakdown {
            problem: BreakdownProblem::Billed { billed: Money::usd(1), parts: Money::usd(2) },
        },
        Fault::State { nearest: Some("the nearest") },
        Fault::StateOfDesk,
        Fault::Late { id: "the id".to_owned(), state: StateName::Paid },
        Fault::Reopens { id: "the id".to_owned() },
        Fault::TakenFor(taken_otherwise()),
        Fault::TakenWith(taken_otherwise()),
        Fault::ChargeMoves,
        Fault::FeeForbidden { payer: "the payer".to_owned() },
        Fault::MostGone { gone: 8, had: 8, practice: "the practice".to_owned() },
    ]
}

fn taken_otherwise() -> TakenOtherwise {
    TakenOtherwise { id: "the id".to_owned(), taken: Money::usd(1_234), says: Money::usd(1_000) }
}
