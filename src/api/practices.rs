//! The practice as everybody may see it.

use wire::paths;
use wire::practices::SupportContactView;

use super::Answering;
use super::network::{Network, get};

/// What a stranger may know of a practice.
pub trait PracticesApi {
    /// How to reach the support of this practice, or of the only one there is, without being signed in.
    fn support(&self, practice: Option<&str>) -> Answering<SupportContactView>;
}

impl PracticesApi for Network {
    fn support(&self, practice: Option<&str>) -> Answering<SupportContactView> {
        get(match practice {
            Some(practice) => format!("{}?practice={practice}", paths::SUPPORT_CONTACT),
            None => paths::SUPPORT_CONTACT.to_owned(),
        })
    }
}
