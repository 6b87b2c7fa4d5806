//! Where things are. The server mounts these, the app and the mails lead to them.

use domain::{ChargeId, ClientId};

/// Sign in (POST), who is signed in (GET), sign out (DELETE).
pub const SESSION: &str = "/api/session";
/// What the client is asked to pay next, and with what (GET).
pub const BILLING: &str = "/api/billing";
/// The client's charge history, in pages (GET).
pub const CHARGES: &str = "/api/charges";
/// One charge of the client (GET).
pub const CHARGE: &str = "/api/charges/{charge}";
/// Moves a charge to another day (POST).
pub const CHARGE_RESCHEDULE: &str = "/api/charges/{charge}/reschedule";
/// Tries a failed charge at once (POST).
pub const CHARGE_PAY: &str = "/api/charges/{charge}/pay";
/// A provider's clients (GET).
pub const CLIENTS: &str = "/api/clients";
/// One client of a provider, with what the recommended response is filled with (GET).
pub const CLIENT: &str = "/api/clients/{client}";
/// How to reach the support of a practice; public (GET).
pub const SUPPORT_CONTACT: &str = "/api/support-contact";
/// Signed messages of the payment processor (POST).
pub const PROCESSOR_EVENTS: &str = "/api/processor/events";
/// This interface as an OpenAPI document (GET).
pub const OPENAPI: &str = "/api/openapi.json";

/// The path of [`CHARGE`] for one charge.
#[must_use]
pub fn charge(id: ChargeId) -> String {
    format!("{CHARGES}/{id}")
}

/// The path of [`CHARGE_RESCHEDULE`] for one charge.
#[must_use]
pub fn charge_reschedule(id: ChargeId) -> String {
    format!("{CHARGES}/{id}/reschedule")
}

/// The path of [`CHARGE_PAY`] for one charge.
#[must_use]
pub fn charge_pay(id: ChargeId) -> String {
    format!("{CHARGES}/{id}/pay")
}

/// The path of [`CLIENT`] for one client.
#[must_use]
pub fn client(id: ClientId) -> String {
    format!("{CLIENTS}/{id}")
}

/// The pages that mails and replies lead to. The app's router knows them by the same names.
pub mod pages {
    use domain::{ChargeId, ClientId, PracticeId};
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

    /// What a value in a query cannot have in it as it is. The characters of our own addresses stay, for those who read them.
    const IN_A_QUERY: AsciiSet =
        NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'=');

    /// Sign-in; `?next=` says where to go on to.
    pub const SIGN_IN: &str = "/sign-in";
    /// What comes next for a client.
    pub const HOME: &str = "/home";
    /// The tab `Billing Information` of the Account.
    pub const BILLING: &str = "/account/billing";
    /// A provider's clients.
    pub const CLIENTS: &str = "/clients";
    /// The help guide.
    pub const HELP: &str = "/help";
    /// Help on moving a charge.
    pub const HELP_RESCHEDULE: &str = "/help/reschedule-a-charge";
    /// Help on updating details.
    pub const HELP_DETAILS: &str = "/help/update-your-details";
    /// How to reach Client Support; public.
    pub const SUPPORT: &str = "/support";

    /// How to reach the Client Support of this practice, for those who are not signed in where there are several.
    #[must_use]
    pub fn support_of(practice: PracticeId) -> String {
        format!("{SUPPORT}?practice={practice}")
    }

    /// A charge's page.
    #[must_use]
    pub fn charge(id: ChargeId) -> String {
        format!("{BILLING}/charges/{id}")
    }

    /// The page on which a charge is moved.
    #[must_use]
    pub fn charge_reschedule(id: ChargeId) -> String {
        format!("{BILLING}/charges/{id}/change-date")
    }

    /// Whether the app has a page at `path`. The app itself answers other paths too, and says that nothing is there.
    #[must_use]
    pub fn is_page(path: &str) -> bool {
        const FIXED: [&str; 10] =
            ["/", SIGN_IN, HOME, "/account", BILLING, CLIENTS, HELP, HELP_RESCHEDULE, HELP_DETAILS, SUPPORT];
        let is_charge = |rest: &str| {
            let (id, then) = rest.split_once('/').unwrap_or((rest, ""));
            id.parse::<ChargeId>().is_ok() && matches!(then, "" | "change-date")
        };
        let below = |page: &str| path.strip_prefix(page).and_then(|rest| rest.strip_prefix('/'));
        FIXED.contains(&path)
            || below(BILLING).and_then(|rest| rest.strip_prefix("charges/")).is_some_and(is_charge)
            || below(CLIENTS).is_some_and(|id| id.parse::<ClientId>().is_ok())
    }

    /// Sign-in that leads on to `page`.
    #[must_use]
    pub fn sign_in_then(page: &str) -> String {
        format!("{SIGN_IN}?next={}", utf8_percent_encode(page, &IN_A_QUERY))
    }
}
