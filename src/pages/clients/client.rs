//! A client's page for their provider: the reply to send when the client asks about billing.

use domain::ClientId;
use domain::reply::{Block, Piece, Reply, ReplyProblem, fill};
use leptos::prelude::*;
use wire::clients::ReplyView;

use super::to_clients;
use crate::api::use_api;
use crate::data::loaded::{Loaded, load};
use crate::data::piece::{Meanwhile, piece};
use crate::pages::not_found::NotFoundPage;
use crate::text::{t, title};
use crate::ui::{
    Bone, ButtonKind, Card, CopyButton, CopyWords, Icon, Notice, NoticeKind, PageHeading, Symbol, anew,
    use_announcer, whenever,
};

piece! { desk, Meanwhile::Page(t().clients_title(), to_clients());
    /// A client of the provider's.
    pub fn client_page(id: ClientId) {
        view! { <ClientPage id=id /> }.into_any()
    }
}

#[component]
fn ClientPage(id: ClientId) -> impl IntoView {
    let api = use_api();
    let client = load(move || api.client(id));
    let missing = client.missing();
    anew(move || {
        if missing.get() {
            return view! { <NotFoundPage /> }.into_any();
        }
        view! {
            <div class="page">
                {heading(client)}
                {client.view(&[Bone::Title, Bone::Line, Bone::Line, Bone::Line], page)}
            </div>
        }
        .into_any()
    })
}

/// The way back stands there from the beginning, the name as soon as it is known.
fn heading(client: Loaded<ReplyView>) -> AnyView {
    let known = move || client.map(|found| found.client.clone());
    let name = Signal::derive(move || known().map_or_else(|| t().client_loading().to_owned(), |it| it.name));
    let beside = anew(move || {
        let beside = known().map(|client| {
            let payer = client.payer.unwrap_or_else(|| t().self_pay().to_owned());
            let beside: Vec<String> = client.pronouns.into_iter().chain([payer]).collect();
            view! { <span class="soft">{beside.join(" · ")}</span> }
        });
        beside.into_any()
    });
    let announcer = use_announcer();
    // Readers do not say by themselves that the heading they are at has changed.
    whenever(move || {
        if let Some(client) = known() {
            announcer.say(client.name);
        }
    });
    view! {
        <PageHeading
            heading=name
            verbatim=Signal::derive(move || known().is_some())
            title=title(t().reply_title())
            back=to_clients()
            beside=beside
        />
    }
    .into_any()
}

fn page(found: &ReplyView) -> AnyView {
    let reply = response(found);
    view! {
        <div class="columns">
            <Card heading=t().reply_title()>{reply}</Card>
            <div>
                <Card heading=t().can_answer()>
                    {points(Symbol::Check, &[t().can_answer_cash(), t().can_answer_where()])}
                </Card>
                <Card heading=t().cannot_answer()>
                    {points(
                        Symbol::Dash,
                        &[t().cannot_answer_copay(), t().cannot_answer_day(), t().cannot_answer_card()],
                    )}
                </Card>
            </div>
        </div>
    }
    .into_any()
}

fn points(symbol: Symbol, points: &[&'static str]) -> AnyView {
    let points: Vec<_> = points
        .iter()
        .map(|point| {
            view! {
                <li>
                    <Icon symbol=symbol />
                    <span>{*point}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="client-points">{points}</ul> }.into_any()
}

fn response(found: &ReplyView) -> AnyView {
    match fill(&t().recommended_response(found.reach), &found.reply) {
        Ok(reply) => letter(&reply),
        Err(problem) => blocked(&problem),
    }
}

/// A slot is empty: no reply rather than one with a hole in it.
fn blocked(problem: &ReplyProblem) -> AnyView {
    let (slots, count) = match problem {
        ReplyProblem::Empty(slots) => {
            (slots.iter().map(|slot| t().reply_slot(*slot)).collect::<Vec<_>>().join(", "), slots.len())
        }
        ReplyProblem::Unknown(slot) => (slot.clone(), 1),
    };
    view! {
        <Notice kind=NoticeKind::Error>
            <p role="alert">{t().reply_blocked(&slots, count as u64)}</p>
        </Notice>
    }
    .into_any()
}

fn letter(reply: &Reply) -> AnyView {
    let (plain, rich) = (reply.plain(), reply.html());
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let words = |label: &str| CopyWords {
        label: label.into(),
        rich: t().reply_copied_rich().into(),
        plain: t().reply_copied_plain().into(),
        selected: t().reply_copy_failed().into(),
    };
    let shown = NodeRef::new();
    let said = anew(move || {
        let said = outcome.get().map(|outcome| match outcome {
            Ok(text) => view! {
                <Notice kind=NoticeKind::Done>
                    <p>{text}</p>
                </Notice>
            }
            .into_any(),
            Err(text) => view! {
                <Notice kind=NoticeKind::Error>
                    <p>{text}</p>
                </Notice>
            }
            .into_any(),
        });
        said.into_any()
    });
    let paragraphs: Vec<AnyView> = reply.blocks.iter().map(block).collect();
    let text = plain.clone();
    view! {
        <div class="client-letter" node_ref=shown>
            {paragraphs}
        </div>
        <div class="ui-buttons">
            <CopyButton
                words=words(t().reply_copy_rich())
                plain=Signal::stored(plain)
                rich=Signal::stored(rich)
                kind=ButtonKind::Primary
                shown=shown
                outcome=outcome
            />
            <CopyButton
                words=words(t().reply_copy_plain())
                plain=Signal::stored(text)
                kind=ButtonKind::Secondary
                shown=shown
                outcome=outcome
            />
        </div>
        {said}
    }
    .into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Lines(lines) => {
            let mut parts: Vec<AnyView> = Vec::new();
            for (at, line) in lines.iter().enumerate() {
                if at > 0 {
                    parts.push(view! { <br /> }.into_any());
                }
                parts.extend(line.iter().map(piece));
            }
            view! { <p>{parts}</p> }.into_any()
        }
        Block::Steps(steps) => {
            let steps: Vec<_> = steps
                .iter()
                .map(|step| {
                    let pieces: Vec<AnyView> = step.iter().map(piece).collect();
                    view! { <li>{pieces}</li> }
                })
                .collect();
            view! { <ol>{steps}</ol> }.into_any()
        }
    }
}

/// The links are those the client will get, so they are not followed from here: the provider is signed in as somebody else.
fn piece(piece: &Piece) -> AnyView {
    match piece {
        Piece::Text(text) => text.clone().into_any(),
        Piece::Link { text, href } => {
            view! { <a href=href.clone() rel="external" target="_blank">{text.clone()}</a> }.into_any()
        }
    }
}
