//! What a client has to see to, beside their card.

use chrono::NaiveDate;
use domain::contact::Email;
use domain::coverage::ending::ends_soon;
use domain::coverage::{Coverage, Position};
use domain::payer::Program;
use store::{clients, coverages};

use super::sessions::ClientView;
use super::{Failure, email_changes, practices};
use crate::desk::Desk;

/// What waits for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDo {
    /// Today in the practice's zone.
    pub today: NaiveDate,
    /// The address that is to be confirmed, where one is.
    pub confirm_email: Option<Email>,
    /// The last day that they are insured, where that is soon and nothing follows.
    pub coverage_ends: Option<NaiveDate>,
}

impl ToDo {
    /// Whether anything waits.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.confirm_email.is_some() || self.coverage_ends.is_some()
    }
}

/// What waits for the client.
///
/// # Errors
/// When the store fails.
pub async fn of_client(desk: &Desk, view: &ClientView) -> Result<ToDo, Failure> {
    let reader = desk.store.reader();
    let today = practices::of(desk, view.practice()).await?.zone.day(desk.business.now());
    let client = clients::find(&reader, view.client()).await?;
    let waiting = match &client {
        Some(client) => email_changes::waiting(&reader, client).await?,
        None => None,
    };
    let primary = coverages::with_payers(&reader, view.client()).await?;
    let primary: Vec<_> = primary.into_iter().filter(|(it, _)| it.position == Position::Primary).collect();
    // Whoever pays without insurance has none that ends, and a day on which that begins is one that they know of.
    let insured =
        primary.iter().any(|(it, payer)| it.term().holds_on(today) && payer.program != Program::SelfPay);
    let terms = primary.iter().map(|(it, _)| Coverage::term(it));
    let coverage_ends = insured.then(|| ends_soon(terms, today)).flatten();
    Ok(ToDo { today, confirm_email: waiting.map(|it| it.to), coverage_ends })
}
