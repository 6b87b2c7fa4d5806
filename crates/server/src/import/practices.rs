//! `practices.csv`: practices, where their days are and how their support is reached.

use std::path::Path;

use chrono::NaiveDate;
use domain::PracticeId;
use domain::policy::HISTORY_FROM;
use domain::zone::PracticeZone;
use store::practices::{self, Practice, Support};
use store::{StoreError, Tally};

use super::apply::Bringing;
use super::cell;
use super::problem::Problems;
use super::row::Row;
use super::rows::{ForEach, Rows};
use super::sheet::{Column, Sheet};

pub(super) const FILE: &str = "practices.csv";

static SHEET: Sheet = Sheet {
    file: FILE,
    columns: &[
        Column::must("practice_id"),
        Column::must("name"),
        Column::must("time_zone"),
        Column::must("support_phone"),
        Column::must("support_email"),
        Column::must("support_hours"),
        Column::may("history_from"),
    ],
};

/// A good row.
#[derive(Debug)]
pub(super) struct PracticeRow {
    key: String,
    name: String,
    pub(super) zone: PracticeZone,
    support: Support,
    history_from: NaiveDate,
}

pub(super) fn read(dir: &Path, problems: &mut Problems) -> Rows<PracticeRow> {
    let mut rows = Rows::new();
    SHEET.read(dir, problems, |row| {
        if let Some(it) = practice(row, &mut rows) {
            rows.push(&it.key.clone(), it);
        }
    });
    rows
}

fn practice(row: &mut Row<'_>, rows: &mut Rows<PracticeRow>) -> Option<PracticeRow> {
    let key = row.key("practice_id", rows);
    let name = row.read("name", cell::text);
    let zone = row.read("time_zone", |text| text.parse::<PracticeZone>().map_err(|it| it.to_string()));
    let phone = row.read("support_phone", cell::phone);
    let email = row.read("support_email", cell::email);
    let hours = row.read("support_hours", cell::text);
    let history_from = row.read_if_given("history_from", cell::day);
    Some(PracticeRow {
        key: key?,
        name: name?,
        zone: zone?,
        support: Support { phone: phone?, email: email?, hours: hours? },
        history_from: history_from?.unwrap_or(HISTORY_FROM),
    })
}

/// Writes the practices; gives their ids back.
pub(super) async fn put(
    rows: &Rows<PracticeRow>,
    bringing: &mut Bringing<'_>,
) -> Result<(ForEach<PracticeRow, PracticeId>, Tally), StoreError> {
    let there = practices::keys(bringing.unit).await?;
    let ids = rows.for_each(|row| {
        there.get(&row.key).copied().unwrap_or_else(|| PracticeId::new((bringing.make_id)()))
    });
    let practices: Vec<Practice> = rows
        .iter()
        .map(|(at, row)| Practice {
            id: ids[at],
            external_key: row.key.clone(),
            name: row.name.clone(),
            zone: row.zone,
            support: row.support.clone(),
            history_from: row.history_from,
        })
        .collect();
    let tally = practices::put(bringing.unit, &practices).await?;
    Ok((ids, tally))
}
