//! A large export in which two rows of a hundred are wrong, in every way in which one can be.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};

use crate::Export;

/// The export, and how its rows are put right.
#[derive(Debug)]
pub struct Blemished {
    /// With the wrong rows.
    pub export: Export,
    /// Without them.
    pub good: Export,
    /// How many are wrong by themselves.
    pub wrong: usize,
    /// How many rows there are, wrong or not.
    pub rows: usize,
    /// What each wrong row should have been; none for one that should not be there.
    right: HashMap<Vec<u8>, Option<String>>,
}

/// One row in so many is wrong.
const ONE_IN: usize = 50;

/// So many charges each client has.
const EACH: usize = 50;

const TITLES: &str = "charge_id,client_id,provider_id,session_date,session_time,cpt_code,description,kind,state,amount,\
                      billed,allowed,insurer_paid,deductible,copay,coinsurance,not_covered,answered_on,first_day,paid_on,\
                      card_brand,card_last4,receipt,refund_amount,refunded_on,refund_reason,waived_on,waive_reason,\
                      second_of,paid_how";

/// What is written into a cell that cannot be right.
const CELLS: [(&str, &str); 18] = [
    ("session_date", "2025-02-30"),
    ("session_time", "25:61"),
    ("cpt_code", "9083"),
    ("kind", "insurence"),
    ("state", "failed"),
    ("billed", "ten"),
    ("billed", "99"),
    ("allowed", "124.99"),
    ("copay", "-25"),
    ("answered_on", ""),
    ("client_id", "nobody"),
    ("provider_id", "nobody"),
    ("charge_id", "1.23E+11"),
    ("charge_id", "h\u{AD}7"),
    ("charge_id", ""),
    ("amount", "24.00"),
    ("waive_reason", "oops"),
    ("second_of", "nothing"),
];

/// Ways to spoil a row as a whole.
#[derive(Clone, Copy)]
enum Spoilt {
    TooShort,
    TooLong,
    NotText,
    /// It is there twice.
    Again,
    /// It is there under an id that differs in a zero.
    Copy,
}

const SPOILT: [Spoilt; 5] = [Spoilt::TooShort, Spoilt::TooLong, Spoilt::NotText, Spoilt::Again, Spoilt::Copy];

impl Blemished {
    /// One with so many charges.
    pub fn of(charges: usize) -> Self {
        let clients = charges.div_ceil(EACH);
        let good = Export::good();
        let clients_text = people(&good, clients);
        let good = clients_text.iter().fold(good, |export, (file, text)| export.with(file, text));
        let rows: Vec<String> = (0..charges).map(|n| charge(n, clients)).collect();
        let good = good.with("charges.csv", format!("{TITLES}\n{}\n", rows.join("\n")));
        let mut it = Self { export: Export::good(), good, wrong: 0, rows: 0, right: HashMap::new() };
        for (file, column, wrong) in [
            ("clients.csv", "date_of_birth", "4/31/1990"),
            ("coverages.csv", "relationship", "himself"),
            ("payment_methods.csv", "exp_month", "13"),
        ] {
            let text = it.good.text(file);
            let titles = text.lines().next().expect("titles").to_owned();
            let mut lines = vec![titles.clone().into_bytes()];
            for (nth, line) in text.lines().skip(1).enumerate() {
                // Each of another client, so that none hides behind another.
                let is_wrong = nth % ONE_IN == file.len() % 7;
                lines.push(if is_wrong { it.cell(&titles, line, column, wrong) } else { line.into() });
            }
            it = it.put(file, &lines);
        }
        let mut lines = vec![TITLES.into()];
        for (nth, line) in rows.iter().enumerate() {
            if nth % ONE_IN != ONE_IN - 1 {
                lines.push(line.clone().into_bytes());
                continue;
            }
            let way = nth / ONE_IN % (CELLS.len() + SPOILT.len());
            match CELLS.get(way) {
                Some((column, wrong)) => lines.push(it.cell(TITLES, line, column, wrong)),
                None => lines.extend(it.spoil(SPOILT[way - CELLS.len()], line)),
            }
        }
        for file in ["practices.csv", "staff.csv", "payers.csv"] {
            let text = it.good.text(file);
            it = it.put(file, &text.lines().map(|line| line.as_bytes().to_vec()).collect::<Vec<_>>());
        }
        it.put("charges.csv", &lines)
    }

    fn put(mut self, file: &str, lines: &[Vec<u8>]) -> Self {
        self.rows += lines.len() - 1;
        self.export = self.export.with(file, lines.join(&b'\n'));
        self
    }

    /// The row with another value in a column.
    fn cell(&mut self, titles: &str, line: &str, column: &str, value: &str) -> Vec<u8> {
        let at = titles.split(',').position(|it| it == column).expect("the column");
        let mut cells: Vec<&str> = line.split(',').collect();
        cells[at] = value;
        self.wrong(cells.join(",").into_bytes(), Some(line))
    }

    fn spoil(&mut self, how: Spoilt, line: &str) -> Vec<Vec<u8>> {
        let good = || line.as_bytes().to_vec();
        match how {
            Spoilt::TooShort => vec![self.wrong(line.rsplit_once(',').expect("cells").0.into(), Some(line))],
            Spoilt::TooLong => vec![self.wrong(format!("{line},x").into(), Some(line))],
            Spoilt::NotText => {
                let (before, after) = line.split_once("Session").expect("a description");
                let spoilt = [before.as_bytes(), b"Caf\xe9", after.as_bytes()].concat();
                vec![self.wrong(spoilt, Some(line))]
            }
            Spoilt::Again => vec![good(), self.wrong(line.replacen("Session", "Again", 1).into(), None)],
            Spoilt::Copy => vec![good(), self.wrong(line.replacen('h', "h0", 1).into(), None)],
        }
    }

    fn wrong(&mut self, wrong: Vec<u8>, right: Option<&str>) -> Vec<u8> {
        self.wrong += 1;
        self.right.insert(wrong.clone(), right.map(str::to_owned));
        wrong
    }

    /// Puts the rows right that were set aside in this file, as a person would.
    pub fn correct(&self, file: &Path) {
        let text = fs::read(file).expect("what was set aside");
        let mut lines = Vec::new();
        for line in text.split(|byte| *byte == b'\n') {
            let (why, row) = line.split_at(first_cell(line));
            match self.right.get(row) {
                Some(Some(right)) => lines.push([why, right.as_bytes()].concat()),
                Some(None) => {}
                None => lines.push(line.to_vec()),
            }
        }
        fs::write(file, lines.join(&b'\n')).expect("written");
    }
}

/// Where the second cell begins.
fn first_cell(line: &[u8]) -> usize {
    let mut is_quoted = false;
    let end = line.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b',' && !is_quoted
    });
    end.map_or(0, |end| end + 1)
}

/// Clients, each with a coverage and a card.
fn people(export: &Export, clients: usize) -> Vec<(&'static str, String)> {
    let mut texts: Vec<(&'static str, String)> = ["clients.csv", "coverages.csv", "payment_methods.csv"]
        .map(|file| (file, export.text(file).lines().next().expect("titles").to_owned() + "\n"))
        .into();
    for n in 0..clients {
        let row = |text: &mut String, row: String| writeln!(text, "{row}").expect("text");
        row(
            &mut texts[0].1,
            format!("c{n},lake,maya,Client,Number {n},,,1990-01-01,c{n}@mail.example,,cus_{n}"),
        );
        row(
            &mut texts[1].1,
            format!("v{n},c{n},aetna,Plan,M{n},,Client Number {n},self,primary,2020-01-01,"),
        );
        row(&mut texts[2].1, format!("pm_card_visa_{n},c{n},Visa,4242,8,2030,true"));
    }
    texts
}

/// The charge of a session. A client has one each week; those of the last weeks are not paid yet.
fn charge(n: usize, clients: usize) -> String {
    let (client, week) = (n % clients, n / clients);
    let first = NaiveDate::from_ymd_opt(2024, 11, 4).expect("a day");
    let day = first + Days::new(week as u64 * 7);
    let answered = day + Days::new(10);
    let row = format!(
        "h{n},c{client},maya,{day},15:00,90837,Session {n},insurance,STATE,,180,125,100,,25,,,{answered}"
    );
    if week + 4 < EACH {
        let paid = answered + Days::new(8);
        row.replace("STATE", "paid") + &format!(",,{paid},Visa,4242,R-{n},,,,,,,")
    } else {
        row.replace("STATE", "scheduled") + ",2025-12-02,,,,,,,,,,,"
    }
}
