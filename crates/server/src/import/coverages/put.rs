//! Coverages by what their rows have to say, and changing those that are there.

use std::collections::HashSet;

use domain::CoverageId;
use domain::coverage::{Coverage, Particulars};
use domain::task::DisputedDetail;
use store::{StoreError, coverages, payers};

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

/// Changes coverages that are there, and adds the `fresh` ones of clients who are there.
pub(in crate::import) async fn change(
    changed: &[(At<CoverageRow>, Coverage)],
    fresh: &[Coverage],
    records: &Records,
    bringing: &mut Bringing<'_>,
) -> Result<(), StoreError> {
    let unit = bringing.unit;
    let ids: Vec<CoverageId> = changed.iter().map(|(_, coverage)| coverage.id).collect();
    let before = coverages::hold_many(unit, &ids).await?;
    let all = changed.iter().map(|(_, it)| it).chain(fresh);
    let keys: HashSet<_> =
        all.clone().filter_map(|it| Some((it.practice, it.external_key.as_deref()?))).collect();
    let mut freed = Vec::new();
    let mut brought_all = Vec::with_capacity(changed.len());
    for (at, coverage) in changed {
        let Some(before) = before.get(&coverage.id) else { return Err(StoreError::Stale) };
        if before.external_key != coverage.external_key
            && let Some(key) = &before.external_key
        {
            // Its row is another plan's by now. Where no row of this export took its key, another import gave it that since.
            if !keys.contains(&(before.practice, key.as_str())) {
                return Err(StoreError::Stale);
            }
            freed.push(Coverage { external_key: None, ..before.clone() });
        }
        let (it, mut disputed) = brought(before, coverage);
        disputed.splice(0..0, payer_disputed(*at, &it, &disputed, records, bringing).await?);
        bringing.coverage_is(&it, disputed).await?;
        let version = if it == *before { it.version } else { it.version + 1 };
        brought_all.push(Coverage { version, ..it });
    }
    for it in all.filter(|it| before.get(&it.id).is_none_or(|before| before.external_key != it.external_key))
    {
        // The practice has written over the row of another plan what is said of this one.
        if let Some(key) = &it.external_key
            && let Some(other) = coverages::hold_keyed(unit, it.practice, key).await?
            && !before.contains_key(&other.id)
        {
            let other = Coverage { external_key: None, ..other };
            bringing.coverage_is(&other.agreed(), Vec::new()).await?;
            freed.push(other);
        }
    }
    // First, so that their keys are free.
    coverages::upsert(unit, &freed).await?;
    coverages::upsert(unit, fresh).await?;
    coverages::upsert(unit, &brought_all).await.map(drop)
}

/// With whom it is here and there, where the row names another plan as a whole.
async fn payer_disputed(
    at: At<CoverageRow>,
    it: &Coverage,
    disputed: &[DisputedDetail],
    records: &Records,
    bringing: &Bringing<'_>,
) -> Result<Option<DisputedDetail>, StoreError> {
    let is_other = it.exported.as_ref().is_some_and(|said| said.payer != it.payer);
    if disputed.is_empty() || !is_other {
        return Ok(None);
    }
    let Some(desk) = payers::find(bringing.unit, it.payer).await? else { return Ok(None) };
    let export = records.payers[records.coverages[at].payer].name.clone();
    Ok(Some(DisputedDetail::Payer { desk: desk.name, export }))
}
