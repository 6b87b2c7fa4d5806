//! What a payer said of a plan.

use chrono::NaiveDate;
use domain::Money;
use domain::eligibility::Sessions;
use leptos::prelude::*;
use wire::eligibility::{ActivePlanView, EligibilityAnswerView, EligibilityView};

use crate::text::t;
use crate::ui::{Card, Fact, Facts, Notice, NoticeKind, verbatim};

/// About which plan a payer answers.
#[derive(Clone, Copy)]
pub struct AskedPlan<'a> {
    /// What the payer is called.
    pub payer: &'a str,
    /// Whether it is in the client's own name.
    pub is_own: bool,
    /// Whether it is being entered, and not on file.
    pub is_new: bool,
}

/// What a payer said; with the focus where it was asked just now.
// Within each piece by itself, with what it calls: what pieces share is loaded by everybody.
#[inline(always)]
pub fn answer(asked_plan: AskedPlan<'_>, said: &EligibilityView, just_now: bool) -> AnyView {
    let AskedPlan { payer, is_own, is_new } = asked_plan;
    let (kind, sentence, facts) = match &said.answer {
        EligibilityAnswerView::Active(plan) => {
            let kind =
                if plan.sessions == Sessions::NotCovered { NoticeKind::Warning } else { NoticeKind::Done };
            (kind, active(payer, plan, said.asked_on), benefits(payer, plan))
        }
        EligibilityAnswerView::Inactive { ended: Some(ended) } => {
            let ended = t().dated(*ended);
            let sentence = if is_new {
                t().eligibility_inactive_since_new(&ended)
            } else {
                t().eligibility_inactive_since(&ended)
            };
            (NoticeKind::Warning, sentence, Vec::new())
        }
        EligibilityAnswerView::Inactive { ended: None } => {
            let sentence = if is_new { t().eligibility_inactive_new() } else { t().eligibility_inactive() };
            (NoticeKind::Warning, sentence.to_owned(), Vec::new())
        }
        EligibilityAnswerView::NotFound => {
            (NoticeKind::Warning, t().eligibility_not_found(payer), Vec::new())
        }
        EligibilityAnswerView::WrongBirthDate => {
            let sentence = if is_own {
                t().eligibility_wrong_birth_date(payer)
            } else {
                t().eligibility_wrong_birth_date_subscriber(payer)
            };
            (NoticeKind::Warning, sentence, Vec::new())
        }
        EligibilityAnswerView::WrongMemberId => {
            (NoticeKind::Warning, t().eligibility_wrong_member_id(payer), Vec::new())
        }
        EligibilityAnswerView::WrongName => {
            (NoticeKind::Warning, t().eligibility_wrong_name(payer), Vec::new())
        }
        EligibilityAnswerView::Refused => (NoticeKind::Warning, t().eligibility_refused(payer), Vec::new()),
    };
    let asked = asked(said);
    let figures = (!facts.is_empty()).then(|| {
        view! {
            <Facts facts=facts />
            <p class="soft">{t().eligibility_no_promise(payer)}</p>
        }
    });
    view! {
        <Notice kind=kind title=t().eligibility_title(payer) focused=just_now>
            <p>{sentence}</p>
            <p>{asked}</p>
        </Notice>
        {figures}
    }
    .into_any()
}

/// What a payer said of the plan that a charge is about, as far as it explains it; nothing where it named no figure.
pub fn explaining(payer: &str, said: &EligibilityView) -> AnyView {
    let EligibilityAnswerView::Active(plan) = &said.answer else { return ().into_any() };
    let facts = benefits(payer, plan);
    if facts.is_empty() {
        return ().into_any();
    }
    let (title, promise, asked) =
        (t().eligibility_title(payer), t().eligibility_no_promise(payer), asked(said));
    view! {
        <Card heading=title>
            <Facts facts=facts />
            <p>{promise}</p>
            <p class="soft">{asked}</p>
        </Card>
    }
    .into_any()
}

/// When it was asked, and about when.
#[inline(always)]
fn asked(said: &EligibilityView) -> String {
    let asked_on = t().dated(said.asked_on);
    if said.about == said.asked_on {
        t().eligibility_asked(&asked_on)
    } else {
        t().eligibility_asked_about(&asked_on, &t().dated(said.about))
    }
}

#[inline(always)]
fn active(payer: &str, plan: &ActivePlanView, asked_on: NaiveDate) -> String {
    match (plan.sessions, plan.from, plan.to) {
        (Sessions::NotCovered, _, _) => t().eligibility_active_not_covered(payer),
        (_, _, Some(to)) => t().eligibility_active_to(&t().dated(to)),
        (_, Some(from), None) if from > asked_on => t().eligibility_active_starting(&t().dated(from)),
        (_, Some(from), None) => t().eligibility_active_from(&t().dated(from)),
        (_, None, None) => t().eligibility_active().to_owned(),
    }
}

/// What it leaves to the client, as far as it says so.
#[inline(always)]
fn benefits(payer: &str, plan: &ActivePlanView) -> Vec<Fact> {
    let money =
        |label, amount: Option<Money>| amount.map(|amount| Fact::new(label, verbatim(amount.to_string())));
    let limit = |label, total: Option<Money>, left: Option<Money>| match (total, left) {
        (Some(total), Some(left)) => {
            Some(Fact::new(label, t().eligibility_left(&left.to_string(), &total.to_string())))
        }
        (total, left) => money(label, total.or(left)),
    };
    let name = plan.plan.as_ref().map(|name| Fact::new(t().eligibility_plan(payer), verbatim(name)));
    let share = plan.coinsurance.map(|share| {
        Fact::new(t().eligibility_coinsurance(), t().eligibility_coinsurance_share(&percent(share)))
    });
    [
        name,
        money(t().eligibility_copay(), plan.copay),
        share,
        limit(t().eligibility_deductible(), plan.deductible, plan.deductible_left),
        limit(t().eligibility_out_of_pocket(), plan.out_of_pocket, plan.out_of_pocket_left),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `20%`, of hundredths of a percent.
#[inline(always)]
fn percent(hundredths: u16) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest, rest % 10) {
        (0, _) => format!("{whole}%"),
        (_, 0) => format!("{whole}.{}%", rest / 10),
        (..) => format!("{whole}.{rest:02}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_in_percent() {
        for (hundredths, said) in
            [(2_000, "20%"), (0, "0%"), (10_000, "100%"), (1_250, "12.5%"), (3_333, "33.33%"), (5, "0.05%")]
        {
            assert_eq!(percent(hundredths), said);
        }
    }
}
