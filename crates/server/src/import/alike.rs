//! Two ids that are most likely one, because a spreadsheet or a hand changed how it is written.

use super::invisible::{code_point, is_invisible};

/// A difference that says nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trifle {
    Invisible,
    Blank,
    Case,
    Zero,
}

const TRIFLES: [Trifle; 4] = [Trifle::Zero, Trifle::Case, Trifle::Blank, Trifle::Invisible];

/// In what the two differ, if in nothing that tells two things apart.
pub(super) fn differ_in(one: &str, other: &str) -> Option<String> {
    let same_without = |trifles: &[Trifle]| bare(one, trifles) == bare(other, trifles);
    if one == other || !same_without(&TRIFLES) {
        return None;
    }
    let needed = TRIFLES.into_iter().filter(|trifle| {
        let others: Vec<Trifle> = TRIFLES.into_iter().filter(|it| it != trifle).collect();
        !same_without(&others)
    });
    let names: Vec<String> = needed.map(|trifle| trifle.name(one, other)).collect();
    Some(names.join(" and "))
}

/// The text without differences of these kinds.
fn bare(text: &str, without: &[Trifle]) -> String {
    let drops = |trifle| without.contains(&trifle);
    let kept = text.chars().filter(|c| {
        !(drops(Trifle::Invisible) && is_invisible(*c) || drops(Trifle::Blank) && c.is_whitespace())
    });
    let text: String =
        if drops(Trifle::Case) { kept.flat_map(char::to_lowercase).collect() } else { kept.collect() };
    if drops(Trifle::Zero) { without_zeros(&text) } else { text }
}

/// Zeros before a number go, and so do those that are all that stands behind its point, with the point: `007`, `7.0` and `7`
/// are one number to a spreadsheet.
fn without_zeros(text: &str) -> String {
    let text = match text.split_once('.') {
        Some((whole, rest)) if !rest.is_empty() && rest.bytes().all(|b| b == b'0') => whole,
        Some(_) | None => text,
    };
    let mut bare = String::new();
    let mut within = false;
    for c in text.chars() {
        if c != '0' || within {
            bare.push(c);
        }
        within = c.is_ascii_digit() && (within || c != '0');
    }
    bare
}

impl Trifle {
    fn name(self, one: &str, other: &str) -> String {
        match self {
            Self::Zero => "zeros, which spreadsheets take away".to_owned(),
            Self::Case => "upper and lower case".to_owned(),
            Self::Blank => "a blank".to_owned(),
            Self::Invisible => {
                let unseen = one.chars().chain(other.chars()).find(|c| is_invisible(*c));
                let unseen = unseen.map_or_else(String::new, |c| format!(" ({})", code_point(c)));
                format!("an invisible character{unseen}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trifle_is_named() {
        for (one, other, saying) in [
            ("0001", "1", "zeros"),
            ("ch-0071", "ch-71", "zeros"),
            ("30417.0", "30417", "zeros"),
            ("CL-1", "cl-1", "case"),
            ("cl 1", "cl1", "blank"),
            ("cl\u{A0}1", "cl1", "blank"),
            ("cl\u{AD}1", "cl1", "U+00AD"),
        ] {
            assert!(differ_in(one, other).is_some_and(|it| it.contains(saying)), "{one} {other}");
            assert_eq!(differ_in(one, other), differ_in(other, one));
        }
        let both = differ_in("CL-01", "cl-1").expect("trifles");
        assert!(both.contains("zeros") && both.contains("case"), "{both}");
    }

    #[test]
    fn what_tells_two_apart_is_no_trifle() {
        for (one, other) in [("1", "1"), ("1", "2"), ("10", "1"), ("101", "11"), ("1.5", "15"), ("a", "b")] {
            assert_eq!(differ_in(one, other), None, "{one} {other}");
        }
    }
}
