//! What of a charge the practice's system says otherwise than before.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::Action;
use crate::charge::{Charge, ChargeKind, ChargeState, InsurerAnswer, PaidHow, Session};
use crate::money::Money;
use crate::zone::PracticeZone;

/// One detail, as it was and as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// Of what.
    pub of: CorrectedPart,
    /// What was said before; none where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Detail>,
    /// What is said now; none where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Detail>,
}

/// What of a charge an export says beside its state and amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CorrectedPart {
    /// Who held the session.
    Provider,
    /// The day of the session.
    SessionDate,
    /// When it began.
    SessionTime,
    /// The code of the service.
    CptCode,
    /// The practice's words for it.
    Description,
    /// What sort of charge it is.
    Kind,
    /// Billed by the practice.
    Billed,
    /// What the payer allows.
    Allowed,
    /// Paid by the payer.
    InsurerPaid,
    /// Of the client's part.
    Deductible,
    /// The same.
    Copay,
    /// The same.
    Coinsurance,
    /// The same.
    NotCovered,
    /// When the payer answered.
    AnsweredOn,
    /// The day of the payment.
    PaidOn,
    /// The card it was made with.
    Card,
    /// How it was made, where it was made by another way than the desk.
    PaidHow,
    /// The number of its receipt.
    Receipt,
    /// All that was given back.
    Refunded,
    /// The day on which the last of it was.
    RefundedOn,
    /// The practice's reason.
    RefundReason,
    /// The day on which it was given up.
    WaivedOn,
    /// The practice's reason.
    WaiveReason,
}

/// What is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// An amount.
    Money(Money),
    /// A day.
    Day(NaiveDate),
    /// A time on the practice's clock.
    Time(NaiveTime),
    /// A sort of charge.
    Kind(ChargeKind),
    /// A way to pay.
    How(PaidHow),
    /// Words or a number.
    Text(String),
}

impl Action {
    /// That the practice's system corrected what it had said of a charge of which nothing had been taken, from one state to the other.
    #[must_use]
    pub fn corrected(before: &ChargeState, now: &ChargeState) -> Self {
        Self::corrected_in(before, now, Correction::of_answers(before, now).collect())
    }

    /// The same, with what else a row says otherwise.
    #[must_use]
    pub fn corrected_in(before: &ChargeState, now: &ChargeState, details: Vec<Correction>) -> Self {
        Self::Corrected {
            from: before.name(),
            was: before.amount(),
            to: now.name(),
            is: now.amount(),
            details,
        }
    }
}

type Said = (CorrectedPart, Option<Detail>);

impl Correction {
    /// What a row corrects of a charge beside its state and amount.
    #[must_use]
    pub fn of_charge(
        before: &Charge,
        (kind, session, state): (ChargeKind, &Session, &ChargeState),
        zone: PracticeZone,
    ) -> Vec<Self> {
        let of_session =
            differing(said_of_session(before.kind, &before.session), said_of_session(kind, session));
        let of_end = differing(said_of_end(&before.state, zone), said_of_end(state, zone));
        of_session.chain(Self::of_answers(&before.state, state)).chain(of_end).collect()
    }

    /// That the session was held by somebody else, by their names.
    #[must_use]
    pub fn of_provider(was: Option<&str>, is: Option<&str>) -> Self {
        let name = |it: Option<&str>| it.and_then(text);
        Self { of: CorrectedPart::Provider, was: name(was), is: name(is) }
    }

    /// What is different in the payer's answer; nothing where one of the two has none.
    pub fn of_answers(before: &ChargeState, now: &ChargeState) -> impl Iterator<Item = Self> + use<> {
        let answers = answer(before).zip(answer(now));
        answers.map(|(was, is)| differing(said_of_answer(was), said_of_answer(is))).into_iter().flatten()
    }
}

fn differing<const N: usize>(was: [Said; N], is: [Said; N]) -> impl Iterator<Item = Correction> + use<N> {
    let pairs = was.into_iter().zip(is);
    pairs.filter(|(was, is)| was != is).map(|((of, was), (_, is))| Correction { of, was, is })
}

fn answer(state: &ChargeState) -> Option<&InsurerAnswer> {
    match state {
        ChargeState::NothingDue(it) => Some(&it.answer),
        other => other.due()?.answer.as_ref(),
    }
}

fn text(text: &str) -> Option<Detail> {
    (!text.is_empty()).then(|| Detail::Text(text.to_owned()))
}

fn said_of_session(kind: ChargeKind, it: &Session) -> [Said; 5] {
    [
        (CorrectedPart::Kind, Some(Detail::Kind(kind))),
        (CorrectedPart::SessionDate, Some(Detail::Day(it.day))),
        (CorrectedPart::SessionTime, Some(Detail::Time(it.start))),
        (CorrectedPart::CptCode, text(&it.cpt_code)),
        (CorrectedPart::Description, text(&it.description)),
    ]
}

fn said_of_answer(it: &InsurerAnswer) -> [Said; 8] {
    let parts = it.breakdown.parts();
    let money = |of, amount| (of, Some(Detail::Money(amount)));
    [
        money(CorrectedPart::Billed, parts.billed),
        money(CorrectedPart::Allowed, parts.allowed),
        money(CorrectedPart::InsurerPaid, parts.insurer_paid),
        money(CorrectedPart::Deductible, parts.deductible),
        money(CorrectedPart::Copay, parts.copay),
        money(CorrectedPart::Coinsurance, parts.coinsurance),
        money(CorrectedPart::NotCovered, parts.not_covered),
        (CorrectedPart::AnsweredOn, Some(Detail::Day(it.answered_on))),
    ]
}

fn said_of_end(state: &ChargeState, zone: PracticeZone) -> [Said; 9] {
    let (paid, elsewhere) = (state.paid(), state.settled_elsewhere());
    let paid_on = paid.map(|it| it.paid_on).or(elsewhere.map(|it| it.payment.on));
    let card =
        paid.and_then(|it| it.card.as_ref()).map(|it| Detail::Text(format!("{} {}", it.brand, it.last4)));
    let refund = state.refunds().last();
    let waived = if let ChargeState::Waived(it) = state { Some(it) } else { None };
    let day = |at| Detail::Day(zone.day(at));
    [
        (CorrectedPart::PaidOn, paid_on.map(Detail::Day)),
        (CorrectedPart::Card, card),
        (CorrectedPart::PaidHow, elsewhere.map(|it| Detail::How(it.payment.how))),
        (CorrectedPart::Receipt, paid.and_then(|it| text(&it.receipt))),
        (CorrectedPart::Refunded, state.given_back().map(Detail::Money)),
        (CorrectedPart::RefundedOn, refund.map(|it| day(it.at))),
        (CorrectedPart::RefundReason, refund.and_then(|it| text(&it.reason))),
        (CorrectedPart::WaivedOn, waived.map(|it| day(it.at))),
        (CorrectedPart::WaiveReason, waived.and_then(|it| text(&it.reason))),
    ]
}

impl CorrectedPart {
    /// Whether it is the practice's own remark, and not one of the facts of the bill.
    #[must_use]
    pub const fn is_reason(self) -> bool {
        matches!(self, Self::RefundReason | Self::WaiveReason)
    }
}

/// As an export may have it.
impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(it) => it.fmt(f),
            Self::Day(it) => it.fmt(f),
            Self::Time(it) => it.format("%H:%M").fmt(f),
            Self::Kind(it) => f.write_str(it.as_str()),
            Self::How(it) => f.write_str(it.as_str()),
            Self::Text(it) => f.write_str(it),
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use serde_json::json;

    use super::*;
    use crate::charge::{Payment, Refunded};
    use crate::testing::{at, charge, day, paid, refund};

    fn money(cents: i64) -> Option<Detail> {
        Some(Detail::Money(Money::usd(cents)))
    }

    fn corrected(before: &Charge, session: &Session, state: &ChargeState) -> Vec<Correction> {
        Correction::of_charge(before, (before.kind, session, state), PracticeZone::NEW_YORK)
    }

    #[test]
    fn a_receipt_and_a_refund_are_named_as_they_were_and_are() {
        let before = charge(ChargeState::Paid(paid()));
        let mut is = paid();
        is.receipt = "R-1b".to_owned();
        let back = Refunded { of: Payment::Paid(is), refunds: vec![refund(1_000)] };
        let given_back_at = at("2025-12-09T02:00:00Z");
        let mut back = back;
        back.refunds[0].at = given_back_at;
        let found = corrected(&before, &before.session, &ChargeState::PartiallyRefunded(back));
        let said = |of| found.iter().find(|it| it.of == of).cloned();
        let receipt = said(CorrectedPart::Receipt).expect("another receipt");
        assert_eq!((receipt.was, receipt.is), (text(&paid().receipt), text("R-1b")));
        let refunded = said(CorrectedPart::Refunded).expect("a refund");
        assert_eq!((refunded.was, refunded.is), (None, money(1_000)));
        // Of the evening before, where the practice is.
        let on = said(CorrectedPart::RefundedOn).expect("its day");
        assert_eq!((on.was, on.is), (None, Some(Detail::Day(day("2025-12-08")))));
        assert_eq!(said(CorrectedPart::PaidOn), None, "it is the same");
    }

    #[test]
    fn another_time_and_other_parts_are_named() {
        let before = charge(ChargeState::Paid(paid()));
        let session =
            Session { start: NaiveTime::from_hms_opt(16, 30, 0).expect("a time"), ..before.session.clone() };
        let mut is = paid();
        is.due.answer = Some(crate::testing::answer([18_000, 12_000, 9_000, 0, 2_000, 1_000, 1_000]));
        let found = corrected(&before, &session, &ChargeState::Paid(is));
        let named: Vec<CorrectedPart> = found.iter().map(|it| it.of).collect();
        assert_eq!(named, [CorrectedPart::SessionTime, CorrectedPart::Copay, CorrectedPart::Coinsurance]);
        assert_eq!((&found[1].was, &found[1].is), (&money(2_500), &money(2_000)));
    }

    #[test]
    fn the_same_is_no_correction() {
        let before = charge(ChargeState::Paid(paid()));
        assert_eq!(corrected(&before, &before.session, &before.state), []);
    }

    #[test]
    fn how_a_correction_is_kept() {
        let it = Correction { of: CorrectedPart::Receipt, was: text("R-1"), is: None };
        let kept = json!({ "of": "receipt", "was": { "text": "R-1" } });
        assert_eq!(serde_json::to_value(&it).expect("it serializes"), kept);
        assert_eq!(serde_json::from_value::<Correction>(kept).expect("and reads back"), it);
    }
}
