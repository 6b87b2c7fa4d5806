//! The help guide, for everybody.

use leptos::prelude::*;
use wire::pages::Page;

use crate::data::piece::{Meanwhile, piece};
use crate::text::{t, title};
use crate::ui::{Card, PageHeading};

piece! { help, Meanwhile::Page(t().help_title(), None);
    /// A page of the help guide.
    pub fn help_page(page: Page) {
        match page {
            Page::HelpReschedule => view! { <HelpReschedulePage /> }.into_any(),
            Page::HelpDetails => view! { <HelpDetailsPage /> }.into_any(),
            _ => view! { <HelpPage /> }.into_any(),
        }
    }
}

#[component]
fn HelpPage() -> impl IntoView {
    let articles = [
        (Page::HelpReschedule, t().help_reschedule_title(), t().help_reschedule_lead()),
        (Page::HelpDetails, t().help_details_title(), t().help_details_lead()),
    ];
    let articles: Vec<_> = articles
        .into_iter()
        .map(|(href, name, lead)| {
            view! {
                <Card heading=name>
                    <p>{lead}</p>
                    <p>
                        <a href=href.to_string()>{name}</a>
                    </p>
                </Card>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="page">
            <PageHeading
                heading=t().help_title().to_string()
                title=title(t().help_title())
                lead=t().help_lead().to_string()
            />
            {articles}
            {to_support()}
        </div>
    }
    .into_any()
}

#[component]
fn HelpReschedulePage() -> impl IntoView {
    article(
        t().help_reschedule_title(),
        t().help_reschedule_lead(),
        vec![
            t().help_reschedule_step_1(),
            t().help_reschedule_step_2(),
            t().help_reschedule_step_3(),
            t().help_reschedule_step_4(),
        ],
        vec![
            (t().help_reschedule_which(), t().help_reschedule_which_text()),
            (t().help_reschedule_long(), t().help_reschedule_long_text()),
            (t().help_reschedule_late(), t().help_reschedule_late_text()),
        ],
    )
}

#[component]
fn HelpDetailsPage() -> impl IntoView {
    article(
        t().help_details_title(),
        t().help_details_lead(),
        vec![t().help_details_step_1(), t().help_details_step_2(), t().help_details_step_3()],
        vec![
            (t().help_details_provider(), t().help_details_provider_text()),
            (t().help_details_card(), t().help_details_card_text()),
        ],
    )
}

fn article(
    name: &'static str,
    lead: &'static str,
    steps: Vec<&'static str>,
    more: Vec<(&'static str, &'static str)>,
) -> AnyView {
    let steps: Vec<_> = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect();
    let more: Vec<_> = more
        .into_iter()
        .map(|(heading, text)| {
            view! {
                <section>
                    <h2>{heading}</h2>
                    <p>{text}</p>
                </section>
            }
        })
        .collect();
    view! {
        <div class="page help-article">
            <PageHeading
                heading=name.to_string()
                title=title(name)
                back=Some((t().help_title().to_string(), Page::Help.to_string()))
                lead=lead.to_string()
            />
            <ol class="help-steps">{steps}</ol>
            {more}
            {to_support()}
        </div>
    }
    .into_any()
}

fn to_support() -> AnyView {
    view! {
        <p>
            <a href=Page::Support.to_string()>{t().support_title()}</a>
        </p>
    }
    .into_any()
}
