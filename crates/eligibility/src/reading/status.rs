//! Whether a plan holds, and whether it pays for sessions.

use domain::eligibility::Sessions;

use super::codes;
use crate::wire::{BenefitObject, ResponseBody};

/// Whether a plan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Active,
    Inactive,
}

/// Whether the plan holds; none where it is not said. A dental or any other plan of the same payer says nothing of the one that pays for
/// sessions, and active wins over inactive: an answer may have a plan that ended beside the one that holds.
pub(crate) fn of(body: &ResponseBody) -> Option<Status> {
    let benefits = body.benefits_information.iter().map(|it| (&it.code, &it.service_type_codes));
    let statuses = body.plan_status.iter().map(|it| (&it.status_code, &it.service_type_codes));
    of_codes(benefits).or_else(|| of_codes(statuses))
}

fn of_codes<'a>(said: impl Iterator<Item = (&'a Option<String>, &'a Vec<String>)>) -> Option<Status> {
    let medical = said.filter(|(_, services)| {
        services.is_empty() || is_any(services, &codes::PLAN) || is_any(services, &codes::SESSION)
    });
    let codes: Vec<&str> = medical.filter_map(|(code, _)| code.as_deref()).collect();
    if codes.iter().any(|code| codes::ACTIVE.contains(code)) {
        Some(Status::Active)
    } else if codes.iter().any(|code| codes::INACTIVE.contains(code)) {
        Some(Status::Inactive)
    } else {
        None
    }
}

/// Whether an active plan pays for sessions in its network.
pub(crate) fn sessions(body: &ResponseBody) -> Sessions {
    let about = body.benefits_information.iter().filter(|it| {
        is_any(&it.service_type_codes, &codes::SESSION)
            && it.in_plan_network_indicator_code.as_deref() != Some(codes::OUT_OF_NETWORK)
    });
    let said: Vec<&str> = about.filter_map(|it| it.code.as_deref()).collect();
    let is_said = |wanted: &[&str]| said.iter().any(|code| wanted.contains(code));
    if is_said(&codes::ACTIVE) || is_said(&[codes::COPAY, codes::COINSURANCE]) {
        Sessions::Covered
    } else if is_said(&codes::INACTIVE) || is_said(&[codes::NON_COVERED]) {
        Sessions::NotCovered
    } else {
        Sessions::NotSaid
    }
}

/// Whether it is the status of the plan as a whole.
pub(crate) fn is_of_plan(benefit: &BenefitObject) -> bool {
    let is_active = benefit.code.as_deref().is_some_and(|code| codes::ACTIVE.contains(&code));
    is_active && (benefit.service_type_codes.is_empty() || is_any(&benefit.service_type_codes, &codes::PLAN))
}

fn is_any(services: &[String], wanted: &[&str]) -> bool {
    services.iter().any(|service| wanted.contains(&service.as_str()))
}
