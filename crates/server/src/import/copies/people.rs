//! People and practices under a second id.

use std::collections::HashSet;

use domain::PracticeId;
use domain::contact::Email;
use domain::fault::Copied;
use domain::name::{LegalName, NamePart};

use super::{CopyEntry, folded, found};
use crate::import::known::{KnownIds, KnownRows};
use crate::import::problem::{Problems, RowProblem};
use crate::import::records::Records;
use crate::import::rows::At;
use crate::import::{clients, practices, staff};

/// Practices that are there under another id: of one name and one address of support. Everything of such a practice would
/// come a second time.
pub(in crate::import) fn practices(records: &Records, known: &KnownRows) -> Problems {
    let rows = records.practices.iter().map(|(at, row)| {
        let fresh = known.practice(&row.key).is_none();
        (folded(&row.name), entry(&row.key, Some((at, row.line)), fresh, Some(&row.support.email)))
    });
    let in_rows: HashSet<&str> = records.practices.iter().map(|(_, row)| row.key.as_str()).collect();
    let others = known.practices.iter().filter(|it| !in_rows.contains(it.external_key.as_str()));
    let others =
        others.map(|it| (folded(&it.name), entry(&it.external_key, None, false, Some(&it.support.email))));
    let copies = found(rows.chain(others));
    let mut problems = Problems::default();
    problems.extend(copies.iter().map(|copy| {
        let line = records.practices[copy.at].line;
        RowProblem::of_row(practices::FILE, line, "practice_id", copy.fault(Copied::Practice))
    }));
    problems
}

/// People on the staff who are there under another id: of one name, role and address. Their sessions would count as others. Beside the
/// problems, the ids that are there.
pub(in crate::import) fn staff(
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
) -> (Problems, Vec<String>) {
    let of = |practice: PracticeId, name: &str, role| (practice, folded(name), role);
    let rows = records.staff.iter().map(|(at, row)| {
        let practice = ids.practices[row.practice];
        let fresh = !known.staff.contains_key(&(practice, row.key.clone()));
        (of(practice, &row.name, row.role), entry(&row.key, Some((at, row.line)), fresh, Some(&row.email)))
    });
    let in_rows: HashSet<_> = records.staff.iter().map(|(at, _)| ids.staff[at]).collect();
    let others = known.staff.values().filter(|it| !in_rows.contains(&it.id)).map(|it| {
        (of(it.practice, &it.name, it.role), entry(&it.external_key, None, false, Some(&it.email)))
    });
    let copies = found(rows.chain(others));
    let mut problems = Problems::default();
    problems.extend(copies.iter().map(|copy| {
        let line = records.staff[copy.at].line;
        RowProblem::of_row(staff::FILE, line, "staff_id", copy.fault(Copied::Staff))
    }));
    (problems, copies.iter().map(|copy| copy.of.to_owned()).collect())
}

/// Clients who are there under another id: of one legal name and day of birth, and of one address where both have one. Beside the
/// problems, the ids that are there.
pub(in crate::import) fn clients(
    records: &Records,
    ids: &KnownIds,
    known: &KnownRows,
) -> (Problems, Vec<String>) {
    let of = |practice: PracticeId, name: &LegalName, born| (practice, legal(name), born);
    let rows = records.clients.iter().map(|(at, row)| {
        let practice = ids.practices[row.practice];
        let before = known.clients.get(&(practice, row.key.clone()));
        // Whoever was there as this person is no second copy by what changes now.
        let was = before.is_some_and(|it| {
            legal(&it.name.legal) == legal(&row.name) && it.date_of_birth == row.date_of_birth
        });
        let identity = of(practice, &row.name, row.date_of_birth);
        (identity, entry(&row.key, Some((at, row.line)), !was, row.email.as_ref()))
    });
    let in_rows: HashSet<_> = records.clients.iter().map(|(at, _)| ids.clients[at]).collect();
    let others = known.clients.values().filter(|it| !in_rows.contains(&it.id)).map(|it| {
        let identity = of(it.practice, &it.name.legal, it.date_of_birth);
        (identity, entry(&it.external_key, None, false, it.email.as_ref()))
    });
    let copies = found(rows.chain(others));
    let mut problems = Problems::default();
    problems.extend(
        copies
            .iter()
            .map(|copy| clients::problem(&records.clients[copy.at], "client_id", copy.fault(Copied::Client))),
    );
    (problems, copies.iter().map(|copy| copy.of.to_owned()).collect())
}

fn legal(name: &LegalName) -> String {
    // Of somebody with one name, one system says that it is the first and another that it is the last.
    let parts = name.first().into_iter().chain(name.last()).map(NamePart::as_str);
    folded(&parts.collect::<Vec<_>>().join(" "))
}

fn entry<'a, T>(
    key: &'a str,
    row: Option<(At<T>, u64)>,
    fresh: bool,
    email: Option<&Email>,
) -> CopyEntry<'a, T> {
    CopyEntry { key, row, fresh, email: email.map(Email::key) }
}
