//! A client's coverages, as they see them.

use chrono::NaiveDate;
use domain::CoverageId;
use domain::coverage::{Position, Subscriber, Term};
use serde::{Deserialize, Serialize};

use crate::Entries;
use crate::eligibility::EligibilityView;

/// What the tab `My Coverage` shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoveragesView {
    /// Today in the practice's zone.
    #[serde(deserialize_with = "domain::iso::day")]
    pub today: NaiveDate,
    /// Seconds until that day is over.
    pub holds_for_seconds: u32,
    /// What held, holds and will hold, the latest start first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<CoverageView>))]
    pub coverages: Entries<CoverageView>,
}

/// A plan with a payer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoverageView {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: CoverageId,
    /// The payer's name.
    pub payer: String,
    /// Whether it stands for paying without insurance.
    pub is_self_pay: bool,
    /// The plan's name.
    pub plan: String,
    /// How the member ID ends; none where so much would be most of it.
    pub member_id_ending: Option<String>,
    /// The group number, if there is one.
    pub group_number: Option<String>,
    /// In whose name the plan is.
    #[cfg_attr(feature = "openapi", schema(value_type = SubscriberView))]
    pub subscriber: Subscriber,
    /// Whether it is asked first or second: `primary` or `secondary`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub position: Position,
    /// The first day it holds.
    #[serde(deserialize_with = "domain::iso::day")]
    pub from: NaiveDate,
    /// The last day it holds; none while no end is known.
    #[serde(default, deserialize_with = "domain::iso::day_if_any")]
    pub to: Option<NaiveDate>,
    /// Whether its payer can be asked about it.
    #[serde(default)]
    pub can_verify: bool,
    /// What its payer said last, where it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<EligibilityView>,
}

impl CoverageView {
    /// When it holds.
    #[must_use]
    pub const fn term(&self) -> Term {
        Term { from: self.from, to: self.to }
    }
}

/// How [`Subscriber`] is written.
#[derive(Debug)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriberView {
    /// What the client is to them: `self`, `spouse`, `child` or `other`. Of `self` nothing else is said.
    pub relationship: String,
    /// The first name; left out where there is none.
    pub first: Option<String>,
    /// The last name; left out where there is none.
    pub last: Option<String>,
    /// The day of birth; left out where it is not known.
    pub date_of_birth: Option<NaiveDate>,
}

/// A member ID in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberIdView {
    /// As it stands on the card.
    pub member_id: String,
}
