//! Sentences of a problem's own. They become words when it is known who reads them.

use chrono::NaiveDate;
use domain::address::AddressProblem;
use domain::called::Called;
use domain::charge::ChargeState;
use domain::contact::EmailProblem;
use domain::coverage::CardProblem;
use domain::coverage::change::DayProblem;
use domain::name::NameProblem;
use domain::reschedule::Refusal;
use domain::zone::PracticeZone;
use texts::Texts;

use crate::service::charges::ListedCharge;

/// One of them.
#[derive(Clone, Debug)]
pub enum Sentence {
    /// One of the catalogue.
    Fixed(fn(Texts) -> &'static str),
    /// Why a charge is not moved, on this day of the practice.
    NotMoved(Refusal, NaiveDate),
    /// How a charge is that is not as it was seen.
    Changed(Box<ChangedCharge>),
    /// The telephone number that a client has by now.
    PhoneNow(Option<String>),
    /// What a client is called by now, by their legal first name or by this one.
    CalledNow(String, Called),
    /// Where a client lives by now.
    AddressNow(Option<String>),
    /// Where mail reaches a client by now.
    EmailNow(Option<String>),
    /// Why a text is no email address.
    Email(EmailProblem),
    /// In how many seconds another link can be sent.
    LinksAgain(u32),
    /// In how many seconds another card can be added.
    CardsAgain(u32),
    /// Why a text cannot be shown on one line.
    Name(NameProblem),
    /// What is wrong with what is entered of an insurance card.
    Card(CardProblem),
    /// Why a coverage cannot begin or end on a day, and today.
    CoverageDay(DayProblem, NaiveDate),
    /// That the payer of this name did not answer.
    PayerUnanswered(String),
    /// What is wrong with a part of an address.
    Address(AddressProblem),
}

/// A charge that is not as it was seen.
#[derive(Clone, Debug)]
pub struct ChangedCharge {
    state: ChargeState,
    zone: PracticeZone,
    today: NaiveDate,
    choice_stands: bool,
}

impl Sentence {
    /// How the charge is now. `choice_stands` where the same may be asked for again.
    pub(super) fn changed(now: &ListedCharge, choice_stands: bool) -> Self {
        let (state, zone, today) = (now.charge.state.clone(), now.zone, now.rules.today);
        Self::Changed(Box::new(ChangedCharge { state, zone, today, choice_stands }))
    }

    pub(super) fn words(&self, texts: Texts) -> String {
        match self {
            Self::Fixed(sentence) => sentence(texts).to_owned(),
            Self::NotMoved(refusal, today) => texts.refusal(refusal, *today),
            Self::Changed(it) => texts.charge_changed(&it.state, it.zone, it.today, it.choice_stands),
            Self::PhoneNow(number) => texts.phone_meanwhile(number.as_deref()),
            Self::CalledNow(legal, called) => texts.called_meanwhile(legal, called),
            Self::AddressNow(address) => texts.address_meanwhile(address.as_deref()),
            Self::EmailNow(email) => texts.email_meanwhile(email.as_deref()),
            Self::Email(problem) => texts.email_problem(*problem).to_owned(),
            Self::LinksAgain(seconds) => texts.about_me_email_too_many(&texts.in_seconds(*seconds)),
            Self::CardsAgain(seconds) => texts.card_too_many(&texts.in_seconds(*seconds)),
            Self::Name(problem) => texts.line_problem(*problem).to_owned(),
            Self::Card(problem) => texts.card_problem(*problem).to_owned(),
            Self::CoverageDay(problem, today) => texts.coverage_day_problem(*problem, *today),
            Self::PayerUnanswered(payer) => texts.problem_payer_unanswered_detail(payer),
            Self::Address(problem) => texts.address_problem(*problem),
        }
    }
}
