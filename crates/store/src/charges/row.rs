//! Between a charge and its row.

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::{Charge, ChargeState, HeldState, Session, StateName};
use domain::{ChargeId, ClientId, Money, PracticeId, StaffId};

use super::NewCharge;
use crate::StoreError;
use crate::columns::{day, from_json, json, micros_of, read, time, word};
use crate::rows::charges::Model;

/// What queries ask of a state, beside its facts.
pub(super) struct Extract {
    pub state: StateName,
    pub facts: String,
    pub amount_cents: Option<i64>,
    pub taken_cents: i64,
    pub elsewhere_cents: i64,
    pub currency: String,
    pub day: Option<String>,
    pub due_at: Option<i64>,
}

impl Extract {
    pub(super) fn of(state: &ChargeState, due_at: Option<DateTime<Utc>>) -> Result<Self, StoreError> {
        let amount = state.amount();
        let kept = state.kept().map_or(0, Money::cents);
        let also = state.paid_also().map_or(0, Money::cents);
        Ok(Self {
            state: state.name(),
            facts: json("charges.facts", state)?,
            amount_cents: amount.map(Money::cents),
            taken_cents: kept + also,
            elsewhere_cents: if state.settled_elsewhere().is_some() { kept } else { also },
            currency: amount.map_or_else(Default::default, Money::currency).code().to_owned(),
            day: day_of(state).map(day),
            due_at: micros_of(due_at),
        })
    }
}

/// The day it was or is to be taken: wished for, announced, or paid on.
fn day_of(state: &ChargeState) -> Option<NaiveDate> {
    match state {
        ChargeState::Scheduled(it) => Some(it.first_day),
        ChargeState::Upcoming(it) => Some(it.announced.day),
        ChargeState::Processing(it) => Some(it.announced.day),
        ChargeState::Failed(it) => Some(it.announced.day),
        ChargeState::Paid(it) => Some(it.paid_on),
        ChargeState::PartiallyRefunded(it) | ChargeState::Refunded(it) => Some(it.of.on()),
        ChargeState::SettledElsewhere(it) => Some(it.payment.on),
        ChargeState::Disputed(_) | ChargeState::ChargedBack(_) => state.paid().map(|it| it.paid_on),
        ChargeState::OnHold(it) => Some(match &it.before {
            HeldState::Scheduled(it) => it.first_day,
            HeldState::Upcoming(it) => it.announced.day,
            HeldState::Failed(it) => it.announced.day,
        }),
        ChargeState::AwaitingInsurer | ChargeState::NothingDue(_) | ChargeState::Waived(_) => None,
    }
}

pub(super) fn row(it: &NewCharge) -> Result<Model, StoreError> {
    let Charge { id, client, provider, practice, session, kind, version, state } = &it.charge;
    let extract = Extract::of(state, it.due_at)?;
    Ok(Model {
        client_id: client.uuid(),
        id: id.uuid(),
        practice_id: practice.uuid(),
        provider_id: provider.uuid(),
        session_day: day(session.day),
        session_start: time(session.start),
        cpt_code: session.cpt_code.clone(),
        description: session.description.clone(),
        kind: kind.as_str().to_owned(),
        version: *version,
        state: extract.state.as_str().to_owned(),
        facts: extract.facts,
        amount_cents: extract.amount_cents,
        taken_cents: extract.taken_cents,
        elsewhere_cents: extract.elsewhere_cents,
        extra_cents: 0,
        currency: extract.currency,
        day: extract.day,
        due_at: extract.due_at,
        claimed_by: None,
        claimed_until: None,
        intent_id: None,
        external_key: it.external_key.clone(),
        second_of: it.second_of.clone(),
        import_digest: it.digest.clone(),
        exported: json("charges.exported", &it.exported)?,
        arrival_id: None,
    })
}

pub(super) fn record(row: Model) -> Result<Charge, StoreError> {
    Ok(Charge {
        id: ChargeId::new(row.id),
        client: ClientId::new(row.client_id),
        provider: StaffId::new(row.provider_id),
        practice: PracticeId::new(row.practice_id),
        session: Session {
            day: read("charges.session_day", &row.session_day)?,
            start: read("charges.session_start", &row.session_start)?,
            cpt_code: row.cpt_code,
            description: row.description,
        },
        kind: word("charges.kind", &row.kind)?,
        version: row.version,
        state: from_json("charges.facts", &row.facts)?,
    })
}

pub(super) fn records(rows: Vec<Model>) -> Result<Vec<Charge>, StoreError> {
    rows.into_iter().map(record).collect()
}
