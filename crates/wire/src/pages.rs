//! The pages of the app. Its router, the server's answers, mails and replies all know them by this type.

use std::fmt;

use domain::help::HelpTopic;
use domain::role::Role;
use domain::{ChargeId, ClientId, PracticeId};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// A page of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// Leads on to where this person begins; the staff's own page for those who have no other.
    Start,
    /// Sign-in; `?next=` says where to go on to.
    SignIn,
    /// A page of a client's. The address names the client, so that two tabs can show two.
    Account(ClientId, AccountPage),
    /// Leads on to the same page of the client whom the person who is signed in sees. Mails and replies name it, since they are
    /// read by whoever may sign in by then.
    OwnAccount(AccountPage),
    /// A provider's clients.
    Clients,
    /// One of them, with the reply to send.
    Client(ClientId),
    /// The help guide.
    Help,
    /// An article of it.
    HelpArticle(HelpTopic),
    /// How to reach Client Support.
    Support,
    /// Where a link leads that confirms an email address. What it is known by stands behind the `#`.
    ConfirmEmail,
}

/// A page of a client's, whoever the client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountPage {
    /// What comes next.
    Home,
    /// Leads on to `Billing Information`, which is what people mostly come for.
    Account,
    /// The tab `Billing Information` of the Account.
    Billing,
    /// The tab `About Me` of the Account.
    AboutMe,
    /// The tab `My Coverage` of the Account.
    Coverage,
    /// A charge.
    Charge(ChargeId),
    /// Moving a charge to another day.
    ChangeDate(ChargeId),
}

impl AccountPage {
    /// This page of this client's.
    #[must_use]
    pub const fn of(self, client: ClientId) -> Page {
        Page::Account(client, self)
    }

    /// This page of the client whom the person who is signed in sees.
    #[must_use]
    pub const fn own(self) -> Page {
        Page::OwnAccount(self)
    }

    fn parse(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            ["home"] => Self::Home,
            ["account"] => Self::Account,
            ["account", "billing"] => Self::Billing,
            ["account", "about-me"] => Self::AboutMe,
            ["account", "my-coverage"] => Self::Coverage,
            ["account", "billing", "charges", id] => Self::Charge(id.parse().ok()?),
            ["account", "billing", "charges", id, "change-date"] => Self::ChangeDate(id.parse().ok()?),
            _ => return None,
        })
    }
}

impl fmt::Display for AccountPage {
    /// Its path, as far as it is the same for every client.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/home"),
            Self::Account => f.write_str("/account"),
            Self::Billing => f.write_str("/account/billing"),
            Self::AboutMe => f.write_str("/account/about-me"),
            Self::Coverage => f.write_str("/account/my-coverage"),
            Self::Charge(id) => write!(f, "/account/billing/charges/{id}"),
            Self::ChangeDate(id) => write!(f, "/account/billing/charges/{id}/change-date"),
        }
    }
}

/// The name in the query of `Billing Information` under which the way back from the processor's page names that page. It says nothing of
/// what was set up there.
pub const CARD_SETUP: &str = "card-setup";

/// What it says where somebody left the page.
pub const CARD_SETUP_LEFT: &str = "left";

/// What would end a value of a query, or be read as something else in it.
const IN_QUERY: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'&').add(b'+').add(b'<').add(b'>').add(b'?');

impl Page {
    /// The page at a path, with or without a slash at its end, or [what programs add there](without_stray). None where the app has nothing but the sentence that nothing is
    /// there.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let path = without_stray(path).strip_prefix('/')?;
        let path = path.strip_suffix('/').filter(|it| !it.is_empty()).unwrap_or(path);
        let segments: Vec<&str> = path.split('/').collect();
        Some(match segments.as_slice() {
            [""] => Self::Start,
            ["sign-in"] => Self::SignIn,
            ["c", client, of_client @ ..] => AccountPage::parse(of_client)?.of(client.parse().ok()?),
            ["clients"] => Self::Clients,
            ["clients", id] => Self::Client(id.parse().ok()?),
            ["help"] => Self::Help,
            ["help", topic] => Self::HelpArticle(topic.parse().ok()?),
            ["support"] => Self::Support,
            ["confirm-email"] => Self::ConfirmEmail,
            of_client => AccountPage::parse(of_client)?.own(),
        })
    }

    /// Whether everybody may see it, signed in or not.
    #[must_use]
    pub const fn is_public(self) -> bool {
        match self {
            Self::Help | Self::HelpArticle(_) | Self::Support | Self::ConfirmEmail => true,
            Self::Start
            | Self::SignIn
            | Self::Account(..)
            | Self::OwnAccount(_)
            | Self::Clients
            | Self::Client(_) => false,
        }
    }

    /// Whether somebody of this role has it.
    #[must_use]
    pub const fn is_for(self, role: Role) -> bool {
        match self {
            Self::Start
            | Self::SignIn
            | Self::Help
            | Self::HelpArticle(_)
            | Self::Support
            | Self::ConfirmEmail => true,
            Self::Account(..) | Self::OwnAccount(_) => matches!(role, Role::Client),
            Self::Clients | Self::Client(_) => matches!(role, Role::Provider),
        }
    }

    /// Where somebody of this role begins.
    #[must_use]
    pub const fn start_of(role: Role) -> Self {
        match role {
            Role::Client => Self::OwnAccount(AccountPage::Home),
            Role::Provider => Self::Clients,
            Role::ClientSupport | Role::ClientBillingSupport | Role::Administrator => Self::Start,
        }
    }

    /// Sign-in that leads on to this page.
    #[must_use]
    pub fn after_sign_in(self) -> String {
        sign_in_then(&self.to_string())
    }

    /// How to reach the Client Support of this practice, for those who are not signed in where there are several.
    #[must_use]
    pub fn support_of(practice: PracticeId) -> String {
        format!("{}?practice={practice}", Self::Support)
    }
}

impl fmt::Display for Page {
    /// Its path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("/"),
            Self::SignIn => f.write_str("/sign-in"),
            Self::Account(client, page) => write!(f, "/c/{client}{page}"),
            Self::OwnAccount(page) => page.fmt(f),
            Self::Clients => f.write_str("/clients"),
            Self::Client(id) => write!(f, "/clients/{id}"),
            Self::Help => f.write_str("/help"),
            Self::HelpArticle(topic) => write!(f, "/help/{}", topic.as_str()),
            Self::Support => f.write_str("/support"),
            Self::ConfirmEmail => f.write_str("/confirm-email"),
        }
    }
}

/// An address without what does not belong to it: programs that make links of addresses in a text take the bracket, quotation mark or
/// full stop behind one for its end, as it is or escaped. None of ours ends in any of them.
#[must_use]
pub fn without_stray(address: &str) -> &str {
    let mut rest = address;
    loop {
        let kept = rest.trim_end_matches(STRAY);
        let escaped =
            kept.len().checked_sub(3).and_then(|at| kept.get(at..)).and_then(|it| it.strip_prefix('%'));
        let sign = escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()).map(char::from);
        if !sign.is_some_and(|sign| STRAY.contains(&sign)) {
            // Of what is nothing else there is nothing that it was added to.
            return if kept.contains(|c: char| c.is_ascii_alphanumeric()) { kept } else { address };
        }
        rest = &kept[..kept.len() - 3];
    }
}

/// What stands around addresses in a text.
const STRAY: [char; 14] =
    [')', ']', '}', '>', '.', ',', ';', ':', '!', '\'', '"', '*', '\u{201d}', '\u{2019}'];

/// Sign-in that leads on to `address`, a path of the app with or without a query.
#[must_use]
pub fn sign_in_then(address: &str) -> String {
    format!("{}?next={}", Page::SignIn, utf8_percent_encode(address, IN_QUERY))
}

/// Where sign-in is to lead on to, as its query says; none where that is no page of ours.
#[must_use]
pub fn next(query: &str) -> Option<Next> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix("next="))?;
    let address = percent_decode_str(value).decode_utf8().ok()?.into_owned();
    // A browser takes some of these for another site, or leaves them out of what it goes to.
    if address.starts_with("//") || address.contains('\\') || address.chars().any(char::is_control) {
        return None;
    }
    let page = Page::parse(address.split('?').next()?)?;
    Some(Next { page, address })
}

/// Where sign-in leads on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The page.
    pub page: Page,
    /// Its path, with the query that came with it.
    pub address: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHARGE: &str = "chg_00000000000000000000000000000001";
    const CLIENT: &str = "cli_00000000000000000000000000000001";

    fn every_page() -> Vec<Page> {
        let (charge, client) = (CHARGE.parse().expect("an id"), CLIENT.parse().expect("an id"));
        let of_clients = [
            AccountPage::Home,
            AccountPage::Account,
            AccountPage::Billing,
            AccountPage::AboutMe,
            AccountPage::Coverage,
            AccountPage::Charge(charge),
            AccountPage::ChangeDate(charge),
        ];
        let others = [
            Page::Start,
            Page::SignIn,
            Page::Clients,
            Page::Client(client),
            Page::Help,
            Page::Support,
            Page::ConfirmEmail,
        ];
        let help = HelpTopic::ALL.map(Page::HelpArticle);
        let of_clients = of_clients.into_iter().flat_map(|page| [page.own(), page.of(client)]);
        of_clients.chain(others).chain(help).collect()
    }

    #[test]
    fn every_page_is_found_at_its_path_with_and_without_a_slash() {
        for page in every_page() {
            let path = page.to_string();
            assert_eq!(Page::parse(&path), Some(page), "{path}");
            assert_eq!(Page::parse(&format!("{}/", path.trim_end_matches('/'))), Some(page), "{path}/");
        }
        for path in
            ["", "home", "//", "/clients//", "/account/billing/charges/1", "/clients/x", "/help/other", "/c"]
        {
            assert_eq!(Page::parse(path), None, "{path}");
        }
    }

    #[test]
    fn what_mail_programs_take_for_a_part_of_an_address_leads_nowhere_else() {
        for page in every_page() {
            for stray in [")", ".", ">", "%29", "%3E", ").", ",", ";", "”", "%22)", "/)", "]", "'", "*"] {
                let found = Page::parse(&format!("{page}{stray}"));
                assert_eq!(found, (page != Page::Start).then_some(page), "{page}{stray}");
            }
        }
        for path in [
            "/home%41",
            "/hom)e",
            "/help)/x",
            "/home%2Fx",
            "/account/billing-",
            "/home%00",
            "/..",
            "/%",
            "/)",
        ] {
            assert_eq!(Page::parse(path), None, "{path}");
        }
        let next = next("next=/account/billing%29.").expect("a page");
        assert_eq!(next.page, AccountPage::Billing.own());
        assert_eq!(without_stray("chg_1%29"), "chg_1");
    }

    #[test]
    fn a_page_of_a_clients_is_found_below_that_client_and_no_other_page_is() {
        let client = CLIENT.parse().expect("an id");
        let path = format!("/c/{CLIENT}/account/billing/charges/{CHARGE}");
        let charge = AccountPage::Charge(CHARGE.parse().expect("an id"));
        assert_eq!(Page::parse(&path), Some(Page::Account(client, charge)));
        for path in ["/c/x/home", &format!("/c/{CLIENT}"), &format!("/c/{CLIENT}/help"), "/c/home"] {
            assert_eq!(Page::parse(path), None, "{path}");
        }
    }

    #[test]
    fn everybody_begins_on_a_page_that_they_have_and_that_is_not_public() {
        for role in Role::ALL {
            let start = Page::start_of(role);
            assert!(start.is_for(role) && !start.is_public(), "{role:?}");
        }
        for page in every_page() {
            assert!(!page.is_public() || Role::ALL.into_iter().all(|role| page.is_for(role)), "{page}");
        }
    }

    #[test]
    fn what_sign_in_is_led_to_is_what_it_leads_on_to() {
        for address in ["/account/billing", "/support?charge=chg_1&x=100%25#a", "/help?q=a+b \"é\""] {
            let link = sign_in_then(address);
            let query = link.strip_prefix("/sign-in?").expect("sign-in");
            assert_eq!(next(query).map(|next| next.address), Some(address.to_owned()), "{link}");
        }
        assert_eq!(AccountPage::Billing.own().after_sign_in(), "/sign-in?next=/account/billing");
    }

    #[test]
    fn sign_in_leads_to_no_other_site_and_to_no_page_that_is_not_there() {
        for query in [
            "",
            "next=",
            "out",
            "next=https://elsewhere.example/",
            "next=//elsewhere.example/",
            "next=/%5Celsewhere.example",
            "next=/%09/elsewhere.example",
            "next=/nowhere",
            "next=%FF",
            "next=home",
        ] {
            assert_eq!(next(query), None, "{query}");
        }
    }
}
