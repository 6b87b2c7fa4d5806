//! What payers say of clients' cards.

use chrono::NaiveDate;
use domain::CoverageId;
use domain::actor::Actor;
use domain::audit::Action;
use domain::coverage::{Coverage, Term};
use domain::eligibility::{Answer, Eligibility, Question, service_day};
use domain::payer::Payer;
use domain::practice::Practice;
use eligibility::{Dependent, EligibilityError, Inquiry, Person, Requester, ServiceDay, Subscriber};
use store::{StoreError, clients, coverages, eligibilities, payers};

use super::sessions::{ClientAccess, ClientView};
use super::{Failure, practices};
use crate::desk::Desk;
use crate::work::Work;

/// Why a payer said nothing.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The coverage is not the client's, or there is no such payer.
    #[error("there is no such coverage")]
    NotFound,
    /// This payer is not asked from here, or not about these days.
    #[error("the payer cannot be asked about this")]
    NotOffered,
    /// It did not answer. The same question may be answered in a while.
    #[error("the payer did not answer")]
    Unanswered {
        /// What the payer is called.
        payer: String,
    },
    /// The question was not taken, and will not be the next time.
    #[error("the eligibility service did not take the question")]
    NotTaken,
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for VerifyError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// What the payer of a coverage can be asked, and has said.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whether it can be asked.
    pub is_offered: bool,
    /// What it said last of the card that the coverage is on.
    pub said: Option<Eligibility>,
}

/// The same for each of these coverages of one client.
///
/// # Errors
/// When the store fails.
pub async fn of_coverages(
    desk: &Desk,
    view: &ClientView,
    (practice, today): (&Practice, NaiveDate),
    coverages: &[(Coverage, Payer)],
) -> Result<Vec<Asked>, Failure> {
    let all = eligibilities::of_client(&desk.store.reader(), view.client()).await?;
    let asked = coverages.iter().map(|(coverage, payer)| {
        let question = coverage.question();
        Asked {
            is_offered: is_offered(desk, practice, payer, coverage.term(), today),
            said: all.iter().find(|it| it.question.is_about_the_same(&question)).cloned(),
        }
    });
    Ok(asked.collect())
}

/// Whether the payer can be asked about these days.
#[must_use]
pub fn is_offered(desk: &Desk, practice: &Practice, payer: &Payer, term: Term, today: NaiveDate) -> bool {
    is_askable(desk, practice, payer) && service_day(term, today).is_some()
}

/// Whether the payer can be asked at all: the practice has an account with an eligibility service, is known to payers, and so is the
/// payer there.
#[must_use]
pub const fn is_askable(desk: &Desk, practice: &Practice, payer: &Payer) -> bool {
    desk.clearinghouse.is_some() && practice.npi.is_some() && payer.eligibility_id.is_some()
}

/// Asks the payer of one of the client's coverages.
///
/// # Errors
/// Why nothing was said.
pub async fn verify(desk: &Desk, access: &ClientAccess, id: CoverageId) -> Result<Eligibility, VerifyError> {
    let found = coverages::find_of_client(&desk.store.reader(), access.client(), id).await?;
    // One that never begins is shown to nobody.
    let coverage = found.filter(|it| !it.term().is_void()).ok_or(VerifyError::NotFound)?;
    ask(desk, access, coverage.question(), coverage.term()).await
}

/// Asks a payer of the client's practice about a card, whether it is saved as a coverage or not. What it answers is kept and on the
/// record. While it is waited for nothing is held: a payer may take its time.
///
/// # Errors
/// Why nothing was said.
pub async fn ask(
    desk: &Desk,
    access: &ClientAccess,
    question: Question,
    term: Term,
) -> Result<Eligibility, VerifyError> {
    let clearinghouse = desk.clearinghouse.as_ref().ok_or(VerifyError::NotOffered)?;
    let (reader, now) = (desk.store.reader(), desk.business.now());
    let practice = practices::of(desk, access.practice()).await?;
    let payer = payers::find(&reader, question.payer).await?;
    let payer = payer.filter(|it| it.practice == practice.id).ok_or(VerifyError::NotFound)?;
    let client = clients::find(&reader, access.client()).await?.ok_or(VerifyError::NotFound)?;
    let today = practice.zone.day(now);
    let about = service_day(term, today).ok_or(VerifyError::NotOffered)?;
    let patient = Person { name: client.name.legal.clone(), date_of_birth: Some(client.date_of_birth) };
    let person = match question.subscriber.somebody() {
        None => Some(patient.clone()),
        Some(insured) => {
            insured.legal_name().map(|name| Person { name, date_of_birth: insured.date_of_birth })
        }
    };
    let inquiry = Inquiry {
        payer: payer.eligibility_id.ok_or(VerifyError::NotOffered)?,
        requester: Requester {
            organization_name: practice.name.clone(),
            npi: practice.npi.ok_or(VerifyError::NotOffered)?,
        },
        dependent: question.subscriber.somebody().map(|_| Dependent { person: patient }),
        subscriber: Subscriber { member_id: question.member_id.clone(), person },
        day: if about == today { ServiceDay::Today(about) } else { ServiceDay::On(about) },
    };
    let reply = clearinghouse.ask(&inquiry).await.map_err(|error| not_answered(error, &payer.name))?;
    if let Some(unread) = reply.unread {
        tracing::warn!(error = &unread as &dyn std::error::Error, "a payer's answer could not be read");
    }
    if reply.answer.passes() {
        return Err(VerifyError::Unanswered { payer: payer.name });
    }
    if let Answer::Refused { code } = &reply.answer {
        tracing::warn!(payer = %payer.name, code = code.as_str(), "a payer did not take the practice's question");
    }
    let mut work = Work::begin(desk, Actor::Client).await?;
    let said = Eligibility {
        id: work.make(),
        practice: practice.id,
        client: client.id,
        question,
        asked_on: today,
        about,
        answer: reply.answer,
        check: reply.check,
    };
    eligibilities::insert(work.unit(), &said).await?;
    let answer = said.answer.as_str().to_owned();
    work.record_client(&client, Action::PayerAsked { payer: payer.id, answer });
    work.commit().await?;
    Ok(said)
}

/// Whoever runs the desk reads of it in the log: nobody else can mend it.
fn not_answered(error: EligibilityError, payer: &str) -> VerifyError {
    let shown = &error as &dyn std::error::Error;
    if error.passes() {
        tracing::warn!(error = shown, "a payer was not reached through the eligibility service");
        VerifyError::Unanswered { payer: payer.to_owned() }
    } else {
        tracing::error!(error = shown, "the eligibility service does not take questions as they are asked");
        VerifyError::NotTaken
    }
}
