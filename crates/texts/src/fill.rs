//! Texts with values in them, as `build/pattern.rs` writes them down. One function for all of them, so that a text costs its words.

use std::fmt::Write as _;

use domain::apart::set_apart;
use domain::language::Language;

use crate::plural::form;

/// What is filled in.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Text(&'a str),
    /// What somebody or something is called: in whatever direction it is written, the words around it stay where they are.
    Name(&'a str),
    Count(u64),
}

/// The text with its values.
pub fn fill(language: Language, pattern: &str, values: &[Value<'_>]) -> String {
    let mut filling = Filling { language, values, out: String::new() };
    filling.words(pattern, true);
    filling.out
}

struct Filling<'a> {
    language: Language,
    values: &'a [Value<'a>],
    out: String,
}

impl Filling<'_> {
    /// Takes words up to the end of the form that they are in, and gives back what follows. They are only written where they are
    /// `said`.
    fn words<'a>(&mut self, mut rest: &'a str, said: bool) -> &'a str {
        loop {
            let (words, after) = rest.split_at(rest.find(['{', '|', '}']).unwrap_or(rest.len()));
            if said {
                self.out.push_str(words);
            }
            let Some(inside) = after.strip_prefix('{') else { return after };
            rest = self.value(inside, said);
        }
    }

    /// Takes `0}`, or `0?one:a charge|:charges}`.
    fn value<'a>(&mut self, text: &'a str, said: bool) -> &'a str {
        let digits = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
        let (place, after) = text.split_at(digits);
        let value = place.parse().ok().and_then(|place: usize| self.values.get(place)).copied();
        match after.strip_prefix('?') {
            Some(forms) => self.forms(forms, value, said),
            None => {
                match value.filter(|_| said) {
                    Some(Value::Text(text)) => self.out.push_str(text),
                    Some(Value::Name(name)) => self.out.push_str(&set_apart(name)),
                    Some(Value::Count(count)) => drop(write!(self.out, "{count}")),
                    None => {}
                }
                closed(after)
            }
        }
    }

    /// The first form that fits is said.
    fn forms<'a>(&mut self, mut rest: &'a str, value: Option<Value<'_>>, said: bool) -> &'a str {
        let mut looking = said;
        while let Some((key, words)) = rest.split_once(':') {
            let fits = looking && self.fits(key, value);
            looking &= !fits;
            rest = self.words(words, fits);
            match rest.strip_prefix('|') {
                Some(next) => rest = next,
                None => break,
            }
        }
        closed(rest)
    }

    /// The last form has no key.
    fn fits(&self, key: &str, value: Option<Value<'_>>) -> bool {
        let Some(Value::Count(count)) = value else { return key.is_empty() };
        key.is_empty() || key == form(self.language, count) || key.parse() == Ok(count)
    }
}

/// What follows the bracket.
fn closed(text: &str) -> &str {
    text.strip_prefix('}').unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(pattern: &str, values: &[Value<'_>]) -> String {
        fill(Language::English, pattern, values)
    }

    #[test]
    fn values_stand_where_the_language_puts_them() {
        let values = [Value::Text("Ana"), Value::Count(3)];
        assert_eq!(filled("{1} of {0}: {1}", &values), "3 of Ana: 3");
        assert_eq!(filled("", &values), "");
        assert_eq!(filled("Nothing.", &values), "Nothing.");
    }

    #[test]
    fn a_name_turns_nothing_around_it() {
        let said = |name| filled("Sessions up to 3 are billed to {0}.", &[Value::Name(name)]);
        assert_eq!(said("Aetna"), "Sessions up to 3 are billed to Aetna.");
        assert_eq!(said("مركز 1"), "Sessions up to 3 are billed to \u{2068}مركز 1\u{2069}.");
    }

    #[test]
    fn a_value_is_never_taken_for_a_pattern() {
        assert_eq!(filled("<{0}>", &[Value::Text("{0}|}")]), "<{0}|}>");
    }

    #[test]
    fn the_first_form_that_fits_the_count_is_said() {
        let pattern = "All {0?0:of nothing|one:of one {1}|:of {0} ({1})}.";
        let said = |count| filled(pattern, &[Value::Count(count), Value::Text("x")]);
        assert_eq!(said(0), "All of nothing.");
        assert_eq!(said(1), "All of one x.");
        assert_eq!(said(2), "All of 2 (x).");
        assert_eq!(said(21), "All of 21 (x).");
    }

    #[test]
    fn a_text_that_is_broken_off_does_not_stop_the_desk() {
        for pattern in ["{", "{0", "{0?", "{0?one", "{0?one:", "{9}", "}", "|", "{0?:{0"] {
            drop(filled(pattern, &[Value::Count(1)]));
        }
    }
}
