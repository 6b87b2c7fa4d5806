//! What support does with charges, and what their clients hear of it.

mod hold;
mod kept;
mod move_day;
mod refund;
mod settle;

use domain::actor::Actor;
use domain::audit::Action;
use domain::charge::{ChargeState, FailReason, HoldReason, PaidHow, StateName};
use domain::reason::Reason;
use domain::task::{PaymentDifference, TaskReason};
use domain::testing::{at, charge_id, client_id, day, practice_id};
use domain::withdrawal::Wish;
use domain::{ChargeId, Money};
use processor_simulator::{Behaviour, Fault, FaultRule};
use server::service::agents::{Agent, AgentError};
use server::service::charges::{
    self, ActError, After, Done, Kept, PaidSo, hold, move_day, owe_after_all, preview_release, release,
    settle, waive,
};
use server::service::told::Told;
use store::{clients, staff, tasks, withdrawals};
use test_support::clients::charge as new_charge;
use test_support::{Bench, Kind, MailServer, Who};

const VISA: &str = "pm_card_visa";
const DECLINED: &str = "pm_card_chargeDeclinedInsufficientFunds";
const ASKS: &str = "pm_card_authenticationRequired";

fn why() -> Reason {
    Reason::parse("She called").expect("a reason")
}

fn said() -> Option<String> {
    Some("She called".to_owned())
}

const BY_CHECK: PaidSo = PaidSo { how: PaidHow::Check, on: None };

/// Client 1 with this card, whose charge was announced for Dec 2.
async fn announced(card: &str) -> (Bench, ChargeId) {
    let bench = Bench::new().await;
    let id = bench.client_with(1, Some(card)).await;
    bench.work().await;
    assert_eq!(bench.state_name(id).await, StateName::Upcoming);
    (bench, id)
}

/// The same, tried on Dec 2.
async fn tried(card: &str) -> (Bench, ChargeId) {
    let (bench, id) = announced(card).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    (bench, id)
}

/// The same, whose payment stays under way.
async fn under_way() -> (Bench, ChargeId, String) {
    let (bench, id) = announced(VISA).await;
    bench.give_lingering_card(1).await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Processing);
    let intent = bench.books().intents[0].id.clone();
    (bench, id, intent)
}

async fn held(bench: &Bench, id: ChargeId) -> Result<Done, ActError> {
    let seen = bench.charge(id).await.version;
    hold(&bench.desk, &Agent::operator(), id, seen, &why()).await
}

async fn released(bench: &Bench, id: ChargeId) -> Result<Done, ActError> {
    let seen = bench.charge(id).await.version;
    release(&bench.desk, &Agent::operator(), id, seen, &why()).await
}

async fn waived(bench: &Bench, id: ChargeId) -> Result<Done, ActError> {
    let seen = bench.charge(id).await.version;
    waive(&bench.desk, &Agent::operator(), id, seen, &why()).await
}

async fn settled(bench: &Bench, id: ChargeId, paid: PaidSo) -> Result<Done, ActError> {
    let seen = bench.charge(id).await.version;
    settle(&bench.desk, &Agent::operator(), id, seen, paid, &why()).await
}

async fn owed(bench: &Bench, id: ChargeId) -> Result<Done, ActError> {
    let seen = bench.charge(id).await.version;
    owe_after_all(&bench.desk, &Agent::operator(), id, seen, &why()).await
}

async fn moved(bench: &Bench, id: ChargeId, to: &str) -> Result<Done, ActError> {
    let seen = bench.charge(id).await.version;
    move_day(&bench.desk, &Agent::operator(), id, seen, day(to), &why()).await
}

/// The state that an act has come to at once.
fn now(done: Result<Done, ActError>) -> StateName {
    match done {
        Ok(Done::Now(charge)) => charge.state.name(),
        other => panic!("done at once, not {other:?}"),
    }
}

fn statuses(bench: &Bench) -> Vec<String> {
    bench.books().intents.iter().map(|intent| intent.status.clone()).collect()
}

/// The cardholder's bank says no to what was under way.
fn declined(bench: &Bench, intent: &str) {
    let decline_code = "insufficient_funds".to_owned();
    // It answers as the request would have been answered, which is a refusal.
    let _ = bench.simulator.settle(intent, Behaviour::Declines { decline_code });
}

fn last_mail(bench: &Bench) -> String {
    let mail = bench.mails().pop().expect("a mail");
    format!("{}\n{}", mail.subject, mail.text)
}

#[tokio::test]
async fn what_is_so_already_or_cannot_be_changes_nothing() {
    let (bench, id) = announced(VISA).await;
    assert!(matches!(released(&bench, id).await, Err(ActError::State(StateName::Upcoming))));
    assert!(matches!(owed(&bench, id).await, Err(ActError::State(StateName::Upcoming))));
    assert_eq!(now(held(&bench, id).await), StateName::OnHold);
    let before = bench.charge(id).await;
    assert!(matches!(held(&bench, id).await, Err(ActError::State(StateName::OnHold))));
    assert!(matches!(moved(&bench, id, "2025-12-12").await, Err(ActError::State(StateName::OnHold))));
    assert_eq!(bench.charge(id).await, before);
    assert_eq!(now(waived(&bench, id).await), StateName::Waived);
    for done in [held(&bench, id).await, waived(&bench, id).await, settled(&bench, id, BY_CHECK).await] {
        assert!(matches!(done, Err(ActError::State(StateName::Waived))), "{done:?}");
    }
    let unknown = hold(&bench.desk, &Agent::operator(), charge_id(77), 1, &why()).await;
    assert!(matches!(unknown, Err(ActError::NotFound)));
}

#[tokio::test]
async fn who_saw_an_older_version_changes_nothing() {
    let (bench, id) = announced(VISA).await;
    let (desk, operator, seen) = (&bench.desk, Agent::operator(), bench.charge(id).await.version);
    bench.move_to(1, id, "2025-12-12").await.expect("its client moves it");
    let after = bench.charge(id).await;
    let way = BY_CHECK;
    for done in [
        hold(desk, &operator, id, seen, &why()).await,
        waive(desk, &operator, id, seen, &why()).await,
        settle(desk, &operator, id, seen, way, &why()).await,
        move_day(desk, &operator, id, seen, day("2025-12-20"), &why()).await,
        release(desk, &operator, id, seen, &why()).await,
        owe_after_all(desk, &operator, id, seen, &why()).await,
    ] {
        assert!(matches!(done, Err(ActError::Stale(StateName::Upcoming))), "{done:?}");
    }
    assert_eq!(bench.charge(id).await, after);
    let kept = withdrawals::of_charge(&desk.store.reader(), id).await.expect("readable");
    assert_eq!(kept, None);
}

#[tokio::test]
async fn only_client_billing_support_of_the_practice_acts_and_is_named_on_the_record() {
    let (bench, id) = announced(VISA).await;
    let members = [Who::Support, Who::BillingSupport, Who::Admin].map(Who::member);
    bench.write(async |unit| staff::upsert(unit, &members).await.expect("the staff")).await;
    let reader = bench.desk.store.reader();
    let named = async |who: &str| Agent::named(&reader, practice_id(1), who).await;
    for nobody in [Who::Admin, Who::Provider] {
        let refused = named(&nobody.email()).await;
        assert!(matches!(refused, Err(AgentError::OfNoTeam)), "{refused:?}");
    }
    assert!(matches!(named("a@b.example").await, Err(AgentError::Nobody)));
    assert!(matches!(
        Agent::named(&reader, practice_id(2), &Who::BillingSupport.email()).await,
        Err(AgentError::Nobody)
    ));
    let seen = bench.charge(id).await.version;
    let support = named(&Who::Support.email()).await.expect("of Client Support");
    let refused = hold(&bench.desk, &support, id, seen, &why()).await;
    assert!(matches!(refused, Err(ActError::NotAllowed)), "{refused:?}");
    let billing = named(&Who::BillingSupport.member().external_key).await.expect("by their id");
    assert_eq!(billing, named(&Who::BillingSupport.email().to_uppercase()).await.expect("by their address"));
    assert_eq!(now(hold(&bench.desk, &billing, id, seen, &why()).await), StateName::OnHold);
    let ChargeState::OnHold(held) = bench.state(id).await else { panic!("held") };
    assert_eq!(held.by, Actor::Staff(Who::BillingSupport.staff()));
}

#[tokio::test]
async fn a_preview_says_what_comes_of_it_and_writes_nothing() {
    let (bench, id) = announced(VISA).await;
    let (desk, operator, before) = (&bench.desk, Agent::operator(), bench.charge(id).await);
    let hold = charges::preview_hold(desk, &operator, id, &why()).await.expect("it can be held");
    assert!(matches!(&hold.after, After::State(state) if state.name() == StateName::OnHold));
    let mail = server::service::told::mail_preview(desk, &with(&hold), &hold.told).await.expect("readable");
    let mail = mail.expect("its client was told of it");
    assert!(mail.rendered.subject.starts_with("Your payment is on hold (session of "));
    assert!(mail.rendered.text.contains("will not be charged on Tue, Dec 2"));
    let moved = charges::preview_move(desk, &operator, id, day("2025-12-12")).await.expect("it can be moved");
    assert_eq!(moved.reminder_at, Some(at("2025-12-11T15:00:00Z")));
    assert_eq!(bench.charge(id).await, before);

    let fresh = new_charge(2, "2025-12-20");
    bench
        .write(async |unit| {
            clients::upsert(unit, &[domain::testing::client(2)]).await.expect("the client");
            store::charges::insert_many(unit, &[fresh]).await.expect("the charge");
        })
        .await;
    let waive =
        charges::preview_waive(desk, &operator, charge_id(2), &why()).await.expect("it can be waived");
    assert_eq!(waive.told, Told::Nothing);
    let to = day("2025-12-30");
    let moved = charges::preview_move(desk, &operator, charge_id(2), to).await.expect("it can be moved");
    assert_eq!(moved.told, Told::NoticeAt(at("2025-12-28T15:00:00Z")));
}

fn with(seen: &charges::Preview) -> domain::charge::Charge {
    let After::State(state) = &seen.after else { panic!("a state") };
    domain::charge::Charge { state: (**state).clone(), ..seen.charge.clone() }
}
