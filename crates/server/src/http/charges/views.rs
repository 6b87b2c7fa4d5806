//! What a client is shown of their charges.

mod events;
mod state;

use chrono::Duration;
use domain::Money;
use domain::charge::{CardShown, Charge as Facts, ChargeState, RefundBack, lost_cents};
use wire::Later;
use wire::charges::{
    CardView, ChargeRowView, ChargeView, HandPaymentView, HistoryRequest, HistoryView, ProviderView,
    RefundBackView, SuperbillMonthView, SuperbillView, YearTotalView,
};

use crate::http::eligibility;
use crate::http::sign::sign_of;
use crate::service::charges::{Detail, History as HistoryPage, HistoryQuery, ListedCharge};

/// What a query asks for; none if it asks for what there is not.
pub fn asked(query: &HistoryRequest) -> Option<HistoryQuery> {
    let HistoryRequest { year, state, provider, after, whole } = query;
    Some(HistoryQuery {
        year: *year,
        state: state.as_deref().map(str::parse).transpose().ok()?,
        provider: provider.as_deref().map(str::parse).transpose().ok()?,
        after: after.as_deref().map(str::parse).transpose().ok()?,
        whole: *whole,
    })
}

/// A page of the history.
pub fn history(page: HistoryPage) -> HistoryView {
    let HistoryPage {
        today,
        from,
        charges,
        next,
        total,
        newer,
        years,
        by_hand,
        superbills,
        states,
        providers,
    } = page;
    let superbills = superbills.into_iter().map(|it| SuperbillMonthView {
        month: it.month,
        is_ready: it.is_ready,
        missing: it.missing,
    });
    let years = years.into_iter().map(|it| YearTotalView {
        year: it.year,
        count: it.charges,
        paid: it.taken,
        elsewhere: it.elsewhere,
        by_hand: it.by_hand,
    });
    let by_hand = by_hand.into_iter().map(|it| HandPaymentView {
        on: it.taken_on,
        amount: it.amount,
        refunded: it.given_back(),
        charged_back: Money::new(lost_cents(&it.disputes), it.amount.currency()),
    });
    let view = HistoryView {
        sign: String::new(),
        today,
        from,
        charges: charges.into_iter().map(row).collect(),
        next: next.map(|it| it.to_string()),
        total,
        newer,
        years: years.collect(),
        by_hand: by_hand.collect(),
        superbills: superbills.collect(),
        states: states.into(),
        providers: providers.into_iter().map(|(id, name)| ProviderView { id, name }).collect(),
    };
    HistoryView { sign: sign_of(&view), ..view }
}

/// A charge in a list.
pub fn row(row: ListedCharge) -> ChargeRowView {
    let ListedCharge { charge, reference, balance, refunds_back, provider, rules, zone } = row;
    let Facts { id, kind, session, state, .. } = charge;
    ChargeRowView {
        id,
        reference,
        kind,
        amount: balance.part(),
        paid: balance.paid(),
        refund_back: !refunds_back.is_empty(),
        state: state::to_view(&state, zone),
        session_day: session.day,
        session_start: session.start,
        cpt_code: session.cpt_code,
        description: session.description,
        provider,
        can_reschedule: rules.range().is_some() && !rules.is_due,
    }
}

/// A charge on its own page.
pub fn detail(detail: Detail) -> ChargeView {
    let Detail {
        row: facts,
        holds_for,
        payer,
        said,
        card: used,
        card_good_until,
        card_missing,
        has_other_card,
        can_pay_now,
        is_being_tried,
        superbill,
        events,
    } = detail;
    let (charge, zone) = (&facts.charge, facts.zone);
    let back = |it: &RefundBack| RefundBackView {
        amount: it.amount,
        on: zone.day(it.at),
        called_off: it.called_off,
    };
    let answer = match &charge.state {
        ChargeState::NothingDue(it) => Some(it.answer),
        state => state.due().and_then(|due| due.answer),
    };
    let view = ChargeView {
        sign: String::new(),
        breakdown: answer.map(|it| it.breakdown),
        answered_on: answer.map(|it| it.answered_on),
        balance: facts.balance.clone(),
        refunds_back: facts.refunds_back.iter().map(back).collect(),
        payer,
        verified: said.map(|said| Later::of(&eligibility::to_view(&said))),
        rules: facts.rules.clone(),
        holds_for_seconds: 0,
        card: used.map(card),
        card_good_until,
        card_missing,
        has_other_card,
        new_card_at: if let ChargeState::Failed(failed) = &charge.state {
            failed.new_card_at()
        } else {
            None
        },
        can_pay_now,
        is_being_tried,
        superbill: superbill.map(|missing| SuperbillView { missing }),
        // The practice's own records of an earlier payment need not name one.
        receipt: charge.state.paid().map(|paid| paid.receipt.clone()).filter(|it| !it.is_empty()),
        events: events::in_order(events, zone).into(),
        row: row(facts),
    };
    ChargeView { sign: sign_of(&view), holds_for_seconds: seconds(holds_for), ..view }
}

/// Whole seconds after which it surely is over.
pub fn seconds(left: Duration) -> u32 {
    u32::try_from(left.num_seconds() + 1).unwrap_or_default()
}

fn card(card: CardShown) -> CardView {
    CardView { brand: card.brand, last4: card.last4 }
}
