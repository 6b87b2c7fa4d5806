//! The template of the reply that providers send.

use domain::reply::{Reach, Slot};

use crate::Texts;

impl Texts {
    /// The template of the default case, with its slots still open. It names what this client can do, and nothing else.
    #[must_use]
    pub fn recommended_response(self, reach: Reach) -> String {
        let slot = |slot: Slot| format!("{{{}}}", slot.name());
        let (step, change) = match reach {
            Reach { insured: true, card_required: true } => {
                (self.reply_step_insured(), self.reply_change_insured())
            }
            Reach { insured: true, card_required: false } => {
                (self.reply_step_insured_no_card(), self.reply_change_no_card())
            }
            Reach { insured: false, .. } => (self.reply_step_self_pay(), self.reply_change_self_pay()),
        };
        self.reply_template(
            &slot(Slot::ClientName),
            step,
            change,
            &slot(Slot::ProviderName),
            &slot(Slot::PracticeName),
        )
    }

    /// What a slot is called in the sentence that says it is empty.
    #[must_use]
    pub fn reply_slot(self, slot: Slot) -> &'static str {
        match slot {
            Slot::ClientName => self.reply_slot_client(),
            Slot::ProviderName => self.reply_slot_provider(),
            Slot::PracticeName => self.reply_slot_practice(),
            Slot::Portal => self.reply_slot_portal(),
            Slot::Help => self.reply_slot_help(),
            Slot::Support => self.reply_slot_support(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::reply::{Block, Reach, Reply, ReplyProblem, Slot, Values, fill};

    use crate::english;

    const SLOTS: [Slot; 6] =
        [Slot::ClientName, Slot::Portal, Slot::Support, Slot::Help, Slot::ProviderName, Slot::PracticeName];

    fn reply(insured: bool, card_required: bool) -> Reply {
        let template = english().recommended_response(Reach { insured, card_required });
        assert_eq!(fill(&template, &Values::default()), Err(ReplyProblem::Empty(SLOTS.to_vec())));
        let some = || "x".to_owned();
        let values = Values {
            client_name: some(),
            provider_name: some(),
            practice_name: some(),
            portal: some(),
            help: some(),
            support: some(),
        };
        fill(&template, &values).expect("filled")
    }

    #[test]
    fn every_reply_has_every_slot_and_three_steps() {
        for (insured, card_required) in [(true, true), (true, false), (false, true), (false, false)] {
            let reply = reply(insured, card_required);
            assert!(
                reply.blocks.iter().any(|block| matches!(block, Block::Steps(steps) if steps.len() == 3))
            );
            assert_eq!(reply.blocks.len(), 6);
        }
    }

    #[test]
    fn only_who_has_insurance_is_told_to_move_a_charge() {
        assert!(reply(true, true).plain().contains("move a charge to another day"));
        assert!(!reply(false, true).plain().contains("move a charge"));
    }

    #[test]
    fn who_needs_no_card_is_told_so_and_not_to_change_it() {
        let plain = reply(true, false).plain();
        assert!(plain.contains("does not ask for a card") && !plain.contains("your card"), "{plain}");
    }
}
