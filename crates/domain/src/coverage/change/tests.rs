#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::coverage::timeline::UnevenKind;
use crate::testing::{coverage_id, day};

const TODAY: &str = "2025-12-01";

fn held(n: u128, from: &str, to: &str) -> Held {
    let term = Term { from: day(from), to: (!to.is_empty()).then(|| day(to)) };
    Held { id: coverage_id(n), position: Position::Primary, term, is_self_pay: false, card_required: true }
}

fn second(n: u128, from: &str, to: &str) -> Held {
    Held { position: Position::Secondary, ..held(n, from, to) }
}

fn adding(from: &str) -> Wish {
    Wish::Add { position: Position::Primary, from: day(from), card_required: true }
}

fn after(held: &[Held], wish: Wish) -> Result<Effect, ChangeProblem> {
    effect(held, wish, day(TODAY))
}

fn ends(effect: &Effect) -> Vec<(u128, String)> {
    effect.ends.iter().map(|(id, day)| (id.uuid().as_u128(), day.to_string())).collect()
}

/// Each span as `from to payer`, with blanks where it has no end.
fn spans(effect: &Effect) -> Vec<String> {
    let text = |day: Option<NaiveDate>| day.map(|it| it.to_string()).unwrap_or_default();
    let one = |it: &Billed| {
        let payer = match it.payer {
            Payer::Of(id) => id.uuid().as_u128().to_string(),
            Payer::New => "new".to_owned(),
            Payer::Client => "client".to_owned(),
        };
        format!("{}|{}|{payer}", text(it.from), text(it.to))
    };
    effect.billed.iter().map(one).collect()
}

#[test]
fn the_present_coverage_ends_the_day_before_the_new_one_begins() {
    let all = [held(1, "2024-10-01", ""), held(2, "2022-01-01", "2024-09-30"), second(3, "2025-01-01", "")];
    let it = after(&all, adding("2026-01-01")).expect("a change");
    assert_eq!(ends(&it), [(1, "2025-12-31".to_owned())]);
    assert_eq!(it.adds, Some(Term { from: day("2026-01-01"), to: None }));
    assert_eq!(spans(&it), ["|2025-12-31|1", "2026-01-01||new"]);
    assert_eq!((it.uneven, it.card_required), (vec![], true));
}

#[test]
fn a_first_insurance_ends_that_the_client_pays_alone() {
    let it = after(&[], adding("2025-12-08")).expect("a change");
    assert_eq!(
        (ends(&it), spans(&it)),
        (vec![], vec!["|2025-12-07|client".into(), "2025-12-08||new".into()])
    );
    let themselves = [Held { is_self_pay: true, ..held(1, "2025-01-01", "") }];
    let it = after(&themselves, adding("2025-12-08")).expect("a change");
    assert_eq!(ends(&it), [(1, "2025-12-07".to_owned())]);
    assert_eq!(spans(&it), ["|2025-12-07|client", "2025-12-08||new"]);
}

#[test]
fn what_begins_later_stays_and_what_begins_on_the_day_never_does() {
    let all = [held(1, "2024-10-01", ""), held(2, "2026-01-01", "")];
    let it = after(&all, adding("2025-12-08")).expect("a change");
    assert_eq!(ends(&it), [(1, "2025-12-07".to_owned())]);
    assert_eq!(it.adds, Some(Term { from: day("2025-12-08"), to: Some(day("2025-12-31")) }));
    assert_eq!(spans(&it), ["|2025-12-07|1", "2025-12-08|2025-12-31|new", "2026-01-01||2"]);
    let it = after(&all, adding("2026-01-01")).expect("a change");
    assert_eq!(ends(&it), [(1, "2025-12-31".to_owned()), (2, "2025-12-31".to_owned())]);
    assert_eq!(spans(&it), ["|2025-12-31|1", "2026-01-01||new"]);
    assert_eq!(it.uneven, []);
}

#[test]
fn days_that_nobody_covers_are_told_where_they_come_about() {
    let all = [held(1, "2024-10-01", "2025-12-15")];
    let it = after(&all, adding("2026-01-01")).expect("a change");
    assert_eq!(ends(&it), []);
    let gap =
        Uneven { kind: UnevenKind::Gap, days: Term { from: day("2025-12-16"), to: Some(day("2025-12-31")) } };
    assert_eq!(it.uneven, [gap]);
    assert_eq!(spans(&it), ["|2025-12-31|client", "2026-01-01||new"]);
    let all = [held(1, "2024-10-01", ""), held(2, "2026-01-01", "")];
    let it = after(&all, Wish::SelfPay { last_day: day("2025-12-15") }).expect("a change");
    assert_eq!(it.uneven, [gap]);
    assert_eq!(spans(&it), ["|2025-12-15|1", "2025-12-16|2025-12-31|client", "2026-01-01||2"]);
}

#[test]
fn a_new_coverage_begins_from_ninety_days_ago_to_a_year_ahead() {
    let all = [held(1, "2024-10-01", "")];
    for (from, problem) in [
        ("2025-09-01", Some(ChangeProblem::TooEarly(day("2025-09-02")))),
        ("2025-09-02", None),
        ("2026-12-02", None),
        ("2026-12-03", Some(ChangeProblem::TooLate(day("2026-12-02")))),
    ] {
        assert_eq!(after(&all, adding(from)).err(), problem, "{from}");
    }
}

#[test]
fn whoever_pays_themselves_ends_both_places_and_is_asked_for_a_card() {
    let all = [
        Held { card_required: false, ..held(1, "2024-10-01", "") },
        second(2, "2025-01-01", "2026-06-30"),
        second(3, "2024-01-01", "2024-12-31"),
    ];
    let it = after(&all, Wish::SelfPay { last_day: day("2025-12-31") }).expect("a change");
    assert_eq!(ends(&it), [(1, "2025-12-31".to_owned()), (2, "2025-12-31".to_owned())]);
    assert_eq!(spans(&it), ["|2025-12-31|1", "2026-01-01||client"]);
    assert!(it.card_required);
}

#[test]
fn what_holds_may_end_from_its_first_day_on_and_only_where_it_goes_on() {
    let begun = [held(1, "2025-11-15", "")];
    let ending = |all: &[Held], text: &str| after(all, Wish::SelfPay { last_day: day(text) }).err();
    assert_eq!(ending(&begun, "2025-11-14"), Some(ChangeProblem::TooEarly(day("2025-11-15"))));
    assert_eq!(ending(&begun, "2025-11-15"), None);
    assert_eq!(ending(&[], "2025-12-01"), Some(ChangeProblem::NothingToEnd));
    let over = [held(1, "2025-01-01", "2025-12-10"), held(2, "2026-01-01", "")];
    assert_eq!(ending(&over, "2025-12-10"), Some(ChangeProblem::NothingToEnd));
    assert_eq!(ending(&over, "2025-12-09"), None);
    let themselves = [Held { is_self_pay: true, ..held(1, "2025-01-01", "") }];
    assert_eq!(ending(&themselves, "2025-12-31"), Some(ChangeProblem::NothingToEnd));
}

#[test]
fn a_second_coverage_comes_after_a_first_and_asks_for_nothing_itself() {
    let wish = |from: &str| Wish::Add { position: Position::Secondary, from: day(from), card_required: true };
    let first = Held { card_required: false, ..held(1, "2024-10-01", "2025-12-31") };
    let it = after(&[first, second(2, "2025-01-01", "")], wish("2025-12-08")).expect("a change");
    assert_eq!(ends(&it), [(2, "2025-12-07".to_owned())]);
    assert_eq!(
        (spans(&it), it.card_required),
        (vec!["|2025-12-31|1".into(), "2026-01-01||client".into()], false)
    );
    assert_eq!(after(&[first], wish("2026-01-01")).err(), Some(ChangeProblem::NoPrimary));
    assert_eq!(after(&[], wish("2025-12-08")).err(), Some(ChangeProblem::NoPrimary));
}
