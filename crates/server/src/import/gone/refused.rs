//! Whom refused rows are about, so that nobody counts as gone because of them.

use std::collections::HashSet;

use domain::login::Person;

use crate::import::alike::differ_in;
use crate::import::rows::Rows;

/// Whom the refused rows of a list are about.
pub(super) enum RefusedPeople {
    /// These.
    These(HashSet<Person>),
    /// Anybody: one of the rows does not say whom.
    Anybody,
}

impl RefusedPeople {
    pub(super) fn of<'a, T>(rows: &Rows<T>, known: impl Iterator<Item = (&'a str, Person)>) -> Self {
        if rows.has_nameless() {
            return Self::Anybody;
        }
        let keys: HashSet<&str> = rows.refused_keys().collect();
        if keys.is_empty() {
            return Self::These(HashSet::new());
        }
        // Under an id that a spreadsheet changed it is likely theirs as well.
        let is_meant = |key: &str| keys.contains(key) || keys.iter().any(|it| differ_in(it, key).is_some());
        Self::These(known.filter(|(key, _)| is_meant(key)).map(|(_, person)| person).collect())
    }

    pub(super) fn may_be(&self, person: Person) -> bool {
        match self {
            Self::These(them) => them.contains(&person),
            Self::Anybody => true,
        }
    }

    pub(super) fn is_nobody(&self) -> bool {
        match self {
            Self::These(them) => them.is_empty(),
            Self::Anybody => false,
        }
    }
}
