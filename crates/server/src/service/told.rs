//! What clients are told of what was done with their charges. Whoever asks first what would be done, and whoever does it, are told the
//! same.

use chrono::{DateTime, Utc};
use domain::charge::{Charge, ChargeState};
use domain::contact::Email;
use domain::language::Language;
use domain::policy::Policy;
use domain::reschedule::SupportChoice;
use domain::withdrawal::Withdrawn;
use domain::zone::PracticeZone;

use crate::desk::Desk;
use crate::mail::letter::Rendered;
use crate::mail::{CameTo, Composed, Concerned, Gathered, Message, composed};
use crate::service::Failure;

/// What the client of a charge is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// This.
    Mail(Message),
    /// A new notice, which goes out at once and says all that is to be said.
    NoticeNow {
        /// Whether they were told of the charge before.
        replaces: bool,
    },
    /// Nothing before the notice, which is due then.
    NoticeAt(DateTime<Utc>),
    /// Nothing: they were not told of the charge, and now there is nothing to tell.
    Nothing,
}

/// A mail as it would leave.
#[derive(Clone, Debug)]
pub struct MailPreview {
    /// Where it would go; none where no address of the client works.
    pub to: Option<Email>,
    /// In which language.
    pub language: Language,
    /// What it would say.
    pub rendered: Rendered,
}

/// The mail that tells a client of it, were `charge` as it is here; none where nothing is told at once.
///
/// # Errors
/// When the store fails.
pub async fn mail_preview(desk: &Desk, charge: &Charge, told: &Told) -> Result<Option<MailPreview>, Failure> {
    let message = match told {
        Told::Mail(message) => message.clone(),
        Told::NoticeNow { replaces } => Message::UpcomingPayment { replaces: *replaces },
        Told::NoticeAt(_) | Told::Nothing => return Ok(None),
    };
    let concerned = Concerned { charge: Some(charge.id), client: charge.client, practice: charge.practice };
    let gathered = Gathered::of(&desk.store.reader(), desk.business.now(), &[concerned]).await?;
    let gathered = gathered.with(charge.clone());
    let Some(source) = gathered.source(concerned, &desk.public_url) else { return Ok(None) };
    let Some(Composed { letter, .. }) = composed(&message, &source, 0) else { return Ok(None) };
    let texts = source.about.texts;
    let rendered = letter.render(texts).map_err(|error| Failure::Broken(error.into()))?;
    Ok(Some(MailPreview { to: source.client.reachable_at().cloned(), language: texts.language(), rendered }))
}

/// When and by which terms a client is told something.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    /// Whether they were told of the charge before.
    pub was_told: bool,
    /// Where the practice's days are.
    pub zone: PracticeZone,
    /// Its policy of today.
    pub policy: Policy,
    /// When.
    pub now: DateTime<Utc>,
}

impl Telling {
    /// Of a charge that is not taken as planned: what was `before` comes to `after`.
    #[must_use]
    pub fn of_withdrawal(self, said: &Withdrawn, before: &ChargeState, after: &ChargeState) -> Told {
        let notice = self.of_notice(after);
        match (said, notice) {
            (_, Some(notice)) if !self.was_told => notice,
            (_, None) if !self.was_told => Told::Nothing,
            (Withdrawn::Held { .. }, _) => Told::Mail(Message::Held { since: self.now }),
            (_, Some(notice @ Told::NoticeNow { .. })) => notice,
            (
                Withdrawn::Settled { .. }
                | Withdrawn::Waived(_)
                | Withdrawn::NothingDue(_)
                | Withdrawn::Changed { .. },
                _,
            ) => {
                let day = before.day_told(self.now);
                CameTo::of(after).map_or(Told::Nothing, |to| Told::Mail(Message::CalledOff { day, to }))
            }
        }
    }

    /// Of a charge that was on hold and comes to `after`.
    #[must_use]
    pub fn of_release(self, after: &ChargeState) -> Told {
        match self.of_notice(after) {
            Some(notice @ Told::NoticeNow { .. }) => notice,
            Some(notice) if !self.was_told => notice,
            Some(_) | None => Told::Mail(Message::Released),
        }
    }

    /// Of a charge that was not paid by another way after all.
    #[must_use]
    pub fn of_debt(self, after: &ChargeState) -> Told {
        self.of_notice(after).unwrap_or(Told::Nothing)
    }

    /// Of a move by support.
    #[must_use]
    pub fn of_move(self, choice: &SupportChoice) -> Told {
        match choice {
            SupportChoice::Unchanged => Told::Nothing,
            SupportChoice::Announced { from, to } => {
                Told::Mail(Message::DateChanged { from: *from, to: to.announced.day })
            }
            SupportChoice::Wished { to, .. } => self.of_debt(&ChargeState::Scheduled(to.clone())),
        }
    }

    /// The notice of a charge that is to be announced; none where nothing is.
    fn of_notice(self, after: &ChargeState) -> Option<Told> {
        let ChargeState::Scheduled(_) = after else { return None };
        let at = after.due_at(self.zone, &self.policy, self.now)?;
        Some(if at <= self.now { Told::NoticeNow { replaces: self.was_told } } else { Told::NoticeAt(at) })
    }
}
