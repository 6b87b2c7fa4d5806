//! `/api/c/{client}/coverages/{coverage}/verify`

use std::time::Duration;

use domain::Money;
use domain::actor::Actor;
use domain::audit::Action;
use domain::coverage::{Coverage, Subscriber};
use domain::payer::{Payer, Program};
use domain::practice::Practice;
use domain::subject::Subject;
use domain::testing::{client_id, coverage, coverage_id, day, insured, payer, payer_id, practice};
use eligibility::{Clearinghouse, Config as ClientConfig};
use eligibility_simulator::{Config, Fault, FaultRule, Member, Simulator, Standing};
use reqwest::Method;
use serde_json::{Value, json};
use store::{audit, coverages, payers, practices};
use test_support::sample::at;
use test_support::{Answer, Fresh, Kind, Server, Setup, Who, on_both};
use wire::coverages::{CoveragesView, PayersView};
use wire::eligibility::{EligibilityAnswerView, EligibilityView};
use wire::paths;

on_both! {
    a_payer_is_asked_in_the_clients_name_and_what_it_says_is_kept_and_on_the_record,
    what_was_said_of_a_card_says_nothing_of_the_corrected_one,
    whoever_is_insured_by_another_is_asked_about_as_their_dependent,
    each_answer_is_told_apart,
    a_payer_that_does_not_answer_changes_nothing_and_what_it_said_before_stays,
    a_practice_without_a_number_and_a_payer_without_an_id_are_not_asked,
    questions_are_limited_for_each_client,
    what_is_entered_is_asked_about_before_it_is_saved_and_the_answer_stands_with_it_afterwards,
    a_card_that_is_being_corrected_is_asked_about_and_keeps_the_number_that_was_left_blank,
    what_could_not_be_saved_is_not_asked_about_and_costs_no_question,
    questions_about_what_is_entered_count_as_any_other,
    a_payer_that_cannot_be_asked_is_none_to_verify_with,
    a_plan_that_never_begins_is_asked_about_by_nobody,
}

const MEMBER: &str = "ZX93-71-CANARY";

/// A server whose practice is known to payers, and the payers.
pub struct Asking {
    pub server: Server,
    pub payers: Simulator,
}

impl Fresh for Asking {
    async fn fresh(kind: Kind) -> Self {
        let now = at("2025-12-01T15:00:00Z");
        let config = Config { slow: Duration::from_secs(5), ..Config::new(std::sync::Arc::new(move || now)) };
        let simulator = Simulator::start(config).await.expect("a simulator");
        let config = ClientConfig {
            base_url: simulator.base_url(),
            key: "test_key".into(),
            timeout: Duration::from_secs(1),
        };
        let clearinghouse = Some(Clearinghouse::new(&config).expect("a client"));
        let server = Server::of(Setup { kind, clearinghouse, ..Setup::default() }).await;
        let unit = server.desk.store.begin().await.expect("a unit");
        let known = Practice { npi: "1999999984".parse().ok(), ..practice(1) };
        practices::upsert(&unit, &[known]).await.expect("a practice");
        let aetna = Payer { eligibility_id: "60054".parse().ok(), ..payer(1, "Aetna", Program::Commercial) };
        payers::upsert(&unit, &[aetna]).await.expect("a payer");
        unit.commit().await.expect("committed");
        Self { server, payers: simulator }
    }
}

pub async fn ask(server: &Server, who: Who, coverage: u128) -> Answer {
    let path = paths::coverage_verify(who.client(), coverage_id(coverage));
    server.send(who, Method::POST, &path, None::<&()>).await
}

fn card(member_id: &str) -> Value {
    json!({ "plan": "Gold", "member_id": member_id, "group_number": "", "relationship": "self" })
}

fn entered(from: &str, member_id: &str) -> Value {
    json!({ "payer": payer_id(1), "position": "primary", "from": from, "card": card(member_id) })
}

async fn ask_entered(server: &Server, coverage: &Value) -> Answer {
    let path = paths::new_coverage_verify(Who::Owner.client());
    server.send(Who::Owner, Method::POST, &path, Some(coverage)).await
}

async fn ask_corrected(server: &Server, card: &Value) -> Answer {
    let path = paths::corrected_coverage_verify(Who::Owner.client(), coverage_id(1));
    server.send(Who::Owner, Method::POST, &path, Some(card)).await
}

fn refused(answer: &Answer) -> (u16, Vec<String>) {
    (answer.status.as_u16(), answer.problem().fields.into_iter().map(|it| it.field).collect())
}

async fn said(server: &Server) -> EligibilityAnswerView {
    ask(server, Who::Owner, 1).await.body::<EligibilityView>().answer
}

/// What stands on the page of the first coverage: whether it can be asked, and what was said.
async fn shown(server: &Server) -> (bool, Option<EligibilityView>) {
    let view: CoveragesView = server.get(Who::Owner, &paths::coverages(Who::Owner.client())).await.body();
    let first = view.coverages.iter().find(|it| it.id == coverage_id(1)).expect("the coverage");
    (first.can_verify, first.verified.clone())
}

async fn record(server: &Server) -> Vec<(Actor, Action)> {
    let subject = Subject::Client(client_id(1));
    let entries = audit::about(&server.desk.store.reader(), client_id(1), subject).await;
    entries.expect("a record").into_iter().map(|entry| (entry.actor, entry.action)).collect()
}

async fn a_payer_is_asked_in_the_clients_name_and_what_it_says_is_kept_and_on_the_record(
    Asking { server, payers: simulator }: Asking,
) {
    assert_eq!(shown(&server).await, (true, None));
    let said: EligibilityView = ask(&server, Who::Owner, 1).await.body();
    assert_eq!((said.asked_on, said.about), (day("2025-12-01"), day("2025-12-01")));
    let EligibilityAnswerView::Active(plan) = &said.answer else { panic!("{said:?}") };
    assert!(plan.copay.is_some_and(|it| it != Money::usd(0)), "{plan:?}");
    assert_eq!(shown(&server).await, (true, Some(said)));
    let asked = simulator.asked();
    assert_eq!((asked.len(), asked[0].member_id.as_str(), &asked[0].dependent), (1, MEMBER, &None));
    assert_eq!(
        record(&server).await,
        [(Actor::Client, Action::PayerAsked { payer: payer_id(1), answer: "active".to_owned() })]
    );
    // Nobody else's coverage is asked about, and the record of that is empty.
    assert_eq!(ask(&server, Who::Another, 1).await.status, 404);
    assert_eq!(simulator.asked().len(), 1);
}

async fn what_was_said_of_a_card_says_nothing_of_the_corrected_one(
    Asking { server, payers: _payers }: Asking,
) {
    let before: EligibilityView = ask(&server, Who::Owner, 1).await.body();
    let rewritten = async |member_id: &str| {
        let unit = server.desk.store.begin().await.expect("a unit");
        let found = coverages::find_of_client(&unit, client_id(1), coverage_id(1)).await;
        let found = found.expect("a read").expect("the coverage");
        coverages::upsert(&unit, &[Coverage { member_id: member_id.to_owned(), ..found }]).await.expect("it");
        unit.commit().await.expect("committed");
    };
    rewritten("ZX93-71-OTHER").await;
    assert_eq!(shown(&server).await, (true, None));
    rewritten("zx9371canary").await;
    assert_eq!(shown(&server).await, (true, Some(before)));
}

async fn whoever_is_insured_by_another_is_asked_about_as_their_dependent(
    Asking { server, payers: simulator }: Asking,
) {
    let unit = server.desk.store.begin().await.expect("a unit");
    let robert = insured("Robert", "Rivera").born(Some(day("1961-05-04")));
    let family = Coverage { subscriber: Subscriber::Child(robert), ..coverage(5, 1, 1) };
    coverages::upsert(&unit, &[family]).await.expect("a coverage");
    unit.commit().await.expect("committed");
    assert_eq!(ask(&server, Who::Owner, 5).await.status, 200);
    let asked = simulator.asked();
    assert!(asked[0].dependent.is_some(), "{asked:?}");
}

async fn each_answer_is_told_apart(Asking { server, payers: simulator }: Asking) {
    for (standing, expected) in [
        (Standing::Inactive, EligibilityAnswerView::Inactive { ended: Some(day("2024-12-31")) }),
        (Standing::NotFound, EligibilityAnswerView::NotFound),
        (Standing::WrongBirthDate, EligibilityAnswerView::WrongBirthDate),
        (Standing::WrongMemberId, EligibilityAnswerView::WrongMemberId),
        (Standing::WrongName, EligibilityAnswerView::WrongName),
        (Standing::NotEnrolled, EligibilityAnswerView::Refused),
    ] {
        simulator.set_member(MEMBER, Member { standing: Some(standing), ..Member::default() });
        assert_eq!(said(&server).await, expected);
        assert_eq!(shown(&server).await.1.map(|it| it.answer), Some(expected));
    }
}

async fn a_payer_that_does_not_answer_changes_nothing_and_what_it_said_before_stays(
    Asking { server, payers: simulator }: Asking,
) {
    let before: EligibilityView = ask(&server, Who::Owner, 1).await.body();
    for standing in [Standing::PayerDown, Standing::Silent, Standing::Slow] {
        simulator.set_member(MEMBER, Member { standing: Some(standing), ..Member::default() });
        let answer = ask(&server, Who::Owner, 1).await;
        assert_eq!(answer.status, 503, "{standing:?}: {}", answer.text);
        assert!(answer.text.contains("Aetna did not answer"), "{}", answer.text);
    }
    simulator.add_fault(FaultRule { fault: Fault::Broken, times: None });
    assert_eq!(ask(&server, Who::Owner, 1).await.status, 503);
    assert_eq!(shown(&server).await, (true, Some(before)));
    assert_eq!(record(&server).await.len(), 1);
}

async fn a_practice_without_a_number_and_a_payer_without_an_id_are_not_asked(
    Asking { server, payers: simulator }: Asking,
) {
    let unit = server.desk.store.begin().await.expect("a unit");
    payers::upsert(&unit, &[payer(1, "Aetna", Program::Commercial)]).await.expect("a payer");
    unit.commit().await.expect("committed");
    assert_eq!(shown(&server).await, (false, None));
    let answer = ask(&server, Who::Owner, 1).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert_eq!(simulator.asked().len(), 0);
}

async fn questions_are_limited_for_each_client(Asking { server, payers: simulator }: Asking) {
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(ask(&server, Who::Owner, 1).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 429, 429]);
    assert_eq!(simulator.asked().len(), 6);
    assert_eq!(ask(&server, Who::Another, 4).await.status, 404, "others have their own");
}

async fn what_is_entered_is_asked_about_before_it_is_saved_and_the_answer_stands_with_it_afterwards(
    Asking { server, payers: simulator }: Asking,
) {
    let coverage = entered("12/15/2025", " U99-11 ");
    let said: EligibilityView = ask_entered(&server, &coverage).await.body();
    assert_eq!((said.asked_on, said.about), (day("2025-12-01"), day("2025-12-15")));
    assert!(matches!(said.answer, EligibilityAnswerView::Active(_)), "{said:?}");
    assert_eq!(simulator.asked().iter().map(|it| it.member_id.as_str()).collect::<Vec<_>>(), ["U99-11"]);
    let asked = Action::PayerAsked { payer: payer_id(1), answer: "active".to_owned() };
    assert_eq!(record(&server).await, [(Actor::Client, asked)]);
    // It is of that card alone.
    assert_eq!(shown(&server).await, (true, None));
    let body = json!({ "version": 1, "coverage": entered("12/15/2025", "u99 11") });
    let path = paths::coverages(Who::Owner.client());
    let view: CoveragesView = server.send(Who::Owner, Method::POST, &path, Some(&body)).await.body();
    let verified: Vec<_> = view.coverages.iter().map(|it| it.verified.clone()).collect();
    assert_eq!(verified, [Some(said), None]);
}

async fn a_card_that_is_being_corrected_is_asked_about_and_keeps_the_number_that_was_left_blank(
    Asking { server, payers: simulator }: Asking,
) {
    let mut child = card("");
    child["relationship"] = json!("child");
    child["subscriber_last"] = json!("Rivera");
    simulator.set_member(MEMBER, Member { standing: Some(Standing::NotFound), ..Member::default() });
    let said: EligibilityView = ask_corrected(&server, &child).await.body();
    assert_eq!(said.answer, EligibilityAnswerView::NotFound);
    let asked = simulator.asked();
    assert_eq!((asked[0].member_id.as_str(), asked[0].dependent.is_some()), (MEMBER, true));
    assert_eq!(shown(&server).await, (true, None), "nothing is saved");
    let body = json!({ "version": 1, "card": child });
    let path = paths::coverage(Who::Owner.client(), coverage_id(1));
    assert_eq!(server.send(Who::Owner, Method::PUT, &path, Some(&body)).await.status, 200);
    assert_eq!(shown(&server).await, (true, Some(said)));
    // Nobody else has this coverage, or may ask about it.
    let path = paths::corrected_coverage_verify(Who::Another.client(), coverage_id(1));
    assert_eq!(server.send(Who::Another, Method::POST, &path, Some(&card("W1"))).await.status, 404);
    assert_eq!(simulator.asked().len(), 1);
}

async fn what_could_not_be_saved_is_not_asked_about_and_costs_no_question(
    Asking { server, payers: simulator }: Asking,
) {
    for _ in 0..4 {
        let mut wrong = entered("soon", "1.2E+11");
        wrong["card"]["plan"] = json!(" ");
        let fields = ["plan", "member_id", "from"].map(str::to_owned).to_vec();
        assert_eq!(refused(&ask_entered(&server, &wrong).await), (422, fields));
        let unknown = Value::from(payer_id(99).to_string());
        let stranger =
            json!({ "payer": unknown, "position": "primary", "from": "12/1/2025", "card": card("W1") });
        assert_eq!(refused(&ask_entered(&server, &stranger).await), (422, vec!["payer".to_owned()]));
        assert_eq!(
            refused(&ask_corrected(&server, &card("#N/A")).await),
            (422, vec!["member_id".to_owned()])
        );
    }
    assert_eq!((simulator.asked().len(), record(&server).await.len()), (0, 0));
    assert_eq!(ask_entered(&server, &entered("12/1/2025", "W1")).await.status, 200);
}

async fn questions_about_what_is_entered_count_as_any_other(Asking { server, payers: simulator }: Asking) {
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(ask(&server, Who::Owner, 1).await.status.as_u16());
        statuses.push(ask_entered(&server, &entered("12/1/2025", "W1")).await.status.as_u16());
        statuses.push(ask_corrected(&server, &card("W2")).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 429, 429, 429]);
    assert_eq!(simulator.asked().len(), 6);
}

async fn a_payer_that_cannot_be_asked_is_none_to_verify_with(Asking { server, payers: simulator }: Asking) {
    let unit = server.desk.store.begin().await.expect("a unit");
    payers::upsert(&unit, &[payer(2, "Cigna", Program::Commercial)]).await.expect("a payer");
    unit.commit().await.expect("committed");
    let can_verify = async || {
        let list: PayersView = server.get(Who::Owner, &paths::payers(Who::Owner.client())).await.body();
        list.payers.iter().map(|it| (it.name.clone(), it.can_verify)).collect::<Vec<_>>()
    };
    assert_eq!(can_verify().await, [("Aetna".to_owned(), true), ("Cigna".to_owned(), false)]);
    let mut cigna = entered("12/1/2025", "W1");
    cigna["payer"] = json!(payer_id(2));
    assert_eq!(ask_entered(&server, &cigna).await.status, 422);
    // Of what begins after this month payers say nothing yet.
    assert_eq!(ask_entered(&server, &entered("1/1/2026", "W1")).await.status, 422);
    let unit = server.desk.store.begin().await.expect("a unit");
    practices::upsert(&unit, &[practice(1)]).await.expect("a practice");
    unit.commit().await.expect("committed");
    assert_eq!(can_verify().await, [("Aetna".to_owned(), false), ("Cigna".to_owned(), false)]);
    assert_eq!(simulator.asked().len(), 0);
}

async fn a_plan_that_never_begins_is_asked_about_by_nobody(Asking { server, payers: simulator }: Asking) {
    let unit = server.desk.store.begin().await.expect("a unit");
    let (from, to) = (day("2025-12-16"), Some(day("2025-12-15")));
    coverages::upsert(&unit, &[Coverage { from, to, ..coverage(5, 1, 1) }]).await.expect("a coverage");
    unit.commit().await.expect("committed");
    assert_eq!(ask(&server, Who::Owner, 5).await.status, 404);
    let path = paths::corrected_coverage_verify(Who::Owner.client(), coverage_id(5));
    assert_eq!(server.send(Who::Owner, Method::POST, &path, Some(&card("W1"))).await.status, 404);
    assert_eq!(simulator.asked().len(), 0);
}
