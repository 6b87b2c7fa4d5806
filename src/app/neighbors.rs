//! What is probably looked at next: its pieces are fetched while the browser has nothing else to do.

use std::time::Duration;

use leptos::prelude::*;
use wire::pages::{AccountPage, Page};

use crate::data::piece::AppPiece;
use crate::pages::account::about_me::piece::PIECE as ABOUT_ME;
use crate::pages::account::billing::below::piece::PIECE as BILLING;
use crate::pages::account::charge::piece::PIECE as CHARGE;
use crate::pages::account::coverage::piece::PIECE as COVERAGE;
use crate::pages::account::reschedule::piece::PIECE as CHANGE_DATE;
use crate::pages::clients::piece::PIECE as CLIENTS;
use crate::pages::support::piece::PIECE as HELP;
use crate::ui::Scope;

/// What the page itself asks for comes first.
const WAIT: Duration = Duration::from_secs(2);

/// Fetches what is a step away from `page`, once it is quiet.
pub fn fetch_neighbors(page: Page) {
    let pieces = of(page);
    if pieces.is_empty() {
        return;
    }
    let scope = Scope::here();
    let begin = scope.clone();
    scope.after(WAIT, move || {
        when_idle(move || {
            for piece in pieces.clone() {
                // Whoever needs it asks again, and is told.
                let fetch = async move { drop(piece.fetch().await) };
                begin.spawn(Box::pin(fetch));
            }
        });
    });
}

fn of(page: Page) -> Vec<&'static AppPiece> {
    match page {
        Page::Account(_, AccountPage::Home) => vec![&BILLING, &CHANGE_DATE, &CHARGE],
        Page::Account(_, AccountPage::Account | AccountPage::Billing) => {
            vec![&CHANGE_DATE, &CHARGE, &ABOUT_ME]
        }
        Page::Account(_, AccountPage::AboutMe) => vec![&COVERAGE, &BILLING],
        Page::Account(_, AccountPage::Coverage) => vec![&BILLING, &ABOUT_ME],
        Page::Account(_, AccountPage::Charge(_)) => vec![&CHANGE_DATE, &BILLING],
        Page::Account(_, AccountPage::ChangeDate(_)) => vec![&BILLING, &CHARGE],
        Page::Clients | Page::Client(_) => vec![&CLIENTS, &HELP],
        Page::Start | Page::SignIn | Page::OwnAccount(_) | Page::ConfirmEmail => vec![],
        Page::Help | Page::HelpArticle(_) | Page::Support => vec![&HELP],
    }
}

/// Some browsers do not say when they are idle.
fn when_idle(act: impl Fn() + 'static) {
    if js_sys::Reflect::has(&window(), &"requestIdleCallback".into()).unwrap_or(false) {
        request_idle_callback(act);
    } else {
        act();
    }
}
