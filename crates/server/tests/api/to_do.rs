//! `/api/c/{client}/to-do`

use domain::testing::{client, coverage, day, email};
use reqwest::Method;
use serde_json::json;
use store::coverages;
use test_support::{Server, Who, on_both};
use wire::billing::BillingView;
use wire::paths;
use wire::to_do::ToDoView;

on_both! {
    what_waits_is_told_until_it_is_seen_to,
}

async fn waits(server: &Server) -> (bool, ToDoView) {
    let owner = Who::Owner.client();
    let billing: BillingView = server.get(Who::Owner, &paths::billing(owner)).await.body();
    (billing.more_to_do, server.get(Who::Owner, &paths::to_do(owner)).await.body())
}

async fn what_waits_is_told_until_it_is_seen_to(server: Server) {
    let nothing = ToDoView { today: day("2025-12-01"), confirm_email: None, coverage_ends: None };
    assert_eq!(waits(&server).await, (false, nothing.clone()));
    let path = paths::about_me_email(Who::Owner.client());
    let body = json!({ "seen": client(1).email, "email": "ana@new.example" });
    server.send(Who::Owner, Method::PUT, &path, Some(&body)).await;
    let ending = domain::coverage::Coverage { to: Some(day("2025-12-31")), ..coverage(1, 1, 1) };
    let unit = server.desk.store.begin().await.expect("a unit");
    coverages::upsert(&unit, &[ending]).await.expect("it ends");
    unit.commit().await.expect("committed");
    let both = ToDoView {
        confirm_email: Some(email("ana@new.example")),
        coverage_ends: Some(day("2025-12-31")),
        ..nothing
    };
    assert_eq!(waits(&server).await, (true, both.clone()));
    server.send(Who::Owner, Method::DELETE, &path, None::<&()>).await;
    assert_eq!(waits(&server).await, (true, ToDoView { confirm_email: None, ..both }));
}
