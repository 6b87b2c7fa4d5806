//! Which rows have something new to say, compared with what is there before anything is written.

use std::collections::{BTreeMap, HashSet};

use domain::charge::StateName;
use domain::{ChargeId, PracticeId};
use store::StoreError;
use store::charges::{self, Imported};
use store::session_codes::CodesOfCharge;

use super::decide::{Backgrounds, Deciding, Decision, Late};
use super::{ChargeRow, codes};
use crate::import::compare::Comparing;
use crate::import::problem::RowProblem;
use crate::import::records::Records;
use crate::import::rows::{At, HangsOn, Rows};
use crate::import::{attendance, copies};

/// Rows compared at a time.
const BATCH: usize = 1_000;

/// Rows that have something new to say.
#[derive(Debug, Default)]
pub(in crate::import) struct News {
    /// Their charges are not there.
    pub(in crate::import) fresh: Vec<At<ChargeRow>>,
    /// Their charges are, and say something else.
    pub(in crate::import) changed: Vec<At<ChargeRow>>,
    /// What rows say for insurers of charges that are there, where it was something else before.
    pub(in crate::import) codes: Vec<(At<ChargeRow>, CodesOfCharge)>,
    /// How many rows say what is known.
    pub(in crate::import) unchanged: u64,
    /// What is wrong with some of them: they come too late or are second copies.
    pub(in crate::import) problems: Vec<RowProblem>,
    /// Those that depend on a row that is refused.
    pub(in crate::import) hanging: Vec<(At<ChargeRow>, HangsOn)>,
}

impl News {
    /// Only those that are good.
    pub(in crate::import) fn retain(&mut self, rows: &Rows<ChargeRow>) {
        self.fresh.retain(|at| rows.is_good(*at));
        self.changed.retain(|at| rows.is_good(*at));
        self.codes.retain(|(at, _)| rows.is_good(*at));
    }

    /// How many rows say nothing new but for insurers.
    pub(in crate::import) fn with_codes_alone(&self) -> u64 {
        let changed: HashSet<At<ChargeRow>> = self.changed.iter().copied().collect();
        self.codes.iter().filter(|(at, _)| !changed.contains(at)).count() as u64
    }
}

/// Compares the rows with what is there.
pub(in crate::import) async fn compare(
    comparing: &Comparing<'_>,
    records: &Records,
) -> Result<News, StoreError> {
    let (rows, ids) = (&records.charges, comparing.ids);
    comparing.progress.set_length(rows.len() as u64);
    comparing.progress.set_message("comparing");
    let mut by_practice: BTreeMap<PracticeId, Vec<At<ChargeRow>>> = BTreeMap::new();
    for (at, row) in rows.iter() {
        by_practice.entry(ids.practices[records.clients[row.client].practice]).or_default().push(at);
    }
    let mut news = News::default();
    for (practice, rows) in by_practice {
        for some in rows.chunks(BATCH) {
            let told = with_those_there(records, some, practice, &mut news, comparing).await?;
            let deciding = Deciding { records, ids, terms: &comparing.terms[&practice] };
            one_by_one(&deciding, told, &mut news, comparing).await?;
        }
    }
    let all: HashSet<At<ChargeRow>> = news.fresh.iter().chain(&news.changed).copied().collect();
    let news_rows = || rows.iter().filter(|(at, _)| all.contains(at));
    let forbidden =
        attendance::forbidden_in_desk(news_rows().map(|(_, row)| row), records, ids, comparing.known);
    news.problems.extend(forbidden);
    news.hanging.extend(attendance::unsure(news_rows(), records));
    if !all.is_empty() {
        copies::sessions(comparing.reader, rows, &all, ids, &mut news).await?;
    }
    Ok(news)
}

/// Returns the rows that changed of charges that their clients may have been told of, with those.
async fn with_those_there(
    records: &Records,
    some: &[At<ChargeRow>],
    practice: PracticeId,
    news: &mut News,
    comparing: &Comparing<'_>,
) -> Result<Vec<(At<ChargeRow>, Imported)>, StoreError> {
    let rows = &records.charges;
    let keys: Vec<&str> = some.iter().map(|at| rows[*at].key.as_str()).collect();
    let mut there = charges::by_external_keys(comparing.reader, practice, &keys).await?;
    let known = some.iter().filter_map(|at| there.get(&rows[*at].key).map(|it| (*at, it.clone())));
    news.codes.extend(codes::news(comparing.reader, rows, &known.collect::<Vec<_>>()).await?);
    let mut told = Vec::new();
    for at in some {
        let row = &rows[*at];
        match there.remove(&row.key) {
            None => news.fresh.push(*at),
            Some(it) if it.digest == row.digest.as_str() => news.unchanged += 1,
            // Told here already, so that all that is wrong with an export is told at once.
            Some(it) if it.client != comparing.ids.clients[row.client] => {
                news.problems.push(row.late(Late::OfAnotherClient));
            }
            Some(it) if is_untold(it.state) => news.changed.push(*at),
            Some(it) => told.push((*at, it)),
        }
    }
    Ok(told)
}

async fn one_by_one(
    deciding: &Deciding<'_>,
    told: Vec<(At<ChargeRow>, Imported)>,
    news: &mut News,
    comparing: &Comparing<'_>,
) -> Result<(), StoreError> {
    if told.is_empty() {
        return Ok(());
    }
    let ids: Vec<ChargeId> = told.iter().map(|(_, it)| it.id).collect();
    let charges = charges::find_many(comparing.reader, &ids).await?;
    let backgrounds = Backgrounds::of(comparing.reader, &ids).await?;
    for (at, Imported { id, digest, exported, .. }) in told {
        let row = &deciding.records.charges[at];
        // One that is gone from sight is to be compared anew.
        let charge = charges.get(&id).ok_or(StoreError::Stale)?;
        let background = backgrounds.get(id);
        let Some(row) = row.news(charge, background.was_told, &digest, deciding.records) else {
            news.unchanged += 1;
            continue;
        };
        match deciding.of(&row, charge, background, &exported).decision {
            Decision::Late(late) => news.problems.push(row.late(late)),
            Decision::Over(..)
            | Decision::Announced(..)
            | Decision::Withdraw(_)
            | Decision::Agrees
            | Decision::AskAboutRefund(_) => {
                news.changed.push(at);
            }
        }
    }
    Ok(())
}

/// Whether nothing is known of a charge in this state but what the practice says of it. All others are looked at one by one.
const fn is_untold(state: StateName) -> bool {
    match state {
        StateName::AwaitingInsurer => true,
        StateName::NothingDue
        | StateName::Scheduled
        | StateName::Upcoming
        | StateName::Processing
        | StateName::Paid
        | StateName::Failed
        | StateName::OnHold
        | StateName::Waived
        | StateName::PartiallyRefunded
        | StateName::Refunded
        | StateName::SettledElsewhere
        | StateName::Disputed
        | StateName::ChargedBack => false,
    }
}
