//! Where a charge stands, with what a row tells about it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::{
    AttemptsMade, ChargeKind, ChargeState, Due, Exported, InsurerAnswer, NothingDue, Scheduled, StateName,
};
use domain::fault::{BelongsTo, Fault};
use serde::Serialize;

use super::answer;
use super::closed::{self, GivenBack, GivenUp, PAYMENT_COLUMNS, REFUND_COLUMNS, RowPayment, WAIVER_COLUMNS};
use super::standing::Standing;
use crate::import::cell;
use crate::import::row::CsvRow;

/// What a row tells of a charge's state.
#[derive(Clone, Debug, Serialize)]
pub(super) enum RowFacts {
    AwaitingInsurer,
    NothingDue(InsurerAnswer),
    Scheduled { due: Due, first_day: NaiveDate },
    Paid(RowPayment),
    PartiallyRefunded(RowPayment, GivenBack),
    Refunded(RowPayment, GivenBack),
    Waived(GivenUp),
}

/// Reads what belongs to the state, and sees to it that nothing else is filled in.
pub(super) fn read(row: &mut CsvRow<'_>, kind: ChargeKind, standing: Standing) -> Option<RowFacts> {
    let tidy = only_what_belongs(row, kind, standing);
    let facts = match standing {
        Standing::AwaitingInsurer => of_insurance(row, kind).map(|()| RowFacts::AwaitingInsurer),
        Standing::NothingDue => nothing_due(row, kind),
        Standing::Scheduled => {
            let due = answer::due(row, kind).and_then(|due| answer::enough(row, due));
            let first_day = row.read("first_day", cell::day);
            due.zip(first_day).map(|(due, first_day)| RowFacts::Scheduled { due, first_day })
        }
        Standing::Paid => {
            let due = answer::due(row, kind);
            closed::payment(row, due).map(RowFacts::Paid)
        }
        Standing::PartiallyRefunded | Standing::Refunded => {
            let due = answer::due(row, kind);
            let payment = closed::payment(row, due);
            let back = closed::given_back(row, payment.as_ref(), standing);
            let all = standing == Standing::Refunded;
            let facts = if all { RowFacts::Refunded } else { RowFacts::PartiallyRefunded };
            payment.zip(back).map(|(payment, back)| facts(payment, back))
        }
        Standing::Waived => {
            let due = answer::due(row, kind);
            closed::given_up(row, due).map(RowFacts::Waived)
        }
    };
    facts.filter(|_| tidy)
}

fn nothing_due(row: &mut CsvRow<'_>, kind: ChargeKind) -> Option<RowFacts> {
    of_insurance(row, kind)?;
    let answer = answer::read(row)?;
    let left = answer.breakdown.client_responsibility();
    answer::same_amount(row, left)?;
    if !left.is_zero() {
        row.fault("state", Fault::LeftToPay { left });
        return None;
    }
    Some(RowFacts::NothingDue(answer))
}

fn of_insurance(row: &mut CsvRow<'_>, kind: ChargeKind) -> Option<()> {
    if kind == ChargeKind::Insurance {
        return Some(());
    }
    row.fault("state", Fault::NotInsured);
    None
}

/// Whether no cell is filled in that says something of another state or kind. Such a cell is a sign that one of the two is
/// wrong, and nobody can tell which.
fn only_what_belongs(row: &mut CsvRow<'_>, kind: ChargeKind, standing: Standing) -> bool {
    let answered = kind == ChargeKind::Insurance && standing != Standing::AwaitingInsurer;
    let groups: [(&[&'static str], bool, BelongsTo); 6] = [
        (&["amount"], standing != Standing::AwaitingInsurer, BelongsTo::Answered),
        (&answer::COLUMNS, answered, BelongsTo::Insured),
        (&["first_day"], standing == Standing::Scheduled || standing.is_paid(), BelongsTo::Planned),
        (&PAYMENT_COLUMNS, standing.is_paid(), BelongsTo::Paid),
        (&REFUND_COLUMNS, standing.is_refunded(), BelongsTo::Refunded),
        (&WAIVER_COLUMNS, standing == Standing::Waived, BelongsTo::Waived),
    ];
    let mut tidy = true;
    for (columns, is_in_place, belongs) in groups {
        for column in columns.iter().copied().filter(|_| !is_in_place) {
            if !row.is_filled(column) {
                continue;
            }
            row.fault(column, Fault::DoesNotBelong { kind, state: standing.state(), belongs });
            tidy = false;
        }
    }
    tidy
}

impl RowFacts {
    /// What it tells of a payment.
    pub(super) const fn payment_mut(&mut self) -> Option<&mut RowPayment> {
        match self {
            Self::Paid(payment) | Self::PartiallyRefunded(payment, _) | Self::Refunded(payment, _) => {
                Some(payment)
            }
            Self::AwaitingInsurer | Self::NothingDue(_) | Self::Scheduled { .. } | Self::Waived(_) => None,
        }
    }

    /// What it says was paid.
    pub(super) const fn paid_for(&self) -> Option<&Due> {
        match self {
            Self::Paid(it) | Self::PartiallyRefunded(it, _) | Self::Refunded(it, _) => Some(&it.due),
            Self::AwaitingInsurer | Self::NothingDue(_) | Self::Scheduled { .. } | Self::Waived(_) => None,
        }
    }

    /// The days on which something happened, each with its column.
    pub(super) fn past(&self) -> Vec<(&'static str, NaiveDate)> {
        let answered = |answer: Option<&InsurerAnswer>| answer.map(|it| ("answered_on", it.answered_on));
        let (answer, days) = match self {
            Self::AwaitingInsurer => (None, Vec::new()),
            Self::NothingDue(answer) => (Some(answer), Vec::new()),
            Self::Scheduled { due, .. } => (due.answer.as_ref(), Vec::new()),
            Self::Paid(it) => (it.due.answer.as_ref(), vec![("paid_on", it.paid_on())]),
            Self::PartiallyRefunded(it, back) | Self::Refunded(it, back) => {
                (it.due.answer.as_ref(), vec![("paid_on", it.paid_on()), ("refunded_on", back.on())])
            }
            Self::Waived(it) => (it.due().answer.as_ref(), vec![("waived_on", it.on())]),
        };
        answered(answer).into_iter().chain(days).collect()
    }

    /// What the export says of what the desk may say something else of.
    pub(super) fn exported(&self) -> Exported {
        let (state, first_day, payment) = match self {
            Self::AwaitingInsurer => (StateName::AwaitingInsurer, None, None),
            Self::NothingDue(_) => (StateName::NothingDue, None, None),
            Self::Scheduled { first_day, .. } => (StateName::Scheduled, Some(*first_day), None),
            Self::Paid(payment) => (StateName::Paid, None, Some(payment.exported())),
            Self::PartiallyRefunded(payment, _) => {
                (StateName::PartiallyRefunded, None, Some(payment.exported()))
            }
            Self::Refunded(payment, _) => (StateName::Refunded, None, Some(payment.exported())),
            Self::Waived(_) => (StateName::Waived, None, None),
        };
        Exported { state, first_day, payment }
    }

    /// As the desk keeps it. Exports know days, and `at` makes instants of them.
    pub(super) fn state(&self, at: impl Fn(NaiveDate) -> DateTime<Utc>) -> ChargeState {
        match self {
            Self::AwaitingInsurer => ChargeState::AwaitingInsurer,
            Self::NothingDue(answer) => {
                ChargeState::NothingDue(NothingDue { answer: *answer, planned: None })
            }
            Self::Scheduled { due, first_day } => ChargeState::Scheduled(Scheduled {
                due: due.clone(),
                first_day: *first_day,
                attempts: AttemptsMade::default(),
                wished: None,
                chosen: false,
            }),
            Self::Paid(payment) => ChargeState::Paid(payment.paid(at)),
            Self::PartiallyRefunded(payment, back) => {
                ChargeState::PartiallyRefunded(payment.refunded(back, at))
            }
            Self::Refunded(payment, back) => ChargeState::Refunded(payment.refunded(back, at)),
            Self::Waived(up) => ChargeState::Waived(up.waived(at)),
        }
    }
}
