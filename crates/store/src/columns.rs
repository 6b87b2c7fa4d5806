//! Between values of the domain and columns.

use std::error::Error;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::subject::Subject;
use domain::{Currency, Money};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::StoreError;

/// Microseconds since the epoch: as fine as PostgreSQL's own instants, and ordered alike on both databases.
pub(crate) const fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

pub(crate) fn micros_of(at: Option<DateTime<Utc>>) -> Option<i64> {
    at.map(micros)
}

pub(crate) fn instant(what: &'static str, micros: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| StoreError::corrupt(what, "out of range"))
}

pub(crate) fn instant_of(what: &'static str, at: Option<i64>) -> Result<Option<DateTime<Utc>>, StoreError> {
    at.map(|micros| instant(what, micros)).transpose()
}

/// ISO text, which sorts as the days do.
pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

pub(crate) fn time(time: NaiveTime) -> String {
    time.format("%H:%M:%S").to_string()
}

/// A value from its text form.
pub(crate) fn read<T>(what: &'static str, text: &str) -> Result<T, StoreError>
where
    T: FromStr<Err: Into<Box<dyn Error + Send + Sync>>>,
{
    text.parse().map_err(|problem: T::Err| StoreError::corrupt(what, problem))
}

/// A value that can only be one of a few words.
pub(crate) fn word<T: FromStr<Err = ()>>(what: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|()| StoreError::corrupt(what, "an unknown word"))
}

pub(crate) fn word_of<T: FromStr<Err = ()>>(
    what: &'static str,
    text: Option<&str>,
) -> Result<Option<T>, StoreError> {
    text.map(|text| word(what, text)).transpose()
}

/// A value that its own `parse` reads.
pub(crate) fn parsed<T, E>(
    what: &'static str,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, StoreError>
where
    E: Error + Send + Sync + 'static,
{
    parse(text).map_err(|problem| StoreError::corrupt(what, problem))
}

pub(crate) fn parsed_of<T, E>(
    what: &'static str,
    text: Option<&str>,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, StoreError>
where
    E: Error + Send + Sync + 'static,
{
    text.map(|text| parsed(what, text, parse)).transpose()
}

/// Facts that no query asks for.
pub(crate) fn json<T: Serialize>(what: &'static str, facts: &T) -> Result<String, StoreError> {
    serde_json::to_string(facts).map_err(|problem| StoreError::corrupt(what, problem))
}

pub(crate) fn from_json<T: DeserializeOwned>(what: &'static str, json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|problem| {
        // The sentence of serde quotes what it met, which may be about a person.
        let (kind, at) = (problem.classify(), problem.column());
        StoreError::corrupt(what, format!("a mistake of kind {kind:?} at character {at}"))
    })
}

/// What a row is about.
pub(crate) fn subject(what: &'static str, name: &str, id: Uuid) -> Result<Subject, StoreError> {
    Subject::of(name, id).ok_or_else(|| StoreError::corrupt(what, "no known subject"))
}

pub(crate) fn money(what: &'static str, cents: i64, currency: &str) -> Result<Money, StoreError> {
    let currency =
        Currency::from_code(currency).ok_or_else(|| StoreError::corrupt(what, "no known currency"))?;
    Ok(Money::new(cents, currency))
}
