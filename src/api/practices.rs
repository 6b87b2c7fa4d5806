//! The practice as everybody may see it.

use wire::paths;
use wire::practices::SupportContactView;

use super::{Answering, Api};

impl Api {
    /// How to reach the support of this practice, or of the only one there is, without being signed in.
    #[must_use]
    pub fn support(self, practice: Option<&str>) -> Answering<SupportContactView> {
        self.get(match practice {
            Some(practice) => format!("{}?practice={practice}", paths::SUPPORT_CONTACT),
            None => paths::SUPPORT_CONTACT.to_owned(),
        })
    }
}
