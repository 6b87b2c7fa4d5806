//! One plan.

use domain::coverage::timeline::Standing;
use domain::coverage::{Relationship, Subscriber};
use domain::{ClientId, CoverageId};
use leptos::prelude::*;
use wire::coverages::CoverageView;

use super::Tab;
use super::change::Change;
use super::eligibility::Eligibility;
use super::member_id::MemberId;
use super::photos::photos;
use crate::text::t;
use crate::ui::{Badge, Button, Fact, Facts, Tone, verbatim};

pub fn plan(Tab { client, open, first }: Tab, coverage: &CoverageView, standing: Standing) -> AnyView {
    let (tone, word) = match standing {
        Standing::Now => (Tone::Accent, t().coverage_now()),
        Standing::Next => (Tone::Neutral, t().coverage_next()),
        Standing::Past => (Tone::Neutral, t().coverage_past()),
    };
    let (name, facts) = if coverage.is_self_pay {
        (t().coverage_self_pay_name().into_any(), vec![days(coverage, standing)])
    } else {
        (verbatim(&coverage.payer), facts(client, coverage, standing))
    };
    let has_card = !coverage.is_self_pay && standing != Standing::Past;
    let card_photos = has_card.then(|| photos(client, coverage, first == Some(coverage.id)));
    let id = coverage.id;
    let correct = has_card.then(|| {
        view! {
            <Button
                label=t().coverage_correct().to_string()
                described_by=plan_id(coverage.id)
                on_press=move |()| open.set(Some(Change::Correct(id)))
            />
        }
        .into_any()
    });
    view! {
        <li class="coverage-plan">
            <div class="coverage-about">
                <div class="coverage-head">
                    <h3 id=plan_id(coverage.id) tabindex="-1">
                        {name}
                    </h3>
                    <Badge label=word tone=tone />
                </div>
                <Facts facts=facts />
                {acts(client, coverage, correct)}
            </div>
            {card_photos}
        </li>
    }
    .into_any()
}

/// What can be done about it, and what its payer says. Nobody is asked about paying without insurance.
fn acts(client: ClientId, coverage: &CoverageView, correct: Option<AnyView>) -> AnyView {
    if coverage.is_self_pay || !(coverage.can_verify || coverage.verified.is_some()) {
        return correct.map(|it| view! { <div class="ui-buttons">{it}</div> }).into_any();
    }
    let plan_id = plan_id(coverage.id);
    view! { <Eligibility client=client coverage=coverage.clone() plan_id=plan_id after=correct /> }.into_any()
}

fn facts(client: ClientId, coverage: &CoverageView, standing: Standing) -> Vec<Fact> {
    let member_id = view! {
        <MemberId
            client=client
            coverage=coverage.id
            plan_id=plan_id(coverage.id)
            ending=coverage.member_id_ending.clone()
        />
    };
    let group = coverage.group_number.as_ref().map(|it| Fact::new(t().coverage_group_number(), verbatim(it)));
    let plan = Fact::new(t().coverage_plan(), verbatim(&coverage.plan));
    [plan, days(coverage, standing), Fact::new(t().coverage_member_id(), member_id)]
        .into_iter()
        .chain(group)
        .chain(subscriber(&coverage.subscriber))
        .collect()
}

/// In whose name it is.
fn subscriber(subscriber: &Subscriber) -> Vec<Fact> {
    let Some(somebody) = subscriber.somebody() else {
        return vec![Fact::new(t().coverage_subscriber(), t().coverage_subscriber_self())];
    };
    let born = somebody.date_of_birth.map(|it| Fact::new(t().coverage_subscriber_born(), t().dated(it)));
    let relationship = relationship(subscriber.relationship());
    [Fact::new(t().coverage_subscriber(), verbatim(somebody.to_string()))]
        .into_iter()
        .chain(born)
        .chain([Fact::new(t().coverage_relationship(), relationship)])
        .collect()
}

/// What the client is to a subscriber.
pub fn relationship(it: Relationship) -> &'static str {
    match it {
        Relationship::Myself => t().coverage_relationship_self(),
        Relationship::Spouse => t().coverage_relationship_spouse(),
        Relationship::Child => t().coverage_relationship_child(),
        Relationship::Other => t().coverage_relationship_other(),
    }
}

/// The id of the heading that names it.
pub fn plan_id(coverage: CoverageId) -> String {
    format!("plan-{coverage}")
}

fn days(coverage: &CoverageView, standing: Standing) -> Fact {
    let from = t().dated(coverage.from);
    let days = match coverage.to {
        Some(to) => t().coverage_from_to(&from, &t().dated(to)),
        None if standing == Standing::Next => t().coverage_starts(&from),
        None => t().coverage_from_on(&from),
    };
    Fact::new(t().coverage_days(), days)
}
