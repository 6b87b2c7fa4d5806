//! Names as nobody expects them, on the papers that clients take with them.

use documents::reading::read;
use domain::charge::Charge;
use domain::client::Client;
use domain::name::{LegalName, NamePart, PersonName};
use domain::staff::StaffMember;
use domain::testing::{address, charge_id, client, provider, staff_id};
use store::charges::NewCharge;
use store::{clients, staff};
use test_support::sample::{STREET, codes};
use test_support::{Server, Which, Who};
use wire::paths;

use crate::odd_names::payloads;
use crate::papers::{bytes, fact};
use crate::superbills::{SELF_PAID, change, november, prepare, self_paid, write};

/// What spreadsheets calculate with, if it begins a cell.
const FORMULAS: [&str; 8] = [
    "=1+1",
    "+1-1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "＝1+1",
];

/// In other scripts, both ways, with letters of several pictures, and drawn.
const NAMES: [&str; 7] =
    ["محمد بن عبد الله", "שרה O'Brien-כהן", "王小明", "Nguyễn Thị Minh Khai", "สมชาย ใจดี", "👩🏽‍🚀 🦊", "Zoë"];

/// Has a session be paid with a provider who is called each of these, and be described like that.
async fn called(server: &Server, names: &[String]) {
    prepare(server).await;
    for (n, name) in (2_000..).zip(names) {
        let person = StaffMember {
            id: staff_id(n),
            external_key: format!("odd-{n}"),
            name: name.clone(),
            npi: "1999999984".parse().ok(),
            ..provider(1)
        };
        change(server, async |unit| staff::upsert(unit, &[person]).await).await;
        let NewCharge { charge, .. } = self_paid(charge_id(n), "2025-11-07", 10_000);
        let mut session = charge.session.clone();
        session.description.clone_from(name);
        let charge = Charge { provider: staff_id(n), session, ..charge };
        let new = NewCharge { charge, ..self_paid(charge_id(n), "2025-11-07", 10_000) };
        write(server, new, Some(codes(charge_id(n)))).await;
    }
}

/// A text with single blanks: what is broken into lines has one where a line ends.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_hundred_scripts_are_printed_as_they_were_typed() {
    let server = Server::start().await;
    let payloads = payloads();
    assert_eq!(payloads.len(), 100);
    called(&server, &payloads).await;
    let owner = Who::Owner.client();
    for path in [paths::statement(owner, 2025), paths::superbill_of_month(owner, november())] {
        let paper = read(&bytes(&server, &path).await);
        let text = plain(&paper.root.text);
        for payload in &payloads {
            // As the description and as who held the session.
            let times = text.matches(&plain(payload)).count();
            assert!(times >= 2, "{path}: {payload:?} {times} times");
        }
        assert_eq!((paper.orphans, paper.unmarked), (0, 0), "{path}");
    }
}

#[tokio::test]
async fn no_cell_is_a_formula_and_each_is_what_was_typed() {
    let server = Server::start().await;
    let names: Vec<String> =
        payloads().into_iter().chain(FORMULAS.map(str::to_owned)).chain(NAMES.map(str::to_owned)).collect();
    called(&server, &names).await;
    let table = bytes(&server, &paths::statement_table(Who::Owner.client(), 2025)).await;
    let mut rows = csv::ReaderBuilder::new().from_reader(&table[..]);
    let mut cells = Vec::new();
    for row in rows.records() {
        cells.extend(row.expect("a row").iter().map(str::to_owned));
    }
    let begins =
        |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    assert_eq!(cells.iter().filter(begins).collect::<Vec<_>>(), Vec::<&String>::new());
    for name in &names {
        let is_it = |cell: &&String| cell.strip_prefix('\'').unwrap_or(cell) == name;
        assert!(cells.iter().filter(is_it).count() >= 2, "{name:?}");
    }
}

#[tokio::test]
async fn people_of_any_name_have_papers_with_it() {
    let server = Server::start().await;
    prepare(&server).await;
    let part = |text: &str| NamePart::parse(text).expect("a name");
    let long = "Wolfeschlegelsteinhausen".repeat(5)[..100].to_owned();
    let mut names: Vec<LegalName> = NAMES.iter().map(|name| LegalName::Last(part(name))).collect();
    names.push(LegalName::First(part("Teller")));
    names.push(LegalName::Whole { first: part(&long), last: part(&long) });
    names.extend(payloads().iter().step_by(9).map(|payload| LegalName::Last(part(payload))));
    for legal in names {
        let whole = plain(&legal.to_string());
        let name = PersonName { legal, chosen_first: None };
        let owner = Client { name, address: Some(address(STREET)), ..client(1) };
        change(&server, async |unit| clients::upsert(unit, &[owner]).await).await;
        let owner = Who::Owner.client();
        for path in [
            paths::receipt(owner, Which::Paid.id()),
            paths::statement(owner, 2025),
            paths::superbill(owner, SELF_PAID),
        ] {
            let paper = read(&bytes(&server, &path).await);
            assert_eq!(plain(&fact(&paper, "Client")), whole, "{path}");
            assert_eq!((paper.orphans, paper.unmarked), (0, 0), "{path}");
        }
    }
}
