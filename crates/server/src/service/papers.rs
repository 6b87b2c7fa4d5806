//! What is on the papers that clients take with them. What they come to is what the pages say, from the same functions.

use chrono::{Datelike, NaiveDate};
use domain::ChargeId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::Paid;
use domain::client::Client;
use domain::extra_payment::ExtraPayment;
use domain::figures::Figures;
use domain::paper::Paper;
use domain::practice::Practice;
use store::charges::{self, HistoryFilter, YearTotal};
use store::{Access, clients, extra_payments};

use super::charges::{ListedCharge, rows};
use super::sessions::ClientAccess;
use super::{Failure, practices};
use crate::desk::Desk;
use crate::work::Work;

/// Whose paper it is, and when it was made.
#[derive(Clone, Debug)]
pub struct Head {
    /// The practice.
    pub practice: Practice,
    /// The client.
    pub client: Client,
    /// Today at the practice.
    pub today: NaiveDate,
}

/// The receipt of a charge that the desk took.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Whose it is.
    pub head: Head,
    /// The charge, with what became of the payment since.
    pub charge: ListedCharge,
    /// The payment.
    pub paid: Paid,
}

/// What the sessions of a year came to.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Whose it is.
    pub head: Head,
    /// The year of the sessions.
    pub year: i32,
    /// The charges for which money moved, the oldest session first.
    pub charges: Vec<(ListedCharge, Figures)>,
    /// What was paid by hand for no charge in the year, the oldest first.
    pub by_hand: Vec<(ExtraPayment, Figures)>,
    /// All of it together.
    pub sum: Figures,
}

/// How often a year is read anew where somebody writes meanwhile.
const READS: usize = 4;

/// Charges that are read at once.
const PAGE: u64 = 500;

/// The receipt of a charge; none where it is not this client's, or the desk took nothing for it.
///
/// # Errors
/// When the store fails.
pub async fn receipt(desk: &Desk, access: &ClientAccess, id: ChargeId) -> Result<Option<Receipt>, Failure> {
    let reader = desk.store.reader();
    let Some(charge) = charges::of_client(&reader, access.client(), id).await? else { return Ok(None) };
    let Some(paid) = charge.state.paid().cloned() else { return Ok(None) };
    let head = head(desk, access).await?;
    let mut rows = rows(&reader, vec![charge], head.practice.zone, desk.business.now()).await?;
    Ok(rows.pop().map(|charge| Receipt { head, charge, paid }))
}

/// What the sessions of a year came to; none for a year of which the history shows nothing.
///
/// # Errors
/// When the store fails, or what was read does not come to what the history says: then somebody wrote meanwhile, time and again, and no
/// paper is made.
pub async fn statement(desk: &Desk, access: &ClientAccess, year: i32) -> Result<Option<Statement>, Failure> {
    let head = head(desk, access).await?;
    for _ in 0..READS {
        let reader = desk.store.reader();
        let filter = HistoryFilter::all(head.practice.history_from, PAGE);
        let years = charges::totals_of_client(&reader, access.client(), &filter).await?;
        let Some(total) = years.into_iter().find(|it| it.year == year) else { return Ok(None) };
        let statement = read(&reader, desk, head.clone(), total).await?;
        if statement.sum.net() == total.taken {
            return Ok(Some(statement));
        }
    }
    Err(Failure::Unavailable("the charges of a statement do not come to what the history says".into()))
}

async fn read(reader: &impl Access, desk: &Desk, head: Head, total: YearTotal) -> Result<Statement, Failure> {
    let (client, from, year) = (head.client.id, head.practice.history_from, total.year);
    let mut sum = Figures::none(total.taken.currency());
    let mut of_year = Vec::new();
    let mut filter = HistoryFilter { year: Some(year), ..HistoryFilter::all(from, PAGE) };
    loop {
        let page = charges::history_of_client(reader, client, &filter).await?;
        for listed in rows(reader, page.charges, head.practice.zone, desk.business.now()).await? {
            let Some(figures) = Figures::of(&listed.balance) else { continue };
            sum = sum.with(figures);
            of_year.push((listed, figures));
        }
        match page.next {
            Some(next) => filter.before = Some(next),
            None => break,
        }
    }
    let mut by_hand = Vec::new();
    for payment in extra_payments::by_hand_of_client(reader, client, from).await? {
        if payment.taken_on.year() == year {
            let figures = Figures::of_extra(&payment);
            sum = sum.with(figures);
            by_hand.push((payment, figures));
        }
    }
    of_year.reverse();
    by_hand.reverse();
    Ok(Statement { head, year, charges: of_year, by_hand, sum })
}

pub(super) async fn head(desk: &Desk, access: &ClientAccess) -> Result<Head, Failure> {
    let practice = practices::of(desk, access.practice()).await?;
    let client = clients::find(&desk.store.reader(), access.client()).await?;
    let client = client.ok_or_else(|| Failure::Broken("a sign-in opens a client who is not there".into()))?;
    let today = practice.zone.day(desk.business.now());
    Ok(Head { practice, client, today })
}

/// Has the record say that the client took the receipt of this charge.
///
/// # Errors
/// When the store fails.
pub async fn took_receipt(desk: &Desk, receipt: &Receipt) -> Result<(), Failure> {
    let mut work = Work::begin(desk, Actor::Client).await?;
    work.record(&receipt.charge.charge, Action::PaperTaken { paper: Paper::Receipt });
    work.commit().await
}

/// Has the record say that the client took a statement.
///
/// # Errors
/// When the store fails.
pub async fn took_statement(desk: &Desk, statement: &Statement, paper: Paper) -> Result<(), Failure> {
    let mut work = Work::begin(desk, Actor::Client).await?;
    work.record_client(&statement.head.client, Action::PaperTaken { paper });
    work.commit().await
}
