//! A link that confirms another email address of a client, which they asked to have sent to it.

use std::str::FromStr;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::contact::Email;
use crate::ids::{ClientId, EmailChangeId, PracticeId};

/// How long a link works once it was sent (product.md §5).
pub const LINK_LASTS: Duration = Duration::minutes(30);

/// Links that a client can have sent within [`ASKED_WITHIN`]: they go to mailboxes of which nobody knows whose they are.
pub const ASKED_MAX: usize = 5;

/// See [`ASKED_MAX`].
pub const ASKED_WITHIN: Duration = Duration::hours(1);

/// One link, and the address it confirms. Until it is followed the address before goes on being written to. All instants are on the
/// real clock, as those of sessions are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailChange {
    /// Its id, which tells one from the next.
    pub id: EmailChangeId,
    /// The practice.
    pub practice: PracticeId,
    /// Whose.
    pub client: ClientId,
    /// The address that holds while nobody follows the link, as it was when it was asked for.
    pub from: Option<Email>,
    /// The address that it goes to and confirms.
    pub to: Email,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Until when it works; none while it was not sent.
    pub until: Option<DateTime<Utc>>,
    /// Whether there is no mailbox that would take it.
    pub is_refused: bool,
    /// What became of it.
    pub state: LinkState,
}

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Nothing yet. A client has one of these at a time.
    Waiting,
    /// It was followed.
    Confirmed,
    /// The client wants the address before after all.
    Withdrawn,
    /// They asked for another one after it.
    Replaced,
}

impl LinkState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Confirmed, Self::Withdrawn, Self::Replaced];

    /// The word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }
}

impl FromStr for LinkState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

/// Why following a link changes nothing. It says nothing of the client: whoever has the link may have got it by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoLink {
    /// There is no such link.
    Unknown,
    /// It was followed before.
    Followed,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Withdrawn,
    /// Another one was sent after it.
    Replaced,
    /// The address was changed in another way since it was asked for.
    Overtaken,
}

impl EmailChange {
    /// Why it confirms nothing at this instant, where `kept` is the client's address; none where it does.
    #[must_use]
    pub fn no_link(&self, now: DateTime<Utc>, kept: Option<&Email>) -> Option<NoLink> {
        match self.state {
            LinkState::Confirmed => Some(NoLink::Followed),
            LinkState::Withdrawn => Some(NoLink::Withdrawn),
            LinkState::Replaced => Some(NoLink::Replaced),
            LinkState::Waiting if self.is_overtaken(kept) => Some(NoLink::Overtaken),
            LinkState::Waiting if self.until.is_none_or(|until| until <= now) => Some(NoLink::Expired),
            LinkState::Waiting => None,
        }
    }

    /// Whether the client has another address by now than the one that it was to replace.
    #[must_use]
    pub fn is_overtaken(&self, kept: Option<&Email>) -> bool {
        self.from.as_ref().map(Email::key) != kept.map(Email::key)
    }
}

/// How long a client waits for another link, who asked for some at these instants, the oldest first; none where they need not.
#[must_use]
pub fn wait_for_another(asked: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<Duration> {
    let within: Vec<_> = asked.iter().filter(|it| now - **it < ASKED_WITHIN).collect();
    let first = within.len().checked_sub(ASKED_MAX).and_then(|at| within.get(at))?;
    Some(**first + ASKED_WITHIN - now)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{at, email};

    const SENT: &str = "2025-12-01T15:00:00Z";

    fn link(state: LinkState) -> EmailChange {
        EmailChange {
            id: EmailChangeId::new(Uuid::from_u128(1)),
            practice: PracticeId::new(Uuid::from_u128(1)),
            client: ClientId::new(Uuid::from_u128(1)),
            from: Some(email("ana@mail.example")),
            to: email("ana@new.example"),
            asked_at: at(SENT),
            until: Some(at(SENT) + LINK_LASTS),
            is_refused: false,
            state,
        }
    }

    #[test]
    fn a_link_works_for_half_an_hour_and_not_before_it_was_sent() {
        let kept = email("Ana@mail.example");
        let works = |link: &EmailChange, now: &str| link.no_link(at(now), Some(&kept));
        let sent = link(LinkState::Waiting);
        assert_eq!(works(&sent, "2025-12-01T15:29:59Z"), None);
        assert_eq!(works(&sent, "2025-12-01T15:30:00Z"), Some(NoLink::Expired));
        assert_eq!(works(&EmailChange { until: None, ..sent }, SENT), Some(NoLink::Expired));
    }

    #[test]
    fn what_became_of_a_link_is_said_whenever_it_is_followed() {
        let (kept, late) = (email("ana@mail.example"), "2025-12-02T15:00:00Z");
        for (state, why) in [
            (LinkState::Waiting, NoLink::Expired),
            (LinkState::Confirmed, NoLink::Followed),
            (LinkState::Withdrawn, NoLink::Withdrawn),
            (LinkState::Replaced, NoLink::Replaced),
        ] {
            assert_eq!(link(state).no_link(at(late), Some(&kept)), Some(why));
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        for kept in [None, Some(email("ana@third.example"))] {
            assert_eq!(link(LinkState::Waiting).no_link(at(SENT), kept.as_ref()), Some(NoLink::Overtaken));
        }
    }

    #[test]
    fn the_sixth_link_within_an_hour_waits_for_the_first_to_be_an_hour_ago() {
        let asked: Vec<_> = (0..5).map(|n| at(SENT) + Duration::minutes(n)).collect();
        let now = at("2025-12-01T15:10:00Z");
        assert_eq!(wait_for_another(&asked[1..], now), None);
        assert_eq!(wait_for_another(&asked, now), Some(Duration::minutes(50)));
        assert_eq!(wait_for_another(&asked, at("2025-12-01T15:59:59Z")), Some(Duration::seconds(1)));
        assert_eq!(wait_for_another(&asked, at("2025-12-01T16:00:00Z")), None);
    }
}
