//! Papers in words: from what a use case says to what is printed. Knows no rule and reads nothing.

mod receipt;
mod statement;
mod superbill;
mod table;

use std::time::Duration;

use chrono::NaiveDate;
use documents::{Block, Document};
use texts::Texts;
use tokio::sync::Semaphore;
use tokio::time::timeout;

pub use receipt::receipt;
pub use statement::statement;
pub use superbill::superbill;
pub use table::table;

use crate::service::Failure;
use crate::service::papers::Head;

/// A paper before it is set: what it is called, says, and has at the foot of its pages.
#[derive(Clone, Debug)]
pub struct Words {
    title: String,
    blocks: Vec<Block>,
    foot: String,
    texts: Texts,
}

/// Papers that are set at once. One of ten thousand rows takes a second of a core and some fifty megabytes.
static PLACES: Semaphore = Semaphore::const_new(2);

/// How long a paper waits for its turn.
const TURN: Duration = Duration::from_secs(10);

/// The paper as a PDF, set away from what serves.
///
/// # Errors
/// When its turn does not come, or it cannot be written.
pub async fn pdf(words: Words) -> Result<Vec<u8>, Failure> {
    let turn = timeout(TURN, PLACES.acquire()).await;
    let Ok(Ok(turn)) = turn else { return Err(Failure::Unavailable("too many papers are made".into())) };
    let setting = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        words.set()
    });
    let set = setting.await.map_err(|error| Failure::Broken(crate::ended::why_ended(&error).into()))?;
    set.map_err(|error| Failure::Broken(error.into()))
}

impl Words {
    fn new(title: String, head: &Head, texts: Texts) -> Self {
        let practice = &head.practice;
        let lines: Vec<&str> =
            [Some(practice.name.as_str()), practice.address.as_deref()].into_iter().flatten().collect();
        let blocks = vec![Block::Paragraph(lines.join("\n")), Block::Title(title.clone())];
        let foot = texts.paper_foot(&practice.name, &texts.dated(head.today));
        Self { title, blocks, foot, texts }
    }

    fn say(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Whom to ask, at the end.
    fn ended(mut self, head: &Head) -> Self {
        let support = &head.practice.support;
        let (phone, email) = (support.phone.to_string(), support.email.to_string());
        let ask = self.texts.paper_support(&phone, &support.hours, &email);
        self.say(Block::Paragraph(ask));
        self
    }

    fn set(self) -> Result<Vec<u8>, documents::Failed> {
        let texts = self.texts;
        documents::write(&Document {
            title: self.title,
            language: texts.language().tag().to_owned(),
            blocks: self.blocks,
            foot: self.foot,
            page: &|page, pages| texts.paper_page(&page.to_string(), &pages.to_string()),
        })
    }
}

/// A term and what it is.
fn fact(term: &str, is: impl Into<String>) -> (String, String) {
    (term.to_owned(), is.into())
}

/// Whose paper it is and of when, as its first facts. Papers are for others to read, so it is the legal name.
fn whose(head: &Head, texts: Texts) -> Vec<(String, String)> {
    let client = fact(texts.paper_client(), head.client.name.legal.to_string());
    vec![client, fact(texts.paper_printed(), texts.date(head.today))]
}

fn day(day: Option<NaiveDate>, texts: Texts) -> String {
    day.map_or_else(|| texts.paper_undated().to_owned(), |day| texts.dated(day))
}
