//! What the processor's lists say became of each payment.

use std::collections::HashMap;

use domain::charge::{Aftermath, DisputeStanding};
use processor::{IntentId, Processor, ProcessorError, Span};

use super::Contested;
use crate::payments::AftermathLists;

/// What became of payments, by intent. Those that nothing became of are left out.
#[derive(Debug, Default)]
pub(super) struct Told(HashMap<IntentId, Aftermath>);

impl Told {
    /// All that the processor says.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub(super) async fn by(processor: &Processor) -> Result<Self, ProcessorError> {
        let mut lists = AftermathLists::default();
        let mut refunds = processor.refunds(Span::ALL);
        while let Some(page) = refunds.next().await? {
            lists.add_refunds(page);
        }
        let mut disputes = processor.disputes(Span::ALL);
        while let Some(page) = disputes.next().await? {
            lists.add_disputes(page);
        }
        Ok(Self(lists.by_payment()))
    }

    /// What went back of a payment, in cents; what is on its way counts.
    pub(super) fn given_back_cents(&self, intent: &IntentId) -> i64 {
        self.0.get(intent).map_or(0, |told| told.refunds.iter().map(|it| it.amount.cents()).sum())
    }

    /// What is disputed of a payment, and what was taken back for good, all disputes of it together.
    pub(super) fn contested(&self, intent: &IntentId) -> Contested {
        let mut contested = Contested::default();
        for dispute in self.0.get(intent).map_or(&[][..], |told| &told.disputes) {
            match dispute.standing {
                DisputeStanding::Open => contested.open_cents += dispute.amount.cents(),
                DisputeStanding::Lost => contested.lost_cents += dispute.amount.cents(),
                DisputeStanding::Inquiry | DisputeStanding::Closed => {}
            }
        }
        contested
    }
}
