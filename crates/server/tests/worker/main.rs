//! The worker against a real database and a processor that keeps books: nothing here calls what the worker calls.

mod confirmations;
mod declines;
mod held;
mod kills;
mod lost_books;
mod mails;
mod notices;
mod outages;
mod paid;
mod process;
mod races;
mod restarts;
mod side_by_side;
mod support;
mod unknown_outcomes;
mod without_card;
