//! What the processor's lists say became of each payment.

use std::collections::HashMap;

use domain::charge::{Aftermath, DisputeStanding, StateName};
use processor::{IntentId, Processor, ProcessorDispute, ProcessorError, ProcessorRefund, Span};

use super::Contested;
use crate::payments::aftermath;

/// What became of payments, by intent. Those that nothing became of are left out.
#[derive(Debug, Default)]
pub(super) struct Told(HashMap<IntentId, Aftermath>);

impl Told {
    /// All that the processor says.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub(super) async fn by(processor: &Processor) -> Result<Self, ProcessorError> {
        let mut lists = HashMap::<IntentId, (Vec<ProcessorRefund>, Vec<ProcessorDispute>)>::new();
        let mut refunds = processor.refunds(Span::ALL);
        while let Some(page) = refunds.next().await? {
            for refund in page {
                if let Some(intent) = refund.intent.clone() {
                    lists.entry(intent).or_default().0.push(refund);
                }
            }
        }
        let mut disputes = processor.disputes(Span::ALL);
        while let Some(page) = disputes.next().await? {
            for dispute in page {
                if let Some(intent) = dispute.intent.clone() {
                    lists.entry(intent).or_default().1.push(dispute);
                }
            }
        }
        let told =
            |(intent, (refunds, disputes)): (_, (Vec<_>, Vec<_>))| (intent, aftermath(&refunds, &disputes));
        Ok(Self(lists.into_iter().map(told).collect()))
    }

    /// What went back of a payment, in cents; what is on its way counts.
    pub(super) fn given_back_cents(&self, intent: &IntentId) -> i64 {
        self.0.get(intent).map_or(0, |told| told.refunds.iter().map(|it| it.amount.cents()).sum())
    }

    /// What is disputed of a payment, or was taken back.
    pub(super) fn contested(&self, intent: &IntentId) -> Option<Contested> {
        let dispute = self.0.get(intent)?.dispute.as_ref()?;
        let state = match dispute.standing {
            DisputeStanding::Open => StateName::Disputed,
            DisputeStanding::Lost => StateName::ChargedBack,
            DisputeStanding::Inquiry | DisputeStanding::Closed => return None,
        };
        Some(Contested { state, amount: dispute.amount })
    }
}
