//! What is said of a press of `Pay now`.

use domain::charge::Version;
use wire::charges::{ChargeStateView, ChargeView};

use crate::api::ApiError;
use crate::data::failure::sentence;
use crate::data::form::{FormReply, Saying};
use crate::text::t;

/// What the charge as it is now says of a request that failed with `error` when it was seen at version `seen`. None while
/// an attempt is under way, whoever asked for it.
pub fn of_failure(now: &ChargeView, seen: Version, error: &ApiError) -> Option<Saying> {
    match now.row.state {
        _ if now.is_being_tried => None,
        ChargeStateView::Paid { .. } => Some(paid(now)),
        ChargeStateView::Failed { .. } if now.rules.version != seen => {
            Some(Saying::failed_at(now.rules.version, || t().pay_now_meanwhile().to_owned()))
        }
        _ => {
            let error = error.clone();
            Some(Saying::failed_at(now.rules.version, move || sentence(&error)))
        }
    }
}

/// The outcome is not known, nor could be asked how the charge is now.
pub fn unknown(seen: Version, error: ApiError) -> FormReply {
    FormReply::Said(Saying { of_version: Some(seen), ..Saying::of_error(error) })
}

/// That it went through.
pub fn paid(charge: &ChargeView) -> Saying {
    let amount = charge.row.amount.map(|it| it.to_string()).unwrap_or_default();
    Saying::done(|| t().pay_now_paid_title().to_owned(), move || t().pay_now_paid(&amount))
}
