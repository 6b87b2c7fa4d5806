//! What a mail about a charge is written from, and the paragraphs that several mails have.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::charge::{CardShown, Charge, ChargeKind, StateName};
use domain::help::HelpTopic;
use domain::practice::Practice;
use domain::promise::Promise;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use texts::Texts;
use wire::pages::{AccountPage, Page};

use super::letter::{Fact, LetterBlock};
use super::words::isolated;

/// What a mail about a charge is written from.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The charge as it is; none for a mail that is about none.
    pub charge: Option<&'a Charge>,
    /// What its client and support call that charge.
    pub reference: Option<&'a str>,
    /// Whether their client has another charge of the same session.
    pub shares_session: bool,
    /// The first name that its client goes by.
    pub first_name: &'a str,
    /// Its practice.
    pub practice: &'a Practice,
    /// The card that it is taken with, if there is one.
    pub card: Option<&'a CardShown>,
    /// The last day on which that card is good.
    pub card_good_until: Option<NaiveDate>,
    /// Whether the client is asked for a card.
    pub card_required: bool,
    /// When the mail is written.
    pub now: DateTime<Utc>,
    /// Where clients reach the desk, without a slash at the end.
    pub public_url: &'a str,
    /// The sentences, in the language of whoever it goes to.
    pub texts: Texts,
}

impl About<'_> {
    /// Today at the practice.
    pub(super) fn today(&self) -> NaiveDate {
        self.practice.zone.day(self.now)
    }

    /// A day as the screens show it.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        self.texts.day(day, self.today())
    }

    /// `Hi Ana,`
    pub(super) fn greeting(&self) -> LetterBlock {
        LetterBlock::words(self.texts.mail_greeting(&isolated(self.first_name)))
    }

    /// What it is for. The session's day says enough to whom it concerns, and nothing to others.
    pub(super) fn what(&self) -> Fact {
        let texts = self.texts;
        let Some(charge) = self.charge else {
            return Fact::new(texts.mail_what(), texts.mail_what_by_hand());
        };
        Fact::new(texts.mail_what(), texts.mail_what_text(texts.kind(charge.kind), &self.session(charge)))
    }

    /// When the session was. A day may have two, and the mails about them must not look alike.
    fn session(&self, charge: &Charge) -> String {
        let session = &charge.session;
        self.texts.moment(session.day.and_time(session.start), self.today())
    }

    /// What stands in the list of mails. Of several charges of one session each has its reference there: services and amounts are
    /// nobody's business who sees the list.
    pub(super) fn subject(&self, subject: &str) -> String {
        let texts = self.texts;
        let Some(charge) = self.charge else { return subject.to_owned() };
        let session = self.session(charge);
        let reference = self.reference.filter(|_| self.shares_session);
        match (charge.kind.is_attendance_fee(), reference) {
            (true, None) => texts.mail_subject_fee(subject, texts.kind(charge.kind), &session),
            (true, Some(it)) => {
                texts.mail_subject_fee_of_several(subject, texts.kind(charge.kind), &session, it)
            }
            (false, None) => texts.mail_subject_session(subject, &session),
            (false, Some(it)) => texts.mail_subject_session_of_several(subject, &session, it),
        }
    }

    /// How much.
    pub(super) fn amount(&self, amount: Money) -> Fact {
        Fact::new(self.texts.mail_amount(), amount.to_string())
    }

    /// When it is taken.
    pub(super) fn when(&self, day: NaiveDate, promise: &Promise) -> Fact {
        let texts = self.texts;
        let time = texts.time(promise.charge_time);
        Fact::new(texts.mail_day(), texts.mail_day_text(&self.day(day), &time))
    }

    /// With which card, by brand and last four digits.
    pub(super) fn card(&self, card: &CardShown) -> Fact {
        let CardShown { brand, last4 } = card;
        Fact::new(self.texts.mail_card(), self.texts.card_ending_in(brand, last4))
    }

    /// Whether there is a card that is good on that day. Without one nobody is told that something will be charged then.
    pub(super) fn can_be_charged(&self, day: NaiveDate) -> bool {
        self.card.is_some() && self.card_good_until.is_none_or(|until| day <= until)
    }

    /// What is taken when and with what; below it what to do if there is nothing to take it with.
    pub(super) fn plan(&self, amount: Money, day: NaiveDate, promise: &Promise) -> Vec<LetterBlock> {
        let texts = self.texts;
        let mut facts = vec![self.what(), self.amount(amount), self.when(day, promise)];
        facts.extend(self.card.map(|card| self.card(card)));
        let mut blocks = vec![LetterBlock::Facts(facts)];
        if self.card.is_none() {
            blocks.push(LetterBlock::words(if self.card_required {
                texts.mail_no_card()
            } else {
                texts.mail_card_not_needed()
            }));
        }
        let ends = self.card.zip(self.card_good_until).filter(|(_, until)| day > *until);
        if let Some((CardShown { brand, last4 }, until)) = ends {
            blocks.push(LetterBlock::words(texts.card_ends_first(brand, last4, &self.day(until))));
        }
        blocks
    }

    /// Until when and to when a charge planned for `day` can be moved, after the words `lead`, and the way there; only the way to its
    /// page once it cannot.
    pub(super) fn change(&self, lead: &str, day: NaiveDate, promise: &Promise) -> Vec<LetterBlock> {
        let plan = promise.plan(day);
        let deadline = plan.deadline().filter(|it| self.now < it.instant(promise.zone));
        let (Some((deadline, window)), Some(charge)) = (deadline.zip(plan.window), self.charge) else {
            return vec![self.see_charge()];
        };
        let (texts, latest) = (self.texts, self.day(window.latest_day));
        let until = texts.deadline_in_mail(deadline, self.today());
        // Support may have moved it out of the window, and then it can be moved back.
        let how_far = if day > window.latest_day {
            texts.mail_window_back(&latest)
        } else {
            texts.change_up_to(&latest)
        };
        let again = plan.again_until().map(|day| texts.reschedule_again(&self.day(day)));
        let words: Vec<String> = [until, how_far].into_iter().chain(again).collect();
        let page = self.portal(AccountPage::ChangeDate(charge.id));
        vec![
            LetterBlock::words(format!("{lead} {}", words.join(" ")).trim_start()),
            LetterBlock::main_link(texts.mail_change_date(), page),
        ]
    }

    /// The way to the charge's page; to all charges and payments, where it is about none.
    pub(super) fn see_charge(&self) -> LetterBlock {
        match self.charge {
            Some(charge) => LetterBlock::main_link(
                self.texts.mail_see_charge(),
                self.portal(AccountPage::Charge(charge.id)),
            ),
            None => self.see_payments(),
        }
    }

    /// The way to all charges, payments and cards.
    pub(super) fn see_payments(&self) -> LetterBlock {
        LetterBlock::main_link(self.texts.mail_see_payments(), self.portal(AccountPage::Billing))
    }

    /// The way to what is on file of the client.
    pub(super) fn see_details(&self) -> LetterBlock {
        LetterBlock::main_link(self.texts.mail_see_details(), self.portal(AccountPage::AboutMe))
    }

    /// Whom to ask about a payment, where to read on, and who writes.
    pub(super) fn ending(&self) -> Vec<LetterBlock> {
        self.ending_of(self.texts.mail_support())
    }

    /// The same in a mail about something else, after the words `whom`.
    pub(super) fn ending_of(&self, whom: &'static str) -> Vec<LetterBlock> {
        let texts = self.texts;
        let support = &self.practice.support;
        let (email, phone) = (support.email.as_str(), &support.phone);
        let reference = self.reference.map(|it| Fact::new(texts.reference(), isolated(it)));
        let contact = [
            Fact::leading(texts.support_phone(), phone.to_string(), format!("tel:{}", phone.dialed())),
            Fact::leading(texts.support_email(), email, format!("mailto:{email}{}", self.mail_subject())),
            Fact::new(texts.support_hours(), isolated(&support.hours)),
        ];
        let may_move = self.charge.is_some_and(|charge| {
            charge.kind == ChargeKind::Insurance
                && matches!(charge.state.name(), StateName::Scheduled | StateName::Upcoming)
        });
        let (help, page) = if may_move {
            (texts.mail_help_reschedule(), Page::HelpArticle(HelpTopic::Reschedule))
        } else {
            (texts.mail_help(), Page::Help)
        };
        vec![
            LetterBlock::words(whom),
            LetterBlock::Facts(reference.into_iter().chain(contact).collect()),
            LetterBlock::link(help, format!("{}{page}", self.public_url)),
            LetterBlock::words(isolated(&self.practice.name)),
        ]
    }

    /// What a mail to support is called that is begun from this one, as a page of the portal calls it.
    fn mail_subject(&self) -> String {
        let Some((charge, reference)) = self.charge.zip(self.reference) else { return String::new() };
        let subject =
            self.texts.support_mail_subject(reference, &self.session(charge)).replace('\u{a0}', " ");
        format!("?subject={}", utf8_percent_encode(&subject, NON_ALPHANUMERIC))
    }

    /// The address of a page of the portal, through sign-in.
    fn portal(&self, page: AccountPage) -> String {
        format!("{}{}", self.public_url, page.own().after_sign_in())
    }
}
