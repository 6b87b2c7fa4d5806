use uuid::Uuid;

use super::{at, day};
use crate::address::{Address, AddressLines};
use crate::card_setup::{CONSENT_OF, CardSetup, Consent, Page, SetupState};
use crate::charge::CardShown;
use crate::client::{Client, Details};
use crate::contact::Email;
use crate::coverage::{Coverage, Insured, InsuredLines, Position, Subscriber};
use crate::ids::{
    AttemptId, CardSetupId, ChargeId, ClientId, CoverageId, LoginId, MessageId, PayerId, PaymentMethodId,
    PracticeId, StaffId,
};
use crate::name::{LegalName, NamePart, PersonName};
use crate::payer::{Payer, Program};
use crate::payment_method::PaymentMethod;
use crate::phone::{Phone, PhoneOnFile};
use crate::practice::{Practice, SupportContact};
use crate::role::Role;
use crate::staff::StaffMember;
use crate::zone::PracticeZone;

pub const fn practice_id(n: u128) -> PracticeId {
    PracticeId::new(Uuid::from_u128(n))
}

pub const fn staff_id(n: u128) -> StaffId {
    StaffId::new(Uuid::from_u128(n))
}

pub const fn client_id(n: u128) -> ClientId {
    ClientId::new(Uuid::from_u128(n))
}

pub const fn payer_id(n: u128) -> PayerId {
    PayerId::new(Uuid::from_u128(n))
}

pub const fn method_id(n: u128) -> PaymentMethodId {
    PaymentMethodId::new(Uuid::from_u128(n))
}

pub const fn charge_id(n: u128) -> ChargeId {
    ChargeId::new(Uuid::from_u128(n))
}

pub const fn attempt_id(n: u128) -> AttemptId {
    AttemptId::new(Uuid::from_u128(n))
}

pub const fn message_id(n: u128) -> MessageId {
    MessageId::new(Uuid::from_u128(n))
}

pub fn email(text: &str) -> Email {
    Email::parse(text).expect("an email address")
}

/// An address in Albany with this first line.
pub fn address(line1: &str) -> Address {
    let [city, state, zip] = ["Albany", "NY", "12207"].map(str::to_owned);
    let lines = AddressLines { line1: line1.to_owned(), line2: String::new(), city, state, zip };
    Address::parse(&lines).expect("an address").expect("not a blank one")
}

pub fn phone(text: &str) -> Phone {
    Phone::parse(text).expect("a telephone number")
}

/// A number as a client's record has it.
#[must_use]
pub fn on_file(text: &str) -> PhoneOnFile {
    phone(text).into()
}

pub fn name(first: &str, last: &str) -> PersonName {
    let part = |text| NamePart::parse(text).expect("a name");
    PersonName { legal: LegalName::Whole { first: part(first), last: part(last) }, chosen_first: None }
}

/// A practice in New York.
pub fn practice(n: u128) -> Practice {
    Practice {
        id: practice_id(n),
        external_key: format!("practice-{n}"),
        name: "Larkspur Therapy".to_owned(),
        zone: PracticeZone::NEW_YORK,
        support: SupportContact {
            phone: phone("(212) 555-0100"),
            email: email("help@larkspur.example"),
            hours: "Weekdays 9 to 5".to_owned(),
        },
        address: Some("88 Fulton Street, New York, NY 10038".to_owned()),
        npi: None,
        tax_id: None,
        history_from: day("2025-01-01"),
    }
}

/// A provider of practice 1. The second has another name than the rest.
pub fn provider(n: u128) -> StaffMember {
    let name = if n == 2 { "Erik Lindqvist, LCSW" } else { "Dr. Maya Okafor" };
    StaffMember {
        id: staff_id(n),
        practice: practice_id(1),
        external_key: format!("staff-{n}"),
        name: name.to_owned(),
        role: Role::Provider,
        email: email(&format!("maya{n}@larkspur.example")),
        language: None,
        npi: None,
        credential: None,
    }
}

/// A client of practice 1 whom mail reaches. The second has another name than the rest.
pub fn client(n: u128) -> Client {
    let first = if n == 2 { "Zuri" } else { "Zoë" };
    Client {
        id: client_id(n),
        practice: practice_id(1),
        external_key: format!("client-{n}"),
        name: name(first, "Nguyễn"),
        pronouns: Some("she/her".to_owned()),
        date_of_birth: day("1990-02-28"),
        sex: None,
        email: Some(email(&format!("client{n}@mail.example"))),
        refused_email: None,
        language: None,
        phone: None,
        address: None,
        exported: Details::default(),
        processor_customer: None,
    }
}

/// A payer of practice 1 with the flags of its program.
pub fn payer(n: u128, name: &str, program: Program) -> Payer {
    Payer {
        id: payer_id(n),
        practice: practice_id(1),
        external_key: format!("payer-{n}"),
        name: name.to_owned(),
        program,
        flags: program.default_flags(name),
        eligibility_id: None,
    }
}

pub const fn coverage_id(n: u128) -> CoverageId {
    CoverageId::new(Uuid::from_u128(n))
}

/// A primary coverage of client `of`, open from the first of January 2025.
pub fn coverage(n: u128, of: u128, payer: u128) -> Coverage {
    Coverage {
        id: coverage_id(n),
        practice: practice_id(1),
        client: client_id(of),
        payer: payer_id(payer),
        external_key: Some(format!("coverage-{n}")),
        version: 1,
        plan: "Choice Plus".to_owned(),
        member_id: "W123456789".to_owned(),
        group_number: Some("0451".to_owned()),
        subscriber: Subscriber::Myself,
        position: Position::Primary,
        from: day("2025-01-01"),
        to: None,
        exported: None,
    }
}

/// Somebody in whose name a plan is, and of whom no more than the name is known.
pub fn insured(first: &str, last: &str) -> Insured {
    let [first, last] = [first, last].map(str::to_owned);
    Insured::parse(&InsuredLines { first, last, date_of_birth: None }).expect("a name")
}

pub fn card_shown() -> CardShown {
    CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() }
}

/// The default card of client `of`, whose customer is `cus_` and their number.
pub fn payment_method(n: u128, of: u128) -> PaymentMethod {
    PaymentMethod {
        id: method_id(n),
        practice: practice_id(1),
        client: client_id(of),
        processor_method: format!("pm_{n}"),
        processor_customer: format!("cus_{of}"),
        card: card_shown(),
        exp_month: 12,
        exp_year: 2030,
        is_default: true,
        exported: None,
        detached_at: None,
        detach_due_at: None,
        funding: None,
        is_hsa_fsa: false,
        renewed_at: None,
    }
}

/// A page for client `of` that is open since the beginning of December 2025.
pub fn card_setup(of: u128) -> CardSetup {
    let page = Page { session: format!("cs_test_{of}"), customer: format!("cus_{of}") };
    let begun_at = at("2025-12-01T15:00:00Z");
    CardSetup {
        id: CardSetupId::new(Uuid::from_u128(of)),
        practice: practice_id(1),
        client: client_id(of),
        login: LoginId::new(Uuid::from_u128(of)),
        consent: Consent { of: CONSENT_OF, words: "I agree.".to_owned() },
        make_default: false,
        begun_at,
        state: SetupState::Open(page),
        due_at: Some(begun_at),
    }
}
