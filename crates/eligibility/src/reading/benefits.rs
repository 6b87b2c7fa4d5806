//! Which of the many amounts of an answer are about a session in the plan's network.
//!
//! Payers list an amount for each kind of service, network, level and time. Of those that fit, the ones count that fit best; if these differ
//! from each other, no amount is said: nobody is told a price that was guessed.

use domain::eligibility::{Benefits, Limit};

use super::{codes, decimal};
use crate::wire::BenefitObject;

/// How far an entry is from what is looked for, the most important first: kind of service, conditions, network, level, time. Less is nearer.
type Distance = [usize; 5];

/// What the answer says of a session.
pub(crate) fn of(said: &[BenefitObject]) -> Benefits {
    let share_of = |benefit: &BenefitObject| benefit.benefit_percent.as_deref().and_then(decimal::share);
    Benefits {
        copay: nearest(said, codes::COPAY, &codes::SESSION, of_a_visit, dollars_of).flatten(),
        coinsurance: nearest(said, codes::COINSURANCE, &codes::SESSION, of_a_visit, share_of).flatten(),
        deductible: limit(said, codes::DEDUCTIBLE),
        out_of_pocket: limit(said, codes::OUT_OF_POCKET),
    }
}

/// A limit: the one for sessions where there is one of their own, else the plan's, which is what most payers give. Both amounts are of the
/// same limit. More that is left than there was at first is a contradiction, and neither is taken.
fn limit(said: &[BenefitObject], code: &str) -> Limit {
    let own_of = |service: &&str| {
        let total = nearest(said, code, &[*service], of_a_year, dollars_of);
        let remaining = nearest(said, code, &[*service], of_what_is_left, dollars_of);
        let is_there = total.is_some() || remaining.is_some();
        is_there.then(|| (total.flatten(), remaining.flatten()))
    };
    match codes::SESSION.iter().chain(&codes::PLAN).find_map(own_of) {
        Some((Some(total), Some(left))) if left.cents() > total.cents() => Limit::default(),
        Some((total, remaining)) => Limit { total, remaining },
        None => Limit::default(),
    }
}

fn dollars_of(benefit: &BenefitObject) -> Option<domain::Money> {
    benefit.benefit_amount.as_deref().and_then(decimal::dollars)
}

/// The value of the entries that are nearest, or nothing in its place if they differ; none where no entry fits.
fn nearest<T: PartialEq + Copy>(
    said: &[BenefitObject],
    code: &str,
    services: &[&str],
    time: fn(Option<&str>) -> Option<usize>,
    value: impl Fn(&BenefitObject) -> Option<T>,
) -> Option<Option<T>> {
    let of_code = said.iter().filter(|it| it.code.as_deref() == Some(code));
    let fitting: Vec<(Distance, T)> =
        of_code.filter_map(|it| Some((distance(it, services, time)?, value(it)?))).collect();
    let least = fitting.iter().map(|(distance, _)| *distance).min()?;
    let mut values = fitting.into_iter().filter(|(distance, _)| *distance == least).map(|(_, value)| value);
    let first = values.next()?;
    Some(values.all(|other| other == first).then_some(first))
}

/// How far an entry is from a session of one person in the network; none where it is about something else.
fn distance(
    it: &BenefitObject,
    services: &[&str],
    time: fn(Option<&str>) -> Option<usize>,
) -> Option<Distance> {
    let service =
        services.iter().position(|wanted| it.service_type_codes.iter().any(|code| code == wanted))?;
    // What is said of one procedure holds for no other.
    if !it.composite_medical_procedure_identifier.is_null() {
        return None;
    }
    let conditions = usize::from(!it.additional_information.is_empty())
        + usize::from(!it.eligibility_additional_information_list.is_empty());
    let network = match it.in_plan_network_indicator_code.as_deref() {
        Some("Y") => 0,
        Some("W") => 1,
        None | Some("U") => 2,
        Some(_) => return None,
    };
    let level = match it.coverage_level_code.as_deref() {
        Some(codes::INDIVIDUAL) => 0,
        None => 1,
        Some(_) => return None,
    };
    Some([service, conditions, network, level, time(it.time_qualifier_code.as_deref())?])
}

/// A price of each visit. Payers also write the year for which it is the price.
fn of_a_visit(time: Option<&str>) -> Option<usize> {
    match time {
        None | Some(codes::VISIT) => Some(0),
        Some(year) if codes::YEARS.contains(&year) => Some(1),
        Some(_) => None,
    }
}

/// An amount of a whole year.
fn of_a_year(time: Option<&str>) -> Option<usize> {
    match time {
        Some(year) if codes::YEARS.contains(&year) => Some(0),
        None => Some(1),
        Some(_) => None,
    }
}

/// What is left of it.
fn of_what_is_left(time: Option<&str>) -> Option<usize> {
    (time == Some(codes::REMAINING)).then_some(0)
}
