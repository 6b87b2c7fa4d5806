//! What support is asked to do in a unit of work.

use chrono::NaiveDate;
use domain::charge::{Charge, ChargeState};
use domain::client::Client;
use domain::subject::Subject;
use domain::task::{DisputedDetail, PaidByHand, PaymentDifference, Task, TaskReason, TaskTopic, Team};
use domain::{ClientId, PracticeId};
use store::{StoreError, tasks};

use super::Work;

impl Work {
    /// Asks Client Billing Support to look at the charge; `false` when they were asked before about the same and have not done so yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_support(&self, charge: &Charge, reason: TaskReason) -> Result<bool, StoreError> {
        self.ask(charge.practice, Some(charge.client), Subject::Charge(charge.id), reason).await
    }

    /// As [`Work::ask_support`], in place of what they were asked about the charge under the same topic, if they have not done it yet.
    /// Asks nothing that they were asked before with the same words; whether there was something to ask.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_support_anew(&self, charge: &Charge, reason: TaskReason) -> Result<bool, StoreError> {
        let (subject, topic) = (Subject::Charge(charge.id), reason.topic());
        let latest = tasks::latest_about(&self.unit, charge.practice, subject, topic).await?;
        if let Some(task) = latest {
            if task.reason == reason {
                return Ok(false);
            }
            if task.resolved.is_none() {
                return tasks::say_anew(&self.unit, task.id, &reason).await.map(|()| true);
            }
        }
        self.ask_support(charge, reason).await
    }

    /// Tells Client Billing Support of a payment that was made by hand for a client, beside those that they have not looked at yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_about_payment(&self, client: &Client, payment: PaidByHand) -> Result<(), StoreError> {
        let subject = Subject::Client(client.id);
        let open = tasks::latest_about(&self.unit, client.practice, subject, TaskTopic::Payment).await?;
        if let Some(Task { id, reason: TaskReason::PaidByHand { mut payments }, resolved: None, .. }) = open {
            payments.push(payment);
            return tasks::say_anew(&self.unit, id, &TaskReason::PaidByHand { payments }).await;
        }
        let reason = TaskReason::PaidByHand { payments: vec![payment] };
        self.ask(client.practice, Some(client.id), subject, reason).await.map(drop)
    }

    /// Asks Client Billing Support to look after something that concerns a practice as a whole; `false` when they were asked
    /// before and have not done so yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_support_of_practice(
        &self,
        practice: PracticeId,
        reason: TaskReason,
    ) -> Result<bool, StoreError> {
        self.ask(practice, None, Subject::Practice(practice), reason).await
    }

    async fn ask(
        &self,
        practice: PracticeId,
        client: Option<ClientId>,
        subject: Subject,
        reason: TaskReason,
    ) -> Result<bool, StoreError> {
        let (id, created_at, team) = (self.make(), self.now, Team::ClientBillingSupport);
        let task = Task { id, practice, client, subject, team, reason, created_at, resolved: None };
        tasks::open(&self.unit, &task).await
    }

    /// What the practice's export said was given back, and the processor did not, is in the books once `now` says so: nobody has to look
    /// any more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refund_is_known(&self, charge: &Charge, now: &ChargeState) -> Result<(), StoreError> {
        let (subject, topic) = (Subject::Charge(charge.id), TaskTopic::Payment);
        let latest = tasks::latest_about(&self.unit, charge.practice, subject, topic).await?;
        let Some(Task { reason: TaskReason::PaymentDiffers { difference }, resolved: None, .. }) = latest
        else {
            return Ok(());
        };
        match difference {
            PaymentDifference::RefundUnknown { amount }
                if now.given_back().is_some_and(|it| it.cents() >= amount.cents()) =>
            {
                self.settled(charge, topic).await
            }
            _ => Ok(()),
        }
    }

    /// Support was asked which is right of the day in the desk and another one in the practice's export: a charge that is on that one now
    /// answers it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn day_is_known(&self, charge: &Charge, day: NaiveDate) -> Result<(), StoreError> {
        let (subject, topic) = (Subject::Charge(charge.id), TaskTopic::Detail);
        let latest = tasks::latest_about(&self.unit, charge.practice, subject, topic).await?;
        match latest.map(|it| it.reason) {
            Some(TaskReason::DetailDisputed { detail: DisputedDetail::FirstDay { export, .. } })
                if export == day =>
            {
                self.settled(charge, topic).await
            }
            Some(_) | None => Ok(()),
        }
    }

    /// What support was asked about this charge has settled itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settled(&self, charge: &Charge, topic: TaskTopic) -> Result<(), StoreError> {
        let subject = Subject::Charge(charge.id);
        tasks::resolve_about(&self.unit, charge.practice, subject, topic, self.now).await
    }

    /// What support was asked about a client as a person has settled itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settled_of_client(&self, client: &Client, topic: TaskTopic) -> Result<(), StoreError> {
        let subject = Subject::Client(client.id);
        tasks::resolve_about(&self.unit, client.practice, subject, topic, self.now).await
    }

    /// What support was asked about a practice as a whole has settled itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settled_of_practice(
        &self,
        practice: PracticeId,
        topic: TaskTopic,
    ) -> Result<(), StoreError> {
        tasks::resolve_about(&self.unit, practice, Subject::Practice(practice), topic, self.now).await
    }
}
