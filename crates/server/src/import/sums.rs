//! Lines that a spreadsheet adds below a table, with the sums of its columns.

use csv::ByteRecord;

/// What stands before them, in small letters.
const WORDS: [&str; 6] = ["total", "totals", "grand total", "sum", "sums", "subtotal"];

/// Whether this is no row but the sums of those above: it has no id and nothing but amounts, or begins with a word for a sum.
pub(super) fn is_line_of_sums(record: &ByteRecord) -> bool {
    let mut cells = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase());
    let has_no_id = cells.next().is_none_or(|id| id.is_empty() || is_word(&id));
    let mut rest = cells.filter(|cell| !cell.is_empty()).peekable();
    has_no_id && rest.peek().is_some() && rest.all(|cell| is_word(&cell) || is_amount(&cell))
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
