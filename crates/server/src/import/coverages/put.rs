//! Coverages by what their rows have to say, and changing those that are there.

use domain::CoverageId;
use domain::coverage::{Coverage, Particulars};
use domain::task::DisputedDetail;
use store::{StoreError, coverages};

use super::CoverageRow;
use crate::import::apply::Bringing;
use crate::import::known::{KnownIds, KnownRows};
use crate::import::records::Records;
use crate::import::rows::At;
use crate::import::sorted::Sorted;

/// The coverages by what they have to say.
pub(in crate::import) fn sorted(
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
) -> Sorted<CoverageRow, Coverage> {
    let mut sorted = Sorted::new();
    for (at, row) in records.coverages.iter() {
        let before = known.coverages.find(ids.coverages[at]);
        let coverage = said_of(at, row, records, ids, before);
        sorted.push(at, coverage, before, |before, it| *before != brought(before, it).0);
    }
    sorted
}

/// A coverage as it will be once its row is written.
pub(in crate::import) fn after(
    at: At<CoverageRow>,
    row: &CoverageRow,
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
) -> Coverage {
    let before = known.coverages.find(ids.coverages[at]);
    let said = said_of(at, row, records, ids, before);
    match before {
        Some(before) => brought(before, &said).0,
        None => said,
    }
}

/// What a row says. Where it says nothing of something, that is what the export said `last`.
fn said(row: &CoverageRow, ids: &KnownIds, last: Option<&Particulars>) -> Particulars {
    Particulars {
        payer: ids.payers[row.payer],
        plan: row.plan.clone(),
        member_id: row.member_id.clone(),
        group_number: row.group_number.clone().unwrap_or_else(|| last.and_then(|it| it.group_number.clone())),
        subscriber: row.subscriber.after(last.map(|it| &it.subscriber)),
        position: row.position,
        from: row.term.from,
        to: if row.says_end { row.term.to } else { last.and_then(|it| it.to) },
    }
}

/// A coverage as its row alone says it, and where that says nothing, what was there `before`.
fn said_of(
    at: At<CoverageRow>,
    row: &CoverageRow,
    records: &Records,
    ids: &KnownIds,
    before: Option<&Coverage>,
) -> Coverage {
    let said = said(row, ids, before.and_then(|it| it.exported.as_ref()));
    let Particulars { payer, plan, member_id, group_number, subscriber, position, from, to } = said.clone();
    Coverage {
        id: ids.coverages[at],
        practice: ids.practices[records.clients[row.client].practice],
        client: ids.clients[row.client],
        payer,
        external_key: Some(row.key.clone()),
        version: 1,
        plan,
        member_id,
        group_number,
        subscriber,
        position,
        from,
        to,
        exported: Some(said),
    }
}

/// What becomes of a coverage by its row, and what was changed in the desk and the row says otherwise as well.
fn brought(before: &Coverage, it: &Coverage) -> (Coverage, Vec<DisputedDetail>) {
    let said = it.exported.clone().unwrap_or_else(|| it.particulars());
    let before = Coverage { external_key: it.external_key.clone(), ..before.clone() };
    before.after_export(said)
}

/// Changes coverages that are there.
pub(in crate::import) async fn change(
    changed: &[(At<CoverageRow>, Coverage)],
    bringing: &mut Bringing<'_>,
) -> Result<(), StoreError> {
    let unit = bringing.unit;
    let ids: Vec<CoverageId> = changed.iter().map(|(_, coverage)| coverage.id).collect();
    let before = coverages::hold_many(unit, &ids).await?;
    let mut brought_all = Vec::with_capacity(changed.len());
    let mut left = Vec::new();
    for (_, coverage) in changed {
        // It has another key since it was compared where another import took it over.
        let there = before.get(&coverage.id);
        let there = there.filter(|it| it.external_key.is_none() || it.external_key == coverage.external_key);
        let Some(before) = there else { return Err(StoreError::Stale) };
        if before.external_key.is_none()
            && let Some(key) = &coverage.external_key
            && let Some(other) = coverages::hold_keyed(unit, coverage.practice, key).await?
        {
            // The practice has written over the row of another plan what the client said of this one.
            left.push(Coverage { external_key: None, ..other });
        }
        let (it, disputed) = brought(before, coverage);
        bringing.coverage_is(&it, disputed).await?;
        let version = if it == *before { it.version } else { it.version + 1 };
        brought_all.push(Coverage { version, ..it });
    }
    for it in &left {
        bringing.coverage_is(&it.agreed(), Vec::new()).await?;
    }
    // First, so that their keys are free.
    coverages::upsert(unit, &left).await?;
    coverages::upsert(unit, &brought_all).await.map(drop)
}
