//! Writing charges.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, ChargeState};
use domain::{AuditId, ChargeId, PracticeId};
use store::arrivals::Arrival;
use store::charges::{self, Imported, NewCharge};
use store::{Access, StoreError, Tally, audit};

use super::ChargeRow;
use super::compare::{News, may_change};
use crate::import::apply::{AllTerms, Bringing, Terms, Writing};
use crate::import::arriving::Arriving;
use crate::import::known::KnownIds;
use crate::import::lasting;
use crate::import::records::Records;
use crate::import::rows::At;

/// Writes the charges that are not there, unseen.
pub(in crate::import) async fn arrive(
    records: &Records,
    news: &News,
    ids: &KnownIds,
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
        audit::bring(&step.unit, arriving.arrival, &entries).await?;
        arriving.done(step).await?;
        writing.progress.inc(some.len() as u64);
    }
    Ok(())
}

/// Lays aside, unseen, what the rows make of charges that are there. Returns the rows of which that cannot be said any more: they are
/// decided when nobody else writes.
pub(in crate::import) async fn lay_aside(
    records: &Records,
    news: &News,
    ids: &KnownIds,
    terms: &AllTerms,
    writing: &mut Writing<'_>,
    arriving: &Arriving<'_>,
) -> Result<Vec<At<ChargeRow>>, StoreError> {
    let mut undecided = Vec::new();
    for (practice, rows) in by_practice(&news.changed, records, ids) {
        let mut rows = &rows[..];
        while let Some(some) = arriving.some(&mut rows) {
            let mut there = read(&arriving.reader(), practice, records, some).await?;
            let mut amended = Vec::with_capacity(some.len());
            for at in some {
                let row = &records.charges[*at];
                match there.remove(&row.key) {
                    Some((charge, digest))
                        if digest != row.digest.as_str()
                            && may_change(charge.state.name())
                            && charge.client == ids.clients[row.client] =>
                    {
                        amended.push(over(row, charge, ids, &terms[&practice], writing.now));
                    }
                    Some(_) | None => undecided.push(*at),
                }
            }
            let entries = entries(&amended, writing.now, || AuditId::new((writing.make_id)()));
            let step = arriving.step().await?;
            charges::lay_aside(&step.unit, arriving.arrival, &amended).await?;
            audit::bring(&step.unit, arriving.arrival, &entries).await?;
            arriving.done(step).await?;
            writing.progress.inc(some.len() as u64);
        }
    }
    Ok(undecided)
}

fn by_practice(
    rows: &[At<ChargeRow>],
    records: &Records,
    ids: &KnownIds,
) -> BTreeMap<PracticeId, Vec<At<ChargeRow>>> {
    let mut all: BTreeMap<PracticeId, Vec<At<ChargeRow>>> = BTreeMap::new();
    for at in rows {
        let practice = records.clients[records.charges[*at].client].practice;
        all.entry(ids.practices[practice]).or_default().push(*at);
    }
    all
}

/// The charges of these rows by key, each with the digest of the row that last brought or changed it.
async fn read(
    access: &impl Access,
    practice: PracticeId,
    records: &Records,
    some: &[At<ChargeRow>],
) -> Result<HashMap<String, (Charge, String)>, StoreError> {
    let keys: Vec<&str> = some.iter().map(|at| records.charges[*at].key.as_str()).collect();
    let imported = charges::by_external_keys(access, practice, &keys).await?;
    let ids: Vec<ChargeId> = imported.values().map(|it| it.id).collect();
    let mut there = charges::find_many(access, &ids).await?;
    let with_digest = |(key, it): (String, Imported)| Some((key, (there.remove(&it.id)?, it.digest)));
    Ok(imported.into_iter().filter_map(with_digest).collect())
}

/// Writes what was laid aside over the charges, all at once. What the row of one says is decided again where somebody else wrote it
/// in between, and nobody else writes it until the unit ends: its client may have been told of it, and then the row comes too late.
pub(in crate::import) async fn change(
    records: &Records,
    news: &News,
    (arrival, mut undecided): (Arrival, Vec<At<ChargeRow>>),
    ids: &KnownIds,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> Result<Tally, StoreError> {
    let became = charges::amend_all(bringing.unit, arrival).await?;
    let mut tally = Tally { changed: became.written, ..Tally::default() };
    let overtaken: HashSet<String> = became.overtaken.into_iter().collect();
    if !overtaken.is_empty() {
        undecided.extend(news.changed.iter().filter(|at| overtaken.contains(&records.charges[**at].key)));
    }
    for (practice, rows) in by_practice(&undecided, records, ids) {
        let keys: Vec<&str> = rows.iter().map(|at| records.charges[*at].key.as_str()).collect();
        let mut there = charges::hold_by_external_keys(bringing.unit, practice, &keys).await?;
        let mut amended = Vec::new();
        for at in rows {
            let row = &records.charges[at];
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
        for it in &amended {
            charges::amend(bringing.unit, it).await?;
        }
        tally.changed += amended.len() as u64;
        // The record says of the others already that they were imported.
        amended.retain(|it| !overtaken.contains(&it.external_key));
        let entries = entries(&amended, bringing.now, || AuditId::new((bringing.make_id)()));
        audit::append(bringing.unit, &entries).await?;
    }
    Ok(tally)
}

fn entries(charges: &[NewCharge], at: DateTime<Utc>, mut make_id: impl FnMut() -> AuditId) -> Vec<Entry> {
    let entry = |new: &NewCharge| {
        let action = Action::ChargeImported { state: new.charge.state.name() };
        Entry::about_charge(make_id(), at, Actor::Practice, &new.charge, action)
    };
    charges.iter().map(entry).collect()
}

/// The charge of a row that is not there.
fn fresh(row: &ChargeRow, records: &Records, ids: &KnownIds, terms: &AllTerms) -> NewCharge {
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
fn over(row: &ChargeRow, there: Charge, ids: &KnownIds, terms: &Terms, now: DateTime<Utc>) -> NewCharge {
    let mut state = row.facts.state(|day| terms.at(day));
    // Attempts count against the client's card, whatever the practice's system says of the charge since.
    if let (ChargeState::Scheduled(new), ChargeState::Scheduled(old)) = (&mut state, &there.state) {
        new.attempts = old.attempts.clone();
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
