//! `/api/c/{client}/charges/{charge}/receipt` and `/api/c/{client}/statements/{year}`

use documents::reading::{Element, Read, read};
use domain::audit::Action;
use domain::client::Client;
use domain::extra_payment::ExtraPayment;
use domain::name::{LegalName, NamePart, PersonName};
use domain::paper::Paper;
use domain::staff::StaffMember;
use domain::subject::Subject;
use domain::testing::{at, client, day, practice_id, provider, refund};
use domain::{Money, PracticeId};
use reqwest::{Method, Response};
use store::{audit, clients, extra_payments, staff};
use test_support::{Server, Which, Who, on_both};
use wire::charges::HistoryView;
use wire::paths;

on_both! {
    a_receipt_says_what_was_paid_by_whom_and_for_what,
    a_receipt_says_what_was_given_back_since,
    there_is_a_receipt_of_what_was_taken_and_of_nothing_else,
    a_statement_comes_to_what_the_history_says,
    names_are_printed_as_they_were_typed_and_are_no_formulas,
    every_paper_is_on_the_record_once,
}

const ODD: &str = "=cmd|'/c calc'!A1 <script>a()</script> שרה 🦊 Wolfeschlegelsteinhausenbergerdorff-Wolfeschlegelsteinhausen";

async fn ask(server: &Server, who: Who, path: &str) -> Response {
    let request = server.request(Method::GET, path).header("cookie", server.cookie(who).await);
    request.send().await.expect("an answer")
}

pub async fn bytes(server: &Server, path: &str) -> Vec<u8> {
    let answer = ask(server, Who::Owner, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.bytes().await.expect("a body").to_vec()
}

async fn receipt(server: &Server, which: Which) -> Read {
    read(&bytes(server, &paths::receipt(Who::Owner.client(), which.id())).await)
}

async fn statement(server: &Server) -> Read {
    read(&bytes(server, &paths::statement(Who::Owner.client(), 2025)).await)
}

async fn csv(server: &Server) -> String {
    let table = bytes(server, &paths::statement_table(Who::Owner.client(), 2025)).await;
    String::from_utf8(table).expect("UTF-8")
}

/// What a paper says under a term.
pub fn fact(paper: &Read, term: &str) -> String {
    let items = paper.root.all("LI");
    let item = items.iter().find(|it| it.children[0].text == term);
    item.unwrap_or_else(|| panic!("no {term} in {}", paper.root.text)).children[1].text.clone()
}

pub fn cents(amount: &str) -> i64 {
    match amount.strip_prefix('-').or(amount.strip_prefix('−')) {
        Some(amount) => -cents(amount),
        None => Money::parse_usd(amount).unwrap_or_else(|_| panic!("{amount}")).cents(),
    }
}

pub async fn record(server: &Server, subject: Subject) -> Vec<Action> {
    let entries = audit::about(&server.desk.store.reader(), Who::Owner.client(), subject).await;
    entries.expect("a record").into_iter().map(|entry| entry.action).collect()
}

async fn a_receipt_says_what_was_paid_by_whom_and_for_what(server: Server) {
    let path = paths::receipt(Who::Owner.client(), Which::Paid.id());
    let answer = ask(&server, Who::Owner, &path).await;
    let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("content-disposition"), "attachment; filename=\"receipt.pdf\"");
    assert_eq!(header("cache-control"), "no-store");

    let paper = receipt(&server, Which::Paid).await;
    let letterhead = &paper.root.all("P")[0].text;
    assert_eq!(letterhead, "Larkspur Therapy 88 Fulton Street, New York, NY 10038");
    assert_eq!(paper.root.all("H1")[0].text, "Receipt");
    for (term, is) in [
        ("Client", client(1).name.legal.to_string().as_str()),
        ("Printed", "December 1, 2025"),
        ("Paid", "$7,391.13"),
        ("Day of payment", "November 20, 2025"),
        ("Card", "Visa ending in 8843"),
        ("Receipt number", "R-5519-CANARY"),
        ("Session", "November 13, 2025"),
        ("Provider", "Dr. Maya Okafor"),
        ("For", "Your part after insurance"),
    ] {
        assert_eq!(fact(&paper, term), is, "{term}");
    }
    assert!(fact(&paper, "Service").contains("(9083"), "{}", fact(&paper, "Service"));
    assert!(paper.root.all("Table").is_empty(), "nothing happened since");
    assert!(paper.root.text.contains("(212) 555-0100") && paper.root.text.contains("help@larkspur.example"));
    assert_eq!((paper.orphans, paper.unmarked), (0, 0));
}

async fn a_receipt_says_what_was_given_back_since(server: Server) {
    for (which, left) in [(Which::PartiallyRefunded, "$7,280.00"), (Which::Refunded, "$0.00")] {
        let paper = receipt(&server, which).await;
        assert_eq!(fact(&paper, "Paid"), "$7,391.13");
        let rows = paper.root.all("TBody")[0].all("TR");
        assert_eq!((rows.len(), rows[0].children[0].text.as_str()), (1, "Nov 25, 2025"));
        assert_eq!(paper.root.all("TFoot")[0].all("TR")[0].children[2].text, left);
    }
}

async fn there_is_a_receipt_of_what_was_taken_and_of_nothing_else(server: Server) {
    for which in Which::ALL {
        let answer = ask(&server, Who::Owner, &paths::receipt(Who::Owner.client(), which.id())).await;
        let taken = matches!(which, Which::Paid | Which::PartiallyRefunded | Which::Refunded);
        assert_eq!(answer.status() == 200, taken, "{which:?}");
        assert!(taken || answer.status() == 404, "{which:?}");
    }
    for year in [2024, 2026, i32::MAX] {
        let answer = ask(&server, Who::Owner, &paths::statement(Who::Owner.client(), year)).await;
        assert_eq!(answer.status(), 404, "{year}");
    }
}

async fn a_statement_comes_to_what_the_history_says(server: Server) {
    paid_by_hand(&server, practice_id(1)).await;
    let history: HistoryView = server.get(Who::Owner, &paths::charges(Who::Owner.client())).await.body();
    let year = &history.years[0];
    let paper = statement(&server).await;
    assert_eq!(paper.root.all("H1")[0].text, "Statement of 2025");
    assert_eq!(cents(&fact(&paper, "Paid after that")), year.paid.cents());

    let column =
        |rows: &[&Element], at: usize| -> i64 { rows.iter().map(|row| cents(&row.children[at].text)).sum() };
    let (mut net, mut count) = (0, 0);
    for table in paper.root.all("Table") {
        let (rows, sums) = (table.all("TBody")[0].all("TR"), table.all("TFoot")[0].all("TR"));
        for at in 3..7 {
            assert_eq!(column(&rows, at), column(&sums, at), "column {at} adds up");
        }
        assert_eq!(column(&sums, 3) - column(&sums, 4) - column(&sums, 5), column(&sums, 6));
        (net, count) = (net + column(&rows, 6), count + rows.len());
    }
    let (by_card, days) = (paper.root.all("Table")[0], "by card, Nov 20, 2025");
    assert!(by_card.all("TBody")[0].all("TR").iter().all(|row| row.children[2].text.ends_with(days)));
    let moved = history.charges.iter().filter(|row| row.paid.is_some()).count();
    assert_eq!((net, count), (year.paid.cents(), moved + 1));
    let all =
        ["Paid by card", "Paid another way", "Given back to you"].map(|term| cents(&fact(&paper, term)));
    assert_eq!(all[0] + all[1] - all[2], year.paid.cents());

    let table = csv(&server).await;
    let lines: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let last: i64 = lines.iter().map(|cells| cents(cells[cells.len() - 2])).sum();
    assert_eq!((last, lines.len()), (year.paid.cents(), count));
}

async fn names_are_printed_as_they_were_typed_and_are_no_formulas(server: Server) {
    let named = StaffMember { name: ODD.to_owned(), ..provider(1) };
    let only = LegalName::Last(NamePart::parse("محمد").expect("a name"));
    let owner = Client { name: PersonName { legal: only, chosen_first: None }, ..client(1) };
    let unit = server.desk.store.begin().await.expect("nobody writes");
    staff::upsert(&unit, &[named]).await.expect("written");
    clients::upsert(&unit, &[owner]).await.expect("written");
    unit.commit().await.expect("committed");

    let paper = receipt(&server, Which::Paid).await;
    assert_eq!((fact(&paper, "Client").as_str(), fact(&paper, "Provider").as_str()), ("محمد", ODD));
    let paper = statement(&server).await;
    let service = &paper.root.all("TBody")[0].all("TR")[0].children[1].text;
    assert!(service.ends_with(ODD), "{service}");
    let table = csv(&server).await;
    assert!(table.contains(&format!(",'{ODD},")), "{table}");
    let cells = table.lines().flat_map(|line| line.split(','));
    let formulas: Vec<&str> = cells.filter(|cell| cell.starts_with(['=', '+', '-', '@'])).collect();
    assert!(formulas.is_empty(), "{formulas:?}");
}

async fn every_paper_is_on_the_record_once(server: Server) {
    receipt(&server, Which::Paid).await;
    statement(&server).await;
    csv(&server).await;
    let missed = paths::receipt(Who::Owner.client(), Which::Upcoming.id());
    assert_eq!(ask(&server, Who::Owner, &missed).await.status(), 404);
    let charge = record(&server, Subject::Charge(Which::Paid.id())).await;
    let taken: Vec<&Action> = charge.iter().filter(|it| matches!(it, Action::PaperTaken { .. })).collect();
    assert_eq!(taken, [&Action::PaperTaken { paper: Paper::Receipt }]);
    let papers = [Paper::Statement { year: 2025 }, Paper::StatementTable { year: 2025 }];
    let actions = papers.map(|paper| Action::PaperTaken { paper });
    assert_eq!(record(&server, Subject::Client(Who::Owner.client())).await, actions);
    assert!(record(&server, Subject::Charge(Which::Upcoming.id())).await.is_empty());
}

async fn paid_by_hand(server: &Server, practice: PracticeId) {
    let payment = ExtraPayment {
        intent: "pi_by_hand".to_owned(),
        practice,
        client: Who::Owner.client(),
        may_be_anothers: false,
        charge: None,
        amount: Money::usd(4_400),
        taken_at: at("2025-11-30T15:00:00Z"),
        taken_on: day("2025-11-30"),
        refunds: vec![refund(400)],
        disputes: Vec::new(),
    };
    let unit = server.desk.store.begin().await.expect("nobody writes");
    assert!(extra_payments::insert(&unit, &payment).await.expect("written"));
    unit.commit().await.expect("committed");
}
