//! The help guide: which articles there are, and what stands in each. The app shows it, and the server to whoever runs no scripts.

use domain::help::HelpTopic;

use crate::Texts;

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
            HelpTopic::Details => HelpArticle {
                title: self.help_details_title(),
                lead: self.help_details_lead(),
                steps: vec![
                    self.help_details_step_1(),
                    self.help_details_step_2(),
                    self.help_details_step_3(),
                ],
                more: vec![
                    (self.help_details_on_file(), self.help_details_on_file_text()),
                    (self.help_details_provider(), self.help_details_provider_text()),
                    (self.help_details_other(), self.help_details_other_text()),
                ],
            },
            HelpTopic::Insurance => HelpArticle {
                title: self.help_insurance_title(),
                lead: self.help_insurance_lead(),
                steps: vec![
                    self.help_insurance_step_1(),
                    self.help_insurance_step_2(),
                    self.help_insurance_step_3(),
                    self.help_insurance_step_4(),
                ],
                more: vec![
                    (self.help_insurance_sessions(), self.help_insurance_sessions_text()),
                    (self.help_insurance_self_pay(), self.help_insurance_self_pay_text()),
                    (self.help_insurance_member_id(), self.help_insurance_member_id_text()),
                ],
            },
            HelpTopic::Card => HelpArticle {
                title: self.help_card_title(),
                lead: self.help_card_lead(),
                steps: vec![
                    self.help_card_step_1(),
                    self.help_card_step_2(),
                    self.help_card_step_3(),
                    self.help_card_step_4(),
                ],
                more: vec![
                    (self.help_card_left(), self.help_card_left_text()),
                    (self.help_card_failed(), self.help_card_failed_text()),
                    (self.help_card_stays(), self.help_card_stays_text()),
                    (self.help_card_hsa(), self.help_card_hsa_text()),
                    (self.help_card_safe(), self.help_card_safe_text()),
                    (self.help_card_none(), self.help_card_none_text()),
                ],
            },
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
            HelpTopic::History => HelpArticle {
                title: self.help_history_title(),
                lead: self.help_history_lead(),
                steps: vec![
                    self.help_history_step_1(),
                    self.help_history_step_2(),
                    self.help_history_step_3(),
                    self.help_history_step_4(),
                ],
                more: vec![
                    (self.help_history_pending(), self.help_history_pending_text()),
                    (self.help_history_earlier(), self.help_history_earlier_text()),
                ],
            },
            HelpTopic::Papers => HelpArticle {
                title: self.help_papers_title(),
                lead: self.help_papers_lead(),
                steps: vec![
                    self.help_papers_step_1(),
                    self.help_papers_step_2(),
                    self.help_papers_step_3(),
                    self.help_papers_step_4(),
                ],
                more: vec![
                    (self.help_papers_receipt(), self.help_papers_receipt_text()),
                    (self.help_papers_year(), self.help_papers_year_text()),
                    (self.help_papers_superbill(), self.help_papers_superbill_text()),
                    (self.help_papers_missing(), self.help_papers_missing_text()),
                    (self.help_papers_private(), self.help_papers_private_text()),
                ],
            },
            HelpTopic::WhoToAsk => HelpArticle {
                title: self.help_who_title(),
                lead: self.help_who_lead(),
                steps: vec![],
                more: vec![
                    (self.help_who_support(), self.help_who_support_text()),
                    (self.help_who_billing(), self.help_who_billing_text()),
                    (self.help_who_provider(), self.help_who_provider_text()),
                    (self.help_who_insurer(), self.help_who_insurer_text()),
                ],
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::help::HelpTopic;

    use crate::english;

    /// What a screen calls the places and buttons that an article leads to.
    fn labels(topic: HelpTopic) -> Vec<&'static str> {
        let texts = english();
        match topic {
            HelpTopic::Details => vec![
                texts.nav_account(),
                texts.tab_about_me(),
                texts.about_me_save_phone(),
                texts.about_me_change_email(),
                texts.about_me_on_file(),
                texts.about_me_ask(),
                texts.tab_coverage(),
                texts.tab_billing(),
            ],
            HelpTopic::Insurance => vec![
                texts.nav_account(),
                texts.tab_coverage(),
                texts.coverage_now(),
                texts.coverage_change_insurance(),
                texts.coverage_correct(),
                texts.coverage_save(),
                texts.eligibility_verify(),
                texts.coverage_switch(),
            ],
            HelpTopic::Card => vec![
                texts.nav_account(),
                texts.tab_billing(),
                texts.payment_methods(),
                texts.card_add(),
                texts.card_agree(),
                texts.card_default(),
                texts.card_make_default(),
                texts.card_remove(),
                texts.card_hsa(),
            ],
            HelpTopic::Reschedule => vec![
                texts.nav_account(),
                texts.tab_billing(),
                texts.mail_change_date(),
                texts.upcoming_charges(),
                texts.change_date(),
                texts.reschedule_button(),
                texts.support_title(),
            ],
            HelpTopic::History => vec![
                texts.nav_account(),
                texts.tab_billing(),
                texts.history_title(),
                texts.history_year(),
                texts.history_state(),
                texts.history_provider(),
                texts.print(),
            ],
            HelpTopic::Papers => vec![
                texts.nav_account(),
                texts.tab_billing(),
                texts.history_title(),
                texts.receipt_download(),
                texts.history_totals(),
                texts.superbill_download(),
                texts.superbills_title(),
                texts.tab_about_me(),
            ],
            HelpTopic::WhoToAsk => vec![],
        }
    }

    #[test]
    fn an_article_says_what_the_screens_say() {
        for topic in HelpTopic::ALL {
            let article = english().help_article(topic);
            let more = article.more.iter().map(|(_, text)| *text);
            let said: Vec<&str> = article.steps.iter().copied().chain(more).chain([article.lead]).collect();
            for label in labels(topic) {
                assert!(
                    said.iter().any(|text| text.contains(label)),
                    "{topic:?} without {label:?}: {said:?}"
                );
            }
        }
    }

    #[test]
    fn each_article_has_a_name_of_its_own_and_something_to_do_or_to_know() {
        let articles = HelpTopic::ALL.map(|topic| english().help_article(topic));
        for (at, article) in articles.iter().enumerate() {
            assert!(!article.steps.is_empty() || article.more.len() > 1, "{}", article.title);
            assert!(articles[at + 1..].iter().all(|it| it.title != article.title), "{}", article.title);
        }
    }
}
