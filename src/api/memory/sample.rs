//! An invented client and their charge.

use chrono::NaiveDate;
use domain::charge::{Balance, ChargeKind, StateName, Version};
use domain::language::Language;
use domain::promise::Window;
use domain::reschedule::{Plan, Rules};
use domain::role::Role;
use wire::charges::{ChargeRowView, ChargeStateView, ChargeView};
use wire::practices::SupportContactView;
use wire::session::SessionView;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A charge planned for `planned`, that can be moved from Dec 2 to Dec 18; or one that is paid.
pub fn sample(planned: Option<&str>) -> ChargeView {
    let window = Window { act_until: day("2025-12-17"), latest_day: day("2025-12-18") };
    let plan = planned.map(|planned| Plan {
        day: day(planned),
        earliest_day: day("2025-12-02"),
        window: Some(window),
        charge_time: chrono::NaiveTime::MIN,
    });
    let (state, name) = match plan {
        Some(Plan { day, .. }) => {
            (ChargeStateView::Upcoming { day, deadline: None, latest_day: None }, StateName::Upcoming)
        }
        None => (ChargeStateView::Paid { on: day("2025-12-01") }, StateName::Paid),
    };
    ChargeView {
        sign: String::new(),
        row: ChargeRowView {
            id: "chg_019700000000700080000000000000ff".parse().expect("an id"),
            reference: "ch-1".into(),
            kind: ChargeKind::Insurance,
            state,
            session_day: day("2025-11-12"),
            session_start: chrono::NaiveTime::MIN,
            cpt_code: "90834".into(),
            description: String::new(),
            provider: "Dr. Maya Okafor".into(),
            amount: None,
            paid: None,
            refund_back: false,
            can_reschedule: plan.is_some(),
        },
        breakdown: None,
        balance: Balance { responsibility: None, postings: Vec::new() },
        refunds_back: Vec::new(),
        answered_on: None,
        verified: None,
        payer: None,
        rules: Rules {
            version: Version::default(),
            kind: ChargeKind::Insurance,
            state: name,
            plan,
            next_attempt: None,
            today: day("2025-12-01"),
            is_due: false,
        },
        holds_for_seconds: 60,
        card: None,
        card_good_until: None,
        card_missing: false,
        has_other_card: false,
        new_card_at: None,
        can_pay_now: false,
        is_being_tried: false,
        superbill: None,
        receipt: None,
        events: Vec::new().into(),
    }
}

pub fn session() -> SessionView {
    SessionView {
        role: Role::Client,
        person: "ana".into(),
        clients: vec!["cli_01970000000070008000000000000001".parse().expect("an id")],
        first_name: "Ana".into(),
        full_name: "Ana Rivera".into(),
        support: SupportContactView {
            practice: "Lakeside Counseling".into(),
            address: None,
            phone: "(555) 555-0100".into(),
            phone_dial: "+15555550100".into(),
            email: "billing@example.com".into(),
            hours: "Mon to Fri, 9 to 5".into(),
        },
        language: Language::English,
        languages: Vec::new(),
        idle_minutes: 15,
    }
}
