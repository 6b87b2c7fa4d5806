//! The sentence for everything that support is asked to do.

use chrono::NaiveDate;
use domain::phone::PhoneOnFile;
use domain::task::{DisputedDetail, PaidByHand, PaymentDifference, TaskReason};

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
            TaskReason::Inquiry { amount, answer_by } => {
                [self.task_inquiry(&amount.to_string()), self.answer_by(*answer_by)].join(" ")
            }
            TaskReason::Disputed { amount, answer_by } => {
                [self.task_disputed(&amount.to_string()), self.answer_by(*answer_by)].join(" ")
            }
            TaskReason::RefundReturned { amount } => self.task_refund_returned(&amount.to_string()),
            TaskReason::RefundDeclined { amount, said } => {
                self.task_refund_declined(&amount.to_string(), said)
            }
            TaskReason::PaidByHand { payments } => {
                let paid = |it: &PaidByHand| {
                    self.task_paid_by_hand_one(&it.amount.to_string(), &self.long_day(it.on), &it.intent)
                };
                let paid: Vec<String> = payments.iter().map(paid).collect();
                self.task_paid_by_hand(&paid.join("; "))
            }
            TaskReason::NoticeImpossible => self.task_notice_impossible().to_owned(),
            TaskReason::NoticeWaits => self.task_notice_waits().to_owned(),
            TaskReason::NoticeReturned { said } => self.task_notice_returned(said),
            TaskReason::MailsWait { said } => self.task_mails_wait(said),
            TaskReason::DetailDisputed { detail: DisputedDetail::Phone { desk, export } } => {
                self.task_phone_disputed(&self.number(desk.as_ref()), &self.number(export.as_ref()))
            }
            TaskReason::DetailDisputed { detail: DisputedDetail::FirstDay { desk, export } } => {
                self.task_day_disputed(&self.long_day(*desk), &self.long_day(*export))
            }
        }
    }

    fn answer_by(self, day: Option<NaiveDate>) -> String {
        match day {
            Some(day) => self.task_answer_by(&self.long_day(day)),
            None => self.task_no_answer().to_owned(),
        }
    }

    fn number(self, phone: Option<&PhoneOnFile>) -> String {
        phone.map_or_else(|| self.task_no_number().to_owned(), ToString::to_string)
    }

    fn difference(self, difference: &PaymentDifference) -> String {
        match difference {
            PaymentDifference::TakenToo { intent } => self.differs_taken_too(intent),
            PaymentDifference::TakenAfterWaived => self.differs_taken_after_waived().to_owned(),
            PaymentDifference::TakenAfterSettled => self.differs_taken_after_settled().to_owned(),
            PaymentDifference::TakenAfterChanged => self.differs_taken_after_changed().to_owned(),
            PaymentDifference::TakenBeforeHeld => self.differs_taken_before_held().to_owned(),
            PaymentDifference::OtherAmount { intent, received } => {
                self.differs_other_amount(intent, &received.to_string())
            }
            PaymentDifference::NotCalledOff { intent, status } => self.differs_not_called_off(intent, status),
            PaymentDifference::RefundedMore { amount } => self.differs_refunded_more(&amount.to_string()),
            PaymentDifference::RefundUnknown { amount } => self.differs_refund_unknown(&amount.to_string()),
            PaymentDifference::NotBooked { intent } => self.differs_not_booked(intent),
            PaymentDifference::Other { said } => said.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::phone::PhoneOnFile;
    use domain::task::{DisputedDetail, TaskReason};

    use crate::english;

    #[test]
    fn a_disputed_number_is_said_with_both_and_where_there_is_none_that() {
        let desk = PhoneOnFile::read("2125550118").ok();
        let said = |desk, export| {
            english().task(&TaskReason::DetailDisputed { detail: DisputedDetail::Phone { desk, export } })
        };
        let both = said(desk.clone(), PhoneOnFile::read("call Ana").ok());
        assert!(both.contains("here to (212) 555-0118 and in the practice's system to call Ana."), "{both}");
        let one = said(None, desk);
        assert!(one.contains("here to no number and in the practice's system to (212) 555-0118."), "{one}");
    }

    #[test]
    fn a_disputed_day_is_said_with_both() {
        let day = |text: &str| text.parse().expect("a day");
        let detail = DisputedDetail::FirstDay { desk: day("2025-12-12"), export: day("2025-12-09") };
        let said = english().task(&TaskReason::DetailDisputed { detail });
        let both =
            "here to Friday, December 12, 2025 and in the practice's system to Tuesday, December 9, 2025";
        assert!(said.contains(both), "{said}");
    }
}
