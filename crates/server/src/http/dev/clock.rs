use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use domain::zone::PracticeZone;
use serde::Deserialize;

use super::mailbox::rendered;
use super::next::Next;
use super::shown::Shown;
use crate::http::problem::{Kind, Problem};
use crate::http::state::{AppState, Dev};
use crate::service::sessions::OpenSession;
use crate::service::{Failure, practices};

/// What a browser's field for day and time holds.
const FIELD: &str = "%Y-%m-%dT%H:%M";

/// The longest way forward at once.
const AHEAD_MAX: Duration = Duration::days(366);

#[derive(Template)]
#[template(path = "dev/clock.html")]
struct ClockPage {
    now: Shown,
    zone: PracticeZone,
    next: Option<Next>,
    /// What the field holds.
    to: String,
    problem: Option<&'static str>,
}

impl ClockPage {
    const fn is_mailbox(&self) -> bool {
        false
    }
}

/// A button, or a day and time on the practice's clock. Programs may write an instant.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockForm {
    go: Option<Go>,
    to: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Go {
    Hour,
    Day,
    Next,
}

/// The business clock.
pub async fn show(
    State(app): State<AppState>,
    signed_in: Option<OpenSession>,
) -> Result<Html<String>, Problem> {
    let zone = practices::zone(&app.desk).await?;
    let to = zone.local(app.desk.business.now()).format(FIELD).to_string();
    page(&app, signed_in.as_ref(), zone, to, None).await
}

/// Moves the business clock forward, with everything that falls due on the way.
pub async fn set(
    State(app): State<AppState>,
    signed_in: Option<OpenSession>,
    Form(form): Form<ClockForm>,
) -> Result<Response, Problem> {
    let dev = app.dev.as_ref().ok_or(Kind::NotFound)?;
    let zone = practices::zone(&app.desk).await?;
    // One at a time: two that go forward side by side would pass over what the other has just reached.
    let _turn = dev.turn.lock().await;
    let now = app.desk.business.now();
    match wanted(dev, &form, zone, now).await? {
        Ok(at) => {
            // What fell due before that is done.
            dev.worker.play_until(at).await.map_err(Failure::after_commit)?;
            app.desk.wake.notify_one();
            Ok(Redirect::to("/dev/clock").into_response())
        }
        Err(problem) => {
            let page =
                page(&app, signed_in.as_ref(), zone, form.to.unwrap_or_default(), Some(problem)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn wanted(
    dev: &Dev,
    form: &ClockForm,
    zone: PracticeZone,
    now: DateTime<Utc>,
) -> Result<Result<DateTime<Utc>, &'static str>, Problem> {
    Ok(match (form.go, form.to.as_deref()) {
        (Some(Go::Hour), _) => Ok(now + Duration::hours(1)),
        (Some(Go::Day), _) => Ok(now + Duration::days(1)),
        (Some(Go::Next), _) => Ok(dev.worker.next_due().await?.unwrap_or(now).max(now)),
        (None, to) => chosen(to.unwrap_or_default(), zone, now),
    })
}

/// The instant that somebody typed.
fn chosen(to: &str, zone: PracticeZone, now: DateTime<Utc>) -> Result<DateTime<Utc>, &'static str> {
    let at = read(to, zone).ok_or("Enter the day and the time to set the clock to.")?;
    if at < now {
        Err("The clock goes forward only. Choose a later time.")
    } else if at > now + AHEAD_MAX {
        Err("Choose a time within the next year.")
    } else {
        Ok(at)
    }
}

fn read(to: &str, zone: PracticeZone) -> Option<DateTime<Utc>> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(to) {
        return Some(instant.to_utc());
    }
    let formats = [FIELD.to_owned(), format!("{FIELD}:%S")];
    let local = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(to, format).ok())?;
    Some(zone.instant(local.date(), local.time()))
}

async fn page(
    app: &AppState,
    signed_in: Option<&OpenSession>,
    zone: PracticeZone,
    to: String,
    problem: Option<&'static str>,
) -> Result<Html<String>, Problem> {
    let (now, texts) = (app.desk.business.now(), texts::english());
    let next = Next::find(app, signed_in, zone).await?;
    rendered(&ClockPage { now: Shown::of(now, zone, texts), zone, next, to, problem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_goes_forward_on_the_practices_clock_and_not_too_far() {
        let now = "2025-12-01T14:30:00Z".parse().expect("an instant");
        let chosen = |to| chosen(to, PracticeZone::NEW_YORK, now);
        assert_eq!(chosen("2025-12-02T10:00"), Ok("2025-12-02T15:00:00Z".parse().expect("an instant")));
        assert_eq!(chosen("2025-12-01T09:30:00"), Ok(now));
        assert_eq!(chosen("2025-12-01T15:30:00+01:00"), Ok(now));
        assert!(chosen("2025-12-01T09:29").is_err_and(|it| it.contains("forward only")));
        assert!(chosen("2027-12-01T09:30").is_err_and(|it| it.contains("within the next year")));
        assert!(chosen("tomorrow").is_err_and(|it| it.contains("Enter the day")));
    }
}
