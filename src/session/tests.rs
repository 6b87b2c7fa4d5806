use super::*;
use crate::api::memory::{Memory, sample};
use crate::data::turns::{app, turn};

const TEXTS: &str = "/languages/";

/// Somebody whose language changed on another device, while its texts are on their way to this one.
fn texts_on_their_way() -> (Owner, SessionState, &'static Memory) {
    let memory = Memory::with(sample(None));
    let (root, session) = app(memory);
    memory.language_changes(Language::Pseudo);
    memory.hold(TEXTS);
    session.check();
    turn();
    assert_eq!(session.who().map(|who| who.language), Some(Language::English));
    (root, session, memory)
}

#[test]
fn who_is_signed_in_is_known_once_they_can_be_addressed() {
    let (_root, session, memory) = texts_on_their_way();
    memory.let_go();
    turn();
    assert_eq!(session.who().map(|who| who.language), Some(Language::Pseudo));
}

#[test]
fn texts_that_come_after_a_session_ended_sign_nobody_in_again() {
    let (_root, session, memory) = texts_on_their_way();
    session.end();
    memory.let_go();
    turn();
    assert_eq!(session.known().get_untracked(), Known::Nobody);
    assert!(session.ended().get_untracked());
}

#[test]
fn texts_that_come_while_somebody_signs_out_sign_nobody_in_again() {
    let (_root, session, memory) = texts_on_their_way();
    memory.next(ApiError::NotReached);
    session.sign_out();
    turn();
    memory.let_go();
    turn();
    assert_eq!(session.known().get_untracked(), Known::NotSignedOut(ApiError::NotReached));
}

#[test]
fn who_was_asked_for_last_is_shown() {
    let memory = Memory::with(sample(None));
    let (_root, session) = app(memory);
    memory.hold(TEXTS);
    memory.language_changes(Language::Pseudo);
    session.ask();
    turn();
    memory.language_changes(Language::English);
    session.ask();
    turn();
    memory.let_go();
    turn();
    assert_eq!(session.who().map(|who| who.language), Some(Language::English));
}

#[test]
fn answers_about_one_person_are_forgotten_once_another_is_signed_in() {
    let memory = Memory::with(sample(None));
    let (_root, session) = app(memory);
    session.check();
    turn();
    assert_eq!(memory.forgotten(), 0, "it is who it was");
    memory.person_changes("somebody else");
    session.check();
    turn();
    assert_eq!(session.who().map(|who| who.person).as_deref(), Some("somebody else"));
    assert_eq!(memory.forgotten(), 1);
    session.end();
    assert_eq!(memory.forgotten(), 2);
}
