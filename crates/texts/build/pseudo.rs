//! English in disguise: longer, as other languages are, with accents, and between marks of writing from right to left, so that a
//! text that is cut off, or that did not come from the catalogue, is seen by whoever looks at a page.

use crate::pattern::{Part, Pattern};
use crate::read::{Message, Messages};

/// Nobody sees it, and whoever compares or reads texts stumbles over it.
const RIGHT_TO_LEFT: &str = "\u{200f}";

pub fn disguised(messages: &Messages) -> Messages {
    let disguised = |message: &Message| Message {
        subject: message.subject.clone(),
        pattern: marked(pattern(&message.pattern)),
    };
    messages.iter().map(|(name, message)| (name.clone(), disguised(message))).collect()
}

/// What has no words of its own, such as a day in figures, is read by programs too.
fn marked(mut pattern: Pattern) -> Pattern {
    if has_words(&pattern) {
        pattern.0.insert(0, Part::Sign(RIGHT_TO_LEFT.to_owned()));
        pattern.0.push(Part::Sign(RIGHT_TO_LEFT.to_owned()));
    }
    pattern
}

fn has_words(pattern: &Pattern) -> bool {
    pattern.0.iter().any(|part| match part {
        Part::Words(words) => words.contains(char::is_alphabetic),
        Part::Choice { .. } => true,
        Part::Sign(_) | Part::Value(_) | Part::Label(_) => false,
    })
}

fn pattern(plain: &Pattern) -> Pattern {
    let part = |part: &Part| match part {
        Part::Words(words) => Part::Words(drawn_out(words)),
        Part::Choice { by, forms, otherwise } => Part::Choice {
            by: by.clone(),
            forms: forms.iter().map(|(key, form)| (key.clone(), pattern(form))).collect(),
            otherwise: pattern(otherwise),
        },
        Part::Sign(_) | Part::Value(_) | Part::Label(_) => part.clone(),
    };
    Pattern(plain.0.iter().map(part).collect())
}

/// Reads like the English one and takes about a third more room.
fn drawn_out(words: &str) -> String {
    let mut out = String::new();
    for letter in words.chars() {
        let other = accented(letter);
        out.push(other);
        // Vowels are drawn out.
        if "aeiou".contains(letter) {
            out.push(other);
        }
    }
    out
}

const fn accented(letter: char) -> char {
    match letter {
        'a' => 'á',
        'e' => 'ë',
        'i' => 'ï',
        'o' => 'ö',
        'u' => 'ü',
        'y' => 'ý',
        'c' => 'ç',
        'n' => 'ñ',
        's' => 'š',
        'A' => 'Å',
        'C' => 'Ç',
        'E' => 'É',
        'I' => 'Î',
        'M' => 'Ḿ',
        'N' => 'Ñ',
        'O' => 'Ø',
        'P' => 'Ṕ',
        'S' => 'Š',
        'U' => 'Û',
        'Y' => 'Ý',
        other => other,
    }
}
