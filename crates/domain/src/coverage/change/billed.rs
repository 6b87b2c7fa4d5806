//! Who is asked for what on which days.

use chrono::{Days, NaiveDate};

use super::Held;
use crate::CoverageId;
use crate::coverage::{Position, Term, in_force};

/// Who is asked first for the sessions of some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Billed {
    /// The first of them; none for those before the change, back to whenever that was so.
    pub from: Option<NaiveDate>,
    /// The last; none where it goes on.
    pub to: Option<NaiveDate>,
    /// Who it is.
    pub payer: Payer,
}

/// Who is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    /// The payer of a coverage that there is.
    Of(CoverageId),
    /// The payer of the one that is added.
    New,
    /// Nobody: the client pays.
    Client,
}

/// Who is asked first from `start` on, by coverages that are `held` and one that is `added`.
pub(super) fn billed(held: &[Held], added: Option<Term>, start: NaiveDate) -> Vec<Billed> {
    let mut terms: Vec<(Term, Payer)> = held
        .iter()
        .filter(|it| it.position == Position::Primary)
        .map(|it| (it.term, if it.is_self_pay { Payer::Client } else { Payer::Of(it.id) }))
        .collect();
    // Last, so that it is the one that counts where another begins on the same day.
    terms.extend(added.map(|term| (term, Payer::New)));
    let on = |day| in_force(terms.iter().copied(), day).unwrap_or(Payer::Client);
    let changes = terms.iter().flat_map(|(term, _)| [Some(term.from), term.to.map(|to| to + Days::new(1))]);
    let mut days: Vec<NaiveDate> = changes.flatten().filter(|day| *day > start).collect();
    days.sort_unstable();
    days.dedup();
    let mut spans = vec![Billed { from: None, to: None, payer: on(start) }];
    for day in days {
        let payer = on(day);
        if let Some(last) = spans.last_mut().filter(|it| it.payer != payer) {
            last.to = Some(day - Days::new(1));
            spans.push(Billed { from: Some(day), to: None, payer });
        }
    }
    spans
}
