use askama::Template;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName};
use axum::response::Html;
use domain::zone::PracticeZone;
use texts::Texts;

use super::shown::Shown;
use crate::http::extract::Path;
use crate::http::policy;
use crate::http::problem::{Kind, Problem};
use crate::http::state::AppState;
use crate::service::sessions::{self, OpenSession};
use crate::service::{mailbox, practices};

#[derive(Template)]
#[template(path = "dev/mailbox.html")]
struct Mailbox {
    /// Whether mails are written as files at all.
    is_kept: bool,
    /// Whoever is signed in, and the mails to them.
    who: Option<String>,
    theirs: Vec<MailRow>,
    others: Vec<MailRow>,
}

#[derive(Template)]
#[template(path = "dev/mail.html")]
struct MailboxPage {
    mail: MailRow,
    text: Vec<MailPiece>,
}

/// A mail in the list.
struct MailRow {
    id: String,
    to: String,
    subject: String,
    at: Shown,
}

/// A run of words, or an address that leads somewhere.
#[derive(Debug, PartialEq, Eq)]
struct MailPiece {
    text: String,
    is_link: bool,
}

impl Mailbox {
    const fn is_mailbox(&self) -> bool {
        true
    }
}

impl MailboxPage {
    const fn is_mailbox(&self) -> bool {
        true
    }
}

/// Mails, the latest first.
#[derive(Debug, Default)]
pub struct Mails {
    /// To whoever is signed in.
    pub theirs: Vec<mailbox::Mail>,
    /// To everybody else.
    pub others: Vec<mailbox::Mail>,
}

/// The mails that were written, as whoever is signed in looks for them; none where none are kept.
pub async fn of(app: &AppState, signed_in: Option<&OpenSession>) -> Result<Mails, Problem> {
    let Ok(folder) = folder(app) else { return Ok(Mails::default()) };
    let addresses = match signed_in {
        Some(open) => mailbox::addresses(&app.desk, open).await?,
        None => Vec::new(),
    };
    let is_theirs = |mail: &mailbox::Mail| addresses.contains(&mail.to);
    let (theirs, others) = mailbox::all(folder).await?.into_iter().partition(is_theirs);
    Ok(Mails { theirs, others })
}

/// The mails that were written, the latest first, and before them those to whoever is signed in.
pub async fn all(
    State(app): State<AppState>,
    signed_in: Option<OpenSession>,
) -> Result<Html<String>, Problem> {
    let (zone, texts) = (practices::zone(&app.desk).await?, texts::english());
    let who = match &signed_in {
        Some(open) => Some(sessions::who(&app.desk, &open.access).await?.full_name),
        None => None,
    };
    let Mails { theirs, others } = of(&app, signed_in.as_ref()).await?;
    let rows = |mails: Vec<mailbox::Mail>| mails.iter().map(|mail| row(mail, zone, texts)).collect();
    rendered(&Mailbox { is_kept: folder(&app).is_ok(), who, theirs: rows(theirs), others: rows(others) })
}

/// One mail as plain text.
pub async fn one(State(app): State<AppState>, Path(id): Path<String>) -> Result<Html<String>, Problem> {
    let (zone, texts) = (practices::zone(&app.desk).await?, texts::english());
    let mail = mailbox::find(folder(&app)?, id).await?.ok_or(Kind::NotFound)?;
    rendered(&MailboxPage { text: pieces(&mail.text), mail: row(&mail, zone, texts) })
}

/// One mail as a mail program shows it, with a policy of its own.
pub async fn html(
    State(app): State<AppState>,
    Path(id): Path<String>,
) -> Result<([(HeaderName, HeaderValue); 1], Html<String>), Problem> {
    let mail = mailbox::find(folder(&app)?, id).await?.ok_or(Kind::NotFound)?;
    Ok(([(CONTENT_SECURITY_POLICY, policy::of_mail(&mail.html))], Html(mail.html)))
}

fn folder(app: &AppState) -> Result<std::path::PathBuf, Kind> {
    app.dev.as_ref().and_then(|dev| dev.mail_directory.clone()).ok_or(Kind::NotFound)
}

fn row(mail: &mailbox::Mail, zone: PracticeZone, texts: Texts) -> MailRow {
    MailRow {
        id: mail.id.clone(),
        to: mail.to.clone(),
        subject: mail.subject.clone(),
        at: Shown::with_year(mail.at, zone, texts),
    }
}

/// The text with its addresses told apart.
fn pieces(text: &str) -> Vec<MailPiece> {
    let words = text.split_inclusive(char::is_whitespace);
    words.fold(Vec::new(), |mut pieces: Vec<MailPiece>, word| {
        let is_link = word.starts_with("http://") || word.starts_with("https://");
        if is_link {
            let link = word.trim_end();
            pieces.push(MailPiece { text: link.to_owned(), is_link });
            pieces.push(MailPiece { text: word[link.len()..].to_owned(), is_link: false });
        } else {
            match pieces.last_mut() {
                Some(last) if !last.is_link => last.text.push_str(word),
                _ => pieces.push(MailPiece { text: word.to_owned(), is_link }),
            }
        }
        pieces
    })
}

pub(super) fn rendered(page: &impl Template) -> Result<Html<String>, Problem> {
    page.render().map(Html).map_err(|_| Kind::Failed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_text_become_links_and_the_rest_stays_as_it_is() {
        let told: Vec<(String, bool)> = pieces("Go here:\nhttps://desk.example/a?b=c\n\nBye.")
            .into_iter()
            .map(|it| (it.text, it.is_link))
            .collect();
        let expected = [("Go here:\n", false), ("https://desk.example/a?b=c", true), ("\n\nBye.", false)];
        assert_eq!(told, expected.map(|(text, is_link)| (text.to_owned(), is_link)));
    }
}
