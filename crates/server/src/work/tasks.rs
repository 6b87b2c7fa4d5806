//! What support is asked to do in a unit of work.

use chrono::NaiveDate;
use domain::charge::{Charge, ChargeState};
use domain::client::{Client, Details};
use domain::coverage::Coverage;
use domain::extra_payment::ExtraPayment;
use domain::subject::Subject;
use domain::task::{
    AskedDispute, CoverageNews, DisputedDetail, PaymentDifference, Still, Task, TaskReason, TaskTopic, Team,
};
use domain::withdrawal::Wish;
use domain::{ClientId, Money, PracticeId};
use store::{StoreError, charges, extra_payments, tasks};

use super::Work;

impl Work {
    /// Asks Client Billing Support to look at the charge. Where they were asked something of the topic before and have not done so yet, they
    /// are asked this as well; `false` when they were asked the same.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_support(&self, charge: &Charge, reason: TaskReason) -> Result<bool, StoreError> {
        self.ask(charge.practice, Some(charge.client), Subject::Charge(charge.id), reason).await
    }

    /// Asks Client Billing Support to look at something of a client that is about no charge; as [`Work::ask_support`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_support_of_client(
        &self,
        client: &Client,
        reason: TaskReason,
    ) -> Result<bool, StoreError> {
        self.ask(client.practice, Some(client.id), Subject::Client(client.id), reason).await
    }

    /// Asks Client Support to take over into the practice's system what a client said of their insurance.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_to_take_over(
        &self,
        client: &Client,
        changes: Vec<CoverageNews>,
    ) -> Result<bool, StoreError> {
        let about = (client.practice, Some(client.id), Subject::Client(client.id));
        self.ask_team(Team::ClientSupport, about, TaskReason::CoverageChanged { changes }).await
    }

    /// Has Client Billing Support answer these disputes of a payment, which is a charge's own or `beside` it, and no others of it. Asks
    /// nothing that they have done with the same words; whether there was something to ask.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask_about_disputes(
        &self,
        (practice, client, subject): (PracticeId, ClientId, Subject),
        beside: Option<&str>,
        disputes: Vec<AskedDispute>,
    ) -> Result<bool, StoreError> {
        let all = tasks::about(&self.unit, practice, subject).await?;
        let (mut open, mut done) = (None, Vec::new());
        for task in all {
            match (task.reason, task.resolved) {
                (TaskReason::Disputed { disputes }, None) => open = Some((task.id, disputes)),
                (TaskReason::Disputed { disputes }, Some(_)) => done.extend(disputes),
                _ => {}
            }
        }
        let asked = open.as_ref().map_or(&[][..], |(_, asked)| asked);
        let of_others = asked.iter().filter(|it| it.beside.as_deref() != beside).cloned();
        let still = disputes.into_iter().filter(|it| asked.contains(it) || !done.contains(it));
        let now: Vec<AskedDispute> = of_others.chain(still).collect();
        match open {
            Some((_, asked)) if asked == now => Ok(false),
            Some(_) if now.is_empty() => {
                tasks::resolve_about(&self.unit, practice, subject, TaskTopic::Dispute, self.now).await?;
                Ok(false)
            }
            Some((id, _)) => {
                tasks::say_anew(&self.unit, id, &TaskReason::Disputed { disputes: now }).await.map(|()| true)
            }
            None if now.is_empty() => Ok(false),
            None => self.ask(practice, Some(client), subject, TaskReason::Disputed { disputes: now }).await,
        }
    }

    /// A payment that is no charge's own stands like this by now: what Client Billing Support was asked about it says so, and is done once
    /// nothing is left of any.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn extra_stands(&self, payment: &ExtraPayment) -> Result<(), StoreError> {
        let subject = payment.charge.map_or(Subject::Client(payment.client), Subject::Charge);
        self.still(payment.practice, subject, TaskTopic::Extra, |reason| reason.after(payment)).await
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
        self.ask_team(Team::ClientBillingSupport, (practice, client, subject), reason).await
    }

    async fn ask_team(
        &self,
        team: Team,
        (practice, client, subject): (PracticeId, Option<ClientId>, Subject),
        reason: TaskReason,
    ) -> Result<bool, StoreError> {
        let (id, created_at) = (self.make(), self.now);
        let task = Task { id, practice, client, subject, team, reason, created_at, resolved: None };
        if tasks::open(&self.unit, &task).await? {
            return Ok(true);
        }
        // One of the topic is open, and nobody would hear of what it does not say.
        let open = tasks::latest_about(&self.unit, practice, subject, task.reason.topic()).await?;
        let more = open.as_ref().and_then(|open| Some((open.id, open.reason.with(&task.reason)?)));
        let Some((id, reason)) = more else { return Ok(false) };
        tasks::say_anew(&self.unit, id, &reason).await.map(|()| true)
    }

    /// Has the open task of a topic say what is left of it.
    async fn still(
        &self,
        practice: PracticeId,
        subject: Subject,
        topic: TaskTopic,
        of: impl FnOnce(&TaskReason) -> Still,
    ) -> Result<(), StoreError> {
        let latest = tasks::latest_about(&self.unit, practice, subject, topic).await?;
        let Some(task) = latest.filter(|task| task.resolved.is_none()) else { return Ok(()) };
        match of(&task.reason) {
            Still::Same => Ok(()),
            Still::Says(reason) => tasks::say_anew(&self.unit, task.id, &reason).await,
            Still::Over => tasks::resolve_about(&self.unit, practice, subject, topic, self.now).await,
        }
    }

    /// What the practice's export said was given back, and the processor did not, is in the books once `now` says so: nobody has to look
    /// any more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refund_is_known(&self, charge: &Charge, now: &ChargeState) -> Result<(), StoreError> {
        let given_back = now.given_back().map_or(0, Money::cents);
        let is_known = |it: &PaymentDifference| matches!(it, PaymentDifference::RefundUnknown { amount } if amount.cents() <= given_back);
        self.not_different(charge, is_known).await
    }

    /// All of what was taken for a charge went back to its client, which `now` says. Nothing of it is to be given back in another way any
    /// more, nor because it was taken although it had been given up, or paid by another way, which counts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all_went_back(&self, charge: &Charge, now: &ChargeState) -> Result<(), StoreError> {
        let beside = extra_payments::of_client(&self.unit, charge.client).await?;
        // What did not go back may be of those.
        if !beside.iter().any(|it| it.charge == Some(charge.id) && it.kept().cents() > 0) {
            self.settled(charge, TaskTopic::Refund).await?;
        }
        let counts = now.paid_also().is_some();
        let is_over = |it: &PaymentDifference| match it {
            PaymentDifference::TakenDespite { wish: Wish::Waived, .. } => true,
            PaymentDifference::TakenDespite { wish: Wish::Settled { .. }, .. } => counts,
            _ => false,
        };
        self.not_different(charge, is_over).await
    }

    /// What becomes of taking a charge is known: it is taken, or cannot be any more. What else support was asked about money that was taken
    /// goes on being asked.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn has_outcome(&self, charge: &Charge) -> Result<(), StoreError> {
        self.settled(charge, TaskTopic::Payment).await?;
        self.let_go_of(charge).await
    }

    /// Nothing can be taken under the charge's own payment intent any more, or it was taken: how it stood is no question.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn let_go_of(&self, charge: &Charge) -> Result<(), StoreError> {
        let own = charges::intent_of(&self.unit, charge.id).await?;
        let is_over = |it: &PaymentDifference| match it {
            PaymentDifference::NotCalledOff { intent, .. } | PaymentDifference::NotBooked { intent } => {
                own.as_ref() == Some(intent)
            }
            PaymentDifference::Other { .. } => true,
            _ => false,
        };
        self.not_different(charge, is_over).await
    }

    async fn not_different(
        &self,
        charge: &Charge,
        is_over: impl Fn(&PaymentDifference) -> bool,
    ) -> Result<(), StoreError> {
        let subject = Subject::Charge(charge.id);
        self.still(charge.practice, subject, TaskTopic::Difference, |reason| reason.without(is_over)).await
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
            Some(TaskReason::DetailDisputed { details })
                if details
                    .iter()
                    .any(|it| matches!(it, DisputedDetail::FirstDay { export, .. } if *export == day)) =>
            {
                self.settled(charge, topic).await
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The desk has these details of the client by now: what support was asked about them says so, and is done once the practice's export
    /// says the same.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn details_are(&self, client: &Client, now: &Details) -> Result<(), StoreError> {
        let subject = Subject::Client(client.id);
        self.still(client.practice, subject, TaskTopic::Detail, |it| it.agreeing(now, &client.exported)).await
    }

    /// The same of a coverage, which stands so by now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn coverage_is(&self, coverage: &Coverage) -> Result<(), StoreError> {
        let subject = Subject::Coverage(coverage.id);
        let now = |it: &TaskReason| it.agreeing_about(coverage);
        self.still(coverage.practice, subject, TaskTopic::Detail, now).await
    }

    /// What support was asked about this charge has settled itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn settled(&self, charge: &Charge, topic: TaskTopic) -> Result<(), StoreError> {
        let subject = Subject::Charge(charge.id);
        tasks::resolve_about(&self.unit, charge.practice, subject, topic, self.now).await
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
