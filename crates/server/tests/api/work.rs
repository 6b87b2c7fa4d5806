//! Units of work that know who acts.

use domain::actor::Actor;
use domain::audit::Action;
use domain::subject::Subject;
use server::service::Failure;
use server::work::{Saved, Work};
use store::{audit, charges};
use test_support::{Server, Which, Who, on_both, sample};

on_both! {
    what_was_changed_is_not_committed_without_a_record_of_it,
    who_comes_second_is_told_and_writes_nothing,
}

async fn what_was_changed_is_not_committed_without_a_record_of_it(server: Server) {
    let charge = sample::charge(Which::OnHold);
    let mut work = Work::begin(&server.desk, Actor::System).await.expect("begun");
    assert_eq!(work.save(&charge).await.expect("saved"), Saved::Written);
    let refused = work.commit().await.expect_err("nothing says what was done");
    assert!(matches!(refused, Failure::Broken(_)), "{refused:?}");
    let reader = server.desk.store.reader();
    let there = charges::find(&reader, charge.id).await.expect("read").expect("there");
    assert_eq!(there.version, charge.version, "nothing of it holds");

    let mut work = Work::begin(&server.desk, Actor::System).await.expect("begun");
    assert_eq!(work.save(&charge).await.expect("saved"), Saved::Written);
    work.record(&charge, Action::Held { reason: None });
    work.commit().await.expect("committed");
    let record = audit::about(&reader, Who::Owner.client(), Subject::Charge(charge.id)).await.expect("read");
    let said: Vec<_> = record.into_iter().map(|entry| (entry.actor, entry.action)).collect();
    assert_eq!(said, [(Actor::System, Action::Held { reason: None })]);
}

async fn who_comes_second_is_told_and_writes_nothing(server: Server) {
    let charge = sample::charge(Which::OnHold);
    for expected in [Saved::Written, Saved::Stale] {
        let mut work = Work::begin(&server.desk, Actor::System).await.expect("begun");
        assert_eq!(work.save(&charge).await.expect("read"), expected);
        if expected == Saved::Written {
            work.record(&charge, Action::Held { reason: None });
        }
        work.commit().await.expect("committed");
    }
    let there = charges::find(&server.desk.store.reader(), charge.id).await.expect("read").expect("there");
    assert_eq!(there.version, charge.version + 1);
}
