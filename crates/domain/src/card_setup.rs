//! A client sets a card up on the processor's own page: what they agreed to, and what came of it.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::ids::{CardSetupId, ClientId, LoginId, PaymentMethodId, PracticeId};

/// The day of the words by which a client agrees to later charges (`card_consent` in the catalogue). Other words are of another day.
pub const CONSENT_OF: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 28) {
    Some(day) => day,
    None => panic!("a day of the calendar"),
};

/// Setups that a client can begin within [`BEGUN_WITHIN`]. Whoever tries out stolen cards needs many.
pub const BEGUN_MAX: usize = 10;

/// See [`BEGUN_MAX`].
pub const BEGUN_WITHIN: Duration = Duration::hours(1);

/// For so long what was begun and came to no page is gone on with, under the same keys. The processor keeps them for 24 hours.
pub const KEYS_HOLD: Duration = Duration::hours(20);

/// After so long nothing can come of a page any more: the processor closes it after 24 hours.
const PAGE_LASTS: Duration = Duration::hours(25);

/// How long after its beginning the processor is asked by itself what came of a page, for whoever does not come back from it; hourly
/// after that.
const LOOKS: [Duration; 5] = [
    Duration::minutes(2),
    Duration::minutes(5),
    Duration::minutes(15),
    Duration::minutes(30),
    Duration::hours(1),
];

/// One setting up of a card. All instants are on the real clock, as those of sessions are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSetup {
    /// Its id. The processor is asked for customer and page under keys made of it.
    pub id: CardSetupId,
    /// The practice.
    pub practice: PracticeId,
    /// Whose card.
    pub client: ClientId,
    /// By whose sign-in it was begun.
    pub login: LoginId,
    /// What they agreed to.
    pub consent: Consent,
    /// Whether charges are to be taken with the card at once, whatever others there are.
    pub make_default: bool,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// How far it got.
    pub state: SetupState,
    /// When the processor is asked next what came of it; none once that is known.
    pub due_at: Option<DateTime<Utc>>,
}

/// The words by which a client agreed to later charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The day of the words.
    pub of: NaiveDate,
    /// The words, as they were shown.
    pub words: String,
}

/// How far a setup got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupState {
    /// The processor was, or is about to be, asked for a page.
    Begun,
    /// The client is led to a page.
    Open(Page),
    /// A card was set up on it, and is the client's.
    Done(Page, PaymentMethodId),
    /// Nothing came of it, and nothing can any more.
    Over(Option<Page>),
}

/// A page of the processor's, for one of its customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The processor's id of it, which the way back names.
    pub session: String,
    /// The processor's id of the customer whose card it sets up.
    pub customer: String,
}

impl SetupState {
    /// The word in tables.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Open(_) => "open",
            Self::Done(..) => "done",
            Self::Over(_) => "over",
        }
    }

    /// The page, once there is one.
    #[must_use]
    pub const fn page(&self) -> Option<&Page> {
        match self {
            Self::Begun => None,
            Self::Open(page) | Self::Done(page, _) => Some(page),
            Self::Over(page) => page.as_ref(),
        }
    }
}

impl CardSetup {
    /// When the processor is asked again what came of it, after it was asked at `now` and had nothing; none once nothing can.
    #[must_use]
    pub fn next_look(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let planned = LOOKS.into_iter().map(|after| self.begun_at + after).find(|at| *at > now);
        let next = planned.unwrap_or(now + Duration::hours(1));
        (now < self.begun_at + PAGE_LASTS).then_some(next)
    }

    /// Whether what was begun and came to no page is gone on with, rather than begun anew: an answer of the processor's was lost, or ours.
    #[must_use]
    pub fn is_gone_on_with(&self, now: DateTime<Utc>) -> bool {
        self.state == SetupState::Begun && now < self.begun_at + KEYS_HOLD
    }
}

/// How long a client has to wait who began setups at these instants, the oldest first; none where they may begin another at `now`.
#[must_use]
pub fn wait_for_another(begun: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<Duration> {
    let first_that_counts = begun.len().checked_sub(BEGUN_MAX)?;
    begun.get(first_that_counts).map(|at| *at + BEGUN_WITHIN - now).filter(|wait| *wait > Duration::zero())
}

/// What coming back from a page came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// A card was set up.
    Card(PaymentMethodId),
    /// Nothing was, yet.
    Nothing,
    /// Nothing was, and nothing can be any more.
    Over,
    /// There is no such page of this client's.
    Unknown,
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{at, card_setup};

    #[test]
    fn who_does_not_come_back_is_looked_after_until_nothing_can_come_of_the_page() {
        let setup = card_setup(1);
        let (mut now, mut looks) = (setup.begun_at, Vec::new());
        while let Some(next) = setup.next_look(now) {
            assert!(next > now);
            looks.push((next - setup.begun_at).num_minutes());
            now = next;
        }
        assert_eq!(looks[..6], [2, 5, 15, 30, 60, 120]);
        assert!(looks.last().is_some_and(|last| *last >= 25 * 60), "{looks:?}");
    }

    #[test]
    fn what_came_to_no_page_is_gone_on_with_while_the_processor_keeps_its_keys() {
        let setup = CardSetup { state: SetupState::Begun, ..card_setup(1) };
        assert!(setup.is_gone_on_with(setup.begun_at + Duration::hours(19)));
        assert!(!setup.is_gone_on_with(setup.begun_at + Duration::hours(20)));
        assert!(!card_setup(1).is_gone_on_with(setup.begun_at), "it has a page");
    }

    #[test]
    fn ten_setups_can_be_begun_in_an_hour() {
        let now = at("2025-12-01T15:00:00Z");
        let begun: Vec<_> = (0..10).map(|n| now - Duration::minutes(50 - n)).collect();
        assert_eq!(wait_for_another(&begun[1..], now), None);
        assert_eq!(wait_for_another(&begun, now), Some(Duration::minutes(10)));
        assert_eq!(wait_for_another(&begun, now + Duration::minutes(10)), None);
    }
}
