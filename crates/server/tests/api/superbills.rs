//! `/api/c/{client}/charges/{charge}/superbill` and `/api/c/{client}/superbills/{month}`

use documents::reading::{Read, read};
use domain::audit::Action;
use domain::charge::{Charge, ChargeKind, ChargeState, Due, Paid, Payment, Refunded};
use domain::client::Client;
use domain::month::Month;
use domain::paper::Paper;
use domain::practice::Practice;
use domain::session_codes::SessionCodes;
use domain::staff::StaffMember;
use domain::subject::Subject;
use domain::superbill::Lack;
use domain::testing::{charge_id, client, day, paid, practice, provider, refund};
use domain::{ChargeId, Money};
use reqwest::Method;
use store::charges::NewCharge;
use store::session_codes::CodesOfCharge;
use store::{StoreError, charges, clients, practices, session_codes, staff};
use test_support::sample::{DIAGNOSIS, STREET, codes, new_charge};
use test_support::{Server, Which, Who, on_both};
use wire::charges::{ChargeView, HistoryView};
use wire::paths;

use crate::papers::{bytes, cents, fact, record};

on_both! {
    a_superbill_says_what_an_insurer_asks_for,
    what_it_comes_to_is_what_was_paid_and_given_back,
    where_something_is_missing_there_is_none_and_the_page_says_what,
    an_insurer_is_asked_about_sessions_that_were_paid_and_about_nothing_else,
    a_month_has_the_sessions_that_lack_nothing,
    each_is_on_the_record_without_what_it_was_for,
}

/// A session that the owner paid themselves.
pub const SELF_PAID: ChargeId = charge_id(900);

/// Its month.
pub fn november() -> Month {
    Month::of(day("2025-11-06"))
}

pub fn self_paid(id: ChargeId, on: &str, cents: i64) -> NewCharge {
    let new = new_charge(0);
    let mut session = new.charge.session.clone();
    session.day = day(on);
    let due = Due { amount: Money::usd(cents), answer: None };
    let state = ChargeState::Paid(Paid { due, ..paid() });
    let charge = Charge { id, session, kind: ChargeKind::SelfPay, state, ..new.charge.clone() };
    NewCharge { charge, external_key: format!("self-paid-{id}"), ..new }
}

/// Has the owner pay a session of which insurers are told all that they ask for.
pub async fn prepare(server: &Server) {
    write(server, self_paid(SELF_PAID, "2025-11-06", 18_000), Some(codes(SELF_PAID))).await;
    let practice = Practice { tax_id: "12-3456789".parse().ok(), ..practice(1) };
    let maya =
        StaffMember { npi: "1999999984".parse().ok(), credential: Some("PsyD".to_owned()), ..provider(1) };
    change(server, async |unit| practices::upsert(unit, &[practice]).await).await;
    change(server, async |unit| staff::upsert(unit, &[maya]).await).await;
}

pub async fn change<T>(server: &Server, write: impl AsyncFnOnce(&store::Unit) -> Result<T, StoreError>) {
    let unit = server.desk.store.begin().await.expect("nobody writes");
    write(&unit).await.expect("written");
    unit.commit().await.expect("committed");
}

pub async fn write(server: &Server, new: NewCharge, said: Option<CodesOfCharge>) {
    change(server, async |unit| {
        charges::insert_many(unit, &[new]).await?;
        session_codes::put(unit, said.as_slice()).await
    })
    .await;
}

async fn superbill(server: &Server) -> Read {
    read(&bytes(server, &paths::superbill(Who::Owner.client(), SELF_PAID)).await)
}

async fn of_november(server: &Server) -> Read {
    read(&bytes(server, &paths::superbill_of_month(Who::Owner.client(), november())).await)
}

async fn status(server: &Server, path: &str) -> u16 {
    server.get(Who::Owner, path).await.status.as_u16()
}

async fn page(server: &Server, id: ChargeId) -> ChargeView {
    server.get(Who::Owner, &paths::charge(Who::Owner.client(), id)).await.body()
}

async fn history(server: &Server) -> HistoryView {
    server.get(Who::Owner, &paths::charges(Who::Owner.client())).await.body()
}

async fn a_superbill_says_what_an_insurer_asks_for(server: Server) {
    prepare(&server).await;
    let path = paths::superbill(Who::Owner.client(), SELF_PAID);
    let request = server.request(Method::GET, &path).header("cookie", server.cookie(Who::Owner).await);
    let answer = request.send().await.expect("an answer");
    let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("content-disposition"), "attachment; filename=\"superbill-2025-11-06.pdf\"");
    assert_eq!(header("cache-control"), "no-store");

    let paper = superbill(&server).await;
    assert_eq!(paper.root.all("H1")[0].text, "Superbill");
    for (term, is) in [
        ("Client", client(1).name.legal.to_string().as_str()),
        ("Date of birth", "February 28, 1990"),
        ("Printed", "December 1, 2025"),
        ("Practice", "Larkspur Therapy"),
        ("Telephone", "(212) 555-0100"),
        ("Tax ID", "12-3456789"),
        ("Provider", "Dr. Maya Okafor, PsyD"),
        ("NPI of the provider", "1999999984"),
    ] {
        assert_eq!(fact(&paper, term), is, "{term}");
    }
    assert!(fact(&paper, "Address").contains(STREET), "{}", fact(&paper, "Address"));
    let row = paper.root.all("TBody")[0].all("TR")[0];
    let cells: Vec<&str> = row.children.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!([cells[0], cells[2], cells[3]], ["Nov 6, 2025", DIAGNOSIS, "1"]);
    assert!(cells[1].contains("Modifiers: 95"), "{cells:?}");
    assert!(cells[1].contains("Place of service: 10, telehealth at the client's home"), "{cells:?}");
    assert_eq!(cells[4..], ["$180.00", "$180.00"]);
    assert_eq!((paper.orphans, paper.unmarked), (0, 0));
}

async fn what_it_comes_to_is_what_was_paid_and_given_back(server: Server) {
    prepare(&server).await;
    let mut given_back = self_paid(charge_id(901), "2025-11-13", 10_000);
    let ChargeState::Paid(paid) = given_back.charge.state else { panic!("paid") };
    let refunded = Refunded::none_of(Payment::Paid(paid)).and(refund(2_500)).expect("a refund");
    given_back.charge.state = ChargeState::PartiallyRefunded(refunded);
    write(&server, given_back, Some(codes(charge_id(901)))).await;

    let paper = of_november(&server).await;
    let table = paper.root.all("Table")[0];
    let (rows, sums) = (table.all("TBody")[0].all("TR"), table.all("TFoot")[0].all("TR"));
    let sum = |rows: &[&documents::reading::Element], at: usize| -> i64 {
        rows.iter().map(|row| cents(&row.children[at].text)).sum()
    };
    let came_to: Vec<i64> = (4..8).map(|at| sum(&rows, at)).collect();
    assert_eq!(came_to, [28_000, 28_000, 2_500, 25_500]);
    assert_eq!(came_to, (4..8).map(|at| sum(&sums, at)).collect::<Vec<_>>());
    let mut shown = 0;
    for id in [SELF_PAID, charge_id(901)] {
        shown += page(&server, id).await.balance.paid().expect("paid").cents();
    }
    assert_eq!(shown, came_to[3]);
}

async fn where_something_is_missing_there_is_none_and_the_page_says_what(server: Server) {
    prepare(&server).await;
    assert_eq!(page(&server, SELF_PAID).await.superbill.expect("asked").missing, []);
    let (unplaced, homeless) = (practice(1), Client { address: None, ..client(1) });
    change(&server, async |unit| practices::upsert(unit, &[unplaced]).await).await;
    change(&server, async |unit| clients::upsert(unit, &[homeless]).await).await;
    change(&server, async |unit| staff::upsert(unit, &[provider(1)]).await).await;
    let silent = CodesOfCharge { codes: SessionCodes::default(), ..codes(SELF_PAID) };
    change(&server, async |unit| session_codes::put(unit, &[silent]).await).await;

    let missing = page(&server, SELF_PAID).await.superbill.expect("asked").missing;
    let lacks = [Lack::ClientAddress, Lack::TaxId, Lack::ProviderNpi, Lack::Diagnosis, Lack::PlaceOfService];
    assert_eq!(missing, lacks);
    let month = &history(&server).await.superbills[0];
    assert_eq!((month.month, month.is_ready, &month.missing[..]), (november(), false, &lacks[..]));
    for path in [
        paths::superbill(Who::Owner.client(), SELF_PAID),
        paths::superbill_of_month(Who::Owner.client(), november()),
    ] {
        assert_eq!(status(&server, &path).await, 404, "{path}");
    }
}

async fn an_insurer_is_asked_about_sessions_that_were_paid_and_about_nothing_else(server: Server) {
    prepare(&server).await;
    for which in Which::ALL {
        let path = paths::superbill(Who::Owner.client(), which.id());
        assert_eq!(status(&server, &path).await, 404, "{which:?}");
        if which != Which::Anothers {
            assert_eq!(page(&server, which.id()).await.superbill, None, "{which:?}");
        }
    }
    let months: Vec<_> = history(&server).await.superbills.into_iter().map(|it| it.month).collect();
    assert_eq!(months, [november()]);
    for month in ["2025-10", "2024-11", "2025-13", "november"] {
        let path = paths::superbill_of_month(Who::Owner.client(), november()).replace("2025-11", month);
        assert_eq!(status(&server, &path).await, 404, "{path}");
    }
}

async fn a_month_has_the_sessions_that_lack_nothing(server: Server) {
    prepare(&server).await;
    for (n, on) in [(902, "2025-11-20"), (903, "2025-10-31"), (904, "2025-12-01")] {
        write(&server, self_paid(charge_id(n), on, 18_000), Some(codes(charge_id(n)))).await;
    }
    write(&server, self_paid(charge_id(905), "2025-11-27", 18_000), None).await;
    let paper = of_november(&server).await;
    assert_eq!(paper.root.all("H1")[0].text, "Superbill of November 2025");
    let rows = paper.root.all("TBody")[0].all("TR");
    let days: Vec<&str> = rows.iter().map(|row| row.children[0].text.as_str()).collect();
    assert_eq!(days, ["Nov 6, 2025", "Nov 20, 2025"]);
    assert!(paper.root.text.contains("Not all sessions of this month are listed."), "{}", paper.root.text);
    let told: Vec<_> = history(&server).await.superbills;
    let months: Vec<String> = told.iter().map(|it| it.month.to_string()).collect();
    assert_eq!(months, ["2025-12", "2025-11", "2025-10"]);
    assert_eq!(
        (told[1].is_ready, &told[1].missing[..]),
        (true, &[Lack::Diagnosis, Lack::PlaceOfService][..])
    );
}

async fn each_is_on_the_record_without_what_it_was_for(server: Server) {
    prepare(&server).await;
    superbill(&server).await;
    of_november(&server).await;
    let taken = [Action::PaperTaken { paper: Paper::Superbill }];
    assert_eq!(record(&server, Subject::Charge(SELF_PAID)).await, taken);
    let month = Action::PaperTaken { paper: Paper::SuperbillOfMonth { month: november() } };
    assert_eq!(record(&server, Subject::Client(Who::Owner.client())).await, [month]);
}
