//! Faults switched on by request.

use serde::{Deserialize, Serialize};

use crate::chance::Chance;

/// What goes wrong with a request. *Before*: it is not carried out. *After*: it is carried out, and its answer is lost or
/// spoilt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Taken in, not carried out, never answered.
    NoAnswerBefore,
    /// Carried out, never answered.
    NoAnswerAfter,
    /// Carried out at once, answered late.
    LateAnswer {
        /// How late.
        ms: u64,
    },
    /// Held up on the way: carried out late, whether the client still waits or not.
    LateArrival {
        /// How late.
        ms: u64,
    },
    /// Takes long: meanwhile its key is in use and its intent is locked. Carried out whether the client still waits or
    /// not.
    SlowExecution {
        /// How long.
        ms: u64,
    },
    /// Failed before it began; its key may be used again.
    #[serde(rename = "error_500_before")]
    Error500Before,
    /// Carried out, and yet answered as a failure, now and whenever its key comes again.
    #[serde(rename = "error_500_after")]
    Error500After,
    /// Turned away, one too many.
    TooManyRequests,
    /// The connection is reset before anything is done.
    ResetBefore,
    /// Carried out, then the connection is reset.
    ResetAfter,
    /// Carried out, answered with half an object.
    Garbage,
    /// Carried out as asked, answered with another amount.
    WrongAmount,
}

/// Which requests a rule is for. What is not given matches everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Matching {
    /// `GET`, `POST`.
    pub method: Option<String>,
    /// What the path starts with.
    pub path_prefix: Option<String>,
    /// What the path ends in: `/confirm`, `/payment_intents`.
    pub path_suffix: Option<String>,
}

/// A fault, which requests it befalls, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// Which requests.
    #[serde(default, rename = "match")]
    pub matching: Matching,
    /// What goes wrong with them.
    pub fault: Fault,
    /// How many matching requests go well first.
    #[serde(default)]
    pub skip: u32,
    /// How many are befallen; without it, all until the faults are cleared.
    #[serde(default)]
    pub times: Option<u32>,
    /// How many of a thousand are befallen, by chance; without it, each.
    #[serde(default)]
    pub per_mille: Option<u32>,
}

impl FaultRule {
    /// The fault for the next `times` requests whose method is POST and whose path ends in `path_suffix`.
    #[must_use]
    pub fn next_posts(path_suffix: &str, fault: Fault, times: u32) -> Self {
        let matching = Matching {
            method: Some("POST".into()),
            path_suffix: Some(path_suffix.into()),
            ..Matching::default()
        };
        Self { matching, fault, skip: 0, times: Some(times), per_mille: None }
    }

    /// The fault for `per_mille` of a thousand requests, by chance.
    #[must_use]
    pub fn by_chance(fault: Fault, per_mille: u32) -> Self {
        Self { matching: Matching::default(), fault, skip: 0, times: None, per_mille: Some(per_mille) }
    }
}

/// The rules in force, in the order they came.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FaultRule>);

impl Faults {
    pub(crate) fn add(&mut self, rule: FaultRule) {
        self.0.push(rule);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn rules(&self) -> Vec<FaultRule> {
        self.0.clone()
    }

    /// What befalls this request: the first rule that strikes.
    pub(crate) fn draw(&mut self, method: &str, path: &str, chance: &mut Chance) -> Option<Fault> {
        let struck = self.0.iter_mut().position(|rule| rule.strikes(method, path, chance))?;
        let fault = self.0[struck].fault.clone();
        if self.0[struck].times == Some(0) {
            self.0.remove(struck);
        }
        Some(fault)
    }
}

impl FaultRule {
    fn strikes(&mut self, method: &str, path: &str, chance: &mut Chance) -> bool {
        if !self.matching.covers(method, path) || !self.per_mille.is_none_or(|n| chance.happens(n)) {
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        match &mut self.times {
            None => true,
            Some(0) => false,
            Some(times) => {
                *times -= 1;
                true
            }
        }
    }
}

impl Matching {
    fn covers(&self, method: &str, path: &str) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && self.path_prefix.as_deref().is_none_or(|prefix| path.starts_with(prefix))
            && self.path_suffix.as_deref().is_none_or(|suffix| path.ends_with(suffix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_skips_strikes_and_is_spent() {
        let mut faults = Faults::default();
        let mut chance = Chance::new(1);
        faults.add(FaultRule { skip: 1, ..FaultRule::next_posts("/confirm", Fault::Garbage, 2) });
        let drawn: Vec<bool> = ["/v1/a/confirm", "/v1/a/confirm", "/v1/a", "/v1/b/confirm", "/v1/b/confirm"]
            .map(|path| faults.draw("POST", path, &mut chance).is_some())
            .into();
        assert_eq!(drawn, [false, true, false, true, false]);
        assert!(faults.rules().is_empty());
    }

    #[test]
    fn a_rule_is_written_as_json() {
        let json =
            r#"{"match": {"path_suffix": "/confirm"}, "fault": {"late_answer": {"ms": 5}}, "times": 1}"#;
        let rule: FaultRule = serde_json::from_str(json).expect("a rule");
        assert_eq!(rule.fault, Fault::LateAnswer { ms: 5 });
        let json = r#"{"fault": "error_500_after", "per_mille": 20}"#;
        assert_eq!(serde_json::from_str::<FaultRule>(json).expect("a rule").fault, Fault::Error500After);
        assert!(serde_json::from_str::<FaultRule>(r#"{"fault": "garbage", "tims": 1}"#).is_err());
    }
}
