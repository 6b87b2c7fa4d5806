//! How the amount of a charge came about, as arithmetic.

use domain::breakdown::Breakdown;
use leptos::prelude::*;
use wire::charges::ChargeView;

use crate::text::t;
use crate::ui::{Button, ButtonKind, Card, Sum, SumLine, SumRole};

/// billed − discount − paid by the payer = your part, then what your part consists of.
pub fn sum(charge: &ChargeView) -> AnyView {
    let line =
        |role, label: String, note: Option<String>, amount: String| SumLine { role, label, note, amount };
    let lines = match (&charge.breakdown, charge.row.amount) {
        (Some(breakdown), _) => breakdown_lines(breakdown, charge),
        (None, Some(amount)) => {
            let label = t().kind(charge.row.kind).to_owned();
            vec![
                line(SumRole::Line, label, Some(t().fee_set_by_practice().into()), amount.to_string()),
                line(SumRole::Total, t().line_your_part().into(), None, amount.to_string()),
            ]
        }
        (None, None) => return ().into_any(),
    };
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
    let less = |amount: domain::Money| format!("\u{2212} {amount}");
    let line =
        |role, label: String, note: Option<String>, amount: String| SumLine { role, label, note, amount };
    let mut lines = vec![
        line(SumRole::Line, t().line_billed().into(), Some(session), parts.billed.to_string()),
        line(SumRole::Line, t().line_discount(payer), answer.clone(), less(breakdown.discount())),
        line(SumRole::Line, t().line_insurer_paid(payer), answer, less(parts.insurer_paid)),
        line(
            SumRole::Total,
            t().line_your_part().into(),
            None,
            breakdown.client_responsibility().to_string(),
        ),
    ];
    let own = [
        (parts.copay, t().line_copay(), t().line_copay_why()),
        (parts.deductible, t().line_deductible(), t().line_deductible_why()),
        (parts.coinsurance, t().line_coinsurance(), t().line_coinsurance_why()),
        (parts.not_covered, t().line_not_covered(), t().line_not_covered_why()),
    ];
    // A part of zero says something where the plan could have had it; "not covered" only where there is some.
    let shown =
        own.into_iter().filter(|(amount, label, _)| *label != t().line_not_covered() || !amount.is_zero());
    lines.extend(
        shown.map(|(amount, label, why)| {
            line(SumRole::Part, label.into(), Some(why.into()), amount.to_string())
        }),
    );
    lines
}

fn print_button() -> AnyView {
    let print = Callback::new(|()| drop(window().print()));
    view! { <Button label=t().print().to_string() kind=ButtonKind::Quiet on_press=print /> }.into_any()
}
