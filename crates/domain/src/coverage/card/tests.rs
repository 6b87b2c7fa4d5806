#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::testing::{day, insured};

fn entry() -> CardEntry {
    let text = str::to_owned;
    CardEntry {
        plan: text(" Choice Plus "),
        member_id: text(" W123 456"),
        group_number: text(""),
        relationship: Relationship::Child,
        subscriber_first: text("Robert"),
        subscriber_last: text(" Rivera"),
        subscriber_date_of_birth: text("5/4/1961"),
    }
}

fn parse(entry: &CardEntry) -> Result<Card, Vec<CardProblem>> {
    entry.parse(false, day("2025-12-01"))
}

#[test]
fn a_card_is_read_as_it_stands_there() {
    let subscriber = Subscriber::Child(insured("Robert", "Rivera").born(Some(day("1961-05-04"))));
    let [plan, number] = ["Choice Plus", "W123 456"].map(str::to_owned);
    let card = Card { plan, member_id: Some(number), group_number: None, subscriber };
    assert_eq!(parse(&entry()), Ok(card.clone()));
    let own = CardEntry { relationship: Relationship::Myself, ..entry() };
    assert_eq!(parse(&own), Ok(Card { subscriber: Subscriber::Myself, ..card }));
}

#[test]
fn a_member_id_that_is_on_file_may_be_left_blank() {
    let blank = CardEntry { member_id: " ".to_owned(), ..entry() };
    assert_eq!(parse(&blank), Err(vec![CardProblem::Missing(CardField::MemberId)]));
    let kept = blank.parse(true, day("2025-12-01")).expect("the one on file");
    assert_eq!(kept.member_id, None);
}

#[test]
fn everything_that_is_wrong_is_told_in_the_order_of_the_fields() {
    let text = str::to_owned;
    let wrong = CardEntry {
        plan: text(" "),
        member_id: text("1.2E+11"),
        group_number: text("12\u{200B}3"),
        relationship: Relationship::Spouse,
        subscriber_first: text("x").repeat(101),
        subscriber_last: text(""),
        subscriber_date_of_birth: text("13/1/1961"),
    };
    let expected = vec![
        CardProblem::Missing(CardField::Plan),
        CardProblem::Damaged(CardField::MemberId, Damage::Rounded),
        CardProblem::Invisible(CardField::GroupNumber),
        CardProblem::TooLong(CardField::SubscriberFirst),
        CardProblem::NoDay(DayEntryProblem::NoSuchDay),
    ];
    assert_eq!(parse(&wrong), Err(expected));
    let own = CardEntry { relationship: Relationship::Myself, ..wrong };
    assert_eq!(parse(&own).expect_err("a plan is needed").len(), 3, "nobody sees the subscriber's fields");
}

#[test]
fn nobody_is_born_tomorrow_or_insured_for_ever() {
    for (born, problem) in
        [("12/2/2025", true), ("12/1/2025", false), ("5/4/61", true), ("1/1/1890", true), ("1/1/1930", false)]
    {
        let it = CardEntry { subscriber_date_of_birth: born.to_owned(), ..entry() };
        let expected = if problem { Some(vec![CardProblem::NobodyBorn]) } else { None };
        assert_eq!(parse(&it).err(), expected, "{born}");
    }
}
