//! A provider's clients. Nothing here knows an amount, a day of a charge, a member ID, a card or a telephone number.

pub mod client;
mod search;

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use wire::clients::ProviderClientView;
use wire::pages::Page;

use self::search::NameWords;
use crate::api::use_api;
use crate::data::loaded::load;
use crate::data::piece::{Meanwhile, piece};
use crate::session::use_session;
use crate::text::{t, title};
use crate::ui::{
    Bone, Column, Empty, PageHeading, Table, TextField, WayBack, anew, note, noted, use_announcer, verbatim,
    whenever_again,
};

piece! { desk, Meanwhile::Page(t().clients_title(), None);
    /// The clients of the provider.
    pub fn clients_page() {
        view! { <ClientsPage /> }.into_any()
    }
}

/// The way back from what the page lists.
fn to_clients() -> Option<WayBack> {
    Some((t().clients_title().to_owned(), Page::Clients.to_string()))
}

#[component]
fn ClientsPage() -> impl IntoView {
    let api = use_api();
    let clients = load(move || api.clients());
    view! {
        <div class="page">
            <PageHeading
                heading=t().clients_title().to_string()
                title=title(t().clients_title())
                lead=t().clients_lead().to_string()
            />
            {clients
                .view(
                    &[Bone::Row, Bone::Row, Bone::Row, Bone::Row],
                    |found| view! { <ClientList clients=found.clients.clone() /> }.into_any(),
                )}
        </div>
    }
    .into_any()
}

/// How long nothing is typed before it is said how many were found.
const PAUSE: Duration = Duration::from_millis(500);

#[component]
fn ClientList(clients: Vec<ProviderClientView>) -> impl IntoView {
    if clients.is_empty() {
        return view! { <Empty title=t().clients_empty() text=t().clients_empty_text() /> }.into_any();
    }
    // A name is nobody's business but this person's, so it is in no address; the way back finds it all the same.
    let person = use_session().who().map(|it| it.person).unwrap_or_default();
    let kept = format!("search of clients for {person}");
    let search = RwSignal::new(noted(&kept).unwrap_or_default());
    let clients: Vec<(NameWords, ProviderClientView)> =
        clients.into_iter().map(|it| (NameWords::of(&it.name), it)).collect();
    let clients = StoredValue::new(clients);
    let found = Memo::new(move |_| {
        let wanted = NameWords::of(&search.get());
        let fits =
            |(at, (name, _)): (usize, &(NameWords, ProviderClientView))| name.have(&wanted).then_some(at);
        clients.with_value(|clients| clients.iter().enumerate().filter_map(fits).collect::<Vec<_>>())
    });
    let announcer = use_announcer();
    let mut say = debounce(PAUSE, move |()| announcer.say(said(found.with_untracked(Vec::len))));
    whenever_again(move |is_later| {
        let text = search.get();
        if is_later {
            note(&kept, &text);
            say(());
        }
    });
    let shown = anew(move || {
        let rows: Vec<Vec<AnyView>> = clients
            .with_value(|clients| found.with(|found| found.iter().map(|at| row(&clients[*at].1)).collect()));
        if rows.is_empty() {
            return view! { <p>{t().clients_none_found()}</p> }.into_any();
        }
        let columns = vec![
            Column::main(t().column_name()),
            Column::aside(t().column_pronouns()),
            Column::new(t().column_payer()),
        ];
        view! { <Table caption=t().clients_title() columns=columns rows=rows /> }.into_any()
    });
    view! {
        <section class="ui-card">
            <div class="ui-card-body">
                <TextField id="client-search" label=t().clients_search() value=search />
                {shown}
            </div>
        </section>
    }
    .into_any()
}

/// How many were found, for those who hear it.
fn said(count: usize) -> String {
    if count == 0 { t().clients_none_found().to_owned() } else { t().clients_found(count as u64) }
}

fn row(client: &ProviderClientView) -> Vec<AnyView> {
    let name = view! {
        <a href=Page::Client(client.id).to_string()>
            {verbatim(client.name.clone())}
        </a>
    };
    vec![
        name.into_any(),
        client.pronouns.clone().into_any(),
        client.payer.clone().map_or_else(|| t().self_pay().into_any(), verbatim),
    ]
}
