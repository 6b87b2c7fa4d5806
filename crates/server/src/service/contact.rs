//! How a client is reached, as they see and change it themselves.

use domain::actor::Actor;
use domain::audit::Action;
use domain::change_phone::{self, PhoneChoice, PhoneForm, PhoneRefusal};
use domain::client::Client;
use domain::phone::{PhoneOnFile, PhoneProblem};
use domain::subject::Subject;
use domain::task::TaskTopic;
use store::{StoreError, clients};

use super::Failure;
use super::sessions::{ClientAccess, ClientView};
use crate::desk::Desk;
use crate::work::{Saved, Work};

/// How they are reached.
#[derive(Clone, Debug)]
pub struct Contact {
    /// By telephone, if at all.
    pub phone: Option<PhoneOnFile>,
}

/// Why the number stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ChangePhoneError {
    /// The client is not there.
    #[error("there is no such client")]
    NotFound,
    /// What was entered is no number.
    #[error("a rule refused the entry")]
    Entry(PhoneProblem),
    /// It was changed since it was seen.
    #[error("the number was changed since it was seen")]
    Stale(Contact),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for ChangePhoneError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// How the client is reached; none where they are not there.
///
/// # Errors
/// When the store fails.
pub async fn find(desk: &Desk, view: &ClientView) -> Result<Option<Contact>, Failure> {
    let client = clients::find(&desk.store.reader(), view.client()).await?;
    Ok(client.map(of))
}

/// Sets the client's telephone number to what they entered, if the rules let it through.
///
/// # Errors
/// The refusal, with what is kept now where that is not what they saw.
pub async fn change_phone(
    desk: &Desk,
    access: &ClientAccess,
    form: &PhoneForm,
) -> Result<Contact, ChangePhoneError> {
    let client = client_of(desk, access).await?;
    let to = match change_phone::parse(form, client.phone.as_ref()) {
        Ok(PhoneChoice::Change(to)) => to.map(PhoneOnFile::from),
        Ok(PhoneChoice::Unchanged) => return Ok(of(client)),
        Err(PhoneRefusal::Entry(problem)) => return Err(ChangePhoneError::Entry(problem)),
        Err(PhoneRefusal::Stale) => return Err(ChangePhoneError::Stale(of(client))),
    };
    if save(desk, &client, to.as_ref()).await? == Saved::Stale {
        return Err(ChangePhoneError::Stale(of(client_of(desk, access).await?)));
    }
    Ok(Contact { phone: to })
}

/// Writes the number and its record, all or nothing.
async fn save(desk: &Desk, client: &Client, to: Option<&PhoneOnFile>) -> Result<Saved, Failure> {
    let mut work = Work::begin(desk, Actor::Client).await?;
    let unit = work.changing(Subject::Client(client.id));
    let written = clients::change_phone(unit, client.id, client.phone.as_ref(), to).await;
    if Saved::of(written)? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    if to == client.exported_phone.as_ref() {
        work.settled_of_client(client, TaskTopic::Detail).await?;
    }
    work.record_client(client, Action::PhoneChanged { from: client.phone.clone(), to: to.cloned() });
    work.commit().await?;
    Ok(Saved::Written)
}

async fn client_of(desk: &Desk, access: &ClientAccess) -> Result<Client, ChangePhoneError> {
    let found = clients::find(&desk.store.reader(), access.client()).await?;
    found.ok_or(ChangePhoneError::NotFound)
}

fn of(client: Client) -> Contact {
    Contact { phone: client.phone }
}
