//! Words of a mail in which a name cannot turn the direction of what stands around it.

use domain::apart::{END, ISOLATE, is_mark, runs_from_the_right};

/// Words of a mail, with names marked as [`isolated`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(String);

/// Marks somebody's or something's name, so that a name written from right to left leaves the sentence around it as it is.
#[must_use]
pub fn isolated(name: &str) -> String {
    let name: String = name.chars().filter(|c| !is_mark(*c)).collect();
    format!("{ISOLATE}{name}{END}")
}

impl Words {
    /// These words.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// Escaped for HTML, names in `<bdi>`.
    #[must_use]
    pub fn html(&self) -> String {
        html_escape::encode_quoted_attribute(&self.0).replace(ISOLATE, "<bdi>").replace(END, "</bdi>")
    }

    /// As plain text. The invisible marks stay only where a name needs them: not every mail program hides them.
    #[must_use]
    pub fn plain(&self) -> String {
        if self.0.chars().any(runs_from_the_right) {
            self.0.clone()
        } else {
            self.0.chars().filter(|c| !is_mark(*c)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_isolated_and_nothing_in_it_is_markup() {
        let words = Words::new(format!("Hi {},", isolated("<Zoë> & \u{2069}co")));
        assert_eq!(words.html(), "Hi <bdi>&lt;Zoë&gt; &amp; co</bdi>,");
        assert_eq!(words.plain(), "Hi <Zoë> & co,");
    }

    #[test]
    fn a_name_from_right_to_left_keeps_its_marks_in_plain_text() {
        let words = Words::new(format!("Hi {},", isolated("محمد")));
        assert_eq!(words.plain(), "Hi \u{2068}محمد\u{2069},");
    }
}
