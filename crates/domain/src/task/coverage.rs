//! What a client said of their insurance, and the practice's system does not have yet.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::CoverageId;
use crate::coverage::{CardPart, Coverage, Position};

/// One thing that they said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageNews {
    /// Of which coverage.
    pub coverage: CoverageId,
    /// What its payer is called.
    pub payer: String,
    /// What.
    #[serde(flatten)]
    pub change: CoverageChange,
}

/// What became of the coverage. No numbers stand here: `almoner changes` has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum CoverageChange {
    /// They have it.
    Added {
        /// Whether it is asked first or second.
        position: Position,
        /// The first day.
        from: NaiveDate,
        /// The last day; none while no end is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<NaiveDate>,
    },
    /// Something else stands on its card.
    Corrected {
        /// This of it.
        parts: Vec<CardPart>,
    },
    /// It has another last day.
    Ended {
        /// That.
        to: NaiveDate,
    },
    /// It does not begin after all.
    Dropped,
}

/// All that was said, once `more` is: of one coverage the latest of a sort counts, and of a card all its parts.
pub(super) fn with_more(said: &[CoverageNews], more: &[CoverageNews]) -> Vec<CoverageNews> {
    let mut all = said.to_vec();
    for news in more {
        let is_same_sort = |it: &&mut CoverageNews| {
            it.coverage == news.coverage
                && std::mem::discriminant(&it.change) == std::mem::discriminant(&news.change)
        };
        match all.iter_mut().find(is_same_sort) {
            None => all.push(news.clone()),
            Some(it) => it.change = together(&it.change, &news.change),
        }
    }
    all
}

fn together(before: &CoverageChange, now: &CoverageChange) -> CoverageChange {
    match (before, now) {
        (CoverageChange::Corrected { parts: before }, CoverageChange::Corrected { parts: now }) => {
            let is_in = |it: &&CardPart| before.contains(it) || now.contains(it);
            CoverageChange::Corrected { parts: CardPart::ALL.iter().filter(is_in).copied().collect() }
        }
        (_, now) => now.clone(),
    }
}

/// What of it is left to do, once this coverage stands like this: nothing about it where the export says the same.
pub(super) fn left(said: &[CoverageNews], coverage: &Coverage) -> Vec<CoverageNews> {
    let agrees = coverage.exported.as_ref() == Some(&coverage.particulars());
    said.iter().filter(|it| !agrees || it.coverage != coverage.id).cloned().collect()
}
