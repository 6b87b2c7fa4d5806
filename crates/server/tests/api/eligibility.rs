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
use store::{audit, coverages, payers, practices};
use test_support::sample::at;
use test_support::{Answer, Fresh, Kind, Server, Setup, Who, on_both};
use wire::coverages::CoveragesView;
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
        assert!(answer.text.contains("did not answer"), "{}", answer.text);
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
