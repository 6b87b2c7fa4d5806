//! Where a client lives, from five cells.

use domain::address::{Address, AddressLines, AddressPart, UsState};
use domain::fault::Fault;

use crate::import::row::CsvRow;

/// An address as a row says it, or that there is none; none where the file says nothing of it: it has no such columns, or what stands there
/// cannot be right, which changes nothing and is only warned of.
pub(super) fn said(row: &mut CsvRow<'_>) -> Option<Option<Address>> {
    if !row.has(AddressPart::Line1.column()) {
        return None;
    }
    let cell = |part: AddressPart| row.cell(part.column()).to_owned();
    let lines = AddressLines {
        line1: cell(AddressPart::Line1),
        line2: cell(AddressPart::Line2),
        city: cell(AddressPart::City),
        zip: with_zeros(&cell(AddressPart::State), &cell(AddressPart::Zip)),
        state: cell(AddressPart::State),
    };
    match Address::parse(&lines) {
        Ok(address) => Some(address),
        Err(problems) => {
            for problem in problems {
                row.pass_over(problem.part().column(), Fault::Address { problem });
            }
            None
        }
    }
}

/// Programs that calculate take the zeros off the beginning of a ZIP code. They are put back where the state has the code with them.
fn with_zeros(state: &str, zip: &str) -> String {
    let (five, rest) = zip.split_once('-').unwrap_or((zip, ""));
    let (five, rest) = if rest.is_empty() && matches!(five.len(), 7 | 8) && five.is_ascii() {
        five.split_at(five.len() - 4)
    } else {
        (five, rest)
    };
    let is_short = matches!(five.len(), 3 | 4) && five.bytes().all(|b| b.is_ascii_digit());
    if !is_short {
        return zip.to_owned();
    }
    let whole = format!("{five:0>5}");
    let is_in_state = UsState::parse(state).is_ok_and(|state| state.has(&whole));
    match (is_in_state, rest) {
        (false, _) => zip.to_owned(),
        (true, "") => whole,
        (true, rest) => format!("{whole}-{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_zeros;

    #[test]
    fn zeros_that_a_program_took_off_are_put_back_where_the_state_says_so() {
        for (state, zip, whole) in [
            ("MA", "2139", "02139"),
            ("Massachusetts", "21391234", "02139-1234"),
            ("MA", "2139-1234", "02139-1234"),
            ("PR", "926", "00926"),
            ("NY", "2139", "2139"),
            ("NY", "12207", "12207"),
            ("NY", "122071234", "122071234"),
            ("", "2139", "2139"),
            ("MA", "é213", "é213"),
        ] {
            assert_eq!(with_zeros(state, zip), whole, "{state} {zip}");
        }
    }
}
