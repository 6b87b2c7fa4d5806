//! Writing charges.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, ChargeState};
use domain::{AuditId, PracticeId};
use store::charges::{self, NewCharge};
use store::{StoreError, Tally, audit};

use super::ChargeRow;
use super::compare::{News, may_change};
use crate::import::apply::{AllTerms, Bringing, Terms, Writing};
use crate::import::arriving::Arriving;
use crate::import::known::Ids;
use crate::import::lasting;
use crate::import::records::Records;

/// Rows written at a time.
const BATCH: usize = 1_000;

/// Writes the charges that are not there, unseen.
pub(in crate::import) async fn arrive(
    records: &Records,
    news: &News,
    ids: &Ids,
    terms: &AllTerms,
    writing: &mut Writing<'_>,
    arriving: &Arriving<'_>,
) -> Result<(), StoreError> {
    let mut rows = &news.fresh[..];
    while let Some(some) = arriving.some(&mut rows) {
        // Made before the unit begins, which then takes no longer than the writing.
        let fresh: Vec<NewCharge> =
            some.iter().map(|at| fresh(&records.charges[*at], records, ids, terms)).collect();
        let entries = entries(&fresh, writing.now, || AuditId::new((writing.make_id)()));
        let step = arriving.step().await?;
        charges::bring(&step.unit, arriving.arrival, &fresh).await?;
        audit::append(&step.unit, &entries).await?;
        arriving.done(step).await?;
        writing.progress.inc(some.len() as u64);
    }
    Ok(())
}

/// Changes charges that are there. What was compared before is decided again about what they are now, and nobody else
/// writes them until the unit ends: a client may have been told of one in between, and then the row comes too late.
pub(in crate::import) async fn change(
    records: &Records,
    news: &News,
    ids: &Ids,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> Result<Tally, StoreError> {
    let mut by_practice: BTreeMap<PracticeId, Vec<&ChargeRow>> = BTreeMap::new();
    for at in &news.changed {
        let row = &records.charges[*at];
        by_practice.entry(ids.practices[records.clients[row.client].practice]).or_default().push(row);
    }
    let mut tally = Tally::default();
    for (practice, rows) in by_practice {
        for some in rows.chunks(BATCH) {
            let keys: Vec<&str> = some.iter().map(|row| row.key.as_str()).collect();
            let mut there = charges::hold_by_external_keys(bringing.unit, practice, &keys).await?;
            let mut amended = Vec::new();
            for row in some {
                // Charges are never deleted. One that is gone is to be compared anew.
                let held = there.remove(&row.key).ok_or(StoreError::Stale)?;
                if held.digest == row.digest.as_str() {
                    tally.unchanged += 1;
                } else if !may_change(held.charge.state.name()) {
                    bringing.problems.push(row.late(held.charge.state.name()));
                } else if held.charge.client != ids.clients[row.client] {
                    bringing.problems.push(row.of_another_client());
                } else {
                    amended.push(over(row, held.charge, ids, &terms[&practice], bringing.now));
                }
            }
            charges::amend_many(bringing.unit, &amended).await?;
            write_down(&amended, bringing).await?;
            tally.changed += amended.len() as u64;
            bringing.progress.inc(some.len() as u64);
        }
    }
    Ok(tally)
}

/// The record says what was imported.
async fn write_down(charges: &[NewCharge], bringing: &mut Bringing<'_>) -> Result<(), StoreError> {
    let id = || AuditId::new((bringing.make_id)());
    let entries = entries(charges, bringing.now, id);
    audit::append(bringing.unit, &entries).await
}

fn entries(charges: &[NewCharge], at: DateTime<Utc>, mut make_id: impl FnMut() -> AuditId) -> Vec<Entry> {
    let entry = |new: &NewCharge| Entry {
        id: make_id(),
        at,
        actor: Actor::Practice,
        practice: new.charge.practice,
        client: Some(new.charge.client),
        charge: Some(new.charge.id),
        action: Action::ChargeImported { state: new.charge.state.name() },
    };
    charges.iter().map(entry).collect()
}

/// The charge of a row that is not there.
fn fresh(row: &ChargeRow, records: &Records, ids: &Ids, terms: &AllTerms) -> NewCharge {
    let practice = ids.practices[records.clients[row.client].practice];
    let terms = &terms[&practice];
    let state = row.facts.state(|day| terms.at(day));
    NewCharge {
        due_at: terms.due_at(&state),
        external_key: row.key.clone(),
        second_of: row.second_of.clone(),
        digest: row.digest.as_str().to_owned(),
        charge: Charge {
            id: lasting::charge(practice, &row.key),
            client: ids.clients[row.client],
            provider: ids.staff[row.provider],
            practice,
            session: row.session.clone(),
            kind: row.kind,
            version: 1,
            state,
        },
    }
}

/// A charge as its row has it now.
fn over(row: &ChargeRow, there: Charge, ids: &Ids, terms: &Terms, now: DateTime<Utc>) -> NewCharge {
    let mut state = row.facts.state(|day| terms.at(day));
    // Tries count against the client's card, whatever the practice's system says of the charge since.
    if let (ChargeState::Scheduled(new), ChargeState::Scheduled(old)) = (&mut state, &there.state) {
        new.tries = old.tries.clone();
        // Nor does another day make it impossible that it was taken on the one it had, if that has come.
        let earliest = old.earliest_day();
        new.wished = (terms.at(earliest) <= now && earliest < new.first_day).then_some(earliest);
    }
    NewCharge {
        due_at: terms.due_at(&state),
        external_key: row.key.clone(),
        second_of: row.second_of.clone(),
        digest: row.digest.as_str().to_owned(),
        charge: Charge {
            provider: ids.staff[row.provider],
            session: row.session.clone(),
            kind: row.kind,
            state,
            ..there
        },
    }
}
