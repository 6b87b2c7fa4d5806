//! What came of sending a form.

use wire::coverages::CoveragesView;
use wire::problem::Conflict;

use super::Place;
use crate::api::{Answering, ApiError, Told};
use crate::data::form::{FormReply, Saying};
use crate::text::t;
use crate::ui::NoticeKind;

impl Place {
    /// It is saved, which the list says, or was changed elsewhere. Then what was entered stands, and what it does now is said.
    pub async fn sent(
        self,
        answer: Answering<CoveragesView>,
        saved: impl Fn() -> String + Send + Sync + 'static,
    ) -> Result<FormReply, ApiError> {
        match answer.await {
            Ok(now) => {
                self.covered.put(now);
                Ok(FormReply::Done(Saying::done(|| t().coverage_saved_title().to_owned(), saved)))
            }
            Err(error) => {
                let changed = error.told().and_then(Told::extension::<Conflict<CoveragesView>>);
                self.covered.put(changed.ok_or(error)?.now);
                let meanwhile = || t().coverage_meanwhile().to_owned();
                Ok(FormReply::Said(Saying::new(NoticeKind::Warning, meanwhile)))
            }
        }
    }
}
