//! `/api/c/{client}/coverages`

use domain::actor::Actor;
use domain::audit::Action;
use domain::coverage::{Coverage, Position};
use domain::payer::Program;
use domain::subject::Subject;
use domain::testing::{coverage, coverage_id, day, payer};
use reqwest::Method;
use store::{audit, coverages, payers};
use test_support::{Answer, Server, Who, on_both};
use wire::coverages::{CoverageView, CoveragesView, MemberIdView};
use wire::paths;

on_both! {
    all_coverages_are_shown_with_their_payers_and_no_member_id_in_full,
    a_member_id_is_shown_on_request_and_each_time_is_on_the_record,
    a_coverage_of_somebody_else_is_not_there_and_not_on_the_record,
}

async fn shown(server: &Server) -> (String, Vec<CoverageView>) {
    let answer = server.get(Who::Owner, &paths::coverages(Who::Owner.client())).await;
    let text = answer.text.clone();
    let view: CoveragesView = answer.body();
    assert_eq!((view.today, view.coverages.unread), (day("2025-12-01"), 0));
    (text, view.coverages.iter().cloned().collect())
}

async fn ask(server: &Server, who: Who, coverage: u128) -> Answer {
    let path = paths::coverage_member_id(who.client(), coverage_id(coverage));
    server.send(who, Method::POST, &path, None::<&()>).await
}

async fn record(server: &Server, coverage: u128) -> Vec<(Actor, Action)> {
    let subject = Subject::Coverage(coverage_id(coverage));
    let entries = audit::about(&server.desk.store.reader(), Who::Owner.client(), subject).await;
    entries.expect("a record").into_iter().map(|entry| (entry.actor, entry.action)).collect()
}

async fn all_coverages_are_shown_with_their_payers_and_no_member_id_in_full(server: Server) {
    let ended = Coverage { from: day("2024-01-01"), to: Some(day("2024-12-31")), ..coverage(2, 1, 2) };
    let second = Coverage { position: Position::Secondary, member_id: "123".to_owned(), ..coverage(3, 1, 2) };
    let others = coverage(4, 2, 2);
    let unit = server.desk.store.begin().await.expect("a unit");
    payers::upsert(&unit, &[payer(2, "Themselves", Program::SelfPay)]).await.expect("a payer");
    coverages::upsert(&unit, &[ended, second, others]).await.expect("coverages");
    unit.commit().await.expect("committed");
    let (text, shown) = shown(&server).await;
    let told: Vec<_> = shown
        .iter()
        .map(|it| (it.id, it.payer.as_str(), it.is_self_pay, it.member_id_ending.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (coverage_id(1), "Aetna", false, Some("NARY")),
            (coverage_id(3), "Themselves", true, None),
            (coverage_id(2), "Themselves", true, Some("6789")),
        ]
    );
    assert!(!text.contains("ZX93") && !text.contains("W1234"), "{text}");
}

async fn a_member_id_is_shown_on_request_and_each_time_is_on_the_record(server: Server) {
    assert_eq!(record(&server, 1).await, []);
    for times in 1..=2 {
        let view: MemberIdView = ask(&server, Who::Owner, 1).await.body();
        assert_eq!(view.member_id, "ZX93-71-CANARY");
        assert_eq!(record(&server, 1).await, vec![(Actor::Client, Action::MemberIdShown); times]);
    }
}

async fn a_coverage_of_somebody_else_is_not_there_and_not_on_the_record(server: Server) {
    assert_eq!(ask(&server, Who::Another, 1).await.status, 404);
    assert_eq!(ask(&server, Who::Owner, 9).await.status, 404);
    assert_eq!(record(&server, 1).await, []);
}
