//! Faults switched on by request.

use serde::{Deserialize, Serialize};

/// What goes wrong with a question, whoever it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Never answered.
    NoAnswer,
    /// Answered late.
    LateAnswer {
        /// How late.
        ms: u64,
    },
    /// The service fails.
    #[serde(rename = "error_500")]
    Error500,
    /// The service is not there for the moment.
    #[serde(rename = "unavailable_503")]
    Unavailable503,
    /// The service waited for the payer for too long.
    #[serde(rename = "gateway_timeout_504")]
    GatewayTimeout504,
    /// Turned away, one too many.
    TooManyRequests,
    /// Answered with half an object.
    Garbage,
    /// The connection ends in the midst of the answer.
    Broken,
}

/// A fault and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// What goes wrong.
    pub fault: Fault,
    /// How many questions are befallen; without it, all until the faults are cleared.
    #[serde(default)]
    pub times: Option<u32>,
}

impl FaultRule {
    /// The fault for the next `times` questions.
    #[must_use]
    pub const fn next(fault: Fault, times: u32) -> Self {
        Self { fault, times: Some(times) }
    }
}

/// The rules in force, in the order they came.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FaultRule>);

impl Faults {
    pub(crate) fn add(&mut self, rule: FaultRule) {
        if rule.times != Some(0) {
            self.0.push(rule);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn rules(&self) -> Vec<FaultRule> {
        self.0.clone()
    }

    /// What befalls this question: the first rule.
    pub(crate) fn draw(&mut self) -> Option<Fault> {
        let rule = self.0.first_mut()?;
        let fault = rule.fault;
        if let Some(times) = &mut rule.times {
            *times -= 1;
            if *times == 0 {
                self.0.remove(0);
            }
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_strikes_so_often_and_is_spent() {
        let mut faults = Faults::default();
        faults.add(FaultRule::next(Fault::Error500, 0));
        faults.add(FaultRule::next(Fault::Garbage, 2));
        faults.add(FaultRule { fault: Fault::NoAnswer, times: None });
        let drawn: Vec<_> = (0..4).map(|_| faults.draw()).collect();
        let expected = [Fault::Garbage, Fault::Garbage, Fault::NoAnswer, Fault::NoAnswer].map(Some);
        assert_eq!(drawn, expected);
        faults.clear();
        assert_eq!(faults.draw(), None);
    }

    #[test]
    fn a_rule_is_written_as_json() {
        let rule: FaultRule =
            serde_json::from_str(r#"{"fault": {"late_answer": {"ms": 5}}, "times": 1}"#).expect("a rule");
        assert_eq!(rule, FaultRule::next(Fault::LateAnswer { ms: 5 }, 1));
        assert!(serde_json::from_str::<FaultRule>(r#"{"fault": "garbage", "tims": 1}"#).is_err());
    }
}
