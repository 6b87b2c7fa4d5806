//! What is said of a charge of which nothing is to be paid any more, the same on its page and where its date was to be changed.

use wire::charges::{ChargeStateView, ChargeView};

use super::t;

/// Why nothing is to be paid; none where it still is, and where it was paid as planned, which the sum says.
pub fn settled(charge: &ChargeView) -> Option<String> {
    let today = charge.rules.today;
    let payer = || charge.payer.clone().unwrap_or_else(|| t().the_insurer().to_owned());
    Some(match &charge.row.state {
        ChargeStateView::NothingDue => t().nothing_due_text(&payer()),
        ChargeStateView::Waived { .. } => t().waived_text().to_owned(),
        ChargeStateView::SettledElsewhere { on, how } => {
            let (how, day) = (t().how(*how), t().day(*on, today));
            // A check may be dated ahead.
            if *on > today {
                t().settled_ahead_text(how, &day)
            } else {
                t().settled_elsewhere_text(how, &day)
            }
        }
        ChargeStateView::Disputed { amount, .. } => {
            let disputed = t().disputed_text(&amount.to_string());
            // What came back to the client before counts as paid in no case.
            if charge.balance.keeps(*amount) {
                format!("{disputed} {}", t().disputed_counts())
            } else {
                disputed
            }
        }
        ChargeStateView::ChargedBack { on, amount } => {
            let taken_back = t().charged_back_text(&amount.to_string(), &t().day(*on, today));
            let more = charge.balance.more_back().map(|it| t().more_back_text(&it.to_string()));
            let said: Vec<String> = std::iter::once(taken_back).chain(more).collect();
            said.join(" ")
        }
        ChargeStateView::AwaitingInsurer
        | ChargeStateView::Scheduled
        | ChargeStateView::Upcoming { .. }
        | ChargeStateView::Processing
        | ChargeStateView::Paid { .. }
        | ChargeStateView::Failed { .. }
        | ChargeStateView::OnHold
        | ChargeStateView::PartiallyRefunded { .. }
        | ChargeStateView::Refunded { .. } => return None,
    })
}
