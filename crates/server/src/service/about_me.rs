//! What clients see and change of themselves.

use chrono::{NaiveTime, Timelike};
use domain::actor::Actor;
use domain::address::AddressProblem;
use domain::audit::Action;
use domain::called::{self, Called, CalledForm, CalledPart, CalledRefusal};
use domain::change_address::{self, AddressForm, AddressRefusal};
use domain::change_phone::{self, PhoneForm, PhoneRefusal};
use domain::choice::Choice;
use domain::client::{Client, Details};
use domain::contact::Email;
use domain::name::{NamePart, NameProblem, composed};
use domain::phone::PhoneProblem;
use domain::subject::Subject;
use store::{StoreError, clients};

use super::sessions::{ClientAccess, ClientView};
use super::{Failure, email_changes, practices};
use crate::desk::Desk;
use crate::mail::Message;
use crate::work::{Saved, Work};

/// Why something stays as it is; `P` is what can be wrong with what was entered.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError<P> {
    /// The client is not there.
    #[error("there is no such client")]
    NotFound,
    /// What was entered is not taken.
    #[error("a rule refused the entry")]
    Entry(P),
    /// It was changed since it was seen; this is the client as they are now.
    #[error("it was changed since it was seen")]
    Stale(Box<Client>),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl<P> From<StoreError> for ChangeError<P> {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// The client as they see themselves; none where they are not there.
///
/// # Errors
/// When the store fails.
pub async fn find(desk: &Desk, view: &ClientView) -> Result<Option<Client>, Failure> {
    Ok(clients::find(&desk.store.reader(), view.client()).await?)
}

/// An address that is to be confirmed, as the client sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The address.
    pub to: Email,
    /// Until when the link to it works, on the practice's clock; none while it was not sent.
    pub until: Option<NaiveTime>,
    /// Whether it was sent and does not work any more.
    pub is_over: bool,
    /// Whether no mailbox took it.
    pub is_refused: bool,
}

/// What the client asked for and nobody has confirmed yet.
///
/// # Errors
/// When the store fails.
pub async fn waiting(desk: &Desk, client: &Client) -> Result<Option<Waiting>, Failure> {
    let Some(link) = email_changes::waiting(&desk.store.reader(), client).await? else { return Ok(None) };
    let zone = practices::of(desk, client.practice).await?.zone;
    let (until, now) = (link.until, desk.real.now());
    let is_over = until.is_some_and(|until| until <= now);
    // To the minute, and never later than it works.
    let until = until.and_then(|it| zone.local(it).time().with_second(0)?.with_nanosecond(0));
    Ok(Some(Waiting { to: link.to, until, is_over, is_refused: link.is_refused }))
}

/// Sets the client's telephone number to what they entered, if the rules let it through.
///
/// # Errors
/// The refusal, with what is kept now where that is not what they saw.
pub async fn change_phone(
    desk: &Desk,
    access: &ClientAccess,
    form: &PhoneForm,
) -> Result<Client, ChangeError<PhoneProblem>> {
    let client = client_of(desk, access).await?;
    let phone = match change_phone::parse(form, client.phone.as_ref()) {
        Ok(Choice::Change(phone)) => phone,
        Ok(Choice::Unchanged) => return Ok(client),
        Err(PhoneRefusal::Entry(problem)) => return Err(ChangeError::Entry(problem)),
        Err(PhoneRefusal::Stale) => return Err(ChangeError::Stale(client.into())),
    };
    let action = Action::PhoneChanged { from: client.phone.clone(), to: phone.clone() };
    save(desk, access, client, |client| client.phone = phone, action).await
}

/// Has the client called by what they entered, if the rules let it through.
///
/// # Errors
/// As [`change_phone`].
pub async fn change_called(
    desk: &Desk,
    access: &ClientAccess,
    form: CalledForm,
) -> Result<Client, ChangeError<Vec<(CalledPart, NameProblem)>>> {
    let client = client_of(desk, access).await?;
    let form = CalledForm {
        chosen_first: composed(&form.chosen_first),
        pronouns: composed(&form.pronouns),
        seen: form.seen,
    };
    let from = client.called();
    let to = match called::parse(&form, &from) {
        Ok(Choice::Change(to)) => to,
        Ok(Choice::Unchanged) => return Ok(client),
        Err(CalledRefusal::Entry(problems)) => return Err(ChangeError::Entry(problems)),
        Err(CalledRefusal::Stale) => return Err(ChangeError::Stale(client.into())),
    };
    let Called { chosen_first, pronouns } = to.clone();
    let chosen_first = chosen_first.as_deref().map(NamePart::parse).transpose();
    let chosen_first =
        chosen_first.map_err(|problem| ChangeError::Entry(vec![(CalledPart::ChosenFirst, problem)]))?;
    let changed =
        |client: &mut Client| (client.name.chosen_first, client.pronouns) = (chosen_first, pronouns);
    save(desk, access, client, changed, Action::CalledChanged { from, to }).await
}

/// Has the client live where they entered, if the rules let it through.
///
/// # Errors
/// As [`change_phone`].
pub async fn change_address(
    desk: &Desk,
    access: &ClientAccess,
    form: &AddressForm,
) -> Result<Client, ChangeError<Vec<AddressProblem>>> {
    let client = client_of(desk, access).await?;
    let address = match change_address::parse(form, client.address.as_ref()) {
        Ok(Choice::Change(address)) => address,
        Ok(Choice::Unchanged) => return Ok(client),
        Err(AddressRefusal::Entry(problems)) => return Err(ChangeError::Entry(problems)),
        Err(AddressRefusal::Stale) => return Err(ChangeError::Stale(client.into())),
    };
    let action = Action::AddressChanged { from: client.address.clone(), to: address.clone() };
    save(desk, access, client, |client| client.address = address, action).await
}

/// Writes what was changed and its record, all or nothing, where nobody changed the same meanwhile.
async fn save<P>(
    desk: &Desk,
    access: &ClientAccess,
    mut client: Client,
    change: impl FnOnce(&mut Client),
    action: Action,
) -> Result<Client, ChangeError<P>> {
    let seen = client.details();
    change(&mut client);
    if write(desk, &client, &seen, action).await? == Saved::Stale {
        return Err(ChangeError::Stale(client_of(desk, access).await?.into()));
    }
    Ok(client)
}

async fn write(desk: &Desk, client: &Client, seen: &Details, action: Action) -> Result<Saved, Failure> {
    let mut work = Work::begin(desk, Actor::Client).await?;
    let unit = work.changing(Subject::Client(client.id));
    let to = client.details();
    if Saved::of(clients::change_details(unit, client.id, seen, &to).await)? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    work.details_are(client, &to).await?;
    if matches!(action, Action::AddressChanged { .. }) {
        work.mail_client(client, &Message::AddressChanged).await?;
    }
    work.record_client(client, action);
    work.commit().await?;
    Ok(Saved::Written)
}

async fn client_of<P>(desk: &Desk, access: &ClientAccess) -> Result<Client, ChangeError<P>> {
    let found = clients::find(&desk.store.reader(), access.client()).await?;
    found.ok_or(ChangeError::NotFound)
}
