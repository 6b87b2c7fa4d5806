//! What is wrong with what somebody enters about themselves.

use domain::address::{AddressPart, AddressProblem};
use domain::called::Called;
use domain::contact::EmailProblem;
use domain::name::NameProblem;

use crate::Texts;

impl Texts {
    /// The telephone number was changed elsewhere; what was entered stands, and may be sent again.
    #[must_use]
    pub fn phone_meanwhile(self, now: Option<&str>) -> String {
        now.map_or_else(|| self.about_me_meanwhile_none().to_owned(), |now| self.about_me_meanwhile(now))
    }

    /// The same of what somebody is called, by their `legal` first name where they chose none.
    #[must_use]
    pub fn called_meanwhile(self, legal: &str, now: &Called) -> String {
        let name = isolated(now.chosen_first.as_deref().unwrap_or(legal));
        match &now.pronouns {
            Some(pronouns) => self.about_me_called_meanwhile(&name, &isolated(pronouns)),
            None => self.about_me_called_meanwhile_no_pronouns(&name),
        }
    }

    /// What somebody is called from now on, by their `legal` first name where they chose none, and with which pronouns.
    #[must_use]
    pub fn called_saved(self, legal: &str, now: &Called) -> String {
        let name = self.about_me_called_saved(&isolated(now.chosen_first.as_deref().unwrap_or(legal)));
        let pronouns = now.pronouns.as_ref().map_or_else(
            || self.about_me_pronouns_saved_none().to_owned(),
            |pronouns| self.about_me_pronouns_saved(&isolated(pronouns)),
        );
        [name, pronouns].join(" ")
    }

    /// Where somebody lives from now on.
    #[must_use]
    pub fn address_saved(self, now: Option<&str>) -> String {
        now.map_or_else(
            || self.about_me_address_saved_none().to_owned(),
            |now| self.about_me_address_saved(&isolated(now)),
        )
    }

    /// Where somebody lives was changed elsewhere; what was entered stands, and may be sent again.
    #[must_use]
    pub fn address_meanwhile(self, now: Option<&str>) -> String {
        now.map_or_else(
            || self.about_me_address_meanwhile_none().to_owned(),
            |now| self.about_me_address_meanwhile(&isolated(now)),
        )
    }

    /// Where mail reaches somebody was changed elsewhere; what was entered stands, and may be sent again.
    #[must_use]
    pub fn email_meanwhile(self, now: Option<&str>) -> String {
        now.map_or_else(
            || self.about_me_email_meanwhile_none().to_owned(),
            |now| self.about_me_email_meanwhile(now),
        )
    }

    /// Why a text is not taken for an email address, and what to do.
    #[must_use]
    pub fn email_problem(self, problem: EmailProblem) -> &'static str {
        match problem {
            EmailProblem::Missing => self.email_missing(),
            EmailProblem::Shape => self.email_shape(),
            EmailProblem::TooLong => self.email_too_long(),
        }
    }

    /// Why a text is not taken for one line, and what to do.
    #[must_use]
    pub fn line_problem(self, problem: NameProblem) -> &'static str {
        match problem {
            NameProblem::Missing => self.line_missing(),
            NameProblem::TooLong => self.line_too_long(),
            NameProblem::Control => self.line_control(),
        }
    }

    /// What is wrong with a part of an address, and what to do.
    #[must_use]
    pub fn address_problem(self, problem: AddressProblem) -> String {
        match problem {
            AddressProblem::Missing(AddressPart::Line1) => self.address_line1_missing().to_owned(),
            AddressProblem::Missing(AddressPart::City) => self.address_city_missing().to_owned(),
            AddressProblem::Missing(AddressPart::State) | AddressProblem::NoState => {
                self.address_state_missing().to_owned()
            }
            AddressProblem::Missing(AddressPart::Zip) | AddressProblem::ZipShape => {
                self.address_zip_shape().to_owned()
            }
            AddressProblem::Missing(AddressPart::Line2) => self.line_missing().to_owned(),
            AddressProblem::TooLong(_) => self.line_too_long().to_owned(),
            AddressProblem::Control(_) => self.line_control().to_owned(),
            AddressProblem::ZipElsewhere(state) => self.address_zip_elsewhere(state.name()),
        }
    }
}

/// What somebody wrote, within a sentence: whichever way it is read, the words around it stay where they are.
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

#[cfg(test)]
mod tests {
    use crate::english;
    use domain::called::Called;

    #[test]
    fn a_name_is_said_with_the_pronouns_and_turns_nothing_around_it() {
        let said =
            english().called_saved("Robert", &Called { chosen_first: Some("محمد".into()), pronouns: None });
        assert_eq!(said, "From now on we call you \u{2068}محمد\u{2069}. You have no pronouns on file.");
        let said =
            english().called_saved("Robert", &Called { chosen_first: None, pronouns: Some("he/him".into()) });
        assert_eq!(
            said,
            "From now on we call you \u{2068}Robert\u{2069}. Your pronouns are \u{2068}he/him\u{2069}."
        );
    }
}
