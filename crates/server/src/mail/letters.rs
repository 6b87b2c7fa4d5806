//! How each mail reads.

mod address_changed;
mod called_off;
mod card_changed;
mod date_changed;
mod email;
mod given_back;
mod held;
mod not_paid;
mod receipt;
mod released;
mod reminder;
mod upcoming_payment;

pub use address_changed::address_changed;
pub use called_off::called_off;
pub use card_changed::card_changed;
pub use date_changed::date_changed;
pub use email::{confirm_email, email_changed, email_confirmed};
pub use given_back::{extra_given_back, given_back, hand_given_back, refund_returned};
pub use held::held;
pub use not_paid::{card_needed, payment_failed};
pub use receipt::receipt;
pub use released::released;
pub use reminder::reminder;
pub use upcoming_payment::upcoming_payment;

use super::about::About;
use super::letter::{Letter, LetterBlock};

/// A letter of these paragraphs between the greeting and the ending.
fn letter(about: &About<'_>, subject: String, middle: Vec<LetterBlock>) -> Letter {
    let mut blocks = vec![about.greeting()];
    blocks.extend(middle);
    blocks.extend(about.ending());
    Letter { subject: about.subject(&subject), blocks }
}

#[cfg(test)]
mod tests;
