//! Mails about charges: what kinds there are, how each reads, and how they leave.

mod about;
mod composed;
mod folder;
mod gathered;
pub mod letter;
pub mod letters;
pub mod mailbox;
mod mailer;
pub mod message;
mod outgoing;
mod reply;
pub mod report;
mod returns;
#[cfg(test)]
pub(crate) mod sample;
mod smtp;
pub mod words;

pub use about::About;
pub use composed::{Composed, composed};
pub use gathered::{Concerned, Gathered, Source};
pub use mailer::{Mailer, MailerProblem, SendProblem};
pub use message::{CameTo, CardChange, Message};
pub use outgoing::{FormProblem, Outgoing};
pub use reply::{Concern, SmtpReply};
pub use returns::{ReturnToken, ReturnsProblem};
