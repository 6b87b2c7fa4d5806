//! The processor's lists of refunds and disputes, sorted by payment.

use std::collections::HashMap;

use domain::charge::Aftermath;
use processor::{IntentId, ProcessorDispute, ProcessorRefund};

use super::aftermath::aftermath;

/// What has been read of both lists so far, by payment.
#[derive(Debug, Default)]
pub struct AftermathLists(HashMap<IntentId, (Vec<ProcessorRefund>, Vec<ProcessorDispute>)>);

impl AftermathLists {
    /// Adds a page of refunds.
    pub fn add_refunds(&mut self, page: Vec<ProcessorRefund>) {
        for refund in page {
            if let Some(intent) = refund.intent.clone() {
                self.0.entry(intent).or_default().0.push(refund);
            }
        }
    }

    /// Adds a page of disputes.
    pub fn add_disputes(&mut self, page: Vec<ProcessorDispute>) {
        for dispute in page {
            if let Some(intent) = dispute.intent.clone() {
                self.0.entry(intent).or_default().1.push(dispute);
            }
        }
    }

    /// What became of each payment that one of the two tells of.
    #[must_use]
    pub fn by_payment(self) -> HashMap<IntentId, Aftermath> {
        let told =
            |(intent, (refunds, disputes)): (_, (Vec<_>, Vec<_>))| (intent, aftermath(&refunds, &disputes));
        self.0.into_iter().map(told).collect()
    }
}
