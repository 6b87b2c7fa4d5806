//! The help guide, for everybody.

use domain::help::HelpTopic;
use leptos::prelude::*;
use texts::help::HelpArticle;
use wire::pages::Page;

use crate::data::piece::{Meanwhile, piece};
use crate::text::{t, title};
use crate::ui::{Card, PageHeading};

piece! { help, Meanwhile::Page(t().help_title(), None);
    /// A page of the help guide.
    pub fn help_page(page: Page) {
        match page {
            Page::HelpArticle(topic) => article(topic),
            _ => view! { <HelpPage /> }.into_any(),
        }
    }
}

#[component]
fn HelpPage() -> impl IntoView {
    let articles: Vec<_> = HelpTopic::ALL
        .into_iter()
        .map(|topic| {
            let HelpArticle { title: name, lead, .. } = t().help_article(topic);
            view! {
                <Card heading=name>
                    <p>{lead}</p>
                    <p>
                        <a href=Page::HelpArticle(topic).to_string()>{name}</a>
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

fn article(topic: HelpTopic) -> AnyView {
    let HelpArticle { title: name, lead, steps, more } = t().help_article(topic);
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
            {(!steps.is_empty()).then(|| view! { <ol class="help-steps">{steps}</ol> })}
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
