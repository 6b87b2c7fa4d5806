//! A client's coverages, as they see them.

use chrono::NaiveDate;
use domain::charge::Version;
use domain::coverage::change::Held;
use domain::coverage::{CardEntry, Position, Subscriber, Term};
use domain::payer::Program;
use domain::{CoverageId, PayerId};
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
    /// Counts the changes of all of them. What was seen at one version may only be changed at that.
    pub version: Version,
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
    /// Whether the payer asks for a payment method.
    pub card_required: bool,
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

    /// As far as a change looks at it.
    #[must_use]
    pub const fn held(&self) -> Held {
        let Self { id, position, is_self_pay, card_required, .. } = *self;
        Held { id, position, term: self.term(), is_self_pay, card_required }
    }
}

/// The payers with whom the practice deals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayersView {
    /// Those, by name.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<PayerView>))]
    pub payers: Entries<PayerView>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayerView {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: PayerId,
    /// What clients know it by.
    pub name: String,
    /// What it runs, where another one of its name runs something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub program: Option<Program>,
    /// Its number, where another one of its name runs the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Whether it asks for a payment method.
    pub card_required: bool,
    /// Whether it can be asked about a plan.
    pub can_verify: bool,
}

/// A coverage that somebody says they have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CoverageDraft {
    /// With whom.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payer: PayerId,
    /// Whether it is asked first or second: `primary` or `secondary`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub position: Position,
    /// The first day, as typed.
    pub from: String,
    /// What stands on the card.
    #[cfg_attr(feature = "openapi", schema(value_type = CardView))]
    pub card: CardEntry,
}

/// How [`CardEntry`] is written: each field as typed.
#[derive(Debug)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardView {
    /// The plan's name.
    pub plan: String,
    /// The member ID; blank for the one that is on file, where there is one.
    pub member_id: String,
    /// The group number; blank for none.
    pub group_number: String,
    /// What the client is to the subscriber: `self`, `spouse`, `child` or `other`.
    pub relationship: String,
    /// The subscriber's first name, where that is not the client.
    pub subscriber_first: Option<String>,
    /// The subscriber's last name.
    pub subscriber_last: Option<String>,
    /// The day on which the subscriber was born.
    pub subscriber_date_of_birth: Option<String>,
}

/// Says that the client has another coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddCoverageRequest {
    /// The version that was seen.
    pub version: Version,
    /// The coverage.
    pub coverage: CoverageDraft,
}

/// Says that something else stands on the card of a coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectCoverageRequest {
    /// The version that was seen.
    pub version: Version,
    /// What stands there.
    #[cfg_attr(feature = "openapi", schema(value_type = CardView))]
    pub card: CardEntry,
}

/// Says that the client pays themselves after some day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SelfPayRequest {
    /// The version that was seen.
    pub version: Version,
    /// The last day of what they have, as typed.
    pub last_day: String,
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
