use leptos::task::spawn_local;

use super::*;
use crate::api::ApiError;
use crate::api::memory::{Memory, sample};
use crate::data::turns::{app, turn};
use crate::text::t;

#[test]
fn everything_is_said_in_the_language_that_was_wanted_last() {
    let (_root, session) = app(Memory::with(sample(None)));
    let language = session.language();
    spawn_local(language.show(Language::Pseudo));
    spawn_local(language.show(Language::English));
    turn();
    assert_eq!((language.shown().get_untracked(), t().sign_out()), (Language::English, "Sign out"));
    spawn_local(language.show(Language::Pseudo));
    turn();
    assert_eq!((language.shown().get_untracked(), t().language()), (Language::Pseudo, Language::Pseudo));
    assert!(t().sign_out().starts_with("en-XA "));
}

#[test]
fn what_cannot_be_had_is_said_in_english_and_that_it_is_until_it_can() {
    let memory = Memory::with(sample(None));
    let (_root, session) = app(memory);
    let language = session.language();
    memory.next(ApiError::NotReached);
    spawn_local(language.show(Language::Pseudo));
    turn();
    assert_eq!(language.trouble().get_untracked(), Some(Trouble::NotReceived(Language::Pseudo)));
    assert_eq!(t().language(), Language::English);
    spawn_local(language.show(Language::Pseudo));
    turn();
    assert_eq!((language.trouble().get_untracked(), t().language()), (None, Language::Pseudo));
}

#[test]
fn texts_of_another_edition_are_not_used() {
    let memory = Memory::with(sample(None));
    let (_root, session) = app(memory);
    memory.texts_change();
    spawn_local(session.language().show(Language::Pseudo));
    turn();
    assert_eq!(session.language().trouble().get_untracked(), Some(Trouble::OtherEdition));
    assert_eq!(t().sign_out(), "Sign out");
}

#[test]
fn the_texts_of_a_language_are_fetched_once() {
    let memory = Memory::with(sample(None));
    let (_root, session) = app(memory);
    let language = session.language();
    for wanted in [Language::Pseudo, Language::English, Language::Pseudo] {
        spawn_local(language.show(wanted));
        turn();
        memory.texts_change();
    }
    assert_eq!((language.trouble().get_untracked(), t().language()), (None, Language::Pseudo));
}
