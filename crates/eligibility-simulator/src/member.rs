//! How payers answer about somebody, and which member IDs say so by their beginning.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the payer answers about a member.
///
/// | member ID begins with | the payer, or the service for it, answers |
/// |---|---|
/// | anything else | the plan is active |
/// | `INACTIVE` | the plan ended on the last day of the year before |
/// | `EXCLUDED` | the plan is active and pays for no mental health |
/// | `NOTFOUND` | nobody is found: AAA 75 |
/// | `WRONGDOB` | the date of birth is another one: AAA 71 along with 75 |
/// | `WRONGID` | the member ID is none: AAA 72 |
/// | `WRONGNAME` | the name is another one: AAA 73 |
/// | `NOTENROLLED` | the practice is not known: AAA 43 |
/// | `PAYERDOWN` | the payer cannot be asked: AAA 42 along with 79 |
/// | `SLOW` | active, after a while |
/// | `SILENT` | neither yes nor no |
/// | `GARBAGE` | half an answer |
/// | `TOOMANY` | 429 |
/// | `FAILS` | 500 |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The plan holds.
    #[default]
    Active,
    /// It ended.
    Inactive,
    /// It holds, and not for mental health.
    Excluded,
    /// Nobody is found.
    NotFound,
    /// The date of birth is another one.
    WrongBirthDate,
    /// The member ID is none.
    WrongMemberId,
    /// The name is another one.
    WrongName,
    /// The practice is not known to the payer.
    NotEnrolled,
    /// The payer cannot be asked.
    PayerDown,
    /// Active, after a while.
    Slow,
    /// An answer without one.
    Silent,
    /// Half an answer.
    Garbage,
    /// One question too many.
    TooMany,
    /// The service fails.
    Fails,
}

const BEGINNINGS: [(&str, Standing); 13] = [
    ("INACTIVE", Standing::Inactive),
    ("EXCLUDED", Standing::Excluded),
    ("NOTFOUND", Standing::NotFound),
    ("WRONGDOB", Standing::WrongBirthDate),
    ("WRONGID", Standing::WrongMemberId),
    ("WRONGNAME", Standing::WrongName),
    ("NOTENROLLED", Standing::NotEnrolled),
    ("PAYERDOWN", Standing::PayerDown),
    ("SLOW", Standing::Slow),
    ("SILENT", Standing::Silent),
    ("GARBAGE", Standing::Garbage),
    ("TOOMANY", Standing::TooMany),
    ("FAILS", Standing::Fails),
];

impl Standing {
    /// What a member ID says by its beginning.
    #[must_use]
    pub fn of(member_id: &str) -> Self {
        BEGINNINGS.iter().find(|(begin, _)| member_id.starts_with(begin)).map_or(Self::Active, |(_, it)| *it)
    }
}

/// What a payer knows of a member who was named beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Member {
    /// How it answers; without it, as the member ID says.
    pub standing: Option<Standing>,
    /// The patient's date of birth. About another one it answers AAA 71.
    pub date_of_birth: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_id_says_by_its_beginning_how_the_payer_answers() {
        for (begin, standing) in BEGINNINGS {
            assert_eq!(Standing::of(&format!("{begin}123")), standing);
            assert_eq!(Standing::of(&format!("X{begin}123")), Standing::Active);
        }
        assert_eq!(Standing::of("W231455678"), Standing::Active);
    }
}
