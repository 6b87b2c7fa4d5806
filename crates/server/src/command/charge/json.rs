use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::actor::Actor;
use domain::attempt::Attempt;
use domain::audit::Entry;
use domain::charge::{ChargeState, Version};
use domain::extra_payment::ExtraPayment;
use domain::refund_request::RefundRequest;
use domain::task::{Task, TaskReason};
use domain::withdrawal::Withdrawn;
use domain::{Money, PaymentMethodId};
use serde::Serialize;
use serde_json::Value;
use store::outbox::OutboxMessage;

use crate::service::charges::WholeCharge;

/// A charge as programs read it.
#[derive(Debug, Serialize)]
struct ChargeRow<'a> {
    /// The desk's id.
    id: String,
    /// The practice's own.
    key: &'a str,
    practice: Named<'a>,
    client: Named<'a>,
    provider: Option<&'a str>,
    session_day: NaiveDate,
    session_time: NaiveTime,
    cpt_code: &'a str,
    description: &'a str,
    kind: &'static str,
    version: Version,
    amount: Option<Money>,
    /// With what was asked for.
    given_back: Option<Money>,
    /// The state with its facts, as the books keep it.
    state: &'a ChargeState,
    due_at: Option<DateTime<Utc>>,
    intent: Option<&'a str>,
    attempts: Vec<AttemptRow<'a>>,
    waiting: Option<WaitingRow<'a>>,
    refunds_asked: Vec<RefundRow<'a>>,
    beside: Vec<BesideRow<'a>>,
    mails: Vec<MailRow<'a>>,
    record: &'a [Entry],
    tasks: Vec<TaskRow<'a>>,
}

/// The practice's own id of somebody or something, and the name.
#[derive(Debug, Serialize)]
struct Named<'a> {
    id: &'a str,
    name: String,
}

#[derive(Debug, Serialize)]
struct AttemptRow<'a> {
    id: String,
    number: u32,
    state: &'static str,
    begun_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    outcome: Option<&'a str>,
    intent: Option<&'a str>,
    method: String,
    card: Option<&'a str>,
}

/// What was said of it and is not carried out yet.
#[derive(Debug, Serialize)]
struct WaitingRow<'a> {
    at: DateTime<Utc>,
    by: Actor,
    said: &'a Withdrawn,
}

/// What is to be given back, and of which nobody knows yet whether it went.
#[derive(Debug, Serialize)]
struct RefundRow<'a> {
    id: String,
    intent: &'a str,
    amount: Money,
    reason: &'a str,
    at: DateTime<Utc>,
    by: Actor,
}

/// What was taken for it beside its own payment.
#[derive(Debug, Serialize)]
struct BesideRow<'a> {
    intent: &'a str,
    amount: Money,
    taken_on: NaiveDate,
    /// How much of it is not with the practice for good.
    back: Money,
}

#[derive(Debug, Serialize)]
struct MailRow<'a> {
    id: String,
    kind: &'a str,
    state: &'static str,
    created_at: DateTime<Utc>,
    due_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    attempts: u32,
    to: Option<&'a str>,
    facts: &'a Value,
}

#[derive(Debug, Serialize)]
struct TaskRow<'a> {
    id: String,
    team: &'static str,
    reason: &'a TaskReason,
    created_at: DateTime<Utc>,
    resolved_at: Option<DateTime<Utc>>,
    resolved_by: Option<Actor>,
    resolved_why: Option<&'a str>,
}

/// One object.
pub fn written(it: &WholeCharge) -> serde_json::Result<String> {
    let charge = &it.charge;
    let row = ChargeRow {
        id: charge.id.to_string(),
        key: &it.key,
        practice: Named { id: &it.practice.external_key, name: it.practice.name.clone() },
        client: Named { id: &it.client.external_key, name: it.client.name.full() },
        provider: it.people.get(&charge.provider).map(String::as_str),
        session_day: charge.session.day,
        session_time: charge.session.start,
        cpt_code: &charge.session.cpt_code,
        description: &charge.session.description,
        kind: charge.kind.as_str(),
        version: charge.version,
        amount: charge.state.amount(),
        given_back: it.given_back(),
        state: &charge.state,
        due_at: it.due_at,
        intent: it.intent.as_deref(),
        attempts: it.attempts.iter().map(|at| attempt(at, &it.cards)).collect(),
        waiting: it.waiting.as_ref().map(|it| WaitingRow { at: it.at, by: it.by, said: &it.to }),
        refunds_asked: it.refunds_asked.iter().map(refund).collect(),
        beside: it.beside.iter().map(beside).collect(),
        mails: it.mails.iter().map(mail).collect(),
        record: &it.record,
        tasks: it.tasks.iter().map(task).collect(),
    };
    Ok(serde_json::to_string_pretty(&row)? + "\n")
}

fn attempt<'a>(at: &'a Attempt, cards: &'a HashMap<PaymentMethodId, String>) -> AttemptRow<'a> {
    AttemptRow {
        id: at.id.to_string(),
        number: at.number,
        state: at.state.as_str(),
        begun_at: at.begun_at,
        ended_at: at.ended_at,
        outcome: at.outcome.as_deref(),
        intent: at.intent.as_deref(),
        method: at.method.to_string(),
        card: cards.get(&at.method).map(String::as_str),
    }
}

fn refund(it: &RefundRequest) -> RefundRow<'_> {
    RefundRow {
        id: it.id.to_string(),
        intent: &it.intent,
        amount: it.amount,
        reason: &it.reason,
        at: it.asked_at,
        by: it.asked_by,
    }
}

fn beside(it: &ExtraPayment) -> BesideRow<'_> {
    BesideRow { intent: &it.intent, amount: it.amount, taken_on: it.taken_on, back: it.back() }
}

fn mail(mail: &OutboxMessage) -> MailRow<'_> {
    MailRow {
        id: mail.id.to_string(),
        kind: &mail.kind,
        state: mail.state.as_str(),
        created_at: mail.created_at,
        due_at: mail.due_at,
        ended_at: mail.ended_at,
        attempts: mail.attempts,
        to: mail.envelope.as_ref().map(|it| it.to.as_str()),
        facts: &mail.facts,
    }
}

fn task(task: &Task) -> TaskRow<'_> {
    let said = task.resolved.as_ref().and_then(|it| it.said.as_ref());
    TaskRow {
        id: task.id.to_string(),
        team: task.team.as_str(),
        reason: &task.reason,
        created_at: task.created_at,
        resolved_at: task.resolved.as_ref().map(|it| it.at),
        resolved_by: said.map(|it| it.by),
        resolved_why: said.map(|it| it.reason.as_str()),
    }
}
