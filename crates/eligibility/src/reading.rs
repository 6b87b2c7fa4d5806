//! From what came back to what it says.

mod benefits;
mod codes;
mod decimal;
mod period;
mod rejection;
mod status;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use domain::eligibility::{ActivePlan, Answer, CheckId};
use domain::name::NamePart;

use crate::reply::{Reply, Unread};
use crate::wire::ResponseBody;
use rejection::Rejection;
use status::Status;

/// What an answer to a question about `day` says.
///
/// That the patient is another than the payer has on file counts before anything that is said of the plan: it would be somebody else's.
/// Then counts whether the plan holds, and last why the payer does not say so.
pub(crate) fn read(body: &ResponseBody, day: NaiveDate) -> Reply {
    let rejection = rejection::of(body);
    let answer = match (rejection, status::of(body)) {
        (Some(Rejection::Person(answer)), _) => answer,
        (_, Some(Status::Active)) => active(body, day),
        (_, Some(Status::Inactive)) => Answer::Inactive { ended: period::of(body).to.filter(|to| *to < day) },
        (Some(Rejection::Question(answer)), None) => answer,
        (None, None) => Answer::Unreadable,
    };
    let unread = matches!(answer, Answer::Unreadable).then_some(Unread::NothingSaid);
    Reply { answer, check: body.id.as_deref().and_then(|id| CheckId::parse(id).ok()), unread }
}

/// A plan that the payer calls active. It is not if it ended before the day, which payers say by its dates alone: so the service's guide.
fn active(body: &ResponseBody, day: NaiveDate) -> Answer {
    let period = period::of(body);
    if period.to.is_some_and(|to| to < day) {
        return Answer::Inactive { ended: period.to };
    }
    Answer::Active(ActivePlan {
        plan: plan_name(body),
        from: period.from,
        to: period.to,
        sessions: status::sessions(body),
        benefits: benefits::of(&body.benefits_information),
    })
}

/// The plan's name: where the standard has it, which is at the status of the plan as a whole, else where payers have it.
fn plan_name(body: &ResponseBody) -> Option<NamePart> {
    let of_plan = body.benefits_information.iter().filter(|it| status::is_of_plan(it));
    let at_status = of_plan.filter_map(|it| it.plan_coverage.as_deref());
    let details = body.plan_status.iter().filter_map(|it| it.plan_details.as_deref());
    let information = body.plan_information.iter().flat_map(|it| {
        [it.plan_description.as_deref(), it.plan_network_id_description.as_deref()].into_iter().flatten()
    });
    at_status.chain(details).chain(information).find_map(|text| {
        // Payers fill their fields up with blanks.
        let words: Vec<&str> = text.split_whitespace().collect();
        NamePart::parse(&words.join(" ")).ok()
    })
}
