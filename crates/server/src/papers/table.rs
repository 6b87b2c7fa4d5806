//! A statement as CSV, for whoever counts with it.

use domain::Money;
use domain::figures::Figures;
use texts::Texts;

use crate::service::Failure;
use crate::service::papers::Statement;

/// What tells a spreadsheet that this is UTF-8. Without it, Excel shows `JosÃ©`.
const UTF8: &str = "\u{feff}";

/// What spreadsheets take for the beginning of a formula, also in the width of Chinese characters.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The statement, a line a charge or payment.
///
/// # Errors
/// Never as far as we know: it is written into memory.
pub fn table(statement: &Statement, texts: Texts) -> Result<Vec<u8>, Failure> {
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::from(UTF8));
    let mut write = |row: Vec<String>| rows.write_record(row).map_err(|error| Failure::Broken(error.into()));
    write(titles(texts).map(str::to_owned).to_vec())?;
    for (listed, figures) in &statement.charges {
        let (charge, session) = (&listed.charge, &listed.charge.session);
        let paid = charge.state.paid();
        let elsewhere = charge.state.settled_elsewhere();
        let paid_on = paid.map(|it| it.paid_on).or(elsewhere.map(|it| it.payment.on));
        let how = elsewhere.map_or(texts.paper_by_card_how(), |it| texts.how(it.payment.how));
        let what = [
            session.day.to_string(),
            session.cpt_code.clone(),
            texts.service(&session.cpt_code, &session.description),
            listed.provider.clone(),
            texts.kind(charge.kind).to_owned(),
            paid_on.map(|it| it.to_string()).unwrap_or_default(),
            how.to_owned(),
            paid.map(|it| it.receipt.clone()).unwrap_or_default(),
        ];
        write(row(what, *figures))?;
    }
    for (payment, figures) in &statement.by_hand {
        let mut what: [String; 8] = Default::default();
        what[4] = texts.paper_by_hand().to_owned();
        what[5] = payment.taken_on.to_string();
        what[6] = texts.paper_by_card_how().to_owned();
        write(row(what, *figures))?;
    }
    rows.into_inner().map_err(|error| Failure::Broken(error.into_error().into()))
}

fn titles(texts: Texts) -> [&'static str; 14] {
    [
        texts.table_session_day(),
        texts.table_cpt_code(),
        texts.paper_service(),
        texts.paper_provider(),
        texts.paper_kind(),
        texts.table_paid_on(),
        texts.table_how(),
        texts.table_receipt(),
        texts.table_by_card(),
        texts.table_elsewhere(),
        texts.paper_given_back(),
        texts.paper_taken_back(),
        texts.paper_net(),
        texts.table_currency(),
    ]
}

fn row(what: [String; 8], figures: Figures) -> Vec<String> {
    let Figures { by_card, elsewhere, given_back, taken_back } = figures;
    let money = [by_card, elsewhere, given_back, taken_back, figures.net()].map(plain);
    let mut row: Vec<String> = what.into_iter().map(defused).collect();
    row.extend(money);
    row.push(by_card.currency().code().to_owned());
    row
}

/// A text that no spreadsheet takes for a formula. An amount that we wrote is none, also below zero.
fn defused(cell: String) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell }
}

/// `1234.50`, as a spreadsheet counts with it.
fn plain(money: Money) -> String {
    let (sign, cents) = (if money.cents() < 0 { "-" } else { "" }, money.cents().unsigned_abs());
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"] {
            assert_eq!(defused(text.to_owned()), format!("'{text}"));
        }
        for text in ["", "Ana", "'=1", "a=1", "2025-01-01"] {
            assert_eq!(defused(text.to_owned()), text);
        }
    }

    #[test]
    fn amounts_are_figures() {
        for (cents, written) in [(0, "0.00"), (5, "0.05"), (123_450, "1234.50"), (-1_205, "-12.05")] {
            assert_eq!(plain(Money::usd(cents)), written);
        }
    }
}
