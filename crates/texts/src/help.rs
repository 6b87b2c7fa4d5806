//! The help guide: which articles there are, and what stands in each. The app shows it, and the server to whoever runs no scripts.

use crate::Texts;

/// What an article is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpTopic {
    /// Moving a charge to another day.
    Reschedule,
    /// Updating details.
    Details,
}

impl HelpTopic {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Reschedule, Self::Details];
}

/// An article.
#[derive(Clone, Debug)]
pub struct HelpArticle {
    /// Its name.
    pub title: &'static str,
    /// What it helps with.
    pub lead: &'static str,
    /// What to do, in this order.
    pub steps: Vec<&'static str>,
    /// What else is asked, each with its answer.
    pub more: Vec<(&'static str, &'static str)>,
}

impl Texts {
    /// The article about a topic.
    #[must_use]
    pub fn help_article(self, topic: HelpTopic) -> HelpArticle {
        match topic {
            HelpTopic::Reschedule => HelpArticle {
                title: self.help_reschedule_title(),
                lead: self.help_reschedule_lead(),
                steps: vec![
                    self.help_reschedule_step_1(),
                    self.help_reschedule_step_2(),
                    self.help_reschedule_step_3(),
                    self.help_reschedule_step_4(),
                ],
                more: vec![
                    (self.help_reschedule_which(), self.help_reschedule_which_text()),
                    (self.help_reschedule_long(), self.help_reschedule_long_text()),
                    (self.help_reschedule_late(), self.help_reschedule_late_text()),
                ],
            },
            HelpTopic::Details => HelpArticle {
                title: self.help_details_title(),
                lead: self.help_details_lead(),
                steps: vec![
                    self.help_details_step_1(),
                    self.help_details_step_2(),
                    self.help_details_step_3(),
                ],
                more: vec![
                    (self.help_details_provider(), self.help_details_provider_text()),
                    (self.help_details_card(), self.help_details_card_text()),
                ],
            },
        }
    }
}
