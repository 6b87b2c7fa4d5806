//! Dependencies are free to use, come from where everybody gets them, and are none of those we decided against.

use spdx::{Expression, ParseMode};
use toml::Value;

use crate::files::none;
use crate::metadata::{deny, metadata};

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What `deny.toml` says.
struct Policy {
    licences: Vec<String>,
    banned: Vec<String>,
}

impl Policy {
    fn read() -> Self {
        let deny = deny();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let licences: Vec<String> = list(&deny["licenses"]["allow"]).iter().map(text).collect();
        let banned: Vec<String> = list(&deny["bans"]["deny"]).iter().map(|it| text(&it["crate"])).collect();
        assert!(licences.len() > 3 && !banned.is_empty(), "deny.toml has another shape than is read here");
        Self { licences, banned }
    }

    fn problem(&self, name: &str, licence: &str, source: Option<&str>) -> Option<String> {
        if !self.allows(licence) {
            Some(format!("{name} is licensed as {licence:?}"))
        } else if self.banned.iter().any(|it| it == name) {
            Some(format!("{name} is banned"))
        } else if source.is_some_and(|it| it != REGISTRY) {
            Some(format!("{name} comes from {source:?}"))
        } else {
            None
        }
    }

    /// Where an author offers several licences, one that we allow is enough.
    fn allows(&self, licence: &str) -> bool {
        let Ok(offer) = Expression::parse_mode(licence, ParseMode::LAX) else { return false };
        offer.evaluate(|it| self.licences.contains(&it.to_string()))
    }
}

#[test]
fn every_dependency_is_allowed() {
    let (policy, metadata) = (Policy::read(), metadata());
    let found: Vec<String> = metadata.packages().filter_map(|it| policy.problem(it.0, it.1, it.2)).collect();
    none(&found, "see deny.toml");
    assert!(metadata.packages().count() > 20, "the answer of cargo has another shape than is read here");
}

#[test]
fn a_licence_a_ban_and_a_source_can_be_wrong() {
    let policy =
        Policy { licences: vec!["MIT".to_owned(), "Apache-2.0".to_owned()], banned: vec!["bad".to_owned()] };
    for (licence, good) in [
        ("MIT", true),
        ("MIT OR GPL-3.0-only", true),
        ("MIT/Apache-2.0", true),
        ("MIT AND Apache-2.0", true),
        ("(MIT OR GPL-3.0-only) AND Apache-2.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("GPL-3.0-only", false),
        ("", false),
    ] {
        assert_eq!(policy.problem("a", licence, Some(REGISTRY)).is_none(), good, "{licence}");
    }
    assert!(policy.problem("bad", "MIT", Some(REGISTRY)).is_some());
    assert!(policy.problem("a", "MIT", Some("git+https://example.com/a")).is_some());
    assert!(policy.problem("ours", "MIT", None).is_none());
}
