//! Why a payer does not answer.

use domain::eligibility::{Answer, RejectCode};

use crate::wire::{AaaError, ResponseBody};

/// What the codes of an answer come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// Something about the patient is not as the payer has it.
    Person(Answer),
    /// The question was not answered.
    Question(Answer),
}

/// What the reject reason codes come to, at whatever level they stand; none where there are none. Of several the one counts that says the
/// most: payers send "not found" along with what it was not found by.
pub(crate) fn of(body: &ResponseBody) -> Option<Rejection> {
    let at_levels =
        [&body.payer, &body.provider, &body.subscriber].into_iter().flatten().chain(&body.dependents);
    let errors = body.errors.iter().chain(at_levels.flat_map(|party| &party.aaa_errors));
    let codes: Vec<RejectCode> = errors.filter_map(code).collect();
    let has = |wanted: &[&str]| codes.iter().any(|code| wanted.contains(&code.as_str()));
    if has(&BIRTH_DATE) {
        Some(Rejection::Person(Answer::WrongBirthDate))
    } else if has(&MEMBER_ID) {
        Some(Rejection::Person(Answer::WrongMemberId))
    } else if has(&NAME) {
        Some(Rejection::Person(Answer::WrongName))
    } else if has(&NOT_FOUND) {
        Some(Rejection::Person(Answer::NotFound))
    } else if has(&DOWN) {
        // A payer that is down is often told of as 42 along with 79.
        Some(Rejection::Question(Answer::PayerDown))
    } else {
        codes.into_iter().next().map(|code| Rejection::Question(Answer::Refused { code }))
    }
}

/// 58 invalid or missing date of birth, 60 it follows the day of service, 71 it is not the one on file.
const BIRTH_DATE: [&str; 3] = ["58", "60", "71"];

/// 64 invalid or missing patient's ID, 72 invalid or missing subscriber's ID.
const MEMBER_ID: [&str; 2] = ["64", "72"];

/// 65 invalid or missing patient's name, 73 invalid or missing subscriber's name.
const NAME: [&str; 2] = ["65", "73"];

/// 67 patient not found, 68 and 76 the ID is several people's, 75 subscriber not found, 77 subscriber found and patient not, 78 subscriber
/// not in the plan.
const NOT_FOUND: [&str; 6] = ["67", "68", "75", "76", "77", "78"];

/// 42 unable to respond at the current time, 80 no response received.
const DOWN: [&str; 2] = ["42", "80"];

fn code(error: &AaaError) -> Option<RejectCode> {
    RejectCode::parse(error.code.as_deref()?.trim()).ok()
}
