//! Papers that clients take with them.

use serde::{Deserialize, Serialize};

use crate::month::Month;

/// A paper, as the record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// The receipt of a charge.
    Receipt,
    /// What the sessions of a year came to, to be read.
    Statement {
        /// The year.
        year: i32,
    },
    /// The same as a table, to be counted with.
    StatementTable {
        /// The year.
        year: i32,
    },
    /// What an insurer is sent about a session that its client paid.
    Superbill,
    /// The same about the sessions of a month.
    SuperbillOfMonth {
        /// The month.
        month: Month,
    },
}
