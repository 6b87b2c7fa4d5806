//! What is wrong with an export, as codes with facts: a problem of a file, a row or a cell, or something odd about one.

mod cells;
mod code;
mod copy;

pub use cells::{BelongsTo, Meanwhile, TakenOtherwise};
pub use copy::{Copied, CopyOf, Trifle};

use chrono::NaiveDate;

use crate::address::AddressProblem;
use crate::breakdown::BreakdownProblem;
use crate::charge::{ChargeKind, StateName};
use crate::contact::EmailProblem;
use crate::money::{Money, MoneyProblem};
use crate::npi::NpiProblem;
use crate::phone::PhoneProblem;
use crate::session_codes::CodeKind;
use crate::zone::ZoneProblem;

/// What is wrong, or odd. Texts among the facts are as they may be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is not there.
    FileMissing,
    /// The file cannot be read.
    FileUnreadable {
        /// What the system says.
        said: String,
    },
    /// The file is in another encoding.
    FileUtf16,
    /// Nothing is in the file, and titles are needed.
    FileEmpty,
    /// Its columns are separated by something else.
    Separator,
    /// Two columns have one title.
    ColumnTwice,
    /// A column that every file of its sort has is not there.
    ColumnMissing,
    /// A column has no title.
    ColumnNameless {
        /// Which it is, from the left.
        nth: usize,
    },
    /// The first line names no column, and a later one does.
    TitlesBelow {
        /// That one.
        line: u64,
    },
    /// The first line names no column of the file.
    NoTitles {
        /// The file.
        file: &'static str,
    },
    /// The titles are those of another file of an export.
    OtherFile {
        /// That one.
        titles_of: &'static str,
    },
    /// The titles stand there again, among the rows.
    TitlesAgain,
    /// No column of the file has this title.
    ColumnUnknown {
        /// The file.
        file: &'static str,
        /// The column that is most likely meant.
        nearest: Option<&'static str>,
    },
    /// It looks like the sums of the rows above.
    LineOfSums,
    /// Of a row only one cell is filled in.
    LoneCell,
    /// A quoted cell that never ends has taken in the rest of the file.
    QuoteOpen,
    /// A quoted cell has taken in other rows.
    QuoteSwallows,
    /// It has another number of cells than there are titles.
    Width {
        /// How many it has.
        has: usize,
        /// How many titles there are.
        needs: usize,
    },
    /// A cell is no text.
    NotUtf8,
    /// A word for nothing.
    Filler,
    /// A part of the name only says that there is none.
    FillerWithin,
    /// Nothing is written in a cell that every row fills in.
    Needed,
    /// Something invisible was left out of a name.
    Unseen {
        /// Its code point.
        code_point: String,
    },
    /// Another row has the same id.
    SameId {
        /// Its line.
        line: u64,
    },
    /// What it names is not there.
    Nowhere {
        /// In which file it should be.
        file: &'static str,
        /// Its id.
        id: String,
        /// Whether it might be in the desk as well.
        in_desk: bool,
    },
    /// What it names is not there, and something with nearly its id is.
    NearlyThere {
        /// In which file.
        file: &'static str,
        /// The id that is named.
        id: String,
        /// The one that is there.
        there: CopyOf,
    },
    /// Rows that mean this one name it by another id, and none by this one.
    NamedOtherwise {
        /// How many do.
        rows: usize,
        /// The id that they name.
        by: CopyOf,
    },
    /// Two practices of the desk have what it names.
    Ambiguous {
        /// The id.
        id: String,
    },
    /// An invisible character stands where none may be.
    Invisible {
        /// Which character of the cell it is.
        at: usize,
        /// Its code point.
        code_point: String,
    },
    /// A spreadsheet wrote an id in scientific notation.
    Rounded,
    /// A spreadsheet wrote an error value in place of an id.
    ErrorValue,
    /// A spreadsheet took an id for a date.
    BecameDate,
    /// What makes a spreadsheet calculate stands in place of an id.
    Formula,
    /// Only what nobody sees is written here.
    NothingVisible,
    /// The text is too long.
    TooLong {
        /// How many characters it may have.
        most: usize,
    },
    /// It has a line break or something like one.
    Control,
    /// It is no email address.
    Email {
        /// Why.
        problem: EmailProblem,
    },
    /// It is no telephone number.
    Phone {
        /// Why.
        problem: PhoneProblem,
    },
    /// It is no part of an address of the United States.
    Address {
        /// Why.
        problem: AddressProblem,
    },
    /// It is no day, or nobody can say which.
    Day,
    /// The calendar has no such day.
    NoSuchDay,
    /// The year is most likely a slip.
    Year {
        /// The first that is none.
        from: i32,
        /// The last.
        to: i32,
    },
    /// It is the day on which somebody was born, and still to come.
    NotBornYet,
    /// It is the day on which something happened, and too far ahead for one that was dated so.
    StillToCome {
        /// The day that it is where the practice is.
        today: NaiveDate,
    },
    /// It is no time of day, or nobody can say which.
    Time,
    /// It is no amount.
    Amount {
        /// Why.
        problem: MoneyProblem,
    },
    /// The amount is zero.
    NotAboveZero,
    /// It is neither true nor false.
    Flag,
    /// It is none of the words that may stand here.
    Word {
        /// Those.
        words: String,
        /// The one that is most likely meant.
        nearest: Option<&'static str>,
    },
    /// It is no CPT code.
    CptCode,
    /// It is something else than the last four digits of a card.
    LastDigits,
    /// It is no month.
    Month,
    /// It is no year.
    YearDigits,
    /// It is no id of the payment processor.
    ProcessorId {
        /// How such an id begins.
        prefix: &'static str,
    },
    /// It is no number under which payers know a practice.
    Npi {
        /// Why.
        problem: NpiProblem,
    },
    /// It is no code that insurers read, or there are too many.
    Code {
        /// What it should be.
        of: CodeKind,
    },
    /// It is no id of a payer at the eligibility service.
    EligibilityId,
    /// It is no time zone that a practice may be in.
    Zone {
        /// Why.
        problem: ZoneProblem,
    },
    /// Nobody is called nothing.
    Nameless,
    /// It is no telephone number, and kept as written.
    NoNumber,
    /// Whom it names is no provider.
    NoProvider {
        /// Their line in the file of the staff, if they are in it.
        line: Option<u64>,
    },
    /// The provider is of another practice.
    ProviderElsewhere,
    /// The payer is of another practice.
    PayerElsewhere,
    /// The coverage ends before it begins.
    EndsFirst,
    /// The card is there twice.
    SameCard {
        /// Where else.
        line: u64,
    },
    /// The card is another client's as well.
    CardOfTwo {
        /// Where.
        line: u64,
    },
    /// The client of a card is no customer of the payment processor.
    NoCustomer {
        /// Their line in the file of clients, if they are in it.
        line: Option<u64>,
    },
    /// Another card of the client is the default already.
    TwoDefaults {
        /// Which.
        line: u64,
    },
    /// None of the client's cards is the default.
    NoDefault,
    /// Another row has the same customer of the payment processor.
    CustomerOfRow {
        /// Which.
        line: u64,
    },
    /// A client of the desk has the same customer of the payment processor.
    CustomerInDesk {
        /// Who.
        client: Option<String>,
    },
    /// The coverage is another client's.
    CoverageMoves {
        /// Whose.
        client: Option<String>,
    },
    /// The card is another client's.
    CardMoves {
        /// Whose.
        client: Option<String>,
    },
    /// It is there under another id.
    Copy {
        /// What it is.
        what: Copied,
        /// Under which id.
        of: CopyOf,
    },
    /// What it is said to be the second charge beside is none of the session.
    NotSecond {
        /// That.
        of: String,
    },
    /// Of two cells that belong together only the other is filled in.
    Beside {
        /// The other.
        column: &'static str,
    },
    /// Another amount was given back than was paid.
    NotAllRefunded {
        /// What was paid.
        paid: Money,
    },
    /// No less was given back than was paid.
    AllRefunded {
        /// What was paid.
        paid: Money,
    },
    /// The refund is before the payment.
    RefundedFirst,
    /// The payer's answer leaves something to pay.
    LeftToPay {
        /// How much.
        left: Money,
    },
    /// The payer's answer leaves nothing to pay.
    NothingLeft,
    /// Only charges with a payer come into the state.
    NotInsured,
    /// The amount is not what the payer's answer leaves to the client.
    PartDiffers {
        /// What it leaves.
        part: Money,
    },
    /// The payment processor takes no so small amount.
    TooLittle {
        /// What is to be paid.
        amount: Money,
        /// What it takes.
        least: Money,
    },
    /// A cell is filled in that says something of another kind or state.
    DoesNotBelong {
        /// The row's kind.
        kind: ChargeKind,
        /// Its state.
        state: StateName,
        /// Where the cell belongs.
        belongs: BelongsTo,
    },
    /// The payer's answer does not add up.
    Breakdown {
        /// Why.
        problem: BreakdownProblem,
    },
    /// There is no such state.
    State {
        /// The one that is most likely meant.
        nearest: Option<&'static str>,
    },
    /// No row sets this state.
    StateOfDesk,
    /// The row comes too late to change the charge.
    Late {
        /// The charge's id.
        id: String,
        /// Where it stands in the desk.
        state: StateName,
    },
    /// The desk would take what the practice was paid.
    Reopens {
        /// The charge's id.
        id: String,
    },
    /// The desk took something else than the row says was paid.
    TakenFor(TakenOtherwise),
    /// The desk took what the row says, by an answer of the payer that has something else in this place.
    TakenWith(TakenOtherwise),
    /// The charge is another client's.
    ChargeMoves,
    /// The payer does not allow a fee for a missed session.
    FeeForbidden {
        /// The payer.
        payer: String,
    },
    /// Most of those who can sign in are missing.
    MostGone {
        /// How many.
        gone: usize,
        /// Of how many.
        had: usize,
        /// Of which practice.
        practice: String,
    },
}
