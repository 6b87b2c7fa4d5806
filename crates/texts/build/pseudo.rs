//! English in disguise: longer, as other languages are, and with accents, so that a text that is cut off, or that did not come
//! from the catalogue, is seen by whoever looks at a page.

/// A piece of text of a message, without its values. It reads like the English one and takes about a third more room.
pub fn disguised(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
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
        'N' => 'Ñ',
        'O' => 'Ø',
        'S' => 'Š',
        'U' => 'Û',
        'Y' => 'Ý',
        other => other,
    }
}
