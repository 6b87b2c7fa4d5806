//! Charges for the properties.

use chrono::{Duration, NaiveDate};
use domain::actor::Actor;
use domain::breakdown::{Breakdown, Parts};
use domain::charge::{
    AttemptsMade, CardShown, Charge, ChargeKind, ChargeState, Due, InsurerAnswer, Paid, Payment, Refund,
    Refunded, Scheduled, Session, Upcoming,
};
use domain::{AttemptId, ChargeId, ClientId, Money, PracticeId, StaffId};
use proptest::prelude::*;
use uuid::Uuid;

use crate::promises::{Notice, any_notice};

/// The charge that the notice is about, once the notice is accepted.
pub fn announced(notice: &Notice) -> Upcoming {
    let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] =
        [15_000, 12_000, 10_000, 0, 2_000, 0, 0].map(Money::usd);
    let parts = Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered };
    let breakdown = Breakdown::of(parts).expect("the parts add up");
    let answer = InsurerAnswer { breakdown, answered_on: notice.first_day };
    let insured = notice.kind == ChargeKind::Insurance;
    let due = Due { amount: Money::usd(2_000), answer: insured.then_some(answer) };
    let scheduled = Scheduled {
        due,
        first_day: notice.first_day,
        attempts: AttemptsMade::default(),
        wished: None,
        chosen: false,
    };
    scheduled.announced(notice.promise(), notice.rendered_at).expect("accepted at once")
}

/// The charge in this state.
pub fn charge(notice: &Notice, state: ChargeState) -> Charge {
    Charge {
        id: ChargeId::new(Uuid::nil()),
        client: ClientId::new(Uuid::nil()),
        provider: StaffId::new(Uuid::nil()),
        practice: PracticeId::new(Uuid::nil()),
        session: Session {
            day: notice.first_day,
            start: notice.policy.charge_time,
            cpt_code: "90837".to_owned(),
            description: String::new(),
        },
        kind: notice.kind,
        version: 1,
        state,
    }
}

fn paid(notice: &Notice) -> Paid {
    let upcoming = announced(notice);
    let now = upcoming.announced.charged_at();
    let processing = upcoming.taken(AttemptId::new(Uuid::nil()), now).expect("it is due");
    processing.paid(now, CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() }, String::new())
}

proptest! {
    #[test]
    fn a_charge_is_taken_on_its_day_and_on_no_other(notice in any_notice(), seconds in -400_000..400_000_i64) {
        let upcoming = announced(&notice);
        let day: NaiveDate = upcoming.announced.day;
        let charged_at = upcoming.announced.charged_at();
        let now = charged_at + Duration::seconds(seconds);
        let taken = upcoming.taken(AttemptId::new(Uuid::nil()), now).is_ok();
        prop_assert_eq!(taken, now >= charged_at && notice.zone.day(now) == day);
    }

    #[test]
    fn an_announced_charge_reads_back_as_it_was(notice in any_notice()) {
        let charge = charge(&notice, ChargeState::Upcoming(announced(&notice)));
        let json = serde_json::to_string(&charge).expect("a charge serializes");
        prop_assert_eq!(serde_json::from_str::<Charge>(&json).expect("and reads back"), charge);
    }

    #[test]
    fn no_more_is_ever_given_back_than_was_paid(
        notice in any_notice(),
        cents in proptest::collection::vec(-100..2_500_i64, 0..12),
    ) {
        let mut refunded = Refunded::none_of(Payment::Paid(paid(&notice)));
        let mut given = 0;
        for cents in cents {
            let refund = Refund {
                amount: Money::usd(cents),
                at: notice.rendered_at,
                by: Actor::System,
                reason: String::new(),
                processor_id: None,
                on_its_way: false,
            };
            let fits = cents > 0 && given + cents <= 2_000;
            match refunded.clone().and(refund) {
                Ok(more) => {
                    prop_assert!(fits);
                    given += cents;
                    refunded = more;
                }
                Err(problem) => {
                    prop_assert!(!fits);
                    prop_assert_eq!(problem.left, Money::usd(2_000 - given));
                }
            }
            prop_assert_eq!(refunded.left(), Money::usd(2_000 - given));
        }
    }
}
