//! Values that nobody expects.

use fastrand::Rng;

const TEXTS: [&str; 34] = [
    "",
    " ",
    "a",
    "null",
    "🌻👩‍👩‍👧‍👦",
    "\u{202e}بوغدان",
    "a\0b",
    "\0",
    "\u{feff}1",
    "\u{fffd}",
    "e\u{301}\u{301}\u{301}",
    "٣١",
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "%",
    "%zz",
    "'; drop table charges; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "-0",
    "-1",
    "1e400",
    "9223372036854775808",
    "-9223372036854775808",
    "2147483648",
    "2025-02-30",
    "0000-00-00",
    "9999-12-31",
    "+262142-12-31",
    "-262143-01-01",
    "12/12/0",
    "2025-12-12T00:00:00Z",
    "a@b\r\nbcc: c@d",
];

/// A text that means nothing, or too much.
pub fn text(chance: &mut Rng) -> String {
    match chance.u8(..10) {
        0 => "a".repeat(chance.usize(1..6_000)),
        1 => "🌻".repeat(chance.usize(1..300)),
        2 => (0..chance.usize(1..40)).map(|_| chance.char(..)).collect(),
        _ => TEXTS[chance.usize(..TEXTS.len())].to_owned(),
    }
}

/// A piece of JSON that is of another sort, another size or another depth than it should be; not always JSON.
pub fn json(chance: &mut Rng) -> String {
    const PIECES: [&str; 20] = [
        "null",
        "true",
        "0",
        "-0",
        "-1",
        "1.5",
        "1e400",
        "-1e-400",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551616",
        "[]",
        "{}",
        "[1]",
        "{\"version\":1}",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "NaN",
        "01",
    ];
    match chance.u8(..10) {
        0..4 => quoted(&text(chance)),
        4 => format!("1{}", "0".repeat(chance.usize(1..1_000))),
        5 => deep(chance),
        _ => PIECES[chance.usize(..PIECES.len())].to_owned(),
    }
}

/// JSON in JSON in JSON.
pub fn deep(chance: &mut Rng) -> String {
    let depth = [2, 120, 127, 128, 129, 1_000, 50_000][chance.usize(..7)];
    let (open, close) = if chance.bool() { ("[", "]") } else { ("{\"version\":", "}") };
    format!("{}1{}", open.repeat(depth), close.repeat(depth))
}

/// A text as JSON has it.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

/// Bytes that are no text.
pub fn bytes(chance: &mut Rng) -> Vec<u8> {
    (0..chance.usize(1..400)).map(|_| chance.u8(..)).collect()
}
