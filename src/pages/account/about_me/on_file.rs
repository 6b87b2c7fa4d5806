//! What is on file and only Client Support changes.

use domain::sex::Sex;
use leptos::prelude::*;
use wire::about_me::AboutMeView;
use wire::pages::Page;

use crate::data::loaded::Latest;
use crate::text::t;
use crate::ui::{Card, Fact, Facts, LinkButton, anew, verbatim};

#[component]
pub fn OnFileCard(about: Latest<AboutMeView>) -> impl IntoView {
    let facts = anew(move || {
        let facts = about.with(|it| {
            let file = &it.on_file;
            vec![
                Fact::new(t().about_me_legal_name(), verbatim(file.legal_name.clone())),
                Fact::new(t().about_me_date_of_birth(), t().dated(file.date_of_birth)),
                Fact::new(t().about_me_sex(), sex(file.sex)),
            ]
        });
        view! { <Facts facts=facts /> }.into_any()
    });
    view! {
        <Card heading=t().about_me_on_file()>
            <p>{t().about_me_on_file_text()}</p>
            {facts}
            <LinkButton label=t().about_me_ask() href=Page::Support.to_string() />
        </Card>
    }
    .into_any()
}

fn sex(it: Option<Sex>) -> &'static str {
    match it {
        Some(Sex::Female) => t().about_me_female(),
        Some(Sex::Male) => t().about_me_male(),
        Some(Sex::X) => t().about_me_x(),
        None => t().about_me_no_sex(),
    }
}
