//! Charges that are set aside, and taken up again.

use super::*;

#[tokio::test]
async fn a_charge_held_after_its_notice_is_not_taken_and_comes_back_with_its_promise() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let bench = Bench::on(kind).await;
        let id = bench.client_with(1, Some(VISA)).await;
        bench.work().await;
        let before = bench.state(id).await;
        assert_eq!(now(moved(&bench, id, "2025-12-12").await), StateName::Upcoming);
        assert_eq!(now(held(&bench, id).await), StateName::OnHold);
        let ChargeState::OnHold(on_hold) = bench.state(id).await else { panic!("held") };
        assert_eq!(on_hold.reason, HoldReason::Support { note: "She called".to_owned() });
        assert_eq!(on_hold.by, Actor::Operator);
        bench.work().await;
        let mail = last_mail(&bench);
        for words in ["Your payment is on hold (", "$25.00 will not be charged on Fri, Dec 12"] {
            assert!(mail.contains(words), "{words} in {mail}");
        }
        assert!(!mail.contains("She called"), "{mail}");
        // A day before, to the second.
        bench.play_until("2025-12-11T15:00:00Z").await;
        assert_eq!(now(released(&bench, id).await), StateName::Upcoming);
        bench.work().await;
        assert!(last_mail(&bench).contains("no longer on hold. It will be charged on Fri, Dec 12"));
        let (ChargeState::Upcoming(was), ChargeState::Upcoming(is)) = (before, bench.state(id).await) else {
            panic!("announced")
        };
        assert_eq!(is.announced.promise, was.announced.promise);
        bench.play_until("2025-12-12T15:00:00Z").await;
        assert_eq!(bench.state_name(id).await, StateName::Paid);
        let entries = bench.entries(id).await;
        assert!(entries.contains(&Action::Held { reason: said() }), "{entries:?}");
        assert!(
            entries.contains(&Action::Released { to: StateName::Upcoming, reason: said() }),
            "{entries:?}"
        );
        bench.agrees().await;
    }
}

#[tokio::test]
async fn a_charge_that_is_released_too_late_for_its_day_is_announced_anew_and_that_mail_says_it_all() {
    let (bench, id) = announced(VISA).await;
    assert_eq!(now(held(&bench, id).await), StateName::OnHold);
    bench.play_until("2025-12-01T15:00:01Z").await;
    assert_eq!(now(released(&bench, id).await), StateName::Scheduled);
    bench.work().await;
    assert_eq!(
        bench.subjects(),
        ["Your payment on Tue, Dec 2", "Your payment is on hold", "Your payment on Wed, Dec 3"]
    );
    assert!(last_mail(&bench).contains("This email replaces any earlier one"));
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Upcoming, "nobody was told of today");
    bench.play_until("2025-12-03T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn a_charge_of_which_its_client_was_not_told_is_held_released_and_waived_in_silence() {
    let bench = Bench::new().await;
    let id = bench.clients(1..=1, Some(VISA), "2025-12-20").await[0];
    assert_eq!(now(held(&bench, id).await), StateName::OnHold);
    assert_eq!(now(released(&bench, id).await), StateName::Scheduled);
    assert_eq!(now(waived(&bench, id).await), StateName::Waived);
    bench.play_until("2025-12-30T15:00:00Z").await;
    assert_eq!(bench.subjects(), Vec::<String>::new());
    assert_eq!(bench.record(id).await, ["held", "released", "waived"]);
    bench.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_that_was_on_its_way_when_its_charge_was_held_is_followed_by_word_of_the_hold() {
    let server = MailServer::start().await;
    let bench = Bench::mailing(&server).await;
    let id = bench.client_with(1, Some(VISA)).await;
    let desk = bench.desk.clone();
    server.manners().meanwhile = Some(Box::new(move || {
        let holding = async move {
            let seen = store::charges::find(&desk.store.reader(), id).await.expect("readable");
            let seen = seen.expect("the charge").version;
            hold(&desk, &Agent::operator(), id, seen, &why()).await.expect("it can be held");
        };
        let runtime = tokio::runtime::Handle::current();
        std::thread::spawn(move || runtime.block_on(holding)).join().expect("held");
    }));
    bench.work().await;
    assert_eq!(bench.state_name(id).await, StateName::OnHold);
    let subjects = || server.arrived().iter().map(|it| it.about().to_owned()).collect::<Vec<_>>();
    assert_eq!(subjects(), ["Your payment on Tue, Dec 2", "Your payment is on hold"]);
    assert_eq!(now(waived(&bench, id).await), StateName::Waived);
    bench.work().await;
    assert_eq!(subjects().last().map(String::as_str), Some("Your planned payment is called off"));
}

#[tokio::test]
async fn the_page_of_a_charge_that_is_held_leads_nowhere_any_more() {
    let (bench, id) = tried(ASKS).await;
    assert_eq!(now(held(&bench, id).await), StateName::OnHold);
    assert_eq!(statuses(&bench), ["canceled"]);
    bench.work_at("2025-12-03T15:00:00Z").await;
    assert_eq!(now(released(&bench, id).await), StateName::Failed);
    let ChargeState::Failed(failed) = bench.state(id).await else { panic!("tried again on Dec 5") };
    assert_eq!(failed.reason, FailReason::NotConfirmed);
    bench.work().await;
    assert!(last_mail(&bench).contains("We try again on Fri, Dec 5"), "{}", last_mail(&bench));
    bench.play_until("2025-12-05T15:00:00Z").await;
    assert_eq!(statuses(&bench), ["canceled", "requires_action"]);
    bench.agrees().await;
}
