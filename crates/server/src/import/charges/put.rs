//! Writing charges.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, ChargeState, Exported, StateName};
use domain::task::DisputedDetail;
use domain::withdrawal::Withdrawal;
use domain::{AuditId, ChargeId, PracticeId};
use store::arrivals::Arrival;
use store::charges::{self, HeldCharge, Imported, NewCharge};
use store::session_codes::{self, CodesOfCharge};
use store::{Access, StoreError, Tally, Unit, audit, tasks, withdrawals};
use uuid::Uuid;

use super::ChargeRow;
use super::compare::News;
use super::decide::{Background, Backgrounds, DayWord, Decided, Deciding, Decision};
use crate::import::apply::{AllTerms, Bringing, Writing};
use crate::import::arriving::Arriving;
use crate::import::known::KnownIds;
use crate::import::lasting;
use crate::import::records::Records;
use crate::import::rows::At;
use crate::mail::{CameTo, Message};

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
        session_codes::put(&step.unit, &codes_of(some, &fresh, records)).await?;
        audit::bring(&step.unit, arriving.arrival, &entries).await?;
        arriving.done(step).await?;
        writing.progress.inc(some.len() as u64);
    }
    Ok(())
}

/// What is said of the sessions of these charges for insurers. Nobody sees it before the charges, and it goes with them.
fn codes_of(some: &[At<ChargeRow>], fresh: &[NewCharge], records: &Records) -> Vec<CodesOfCharge> {
    let of = |(at, NewCharge { charge, .. }): (&At<ChargeRow>, &NewCharge)| {
        let codes = records.charges[*at].first_codes()?;
        Some(CodesOfCharge { client: charge.client, charge: charge.id, codes })
    };
    some.iter().zip(fresh).filter_map(of).collect()
}

/// What became of rows before the last unit.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct LaidAside {
    /// Those that are decided when nobody else writes.
    undecided: Vec<At<ChargeRow>>,
    /// The charges that ask for nothing any more by what was laid aside of them.
    closed: Vec<ChargeId>,
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
) -> Result<LaidAside, StoreError> {
    let mut laid = LaidAside::default();
    for (practice, rows) in by_practice(&news.changed, records, ids) {
        let deciding = Deciding { records, ids, terms: &terms[&practice] };
        let mut rows = &rows[..];
        while let Some(some) = arriving.some(&mut rows) {
            let mut there = read(&arriving.reader(), practice, records, some).await?;
            let (mut amended, mut entries) = (Vec::with_capacity(some.len()), Vec::with_capacity(some.len()));
            for at in some {
                let row = &records.charges[*at];
                let found = there.remove(&row.key).and_then(|it| {
                    let row = row.news(&it.charge, it.background.was_told, &it.digest, records)?;
                    Some((row, it))
                });
                match found {
                    Some((row, it)) => match deciding.of(&row, &it.charge, it.background, &it.exported) {
                        Decided { decision: Decision::Over(state, actions), day: DayWord::Nothing } => {
                            let was_open = it.charge.state.name().is_open();
                            let it = over(&deciding, &row, (it.charge, &it.exported), state);
                            for action in actions {
                                entries.push(entry((writing.make_id)(), writing.now, &it.charge, action));
                            }
                            if was_open && !it.charge.state.name().is_open() {
                                laid.closed.push(it.charge.id);
                            }
                            amended.push(it);
                        }
                        Decided { .. } => laid.undecided.push(*at),
                    },
                    None => laid.undecided.push(*at),
                }
            }
            let step = arriving.step().await?;
            charges::lay_aside(&step.unit, arriving.arrival, &amended).await?;
            audit::bring(&step.unit, arriving.arrival, &entries).await?;
            arriving.done(step).await?;
            writing.progress.inc(some.len() as u64);
        }
    }
    Ok(laid)
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
    exported: Exported,
    background: Background,
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
    let backgrounds = Backgrounds::of(access, &ids).await?;
    let whole = |(key, it): (String, Imported)| {
        let (charge, background) = (there.remove(&it.id)?, backgrounds.get(it.id));
        Some((key, There { charge, digest: it.digest, exported: it.exported, background }))
    };
    Ok(imported.into_iter().filter_map(whole).collect())
}

/// Writes what was laid aside over the charges, all at once. What the row of one says is decided again where somebody else wrote it
/// in between, and nobody else writes it until the unit ends: its client may have been told of it, and then the row comes too late.
pub(in crate::import) async fn change(
    records: &Records,
    news: &News,
    (arrival, laid): (Arrival, LaidAside),
    ids: &KnownIds,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> Result<Tally, StoreError> {
    let became = charges::amend_all(bringing.unit, arrival).await?;
    let mut tally = Tally { changed: became.written, ..Tally::default() };
    let mut refused = HashSet::new();
    let overtaken: HashSet<String> = became.overtaken.into_iter().collect();
    let LaidAside { mut undecided, mut closed } = laid;
    if !overtaken.is_empty() {
        undecided.extend(news.changed.iter().filter(|at| overtaken.contains(&records.charges[**at].key)));
    }
    for (practice, rows) in by_practice(&undecided, records, ids) {
        let deciding = Deciding { records, ids, terms: &terms[&practice] };
        let keys: Vec<&str> = rows.iter().map(|at| records.charges[*at].key.as_str()).collect();
        let mut there = charges::hold_by_external_keys(bringing.unit, practice, &keys).await?;
        let held: Vec<ChargeId> = there.values().map(|it| it.charge.id).collect();
        let backgrounds = Backgrounds::of(bringing.unit, &held).await?;
        // Of what was laid aside the record would say what does not hold after all.
        audit::take_back(bringing.unit, arrival, &held).await?;
        closed.retain(|id| !held.contains(id));
        for at in rows {
            let row = &records.charges[at];
            // Charges are never deleted. One that is gone is to be compared anew.
            let HeldCharge { charge, digest, exported } = there.remove(&row.key).ok_or(StoreError::Stale)?;
            let background = backgrounds.get(charge.id);
            let Some(row) = row.news(&charge, background.was_told, &digest, records) else {
                tally.unchanged += 1;
                continue;
            };
            let decided = deciding.of(&row, &charge, background, &exported);
            match decide(&deciding, &row, (charge, &exported), decided, bringing).await? {
                RowOutcome::Changed => tally.changed += 1,
                RowOutcome::Unchanged => tally.unchanged += 1,
                RowOutcome::Refused => {
                    refused.insert(at);
                }
            }
        }
    }
    tasks::resolve_of_charges(bringing.unit, &closed, bringing.now).await?;
    let said = news.codes.iter().filter(|(at, _)| !refused.contains(at)).map(|(_, codes)| codes.clone());
    session_codes::put(bringing.unit, &said.collect::<Vec<_>>()).await?;
    tally.changed += news.with_codes_alone();
    Ok(tally)
}

/// What came of a row that was decided alone.
enum RowOutcome {
    Changed,
    Unchanged,
    Refused,
}

async fn decide(
    deciding: &Deciding<'_>,
    row: &ChargeRow,
    (charge, last): (Charge, &Exported),
    Decided { decision, day }: Decided,
    bringing: &mut Bringing<'_>,
) -> Result<RowOutcome, StoreError> {
    let said = row.said_after(last);
    match day {
        DayWord::Nothing => {}
        DayWord::Disputed { desk, export } => {
            bringing.ask_about_charge(&charge, DisputedDetail::FirstDay { desk, export }).await?;
        }
        DayWord::Agreed => bringing.same_is_said(&charge).await?,
    }
    let (state, actions, told) = match decision {
        Decision::Over(state, actions) => (state, actions, None),
        Decision::Announced(state, actions, day) => (state, actions, Some(day)),
        Decision::Withdraw(to) => {
            charges::hear(bringing.unit, charge.id, row.digest.as_str(), &said).await?;
            let (at, by) = (bringing.now, Actor::Practice);
            let said = Withdrawal { charge: charge.id, client: charge.client, at, by, to };
            withdrawals::put(bringing.unit, &said).await?;
            return Ok(RowOutcome::Changed);
        }
        Decision::Agrees => {
            if charge.state.is_taken() {
                bringing.refund_agrees(&charge).await?;
            } else if said.state == StateName::Scheduled {
                forget_what_waits(bringing.unit, &charge).await?;
            }
            charges::hear(bringing.unit, charge.id, row.digest.as_str(), &said).await?;
            return Ok(RowOutcome::Unchanged);
        }
        Decision::AskAboutRefund(amount) => {
            bringing.ask_about_refund(&charge, amount).await?;
            charges::hear(bringing.unit, charge.id, row.digest.as_str(), &said).await?;
            return Ok(RowOutcome::Unchanged);
        }
        Decision::Late(late) => {
            bringing.problems.push(row.late(late));
            return Ok(RowOutcome::Refused);
        }
    };
    let was_open = charge.state.name().is_open();
    let amended = over(deciding, row, (charge, last), state);
    charges::amend(bringing.unit, &amended).await?;
    let charge = &amended.charge;
    let mut entries = Vec::with_capacity(actions.len());
    for action in actions {
        entries.push(entry((bringing.make_id)(), bringing.now, charge, action));
    }
    audit::append(bringing.unit, &entries).await?;
    // Where a new notice goes out at once, it says all that is to be said.
    let notice_follows = amended.due_at.is_some_and(|at| at <= bringing.now);
    if let (Some(day), Some(to)) = (told.filter(|_| !notice_follows), CameTo::of(&charge.state)) {
        bringing.mail(charge, &Message::CalledOff { day, to }).await?;
    }
    // Of what was closed before, support may be asked about money that came in twice.
    if was_open && !charge.state.name().is_open() {
        tasks::resolve_of_charges(bringing.unit, &[charge.id], bringing.now).await?;
    }
    Ok(RowOutcome::Changed)
}

/// The practice says again that a charge is to be taken as planned. What it had said otherwise, and waits for the processor, is over.
async fn forget_what_waits(unit: &Unit, charge: &Charge) -> Result<(), StoreError> {
    let waiting = withdrawals::of_charge(unit, charge.id).await?;
    if let Some(it) = waiting.filter(|it| it.by == Actor::Practice) {
        withdrawals::forget(unit, &it).await?;
    }
    Ok(())
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
    let state = row.facts.state(|day| terms.at(day));
    NewCharge {
        due_at: terms.due_at(&state),
        external_key: row.key.clone(),
        second_of: row.second_of.clone(),
        digest: row.digest.as_str().to_owned(),
        exported: row.exported,
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
fn over(
    deciding: &Deciding<'_>,
    row: &ChargeRow,
    (there, last): (Charge, &Exported),
    state: ChargeState,
) -> NewCharge {
    NewCharge {
        due_at: deciding.terms.due_at(&state),
        external_key: row.key.clone(),
        second_of: row.second_of.clone(),
        digest: row.digest.as_str().to_owned(),
        exported: row.said_after(last),
        charge: Charge {
            provider: deciding.ids.staff[row.provider],
            session: row.session.clone(),
            kind: row.kind,
            state,
            ..there
        },
    }
}
