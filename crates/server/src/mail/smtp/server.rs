use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use hyper::Uri;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;

use super::line::LineProblem;

/// Where a mail server is, how it is spoken to and who we are to it.
pub struct Server {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    hello: ClientId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tls {
    /// From the first byte.
    Wrapped,
    /// After a greeting in the clear; without it nothing is sent.
    Started,
    /// Not at all.
    None,
}

/// The address is not that of a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerProblem {
    /// Its shape.
    #[error(
        "write it as smtps://USER:PASSWORD@HOST:465, smtp://USER:PASSWORD@HOST:587 or smtp://HOST:25?tls=none"
    )]
    Shape,
    /// A password would cross a network in the clear.
    #[error("a password is not sent without TLS, except to this machine")]
    InTheClear,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, tls, .. } = self;
        f.debug_struct("Server")
            .field("host", host)
            .field("port", port)
            .field("tls", tls)
            .finish_non_exhaustive()
    }
}

impl Server {
    pub(super) fn at(url: &str) -> Result<Self, ServerProblem> {
        let uri: Uri = url.parse().map_err(|_| ServerProblem::Shape)?;
        let authority = uri.authority().ok_or(ServerProblem::Shape)?;
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let (tls, port) = match (uri.scheme_str(), uri.query()) {
            (Some("smtps"), None) => (Tls::Wrapped, 465),
            (Some("smtp"), Some("tls=none")) => (Tls::None, 25),
            (Some("smtp"), None) if here => (Tls::None, 25),
            (Some("smtp"), None | Some("tls=required")) => (Tls::Started, 587),
            _ => return Err(ServerProblem::Shape),
        };
        let credentials = match authority.as_str().rsplit_once('@') {
            None => None,
            Some((user, _)) => {
                let (user, password) = user.split_once(':').ok_or(ServerProblem::Shape)?;
                Some(Credentials::new(decoded(user)?, decoded(password)?))
            }
        };
        if credentials.is_some() && tls == Tls::None && !here {
            return Err(ServerProblem::InTheClear);
        }
        let port = authority.port_u16().unwrap_or(port);
        if host.is_empty() || !matches!(uri.path(), "" | "/") {
            return Err(ServerProblem::Shape);
        }
        Ok(Self { host, port, tls, credentials, hello: ClientId::default() })
    }

    pub(super) async fn connect(&self, connect_max: Duration) -> Result<AsyncSmtpConnection, LineProblem> {
        let parameters = || TlsParameters::new(self.host.clone());
        let wrapped = match self.tls {
            Tls::Wrapped => Some(parameters()?),
            Tls::Started | Tls::None => None,
        };
        let server = (self.host.as_str(), self.port);
        let mut line =
            AsyncSmtpConnection::connect_tokio1(server, Some(connect_max), &self.hello, wrapped, None)
                .await?;
        if self.tls == Tls::Started {
            line.starttls(parameters()?, &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            line.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(line)
    }
}

fn decoded(text: &str) -> Result<String, ServerProblem> {
    let decoded = percent_decode_str(text).decode_utf8().map_err(|_| ServerProblem::Shape)?;
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tls_and_port(url: &str) -> Result<(Tls, u16), ServerProblem> {
        Server::at(url).map(|server| (server.tls, server.port))
    }

    #[test]
    fn mails_go_over_tls_unless_the_server_is_on_this_machine_or_somebody_says_so() {
        for (url, outcome) in [
            ("smtps://me:secret@mail.example", (Tls::Wrapped, 465)),
            ("smtp://me:secret@mail.example", (Tls::Started, 587)),
            ("smtp://mail.example:2525?tls=required", (Tls::Started, 2525)),
            ("smtp://mail.example?tls=none", (Tls::None, 25)),
            ("smtp://127.0.0.1:1025", (Tls::None, 1025)),
            ("smtp://[::1]:1025", (Tls::None, 1025)),
            ("smtp://me:secret@localhost:1025", (Tls::None, 1025)),
        ] {
            assert_eq!(tls_and_port(url), Ok(outcome), "{url}");
        }
    }

    #[test]
    fn what_is_no_mail_server_is_refused() {
        for url in [
            "",
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://a@b",
            "smtp://a.b/c",
            "smtp://a.b?tls=maybe",
        ] {
            assert_eq!(tls_and_port(url), Err(ServerProblem::Shape), "{url}");
        }
        assert_eq!(tls_and_port("smtp://me:secret@mail.example?tls=none"), Err(ServerProblem::InTheClear));
    }

    #[test]
    fn a_password_may_hold_any_character_and_is_never_shown() {
        let server = Server::at("smtps://me%40desk:p%3Aw%2F@mail.example").expect("a server");
        let expected = Credentials::new("me@desk".to_owned(), "p:w/".to_owned());
        assert_eq!(server.credentials.as_ref(), Some(&expected));
        assert!(!format!("{server:?}").contains("p:w/"));
    }
}
