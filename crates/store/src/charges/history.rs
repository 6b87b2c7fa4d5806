//! A client's charges over time, newest first.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveTime};
use domain::charge::{Charge, StateName};
use domain::{ChargeId, ClientId, Money, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::here;
use super::row::record;
use crate::columns::{day, money, read, time, word};
use crate::rows::charges::Column;
use crate::{Access, StoreError, extra_payments};

/// Which of a client's charges to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Sessions from this day on.
    pub from: NaiveDate,
    /// Sessions up to this day only.
    pub until: Option<NaiveDate>,
    /// Sessions of this year only.
    pub year: Option<i32>,
    /// Charges in one of these states only; empty for all.
    pub states: Vec<StateName>,
    /// Sessions with this provider only.
    pub provider: Option<StaffId>,
    /// What comes after this place only; none for the first page.
    pub before: Option<Cursor>,
    /// Most charges on the page.
    pub limit: u64,
}

/// A place in the list: that of the charge of this session and id. As text it is `2025-12-01.143000.chg_…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The session day.
    pub day: NaiveDate,
    /// When the session began. A day may have several.
    pub start: NaiveTime,
    /// The charge.
    pub id: ChargeId,
}

/// The text names no place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list of charges")]
pub struct CursorProblem;

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPage {
    /// The charges, newest session first.
    pub charges: Vec<Charge>,
    /// Where the next page begins; none on the last.
    pub next: Option<Cursor>,
}

/// What the sessions of one year came to, in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearTotal {
    /// The year of the sessions.
    pub year: i32,
    /// How many charges.
    pub charges: u64,
    /// What was paid, a second time as well, less what was given back and charged back.
    pub taken: Money,
    /// How much of that was paid by another way than the desk.
    pub elsewhere: Money,
    /// How much of that was paid by hand at the processor, for no charge. It counts in the year of the payment.
    pub by_hand: Money,
}

/// In which states the client's charges from this day on are, and with whom their sessions were: each once, in no order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurring {
    /// The states.
    pub states: Vec<StateName>,
    /// The providers.
    pub providers: Vec<StaffId>,
}

/// The client's charges that pass `filter`.
///
/// # Errors
/// When the database cannot be read.
pub async fn history_of_client(
    access: &impl Access,
    client: ClientId,
    filter: &HistoryFilter,
) -> Result<HistoryPage, StoreError> {
    let mut rows = here()
        .filter(condition(client, filter))
        .filter(after(filter.before))
        .order_by_desc(Column::SessionDay)
        .order_by_desc(Column::SessionStart)
        .order_by_desc(Column::Id)
        .limit(filter.limit.saturating_add(1))
        .all(access.connection())
        .await?;
    let limit = usize::try_from(filter.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let charges: Vec<Charge> = rows.into_iter().map(record).collect::<Result<_, _>>()?;
    let next = charges.last().filter(|_| more).map(Cursor::at);
    Ok(HistoryPage { charges, next })
}

/// How many of the client's charges pass `filter`, on this page and those that follow.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_of_client(
    access: &impl Access,
    client: ClientId,
    filter: &HistoryFilter,
) -> Result<u64, StoreError> {
    let count = here().filter(condition(client, filter)).filter(after(filter.before));
    Ok(count.count(access.connection()).await?)
}

/// What occurs among the client's charges from this day on.
///
/// # Errors
/// When the database cannot be read.
pub async fn occurring_of_client(
    access: &impl Access,
    client: ClientId,
    from: NaiveDate,
) -> Result<Occurring, StoreError> {
    let pairs: Vec<(String, Uuid)> = here()
        .select_only()
        .columns([Column::State, Column::ProviderId])
        .filter(condition(client, &HistoryFilter::all(from, 0)))
        .group_by(Column::State)
        .group_by(Column::ProviderId)
        .into_tuple()
        .all(access.connection())
        .await?;
    let mut occurring = Occurring::default();
    for (state, provider) in pairs {
        let (state, provider) = (word("charges.state", &state)?, StaffId::new(provider));
        if !occurring.states.contains(&state) {
            occurring.states.push(state);
        }
        if !occurring.providers.contains(&provider) {
            occurring.providers.push(provider);
        }
    }
    Ok(occurring)
}

/// What the client's charges and what they paid by hand came to per year, the latest year first. Counts what `filter` lets through on all
/// its pages, and all payments by hand from its first day on.
///
/// # Errors
/// When the database cannot be read.
pub async fn totals_of_client(
    access: &impl Access,
    client: ClientId,
    filter: &HistoryFilter,
) -> Result<Vec<YearTotal>, StoreError> {
    let year: SimpleExpr = Func::cust("substr")
        .arg(Expr::col(Column::SessionDay))
        .arg(Expr::cust("1"))
        .arg(Expr::cust("4"))
        .into();
    // A sum of bigint is numeric on PostgreSQL.
    let sum = |column: Column| Expr::col(column).sum().cast_as("bigint");
    let taken = Expr::col(Column::TakenCents).add(Expr::col(Column::ExtraCents)).sum().cast_as("bigint");
    let rows: Vec<(String, String, i64, i64, i64)> = here()
        .select_only()
        .column_as(year.clone(), "year")
        .column(Column::Currency)
        .column_as(Column::Id.count(), "charges")
        .column_as(taken, "taken")
        .column_as(sum(Column::ElsewhereCents), "elsewhere")
        .filter(condition(client, filter))
        .group_by(year.clone())
        .group_by(Column::Currency)
        .order_by_desc(year)
        .into_tuple()
        .all(access.connection())
        .await?;
    let of_year = |(year, currency, charges, taken, elsewhere): (String, String, i64, i64, i64)| {
        Ok::<_, StoreError>(YearTotal {
            year: read("charges.session_day", &year)?,
            charges: charges.unsigned_abs(),
            taken: money("charges.currency", taken, &currency)?,
            elsewhere: money("charges.currency", elsewhere, &currency)?,
            by_hand: money("charges.currency", 0, &currency)?,
        })
    };
    let mut years: Vec<YearTotal> = rows.into_iter().map(of_year).collect::<Result<_, _>>()?;
    for payment in extra_payments::by_hand_of_client(access, client, filter.from).await? {
        add(&mut years, payment.taken_on.year(), payment.kept());
    }
    years.sort_by_key(|it| std::cmp::Reverse(it.year));
    Ok(years)
}

/// Counts what is kept of a payment by hand in its year.
fn add(years: &mut Vec<YearTotal>, year: i32, kept: Money) {
    let currency = kept.currency();
    let plus = |it: Money| Money::new(it.cents() + kept.cents(), currency);
    match years.iter_mut().find(|it| it.year == year && it.taken.currency() == currency) {
        Some(it) => (it.taken, it.by_hand) = (plus(it.taken), plus(it.by_hand)),
        None => {
            let elsewhere = Money::new(0, currency);
            years.push(YearTotal { year, charges: 0, taken: kept, elsewhere, by_hand: kept });
        }
    }
}

fn condition(client: ClientId, filter: &HistoryFilter) -> Condition {
    let mut condition = Condition::all()
        .add(Column::ClientId.eq(client.uuid()))
        .add(Column::SessionDay.gte(day(filter.from)));
    if let Some(until) = filter.until {
        condition = condition.add(Column::SessionDay.lte(day(until)));
    }
    if let Some(year) = filter.year {
        condition = condition
            .add(Column::SessionDay.gte(format!("{year:04}-01-01")))
            .add(Column::SessionDay.lte(format!("{year:04}-12-31")));
    }
    if !filter.states.is_empty() {
        condition = condition.add(Column::State.is_in(filter.states.iter().map(|state| state.as_str())));
    }
    if let Some(provider) = filter.provider {
        condition = condition.add(Column::ProviderId.eq(provider.uuid()));
    }
    condition
}

/// What comes after a place.
fn after(place: Option<Cursor>) -> Condition {
    let Some(Cursor { day: on, start, id }) = place else { return Condition::all() };
    let (day, start) = (day(on), time(start));
    let then = Condition::all().add(Column::SessionStart.eq(start.clone())).add(Column::Id.lt(id.uuid()));
    let earlier_then = Condition::any().add(Column::SessionStart.lt(start)).add(then);
    let earlier_on_day = Condition::all().add(Column::SessionDay.eq(day.clone())).add(earlier_then);
    // The first condition follows from the second, and lets both databases begin in the right place of the index.
    Condition::all()
        .add(Column::SessionDay.lte(day.clone()))
        .add(Condition::any().add(Column::SessionDay.lt(day)).add(earlier_on_day))
}

/// A time in the text of a place, which stands in addresses.
const START: &str = "%H%M%S";

impl HistoryFilter {
    /// The first page of everything from `from` on.
    #[must_use]
    pub const fn all(from: NaiveDate, limit: u64) -> Self {
        Self { from, until: None, year: None, states: Vec::new(), provider: None, before: None, limit }
    }
}

impl Cursor {
    /// The place of this charge.
    #[must_use]
    pub const fn at(charge: &Charge) -> Self {
        Self { day: charge.session.day, start: charge.session.start, id: charge.id }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", day(self.day), self.start.format(START), self.id)
    }
}

impl FromStr for Cursor {
    type Err = CursorProblem;

    fn from_str(text: &str) -> Result<Self, CursorProblem> {
        let (day, rest) = text.split_once('.').ok_or(CursorProblem)?;
        let (start, id) = rest.split_once('.').ok_or(CursorProblem)?;
        let day: NaiveDate = day.parse().map_err(|_| CursorProblem)?;
        // Days are text in the tables; only four digits sort as years do.
        if !(0..=9999).contains(&day.year()) {
            return Err(CursorProblem);
        }
        let start = NaiveTime::parse_from_str(start, START).map_err(|_| CursorProblem)?;
        Ok(Self { day, start, id: id.parse().map_err(|_| CursorProblem)? })
    }
}
