//! The template of the reply that providers send.

use domain::reply::Slot;

use crate::Texts;

impl Texts {
    /// The template of the default case, with its slots still open.
    #[must_use]
    pub fn recommended_response(self) -> String {
        let slot = |slot: Slot| format!("{{{}}}", slot.name());
        self.reply_template(&slot(Slot::ClientName), &slot(Slot::ProviderName), &slot(Slot::PracticeName))
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
    use domain::reply::{Block, ReplyProblem, Slot, Values, fill};

    use crate::english;

    #[test]
    fn the_default_reply_has_every_slot_and_three_steps() {
        let template = english().recommended_response();
        let slots = [
            Slot::ClientName,
            Slot::Portal,
            Slot::Help,
            Slot::Support,
            Slot::ProviderName,
            Slot::PracticeName,
        ];
        assert_eq!(fill(&template, &Values::default()), Err(ReplyProblem::Empty(slots.to_vec())));
        let some = || "x".to_owned();
        let values = Values {
            client_name: some(),
            provider_name: some(),
            practice_name: some(),
            portal: some(),
            help: some(),
            support: some(),
        };
        let reply = fill(&template, &values).expect("filled");
        assert!(reply.blocks.iter().any(|block| matches!(block, Block::Steps(steps) if steps.len() == 3)));
        assert_eq!(reply.blocks.len(), 5);
    }
}
