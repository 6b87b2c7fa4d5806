//! The whole: who is signed in decides the frame and the pages in it.

use domain::role::Role;
use leptos::leptos_dom::logging::console_error;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use wire::pages::Page;
use wire::session::SessionView;

use crate::api::{self, ApiError};
use crate::data::failure::{failed, sentence};
use crate::data::form::provide_kept_entries;
use crate::data::loaded::load;
use crate::idle::IdleWatch;
use crate::pages::account;
use crate::routes::{Pages, Visitor};
use crate::session::{Known, SessionState, provide_session};
use crate::support_line::support_line;
use crate::tabs;
use crate::ui::{
    AnnouncerRegions, Bone, Button, ButtonKind, Failed, Frame, NavItem, PageHeading, Plain, Skeleton, Symbol,
    ThemeSwitch, provide_announcer, watch_back_button,
};
use crate::words::{self, t, title};

/// Starts the app in the page. The frame that the page shows by itself gives way once it is known who is signed in.
///
/// # Panics
/// When the page is not ours.
pub fn start() {
    // A stopped app answers no press: the page of `index.html` for a portal that does not run takes its place.
    std::panic::set_hook(Box::new(|panic| {
        console_error(&panic.to_string());
        show("");
    }));
    watch_back_button();
    let place = document().get_element_by_id("app").expect("the page has a place for the app");
    mount_to(place.unchecked_into(), || view! { <App /> }).forget();
}

#[component]
fn App() -> impl IntoView {
    let announcer = provide_announcer();
    let session = provide_session();
    provide_kept_entries();
    // A page restored by the back button shows what was on screen when it was left, perhaps before signing out.
    let restored = window_event_listener(leptos::ev::pageshow, move |event| {
        if event.persisted() {
            session.ask();
        }
    });
    let listening = [
        restored,
        window_event_listener(leptos::ev::storage, move |event| {
            if tabs::is_told(event.key()) {
                session.check();
            }
        }),
        // Browsers that store nothing tell no tab.
        window_event_listener(leptos::ev::focus, move |_| session.check()),
    ];
    on_cleanup(move || listening.into_iter().for_each(WindowListenerHandle::remove));
    Effect::new(move || {
        let known = session.known().get();
        if known != Known::Asking {
            give_way();
        }
        // What was said last may name an amount.
        if !matches!(known, Known::SignedIn(_)) {
            announcer.hush();
        }
    });
    view! {
        <Router>
            <Shell session=session />
        </Router>
        <AnnouncerRegions />
    }
    .into_any()
}

fn give_way() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    show("ready");
}

/// What of the page is seen, as a class of its root; none for the fallback.
fn show(state: &str) {
    if let Some(page) = document().document_element() {
        page.set_class_name(state);
    }
}

#[component]
fn Shell(session: SessionState) -> impl IntoView {
    let known = session.known();
    move || match known.get() {
        Known::Asking => waiting(),
        Known::Failed(error) => {
            let again = Callback::new(move |()| session.ask());
            plain(failed(&error, again), false)
        }
        Known::Nobody => public(),
        Known::SignedIn(who) => framed(&who, session),
        Known::SigningOut => waiting(),
        Known::NotSignedOut(error) => plain(not_signed_out(&error, session), false),
    }
}

fn waiting() -> AnyView {
    let bones = &[Bone::Title, Bone::Line, Bone::Row];
    plain(view! { <Skeleton label=t().loading() bones=bones card=true /> }.into_any(), false)
}

fn not_signed_out(error: &ApiError, session: SessionState) -> AnyView {
    let again = Callback::new(move |()| session.sign_out());
    let heading = t().not_signed_out_title();
    view! {
        <div class="page">
            <PageHeading heading=heading.to_string() title=title(heading) />
            <Failed
                title=t().not_signed_out_text()
                text=sentence(error)
                retry_label=t().try_again()
                on_retry=again
            />
        </div>
    }
    .into_any()
}

fn public() -> AnyView {
    let path = use_location().pathname;
    let reading = Memo::new(move |_| path.with(|path| Page::parse(path).is_some_and(Page::is_public)));
    // The routes are built anew when the frame around them changes its width.
    let view = move || plain(view! { <Pages visitor=None /> }.into_any(), reading.get());
    view.into_any()
}

fn plain(content: AnyView, wide: bool) -> AnyView {
    // Where there are several practices, a stranger is not told of any.
    let support = load(|| api::practices::support(None));
    let contact = move || support.map(support_line);
    let foot = view! {
        {contact}
        <ThemeSwitch words=words::theme() />
        <p>
            <a href=Page::SignIn.to_string()>{t().sign_in_title()}</a>
            " · "
            <a href=Page::Help.to_string()>{t().help_title()}</a>
            " · "
            <a href=Page::Support.to_string()>{t().support_title()}</a>
        </p>
    }
    .into_any();
    view! {
        <Plain
            brand=t().product_name()
            role=t().product_role()
            skip=t().skip_to_content()
            wide=wide
            foot=foot
        >
            {content}
        </Plain>
    }
    .into_any()
}

fn framed(who: &SessionView, session: SessionState) -> AnyView {
    let item =
        |label: &str, page: Page, symbol| NavItem { label: label.into(), href: page.to_string(), symbol };
    let help = || item(t().nav_help(), Page::Help, Symbol::Help);
    let support = || item(t().nav_support(), Page::Support, Symbol::Speech);
    let (items, desk) = match who.role {
        Role::Client => (
            vec![
                item(t().nav_home(), Page::Home, Symbol::Home),
                item(t().nav_account(), Page::Billing, Symbol::Person),
                support(),
                help(),
            ],
            t().portal_client(),
        ),
        Role::Provider => (
            vec![item(t().nav_clients(), Page::Clients, Symbol::Clients), support(), help()],
            t().portal_provider(),
        ),
        Role::ClientSupport | Role::ClientBillingSupport | Role::Administrator => {
            (vec![item(t().nav_home(), Page::Start, Symbol::Home), help()], t().product_role())
        }
    };
    account::history::provide_history_view();
    let visitor = Visitor { role: who.role, client: who.clients.first().copied() };
    let path = use_location().pathname;
    let hrefs: Vec<String> = items.iter().map(|item| item.href.clone()).collect();
    let current = Signal::derive(move || {
        path.with(|path| {
            let within = |href: &&String| path == *href || path.starts_with(&format!("{href}/"));
            hrefs.iter().find(within).cloned().unwrap_or_default()
        })
    });
    let out = Callback::new(move |()| session.sign_out());
    let foot = view! {
        <ThemeSwitch words=words::theme() />
        <Button label=t().sign_out().to_string() kind=ButtonKind::Secondary on_press=out />
    }
    .into_any();
    view! {
        <IdleWatch session=session minutes=who.idle_minutes />
        <Frame
            words=words::frame(&who.support.practice, desk, &who.full_name)
            items=items
            current=current
            foot=foot
            contact=support_line(&who.support)
        >
            <Pages visitor=Some(visitor) />
        </Frame>
    }
    .into_any()
}
