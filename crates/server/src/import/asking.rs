//! What support is asked to find out when an export is brought in.

use domain::charge::Charge;
use domain::client::Client;
use domain::coverage::Coverage;
use domain::subject::Subject;
use domain::task::{DisputedDetail, PaymentDifference, Still, Task, TaskReason, TaskTopic, Team};
use domain::{ClientId, Money, PracticeId, TaskId};
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
    /// Asks Client Billing Support to look at money that the export says was given back, and that the processor does not. How much it said
    /// before is no question any more; what else they were asked about the payment goes on being one.
    pub(super) async fn ask_about_refund(
        &mut self,
        charge: &Charge,
        amount: Money,
    ) -> Result<(), StoreError> {
        self.refund_agrees(charge).await?;
        let about = About::charge(charge);
        let reason = TaskReason::PaymentDiffers { difference: PaymentDifference::RefundUnknown { amount } };
        if self.ask(about, Team::ClientBillingSupport, reason.clone()).await? {
            return Ok(());
        }
        let open = self.open_about(about, TaskTopic::Difference).await?;
        if let Some((id, reason)) = open.and_then(|open| Some((open.id, open.reason.with(&reason)?))) {
            tasks::say_anew(self.unit, id, &reason).await?;
        }
        Ok(())
    }

    /// The desk has these details of a client, and the export says otherwise of those `disputed`: Client Support is asked which is right, and
    /// no more about what both say by now.
    pub(super) async fn details_are(
        &mut self,
        client: &Client,
        disputed: Vec<DisputedDetail>,
    ) -> Result<(), StoreError> {
        let about =
            About { practice: client.practice, client: client.id, subject: Subject::Client(client.id) };
        let agreeing = |reason: &TaskReason| reason.agreeing(&client.details(), &client.exported);
        self.disputed(about, disputed, agreeing).await
    }

    /// The same of a coverage, which the desk has so.
    pub(super) async fn coverage_is(
        &mut self,
        coverage: &Coverage,
        disputed: Vec<DisputedDetail>,
    ) -> Result<(), StoreError> {
        let (practice, client, subject) =
            (coverage.practice, coverage.client, Subject::Coverage(coverage.id));
        let about = About { practice, client, subject };
        self.disputed(about, disputed, |reason| reason.agreeing_about(coverage)).await?;
        // Whoever was to take over what the client said of it has done so, once the export says the same.
        let about = About { subject: Subject::Client(client), ..about };
        let Some(open) = self.open_about(about, TaskTopic::Coverage).await? else { return Ok(()) };
        match open.reason.taken_over(coverage) {
            Still::Same => Ok(()),
            Still::Says(reason) => tasks::say_anew(self.unit, open.id, &reason).await,
            Still::Over => self.settled(about, TaskTopic::Coverage).await,
        }
    }

    async fn disputed(
        &mut self,
        about: About,
        disputed: Vec<DisputedDetail>,
        agreeing: impl Fn(&TaskReason) -> Still,
    ) -> Result<(), StoreError> {
        let About { practice, subject, .. } = about;
        let latest = tasks::latest_about(self.unit, practice, subject, TaskTopic::Detail).await?;
        let Some(open) = latest.filter(|task| task.resolved.is_none()) else {
            if !disputed.is_empty() {
                let reason = TaskReason::DetailDisputed { details: disputed };
                self.ask(about, Team::ClientSupport, reason).await?;
            }
            return Ok(());
        };
        let left = match agreeing(&open.reason) {
            Still::Over => TaskReason::DetailDisputed { details: Vec::new() },
            Still::Same => open.reason.clone(),
            Still::Says(reason) => reason,
        };
        let asked = left.with(&TaskReason::DetailDisputed { details: disputed }).unwrap_or(left);
        match asked {
            TaskReason::DetailDisputed { details } if details.is_empty() => {
                self.settled(about, TaskTopic::Detail).await
            }
            asked if asked == open.reason => Ok(()),
            asked => tasks::say_anew(self.unit, open.id, &asked).await,
        }
    }

    /// Asks Client Billing Support which is right of what the desk and the export have of a charge.
    pub(super) async fn ask_about_charge(
        &mut self,
        charge: &Charge,
        detail: DisputedDetail,
    ) -> Result<(), StoreError> {
        let reason = TaskReason::DetailDisputed { details: vec![detail] };
        self.ask_anew(About::charge(charge), Team::ClientBillingSupport, reason).await
    }

    /// Desk and export say the same of a charge, so nobody has to find out any more.
    pub(super) async fn same_is_said(&mut self, charge: &Charge) -> Result<(), StoreError> {
        self.settled(About::charge(charge), TaskTopic::Detail).await
    }

    /// An export no longer says of money given back what the processor does not know, so nobody has to look any more.
    pub(super) async fn refund_agrees(&mut self, charge: &Charge) -> Result<(), StoreError> {
        let (about, topic) = (About::charge(charge), TaskTopic::Difference);
        let Some(open) = self.open_about(about, topic).await? else { return Ok(()) };
        match open.reason.without(|it| matches!(it, PaymentDifference::RefundUnknown { .. })) {
            Still::Same => Ok(()),
            Still::Says(reason) => tasks::say_anew(self.unit, open.id, &reason).await,
            Still::Over => self.settled(about, topic).await,
        }
    }

    async fn open_about(&self, about: About, topic: TaskTopic) -> Result<Option<Task>, StoreError> {
        let latest = tasks::latest_about(self.unit, about.practice, about.subject, topic).await?;
        Ok(latest.filter(|task| task.resolved.is_none()))
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
