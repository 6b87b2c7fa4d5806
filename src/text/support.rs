//! How to reach support.

use chrono::NaiveDate;
use domain::{ChargeId, ClientId};
use leptos::prelude::*;
use wire::charges::ChargeRowView;
use wire::pages::{AccountPage, Page};
use wire::practices::SupportContactView;

use super::charge::session;
use super::t;
use crate::session::use_session;
use crate::ui::{Card, Fact, Facts, verbatim};

/// In one line, below every page. Where a page has it already, `style/ui/frame.css` leaves it out.
pub fn support_line(support: &SupportContactView) -> AnyView {
    let SupportContactView { phone, phone_dial, email, hours, .. } = support.clone();
    view! {
        <p class="support-line ui-apart">
            {t().support_line()} " " <a href=format!("tel:{phone_dial}")>{verbatim(phone)}</a> " "
            <a href=format!("mailto:{email}")>{verbatim(email.clone())}</a> " " <bdi>{hours}</bdi>
        </p>
    }
    .into_any()
}

/// Telephone, email and hours. A mail that is begun here has the subject `about`.
pub fn support_facts(support: &SupportContactView, about: Option<&str>) -> Vec<Fact> {
    let SupportContactView { phone, phone_dial, email, hours, .. } = support.clone();
    let subject =
        about.map(|about| format!("?subject={}", String::from(js_sys::encode_uri_component(about))));
    let mail = format!("mailto:{email}{}", subject.unwrap_or_default());
    vec![
        Fact::new(t().support_phone(), view! { <a href=format!("tel:{phone_dial}")>{verbatim(phone)}</a> }),
        Fact::new(t().support_email(), view! { <a href=mail>{verbatim(email.clone())}</a> }),
        Fact::new(t().support_hours(), hours),
    ]
}

/// These, as all of the page that says how to reach support.
pub fn contact(facts: Vec<Fact>) -> AnyView {
    view! { <div class="page-contact"><Facts facts=facts /></div> }.into_any()
}

/// The address of the page that says how to ask about a charge.
pub fn ask_about(id: ChargeId) -> String {
    format!("{}?charge={id}", Page::Support)
}

/// Where on `Billing Information` a client's cards are.
pub const PAYMENT_METHODS: &str = "payment-methods";

/// The address at which a client adds and chooses cards.
pub fn to_payment_methods(client: ClientId) -> String {
    format!("{}#{PAYMENT_METHODS}", AccountPage::Billing.of(client))
}

/// What a mail about a charge is called. It goes on into a mail program, where a blank is one that is typed.
pub fn mail_subject(row: &ChargeRowView, today: NaiveDate) -> String {
    t().support_mail_subject(&row.reference, &session(row, today)).replace('\u{a0}', " ")
}

/// What a charge is called on the phone.
pub fn reference(row: &ChargeRowView) -> Fact {
    Fact::new(t().reference(), verbatim(&row.reference))
}

/// Whom to ask about a charge, and what to call it. Everything is there: nothing further leads on.
pub fn ask_card(row: &ChargeRowView, today: NaiveDate) -> AnyView {
    let support = use_session().who().map(|session| session.support);
    let facts = support.map(|it| support_facts(&it, Some(&mail_subject(row, today)))).unwrap_or_default();
    let facts = contact([reference(row)].into_iter().chain(facts).collect());
    view! {
        <Card heading=t().ask_about_charge()>
            <p>{t().ask_about_charge_text()}</p>
            {facts}
        </Card>
    }
    .into_any()
}
