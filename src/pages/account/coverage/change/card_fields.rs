//! The fields for what stands on an insurance card.

use domain::coverage::{CardEntry, CardField, CardProblem, Relationship, Subscriber};
use leptos::prelude::*;
use wire::coverages::CoverageView;

use super::super::plan::relationship as called;
use crate::data::form::FormState;
use crate::text::t;
use crate::ui::{Choice, DateField, Mistake, Select, TextField};

const PLAN: &str = "plan";
const MEMBER_ID: &str = "member-id";
const GROUP: &str = "group-number";
const RELATIONSHIP: &str = "relationship";
const FIRST: &str = "subscriber-first";
const LAST: &str = "subscriber-last";
const BORN: &str = "subscriber-born";

pub const FIELDS: [&str; 7] = [PLAN, MEMBER_ID, GROUP, RELATIONSHIP, FIRST, LAST, BORN];

/// The fields; `member_id_hint` says what becomes of a blank one.
pub fn card_fields(form: FormState, member_id_hint: String) -> AnyView {
    let choice = |it: Relationship| Choice::new(it.as_str(), called(it));
    let text = move |id: &'static str, label: &'static str, hint: String| {
        view! { <TextField id=id label=label hint=hint error=form.error(id) value=form.value(id) /> }
    };
    let is_own = Memo::new(move |_| relationship(form) == Relationship::Myself);
    view! {
        {text(PLAN, t().coverage_plan(), t().coverage_plan_hint().to_owned())}
        {text(MEMBER_ID, t().coverage_member_id(), member_id_hint)}
        {text(GROUP, t().coverage_group_number(), t().coverage_group_hint().to_owned())}
        <Select
            id=RELATIONSHIP
            label=t().coverage_you_are()
            hint=t().coverage_relationship_hint()
            choices=Relationship::ALL.into_iter().map(choice).collect()
            value=form.value(RELATIONSHIP)
        />
        <div class="ui-form" hidden=move || is_own.get()>
            <TextField id=FIRST label=t().coverage_subscriber_first() error=form.error(FIRST) value=form.value(FIRST) />
            <TextField id=LAST label=t().coverage_subscriber_last() error=form.error(LAST) value=form.value(LAST) />
            <DateField
                id=BORN
                label=t().coverage_subscriber_born()
                hint=t().coverage_born_hint()
                error=form.error(BORN)
                value=form.value(BORN)
            />
        </div>
    }
    .into_any()
}

/// The form with the fields for a new card.
pub fn blank(form: FormState) -> FormState {
    form.holding(RELATIONSHIP, str::to_owned, || Relationship::Myself.as_str().to_owned())
}

/// The form with the fields holding what stands on this card, but for the member ID, which nobody sees by the way.
pub fn holding(form: FormState, coverage: &CoverageView) -> FormState {
    let (lines, relationship) = match &coverage.subscriber {
        Subscriber::Myself => (None, Relationship::Myself),
        somebody => (somebody.somebody().map(|it| it.lines()), somebody.relationship()),
    };
    let lines = lines.unwrap_or_default();
    let born = lines.date_of_birth.map(|day| t().typed_day(day)).unwrap_or_default();
    let there = [
        (PLAN, coverage.plan.clone()),
        (GROUP, coverage.group_number.clone().unwrap_or_default()),
        (RELATIONSHIP, relationship.as_str().to_owned()),
        (FIRST, lines.first),
        (LAST, lines.last),
        (BORN, born),
    ];
    let trimmed = |entered: &str| entered.trim().to_owned();
    there.into_iter().fold(form, |form, (id, text)| form.holding(id, trimmed, move || text.clone()))
}

/// What is entered.
pub fn entered(form: FormState) -> CardEntry {
    CardEntry {
        plan: form.entered(PLAN),
        member_id: form.entered(MEMBER_ID),
        group_number: form.entered(GROUP),
        relationship: relationship(form),
        subscriber_first: form.entered(FIRST),
        subscriber_last: form.entered(LAST),
        subscriber_date_of_birth: form.entered(BORN),
    }
}

/// What of it a payer is asked about.
pub fn asked(form: FormState) -> Vec<String> {
    let somebody: &[&str] =
        if relationship(form) == Relationship::Myself { &[] } else { &[FIRST, LAST, BORN] };
    [MEMBER_ID, RELATIONSHIP].iter().chain(somebody).map(|id| form.entered(id).trim().to_owned()).collect()
}

/// What the client is to the subscriber, as it is entered.
pub fn relationship(form: FormState) -> Relationship {
    form.entered(RELATIONSHIP).parse().unwrap_or(Relationship::Myself)
}

/// What is wrong with it.
pub fn mistakes(problems: Vec<CardProblem>) -> impl Iterator<Item = Mistake> {
    problems.into_iter().map(|it| {
        let field = match it.field() {
            CardField::Plan => PLAN,
            CardField::MemberId => MEMBER_ID,
            CardField::GroupNumber => GROUP,
            CardField::SubscriberFirst => FIRST,
            CardField::SubscriberLast => LAST,
            CardField::SubscriberDateOfBirth => BORN,
        };
        Mistake::new(field, t().card_problem(it))
    })
}
