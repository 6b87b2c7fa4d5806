use chrono::{DateTime, NaiveDate, Utc};
use domain::actor::Actor;
use domain::task::TaskReason;
use serde::Serialize;

use crate::service::tasks::ListedTask;

/// A task as programs read it.
#[derive(Debug, Serialize)]
struct TaskRow<'a> {
    id: String,
    /// The practice's own id.
    practice: &'a str,
    team: &'static str,
    topic: &'static str,
    /// The code of what came up, with its facts.
    reason: &'a TaskReason,
    /// None where it is about the practice as a whole.
    client: Option<ClientCell<'a>>,
    /// The practice's own id of the charge.
    charge: Option<&'a str>,
    /// The same as a sentence.
    note: String,
    created_at: DateTime<Utc>,
    /// The day of that in the practice's zone.
    since: NaiveDate,
    resolved_at: Option<DateTime<Utc>>,
    /// None where what it was about has settled itself.
    resolved_by: Option<Actor>,
    resolved_why: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ClientCell<'a> {
    /// The practice's own id.
    id: &'a str,
    name: &'a str,
}

/// A list of objects, one a task.
pub fn written(listed: &[ListedTask]) -> serde_json::Result<String> {
    let rows: Vec<TaskRow<'_>> = listed.iter().map(row).collect();
    Ok(serde_json::to_string_pretty(&rows)? + "\n")
}

/// One object.
pub fn one(it: &ListedTask) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(&row(it))? + "\n")
}

fn row(it: &ListedTask) -> TaskRow<'_> {
    let said = it.task.resolved.as_ref().and_then(|it| it.said.as_ref());
    TaskRow {
        id: it.task.id.to_string(),
        practice: &it.practice.external_key,
        team: it.task.team.as_str(),
        topic: it.task.reason.topic().as_str(),
        reason: &it.task.reason,
        client: it.client.as_ref().map(|whom| ClientCell { id: &whom.key, name: &whom.name }),
        charge: it.charge_key.as_deref(),
        note: texts::english().task(&it.task.reason),
        created_at: it.task.created_at,
        since: it.since(),
        resolved_at: it.task.resolved.as_ref().map(|it| it.at),
        resolved_by: said.map(|it| it.by),
        resolved_why: said.map(|it| it.reason.as_str()),
    }
}
