//! The 271: what came back.

use serde::Deserialize;
use serde_json::Value;

use super::lenient;

/// The body of an answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct ResponseBody {
    /// What the service calls the check, `ec_…`.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) id: Option<String>,
    /// Why the payer, or the service before it, does not answer. What stands at a level below is here as well.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) errors: Vec<AaaError>,
    /// The payer's part.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) payer: Option<Party>,
    /// The practice's part.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) provider: Option<Party>,
    /// The subscriber's part.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) subscriber: Option<Party>,
    /// The patient's part, where that is another.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) dependents: Vec<Party>,
    /// What the plan is called.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan_information: Option<PlanInformation>,
    /// When the plan holds.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan_date_information: Option<PlanDates>,
    /// Whether it holds, as older answers say it; [`Self::benefits_information`] says it too.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) plan_status: Vec<PlanStatusObject>,
    /// Whether it holds, and what it pays.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) benefits_information: Vec<BenefitObject>,
}

/// Somebody whom an answer is about, of whom only what is wrong is read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Party {
    /// Why the payer does not answer.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) aaa_errors: Vec<AaaError>,
}

/// A segment AAA. Its description and what it advises are for people and not read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct AaaError {
    /// The reject reason code (AAA03).
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) code: Option<String>,
}

/// What the plan is called.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct PlanInformation {
    /// Its name.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan_description: Option<String>,
    /// The name of its network.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan_network_id_description: Option<String>,
}

/// When the plan holds. Each is `YYYYMMDD`, or two such days with a hyphen between them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct PlanDates {
    /// The plan's days.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan: Option<String>,
    /// The plan's first day.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan_begin: Option<String>,
    /// The plan's last day.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan_end: Option<String>,
    /// The patient's days in it.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) eligibility: Option<String>,
    /// The patient's first day in it.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) eligibility_begin: Option<String>,
    /// The patient's last day in it.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) eligibility_end: Option<String>,
    /// The policy's last day.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) policy_expiration: Option<String>,
}

/// Whether the plan holds, as older answers say it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct PlanStatusObject {
    /// As [`BenefitObject::code`].
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) status_code: Option<String>,
    /// The plan's name.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan_details: Option<String>,
    /// Which kinds of service.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) service_type_codes: Vec<String>,
}

/// A segment EB with what belongs to it: one thing that the payer says. Its members mean what its code makes of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct BenefitObject {
    /// What it is about: `1` to `5` active, `6` to `8` inactive, `A` coinsurance, `B` copay, `C` deductible, `G` out of pocket, `I` not
    /// covered, and others.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) code: Option<String>,
    /// For whom: `IND` one person, `FAM` the family, and others.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) coverage_level_code: Option<String>,
    /// For which kinds of service.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) service_type_codes: Vec<String>,
    /// The plan's name.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) plan_coverage: Option<String>,
    /// For which time: `23` calendar year, `27` visit, `29` what is left, and others.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) time_qualifier_code: Option<String>,
    /// Dollars, with a point before the cents. The client's part.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) benefit_amount: Option<String>,
    /// A part of one: `0.2` is 20 %. The client's part.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) benefit_percent: Option<String>,
    /// `Y` in the plan's network, `N` out of it, `W` in both, `U` unknown.
    #[serde(deserialize_with = "lenient::if_any")]
    pub(crate) in_plan_network_indicator_code: Option<String>,
    /// For one procedure only.
    pub(crate) composite_medical_procedure_identifier: Value,
    /// Words of the payer about it, which mostly narrow it down.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) additional_information: Vec<Value>,
    /// Places of service or kinds of injury that narrow it down.
    #[serde(deserialize_with = "lenient::each")]
    pub(crate) eligibility_additional_information_list: Vec<Value>,
}
