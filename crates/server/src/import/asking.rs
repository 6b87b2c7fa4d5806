//! What support is asked to find out when an export is brought in.

use domain::charge::Charge;
use domain::client::Client;
use domain::subject::Subject;
use domain::task::{DisputedDetail, PaymentDifference, Task, TaskReason, TaskTopic, Team};
use domain::{ClientId, PracticeId, TaskId};
use store::{StoreError, tasks};

use super::apply::Bringing;

/// Whom something is asked about.
#[derive(Clone, Copy)]
struct About {
    practice: PracticeId,
    client: ClientId,
    subject: Subject,
}

impl About {
    const fn charge(it: &Charge) -> Self {
        Self { practice: it.practice, client: it.client, subject: Subject::Charge(it.id) }
    }
}

impl Bringing<'_> {
    /// Asks Client Billing Support to look at the charge; `false` when they were asked something about it before and have not done so
    /// yet.
    pub(super) async fn ask_support(
        &mut self,
        charge: &Charge,
        reason: TaskReason,
    ) -> Result<bool, StoreError> {
        self.ask(About::charge(charge), Team::ClientBillingSupport, reason).await
    }

    /// Asks Client Support which is right of what the desk and the export have of a client.
    pub(super) async fn ask_about(
        &mut self,
        client: &Client,
        detail: DisputedDetail,
    ) -> Result<(), StoreError> {
        let (practice, subject) = (client.practice, Subject::Client(client.id));
        let about = About { practice, client: client.id, subject };
        self.ask_anew(about, Team::ClientSupport, TaskReason::DetailDisputed { detail }).await
    }

    /// Asks Client Billing Support which is right of what the desk and the export have of a charge.
    pub(super) async fn ask_about_charge(
        &mut self,
        charge: &Charge,
        detail: DisputedDetail,
    ) -> Result<(), StoreError> {
        let reason = TaskReason::DetailDisputed { detail };
        self.ask_anew(About::charge(charge), Team::ClientBillingSupport, reason).await
    }

    /// Desk and export say the same of a charge, so nobody has to find out any more.
    pub(super) async fn same_is_said(&mut self, charge: &Charge) -> Result<(), StoreError> {
        self.settled(About::charge(charge), TaskTopic::Detail).await
    }

    /// An export no longer says of money given back what the processor does not know, so nobody has to look any more.
    pub(super) async fn refund_agrees(&mut self, charge: &Charge) -> Result<(), StoreError> {
        let (about, topic) = (About::charge(charge), TaskTopic::Payment);
        let latest = tasks::latest_about(self.unit, about.practice, about.subject, topic).await?;
        match latest.map(|it| (it.reason, it.resolved)) {
            Some((
                TaskReason::PaymentDiffers { difference: PaymentDifference::RefundUnknown { .. } },
                None,
            )) => self.settled(about, topic).await,
            Some(_) | None => Ok(()),
        }
    }

    /// What they were asked before about the same and have not found out yet is no longer the question.
    async fn ask_anew(&mut self, about: About, team: Team, reason: TaskReason) -> Result<(), StoreError> {
        self.settled(about, reason.topic()).await?;
        self.ask(about, team, reason).await.map(drop)
    }

    async fn settled(&mut self, about: About, topic: TaskTopic) -> Result<(), StoreError> {
        tasks::resolve_about(self.unit, about.practice, about.subject, topic, self.now).await
    }

    async fn ask(&mut self, about: About, team: Team, reason: TaskReason) -> Result<bool, StoreError> {
        let About { practice, client, subject } = about;
        let task = Task {
            id: TaskId::new((self.make_id)()),
            practice,
            client: Some(client),
            subject,
            team,
            reason,
            created_at: self.now,
            resolved: None,
        };
        tasks::open(self.unit, &task).await
    }
}
