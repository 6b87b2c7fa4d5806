use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use chrono::SecondsFormat;
use csv::Writer;

use super::opening::open;
use crate::config::ChangesSettings;
use crate::service::changes::{self, ChangedBy, ChangesQuery, ListedChange, Told};

/// Prints what was changed in the desk as CSV.
pub async fn run(settings: &ChangesSettings) -> Result<ExitCode> {
    let store = open(&settings.stored).await?;
    let asked = ChangesQuery { since: settings.since, practice: settings.practice.clone() };
    let listed = changes::list(&store, &asked).await?;
    match io::stdout().lock().write_all(&written(&listed)?) {
        // Whoever reads has seen enough, as `head` does after some lines.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => Ok(written.map(|()| ExitCode::SUCCESS)?),
    }
}

const TITLES: [&str; 9] =
    ["practice_id", "client_id", "charge_id", "coverage_id", "column", "was", "is", "at", "by"];

fn written(listed: &[ListedChange]) -> Result<Vec<u8>> {
    let mut csv = Writer::from_writer(Vec::new());
    csv.write_record(TITLES)?;
    for it in listed {
        let by = match &it.by {
            ChangedBy::Client => "client".to_owned(),
            ChangedBy::Staff(key) => format!("staff {key}"),
            ChangedBy::Desk => "desk".to_owned(),
            ChangedBy::Operator => "operator".to_owned(),
        };
        csv.write_record([
            harmless(&it.practice),
            harmless(&it.client),
            harmless(it.charge.as_deref().unwrap_or_default()),
            harmless(it.coverage.as_deref().unwrap_or_default()),
            it.column.to_owned(),
            cell(&it.was),
            cell(&it.is),
            it.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            by,
        ])?;
    }
    Ok(csv.into_inner()?)
}

fn cell(told: &Told) -> String {
    match told {
        Told::Nothing => String::new(),
        Told::Exact(text) => text.clone(),
        Told::Text(text) => harmless(text),
    }
}

/// What a spreadsheet would calculate with is told to be text, by a mark that it does not show.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spreadsheet_calculates_with_what_a_person_wrote() {
        for text in ["=1+1", "+cmd|' /C calc'!A1", "-2", "@SUM(A1)", "\t=1"] {
            assert_eq!(cell(&Told::Text(text.to_owned())), format!("'{text}"));
        }
        for text in ["Paid twice", "2-3", "a=b", ""] {
            assert_eq!(cell(&Told::Text(text.to_owned())), text);
        }
        assert_eq!(cell(&Told::Exact("+442079460123".to_owned())), "+442079460123");
    }
}
