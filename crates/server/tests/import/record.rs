//! What the record says of corrections: each detail as it was and as it is.

use domain::Money;
use domain::audit::{Action, CorrectedPart, Correction, Detail};
use domain::testing::day;
use test_support::{Export, on_both};

use crate::corrected::with;
use crate::world::World;

on_both!(
    what_the_practice_corrects_of_its_own_bookings_is_kept_as_it_was_and_is,
    an_answer_that_changes_before_the_payment_is_kept_as_it_was_and_is,
);

async fn corrected(world: &World, key: &str, cells: &[(&str, &str)]) -> Vec<Correction> {
    world.import(&with(Export::good(), key, cells)).await;
    match world.recorded_last(key).await {
        Action::Corrected { details, .. } => details,
        other => panic!("a correction, not {other:?}"),
    }
}

fn detail(of: CorrectedPart, was: Option<Detail>, is: Option<Detail>) -> Correction {
    Correction { of, was, is }
}

fn money(cents: i64) -> Option<Detail> {
    Some(Detail::Money(Money::usd(cents)))
}

fn text(text: &str) -> Option<Detail> {
    Some(Detail::Text(text.to_owned()))
}

fn on(text: &str) -> Option<Detail> {
    Some(Detail::Day(day(text)))
}

async fn what_the_practice_corrects_of_its_own_bookings_is_kept_as_it_was_and_is(world: World) {
    world.import(&Export::good()).await;
    let refunded = [
        ("state", "partially_refunded"),
        ("refund_amount", "10"),
        ("refunded_on", "2025-10-01"),
        ("refund_reason", "Billed twice"),
        ("receipt", "R-1b"),
        ("session_time", "16:00"),
    ];
    let said = corrected(&world, "paid", &refunded).await;
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).map(Detail::Time);
    let expected = [
        detail(CorrectedPart::SessionTime, time(15), time(16)),
        detail(CorrectedPart::Receipt, text("R-1"), text("R-1b")),
        detail(CorrectedPart::Refunded, None, money(1_000)),
        detail(CorrectedPart::RefundedOn, None, on("2025-10-01")),
        detail(CorrectedPart::RefundReason, None, text("Billed twice")),
    ];
    assert_eq!(said, expected);
    let said = corrected(&world, "paid", &[("paid_on", "2025-09-24"), ("card_last4", "1881")]).await;
    assert!(said.contains(&detail(CorrectedPart::PaidOn, on("2025-09-23"), on("2025-09-24"))), "{said:?}");
    assert!(said.contains(&detail(CorrectedPart::Card, text("Visa 4242"), text("Visa 1881"))), "{said:?}");
    assert!(said.contains(&detail(CorrectedPart::Receipt, text("R-1b"), text("R-1"))), "{said:?}");
    let said = corrected(&world, "waived", &[("waived_on", "2025-06-21")]).await;
    assert_eq!(said, [detail(CorrectedPart::WaivedOn, on("2025-06-20"), on("2025-06-21"))]);
    let said = corrected(&world, "paid", &[("provider_id", "sam")]).await;
    assert!(
        said.contains(&detail(CorrectedPart::Provider, text("Dr. Maya Okafor"), text("Sam Lindgren"))),
        "{said:?}"
    );
}

async fn an_answer_that_changes_before_the_payment_is_kept_as_it_was_and_is(world: World) {
    world.soon_is_announced().await;
    let less = [("amount", "20"), ("insurer_paid", "105"), ("copay", "20")];
    let said = corrected(&world, "soon", &less).await;
    let expected = [
        detail(CorrectedPart::InsurerPaid, money(10_000), money(10_500)),
        detail(CorrectedPart::Copay, money(2_500), money(2_000)),
    ];
    assert!(expected.iter().all(|it| said.contains(it)), "{said:?}");
}
