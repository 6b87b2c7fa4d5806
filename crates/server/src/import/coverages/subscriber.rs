//! In whose name a plan is, from three cells.

use chrono::NaiveDate;
use domain::coverage::{Insured, InsuredLines, Relationship, Subscriber};

use crate::import::cell;
use crate::import::row::CsvRow;

/// What a row says.
#[derive(Debug)]
pub(super) struct SaidSubscriber {
    subscriber: Subscriber,
    /// Whether it says when they were born, or that it is not known.
    says_birth: bool,
}

/// Reads it. A client who is the subscriber in person is called as their own row says, whatever stands in the cell.
pub(super) fn read(row: &mut CsvRow<'_>) -> Option<SaidSubscriber> {
    let called = row.person("subscriber");
    let born = row.said("subscriber_date_of_birth", cell::day);
    let relationship =
        row.read("relationship", |text| cell::word(text, &Relationship::ALL.map(Relationship::as_str)));
    // A cell that can be printed is a name in one part or in two.
    let somebody = Insured::called(&called?).ok()?;
    let subscriber = Subscriber::of(relationship?, Some(somebody.born(born.flatten())))?;
    Some(SaidSubscriber { subscriber, says_birth: born.is_some() })
}

impl SaidSubscriber {
    /// Who it is, where the export said `last` before. A file without days of birth takes none away.
    pub(super) fn after(&self, last: Option<&Subscriber>) -> Subscriber {
        let (relationship, Some(said)) = (self.subscriber.relationship(), self.subscriber.somebody()) else {
            return Subscriber::Myself;
        };
        let known = last.and_then(Subscriber::somebody).filter(|last| is_same_person(last, said));
        let date_of_birth = if self.says_birth { said.date_of_birth } else { birth(known) };
        let somebody = said.clone().born(date_of_birth);
        Subscriber::of(relationship, Some(somebody)).unwrap_or(Subscriber::Myself)
    }
}

fn birth(known: Option<&Insured>) -> Option<NaiveDate> {
    known.and_then(|it| it.date_of_birth)
}

fn is_same_person(one: &Insured, other: &Insured) -> bool {
    let named = |it: &Insured| InsuredLines { date_of_birth: None, ..it.lines() };
    named(one) == named(other)
}
