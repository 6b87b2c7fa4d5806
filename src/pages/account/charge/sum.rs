//! How the amount of a charge came about, as arithmetic.

use domain::Money;
use domain::breakdown::Breakdown;
use domain::charge::PostingKind;
use leptos::prelude::*;
use wire::charges::ChargeView;

use crate::text::t;
use crate::ui::{Button, Card, Sum, SumLine, SumRole};

/// billed − discount − paid by the payer − waived = your part, then what your part consists of.
pub fn sum(charge: &ChargeView) -> AnyView {
    let balance = &charge.balance;
    let (Some(responsibility), Some(part)) = (balance.responsibility, balance.part()) else {
        return ().into_any();
    };
    let mut lines = match &charge.breakdown {
        Some(breakdown) => breakdown_lines(breakdown, charge),
        None => {
            let (label, note) = (t().kind(charge.row.kind).into(), t().fee_set_by_practice().into());
            vec![line(SumRole::Line, label, Some(note), responsibility.to_string())]
        }
    };
    let waived = balance.postings.iter().filter(|it| it.what == PostingKind::Waived);
    lines.extend(waived.map(|it| {
        let on = it.on.map(|on| t().short_day(on, charge.rules.today));
        line(SumRole::Line, t().line_waived().into(), on, less(it.amount))
    }));
    lines.push(line(SumRole::Total, t().line_your_part().into(), None, part.to_string()));
    // Of what was waived nothing is left that could consist of something.
    if let Some(breakdown) = charge.breakdown.as_ref().filter(|_| part == responsibility) {
        lines.extend(parts_of(breakdown));
    }
    view! {
        <Card heading=t().how_amount() action=print_button()>
            <Sum caption=t().how_amount() lines=lines />
        </Card>
    }
    .into_any()
}

fn breakdown_lines(breakdown: &Breakdown, charge: &ChargeView) -> Vec<SumLine> {
    let payer = charge.payer.as_deref().unwrap_or_else(|| t().the_insurer());
    let answer = charge.answered_on.map(|day| t().line_answer(&t().short_day(day, charge.rules.today)));
    let session = t().line_session(&t().short_day(charge.row.session_day, charge.rules.today));
    let parts = breakdown.parts();
    vec![
        line(SumRole::Line, t().line_billed().into(), Some(session), parts.billed.to_string()),
        line(SumRole::Line, t().line_discount(payer), answer.clone(), less(breakdown.discount())),
        line(SumRole::Line, t().line_insurer_paid(payer), answer, less(parts.insurer_paid)),
    ]
}

fn parts_of(breakdown: &Breakdown) -> impl Iterator<Item = SumLine> {
    let parts = breakdown.parts();
    let own = [
        (parts.copay, t().line_copay(), t().line_copay_why()),
        (parts.deductible, t().line_deductible(), t().line_deductible_why()),
        (parts.coinsurance, t().line_coinsurance(), t().line_coinsurance_why()),
        (parts.not_covered, t().line_not_covered(), t().line_not_covered_why()),
    ];
    // A part of zero says something where the plan could have had it; "not covered" only where there is some.
    let shown =
        own.into_iter().filter(|(amount, label, _)| *label != t().line_not_covered() || !amount.is_zero());
    shown.map(|(amount, label, why)| line(SumRole::Part, label.into(), Some(why.into()), amount.to_string()))
}

/// An amount that is taken away.
pub fn less(amount: Money) -> String {
    format!("\u{2212} {amount}")
}

fn line(role: SumRole, label: String, note: Option<String>, amount: String) -> SumLine {
    SumLine { role, label, note, amount }
}

fn print_button() -> AnyView {
    let print = Callback::new(|()| drop(window().print()));
    view! { <Button label=t().print().to_string() on_press=print /> }.into_any()
}
