//! What is gone through to hear what was missed, list by list.

use std::error::Error;

use chrono::{DateTime, Utc};
use domain::charge::Aftermath;
use processor::{
    Event, EventKind, IntentId, IntentOutcome, Pages, PaymentIntent, ProcessorDispute, ProcessorError,
    ProcessorRefund, Span,
};
use store::sweeps::{self, SweptList};
use store::{attempts, charges, webhook_events};

use super::KEPT;
use crate::desk::Desk;
use crate::payments::settle::aftermath::follow;
use crate::payments::settle::by_hand::by_hand;
use crate::payments::settle::lists::AftermathLists;
use crate::payments::settle::sweep::{MARGIN, processor_now};
use crate::payments::settle::webhook::hear;
use crate::service::Failure;

/// Payments looked at in one turn.
const SOME: usize = 16;

/// What is being gone through, and where the mark is set once it is through.
#[derive(Debug)]
pub(super) struct Catching {
    list: List,
    /// From when on what happened is heard, if anything was missed that the events do not tell.
    pub(super) missed_since: Option<DateTime<Utc>>,
    pub(super) until: DateTime<Utc>,
}

#[derive(Debug)]
enum List {
    /// Payments that nobody made for a charge. They come first: what became of them is in the lists that follow.
    ByHand(Pages<PaymentIntent>, Vec<PaymentIntent>),
    Refunds(Pages<ProcessorRefund>, AftermathLists),
    Disputes(Pages<ProcessorDispute>, AftermathLists),
    /// Payments of which one of the two tells, to be held against our books.
    Payments(Vec<(IntentId, Aftermath)>),
    Events(Pages<Event>, Vec<Event>),
}

impl Catching {
    /// From where the list was read last; where that is too long ago, with what the events do not tell any more.
    pub(super) async fn begin(desk: &Desk) -> Result<Self, Failure> {
        let (reader, until) = (desk.store.reader(), processor_now(desk));
        let mark = sweeps::swept_until(&reader, SweptList::Events).await?;
        if let Some(mark) = mark.filter(|mark| until - *mark < KEPT) {
            return Ok(Self { list: List::events(desk, mark - MARGIN), missed_since: None, until });
        }
        // Books that took nothing yet are new. What was before them is none of theirs.
        let missed_since = match mark {
            Some(mark) => Some(mark),
            None => attempts::first_begun(&reader).await?,
        };
        let missed_since = missed_since.map(|since| since - MARGIN).filter(|since| *since < until - KEPT);
        let list = missed_since.map_or_else(
            || List::refunds(desk),
            |from| {
                let span = Span { from, until: until - KEPT + MARGIN };
                List::ByHand(desk.processor.payment_intents(span), Vec::new())
            },
        );
        Ok(Self { list, missed_since, until })
    }

    /// Goes on by a page; whether it is through.
    pub(super) async fn go_on(&mut self, desk: &Desk) -> Result<bool, Failure> {
        self.list.go_on(desk).await
    }

    /// Whether something may have become of cards since they were looked at, of which nothing was heard. A round that was missed before and
    /// did not come to its end is still missing.
    pub(super) fn misses(&self, cards_until: Option<DateTime<Utc>>) -> bool {
        self.missed_since.is_some() || cards_until.is_some_and(|until| self.until - until >= KEPT)
    }
}

impl List {
    /// All that happened since then. What happens while the list is read is heard next time.
    fn events(desk: &Desk, from: DateTime<Utc>) -> Self {
        Self::Events(desk.processor.events(Span { until: Span::ALL.until, from }), Vec::new())
    }

    fn refunds(desk: &Desk) -> Self {
        Self::Refunds(desk.processor.refunds(Span::ALL), AftermathLists::default())
    }

    /// Goes on by a page; whether it is through.
    async fn go_on(&mut self, desk: &Desk) -> Result<bool, Failure> {
        match self {
            Self::ByHand(pages, page) => {
                if page.is_empty() {
                    match pages.next().await.map_err(unavailable)? {
                        Some(next) => *page = next,
                        None => *self = Self::refunds(desk),
                    }
                    return Ok(false);
                }
                let is_theirs =
                    |it: &&PaymentIntent| it.charge.is_none() && it.outcome() == IntentOutcome::Taken;
                for intent in page.iter().filter(is_theirs) {
                    pass_over_broken(by_hand(desk, intent).await)?;
                }
                page.clear();
                Ok(false)
            }
            Self::Refunds(pages, lists) => {
                match pages.next().await.map_err(unavailable)? {
                    Some(page) => lists.add_refunds(page),
                    None => {
                        let disputes = desk.processor.disputes(Span::ALL);
                        *self = Self::Disputes(disputes, std::mem::take(lists));
                    }
                }
                Ok(false)
            }
            Self::Disputes(pages, lists) => {
                match pages.next().await.map_err(unavailable)? {
                    Some(page) => lists.add_disputes(page),
                    None => *self = Self::Payments(std::mem::take(lists).by_payment().into_iter().collect()),
                }
                Ok(false)
            }
            Self::Payments(payments) => {
                for _ in 0..SOME {
                    let Some((intent, told)) = payments.last() else {
                        *self = Self::events(desk, processor_now(desk) - KEPT);
                        return Ok(false);
                    };
                    if is_news(desk, intent, told).await? {
                        pass_over_broken(follow(desk, intent).await.map(drop))?;
                    }
                    payments.pop();
                }
                Ok(false)
            }
            Self::Events(pages, page) => {
                if page.is_empty() {
                    let Some(next) = pages.next().await.map_err(unavailable)? else { return Ok(true) };
                    *page = next;
                }
                // The one that happened last is heard first: what holds is asked anyway.
                for event in page.iter() {
                    if !is_heard(desk, event).await? {
                        pass_over_broken(hear(desk, event).await)?;
                    }
                }
                page.clear();
                Ok(false)
            }
        }
    }
}

/// Whether nothing follows from an event, or what does is done.
async fn is_heard(desk: &Desk, event: &Event) -> Result<bool, Failure> {
    let reader = desk.store.reader();
    match &event.kind {
        // What was tried and took nothing, whoever waits for it asks about by itself.
        EventKind::IntentFailed(_)
        | EventKind::IntentNeedsCardholder(_)
        | EventKind::IntentCanceled(_)
        | EventKind::Other(_) => Ok(true),
        // By far the most of them tell of what a worker took and booked.
        EventKind::IntentSucceeded(it) if it.charge.is_some() => {
            let found = charges::by_intent(&reader, it.id.as_str()).await?;
            Ok(found.is_some_and(|charge| charge.state.is_taken()))
        }
        EventKind::IntentSucceeded(_)
        | EventKind::PaymentFollowed(_)
        | EventKind::MethodChanged(_)
        | EventKind::CheckoutCompleted(_) => Ok(webhook_events::is_known(&reader, event.id.as_str()).await?),
    }
}

/// Whether our books do not say yet what the lists say of a payment. A payment that is no charge's own is asked about in any case.
async fn is_news(desk: &Desk, intent: &IntentId, told: &Aftermath) -> Result<bool, Failure> {
    let found = charges::by_intent(&desk.store.reader(), intent.as_str()).await?;
    let Some(charge) = found else { return Ok(true) };
    let agrees = matches!(charge.state.followed(told, desk.business.now()), Ok(None));
    // Whether support was asked about a dispute, the tasks say.
    Ok(!agrees || !charge.state.is_taken() || !told.disputes.is_empty())
}

/// What cannot be booked keeps nothing else waiting, and somebody hears of it.
fn pass_over_broken(heard: Result<(), Failure>) -> Result<(), Failure> {
    match heard {
        Err(error @ (Failure::Broken(_) | Failure::Changed)) => {
            let error = &error as &dyn Error;
            tracing::error!(error, "what the processor did by itself could not be booked");
            Ok(())
        }
        heard => heard,
    }
}

fn unavailable(error: ProcessorError) -> Failure {
    Failure::Unavailable(error.into())
}
