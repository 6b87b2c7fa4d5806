//! A provider's clients. Nothing here knows an amount, a day of a charge, a member ID or a card.

pub mod client;

use leptos::prelude::*;
use wire::clients::Client;

use crate::api;
use crate::loaded::load;
use crate::ui::{Bone, Column, Empty, PageHeading, Table, TextField};
use crate::words::{t, title};

#[component]
pub fn ClientsPage() -> impl IntoView {
    let clients = load(api::clients::all);
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
                    |found| view! { <ClientList clients=found.clients /> }.into_any(),
                )}
        </div>
    }
    .into_any()
}

#[component]
fn ClientList(clients: Vec<Client>) -> impl IntoView {
    if clients.is_empty() {
        return view! { <Empty title=t().clients_empty() text=t().clients_empty_text() /> }.into_any();
    }
    let search = RwSignal::new(String::new());
    let shown = move || {
        let wanted = search.get().trim().to_lowercase();
        let found: Vec<AnyView> = clients
            .iter()
            .filter(|client| wanted.is_empty() || client.name.to_lowercase().contains(&wanted))
            .map(row)
            .collect();
        if found.is_empty() {
            return view! { <p role="status">{t().clients_none_found()}</p> }.into_any();
        }
        let columns = vec![
            Column::new(t().column_name()),
            Column::new(t().column_pronouns()),
            Column::new(t().column_payer()),
        ];
        view! {
            <Table caption=t().clients_title() columns=columns>
                {found}
            </Table>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <TextField id="client-search" label=t().clients_search() value=search />
            {shown}
        </section>
    }
    .into_any()
}

fn row(client: &Client) -> AnyView {
    view! {
        <tr role="row">
            <td role="cell" class="main">
                <a href=format!("{}/{}", wire::paths::pages::CLIENTS, client.id)>
                    <bdi>{client.name.clone()}</bdi>
                </a>
            </td>
            <td role="cell">{client.pronouns.clone()}</td>
            <td role="cell">{client.payer.clone().unwrap_or_else(|| t().self_pay().to_owned())}</td>
        </tr>
    }
    .into_any()
}
