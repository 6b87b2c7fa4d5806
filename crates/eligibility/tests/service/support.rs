//! A simulator, a client for it, and short ways to say who is asked about.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use domain::eligibility::Answer;
use domain::name::{LegalName, NamePart};
use eligibility::{
    Clearinghouse, Config, EligibilityError, Inquiry, Person, Reply, Requester, ServiceDay, Subscriber,
};
use eligibility_simulator::{Clock, Simulator};

pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).expect("a day");
pub const BORN: NaiveDate = NaiveDate::from_ymd_opt(1988, 3, 14).expect("a day");

pub struct Bench {
    pub simulator: Simulator,
    /// Waits longer than any test takes.
    pub clearinghouse: Clearinghouse,
    /// Gives up soon.
    pub hasty: Clearinghouse,
}

impl Bench {
    pub async fn new() -> Self {
        Self::with_slow(Duration::from_millis(300)).await
    }

    pub async fn with_slow(slow: Duration) -> Self {
        let now: DateTime<Utc> = "2025-12-01T15:00:00Z".parse().expect("an instant");
        let clock: Clock = Arc::new(move || now);
        let config = eligibility_simulator::Config {
            slow,
            key: Some("test_key".into()),
            ..eligibility_simulator::Config::new(clock)
        };
        let simulator = Simulator::start(config).await.expect("a free port");
        let clearinghouse = client(&simulator.base_url(), Duration::from_secs(60));
        let hasty = client(&simulator.base_url(), Duration::from_millis(300));
        Self { simulator, clearinghouse, hasty }
    }

    pub async fn ask(&self, member_id: &str) -> Result<Reply, EligibilityError> {
        self.clearinghouse.ask(&about(member_id)).await
    }

    pub async fn answer(&self, member_id: &str) -> Answer {
        self.ask(member_id).await.expect("a reply").answer
    }
}

pub fn client(base_url: &str, timeout: Duration) -> Clearinghouse {
    let config = Config { base_url: base_url.to_owned(), key: "test_key".into(), timeout };
    Clearinghouse::new(&config).expect("a client")
}

/// A question about today and a subscriber with this member ID.
pub fn about(member_id: &str) -> Inquiry {
    Inquiry {
        payer: "60054".parse().expect("a payer"),
        requester: Requester {
            organization_name: "Harbor Counseling".into(),
            npi: "1999999984".parse().expect("an NPI"),
        },
        subscriber: Subscriber { member_id: member_id.to_owned(), person: Some(person("Ana", "Rivera")) },
        dependent: None,
        day: ServiceDay::Today(TODAY),
    }
}

pub fn person(first: &str, last: &str) -> Person {
    let part = |text| NamePart::parse(text).ok();
    let name = LegalName::of(part(first), part(last)).expect("a name");
    Person { name, date_of_birth: Some(BORN) }
}
