//! Where the clock of the pages for trying out is wished to go. Mostly not far: with the days everything is over that can be
//! moved or paid.

use chrono::{DateTime, Duration, Utc};
use fastrand::Rng;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::odd;

const ODD: [&str; 12] = [
    "",
    "go=week",
    "go=hour&go=day",
    "go=&to=",
    "to=",
    "to=tomorrow",
    "to=2025-11-30T10%3A00",
    "to=2025-12-01T25%3A00",
    "to=2099-01-01T00%3A00",
    "to=%2B262142-12-31T23%3A59%3A59Z",
    "to=-262143-01-01T00%3A00",
    "%ff=%00",
];

/// The form, as it is sent.
pub fn wish(now: DateTime<Utc>, well: bool, chance: &mut Rng) -> String {
    if !well {
        return match chance.u8(..4) {
            0 => format!("to={}", utf8_percent_encode(&odd::text(chance), NON_ALPHANUMERIC)),
            _ => ODD[chance.usize(..ODD.len())].to_owned(),
        };
    }
    match chance.u8(..40) {
        0 => "go=day".to_owned(),
        1 => "go=next".to_owned(),
        2..6 => "go=hour".to_owned(),
        _ => {
            let at = (now + Duration::minutes(chance.i64(0..10))).to_rfc3339();
            format!("to={}", utf8_percent_encode(&at, NON_ALPHANUMERIC))
        }
    }
}
