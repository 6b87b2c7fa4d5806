//! One session under a second charge id.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};
use domain::charge::ChargeKind;
use domain::fault::{Copied, Fault};
use domain::{ClientId, StaffId};
use store::charges::{OfSession, sessions_of_clients};
use store::{Access, StoreError};

use super::{CopyEntry, found};
use crate::import::alike::differ_in;
use crate::import::charges::{ChargeRow, News};
use crate::import::known::KnownIds;
use crate::import::problem::RowProblem;
use crate::import::row::shown;
use crate::import::rows::{At, Rows};

/// What tells a session from others, with what is charged for it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Identity {
    client: ClientId,
    provider: StaffId,
    day: NaiveDate,
    start: NaiveTime,
    cpt_code: String,
    kind: ChargeKind,
}

/// Names the rows among `all_news` whose session has a charge under another id, unless they say that they are a second one.
/// `all_news` are those that are not there yet or change what is there.
pub(in crate::import) async fn sessions(
    access: &impl Access,
    rows: &Rows<ChargeRow>,
    all_news: &HashSet<At<ChargeRow>>,
    ids: &KnownIds,
    news: &mut News,
) -> Result<(), StoreError> {
    let clients: HashSet<ClientId> = all_news.iter().map(|at| ids.clients[rows[*at].client]).collect();
    let there = sessions_of_clients(access, &clients.iter().copied().collect::<Vec<_>>()).await?;
    let there: HashMap<(ClientId, &str), &OfSession> =
        there.iter().map(|it| ((it.client, it.external_key.as_str()), it)).collect();
    let mut entries = Vec::new();
    for (at, row) in rows.iter().filter(|(_, row)| clients.contains(&ids.clients[row.client])) {
        let identity = Identity::of_row(row, ids);
        let before = there.get(&(identity.client, row.key.as_str()));
        let was = before.is_some_and(|it| Identity::of(it) == identity) || !all_news.contains(&at);
        entries.push((
            identity,
            CopyEntry { key: &row.key, row: Some((at, row.line)), fresh: !was, email: None },
        ));
    }
    let in_rows: HashSet<&str> = entries.iter().map(|(_, entry)| entry.key).collect();
    for it in there.values().filter(|it| !in_rows.contains(it.external_key.as_str())) {
        let entry = CopyEntry { key: &it.external_key, row: None, fresh: false, email: None };
        entries.push((Identity::of(it), entry));
    }
    refuse_false_seconds(rows, &entries, news);
    refuse_second_copies(rows, &entries, &mut news.problems);
    // Who says to be a second charge is none of the copies, in whatever order the rows come.
    let claims = |entry: &CopyEntry<'_, ChargeRow>| {
        entry.fresh && entry.row.is_some_and(|(at, _)| rows[at].second_of.is_some())
    };
    for copy in found(entries.into_iter().filter(|(_, entry)| !claims(entry))) {
        news.problems.push(rows[copy.at].problem("charge_id", copy.fault(Copied::Session)));
    }
    Ok(())
}

/// A second charge has to name another one of its session.
fn refuse_false_seconds(
    rows: &Rows<ChargeRow>,
    entries: &[(Identity, CopyEntry<'_, ChargeRow>)],
    news: &mut News,
) {
    let charges: HashSet<(&Identity, &str)> =
        entries.iter().map(|(identity, entry)| (identity, entry.key)).collect();
    for (identity, entry) in entries.iter().filter(|(_, entry)| entry.fresh) {
        let Some((at, row)) = entry.row.map(|(at, _)| (at, &rows[at])) else { continue };
        let Some(first) = row.second_of.as_deref() else { continue };
        if first == row.key || !charges.contains(&(identity, first)) {
            // Where the first one is refused, this says nothing wrong.
            if let Some(on) = rows.refused_keyed(first) {
                news.hanging.push((at, on));
                continue;
            }
            news.problems.push(row.problem("second_of", Fault::NotSecond { of: shown(first) }));
        }
    }
}

/// A second charge has an id of its own. One that differs from another of the session in a trifle is the other, written anew.
fn refuse_second_copies(
    rows: &Rows<ChargeRow>,
    entries: &[(Identity, CopyEntry<'_, ChargeRow>)],
    problems: &mut Vec<RowProblem>,
) {
    let mut sessions: HashMap<&Identity, Vec<&CopyEntry<'_, ChargeRow>>> = HashMap::new();
    for (identity, entry) in entries {
        sessions.entry(identity).or_default().push(entry);
    }
    for (identity, entry) in entries.iter().filter(|(_, entry)| entry.fresh) {
        let Some((at, _)) = entry.row.filter(|(at, _)| rows[*at].second_of.is_some()) else { continue };
        let other = sessions[identity].iter().find(|it| differ_in(it.key, entry.key).is_some());
        if let Some(other) = other {
            let fault = other.copied(at, entry.key).fault(Copied::SecondCharge);
            problems.push(rows[at].problem("charge_id", fault));
        }
    }
}

impl Identity {
    fn of_row(row: &ChargeRow, ids: &KnownIds) -> Self {
        Self {
            client: ids.clients[row.client],
            provider: ids.staff[row.provider],
            day: row.session.day,
            start: row.session.start,
            cpt_code: row.session.cpt_code.clone(),
            kind: row.kind,
        }
    }

    fn of(it: &OfSession) -> Self {
        Self {
            client: it.client,
            provider: it.provider,
            day: it.day,
            start: it.start,
            cpt_code: it.cpt_code.clone(),
            kind: it.kind,
        }
    }
}
