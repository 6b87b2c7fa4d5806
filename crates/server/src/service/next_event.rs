//! What happens next by itself, for whoever tries the desk out.

use chrono::{DateTime, Utc};
use domain::charge::{Charge, ChargeState};
use domain::{ClientId, Money};
use store::outbox::OutboxMessage;
use store::{charges, clients, outbox};

use super::failure::Failure;
use crate::desk::Desk;
use crate::mail::Message;

/// More than this is not looked through. Only so many are counted then.
const LOOKED_AT: u64 = 200;

/// What happens next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What is done.
    pub what: What,
    /// The client's name in full.
    pub client: Option<String>,
    /// What it is about, where that is money.
    pub amount: Option<Money>,
    /// How much else is done at that moment.
    pub more: usize,
}

/// What is done by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A client is told of a charge.
    Notice,
    /// A charge is taken.
    Payment,
    /// A payment that failed is tried again.
    Retry,
    /// It is looked for what a payment waits for.
    Look,
    /// A client is reminded of a charge that was moved.
    Reminder,
    /// Another mail is sent.
    Mail,
}

struct Candidate {
    client: Option<ClientId>,
    what: What,
    amount: Option<Money>,
}

/// What is due at `at`, when something is due next. What is about one of `theirs` comes first, and what may
/// come to nothing last.
///
/// # Errors
/// When the store fails. None where nothing is due then after all.
pub async fn at(desk: &Desk, at: DateTime<Utc>, theirs: &[ClientId]) -> Result<Option<NextEvent>, Failure> {
    let reader = desk.store.reader();
    let ids = charges::due(&reader, at, LOOKED_AT).await?;
    let found = charges::find_many(&reader, &ids).await?;
    let mails = outbox::due(&reader, at, LOOKED_AT).await?;
    let charges = ids.iter().filter_map(|id| found.get(id)).map(|charge| of_charge(charge, at));
    let mut all: Vec<Candidate> = charges.chain(mails.iter().map(of_mail)).collect();
    if all.is_empty() {
        return Ok(None);
    }
    let is_theirs = |it: &Candidate| it.client.is_some_and(|client| theirs.contains(&client));
    let first = all.iter().position(is_theirs).or_else(|| all.iter().position(|it| it.what != What::Look));
    let first = first.unwrap_or_default();
    let Candidate { client, what, amount } = all.swap_remove(first);
    let client = match client {
        Some(id) => clients::find(&reader, id).await?.map(|client| client.name.full()),
        None => None,
    };
    Ok(Some(NextEvent { at, what, client, amount, more: all.len() }))
}

fn of_charge(charge: &Charge, at: DateTime<Utc>) -> Candidate {
    let what = match &charge.state {
        ChargeState::Scheduled(_) => What::Notice,
        ChargeState::Upcoming(_) => What::Payment,
        ChargeState::Failed(it) if it.next_attempt == Some(at) => What::Retry,
        // Whatever else has a time at which a worker looks at it waits for somebody.
        _ => What::Look,
    };
    let amount = charge.state.due().map(|due| due.amount);
    Candidate { client: Some(charge.client), what, amount }
}

fn of_mail(mail: &OutboxMessage) -> Candidate {
    let is_reminder = matches!(Message::of(mail), Ok(Message::Reminder { .. }));
    let what = if is_reminder { What::Reminder } else { What::Mail };
    Candidate { client: mail.recipient.client(), what, amount: None }
}
