//! Two ids that are most likely one, because a spreadsheet or a hand changed how it is written.

use domain::fault::Trifle;

use super::invisible::{code_point, is_invisible};

/// A sort of difference that says nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Invisible,
    Blank,
    Case,
    Zero,
}

const TRIFLES: [Sort; 4] = [Sort::Zero, Sort::Case, Sort::Blank, Sort::Invisible];

/// In what the two differ, if in nothing that tells two things apart.
pub(super) fn differ_in(one: &str, other: &str) -> Option<Vec<Trifle>> {
    let same_without = |trifles: &[Sort]| bare(one, trifles) == bare(other, trifles);
    if one == other || !same_without(&TRIFLES) {
        return None;
    }
    let needed = TRIFLES.into_iter().filter(|trifle| {
        let others: Vec<Sort> = TRIFLES.into_iter().filter(|it| it != trifle).collect();
        !same_without(&others)
    });
    Some(needed.map(|sort| sort.between(one, other)).collect())
}

/// What two ids have in common that differ in nothing that tells two things apart.
pub(super) fn common(id: &str) -> String {
    bare(id, &TRIFLES)
}

/// The text without differences of these kinds.
fn bare(text: &str, without: &[Sort]) -> String {
    let drops = |trifle| without.contains(&trifle);
    let kept = text
        .chars()
        .filter(|c| !(drops(Sort::Invisible) && is_invisible(*c) || drops(Sort::Blank) && c.is_whitespace()));
    let text: String =
        if drops(Sort::Case) { kept.flat_map(char::to_lowercase).collect() } else { kept.collect() };
    if drops(Sort::Zero) { without_zeros(&text) } else { text }
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

impl Sort {
    fn between(self, one: &str, other: &str) -> Trifle {
        match self {
            Self::Zero => Trifle::Zero,
            Self::Case => Trifle::Case,
            Self::Blank => Trifle::Blank,
            Self::Invisible => {
                let unseen = one.chars().chain(other.chars()).find(|c| is_invisible(*c));
                Trifle::Invisible(unseen.map(code_point))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trifle_is_named() {
        for (one, other, trifle) in [
            ("0001", "1", Trifle::Zero),
            ("ch-0071", "ch-71", Trifle::Zero),
            ("30417.0", "30417", Trifle::Zero),
            ("CL-1", "cl-1", Trifle::Case),
            ("cl 1", "cl1", Trifle::Blank),
            ("cl\u{A0}1", "cl1", Trifle::Blank),
            ("cl\u{AD}1", "cl1", Trifle::Invisible(Some("U+00AD".to_owned()))),
        ] {
            assert_eq!(differ_in(one, other), Some(vec![trifle]), "{one} {other}");
            assert_eq!(differ_in(one, other), differ_in(other, one));
        }
        assert_eq!(differ_in("CL-01", "cl-1"), Some(vec![Trifle::Zero, Trifle::Case]));
    }

    #[test]
    fn what_tells_two_apart_is_no_trifle() {
        for (one, other) in [("1", "1"), ("1", "2"), ("10", "1"), ("101", "11"), ("1.5", "15"), ("a", "b")] {
            assert_eq!(differ_in(one, other), None, "{one} {other}");
        }
    }
}
