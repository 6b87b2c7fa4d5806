//! What was paid of a charge and what became of the money, as arithmetic.

use domain::charge::{Posting, PostingKind};
use domain::{ClientId, Money};
use leptos::prelude::*;
use wire::charges::ChargeView;
use wire::paths;

use super::sum::less;
use crate::text::t;
use crate::ui::{Card, Sum, SumLine, SumRole};

/// Nothing where nothing was ever paid.
pub fn payments(client: ClientId, charge: &ChargeView) -> AnyView {
    let Some(paid) = charge.balance.paid() else { return ().into_any() };
    let moved = charge.balance.postings.iter().filter(|it| it.what.is_payment());
    let mut lines: Vec<SumLine> = moved.map(|it| line(it, charge)).collect();
    // One payment is its own sum.
    if lines.len() > 1 {
        let (label, amount) = in_all(charge, paid);
        lines.push(SumLine { role: SumRole::Total, label: label.to_owned(), note: None, amount });
    }
    let receipt = charge.receipt.as_ref().map(|number| {
        view! { <p class="soft">{t().receipt_number(number)}</p> }
    });
    // Of what was paid another way the practice has its own.
    let taken = charge.balance.postings.iter().any(|it| it.what == PostingKind::Paid);
    let paper = taken.then(|| {
        let href = paths::receipt(client, charge.row.id);
        view! { <div class="ui-buttons"><a class="ui-button" href=href download="">{t().receipt_download()}</a></div> }
    });
    view! {
        <Card heading=t().payments()>
            <Sum caption=t().payments() lines=lines />
            {receipt}
            {paper}
        </Card>
    }
    .into_any()
}

/// What the lines come to. Nobody pays less than nothing.
fn in_all(charge: &ChargeView, paid: Money) -> (&'static str, String) {
    match charge.balance.more_back() {
        Some(more) => (t().line_more_back(), more.to_string()),
        None => (t().line_paid_in_all(), paid.to_string()),
    }
}

fn line(posting: &Posting, charge: &ChargeView) -> SumLine {
    let on = posting.on.map(|on| t().short_day(on, charge.rules.today));
    let (label, note) = match (posting.what, &charge.card, on) {
        (PostingKind::Waived, _, on) => (t().line_waived().to_owned(), on),
        (PostingKind::Paid, Some(card), Some(on)) => {
            (t().line_paid().to_owned(), Some(t().line_paid_with(&on, &card.brand, &card.last4)))
        }
        (PostingKind::Paid, _, on) => (t().line_paid().to_owned(), on),
        (PostingKind::PaidElsewhere(how), _, on) => (t().line_paid_elsewhere(t().how(how)), on),
        (PostingKind::RefundOnItsWay, _, Some(on)) => {
            (t().line_refunded().to_owned(), Some(t().line_refund_on_its_way(&on)))
        }
        (PostingKind::Refunded | PostingKind::RefundOnItsWay, _, on) => (t().line_refunded().to_owned(), on),
        (PostingKind::ChargedBack, _, on) => (t().line_charged_back().to_owned(), on),
        (PostingKind::PaidAgain, _, on) => (t().line_paid_again().to_owned(), on),
        (PostingKind::PaidAgainReturned, _, on) => (t().line_paid_again_returned().to_owned(), on),
    };
    let amount = if posting.what.is_taken() { posting.amount.to_string() } else { less(posting.amount) };
    SumLine { role: SumRole::Line, label, note, amount }
}
