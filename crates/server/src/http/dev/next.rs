//! What happens next, in words.

use chrono::{DateTime, Utc};
use domain::zone::PracticeZone;
use texts::Texts;

use super::shown::Shown;
use crate::http::problem::{Kind, Problem};
use crate::http::state::AppState;
use crate::service::next_event::{self, NextEvent, What};
use crate::service::sessions::{Access, OpenSession};

/// What happens next, as the bar and the clock say it.
#[derive(Debug)]
pub struct Next {
    /// What it is, such as `notice about $25.00 to Ana Rivera and 2 more`.
    pub what: String,
    /// When.
    pub at: Shown,
}

impl Next {
    /// What happens next by itself, and of that first what is about whoever is signed in.
    pub async fn find(
        app: &AppState,
        signed_in: Option<&OpenSession>,
        zone: PracticeZone,
    ) -> Result<Option<Self>, Problem> {
        let dev = app.dev.as_ref().ok_or(Kind::NotFound)?;
        let now = app.desk.business.now();
        let Some(due) = dev.worker.next_due().await?.filter(|due| *due > now) else { return Ok(None) };
        let theirs = match signed_in.map(|open| &open.access) {
            Some(Access::Clients(access)) => access.clients(),
            Some(Access::Provider(_) | Access::Staff(_)) | None => &[],
        };
        let event = next_event::at(&app.desk, due, theirs).await?;
        Ok(event.map(|event| Self::of(event, zone, now, texts::english())))
    }

    /// The event, seen at `now`.
    fn of(event: NextEvent, zone: PracticeZone, now: DateTime<Utc>, texts: Texts) -> Self {
        let at = Shown::short(event.at, zone, now, texts);
        Self { what: what(&event), at }
    }
}

fn what(event: &NextEvent) -> String {
    let amount = event.amount.map(|amount| format!(" {amount}")).unwrap_or_default();
    let client = |before: &str| event.client.as_ref().map(|it| format!(" {before} {it}")).unwrap_or_default();
    let first = match event.what {
        What::Notice => format!("notice about{amount}{}", client("to")),
        What::Payment => format!("payment of{amount}{}", client("by")),
        What::Retry => format!("another try at{amount}{}", client("from")),
        What::Look => format!("look for a new card or a confirmation{} for{amount}", client("from")),
        What::Reminder => format!("reminder of a payment{}", client("to")),
        What::Mail => format!("mail{}", client("to")),
    };
    match event.more {
        0 => first,
        more => format!("{first}, and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use domain::Money;

    use super::*;

    #[test]
    fn an_event_is_named_with_whom_it_is_about_and_how_much_else_happens_then() {
        let now = "2025-12-01T14:00:00Z".parse().expect("an instant");
        let event = |what, amount, more| NextEvent {
            at: "2025-12-01T15:00:00Z".parse().expect("an instant"),
            what,
            client: Some("Ana Rivera".to_owned()),
            amount,
            more,
        };
        for (what, amount, more, words) in [
            (What::Notice, Some(Money::usd(2_500)), 0, "notice about $25.00 to Ana Rivera"),
            (What::Payment, Some(Money::usd(2_500)), 2, "payment of $25.00 by Ana Rivera, and 2 more"),
            (What::Retry, Some(Money::usd(2_500)), 0, "another try at $25.00 from Ana Rivera"),
            (
                What::Look,
                Some(Money::usd(2_500)),
                0,
                "look for a new card or a confirmation from Ana Rivera for $25.00",
            ),
            (What::Reminder, None, 0, "reminder of a payment to Ana Rivera"),
        ] {
            let next = Next::of(event(what, amount, more), PracticeZone::NEW_YORK, now, texts::english());
            assert_eq!((next.what.as_str(), next.at.words.as_str()), (words, "Mon, Dec 1, 10:00 AM"));
        }
    }
}
