use clap::Args;
use domain::contact::{Email, EmailProblem};
use store::people::Sort;

use super::StoredSettings;
use crate::service::logins::{Key, Whose};

/// What `almoner set-password` and `almoner revoke` take.
#[derive(Clone, Debug, Args)]
pub struct PersonSettings {
    #[command(flatten)]
    pub whose: WhoseSettings,
    #[command(flatten)]
    pub stored: StoredSettings,
}

/// Who is meant.
#[derive(Clone, Debug, Args)]
pub struct WhoseSettings {
    /// The person's email address. Where several people have it, one of them is chosen by their id.
    #[arg(required_unless_present_any = ["client", "staff"])]
    pub email: Option<String>,
    /// The client's id in the practice's system, as in clients.csv.
    #[arg(long, env = "ALMONER_CLIENT", value_name = "ID", conflicts_with = "staff")]
    pub client: Option<String>,
    /// The id of somebody on the staff in the practice's system, as in staff.csv.
    #[arg(long, env = "ALMONER_STAFF", value_name = "ID")]
    pub staff: Option<String>,
    /// The practice's id in its system, where two practices have a person of this id or address.
    #[arg(long, env = "ALMONER_PRACTICE", value_name = "ID")]
    pub practice: Option<String>,
}

impl WhoseSettings {
    /// Who.
    ///
    /// # Errors
    /// When the address is none.
    pub fn whose(&self) -> Result<Whose, EmailProblem> {
        let email = self.email.as_deref().map(Email::parse).transpose()?;
        let key = |sort, id: &Option<String>| id.clone().map(|id| Key { sort, id });
        let key = key(Sort::Client, &self.client).or_else(|| key(Sort::Staff, &self.staff));
        Ok(Whose { email, key, practice: self.practice.clone() })
    }
}
