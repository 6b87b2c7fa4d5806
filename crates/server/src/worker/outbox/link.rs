//! The link in a mail that has an address confirmed.

use std::fmt;

use domain::email_change::LINK_LASTS;
use domain::{ClientId, EmailChangeId};
use store::{StoreError, Unit, email_changes};
use wire::pages::Page;

use crate::desk::Desk;
use crate::mail::Message;
use crate::service::sessions::Token;
use crate::work::Saved;

/// What a link shows to be known by. It is made when the mail is written: what is kept is its hash alone, and nothing before that.
#[derive(Clone)]
pub(super) struct EmailLink {
    client: ClientId,
    change: EmailChangeId,
    token: Token,
}

impl EmailLink {
    /// A new one, if a mail with this message has one.
    pub(super) fn of(message: &Message, client: ClientId) -> Option<Self> {
        match message {
            Message::ConfirmEmail { change } => Some(Self { client, change: *change, token: Token::new() }),
            _ => None,
        }
    }

    /// Where it leads. The token stands behind the `#`, which browsers send to nobody, so that it is in no log.
    pub(super) fn url(&self, public_url: &str) -> String {
        format!("{public_url}{}#{}", Page::ConfirmEmail, self.token.secret())
    }

    /// What tells it from other links, and lets nobody follow it.
    pub(super) fn print(&self) -> [u8; 32] {
        self.token.hash()
    }

    /// Has it work from now on, unless it is not wanted any more.
    pub(super) async fn set(&self, unit: &Unit, desk: &Desk) -> Result<Saved, StoreError> {
        let until = desk.real.now() + LINK_LASTS;
        let set = email_changes::set_link(unit, (self.client, self.change), &self.token.hash(), until).await;
        Saved::of(set)
    }
}

impl fmt::Debug for EmailLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailLink({})", self.change)
    }
}
