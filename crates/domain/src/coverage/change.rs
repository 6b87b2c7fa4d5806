//! What becomes of a client's coverages when they say that they have another one, or none any more. Asked by the browser before anything is
//! saved, so that whoever presses the button has read it, and by the server, which writes what comes of it.

mod billed;

use chrono::{Days, NaiveDate};

use self::billed::billed;
pub use self::billed::{Billed, Payer};
use super::timeline::{Uneven, uneven};
use super::{Position, Term};
use crate::CoverageId;
use crate::day_entry::{self, DayEntryProblem};

/// A coverage that there is, as far as a change looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub id: CoverageId,
    /// Whether it is asked first or second.
    pub position: Position,
    /// When it holds.
    pub term: Term,
    /// Whether it stands for paying without insurance.
    pub is_self_pay: bool,
    /// Whether its payer asks for a payment method.
    pub card_required: bool,
}

/// What the client says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// They have this insurance.
    Add {
        /// Whether it is asked first or second.
        position: Position,
        /// The first day.
        from: NaiveDate,
        /// Whether its payer asks for a payment method.
        card_required: bool,
    },
    /// They pay themselves after this day.
    SelfPay {
        /// The last day of what they have.
        last_day: NaiveDate,
    },
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Coverages that end on another day than before. One that ends before its first day never begins.
    pub ends: Vec<(CoverageId, NaiveDate)>,
    /// When the new one holds.
    pub adds: Option<Term>,
    /// Who is asked first, from the last day before the change on.
    pub billed: Vec<Billed>,
    /// Days on which not exactly one coverage of the position holds, that come about by it.
    pub uneven: Vec<Uneven>,
    /// Whether a payment method is asked for after it.
    pub card_required: bool,
}

/// Why it cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeProblem {
    /// The day is before this one.
    TooEarly(NaiveDate),
    /// The day is after this one.
    TooLate(NaiveDate),
    /// Nothing holds that could end.
    NothingToEnd,
    /// Nothing is asked first that a second one could come after.
    NoPrimary,
}

/// Why a day that was entered is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayProblem {
    /// It is no day.
    Entry(DayEntryProblem),
    /// It cannot be that one.
    Change(ChangeProblem),
}

/// How far back a coverage may be said to have begun or ended, in days. Payers take a claim within 90 days of the session where their time
/// is shortest, and Medicaid covers up to three months before an application (42 CFR 435.915): what lies further back cannot simply be
/// billed again, and a person has to look at it.
pub const PAST_DAYS: u64 = 90;

/// How far ahead, in days: a year of a plan is known by then, and a year typed wrong is found.
pub const AHEAD_DAYS: u64 = 366;

/// What comes of `wish` on `today`, where these coverages are held.
///
/// The present coverage ends the day before the new one begins; one that was to begin on that same day never does. What begins later still
/// stays, and the new one lasts until then: it was said before, of other days. Whoever pays themselves ends what has begun by that last day.
///
/// # Errors
/// [`ChangeProblem`] says why it cannot be.
pub fn effect(held: &[Held], wish: Wish, today: NaiveDate) -> Result<Effect, ChangeProblem> {
    match wish {
        Wish::Add { position, from, card_required } => add(held, (position, from, card_required), today),
        Wish::SelfPay { last_day } => self_pay(held, last_day, today),
    }
}

/// The same of a coverage that begins on a day that was entered.
///
/// # Errors
/// [`DayProblem`] says what to enter.
pub fn add_from(
    held: &[Held],
    entered: &str,
    (position, card_required): (Position, bool),
    today: NaiveDate,
) -> Result<Effect, DayProblem> {
    let from = day_entry::parse(entered).map_err(DayProblem::Entry)?;
    effect(held, Wish::Add { position, from, card_required }, today).map_err(DayProblem::Change)
}

/// The same of who pays themselves after a day that was entered.
///
/// # Errors
/// [`DayProblem`] says what to enter.
pub fn self_pay_after(held: &[Held], entered: &str, today: NaiveDate) -> Result<Effect, DayProblem> {
    let last_day = day_entry::parse(entered).map_err(DayProblem::Entry)?;
    effect(held, Wish::SelfPay { last_day }, today).map_err(DayProblem::Change)
}

/// The first and the last day on which a new coverage may begin.
#[must_use]
pub fn first_days(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    (today - Days::new(PAST_DAYS), today + Days::new(AHEAD_DAYS))
}

/// The first and the last day on which what holds may end, for who pays themselves then. A coverage has had a first day by then: one that
/// should never have begun is for a person to find out.
#[must_use]
pub fn last_days(held: &[Held], today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let (earliest, latest) = first_days(today);
    let begun = insured(held).filter(|it| it.term.holds_on(today)).map(|it| it.term.from).max();
    (begun.map_or(earliest, |begun| begun.max(earliest)), latest)
}

fn insured(held: &[Held]) -> impl Iterator<Item = &Held> {
    held.iter().filter(|it| !it.is_self_pay)
}

fn within((earliest, latest): (NaiveDate, NaiveDate), day: NaiveDate) -> Result<(), ChangeProblem> {
    if day < earliest {
        Err(ChangeProblem::TooEarly(earliest))
    } else if day > latest {
        Err(ChangeProblem::TooLate(latest))
    } else {
        Ok(())
    }
}

fn add(
    held: &[Held],
    (position, from, card_required): (Position, NaiveDate, bool),
    today: NaiveDate,
) -> Result<Effect, ChangeProblem> {
    within(first_days(today), from)?;
    let holds_first = |it: &Held| it.position == Position::Primary && it.term.holds_on(from);
    if position == Position::Secondary && !insured(held).any(holds_first) {
        return Err(ChangeProblem::NoPrimary);
    }
    let day_before = from - Days::new(1);
    let same = || held.iter().filter(move |it| it.position == position && !it.term.is_void());
    let later = same().map(|it| it.term.from).filter(|begins| *begins > from).min();
    let ends = same().filter(|it| it.term.from <= from && it.term.to.is_none_or(|to| to >= from));
    let ends: Vec<_> = ends.map(|it| (it.id, day_before)).collect();
    let new = Term { from, to: later.map(|begins| begins - Days::new(1)) };
    let after = ended(held, &ends);
    let added = (position == Position::Primary).then_some(new);
    Ok(Effect {
        uneven: come_about(held, &after, position, Some(new), today),
        billed: billed(&after, added, day_before),
        adds: Some(new),
        card_required: match position {
            Position::Primary => card_required,
            Position::Secondary => asks_for_card(&after, from),
        },
        ends,
    })
}

fn self_pay(held: &[Held], last_day: NaiveDate, today: NaiveDate) -> Result<Effect, ChangeProblem> {
    let goes_on = |it: &&Held| {
        !it.term.is_void()
            && it.term.to.is_none_or(|to| to > last_day)
            && (it.term.from <= last_day || it.term.from <= today)
    };
    if !insured(held).any(|it| goes_on(&it)) {
        return Err(ChangeProblem::NothingToEnd);
    }
    within(last_days(held, today), last_day)?;
    let ends: Vec<_> = insured(held).filter(goes_on).map(|it| (it.id, last_day)).collect();
    let after = ended(held, &ends);
    Ok(Effect {
        uneven: come_about(held, &after, Position::Primary, None, today),
        billed: billed(&after, None, last_day),
        adds: None,
        card_required: asks_for_card(&after, last_day + Days::new(1)),
        ends,
    })
}

/// Whoever pays themselves is asked for one.
fn asks_for_card(held: &[Held], day: NaiveDate) -> bool {
    let primaries = held.iter().filter(|it| it.position == Position::Primary);
    super::in_force(primaries.map(|it| (it.term, it.card_required)), day).unwrap_or(true)
}

fn ended(held: &[Held], ends: &[(CoverageId, NaiveDate)]) -> Vec<Held> {
    let end_of = |it: &Held| ends.iter().find(|(id, _)| *id == it.id).map(|(_, day)| *day);
    held.iter().map(|it| Held { term: Term { to: end_of(it).or(it.term.to), ..it.term }, ..*it }).collect()
}

fn come_about(
    before: &[Held],
    after: &[Held],
    position: Position,
    added: Option<Term>,
    today: NaiveDate,
) -> Vec<Uneven> {
    let of = |held: &[Held], added: Option<Term>| {
        let terms = held.iter().filter(|it| it.position == position).map(|it| it.term);
        uneven(terms.chain(added))
    };
    let known = of(before, None);
    let is_news = |it: &Uneven| !known.contains(it) && it.days.to.is_none_or(|to| to >= today);
    of(after, added).into_iter().filter(is_news).collect()
}

#[cfg(test)]
mod tests;
