//! What a client has to see to, beside their card.

use chrono::NaiveDate;
use domain::contact::Email;
use domain::coverage::change::Held;
use domain::coverage::ending::insurance_ends;
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
    let all = coverages::with_payers(&reader, view.client()).await?;
    let held = all.iter().map(|(it, payer)| Held {
        id: it.id,
        position: it.position,
        term: it.term(),
        is_self_pay: payer.program == Program::SelfPay,
        card_required: payer.flags.card_required,
    });
    let coverage_ends = insurance_ends(held, today);
    Ok(ToDo { today, confirm_email: waiting.map(|it| it.to), coverage_ends })
}
