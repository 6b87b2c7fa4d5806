use domain::language::Language;

use crate::{EDITION, Texts, english, spoken};

fn disguised() -> Texts {
    Texts::of(Language::Pseudo)
}

#[test]
fn the_disguise_is_longer_and_keeps_the_values() {
    assert_eq!(disguised().language(), Language::Pseudo);
    let (plain, other) = (english().problem_failed_detail(), disguised().problem_failed_detail());
    assert!(other.chars().count() * 5 > plain.chars().count() * 6, "{other}");
    assert!(disguised().mail_greeting("Ana").contains("Ana"));
}

#[test]
fn what_is_in_figures_only_is_in_no_disguise() {
    assert_eq!(disguised().day_typed("12", "9", "2025"), "12/9/2025");
}

#[test]
fn a_language_that_was_sent_says_the_same_as_where_it_is_built_in() {
    let sent = disguised().on_screen().iter().map(|it| (*it).to_owned()).collect();
    let received = Texts::received(Language::Pseudo, EDITION, sent).expect("of this edition");
    assert_eq!(received.sign_out(), disguised().sign_out());
    assert_eq!(received.history_shown(2), disguised().history_shown(2));
    assert_eq!(received.mail_help(), english().mail_help(), "mails are not sent to a browser");
    assert_eq!(Texts::received(Language::Pseudo, "another", Vec::new()), None);
}

#[test]
fn every_language_names_itself_in_itself() {
    let names: Vec<_> = spoken().map(Texts::language_name).collect();
    assert_eq!(names[0], "English");
    assert!(names.iter().all(|name| !name.is_empty()));
}

#[test]
fn the_words_of_consent_are_those_of_their_day() {
    // Other words need another day: what somebody agreed to is kept by it.
    let (day, words) = (domain::card_setup::CONSENT_OF.to_string(), english().card_consent("Larkspur"));
    let kept = "I allow Larkspur to save this card and charge it for my sessions and fees. I am told the amount and the \
                day before each charge. I can choose another card or remove this one in my account at any time.";
    assert_eq!((day.as_str(), words.as_str()), ("2026-11-28", kept));
}
