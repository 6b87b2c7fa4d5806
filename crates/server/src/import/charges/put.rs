//! Writing charges.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, ChargeState};
use domain::{AuditId, ChargeId, PracticeId};
use store::charges::{self, NewCharge};
use store::{StoreError, Tally, audit};

use super::ChargeRow;
use super::compare::{News, may_change};
use crate::import::apply::{AllTerms, Bringing, Terms};
use crate::import::known::Ids;
use crate::import::records::Records;
use crate::import::rows::At;

/// Rows written at a time.
const BATCH: usize = 1_000;

/// Writes the rows that say something new.
pub(in crate::import) async fn put(
    records: &Records,
    news: &News,
    ids: &Ids,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> Result<Tally, StoreError> {
    let mut tally = Tally { unchanged: records.charges.len() as u64, ..Tally::default() };
    tally.unchanged -= (news.fresh.len() + news.changed.len()) as u64;
    bringing.progress.set_position(tally.unchanged);
    bringing.progress.set_message("writing");
    tally += change(records, &news.changed, ids, terms, bringing).await?;
    for some in news.fresh.chunks(BATCH) {
        let fresh: Vec<NewCharge> =
            some.iter().map(|at| fresh(&records.charges[*at], records, ids, terms, bringing)).collect();
        charges::insert_many(bringing.unit, &fresh).await?;
        write_down(&fresh, bringing).await?;
        tally.created += some.len() as u64;
        bringing.progress.inc(some.len() as u64);
    }
    Ok(tally)
}

/// Changes charges that are there. What was compared before is decided again about what they are now, and nobody else
/// writes them until the unit ends: a client may have been told of one in between, and then the row comes too late.
async fn change(
    records: &Records,
    changed: &[At<ChargeRow>],
    ids: &Ids,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> Result<Tally, StoreError> {
    let mut by_practice: BTreeMap<PracticeId, Vec<&ChargeRow>> = BTreeMap::new();
    for at in changed {
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
                    amended.push(over(row, held.charge, ids, &terms[&practice]));
                }
            }
            for it in &amended {
                charges::amend(bringing.unit, it).await?;
            }
            write_down(&amended, bringing).await?;
            tally.changed += amended.len() as u64;
            bringing.progress.inc(some.len() as u64);
        }
    }
    Ok(tally)
}

/// The record says what was imported.
async fn write_down(charges: &[NewCharge], bringing: &mut Bringing<'_>) -> Result<(), StoreError> {
    let entries: Vec<Entry> = charges.iter().map(|new| entry(&new.charge, bringing)).collect();
    audit::append(bringing.unit, &entries).await
}

fn entry(charge: &Charge, bringing: &mut Bringing<'_>) -> Entry {
    Entry {
        id: AuditId::new((bringing.make_id)()),
        at: bringing.now,
        actor: Actor::Practice,
        practice: charge.practice,
        client: Some(charge.client),
        charge: Some(charge.id),
        action: Action::ChargeImported { state: charge.state.name() },
    }
}

/// The charge of a row that is not there.
fn fresh(
    row: &ChargeRow,
    records: &Records,
    ids: &Ids,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> NewCharge {
    let practice = ids.practices[records.clients[row.client].practice];
    let terms = &terms[&practice];
    let state = row.facts.state(|day| terms.at(day));
    NewCharge {
        due_at: terms.due_at(&state),
        external_key: row.key.clone(),
        digest: row.digest.as_str().to_owned(),
        charge: Charge {
            id: ChargeId::new((bringing.make_id)()),
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
fn over(row: &ChargeRow, there: Charge, ids: &Ids, terms: &Terms) -> NewCharge {
    let mut state = row.facts.state(|day| terms.at(day));
    // Tries count against the client's card, whatever the practice's system says of the charge since.
    if let (ChargeState::Scheduled(new), ChargeState::Scheduled(old)) = (&mut state, &there.state) {
        new.tries = old.tries.clone();
    }
    NewCharge {
        due_at: terms.due_at(&state),
        external_key: row.key.clone(),
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
