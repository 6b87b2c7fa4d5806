//! The days that a notice promises, through the worker and over HTTP.

use chrono::{NaiveDate, NaiveTime};
use domain::charge::{Charge, ChargeState, Scheduled};
use domain::policy::Policy;
use domain::reschedule::{DayProblem, Deadline, Refusal};
use domain::testing::{at, day};
use domain::zone::PracticeZone;
use serde_json::json;
use server::mail::Mailer;
use server::worker::Worker;
use test_support::{Answer, MailServer, Server, Which, Who, sample};
use wire::billing::BillingView;
use wire::charges::{ChargeStateView, RescheduleAnswer, RescheduleRefusal};
use wire::paths;

/// Where the practice is, a notice accepted at the first is about a charge wished for on that same day.
const PROMISES: [[&str; 5]; 6] = [
    // accepted, yesterday of the earliest day, initial day, last day to act, latest day
    ["2025-12-01T09:30:00-05:00", "2025-12-01", "2025-12-02", "2025-12-17", "2025-12-18"],
    ["2025-12-01T10:00:01-05:00", "2025-12-02", "2025-12-03", "2025-12-17", "2025-12-19"],
    ["2026-03-07T08:59:00-05:00", "2026-03-07", "2026-03-08", "2026-03-23", "2026-03-24"],
    ["2026-03-07T09:30:00-05:00", "2026-03-08", "2026-03-09", "2026-03-23", "2026-03-25"],
    ["2026-10-31T10:30:00-04:00", "2026-10-31", "2026-11-01", "2026-11-16", "2026-11-17"],
    ["2026-10-31T11:01:00-04:00", "2026-11-01", "2026-11-02", "2026-11-16", "2026-11-18"],
];

/// A charge that was announced at `accepted`, wished for on that very day.
async fn announced(server: &Server, accepted: &str) {
    scheduled(server, accepted).await;
    let mails = tempfile::tempdir().expect("a folder");
    let mailer = Mailer::folder(mails.path().to_owned(), "billing@desk.example").expect("a folder");
    Worker::new(server.desk.clone(), mailer).run_until_idle().await.expect("the store works");
}

/// A charge whose client is to be told of it at once, wished for on the day of `now`.
async fn scheduled(server: &Server, now: &str) {
    let zone = PracticeZone::NEW_YORK;
    server.desk.business.set(at(now));
    let scheduled = sample::charge(Which::Scheduled);
    let ChargeState::Scheduled(before) = scheduled.state.clone() else { panic!("it is scheduled") };
    let wished = Scheduled { first_day: zone.day(at(now)), ..before };
    let state = ChargeState::Scheduled(wished);
    let due_at = state.due_at(zone, &Policy::STANDARD, at(now));
    let unit = server.desk.store.begin().await.expect("a unit");
    store::charges::save(&unit, &Charge { state, ..scheduled }, due_at).await.expect("saved");
    unit.commit().await.expect("committed");
}

/// The day that stands behind these words, as a mail writes it: `Thu, Dec 4`. The weekday has to be the day's own.
fn day_after(words: &str, mail: &str, year: i32) -> NaiveDate {
    let (_, rest) = mail.split_once(words).unwrap_or_else(|| panic!("{words} in {mail}"));
    let written: Vec<&str> =
        rest.split_whitespace().take(3).map(|it| it.trim_end_matches(['.', ','])).collect();
    let text = format!("{} {year}", written.join(" "));
    NaiveDate::parse_from_str(&text, "%a %b %d %Y").unwrap_or_else(|error| panic!("{text}: {error}"))
}

async fn moved(server: &Server, version: i64, to: &str) -> Answer {
    let body = json!({ "version": version, "day": to });
    server
        .post(Who::Owner, &paths::charge_reschedule(Who::Owner.client(), Which::Scheduled.id()), &body)
        .await
}

#[tokio::test]
async fn what_was_promised_is_shown_and_holds_to_the_day() {
    for [accepted, too_early, initial, act_until, latest] in PROMISES {
        let server = Server::start().await;
        announced(&server, accepted).await;
        let shown: wire::charges::ChargeView =
            server.get(Who::Owner, &paths::charge(Who::Owner.client(), Which::Scheduled.id())).await.body();
        let ChargeStateView::Upcoming { day: on, deadline, latest_day } = shown.row.state else {
            panic!("{accepted}: {:?}", shown.row.state)
        };
        let charge_time = NaiveTime::from_hms_opt(10, 0, 0);
        let until = Deadline { day: day(initial), time: charge_time };
        assert_eq!((on, deadline, latest_day), (day(initial), Some(until), Some(day(latest))), "{accepted}");
        let window = shown.rules.plan.and_then(|plan| plan.window).expect("an insurance charge has one");
        assert_eq!(window.act_until, day(act_until), "{accepted}");

        let version = shown.rules.version;
        let same: RescheduleAnswer = moved(&server, version, initial).await.body();
        assert!(!same.moved, "{accepted}");
        let too_late = day(latest).succ_opt().expect("a day").to_string();
        for (outside, problem) in [
            (too_early, DayProblem::TooEarly { first: day(initial) }),
            (&too_late, DayProblem::TooLate { last: day(latest) }),
        ] {
            let refused = moved(&server, version, outside).await;
            assert_eq!(refused.status, 422, "{accepted}: {outside}");
            assert_eq!(
                refused.extension::<RescheduleRefusal>().refusal,
                Refusal::Day { problem },
                "{accepted}: {outside}"
            );
        }
        let last: RescheduleAnswer = moved(&server, version, latest).await.body();
        assert!(last.moved, "{accepted}");
    }
}

#[tokio::test]
async fn the_last_day_to_act_ends_at_the_practices_midnight() {
    for [accepted, _, _, act_until, latest] in PROMISES {
        let server = Server::start().await;
        announced(&server, accepted).await;
        let day_after = day(act_until).succ_opt().expect("a day");
        let midnight = PracticeZone::NEW_YORK.instant(day_after, NaiveTime::MIN);
        let version = store::charges::find(&server.desk.store.reader(), Which::Scheduled.id())
            .await
            .expect("read")
            .expect("there")
            .version;
        let last: RescheduleAnswer = moved(&server, version, latest).await.body();
        assert!(last.moved);
        server.desk.business.set(midnight - chrono::Duration::seconds(1));
        let still: RescheduleAnswer = moved(&server, version + 1, latest).await.body();
        assert!(!still.moved, "{accepted}");
        server.desk.business.set(midnight);
        let late: RescheduleRefusal = moved(&server, version + 1, latest).await.extension();
        assert_eq!(late.refusal, Refusal::TooLateToAct { act_until: day(act_until) }, "{accepted}");
    }
}

#[tokio::test]
async fn the_days_of_the_notice_are_those_of_the_page_even_after_thirty_hours_of_trying() {
    // The first is accepted at once, the second late and across midnight, the third across a clock change as well.
    for (now, accepted, year) in [
        ("2025-12-01T09:30:00-05:00", "2025-12-01T09:30:00-05:00", 2025),
        ("2025-12-01T09:30:00-05:00", "2025-12-02T15:30:00-05:00", 2025),
        ("2026-03-06T20:00:00-05:00", "2026-03-08T03:30:00-04:00", 2026),
    ] {
        let server = Server::start().await;
        let mails = MailServer::start().await;
        let mailer = Mailer::smtp(&mails.url().into(), "billing@desk.example").expect("a mail server");
        let worker = Worker::new(server.desk.clone(), mailer);
        scheduled(&server, now).await;
        if now != accepted {
            mails.manners().to_mails = "451 4.3.0 Not now";
            worker.play_until(at(accepted)).await.expect("the store works");
            assert!(mails.arrived().is_empty());
            mails.manners().to_mails = "250 2.0.0 Taken";
        }
        worker.play_until(at(accepted) + chrono::Duration::hours(1)).await.expect("the store works");

        let arrived = mails.arrived();
        let [notice] = &arrived[..] else { panic!("one notice: {arrived:?}") };
        let words = notice.raw.replace("=\n", "").split_whitespace().collect::<Vec<_>>().join(" ");
        let told = [
            day_after("will be charged on ", &words, year),
            day_after("Change it before 10:00 AM on ", &words, year),
            day_after("You can choose any day up to ", &words, year),
            day_after("After a move you can change it again until ", &words, year),
        ];
        let shown: wire::charges::ChargeView =
            server.get(Who::Owner, &paths::charge(Who::Owner.client(), Which::Scheduled.id())).await.body();
        let ChargeStateView::Upcoming { day, deadline, latest_day } = shown.row.state else {
            panic!("{shown:?}")
        };
        let act_until = shown.rules.plan.and_then(|plan| plan.window).map(|it| it.act_until);
        assert_eq!(
            told.map(Some),
            [Some(day), deadline.map(|it| it.day), latest_day, act_until],
            "{accepted}"
        );
        let range = shown.rules.range().expect("it may be moved");
        assert_eq!((range.0 <= day, range.1), (true, latest_day.expect("a day")), "{accepted}");
    }
}

/// What a list says of the charge at this time of New York's clock: whether it can be moved, and for how many seconds that holds.
async fn said(server: &Server, now: &str) -> (bool, u32) {
    server.desk.business.set(at(now));
    let billing: BillingView = server.get(Who::Owner, &paths::billing(Who::Owner.client())).await.body();
    let row = billing.open.iter().find(|row| row.id == Which::Scheduled.id()).expect("it is open");
    let page: wire::charges::ChargeView =
        server.get(Who::Owner, &paths::charge(Who::Owner.client(), row.id)).await.body();
    assert_eq!(row, &page.row, "{now}");
    assert!(billing.holds_for_seconds <= page.holds_for_seconds, "{now}: the list has it and others");
    (row.can_reschedule, page.holds_for_seconds)
}

#[tokio::test]
async fn a_charge_offers_a_move_until_the_minute_it_is_due() {
    let server = Server::start().await;
    announced(&server, "2025-12-01T09:30:00-05:00").await;
    assert_eq!(said(&server, "2025-12-02T09:59:00-05:00").await, (true, 61));
    assert_eq!(said(&server, "2025-12-02T10:01:00-05:00").await, (false, 21));
}

#[tokio::test]
async fn a_charge_that_waits_beyond_the_last_day_to_act_offers_a_move_until_midnight() {
    let server = Server::start().await;
    announced(&server, "2025-12-01T09:30:00-05:00").await;
    let shown: wire::charges::ChargeView =
        server.get(Who::Owner, &paths::charge(Who::Owner.client(), Which::Scheduled.id())).await.body();
    let version = shown.rules.version;
    let last: RescheduleAnswer = moved(&server, version, "2025-12-18").await.body();
    assert!(last.moved);
    assert_eq!(said(&server, "2025-12-17T23:59:00-05:00").await, (true, 61));
    assert!(!said(&server, "2025-12-18T00:01:00-05:00").await.0);
}
