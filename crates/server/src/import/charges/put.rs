//! Writing charges.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{Charge, ChargeState, StateName};
use domain::{AuditId, ChargeId, PracticeId};
use store::charges::{self, Imported, NewCharge};
use store::{StoreError, Tally, audit, coverages};

use super::ChargeRow;
use crate::import::apply::{AllTerms, Bringing, Ids};
use crate::import::attendance;
use crate::import::clients::ClientRow;
use crate::import::row::shown;
use crate::import::rows::Rows;

/// Rows compared or written at a time.
const BATCH: usize = 1_000;

/// A row that has something new to say.
struct News<'a> {
    row: &'a ChargeRow,
    practice: PracticeId,
    /// The charge as it is there, for a row that changes one.
    there: Option<Charge>,
}

/// Compares the rows with what is there, and writes those that say something new.
pub(in crate::import) async fn put(
    rows: &Rows<ChargeRow>,
    clients: &Rows<ClientRow>,
    ids: &Ids,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> Result<Tally, StoreError> {
    bringing.progress.set_length(rows.len() as u64);
    bringing.progress.set_message("comparing");
    let mut by_practice: BTreeMap<PracticeId, Vec<&ChargeRow>> = BTreeMap::new();
    for (_, row) in rows.iter() {
        by_practice.entry(ids.practices[clients[row.client].practice]).or_default().push(row);
    }
    let mut news = Vec::new();
    for (practice, rows) in &by_practice {
        for some in rows.chunks(BATCH) {
            news.extend(compare(some, *practice, bringing).await?);
        }
    }
    refuse_forbidden_fees(&news, ids, bringing).await?;
    refuse_other_clients(&news, ids, bringing);
    let changed = news.iter().filter(|it| it.there.is_some()).count() as u64;
    let created = news.len() as u64 - changed;
    let tally = Tally { created, changed, unchanged: rows.len() as u64 - created - changed };
    if !bringing.problems.is_empty() {
        return Ok(tally);
    }
    bringing.progress.set_position(tally.unchanged);
    bringing.progress.set_message("writing");
    for some in news.chunks(BATCH) {
        write(some, ids, terms, bringing).await?;
        bringing.progress.inc(some.len() as u64);
    }
    Ok(tally)
}

/// The rows among these that have something new to say. Those that come too late are problems.
async fn compare<'a>(
    rows: &[&'a ChargeRow],
    practice: PracticeId,
    bringing: &mut Bringing<'_>,
) -> Result<Vec<News<'a>>, StoreError> {
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let there = charges::by_external_keys(bringing.unit, practice, &keys).await?;
    let mut changed = Vec::new();
    let mut news = Vec::new();
    for row in rows {
        match there.get(&row.key) {
            None => news.push(News { row, practice, there: None }),
            Some(it) if it.digest == row.digest.as_str() => {}
            Some(Imported { id, state: StateName::AwaitingInsurer | StateName::Scheduled, .. }) => {
                changed.push((*row, *id));
            }
            Some(Imported { state, .. }) => bringing.problems.push(row.problem(
                "charge_id",
                format!(
                    "the row of {} changed, but its charge is {} in the desk, which no row changes any more; export it as \
                     it was, or leave it out",
                    shown(&row.key),
                    state.as_str()
                ),
            )),
        }
    }
    let ids: Vec<ChargeId> = changed.iter().map(|(_, id)| *id).collect();
    let mut charges = charges::find_many(bringing.unit, &ids).await?;
    for (row, id) in changed {
        // Gone between two statements of one transaction: then another process writes, and the import is to be tried again.
        let there = Some(charges.remove(&id).ok_or(StoreError::Stale)?);
        news.push(News { row, practice, there });
    }
    Ok(news)
}

async fn refuse_forbidden_fees(
    news: &[News<'_>],
    ids: &Ids,
    bringing: &mut Bringing<'_>,
) -> Result<(), StoreError> {
    for News { row, .. } in news.iter().filter(|it| it.row.kind.is_attendance_fee()) {
        let client = ids.clients[row.client];
        // Asked of what is written by now, which has also the coverages that are not in the files.
        let primary = coverages::primary_of_client(bringing.unit, client, row.session.day).await?;
        if let Some((_, payer)) = primary.filter(|(_, payer)| !payer.flags.attendance_fees_allowed) {
            bringing.problems.push(attendance::problem(row, &payer.name));
        }
    }
    Ok(())
}

/// What was imported, seen and written down about one client never becomes another's.
fn refuse_other_clients(news: &[News<'_>], ids: &Ids, bringing: &mut Bringing<'_>) {
    let others = news
        .iter()
        .filter(|it| it.there.as_ref().is_some_and(|there| there.client != ids.clients[it.row.client]));
    bringing.problems.extend(others.map(|it| {
        let text = "this charge was imported for another client; export it under a charge_id of its own";
        it.row.problem("client_id", text.to_owned())
    }));
}

async fn write(
    news: &[News<'_>],
    ids: &Ids,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> Result<(), StoreError> {
    let mut created = Vec::with_capacity(news.len());
    let mut entries = Vec::with_capacity(news.len());
    for it in news {
        let new = new_charge(it, ids, terms, bringing);
        entries.push(Entry {
            id: AuditId::new((bringing.make_id)()),
            at: bringing.now,
            actor: Actor::Practice,
            practice: new.charge.practice,
            client: Some(new.charge.client),
            charge: Some(new.charge.id),
            action: Action::ChargeImported { state: new.charge.state.name() },
        });
        if it.there.is_none() {
            created.push(new);
        } else {
            charges::amend(bringing.unit, &new).await?;
        }
    }
    charges::insert_many(bringing.unit, &created).await?;
    audit::append(bringing.unit, &entries).await
}

fn new_charge(
    News { row, practice, there }: &News<'_>,
    ids: &Ids,
    terms: &AllTerms,
    bringing: &mut Bringing<'_>,
) -> NewCharge {
    let terms = &terms[practice];
    let mut state = row.facts.state(|day| terms.at(day));
    // Tries count against the client's card, whatever the practice's system says of the charge since.
    if let (ChargeState::Scheduled(new), Some(ChargeState::Scheduled(old))) =
        (&mut state, there.as_ref().map(|there| &there.state))
    {
        new.tries = old.tries.clone();
    }
    NewCharge {
        due_at: terms.due_at(&state),
        external_key: row.key.clone(),
        digest: row.digest.as_str().to_owned(),
        charge: Charge {
            id: there.as_ref().map_or_else(|| ChargeId::new((bringing.make_id)()), |there| there.id),
            client: ids.clients[row.client],
            provider: ids.staff[row.provider],
            practice: *practice,
            session: row.session.clone(),
            kind: row.kind,
            version: there.as_ref().map_or(1, |there| there.version),
            state,
        },
    }
}
