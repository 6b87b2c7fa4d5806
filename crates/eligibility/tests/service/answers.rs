//! What payers answer, through the simulator.

use chrono::NaiveDate;
use domain::Money;
use domain::eligibility::{Answer, BasisPoints, Benefits, Limit, Sessions};
use eligibility::{Dependent, ServiceDay, Unread};
use eligibility_simulator::{Member, Standing};

use crate::support::{BORN, Bench, TODAY, about, person};

#[tokio::test]
async fn an_active_plan_comes_with_its_name_its_days_and_what_it_leaves_to_the_client() {
    let bench = Bench::new().await;
    let reply = bench.ask("W231455678").await.expect("a reply");
    assert!(reply.check.is_some_and(|check| check.as_str().starts_with("ec_")));
    let Answer::Active(plan) = reply.answer else { panic!("{:?}", reply.answer) };
    assert_eq!(plan.plan.as_ref().map(|it| it.as_str()), Some("OPEN CHOICE PPO"));
    assert_eq!((plan.from, plan.to), (NaiveDate::from_ymd_opt(2025, 1, 1), None));
    assert_eq!(plan.sessions, Sessions::Covered);
    let usd = |cents| Some(Money::usd(cents));
    let expected = Benefits {
        copay: usd(2_500),
        coinsurance: BasisPoints::new(2_000).ok(),
        deductible: Limit { total: usd(150_000), remaining: usd(42_317) },
        out_of_pocket: Limit { total: usd(400_000), remaining: usd(275_050) },
    };
    assert_eq!(plan.benefits, expected);
}

#[tokio::test]
async fn a_plan_that_ended_is_inactive_since_its_last_day() {
    let ended = NaiveDate::from_ymd_opt(2024, 12, 31);
    assert_eq!(Bench::new().await.answer("INACTIVE1").await, Answer::Inactive { ended });
}

#[tokio::test]
async fn a_plan_may_hold_and_pay_for_no_sessions() {
    let answer = Bench::new().await.answer("EXCLUDED1").await;
    let Answer::Active(plan) = answer else { panic!("{answer:?}") };
    assert_eq!((plan.sessions, plan.benefits.copay), (Sessions::NotCovered, None));
    assert_eq!(plan.benefits.deductible.total, Some(Money::usd(150_000)));
}

#[tokio::test]
async fn whom_the_payer_does_not_know_as_told_comes_with_what_was_wrong() {
    let bench = Bench::new().await;
    for (member_id, expected) in [
        ("NOTFOUND1", "not_found"),
        ("WRONGDOB1", "wrong_birth_date"),
        ("WRONGID1", "wrong_member_id"),
        ("WRONGNAME1", "wrong_name"),
        ("PAYERDOWN1", "payer_down"),
    ] {
        assert_eq!(bench.answer(member_id).await.as_str(), expected, "{member_id}");
    }
}

#[tokio::test]
async fn a_practice_that_the_payer_does_not_know_is_refused_with_the_payers_code() {
    let answer = Bench::new().await.answer("NOTENROLLED1").await;
    let Answer::Refused { code } = answer else { panic!("{answer:?}") };
    assert_eq!(code.as_str(), "43");
}

#[tokio::test]
async fn a_slow_payer_is_waited_for() {
    assert_eq!(Bench::new().await.answer("SLOW1").await.as_str(), "active");
}

#[tokio::test]
async fn half_an_answer_and_one_without_a_yes_or_no_are_unreadable() {
    let bench = Bench::new().await;
    let half = bench.ask("GARBAGE1").await.expect("a reply");
    assert_eq!(half.answer, Answer::Unreadable);
    assert!(matches!(half.unread, Some(Unread::NotJson(_))), "{half:?}");
    let silent = bench.ask("SILENT1").await.expect("a reply");
    assert_eq!((silent.answer, silent.unread), (Answer::Unreadable, Some(Unread::NothingSaid)));
}

#[tokio::test]
async fn another_date_of_birth_than_the_payers_is_found() {
    let bench = Bench::new().await;
    let of = |born| Member { date_of_birth: born, standing: Some(Standing::Active) };
    bench.simulator.set_member("W1", of(Some(BORN)));
    bench.simulator.set_member("W2", of(BORN.succ_opt()));
    assert_eq!(bench.answer("W1").await.as_str(), "active");
    assert_eq!(bench.answer("W2").await, Answer::WrongBirthDate);
}

#[tokio::test]
async fn a_dependent_is_asked_about_under_the_subscribers_member_id() {
    let bench = Bench::new().await;
    let mut inquiry = about("W3");
    inquiry.dependent = Some(Dependent { person: person("Mia", "Rivera") });
    inquiry.subscriber.person = None;
    inquiry.day = ServiceDay::On(TODAY);
    assert_eq!(bench.clearinghouse.ask(&inquiry).await.expect("a reply").answer.as_str(), "active");
    bench.simulator.set_member("W3", Member { date_of_birth: BORN.succ_opt(), standing: None });
    assert_eq!(bench.clearinghouse.ask(&inquiry).await.expect("a reply").answer, Answer::WrongBirthDate);
    let asked = bench.simulator.asked().remove(0);
    let name = |first: &str, last: &str| (Some(first.to_owned()), Some(last.to_owned()));
    assert_eq!((asked.subscriber, asked.dependent), ((None, None), Some(name("Mia", "Rivera"))));
    assert_eq!((asked.date_of_birth, asked.day), (Some(BORN), Some(TODAY)));
}

#[tokio::test]
async fn mental_health_is_asked_about_and_today_is_the_payers() {
    let bench = Bench::new().await;
    bench.answer("W4").await;
    let asked = bench.simulator.asked().remove(0);
    assert_eq!(
        (asked.payer.as_str(), asked.service_types, asked.day),
        ("60054", vec!["MH".to_owned()], None)
    );
}

#[tokio::test]
async fn somebodys_only_name_is_their_last() {
    let bench = Bench::new().await;
    for (first, last) in [("Suharto", ""), ("", "Suharto")] {
        let mut inquiry = about("W5");
        inquiry.subscriber.person = Some(person(first, last));
        bench.clearinghouse.ask(&inquiry).await.expect("a reply");
        let asked = bench.simulator.asked().pop().expect("a question");
        assert_eq!(asked.subscriber, (None, Some("Suharto".to_owned())));
    }
}
