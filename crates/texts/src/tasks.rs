//! The sentence for everything that support is asked to do.

use chrono::NaiveDate;
use domain::Money;
use domain::actor::Actor;
use domain::coverage::{CardPart, Position, Subscriber};
use domain::task::{
    AskedDispute, CoverageChange, CoverageNews, DisputedDetail, FailedRefund, PaidAgain, PaidByHand,
    PaymentDifference, RefundFailure, RefundObstacle, TaskReason,
};
use domain::withdrawal::Wish;

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
            TaskReason::PaymentDiffers { difference } => self.differing(difference.each()),
            TaskReason::Disputed { disputes } => sentences(disputes.iter().map(|it| self.asked(it))),
            TaskReason::RefundsFailed { refunds } => self.refunds(refunds),
            TaskReason::PaidAgain { payments } => {
                self.task_paid_again(&list(payments.iter().map(|it| self.paid_again(it))))
            }
            TaskReason::PaidByHand { payments } => {
                self.task_paid_by_hand(&list(payments.iter().map(|it| self.paid_by_hand(it))))
            }
            TaskReason::NoticeImpossible => self.task_notice_impossible().to_owned(),
            TaskReason::NoticeWaits => self.task_notice_waits().to_owned(),
            TaskReason::NoticeReturned { said } => self.task_notice_returned(said),
            TaskReason::MailsWait { said } => self.task_mails_wait(said),
            TaskReason::DetailDisputed { details } => self.details_disputed(details),
            TaskReason::CoverageChanged { changes } => {
                self.task_coverage_changed(&sentences(changes.iter().map(|it| self.coverage_news(it))))
            }
        }
    }

    fn details_disputed(self, details: &[DisputedDetail]) -> String {
        // A day is a charge's, and has a task of its own.
        if let [DisputedDetail::FirstDay { desk, export }] = details {
            return self.task_day_disputed(&self.long_day(*desk), &self.long_day(*export));
        }
        let said: Vec<String> = details.iter().map(|it| self.detail_disputed(it)).collect();
        self.task_details_disputed(&said.join(" "))
    }

    fn detail_disputed(self, detail: &DisputedDetail) -> String {
        let or = |text: Option<String>, none: &str| text.unwrap_or_else(|| none.to_owned());
        let both = |desk: &String, export: &String| [desk, export].map(|it| Some(it.clone()));
        let (what, none, [desk, export]) = match detail {
            DisputedDetail::ChosenName { desk, export } => {
                let told = [desk, export].map(|it| it.as_ref().map(ToString::to_string));
                (self.task_chosen_name(), self.task_no_chosen_name(), told)
            }
            DisputedDetail::Pronouns { desk, export } => {
                (self.task_pronouns(), self.task_no_pronouns(), [desk, export].map(Clone::clone))
            }
            DisputedDetail::Phone { desk, export } => {
                let told = [desk, export].map(|it| it.as_ref().map(ToString::to_string));
                (self.task_phone(), self.task_no_number(), told)
            }
            DisputedDetail::Address { desk, export } => {
                let told = [desk, export].map(|it| it.as_ref().map(ToString::to_string));
                (self.task_address(), self.task_no_address(), told)
            }
            DisputedDetail::Payer { desk, export } => return self.task_payer_differs(desk, export),
            DisputedDetail::Plan { desk, export } => (self.task_plan(), "", both(desk, export)),
            DisputedDetail::MemberId { desk, export } => (self.task_member_id(), "", both(desk, export)),
            DisputedDetail::GroupNumber { desk, export } => {
                let told = [desk, export].map(Clone::clone);
                (self.task_group_number(), self.task_no_group_number(), told)
            }
            DisputedDetail::Subscriber { desk, export } => {
                let told = [desk, export].map(|it| Some(self.subscriber(it)));
                (self.task_subscriber(), "", told)
            }
            DisputedDetail::CoveredFrom { desk, export } => {
                let told = [desk, export].map(|it| Some(self.long_day(*it)));
                (self.task_covered_from(), "", told)
            }
            DisputedDetail::CoveredTo { desk, export } => {
                let told = [desk, export].map(|it| it.map(|day| self.long_day(day)));
                (self.task_covered_to(), self.task_no_last_day(), told)
            }
            DisputedDetail::Email { desk, export } => {
                let told = [desk, export].map(|it| it.as_ref().map(ToString::to_string));
                (self.task_email(), self.task_no_address(), told)
            }
            DisputedDetail::ProcessorCustomer { desk, export } => {
                return self.task_customer_differs(desk, export);
            }
            DisputedDetail::FirstDay { desk, export } => {
                return self.task_day_disputed(&self.long_day(*desk), &self.long_day(*export));
            }
        };
        self.task_detail_disputed(what, &or(desk, none), &or(export, none))
    }

    fn coverage_news(self, CoverageNews { payer, change, .. }: &CoverageNews) -> String {
        let day = |it: NaiveDate| self.long_day(it);
        match change {
            CoverageChange::Added { position, from, to } => {
                let place = match position {
                    Position::Primary => self.task_place_primary(),
                    Position::Secondary => self.task_place_secondary(),
                };
                match to {
                    None => self.task_coverage_added(payer, place, &day(*from)),
                    Some(to) => self.task_coverage_added_until(payer, place, &day(*from), &day(*to)),
                }
            }
            CoverageChange::Corrected { parts } => {
                let parts: Vec<&str> = parts.iter().map(|it| self.card_part(*it)).collect();
                self.task_coverage_corrected(payer, &parts.join(", "))
            }
            CoverageChange::Ended { to } => self.task_coverage_ended(payer, &day(*to)),
            CoverageChange::Dropped => self.task_coverage_dropped(payer),
        }
    }

    fn card_part(self, part: CardPart) -> &'static str {
        match part {
            CardPart::Plan => self.task_part_plan(),
            CardPart::MemberId => self.task_part_member_id(),
            CardPart::GroupNumber => self.task_part_group_number(),
            CardPart::Subscriber => self.task_part_subscriber(),
        }
    }

    /// In whose name a plan is.
    fn subscriber(self, it: &Subscriber) -> String {
        let said = match it {
            Subscriber::Myself => self.task_subscriber_self().to_owned(),
            Subscriber::Spouse(who) => self.task_subscriber_spouse(&who.to_string()),
            Subscriber::Child(who) => self.task_subscriber_child(&who.to_string()),
            Subscriber::Other(who) => self.task_subscriber_other(&who.to_string()),
        };
        match it.somebody().and_then(|who| who.date_of_birth) {
            Some(born) => self.task_subscriber_born(&said, &self.long_day(born)),
            None => said,
        }
    }

    fn answer_by(self, day: Option<NaiveDate>) -> String {
        match day {
            Some(day) => self.task_answer_by(&self.long_day(day)),
            None => self.task_no_answer().to_owned(),
        }
    }

    fn asked(self, it: &AskedDispute) -> String {
        let payment = it
            .beside
            .as_ref()
            .map_or_else(|| self.task_disputed_this().to_owned(), |intent| self.task_disputed_beside(intent));
        let what = if it.is_inquiry {
            self.task_inquiry(&it.amount.to_string(), &payment)
        } else {
            self.task_disputed(&it.amount.to_string(), &payment)
        };
        [what, self.answer_by(it.answer_by)].join(" ")
    }

    fn refunds(self, refunds: &[FailedRefund]) -> String {
        let told = sentences(refunds.iter().map(|it| self.refund(it)));
        // What cannot go back since it went back already is owed to nobody.
        let is_owed = |it: &FailedRefund| {
            !matches!(it.why, RefundFailure::Declined { because: Some(RefundObstacle::GivenBack { .. }), .. })
        };
        if refunds.iter().any(is_owed) { [&told, self.task_refund_arrange()].join(" ") } else { told }
    }

    fn refund(self, FailedRefund { amount, on, why }: &FailedRefund) -> String {
        let (day, amount) = (self.long_day(*on), amount.to_string());
        match why {
            RefundFailure::Returned => self.task_refund_returned(&day, &amount),
            RefundFailure::CalledOff => self.task_refund_called_off(&day, &amount),
            RefundFailure::Declined { said, because } => {
                let declined = self.task_refund_declined(&day, &amount, said);
                let because = because.map(|it| match it {
                    RefundObstacle::GivenBack { amount } => self.task_refund_given_back(&amount.to_string()),
                    RefundObstacle::Contested { amount } => self.task_refund_contested(&amount.to_string()),
                });
                sentences(std::iter::once(declined).chain(because))
            }
        }
    }

    fn paid_again(self, it: &PaidAgain) -> String {
        let reason = self.difference(&it.difference);
        self.partly_back(self.task_paid_again_one(&it.amount.to_string(), &it.intent, &reason), it.back)
    }

    fn paid_by_hand(self, it: &PaidByHand) -> String {
        let paid = self.task_paid_by_hand_one(&it.amount.to_string(), &self.long_day(it.on), &it.intent);
        let paid = self.partly_back(paid, it.back);
        if it.may_be_for.is_empty() {
            paid
        } else {
            self.task_paid_by_hand_shared(&paid, &it.may_be_for.join(", "))
        }
    }

    fn partly_back(self, paid: String, back: Option<Money>) -> String {
        match back {
            Some(back) => self.task_partly_back(&paid, &back.to_string()),
            None => paid,
        }
    }

    fn said_by(self, by: Actor, name: Option<&str>) -> String {
        let who = match by {
            Actor::Staff(_) => self.said_by_support(),
            Actor::Practice => self.said_by_export(),
            Actor::Operator | Actor::Client | Actor::System => self.said_by_operator(),
        };
        name.unwrap_or(who).to_owned()
    }

    /// What the processor's record says otherwise, and then what else does not fit, each with what to do.
    fn differing(self, all: &[PaymentDifference]) -> String {
        let is_record = |it: &&PaymentDifference| self.what_to_do(it).is_none();
        let record: Vec<_> = all.iter().filter(is_record).map(|it| self.difference(it)).collect();
        let record = (!record.is_empty()).then(|| self.task_differs(&list(record.into_iter())));
        sentences(record.into_iter().chain(all.iter().filter_map(|it| self.what_to_do(it))))
    }

    /// What to do about a difference in which the processor's record and ours agree.
    fn what_to_do(self, difference: &PaymentDifference) -> Option<String> {
        match difference {
            PaymentDifference::RefundUnknown { amount } => {
                Some(self.task_refund_unknown(&amount.to_string()))
            }
            PaymentDifference::TakenDespite { wish, .. } => {
                let said = self.difference(difference);
                Some(match wish {
                    Wish::Settled { .. } | Wish::Waived => self.task_taken_despite_owed_back(&said),
                    Wish::Held => self.task_taken_despite_held(&said),
                    Wish::Changed => self.task_taken_despite_changed(&said),
                })
            }
            PaymentDifference::TakenToo { .. }
            | PaymentDifference::OtherAmount { .. }
            | PaymentDifference::NotCalledOff { .. }
            | PaymentDifference::RefundedMore { .. }
            | PaymentDifference::NotBooked { .. }
            | PaymentDifference::Other { .. }
            | PaymentDifference::Several { .. } => None,
        }
    }

    fn difference(self, difference: &PaymentDifference) -> String {
        match difference {
            PaymentDifference::TakenToo { intent } => self.differs_taken_too(intent),
            PaymentDifference::OtherAmount { intent, received } => {
                self.differs_other_amount(intent, &received.to_string())
            }
            PaymentDifference::NotCalledOff { intent, status } => self.differs_not_called_off(intent, status),
            PaymentDifference::RefundedMore { amount } => self.differs_refunded_more(&amount.to_string()),
            PaymentDifference::RefundUnknown { amount } => self.differs_refund_unknown(&amount.to_string()),
            PaymentDifference::NotBooked { intent } => self.differs_not_booked(intent),
            PaymentDifference::TakenDespite { wish, by, name, said_on, reason } => {
                let said = match wish {
                    Wish::Settled { how, on } => self.differs_settled(self.how(*how), &self.long_day(*on)),
                    Wish::Waived => self.differs_waived().to_owned(),
                    Wish::Held => self.differs_held().to_owned(),
                    Wish::Changed => self.differs_changed().to_owned(),
                };
                let (who, day) = (self.said_by(*by, name.as_deref()), self.long_day(*said_on));
                match reason {
                    Some(reason) => self.differs_said_why(&said, &who, &day, reason),
                    None => self.differs_said(&said, &who, &day),
                }
            }
            PaymentDifference::Other { said } => said.clone(),
            PaymentDifference::Several { all } => list(all.iter().map(|it| self.difference(it))),
        }
    }
}

fn sentences(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(" ")
}

fn list(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use domain::charge::PaidHow;
    use domain::phone::PhoneOnFile;

    use super::*;
    use crate::english;

    #[test]
    fn a_disputed_number_is_said_with_both_and_where_there_is_none_that() {
        let desk = PhoneOnFile::read("2125550118").ok();
        let said = |desk, export| {
            english()
                .task(&TaskReason::DetailDisputed { details: vec![DisputedDetail::Phone { desk, export }] })
        };
        let both = said(desk.clone(), PhoneOnFile::read("call Ana").ok());
        assert!(both.contains("here to (212) 555-0118 and in the practice's system to call Ana."), "{both}");
        let one = said(None, desk);
        assert!(one.contains("here to no number and in the practice's system to (212) 555-0118."), "{one}");
    }

    #[test]
    fn a_row_that_names_another_plan_is_asked_about_with_both_payers() {
        let [desk, export] = ["Aetna", "Cigna"].map(str::to_owned);
        let details = vec![DisputedDetail::Payer { desk, export }];
        let said = english().task(&TaskReason::DetailDisputed { details });
        assert!(
            said.starts_with("This coverage is with Aetna here, and with Cigna in the practice's system. ")
        );
    }

    #[test]
    fn a_disputed_day_is_said_with_both() {
        let day = |text: &str| text.parse().expect("a day");
        let detail = DisputedDetail::FirstDay { desk: day("2025-12-12"), export: day("2025-12-09") };
        let said = english().task(&TaskReason::DetailDisputed { details: vec![detail] });
        let both =
            "here to Friday, December 12, 2025 and in the practice's system to Tuesday, December 9, 2025";
        assert!(said.contains(both), "{said}");
    }

    #[test]
    fn each_refund_that_failed_is_told_and_what_went_back_already_is_owed_to_nobody() {
        let on = NaiveDate::from_ymd_opt(2025, 12, 2).expect("a day");
        let failed = |cents, why| FailedRefund { amount: Money::usd(cents), on, why };
        let said = |refunds| english().task(&TaskReason::RefundsFailed { refunds });
        let both =
            said(vec![failed(3_000, RefundFailure::Returned), failed(2_000, RefundFailure::CalledOff)]);
        for words in ["refund of $30.00", "bank sent back", "refund of $20.00", "canceled", "Arrange with"] {
            assert!(both.contains(words), "{words} in {both}");
        }
        let because = Some(RefundObstacle::GivenBack { amount: Money::usd(4_000) });
        let declined = RefundFailure::Declined { said: "charge_already_refunded".to_owned(), because };
        let old = said(vec![failed(4_000, declined)]);
        assert!(old.contains("$40.00 of this payment had been refunded"), "{old}");
        assert!(!old.contains("Arrange"), "{old}");
    }

    #[test]
    fn a_payment_that_came_all_the_same_is_told_with_who_had_said_what_and_why() {
        let day = NaiveDate::from_ymd_opt(2025, 12, 2).expect("a day");
        let despite = |name: Option<&str>| PaymentDifference::TakenDespite {
            wish: Wish::Settled { how: PaidHow::Cash, on: day },
            by: Actor::Operator,
            name: name.map(str::to_owned),
            said_on: day,
            reason: name.map(|_| "Paid in the room".to_owned()),
        };
        let said = |difference| english().task(&TaskReason::PaymentDiffers { difference });
        let unknown = said(PaymentDifference::RefundUnknown { amount: Money::usd(2_500) });
        assert!(
            unknown.contains("$25.00")
                && unknown.contains("Refund the rest")
                && !unknown.contains("does not match")
        );
        let both = PaymentDifference::Several {
            all: vec![PaymentDifference::TakenToo { intent: "pi_2".to_owned() }, despite(None)],
        };
        let both = said(both);
        for words in ["does not match ours: pi_2 was charged too.", "paid twice", "Give back"] {
            assert!(both.contains(words), "{words} in {both}");
        }
        let why = said(despite(Some("Sam Billing")));
        assert!(why.contains("Give back") && !why.contains("does not match"), "{why}");
        assert!(why.contains("Sam Billing said so on") && why.contains("“Paid in the room”"), "{why}");
        assert!(why.contains("in cash on"), "{why}");
        let who = said(despite(None));
        assert!(who.contains("whoever runs the desk said so on"), "{who}");
    }
}
