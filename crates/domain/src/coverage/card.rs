//! What stands on the card of a coverage, as somebody enters it: asked by the browser before sending and by the server before writing.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::member_id::{self, NumberProblem};
use super::{Insured, InsuredLines, InsuredPart, Relationship, Subscriber};
use crate::day_entry::{self, DayEntryProblem};
use crate::name::{NameProblem, one_line};
use crate::spreadsheet::Damage;

/// A part of what stands on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardPart {
    /// The plan's name.
    Plan,
    /// The member ID.
    MemberId,
    /// The group number.
    GroupNumber,
    /// In whose name it is, and what the client is to them.
    Subscriber,
}

/// What the person entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardEntry {
    /// The plan's name.
    pub plan: String,
    /// The member ID. Blank for the one that is on file, where there is one: it is shown to nobody who did not ask for it.
    pub member_id: String,
    /// The group number; blank for none.
    pub group_number: String,
    /// What the client is to the subscriber.
    pub relationship: Relationship,
    /// The first name of a subscriber who is not the client.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subscriber_first: String,
    /// The last name of such a one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subscriber_last: String,
    /// The day on which they were born, as typed; blank where it is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subscriber_date_of_birth: String,
}

/// What stands on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The plan's name.
    pub plan: String,
    /// The member ID; none for the one that is on file.
    pub member_id: Option<String>,
    /// The group number, if there is one.
    pub group_number: Option<String>,
    /// In whose name it is.
    pub subscriber: Subscriber,
}

/// A field of the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardField {
    /// The plan's name.
    Plan,
    /// The member ID.
    MemberId,
    /// The group number.
    GroupNumber,
    /// The subscriber's first name.
    SubscriberFirst,
    /// The subscriber's last name.
    SubscriberLast,
    /// The subscriber's day of birth.
    SubscriberDateOfBirth,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardProblem {
    /// It is needed, and nothing is entered.
    Missing(CardField),
    /// It is longer than any card has it.
    TooLong(CardField),
    /// It has a line break or a character that nobody sees.
    Invisible(CardField),
    /// A spreadsheet made something else of it.
    Damaged(CardField, Damage),
    /// The subscriber's day of birth is no day.
    NoDay(DayEntryProblem),
    /// The subscriber's day of birth is still to come, or longer ago than anybody lives.
    NobodyBorn,
}

impl CardPart {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Plan, Self::MemberId, Self::GroupNumber, Self::Subscriber];
}

impl CardProblem {
    /// The field that it is about.
    #[must_use]
    pub const fn field(self) -> CardField {
        match self {
            Self::Missing(field)
            | Self::TooLong(field)
            | Self::Invisible(field)
            | Self::Damaged(field, _) => field,
            Self::NoDay(_) | Self::NobodyBorn => CardField::SubscriberDateOfBirth,
        }
    }
}

impl CardEntry {
    /// The same with every text brought to normal form by `composed`, which a browser leaves to the server (`name::composed`).
    #[must_use]
    pub fn map(&self, composed: impl Fn(&str) -> String) -> Self {
        Self {
            plan: composed(&self.plan),
            member_id: composed(&self.member_id),
            group_number: composed(&self.group_number),
            relationship: self.relationship,
            subscriber_first: composed(&self.subscriber_first),
            subscriber_last: composed(&self.subscriber_last),
            subscriber_date_of_birth: self.subscriber_date_of_birth.clone(),
        }
    }

    /// Reads it on `today`. `is_on_file` where a member ID is, so that it may be left as it is.
    ///
    /// # Errors
    /// All that is wrong with it, in the order of its fields.
    pub fn parse(&self, is_on_file: bool, today: NaiveDate) -> Result<Card, Vec<CardProblem>> {
        let mut problems = Vec::new();
        let plan = self.plan.trim();
        if let Err(problem) = one_line(plan) {
            problems.push(of_line(CardField::Plan, problem));
        }
        let mut number = |field, text: &str, is_needed: bool| match member_id::parse(text) {
            Ok(number) => Some(number),
            Err(NumberProblem::Missing) if !is_needed => None,
            Err(problem) => {
                problems.push(of_number(field, problem));
                None
            }
        };
        let member_id = number(CardField::MemberId, &self.member_id, !is_on_file);
        let group_number = number(CardField::GroupNumber, &self.group_number, false);
        let subscriber = self.subscriber(today, &mut problems);
        match subscriber {
            Some(subscriber) if problems.is_empty() => {
                Ok(Card { plan: plan.to_owned(), member_id, group_number, subscriber })
            }
            _ => Err(problems),
        }
    }

    /// Of a client who is the subscriber in person whatever else stands in the fields is not looked at: they are not shown.
    fn subscriber(&self, today: NaiveDate, problems: &mut Vec<CardProblem>) -> Option<Subscriber> {
        if self.relationship == Relationship::Myself {
            return Some(Subscriber::Myself);
        }
        let (first, last) = (self.subscriber_first.clone(), self.subscriber_last.clone());
        let somebody = Insured::parse(&InsuredLines { first, last, date_of_birth: None });
        let somebody = somebody.map_err(|wrong| {
            problems.extend(wrong.into_iter().map(|(part, problem)| {
                let field = match part {
                    InsuredPart::First => CardField::SubscriberFirst,
                    InsuredPart::Last => CardField::SubscriberLast,
                };
                of_line(field, problem)
            }));
        });
        let born = born(&self.subscriber_date_of_birth, today).map_err(|problem| problems.push(problem));
        Subscriber::of(self.relationship, Some(somebody.ok()?.born(born.ok()?)))
    }
}

/// Nobody is insured who was born so long ago: it is a slip of the hand.
const YEARS_MAX: i32 = 130;

fn born(entry: &str, today: NaiveDate) -> Result<Option<NaiveDate>, CardProblem> {
    match day_entry::parse(entry) {
        Ok(day) if day > today || day.year() < today.year() - YEARS_MAX => Err(CardProblem::NobodyBorn),
        Ok(day) => Ok(Some(day)),
        Err(DayEntryProblem::Missing) => Ok(None),
        Err(problem) => Err(CardProblem::NoDay(problem)),
    }
}

const fn of_line(field: CardField, problem: NameProblem) -> CardProblem {
    match problem {
        NameProblem::Missing => CardProblem::Missing(field),
        NameProblem::TooLong => CardProblem::TooLong(field),
        NameProblem::Control => CardProblem::Invisible(field),
    }
}

const fn of_number(field: CardField, problem: NumberProblem) -> CardProblem {
    match problem {
        NumberProblem::Missing => CardProblem::Missing(field),
        NumberProblem::Invisible => CardProblem::Invisible(field),
        NumberProblem::Damaged(damage) => CardProblem::Damaged(field, damage),
        NumberProblem::TooLong => CardProblem::TooLong(field),
    }
}

#[cfg(test)]
mod tests;
