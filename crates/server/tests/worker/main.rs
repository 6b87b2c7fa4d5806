//! The worker against a real database and a processor that keeps books: nothing here calls what the worker calls.

mod bounced;
mod card_setups;
mod cards;
mod confirmations;
mod declines;
mod disputed;
mod email_changes;
#[cfg(target_os = "linux")]
mod full_disk;
mod given_back;
mod held;
mod kills;
mod logged;
mod lost_books;
mod mails;
mod nights;
mod notices;
mod outages;
mod paid;
mod paid_again;
mod races;
mod refunded;
mod refusals;
mod restarts;
mod side_by_side;
mod support;
mod unknown_outcomes;
mod withdrawn;
mod without_card;
