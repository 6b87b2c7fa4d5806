//! Writing charges.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, ChargeState};
use domain::withdrawal::Withdrawal;
use domain::{AuditId, ChargeId, PracticeId};
use store::arrivals::Arrival;
use store::charges::{self, HeldCharge, Imported, NewCharge};
use store::{Access, StoreError, Tally, audit, withdrawals};
use uuid::Uuid;

use super::ChargeRow;
use super::compare::News;
use super::decide::{Deciding, Decision, Off};
use crate::import::apply::{AllTerms, Bringing, Writing};
use crate::import::arriving::Arriving;
use crate::import::known::KnownIds;
use crate::import::lasting;
use crate::import::records::Records;
use crate::import::rows::At;
use crate::mail::Message;

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
        let entries = entries(&fresh, writing.now, || (writing.make_id)());
        let step = arriving.step().await?;
        charges::bring(&step.unit, arriving.arrival, &fresh).await?;
        audit::bring(&step.unit, arriving.arrival, &entries).await?;
        arriving.done(step).await?;
        writing.progress.inc(some.len() as u64);
    }
    Ok(())
}

/// Lays aside, unseen, what the rows make of charges that are there and that nobody has to be told of. Returns the other rows: they
/// are decided when nobody else writes.
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
        let deciding = Deciding { records, ids, terms: &terms[&practice] };
        let mut rows = &rows[..];
        while let Some(some) = arriving.some(&mut rows) {
            let mut there = read(&arriving.reader(), practice, records, some).await?;
            let (mut amended, mut entries) = (Vec::with_capacity(some.len()), Vec::with_capacity(some.len()));
            for at in some {
                let row = &records.charges[*at];
                match there.remove(&row.key) {
                    Some(it) if it.digest != row.digest.as_str() => {
                        match deciding.of(row, &it.charge, it.was_tried) {
                            Decision::Over(state, action) => {
                                let it = over(&deciding, row, it.charge, state);
                                entries.push(entry((writing.make_id)(), writing.now, &it.charge, action));
                                amended.push(it);
                            }
                            Decision::Announced(..)
                            | Decision::Withdraw(_)
                            | Decision::Agrees
                            | Decision::Ask(_)
                            | Decision::Late(_) => undecided.push(*at),
                        }
                    }
                    Some(_) | None => undecided.push(*at),
                }
            }
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

/// A charge that is there, with what a decision about it is made from.
struct There {
    charge: Charge,
    digest: String,
    was_tried: bool,
}

/// The charges of these rows by key.
async fn read(
    access: &impl Access,
    practice: PracticeId,
    records: &Records,
    some: &[At<ChargeRow>],
) -> Result<HashMap<String, There>, StoreError> {
    let keys: Vec<&str> = some.iter().map(|at| records.charges[*at].key.as_str()).collect();
    let imported = charges::by_external_keys(access, practice, &keys).await?;
    let ids: Vec<ChargeId> = imported.values().map(|it| it.id).collect();
    let mut there = charges::find_many(access, &ids).await?;
    let intents = charges::intents(access, &ids).await?;
    let whole = |(key, it): (String, Imported)| {
        let charge = there.remove(&it.id)?;
        Some((key, There { charge, digest: it.digest, was_tried: intents.contains_key(&it.id) }))
    };
    Ok(imported.into_iter().filter_map(whole).collect())
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
        let deciding = Deciding { records, ids, terms: &terms[&practice] };
        let keys: Vec<&str> = rows.iter().map(|at| records.charges[*at].key.as_str()).collect();
        let mut there = charges::hold_by_external_keys(bringing.unit, practice, &keys).await?;
        let held: Vec<ChargeId> = there.values().map(|it| it.charge.id).collect();
        let intents = charges::intents(bringing.unit, &held).await?;
        for at in rows {
            let row = &records.charges[at];
            // Charges are never deleted. One that is gone is to be compared anew.
            let HeldCharge { charge, digest } = there.remove(&row.key).ok_or(StoreError::Stale)?;
            if digest == row.digest.as_str() {
                tally.unchanged += 1;
                continue;
            }
            let decision = deciding.of(row, &charge, intents.contains_key(&charge.id));
            // The record says of those already that they were imported.
            let is_recorded = overtaken.contains(&row.key);
            match decide(&deciding, row, charge, decision, is_recorded, bringing).await? {
                Written::Changed => tally.changed += 1,
                Written::Unchanged => tally.unchanged += 1,
                Written::Refused => {}
            }
        }
    }
    Ok(tally)
}

/// What came of a row that was decided alone.
enum Written {
    Changed,
    Unchanged,
    Refused,
}

async fn decide(
    deciding: &Deciding<'_>,
    row: &ChargeRow,
    charge: Charge,
    decision: Decision,
    is_recorded: bool,
    bringing: &mut Bringing<'_>,
) -> Result<Written, StoreError> {
    let (state, action, off) = match decision {
        Decision::Over(state, action) => (state, action, Off::NoticeFollows),
        Decision::Announced(state, action, off) => (state, action, off),
        Decision::Withdraw(to) => {
            charges::hear(bringing.unit, charge.id, row.digest.as_str()).await?;
            let (at, by) = (bringing.now, Actor::Practice);
            let said = Withdrawal { charge: charge.id, client: charge.client, at, by, to };
            withdrawals::put(bringing.unit, &said).await?;
            return Ok(Written::Changed);
        }
        Decision::Agrees => {
            charges::hear(bringing.unit, charge.id, row.digest.as_str()).await?;
            return Ok(Written::Unchanged);
        }
        Decision::Ask(reason) => {
            charges::hear(bringing.unit, charge.id, row.digest.as_str()).await?;
            bringing.ask_support(&charge, reason).await?;
            return Ok(Written::Unchanged);
        }
        Decision::Late(late) => {
            bringing.problems.push(row.late(late));
            return Ok(Written::Refused);
        }
    };
    let amended = over(deciding, row, charge, state);
    charges::amend(bringing.unit, &amended).await?;
    let charge = &amended.charge;
    if !is_recorded {
        let id = (bringing.make_id)();
        audit::append(bringing.unit, &[entry(id, bringing.now, charge, action)]).await?;
    }
    if let Off::Told(day) = off {
        bringing.mail(charge, &Message::CalledOff { day }).await?;
    }
    if !charge.state.name().is_open() {
        bringing.settled(charge).await?;
    }
    Ok(Written::Changed)
}

fn entry(id: Uuid, at: DateTime<Utc>, charge: &Charge, action: Action) -> Entry {
    Entry::about_charge(AuditId::new(id), at, Actor::Practice, charge, action)
}

fn entries(charges: &[NewCharge], at: DateTime<Utc>, mut make_id: impl FnMut() -> Uuid) -> Vec<Entry> {
    let imported = |new: &NewCharge| {
        let action = Action::ChargeImported { state: new.charge.state.name() };
        entry(make_id(), at, &new.charge, action)
    };
    charges.iter().map(imported).collect()
}

/// The charge of a row that is not there.
fn fresh(row: &ChargeRow, records: &Records, ids: &KnownIds, terms: &AllTerms) -> NewCharge {
    let practice = ids.practices[records.clients[row.client].practice];
    let terms = &terms[&practice];
    let state = row.facts.state(None, |day| terms.at(day));
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

/// A charge as its row has it now, in this state.
fn over(deciding: &Deciding<'_>, row: &ChargeRow, there: Charge, state: ChargeState) -> NewCharge {
    NewCharge {
        due_at: deciding.terms.due_at(&state),
        external_key: row.key.clone(),
        second_of: row.second_of.clone(),
        digest: row.digest.as_str().to_owned(),
        charge: Charge {
            provider: deciding.ids.staff[row.provider],
            session: row.session_over(&there.session),
            kind: row.kind,
            state,
            ..there
        },
    }
}
