//! A charge in a list.

use chrono::{NaiveDate, NaiveTime};
use domain::charge::ChargeKind;
use domain::{ChargeId, Money};
use serde::{Deserialize, Serialize};

use super::ChargeStateView;

/// A charge in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChargeRowView {
    /// Its id.
    pub id: ChargeId,
    /// What its client and support call it: the practice's own id of it.
    pub reference: String,
    /// What sort of charge.
    pub kind: ChargeKind,
    /// Where it stands.
    pub state: ChargeStateView,
    /// The day of the session.
    #[serde(deserialize_with = "domain::iso::day")]
    pub session_day: NaiveDate,
    /// When it began, on the practice's clock. A day may have two.
    #[serde(deserialize_with = "domain::iso::time")]
    pub session_start: NaiveTime,
    /// CPT code of the service.
    pub cpt_code: String,
    /// The practice's own words for the service; may be empty.
    pub description: String,
    /// Who held the session.
    pub provider: String,
    /// The client's part as it is now, which is zero once it was waived; none while the insurer has not answered.
    pub amount: Option<Money>,
    /// What the client has paid, less what was given back and charged back; none where nothing was ever paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Money>,
    /// Whether a refund of it did not reach the client, and none has come in its place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refund_back: bool,
    /// Whether the client can move it now, and it is not about to be taken.
    pub can_reschedule: bool,
}

impl ChargeRowView {
    /// The day for which it is announced, and on which it is taken.
    #[must_use]
    pub const fn planned_for(&self) -> Option<NaiveDate> {
        match self.state {
            ChargeStateView::Upcoming { day, .. } => Some(day),
            _ => None,
        }
    }
}
