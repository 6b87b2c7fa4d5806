//! What somebody wants to be addressed in.

use domain::audit::Action;
use domain::language::Language;
use domain::login::Person;
use domain::subject::Subject;
use store::{clients, sessions, staff};

use super::OpenSession;
use super::access::actor;
use crate::desk::Desk;
use crate::service::Failure;
use crate::work::Work;

/// Shows this device its screens in a language, and has its person written to and shown other devices in it from their next sign-in on.
///
/// # Errors
/// When the store fails.
pub async fn choose_language(
    desk: &Desk,
    open: OpenSession,
    language: Language,
) -> Result<OpenSession, Failure> {
    let mut work = Work::begin(desk, actor(&open.login)).await?;
    let unit = work.changing(Subject::Login(open.login.id));
    sessions::set_language(unit, open.session, language).await?;
    match open.login.person {
        Person::Client(id) => clients::set_language(unit, id, language).await?,
        Person::Staff(id) => staff::set_language(unit, id, language).await?,
    }
    work.record_login(&open.login, Action::LanguageChosen { language });
    work.commit().await?;
    Ok(OpenSession { language, ..open })
}
