//! What a practice's export said of a charge, as far as the desk may say something else of it since.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PaidHow, Scheduled, StateName};
use crate::export::AfterExport;

/// What an export said last. The same every night says nothing: what was done in the desk since stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// Where the charge stands.
    pub state: StateName,
    /// The day wished for, as it was said last: a row that says how the charge ended no longer says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day: Option<NaiveDate>,
    /// The payment, where it says that there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<ExportedPayment>,
}

/// What an export says of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedPayment {
    /// The day.
    pub on: NaiveDate,
    /// How, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<PaidHow>,
}

impl Exported {
    /// The day wished for of what is planned, once an export says `now`. What nobody chose in the desk is the practice's to say; of
    /// what the client or support chose, both may have said something else.
    #[must_use]
    pub fn day_after(&self, planned: &Scheduled, now: NaiveDate) -> AfterExport<NaiveDate> {
        let desk = planned.first_day;
        if self.first_day == Some(now) || now == desk {
            AfterExport::Holds(desk)
        } else if planned.chosen {
            AfterExport::Disputed { desk, export: now }
        } else {
            AfterExport::Holds(now)
        }
    }

    /// Whether `now` says again that the charge has ended in the way that was said last. Somebody of support has said since that it has
    /// not, as of a check that came back, and a correction of another cell does not undo that. Another day or another manner is another
    /// payment.
    #[must_use]
    pub fn ended_so(&self, now: &Self) -> bool {
        !now.state.is_open() && (self.state, self.payment) == (now.state, now.payment)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use serde_json::json;

    use super::AfterExport::{Disputed, Holds};
    use super::*;
    use crate::testing::{day, scheduled};

    fn said(state: StateName) -> Exported {
        Exported { state, first_day: Some(day("2025-11-24")), payment: None }
    }

    fn paid(on: &str, how: PaidHow) -> Exported {
        let payment = Some(ExportedPayment { on: day(on), how: Some(how) });
        Exported { payment, ..said(StateName::Paid) }
    }

    /// The day after `now` was said of a charge that stands for this day, after an export had said Nov 24.
    fn after(desk: &str, chosen: bool, now: &str) -> AfterExport<NaiveDate> {
        let planned = Scheduled { first_day: day(desk), chosen, ..scheduled() };
        said(StateName::Scheduled).day_after(&planned, day(now))
    }

    #[test]
    fn the_same_day_again_leaves_the_one_that_the_desk_has() {
        assert_eq!(after("2025-12-12", true, "2025-11-24"), Holds(day("2025-12-12")));
        assert_eq!(
            after("2025-12-12", false, "2025-11-24"),
            Holds(day("2025-12-12")),
            "it was announced late"
        );
    }

    #[test]
    fn another_day_counts_where_nobody_chose_one() {
        assert_eq!(after("2025-12-12", false, "2025-12-05"), Holds(day("2025-12-05")));
        let disputed = Disputed { desk: day("2025-12-12"), export: day("2025-12-05") };
        assert_eq!(after("2025-12-12", true, "2025-12-05"), disputed);
        assert_eq!(after("2025-12-12", true, "2025-12-12"), Holds(day("2025-12-12")), "both say so");
    }

    #[test]
    fn how_a_charge_ended_counts_where_it_is_said_otherwise_than_before() {
        let check = paid("2025-12-01", PaidHow::Check);
        assert!(check.ended_so(&Exported { first_day: None, ..check }));
        for other in [
            paid("2025-12-09", PaidHow::Check),
            paid("2025-12-01", PaidHow::Cash),
            said(StateName::Waived),
            said(StateName::Scheduled),
        ] {
            assert!(!check.ended_so(&other), "{other:?}");
        }
        let open = said(StateName::Scheduled);
        assert!(!open.ended_so(&open), "it has not ended");
    }

    #[test]
    fn how_what_was_said_is_kept() {
        for (exported, kept) in [
            (
                Exported { first_day: None, ..said(StateName::AwaitingInsurer) },
                json!({ "state": "awaiting_insurer" }),
            ),
            (
                paid("2025-12-01", PaidHow::Check),
                json!({
                    "state": "paid",
                    "first_day": "2025-11-24",
                    "payment": { "on": "2025-12-01", "how": "check" },
                }),
            ),
        ] {
            assert_eq!(serde_json::to_value(exported).expect("it serializes"), kept);
            assert_eq!(serde_json::from_value::<Exported>(kept).expect("and reads back"), exported);
        }
    }
}
