//! The sentence for everything that support is asked to do.

use domain::task::{PaymentDifference, TaskReason};

use crate::Texts;

impl Texts {
    /// What came up and what to do about it.
    #[must_use]
    pub fn task(self, reason: &TaskReason) -> String {
        match reason {
            TaskReason::NoMethod => self.task_no_card().to_owned(),
            TaskReason::NoMethodNeeded => self.task_no_card_needed().to_owned(),
            TaskReason::PaymentFailed => self.task_payment_failed().to_owned(),
            TaskReason::NotConfirmed => self.task_not_confirmed().to_owned(),
            TaskReason::PaymentRefused { said } => self.task_refused(said),
            TaskReason::PaymentDiffers { difference } => self.task_differs(&self.difference(difference)),
            TaskReason::NoticeImpossible => self.task_notice_impossible().to_owned(),
            TaskReason::NoticeWaits => self.task_notice_waits().to_owned(),
            TaskReason::NoticeReturned { said } => self.task_notice_returned(said),
            TaskReason::MailsWait { said } => self.task_mails_wait(said),
        }
    }

    fn difference(self, difference: &PaymentDifference) -> String {
        match difference {
            PaymentDifference::TakenToo { intent } => self.differs_taken_too(intent),
            PaymentDifference::TakenAfterWaived => self.differs_taken_after_waived().to_owned(),
            PaymentDifference::TakenAfterSettled => self.differs_taken_after_settled().to_owned(),
            PaymentDifference::TakenAfterChanged => self.differs_taken_after_changed().to_owned(),
            PaymentDifference::OtherAmount { intent, received } => {
                self.differs_other_amount(intent, &received.to_string())
            }
            PaymentDifference::NotCalledOff { intent, status } => self.differs_not_called_off(intent, status),
            PaymentDifference::RefundUnknown { amount } => self.differs_refund_unknown(&amount.to_string()),
            PaymentDifference::NotBooked { intent } => self.differs_not_booked(intent),
            PaymentDifference::Other { said } => said.clone(),
        }
    }
}
