//! Lines that a spreadsheet or a report adds to a table: the sums of its columns, and notes.

use csv::ByteRecord;

use super::invisible::is_blank;

/// What stands before them, in small letters.
const WORDS: [&str; 6] = ["total", "totals", "grand total", "sum", "sums", "subtotal"];

/// Whether this is no row but the sums of those above: it has no id and nothing but amounts, or begins with a word for a sum.
pub(super) fn is_line_of_sums(record: &ByteRecord) -> bool {
    let mut cells = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase());
    let has_no_id = cells.next().is_none_or(|id| id.is_empty() || is_word(&id));
    let mut rest = cells.filter(|cell| !cell.is_empty()).peekable();
    has_no_id && rest.peek().is_some() && rest.all(|cell| is_word(&cell) || is_amount(&cell))
}

/// Which is the only cell of a row that is filled in, as with `(3 rows affected)`. No row of an export does with one.
pub(super) fn lone_cell(record: &ByteRecord) -> Option<usize> {
    let mut filled = (0..record.len()).filter(|nth| !is_blank(&record[*nth]));
    let first = filled.next()?;
    filled.next().is_none().then_some(first)
}

fn is_word(cell: &str) -> bool {
    WORDS.contains(&cell.trim_end_matches(':'))
}

fn is_amount(cell: &str) -> bool {
    cell.bytes().any(|b| b.is_ascii_digit())
        && cell.bytes().all(|b| b.is_ascii_digit() || b"$.,-()".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_line_of_sums(row: &str) -> bool {
        super::is_line_of_sums(&ByteRecord::from(row.split(',').collect::<Vec<_>>()))
    }

    #[test]
    fn a_note_is_told_from_rows() {
        let lone = |row: &str| {
            let record = ByteRecord::from(row.split(',').collect::<Vec<_>>());
            lone_cell(&record)
        };
        assert_eq!(lone("(3 rows affected)"), Some(0));
        assert_eq!(lone(",Printed on Monday, ,"), Some(1));
        assert_eq!((lone("ch-1,cl-1,"), lone(",,")), (None, None));
    }

    #[test]
    fn sums_are_told_from_rows() {
        for sums in ["Total,,,$140.00,", ",,Total:,140.00,25", ",,,140,25.00", "Grand Total,,12"] {
            assert!(is_line_of_sums(sums), "{sums}");
        }
        for row in
            ["ch-1,cl-1,140.00", "total,cl-1,140.00", ",cl-1,140.00", "total,,", ",2025-12-02,insurance,140"]
        {
            assert!(!is_line_of_sums(row), "{row}");
        }
    }
}
