//! How a charge ended before it came to the desk: paid, given back, given up.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::actor::Actor;
use domain::charge::{
    CardShown, ChargeState, Due, ExportedPayment, Paid, PaidElsewhere, PaidHow, Payment, Refund, Refunded,
    Waived,
};
use domain::fault::Fault;
use serde::Serialize;

use super::standing::Standing;
use crate::import::cell;
use crate::import::row::CsvRow;

/// A payment that the practice took.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RowPayment {
    pub(super) due: Due,
    /// The day it was planned for, or that none is known; none where the row does not say it. So are card and manner.
    planned: Option<Option<NaiveDate>>,
    paid_on: NaiveDate,
    card: Option<Option<CardShown>>,
    /// Empty where the practice gave none.
    receipt: String,
    #[serde(skip_serializing_if = "is_not_said")]
    how: Option<Option<PaidHow>>,
}

/// What a row says by leaving a cell empty is not part of its digest.
const fn is_not_said(how: &Option<Option<PaidHow>>) -> bool {
    matches!(how, None | Some(None))
}

/// Money that the practice gave back.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GivenBack {
    pub(super) amount: Money,
    on: NaiveDate,
    pub(super) why: String,
}

/// A charge that the practice gave up.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GivenUp {
    due: Due,
    on: NaiveDate,
    pub(super) why: String,
}

pub(super) const PAYMENT_COLUMNS: [&str; 5] = ["paid_on", "card_brand", "card_last4", "receipt", "paid_how"];
pub(super) const REFUND_COLUMNS: [&str; 3] = ["refund_amount", "refunded_on", "refund_reason"];
pub(super) const WAIVER_COLUMNS: [&str; 2] = ["waived_on", "waive_reason"];

pub(super) fn payment(row: &mut CsvRow<'_>, due: Option<Due>) -> Option<RowPayment> {
    let planned = row.said("first_day", cell::day);
    let paid_on = row.read("paid_on", cell::day);
    let card = card(row);
    let how = row.said("paid_how", |text| cell::word(text, &PaidHow::ALL.map(PaidHow::as_str)));
    // For what was paid another way the desk has no receipt that the practice could take over.
    let receipt = match how {
        Some(Some(_)) if !row.is_filled("receipt") => Some(String::new()),
        Some(Some(_)) => Some(row.said("receipt", cell::number).flatten().unwrap_or_default()),
        Some(None) | None => row.read("receipt", cell::number),
    };
    Some(RowPayment { due: due?, planned, paid_on: paid_on?, card, receipt: receipt?, how })
}

/// The card that it was paid with, or that none is known; none where the row does not say it, or says half of it.
fn card(row: &mut CsvRow<'_>) -> Option<Option<CardShown>> {
    let brand = row.said("card_brand", cell::text)?;
    let last4 = row.said("card_last4", cell::last4)?;
    match (brand, last4) {
        (Some(brand), Some(last4)) => Some(Some(CardShown { brand, last4 })),
        (None, None) => Some(None),
        (Some(_), None) => {
            row.pass_over("card_last4", Fault::Beside { column: "card_brand" });
            None
        }
        (None, Some(_)) => {
            row.pass_over("card_brand", Fault::Beside { column: "card_last4" });
            None
        }
    }
}

/// What was given back of `payment`: some of it or all of it, as the state says.
pub(super) fn given_back(
    row: &mut CsvRow<'_>,
    payment: Option<&RowPayment>,
    standing: Standing,
) -> Option<GivenBack> {
    let amount = row.read("refund_amount", cell::some_money);
    let on = row.read("refunded_on", cell::day);
    // Who gives money back at the processor need not say why.
    let why = row.said("refund_reason", cell::text).flatten().unwrap_or_default();
    let (amount, on, payment) = (amount?, on?, payment?);
    let paid = payment.due.amount;
    let all = standing == Standing::Refunded;
    if all && amount != paid {
        row.fault("refund_amount", Fault::NotAllRefunded { paid });
        return None;
    }
    if !all && amount.cents() >= paid.cents() {
        row.fault("refund_amount", Fault::AllRefunded { paid });
        return None;
    }
    if on < payment.paid_on {
        row.fault("refunded_on", Fault::RefundedFirst);
        return None;
    }
    Some(GivenBack { amount, on, why })
}

pub(super) fn given_up(row: &mut CsvRow<'_>, due: Option<Due>) -> Option<GivenUp> {
    let on = row.read("waived_on", cell::day);
    let why = row.read("waive_reason", cell::text);
    Some(GivenUp { due: due?, on: on?, why: why? })
}

impl GivenBack {
    pub(super) const fn on(&self) -> NaiveDate {
        self.on
    }
}

impl GivenUp {
    pub(super) const fn due(&self) -> &Due {
        &self.due
    }

    pub(super) const fn on(&self) -> NaiveDate {
        self.on
    }
}

impl RowPayment {
    pub(super) const fn paid_on(&self) -> NaiveDate {
        self.paid_on
    }

    /// Fills in what the row does not say with what the charge knows of it.
    pub(super) fn fill(&mut self, there: &ChargeState) {
        let (paid, settled) = (there.paid(), there.settled_elsewhere());
        self.card.get_or_insert_with(|| paid.and_then(|it| it.card.clone()));
        self.planned.get_or_insert_with(|| paid.map(|it| it.day).filter(|day| *day != self.paid_on));
        self.how.get_or_insert_with(|| settled.map(|it| it.payment.how));
    }

    /// As the desk keeps it. Exports know the day of a payment, and `at` makes an instant of it.
    pub(super) fn paid(&self, at: impl Fn(NaiveDate) -> DateTime<Utc>) -> Paid {
        Paid {
            due: self.due.clone(),
            day: self.planned.flatten().unwrap_or(self.paid_on),
            paid_at: at(self.paid_on),
            paid_on: self.paid_on,
            card: self.card.clone().flatten(),
            receipt: self.receipt.clone(),
            also: None,
        }
    }

    /// Given back in part or in full.
    pub(super) fn refunded(&self, back: &GivenBack, at: impl Fn(NaiveDate) -> DateTime<Utc>) -> Refunded {
        Refunded { refunds: vec![back.refund(&at)], of: Payment::Paid(self.paid(at)) }
    }

    /// What the export says of it.
    pub(super) fn exported(&self) -> ExportedPayment {
        ExportedPayment { on: self.paid_on, how: self.how.flatten() }
    }

    /// What the practice says of a payment that the desk was to take, as of `now`; `known` is how it was paid as far as the desk knows.
    pub(super) fn elsewhere(&self, now: DateTime<Utc>, known: Option<PaidHow>) -> PaidElsewhere {
        // Cards are the usual way, and of one the row has the digits.
        let by_card = self.card.as_ref().and_then(|card| card.as_ref()).map(|_| PaidHow::Card);
        let how = self.how.flatten().or(by_card).or(known).unwrap_or(PaidHow::Other);
        PaidElsewhere { on: self.paid_on, how, said_at: now, by: Actor::Practice }
    }
}

impl GivenBack {
    /// As the desk keeps it.
    pub(super) fn refund(&self, at: impl Fn(NaiveDate) -> DateTime<Utc>) -> Refund {
        Refund {
            amount: self.amount,
            at: at(self.on),
            by: Actor::Practice,
            reason: self.why.clone(),
            processor_id: None,
            on_its_way: false,
        }
    }
}

impl GivenUp {
    /// As the desk keeps it.
    pub(super) fn waived(&self, at: impl Fn(NaiveDate) -> DateTime<Utc>) -> Waived {
        let (due, reason) = (self.due.clone(), self.why.clone());
        Waived { due, at: at(self.on), by: Actor::Practice, reason, planned: None }
    }
}
