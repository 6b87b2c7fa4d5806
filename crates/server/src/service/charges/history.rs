//! A client's charge history, a page at a time.

use chrono::{Datelike, NaiveDate};
use domain::StaffId;
use domain::charge::StateName;
use domain::extra_payment::ExtraPayment;
use store::charges::{self, Cursor, HistoryFilter, YearTotal};
use store::{extra_payments, staff};

use super::{ListedCharge, rows};
use crate::desk::Desk;
use crate::service::sessions::ClientView;
use crate::service::superbills::{self, SuperbillMonth};
use crate::service::{Failure, practices};

/// Charges on one page.
const PAGE: u64 = 20;

/// Charges in one answer to who asks for all of them.
const WHOLE: u64 = 500;

/// Which part of the history is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Sessions of this year only.
    pub year: Option<i32>,
    /// Charges in this state only.
    pub state: Option<StateName>,
    /// Sessions with this provider only.
    pub provider: Option<StaffId>,
    /// What comes after this place only.
    pub after: Option<Cursor>,
    /// As much as one answer holds.
    pub whole: bool,
}

/// One page of the history.
#[derive(Clone, Debug)]
pub struct History {
    /// Today in the practice's zone.
    pub today: NaiveDate,
    /// The first day the history shows.
    pub from: NaiveDate,
    /// The charges, newest session first.
    pub charges: Vec<ListedCharge>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// How many charges were asked for, on all pages.
    pub total: u64,
    /// How many of them are newer than those of this page.
    pub newer: u64,
    /// What each year came to, all of it, whatever was asked for.
    pub years: Vec<YearTotal>,
    /// What was paid by hand for no charge, the latest first: all of it with the first page of everything or of a year, and nothing with
    /// others, since such a payment has no provider and no state.
    pub by_hand: Vec<ExtraPayment>,
    /// The months of which there may be a superbill, the latest first; empty on other pages than the first.
    pub superbills: Vec<SuperbillMonth>,
    /// The states that occur in the history, in the order of [`StateName::ALL`].
    pub states: Vec<StateName>,
    /// The providers who occur in the history, by name.
    pub providers: Vec<(StaffId, String)>,
}

/// One page of the client's history, newest session first.
///
/// # Errors
/// When the store fails.
pub async fn history(desk: &Desk, view: &ClientView, asked: HistoryQuery) -> Result<History, Failure> {
    let reader = desk.store.reader();
    let (client, now) = (view.client(), desk.business.now());
    let practice = practices::of(desk, view.practice()).await?;
    let from = practice.history_from;
    let filter = HistoryFilter {
        from,
        until: None,
        year: asked.year,
        states: asked.state.into_iter().collect(),
        provider: asked.provider,
        before: asked.after,
        limit: if asked.whole { WHOLE } else { PAGE },
    };
    let page = charges::history_of_client(&reader, client, &filter).await?;
    let left = charges::count_of_client(&reader, client, &filter).await?;
    let total = match filter.before {
        Some(_) => {
            charges::count_of_client(&reader, client, &HistoryFilter { before: None, ..filter }).await?
        }
        None => left,
    };
    let years = charges::totals_of_client(&reader, client, &HistoryFilter::all(from, PAGE)).await?;
    let is_first = asked.after.is_none() && asked.provider.is_none() && asked.state.is_none();
    let mut by_hand = Vec::new();
    let superbills = match asked.after {
        None => superbills::months(&reader, &practice, client).await?,
        Some(_) => Vec::new(),
    };
    if is_first {
        by_hand = extra_payments::by_hand_of_client(&reader, client, from).await?;
        by_hand.retain(|it| asked.year.is_none_or(|year| it.taken_on.year() == year));
    }
    let occurring = charges::occurring_of_client(&reader, client, from).await?;
    let mut providers: Vec<_> = staff::names(&reader, occurring.providers).await?.into_iter().collect();
    providers.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(History {
        today: practice.zone.day(now),
        from,
        charges: rows(&reader, page.charges, practice.zone, now).await?,
        next: page.next,
        total,
        newer: total - left.min(total),
        years,
        by_hand,
        superbills,
        states: StateName::ALL.into_iter().filter(|it| occurring.states.contains(it)).collect(),
        providers,
    })
}
