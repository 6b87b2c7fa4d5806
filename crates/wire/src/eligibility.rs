//! What a payer said of a client's card.

use chrono::NaiveDate;
use domain::Money;
use domain::eligibility::Sessions;
use serde::{Deserialize, Serialize};

/// What a payer said of a card, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EligibilityView {
    /// The day on which it was asked, in the practice's zone.
    #[serde(deserialize_with = "domain::iso::day")]
    pub asked_on: NaiveDate,
    /// The day of service that it was asked about.
    #[serde(deserialize_with = "domain::iso::day")]
    pub about: NaiveDate,
    /// What it said.
    pub answer: EligibilityAnswerView,
}

/// What a payer said of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EligibilityAnswerView {
    /// The plan holds.
    Active(ActivePlanView),
    /// It does not.
    Inactive {
        /// The last day on which it did, where the payer says so.
        #[serde(
            default,
            deserialize_with = "domain::iso::day_if_any",
            skip_serializing_if = "Option::is_none"
        )]
        ended: Option<NaiveDate>,
    },
    /// Nobody is found by what stands on the card.
    NotFound,
    /// The date of birth is another one.
    WrongBirthDate,
    /// The member ID is none of the payer's.
    WrongMemberId,
    /// The name is another one.
    WrongName,
    /// The question was not taken, which the client cannot mend.
    Refused,
}

/// A plan that holds, as far as the payer says what it pays for. What it does not say is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ActivePlanView {
    /// What the payer calls the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// The first day on which it holds.
    #[serde(deserialize_with = "domain::iso::day_if_any", skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day on which it holds.
    #[serde(deserialize_with = "domain::iso::day_if_any", skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Whether it pays for sessions: `covered`, `not_covered` or `not_said`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub sessions: Sessions,
    /// What the client pays of each session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copay: Option<Money>,
    /// The share of a session that the client pays, in hundredths of a percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coinsurance: Option<u16>,
    /// What the client pays in a year before the plan does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deductible: Option<Money>,
    /// What of it was left when it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deductible_left: Option<Money>,
    /// The most that the client pays in a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_of_pocket: Option<Money>,
    /// What of it was left when it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_of_pocket_left: Option<Money>,
}
