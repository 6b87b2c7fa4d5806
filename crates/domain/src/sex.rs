//! The sex that somebody's insurance goes by.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What stands on file, as insurers and papers have it. It says nothing of what somebody is called or how they are spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither, as papers of many states have it.
    X,
}

impl Sex {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Female, Self::Male, Self::X];

    /// What exports write for one of them.
    pub const WORDS: [&str; 5] = ["female", "male", "x", "f", "m"];

    /// The word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::X => "x",
        }
    }
}

impl FromStr for Sex {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "f" => Ok(Self::Female),
            "m" => Ok(Self::Male),
            _ => Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn each_word_of_an_export_is_one_of_them_and_nothing_else_is() {
        assert!(Sex::WORDS.iter().all(|word| word.parse::<Sex>().is_ok()));
        assert!(Sex::ALL.iter().all(|it| it.as_str().parse() == Ok(*it)));
        assert_eq!("f".parse(), Ok(Sex::Female));
        assert_eq!("u".parse::<Sex>(), Err(()));
    }
}
