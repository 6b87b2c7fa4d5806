//! What a mail says: the same words as text and as HTML.

use askama::Template;
use texts::Texts;

use super::words::Words;

/// A mail's subject and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject; never a name, an amount or anything about a treatment, since it shows on locked screens.
    pub subject: String,
    /// The words, from the greeting to the signature.
    pub blocks: Vec<LetterBlock>,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterBlock {
    /// A sentence or several.
    Words(Words),
    /// Facts, one a line.
    Facts(Vec<Fact>),
    /// Where to go.
    Link(Link),
}

/// A fact with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: Words,
    /// What it says.
    pub value: Words,
    /// Where its value leads, such as `tel:…`.
    pub href: Option<String>,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub words: Words,
    /// Where they lead.
    pub href: String,
    /// Whether it is what most readers came for.
    pub is_main: bool,
}

/// A mail's words in both forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As a page.
    pub html: String,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a> {
    blocks: &'a [LetterBlock],
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage<'a> {
    language: &'static str,
    subject: &'a str,
    blocks: &'a [LetterBlock],
}

impl Letter {
    /// Both forms of the letter.
    ///
    /// # Errors
    /// When a template fails, which only running out of memory makes it.
    pub fn render(self, texts: Texts) -> Result<Rendered, askama::Error> {
        let Self { subject, blocks } = self;
        let text = Plain { blocks: &blocks }.render()?;
        let html =
            LetterPage { language: texts.language().tag(), subject: &subject, blocks: &blocks }.render()?;
        Ok(Rendered { subject, text, html })
    }
}

impl LetterBlock {
    /// A paragraph of these words.
    pub fn words(words: impl Into<String>) -> Self {
        Self::Words(Words::new(words))
    }

    /// What most readers came for.
    pub fn main_link(words: impl Into<String>, href: String) -> Self {
        Self::Link(Link { words: Words::new(words), href, is_main: true })
    }

    /// Where else to go.
    pub fn link(words: impl Into<String>, href: String) -> Self {
        Self::Link(Link { words: Words::new(words), href, is_main: false })
    }
}

impl Fact {
    /// A fact that leads nowhere.
    pub fn new(name: &str, value: impl Into<String>) -> Self {
        Self { name: Words::new(name), value: Words::new(value), href: None }
    }

    /// A fact that leads somewhere.
    pub fn leading(name: &str, value: impl Into<String>, href: String) -> Self {
        Self { href: Some(href), ..Self::new(name, value) }
    }
}
