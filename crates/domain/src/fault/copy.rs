//! What is there already under another id.

/// What is there twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A practice.
    Practice,
    /// A person on the staff.
    Staff,
    /// A client.
    Client,
    /// A session that has a charge.
    Session,
    /// The same, under an id so much like the other that it is no second charge either.
    SecondCharge,
}

/// Under which id it is there, and why that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyOf {
    /// The id.
    pub id: String,
    /// The line of the row that has it; none where only the desk has it.
    pub line: Option<u64>,
    /// In what alone the two ids differ, where that is nothing that tells two things apart.
    pub trifles: Vec<Trifle>,
}

/// A difference of two ids that says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trifle {
    /// Zeros, which spreadsheets take away.
    Zero,
    /// Upper and lower case.
    Case,
    /// A blank.
    Blank,
    /// An invisible character, with its code point where it is known.
    Invisible(Option<String>),
}
