use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::ChargeId;
use domain::charge::{Charge, ChargeState, FailReason, Failed, StateName};
use domain::testing::{at, charge_id, client_id};
use processor_simulator::{Behaviour, Fault, FaultRule, Matching};
use server::payments::{Settled, settle_from_processor};
use server::service::charges::pay_now;
use test_support::Bench;
use test_support::almoner::Process;
use tokio::time::{Instant, sleep_until, timeout};

const ASKS: &str = "pm_card_authenticationRequired";

async fn waiting_for_confirmation() -> (Bench, ChargeId, String) {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some(ASKS)).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    let url = page(&bench, charge).await;
    assert!(url.starts_with(&bench.simulator.base_url()), "{url}");
    assert!(bench.mails()[1].text.contains("Your bank wants you to confirm"));
    let intent = bench.books().intents[0].id.clone();
    (bench, charge, intent)
}

async fn failed(bench: &Bench, charge: ChargeId) -> Failed {
    let ChargeState::Failed(failed) = bench.state(charge).await else {
        panic!("{:?}", bench.state(charge).await)
    };
    failed
}

/// The page on which the charge is to be confirmed.
async fn page(bench: &Bench, charge: ChargeId) -> String {
    let failed = failed(bench, charge).await;
    let FailReason::NeedsConfirmation { url } = failed.reason else { panic!("{:?}", failed.reason) };
    url
}

/// Client 1 presses `Pay now`, and a worker does it.
async fn pays_now(bench: &Bench, charge: ChargeId) {
    let (access, version) = (bench.signed_in(1).await, bench.charge(charge).await.version);
    pay_now(&bench.desk, &access, charge, version).await.expect("it can be paid now");
    bench.work().await;
}

fn statuses(bench: &Bench) -> Vec<String> {
    bench.books().intents.iter().map(|intent| intent.status.clone()).collect()
}

#[tokio::test]
async fn a_payment_that_was_confirmed_is_paid_once_the_processor_says_so() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    let id = intent.parse().expect("an intent");
    assert_eq!(settle_from_processor(&bench.desk, &id).await.expect("both work"), Settled::Written);
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    let again = settle_from_processor(&bench.desk, &id).await.expect("both work");
    assert_eq!(again, Settled::Nothing, "it says so once only");
    bench.work().await;
    assert_eq!(bench.subjects().last().map(String::as_str), Some("Receipt for your payment on Tue, Dec 2"));
    bench.agrees().await;
}

#[tokio::test]
async fn a_confirmation_that_nobody_tells_of_is_found_all_the_same() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.play_until("2025-12-02T16:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.agrees().await;
}

#[tokio::test]
async fn the_page_is_made_anew_and_mailed_again_on_three_days_and_then_support_is_asked() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    for (n, (on, next)) in [
        ("2025-12-02T15:00:00Z", Some("2025-12-05T15:00:00Z")),
        ("2025-12-05T15:00:00Z", Some("2025-12-10T15:00:00Z")),
        ("2025-12-10T15:00:00Z", Some("2025-12-17T15:00:00Z")),
        ("2025-12-17T15:00:00Z", None),
    ]
    .into_iter()
    .enumerate()
    {
        bench.play_until(on).await;
        page(&bench, charge).await;
        let failed = failed(&bench, charge).await;
        assert_eq!((failed.failed_at, failed.next_attempt), (at(on), next.map(at)), "{on}");
        assert_eq!(failed.announced.attempts.latest().map(|it| usize::from(it.count)), Some(n + 1));
        assert_eq!(bench.mails().len(), n + 2, "{on}");
        assert!(bench.tasks(client_id(1)).await.is_empty());
    }
    // The last page works until the day is over in New York.
    bench.play_until("2025-12-18T04:59:59Z").await;
    assert_eq!(statuses(&bench), ["requires_action"]);
    bench.play_until("2025-12-18T05:00:00Z").await;
    assert_eq!(statuses(&bench), ["canceled"]);
    let ended = failed(&bench, charge).await;
    assert_eq!(ended.next_attempt, None);
    assert!(!matches!(ended.reason, FailReason::NeedsConfirmation { .. }), "its page leads nowhere");
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"]);
    bench.play_until("2026-02-01T15:00:00Z").await;
    assert_eq!(bench.books().intents.len(), 1);
    let mails = bench.mails();
    assert_eq!(mails.len(), 6, "the notice, four pages, and that it ended");
    assert!(mails[1].text.contains("Fri, Dec 5"), "{}", mails[1].text);
    assert!(mails[4].text.contains("until Wed, Dec 17"), "{}", mails[4].text);
    assert!(mails[5].text.contains("was not confirmed"), "{}", mails[5].text);
    assert!(!bench.simulator.settle(&intent, Behaviour::Succeeds), "nobody can confirm any more");
    bench.agrees().await;
}

#[tokio::test]
async fn the_last_day_to_confirm_is_as_good_as_the_others() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    bench.play_until("2025-12-18T04:59:00Z").await;
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.play_until("2025-12-18T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid, "the end finds what nobody told of");
    assert!(bench.tasks(client_id(1)).await.is_empty());
    bench.agrees().await;
}

#[tokio::test]
async fn a_page_confirmed_just_before_the_next_one_is_made_is_paid_once() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    bench.play_until("2025-12-05T14:59:59Z").await;
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.play_until("2025-12-05T15:00:00Z").await;
    assert_eq!((bench.state_name(charge).await, bench.books().totals.captures), (StateName::Paid, 1));
    bench.agrees().await;
}

#[tokio::test]
async fn who_does_not_confirm_may_try_again_and_is_asked_again_on_the_next_day() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    bench.simulator.settle(&intent, Behaviour::NeedsCardholder);
    bench.play_until("2025-12-02T16:00:00Z").await;
    let not_confirmed = failed(&bench, charge).await;
    assert!(!matches!(not_confirmed.reason, FailReason::NeedsConfirmation { .. }), "{not_confirmed:?}");
    assert_eq!(not_confirmed.next_attempt, Some(at("2025-12-05T15:00:00Z")));
    assert!(bench.tasks(client_id(1)).await.is_empty(), "it is tried again by itself");
    pays_now(&bench, charge).await;
    page(&bench, charge).await;
    bench.simulator.settle(&intent, Behaviour::NeedsCardholder);
    bench.play_until("2025-12-05T15:00:00Z").await;
    page(&bench, charge).await;
    bench.agrees().await;
}

#[tokio::test]
async fn pay_now_makes_a_page_at_once_for_the_same_card_and_uses_up_no_day() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    bench.play_until("2025-12-03T20:00:00Z").await;
    let confirms = bench.books().totals.confirms;
    pays_now(&bench, charge).await;
    assert!(bench.books().totals.confirms > confirms, "it was made anew");
    page(&bench, charge).await;
    let again = failed(&bench, charge).await;
    assert_eq!(
        (again.failed_at, again.next_attempt),
        (at("2025-12-03T20:00:00Z"), Some(at("2025-12-05T15:00:00Z")))
    );
    assert_eq!(again.announced.attempts.latest().map(|it| it.count), Some(1));
    assert_eq!(bench.mails().len(), 3, "the new page is mailed too");
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.play_until("2025-12-03T21:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!((bench.books().totals.intents, bench.books().totals.captures), (1, 1));
    bench.agrees().await;
}

#[tokio::test]
async fn after_the_last_day_pay_now_starts_afresh_with_the_same_card_and_another_intent() {
    let (bench, charge, _) = waiting_for_confirmation().await;
    bench.play_until("2025-12-20T15:00:00Z").await;
    pays_now(&bench, charge).await;
    page(&bench, charge).await;
    let afresh = failed(&bench, charge).await;
    assert_eq!(afresh.next_attempt, Some(at("2025-12-23T15:00:00Z")));
    assert_eq!(statuses(&bench), ["canceled", "requires_action"]);
    let second = bench.books().intents[1].id.clone();
    assert!(bench.simulator.settle(&second, Behaviour::Succeeds));
    bench.play_until("2025-12-20T16:00:00Z").await;
    assert_eq!((bench.state_name(charge).await, bench.books().totals.captures), (StateName::Paid, 1));
    assert!(bench.tasks(client_id(1)).await.is_empty(), "support need not look any more");
    bench.agrees().await;
}

#[tokio::test]
async fn after_the_last_day_a_new_card_is_charged_at_the_next_charge_time() {
    let (bench, charge, _) = waiting_for_confirmation().await;
    bench.play_until("2025-12-20T20:00:00Z").await;
    bench.give_another_card(1, ASKS, "pm_card_visa").await;
    bench.work_at("2025-12-21T20:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed, "no worker ran at charge time");
    bench.play_until("2025-12-22T15:00:00Z").await;
    assert_eq!((bench.state_name(charge).await, bench.books().totals.captures), (StateName::Paid, 1));
    assert_eq!(statuses(&bench), ["canceled", "succeeded"]);
    bench.agrees().await;
}

#[tokio::test]
async fn what_was_not_confirmed_does_not_stand_in_the_way_of_another_card() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    bench.give_another_card(1, ASKS, "pm_card_visa").await;
    let (access, version) = (bench.signed_in(1).await, bench.charge(charge).await.version);
    pay_now(&bench.desk, &access, charge, version).await.expect("another card may pay");
    // Before a worker takes it up, the processor says that nobody confirmed with the first card.
    bench.simulator.settle(&intent, Behaviour::NeedsCardholder);
    let id = intent.parse().expect("an intent");
    let settled = settle_from_processor(&bench.desk, &id).await.expect("both work");
    assert_eq!(settled, Settled::Nothing);
    bench.work().await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!(bench.books().totals.captures, 1);
    bench.agrees().await;
}

#[tokio::test]
async fn a_planned_page_that_never_got_to_the_processor_is_not_the_one_before() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some(ASKS)).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    let confirms = bench.books().totals.confirms;
    bench.simulator.add_fault(FaultRule::next_posts("/confirm", Fault::ResetBefore, 1));
    bench.play_until("2025-12-05T16:00:00Z").await;
    page(&bench, charge).await;
    assert_eq!(bench.books().totals.confirms, confirms + 2, "asked without and with the cardholder");
    assert_eq!(failed(&bench, charge).await.announced.attempts.latest().map(|it| it.count), Some(2));
    bench.agrees().await;
}

/// How long the seventeenth may take: far less than a processor that does not answer takes sixteen times.
const SOON: Duration = Duration::from_secs(60);

/// How long all of it may take: less than sixteen times the patience with one of them.
const ALL: Duration = Duration::from_secs(150);

#[tokio::test]
async fn sixteen_that_wait_for_their_cardholders_and_a_slow_processor_hold_nobody_up() {
    const WAITING: u128 = 16;
    let bench = Bench::new().await;
    let others = 1..=WAITING;
    for n in others.clone() {
        bench.client_with(n, Some(ASKS)).await;
    }
    bench.play_until("2025-12-02T15:00:00Z").await;
    let next = WAITING + 1;
    bench.clients(next..=next, Some("pm_card_visa"), "2025-12-03").await;
    bench.work().await;
    assert_eq!(bench.state_name(charge_id(next)).await, StateName::Upcoming);
    // Looking something up is not answered any more; all sixteen are to be looked at when the seventeenth is due.
    let matching = Matching { method: Some("GET".into()), ..Matching::default() };
    let fault = Fault::NoAnswerBefore;
    bench.simulator.add_fault(FaultRule { matching, fault, skip: 0, times: None, per_mille: None });
    bench.desk.business.set(at("2025-12-03T15:00:00Z"));
    let worker = bench.worker.clone();
    let working = tokio::spawn(timeout(ALL, async move { worker.run_until_idle().await }));
    let taken = timeout(SOON, async {
        while bench.books().totals.captures == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    taken.await.expect("the seventeenth is taken at its charge time");
    working.await.expect("it does not panic").expect("it comes to an end").expect("the store works");
    bench.simulator.clear_faults();
    for n in others {
        let intent = bench
            .books()
            .intents
            .iter()
            .find(|it| it.charge_id == Some(charge_id(n).to_string()))
            .map(|it| it.id.clone());
        assert!(bench.simulator.settle(&intent.expect("an intent"), Behaviour::Succeeds));
    }
    // Those that were not answered for are asked about again soon.
    bench.play_until("2025-12-03T15:15:00Z").await;
    for n in 1..=WAITING {
        assert_eq!(bench.state_name(charge_id(n)).await, StateName::Paid, "{n}");
    }
    bench.agrees().await;
}

/// A worker in a process of its own that has asked how the payment stands, and was stopped before it had an answer.
async fn paused_while_asking(bench: &Bench, intent: &str, fault: Fault) -> Process {
    let matching = Matching { path_suffix: Some(format!("/{intent}")), ..Matching::default() };
    bench.simulator.add_fault(FaultRule { matching, fault, skip: 0, times: Some(1), per_mille: None });
    let due = next_due(bench).await;
    bench.desk.business.set(due);
    let paused = bench.start_listened_to(due);
    while !bench.simulator.faults().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    bench.stop_between_writes(&paused).await;
    paused
}

/// For longer than a worker takes that has woken, the charge stays as it is, and is looked at again when it was to be.
async fn stays(bench: &Bench, id: ChargeId, (charge, due): (Charge, DateTime<Utc>)) {
    let until = Instant::now() + Duration::from_secs(4);
    while Instant::now() < until {
        assert_eq!((bench.charge(id).await, next_due(bench).await), (charge.clone(), due));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn next_due(bench: &Bench) -> DateTime<Utc> {
    store::charges::next_due(&bench.desk.store.reader()).await.expect("readable").expect("it is open")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paused_worker_that_asked_about_a_confirmation_writes_nothing_over_what_another_wrote() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    bench.simulator.settle(&intent, Behaviour::NeedsCardholder);
    let paused = paused_while_asking(&bench, &intent, Fault::LateAnswer { ms: 2_000 }).await;
    // What it is going to hear is that nobody confirmed. In the meantime another page was made.
    pays_now(&bench, charge).await;
    page(&bench, charge).await;
    let (made, looks_again) = (bench.charge(charge).await, next_due(&bench).await);
    let mails = bench.mails().len();
    paused.signal("CONT").await;
    stays(&bench, charge, (made, looks_again)).await;
    assert_eq!(bench.mails().len(), mails);
    paused.end().await;
    bench.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_slept_over_an_answer_about_a_confirmation_does_not_say_when_to_look_again() {
    let (bench, charge, intent) = waiting_for_confirmation().await;
    let mut paused = paused_while_asking(&bench, &intent, Fault::NoAnswerBefore).await;
    let asked = Instant::now();
    // Another one has looked since, and will look again.
    bench.play_until("2025-12-02T18:00:00Z").await;
    let (before, looks_again) = (bench.charge(charge).await, next_due(&bench).await);
    sleep_until(asked + Duration::from_secs(25)).await;
    paused.signal("CONT").await;
    paused.log_until("too old to be written").await;
    stays(&bench, charge, (before, looks_again)).await;
    paused.end().await;
    bench.agrees().await;
}
