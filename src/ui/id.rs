//! Ids that join a part to its label.

use std::cell::Cell;

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

pub(super) fn fresh(prefix: &str) -> String {
    let number = LAST.get() + 1;
    LAST.set(number);
    format!("{prefix}-{number}")
}
