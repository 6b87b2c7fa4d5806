use chrono::{DateTime, Duration, Utc};
use comfy_table::{ContentArrangement, Table, presets};
use domain::task::Team;
use indicatif::HumanCount;

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
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(columns(has_several, has_done));
    table.add_rows(listed.iter().map(|it| cells(it, now, has_several, has_done)));
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
    lines.concat() + &count + "\n"
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
    cells.iter().map(|cell| one_line(cell)).collect()
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

/// Without what would break the line or steer the terminal: names and notes come from elsewhere.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
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
