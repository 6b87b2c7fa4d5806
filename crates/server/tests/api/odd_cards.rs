//! What stands on an insurance card as nobody expects it, on its way to the client's own page and to payers.

use domain::coverage::InsuredLines;
use domain::testing::coverage_id;
use reqwest::Method;
use serde_json::{Value, json};
use test_support::{Answer, Fresh, Kind, Server, Who};
use wire::coverages::{CoverageView, CoveragesView, MemberIdView};
use wire::paths;

use crate::eligibility::{Asking, ask};
use crate::odd_names::payloads;

const ODD: [&str; 9] =
    ["محمد عبد الله", "שרה", "👩‍👩‍👧‍👦 🌻", "Ana👩🏽‍🎤", "李", "Ngô Thị Hoa", "null", "O'Brien & Söhne", "-"];

/// A card with this text in every field that takes one, of a subscriber with these names.
fn card(text: &str, first: &str, last: &str) -> Value {
    let number = number(text);
    json!({
        "plan": text, "member_id": number, "group_number": number,
        "relationship": "child", "subscriber_first": first, "subscriber_last": last,
    })
}

/// The same without joiners: in a number nobody would see them.
fn number(text: &str) -> String {
    text.replace('\u{200D}', "")
}

async fn shown(server: &Server) -> CoveragesView {
    server.get(Who::Owner, &paths::coverages(Who::Owner.client())).await.body()
}

async fn correct(server: &Server, card: &Value) -> Answer {
    let body = json!({ "version": shown(server).await.version, "card": card });
    let path = paths::coverage(Who::Owner.client(), coverage_id(1));
    server.send(Who::Owner, Method::PUT, &path, Some(&body)).await
}

/// Corrects the card, and sees it as it was typed.
async fn kept(server: &Server, text: &str, [first, last]: [&str; 2]) {
    let answer = correct(server, &card(text, first, last)).await;
    assert_eq!(answer.status.as_u16(), 200, "{text}: {}", answer.text);
    let view: CoveragesView = answer.body();
    assert_eq!(view, shown(server).await);
    let is_first = |it: &&CoverageView| it.id == coverage_id(1);
    let coverage = view.coverages.iter().find(is_first).expect("the coverage");
    assert_eq!(
        (coverage.plan.as_str(), coverage.group_number.as_deref()),
        (text, Some(number(text).as_str()))
    );
    let lines = coverage.subscriber.somebody().expect("somebody else").lines();
    let (first, last) = (first.to_owned(), last.to_owned());
    assert_eq!(lines, InsuredLines { first, last, date_of_birth: None });
    let path = paths::coverage_member_id(Who::Owner.client(), coverage_id(1));
    let MemberIdView { member_id } = server.send(Who::Owner, Method::POST, &path, None::<&()>).await.body();
    assert_eq!(member_id, number(text));
}

#[tokio::test]
async fn a_hundred_scripts_on_a_card_are_shown_as_typed() {
    let server = Server::start().await;
    for text in payloads() {
        kept(&server, &text, [&text, &text]).await;
    }
}

#[tokio::test]
async fn names_of_any_script_and_length_and_people_of_one_name_are_subscribers() {
    let server = Server::start().await;
    let longest = "W".repeat(100);
    for text in ODD.into_iter().chain([longest.as_str()]) {
        for names in [[text, text], [text, ""], ["", text]] {
            kept(&server, text, names).await;
        }
    }
    let longer = "W".repeat(101);
    let answer = correct(&server, &card(&longer, &longer, &longer)).await;
    assert_eq!(answer.status.as_u16(), 422);
    let problem = answer.problem();
    assert_eq!(problem.fields.len(), 5, "{problem:?}");
    assert!(!answer.text.contains("WWW"), "what is too long is not said back");
}

#[tokio::test]
async fn a_payer_is_asked_by_the_names_that_were_typed() {
    let Asking { server, payers } = Asking::fresh(Kind::Sqlite).await;
    let scripts = payloads();
    for (at, text) in
        ["محمد عبد الله", "👩‍👩‍👧‍👦 🌻", scripts[0].as_str(), scripts[37].as_str()].into_iter().enumerate()
    {
        let (first, last) = if at == 0 { ("", text) } else { (text, text) };
        kept(&server, text, [first, last]).await;
        ask(&server, Who::Owner, 1).await;
        let asked = payers.asked();
        let asked = asked.get(at).expect("it was asked");
        let some = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        assert_eq!((&asked.member_id, &asked.subscriber), (&number(text), &(some(first), some(last))));
    }
}
