//! A client has mail go to another address, once somebody followed a link that was sent to it.

use chrono::Duration;
use domain::ClientId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::change_email::{self, EmailForm, EmailRefusal};
use domain::choice::Choice;
use domain::client::Client;
use domain::contact::{Email, EmailProblem};
use domain::email_change::{ASKED_WITHIN, EmailChange, LinkState, NoLink, wait_for_another};
use domain::subject::Subject;
use store::outbox::OutboxMessage;
use store::{Access, StoreError, Unit, clients, email_changes};

use super::Failure;
use super::about_me::ChangeError;
use super::addresses::announce_again;
use super::sessions::{ClientAccess, Token};
use crate::desk::Desk;
use crate::mail::Message;
use crate::work::{Saved, Work};

/// How long it is known what became of a link, for whoever follows it late.
const KEPT: Duration = Duration::days(30);

/// Why no link is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// What was entered is no address.
    Entry(EmailProblem),
    /// Too many were asked for; another one may be after this.
    TooMany(Duration),
}

/// The link that waits to be followed, unless the client has come to another address in another way since.
///
/// # Errors
/// When the store fails.
pub async fn waiting(access: &impl Access, client: &Client) -> Result<Option<EmailChange>, StoreError> {
    let found = email_changes::waiting(access, client.id).await?;
    Ok(found.filter(|it| !it.is_overtaken(client.email.as_ref())))
}

/// Has a link sent to the address that the client entered, in place of any before. Whoever else has that address, the answer is the
/// same. The present address takes back what was asked for before.
///
/// # Errors
/// The refusal, with what is kept now where that is not what they saw.
pub async fn ask(
    desk: &Desk,
    access: &ClientAccess,
    form: &EmailForm,
) -> Result<Client, ChangeError<NotAsked>> {
    let now = desk.real.now();
    let mut work = Work::begin(desk, Actor::Client).await?;
    let client = held(&work, access.client()).await?.ok_or(ChangeError::NotFound)?;
    let to = match change_email::parse(form, client.email.as_ref()) {
        Ok(Choice::Change(to)) => to,
        Ok(Choice::Unchanged) => {
            withdrawn(&mut work, &client).await?;
            work.commit().await?;
            return Ok(client);
        }
        Err(EmailRefusal::Entry(problem)) => return Err(ChangeError::Entry(NotAsked::Entry(problem))),
        Err(EmailRefusal::Stale) => return Err(ChangeError::Stale(client.into())),
    };
    let asked = email_changes::asked_since(work.unit(), client.id, now - ASKED_WITHIN).await?;
    if let Some(wait) = wait_for_another(&asked, now) {
        return Err(ChangeError::Entry(NotAsked::TooMany(wait)));
    }
    email_changes::prune(work.unit(), client.id, now - KEPT).await?;
    let change = EmailChange {
        id: work.make(),
        practice: client.practice,
        client: client.id,
        from: client.email.clone(),
        to: to.clone(),
        asked_at: now,
        until: None,
        is_refused: false,
        state: LinkState::Waiting,
    };
    email_changes::insert(work.changing(Subject::Client(client.id)), &change).await?;
    work.mail_address(&client, &to, &Message::ConfirmEmail { change: change.id }).await?;
    work.record_client(&client, Action::EmailAsked { to });
    work.commit().await?;
    desk.wake.notify_one();
    Ok(client)
}

/// The client keeps the address that they have: no link confirms another one any more.
///
/// # Errors
/// When they are not there, or the store fails.
pub async fn withdraw<P>(desk: &Desk, access: &ClientAccess) -> Result<Client, ChangeError<P>> {
    let mut work = Work::begin(desk, Actor::Client).await?;
    let client = held(&work, access.client()).await?.ok_or(ChangeError::NotFound)?;
    withdrawn(&mut work, &client).await?;
    work.commit().await?;
    Ok(client)
}

async fn withdrawn(work: &mut Work, client: &Client) -> Result<(), StoreError> {
    let Some(change) = email_changes::waiting(work.unit(), client.id).await? else { return Ok(()) };
    email_changes::end(work.changing(Subject::Client(client.id)), &change, LinkState::Withdrawn).await?;
    work.record_client(client, Action::EmailWithdrawn { to: change.to });
    Ok(())
}

/// No mailbox takes this mail. Where it has a link, its client reads that: they may have mistyped the address.
///
/// # Errors
/// When the store fails.
pub async fn no_mailbox(unit: &Unit, mail: &OutboxMessage) -> Result<(), StoreError> {
    match (Message::of(mail), mail.subject) {
        (Ok(Message::ConfirmEmail { change }), Subject::Client(client)) => {
            email_changes::refuse(unit, client, change).await
        }
        _ => Ok(()),
    }
}

/// Has mail go to the address that the link with this token was sent to; why not, where it does not. A sign-in stays where it is: it
/// has an address of its own, and may open other people's records.
///
/// # Errors
/// When the store fails.
pub async fn follow(desk: &Desk, token: &str) -> Result<Option<NoLink>, Failure> {
    let Ok(token) = token.trim().parse::<Token>() else { return Ok(Some(NoLink::Unknown)) };
    let hash = token.hash();
    // Looked at before: a unit of work keeps the database's only writer from others, whether there is something to do or not.
    let Some(found) = email_changes::by_token(&desk.store.reader(), &hash).await? else {
        return Ok(Some(NoLink::Unknown));
    };
    let mut work = Work::begin(desk, Actor::Client).await?;
    // From here on nobody else asks, withdraws or follows.
    let Some(client) = held(&work, found.client).await? else { return Ok(Some(NoLink::Unknown)) };
    let Some(change) = email_changes::by_token(work.unit(), &hash).await? else {
        return Ok(Some(NoLink::Replaced));
    };
    if let Some(why) = change.no_link(desk.real.now(), client.email.as_ref()) {
        return Ok(Some(why));
    }
    if set(&mut work, &client, &change).await? == Saved::Stale {
        return Ok(Some(NoLink::Overtaken));
    }
    work.commit().await?;
    desk.wake.notify_one();
    Ok(None)
}

async fn set(work: &mut Work, client: &Client, change: &EmailChange) -> Result<Saved, StoreError> {
    let seen = client.details();
    let now = Client { email: Some(change.to.clone()), ..client.clone() };
    let unit = work.changing(Subject::Client(client.id));
    email_changes::end(unit, change, LinkState::Confirmed).await?;
    if Saved::of(clients::change_details(unit, client.id, &seen, &now.details()).await)? == Saved::Stale {
        return Ok(Saved::Stale);
    }
    work.details_are(client, &now.details()).await?;
    let (zone, policy) = work.terms(client.practice).await?;
    let at = work.now();
    // What could not be announced for want of an address is looked at at once.
    announce_again(work.unit(), client.id, |charge| charge.state.due_at(zone, &policy, at)).await?;
    // The old address hears of it whatever it is: whoever took over an account would have its mails sent elsewhere.
    let before: Option<&Email> = client.reachable_at();
    if let Some(before) = before {
        work.mail_address(client, before, &Message::EmailChanged).await?;
    }
    work.mail_client(&now, &Message::EmailConfirmed).await?;
    let (from, to) = (client.email.clone(), change.to.clone());
    work.record_client(client, Action::EmailChanged { from, to });
    Ok(Saved::Written)
}

/// The client, whom nobody else writes until the work ends.
async fn held(work: &Work, id: ClientId) -> Result<Option<Client>, StoreError> {
    Ok(clients::hold_many(work.unit(), &[id]).await?.remove(&id))
}
