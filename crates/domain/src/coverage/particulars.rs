//! What the desk and the practice's system can both say of a coverage.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::member_id::is_same;
use super::{Coverage, Position, Subscriber};
use crate::PayerId;
use crate::export::AfterExport;
use crate::task::DisputedDetail;

/// All that an export says of a coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// With whom it is.
    pub payer: PayerId,
    /// The plan's name.
    pub plan: String,
    /// The member ID.
    pub member_id: String,
    /// The group number, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_number: Option<String>,
    /// In whose name it is.
    pub subscriber: Subscriber,
    /// Whether it is asked first or second.
    pub position: Position,
    /// The first day.
    #[serde(deserialize_with = "crate::iso::day")]
    pub from: NaiveDate,
    /// The last day; none while no end is known.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::iso::day_if_any")]
    pub to: Option<NaiveDate>,
}

impl Coverage {
    /// What the desk has.
    #[must_use]
    pub fn particulars(&self) -> Particulars {
        Particulars {
            payer: self.payer,
            plan: self.plan.clone(),
            member_id: self.member_id.clone(),
            group_number: self.group_number.clone(),
            subscriber: self.subscriber.clone(),
            position: self.position,
            from: self.from,
            to: self.to,
        }
    }

    /// Whether a row of the export under this one's key is about it still: the card that it names is the one in the desk, or the one that the
    /// export named last. Where it is neither, somebody has written another plan over the row.
    #[must_use]
    pub fn is_still_that_of(&self, payer: PayerId, position: Position, member_id: &str) -> bool {
        let is_it = |its_payer, its_position, number: &str| {
            (its_payer, its_position) == (payer, position) && is_same(number, member_id)
        };
        is_it(self.payer, self.position, &self.member_id)
            || self.exported.as_ref().is_some_and(|it| is_it(it.payer, it.position, &it.member_id))
    }

    /// Whether the export had a row for it, over which somebody has written another plan since: what was said of it has no place there any
    /// more.
    #[must_use]
    pub const fn has_lost_its_row(&self) -> bool {
        self.external_key.is_none() && self.exported.is_some()
    }

    /// The same, as if the export said all that the desk has: nobody is asked to write it there.
    #[must_use]
    pub fn agreed(&self) -> Self {
        Self { exported: Some(self.particulars()), ..self.clone() }
    }

    /// Whether this, which was made in the desk, is plainly what a row of the export is about that the desk does not know: somebody has
    /// taken it over into the practice's system. Days, plan and group may have been found to be others there.
    #[must_use]
    pub fn is_taken_over_by(&self, payer: PayerId, position: Position, member_id: &str) -> bool {
        self.external_key.is_none()
            && (self.payer, self.position) == (payer, position)
            && is_same(&self.member_id, member_id)
    }

    /// The coverage once an export has said this of it, and what is in dispute then: what both changed, to two things. With whom it is and
    /// whether it is asked first the desk never changes, so that the export alone says it. But a row that names another payer and number is
    /// another plan as a whole: one that the client has changed stays theirs, and all that differs is asked about. Cell by cell, the end that
    /// they said of the one would become the end of the other.
    #[must_use]
    pub fn after_export(mut self, said: Particulars) -> (Self, Vec<DisputedDetail>) {
        use DisputedDetail::{CoveredFrom, CoveredTo, GroupNumber, MemberId, Plan, Subscriber};

        let last = self.exported.take();
        let is_another = last.as_ref().is_some_and(|last| {
            last.payer != said.payer
                && self.payer != said.payer
                && !is_same(&self.member_id, &said.member_id)
                && *last != self.particulars()
        });
        if is_another {
            let disputed = self.differing(&said);
            self.exported = Some(said);
            return (self, disputed);
        }
        let last = last.as_ref();
        if last.is_none_or(|last| (last.payer, last.position) != (said.payer, said.position)) {
            (self.payer, self.position) = (said.payer, said.position);
        }
        let disputed = [
            settle(&mut self.plan, last.map(|it| &it.plan), &said.plan, |a, b| is_same_text(a, b))
                .map(|(desk, export)| Plan { desk, export }),
            settle(&mut self.member_id, last.map(|it| &it.member_id), &said.member_id, |a, b| is_same(a, b))
                .map(|(desk, export)| MemberId { desk, export }),
            settle(
                &mut self.group_number,
                last.map(|it| &it.group_number),
                &said.group_number,
                |desk, said| desk.as_ref().zip(said.as_ref()).is_some_and(|(desk, said)| is_same(desk, said)),
            )
            .map(|(desk, export)| GroupNumber { desk, export }),
            settle(&mut self.subscriber, last.map(|it| &it.subscriber), &said.subscriber, |_, _| false)
                .map(|(desk, export)| Subscriber { desk, export }),
            settle(&mut self.from, last.map(|it| &it.from), &said.from, |_, _| false)
                .map(|(desk, export)| CoveredFrom { desk, export }),
            settle(&mut self.to, last.map(|it| &it.to), &said.to, |_, _| false)
                .map(|(desk, export)| CoveredTo { desk, export }),
        ];
        self.exported = Some(said);
        (self, disputed.into_iter().flatten().collect())
    }
}

impl Coverage {
    /// All in which the desk and the export differ.
    fn differing(&self, said: &Particulars) -> Vec<DisputedDetail> {
        use DisputedDetail::{CoveredFrom, CoveredTo, GroupNumber, MemberId, Plan, Subscriber};

        let Particulars { plan, member_id, group_number, subscriber, from, to, .. } = said;
        let all = [
            both(&self.plan, plan).map(|(desk, export)| Plan { desk, export }),
            both(&self.member_id, member_id).map(|(desk, export)| MemberId { desk, export }),
            both(&self.group_number, group_number).map(|(desk, export)| GroupNumber { desk, export }),
            both(&self.subscriber, subscriber).map(|(desk, export)| Subscriber { desk, export }),
            both(&self.from, from).map(|(desk, export)| CoveredFrom { desk, export }),
            both(&self.to, to).map(|(desk, export)| CoveredTo { desk, export }),
        ];
        all.into_iter().flatten().collect()
    }
}

fn both<T: Clone + PartialEq>(desk: &T, export: &T) -> Option<(T, T)> {
    (desk != export).then(|| (desk.clone(), export.clone()))
}

fn is_same_text(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Leaves what holds in the desk; both, where they are disputed. What an export says for the first time is news to it, unless the desk has the
/// same, and what is the `same` but for how it is written is taken as the practice writes it.
fn settle<T: Clone + PartialEq>(
    desk: &mut T,
    last: Option<&T>,
    said: &T,
    same: impl FnOnce(&T, &T) -> bool,
) -> Option<(T, T)> {
    let is_news = last != Some(said);
    if is_news && same(desk, said) {
        desk.clone_from(said);
        return None;
    }
    let after = match last {
        Some(last) => AfterExport::of(desk.clone(), last, said.clone()),
        None if desk == said => AfterExport::Holds(said.clone()),
        None => AfterExport::Disputed { desk: desk.clone(), export: said.clone() },
    };
    match after {
        AfterExport::Holds(holds) => {
            *desk = holds;
            None
        }
        AfterExport::Disputed { desk, export } => Some((desk, export)),
    }
}

#[cfg(test)]
mod tests;
