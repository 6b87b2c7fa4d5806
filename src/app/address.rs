//! What stands at an address, for whom.

use domain::ClientId;
use domain::role::Role;
use wire::pages::{self, AccountPage, Page};

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A page of this person's.
    Here(Page),
    /// Nothing that is theirs.
    Nothing,
    /// A link led through sign-in to a page that somebody else has, and not this person.
    WrongRole(Role),
    /// Nothing by itself: it leads on to this address.
    Onward(String),
}

/// Whose pages these are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// What sort of person.
    pub role: Role,
    /// Whose records they see. Every sign-in opens one client's so far, and that of the staff nobody's.
    pub clients: Vec<ClientId>,
}

/// What stands at `path`. `search` is the query without its question mark.
pub fn stands(path: &str, search: &str, visitor: Option<&Visitor>) -> Stands {
    let page = Page::parse(path);
    let Some(visitor) = visitor else {
        return match page {
            Some(page) if page.is_public() || page == Page::SignIn => Stands::Here(page),
            Some(Page::Start) => Stands::Onward(Page::SignIn.to_string()),
            _ => Stands::Onward(pages::sign_in_then(&with_query(path, search))),
        };
    };
    match page {
        Some(Page::SignIn) => visitor.after_sign_in(search),
        Some(Page::Start) if Page::start_of(visitor.role) != Page::Start => visitor.start(),
        Some(page) => match visitor.led_to(page) {
            Some(there) if there == page => Stands::Here(page),
            Some(there) => Stands::Onward(with_query(&there.to_string(), search)),
            None => Stands::Nothing,
        },
        None => Stands::Nothing,
    }
}

impl Visitor {
    /// The page itself, or the one that it leads on to; none where they have no such page.
    fn led_to(&self, page: Page) -> Option<Page> {
        match page {
            _ if !page.is_for(self.role) => None,
            Page::OwnAccount(page) => match self.clients[..] {
                [client] => self.led_to(page.of(client)),
                // For who sees several it would have to be asked which.
                _ => None,
            },
            Page::Account(client, _) if !self.clients.contains(&client) => None,
            Page::Account(client, AccountPage::Account) => Some(AccountPage::Billing.of(client)),
            page => Some(page),
        }
    }

    /// On to where they begin.
    fn start(&self) -> Stands {
        let start = Page::start_of(self.role);
        Stands::Onward(self.led_to(start).unwrap_or(start).to_string())
    }

    /// Signed in: on to where the link wanted to go, if that is one of this person's pages. A page of a client's that is not theirs
    /// was wanted by who was signed in before, and says nothing about this person.
    fn after_sign_in(&self, search: &str) -> Stands {
        let Some(next) = pages::next(search).filter(|it| ![Page::SignIn, Page::Start].contains(&it.page))
        else {
            return self.start();
        };
        if !next.page.is_for(self.role) {
            return Stands::WrongRole(self.role);
        }
        let query = next.address.split_once('?').map_or("", |(_, query)| query);
        self.led_to(next.page)
            .map_or_else(|| self.start(), |page| Stands::Onward(with_query(&page.to_string(), query)))
    }
}

fn with_query(path: &str, search: &str) -> String {
    if search.is_empty() { path.to_owned() } else { format!("{path}?{search}") }
}

#[cfg(test)]
mod tests;
