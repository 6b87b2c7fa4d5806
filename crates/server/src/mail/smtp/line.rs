use std::error::Error;
use std::fmt;

use lettre::transport::smtp;

use crate::mail::reply::SmtpReply;

/// Why a step of the dialogue with a mail server came to nothing. Nothing in it is the server's own text.
#[derive(Debug, thiserror::Error)]
pub enum LineProblem {
    /// The server said no.
    #[error("the mail server answered {0}")]
    Refused(SmtpReply),
    /// It said nothing for long.
    #[error("the mail server did not answer in time")]
    Late,
    /// What it said is no answer.
    #[error("the mail server's answer could not be read")]
    Unreadable,
    /// It lacks what we need, such as TLS.
    #[error("the mail server cannot be used: {0}")]
    Unfit(String),
    /// The connection did not come about, or broke.
    #[error("the connection to the mail server failed")]
    Broken(#[source] LineCause),
    /// The connection was ended before.
    #[error("the connection to the mail server was ended")]
    Gone,
}

/// What broke a connection: the machine's own words, or those of TLS.
#[derive(Debug)]
pub struct LineCause(smtp::Error);

/// The words of the cause alone: the library's sentence repeats them behind its own.
impl fmt::Display for LineCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.source() {
            Some(cause) => write!(f, "{cause}"),
            None => f.write_str("no cause is known"),
        }
    }
}

impl Error for LineCause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()?.source()
    }
}

impl From<smtp::Error> for LineProblem {
    fn from(error: smtp::Error) -> Self {
        if let Some(code) = error.status() {
            let said = error.source().map(ToString::to_string).unwrap_or_default();
            Self::Refused(SmtpReply::read(code.into(), &said))
        } else if error.is_response() {
            // Its source may quote the server.
            Self::Unreadable
        } else if error.is_timeout() {
            Self::Late
        } else if error.is_client() {
            // The library's own sentence about what is missing.
            Self::Unfit(error.source().map(ToString::to_string).unwrap_or_default())
        } else if error.is_transport_shutdown() {
            Self::Gone
        } else {
            Self::Broken(LineCause(error))
        }
    }
}
