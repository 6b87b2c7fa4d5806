use chrono::{DateTime, Duration, Utc};
use domain::task::Team;
use indicatif::HumanCount;

use crate::command::printing::{instant, table as rows_drawn};
use crate::service::tasks::ListedTask;

/// The tasks as a table for a person, and how many they are. In a terminal long cells are wrapped; elsewhere a task is a line.
pub fn drawn(listed: &[ListedTask], now: DateTime<Utc>) -> String {
    let open = listed.iter().filter(|it| it.task.resolved.is_none()).count();
    let count = match open {
        0 => "Nothing is open.".to_owned(),
        1 => "1 task is open.".to_owned(),
        many => format!("{} tasks are open.", HumanCount(many as u64)),
    };
    if listed.is_empty() {
        return count + "\n";
    }
    let has_several = listed.iter().any(|it| it.practice.id != listed[0].practice.id);
    let has_done = open < listed.len();
    let heading = columns(has_several, has_done).into_iter().map(str::to_owned).collect();
    let rows = listed.iter().map(|it| cells(it, now, has_several, has_done));
    rows_drawn(std::iter::once(heading).chain(rows)) + &count + "\n"
}

/// One task with all that is known of it.
pub fn one(it: &ListedTask) -> String {
    let zone = it.practice.zone;
    let mut rows = vec![
        ("task", it.task.id.to_string()),
        ("practice", format!("{} ({})", it.practice.name, it.practice.external_key)),
        ("team", team(it.task.team).to_owned()),
        ("topic", it.task.reason.topic().as_str().to_owned()),
        ("since", instant(it.task.created_at, zone)),
        ("note", texts::english().task(&it.task.reason)),
    ];
    rows.extend(it.client.as_ref().map(|whom| ("client", format!("{} ({})", whom.name, whom.key))));
    rows.extend(it.charge_key.clone().map(|key| ("charge", key)));
    match &it.task.resolved {
        None => rows.push(("state", "open".to_owned())),
        Some(resolution) => {
            rows.push(("state", format!("done {}", instant(resolution.at, zone))));
            let said = resolution.said.as_ref();
            rows.extend(it.resolved_by.clone().map(|by| ("by", by)));
            rows.extend(said.map(|said| ("what was done", said.reason.clone())));
        }
    }
    rows_drawn(rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]))
}

fn columns(has_several: bool, has_done: bool) -> Vec<&'static str> {
    let mut columns = vec!["id", "age", "since"];
    columns.extend(has_done.then_some("done"));
    columns.extend(has_several.then_some("practice"));
    columns.extend(["team", "topic", "client", "charge", "note"]);
    columns
}

fn cells(it: &ListedTask, now: DateTime<Utc>, has_several: bool, has_done: bool) -> Vec<String> {
    let mut cells = vec![it.task.id.to_string(), age(now - it.task.created_at), it.since().to_string()];
    cells.extend(has_done.then(|| it.done().map(|day| day.to_string()).unwrap_or_default()));
    cells.extend(has_several.then(|| it.practice.external_key.clone()));
    cells.extend([
        team(it.task.team).to_owned(),
        it.task.reason.topic().as_str().to_owned(),
        it.client.as_ref().map(|whom| format!("{} ({})", whom.name, whom.key)).unwrap_or_default(),
        it.charge_key.clone().unwrap_or_default(),
        texts::english().task(&it.task.reason),
    ]);
    cells
}

/// How the screens call it.
const fn team(team: Team) -> &'static str {
    match team {
        Team::ClientSupport => "Client Support",
        Team::ClientBillingSupport => "Client Billing Support",
    }
}

fn age(age: Duration) -> String {
    match (age.num_days(), age.num_hours(), age.num_minutes().max(0)) {
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, _) => format!("{hours} h"),
        (1, _, _) => "1 day".to_owned(),
        (days, _, _) => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_its_largest_unit() {
        for (minutes, told) in
            [(-5, "0 min"), (59, "59 min"), (60, "1 h"), (1_439, "23 h"), (1_440, "1 day"), (2_880, "2 days")]
        {
            assert_eq!(age(Duration::minutes(minutes)), told);
        }
    }
}
