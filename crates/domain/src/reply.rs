//! The reply a provider sends to a client who asks about billing: a template with slots and links, filled from real data.
//!
//! A template is plain text. `{Client Name}`, `{Provider Name}` and `{Practice Name}` are slots; `[words](portal)`,
//! `[words](help)` and `[words](support)` are links; a line that begins with `1. ` is a step; an empty line ends a paragraph.

use std::fmt::Write as _;

use html_escape::encode_quoted_attribute as escaped;
use serde::{Deserialize, Serialize};

use crate::apart::set_apart;

/// What a reply is filled with. An empty value blocks the reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Values {
    /// What the client is called.
    pub client_name: String,
    /// Who signs.
    pub provider_name: String,
    /// For which practice.
    pub practice_name: String,
    /// Address of the client portal, through sign-in to the right tab.
    pub portal: String,
    /// Address of the help guide.
    pub help: String,
    /// Address of Client Support.
    pub support: String,
}

/// What of the portal is there for a client, as far as their provider may know: a reply names nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reach {
    /// Whether a payer stands behind them. Only charges after insurance can be moved (R2).
    pub insured: bool,
    /// Whether they are asked for a card.
    pub card_required: bool,
}

/// A place in a template that is filled from the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// `{Client Name}`
    ClientName,
    /// `{Provider Name}`
    ProviderName,
    /// `{Practice Name}`
    PracticeName,
    /// `(portal)`
    Portal,
    /// `(help)`
    Help,
    /// `(support)`
    Support,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// Words that lead somewhere.
    Link {
        /// The words.
        text: String,
        /// Where to.
        href: String,
    },
}

/// A paragraph of a reply, by lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Lines of words.
    Lines(Vec<Vec<Piece>>),
    /// Numbered steps.
    Steps(Vec<Vec<Piece>>),
}

/// A filled reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its paragraphs.
    pub blocks: Vec<Block>,
}

/// Why a template gives no reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyProblem {
    /// These slots have no value, in the order of the template.
    Empty(Vec<Slot>),
    /// The template names a slot or a link that does not exist.
    Unknown(String),
}

impl Slot {
    const NAMES: [(&'static str, Self); 3] = [
        ("Client Name", Self::ClientName),
        ("Provider Name", Self::ProviderName),
        ("Practice Name", Self::PracticeName),
    ];
    const TARGETS: [(&'static str, Self); 3] =
        [("portal", Self::Portal), ("help", Self::Help), ("support", Self::Support)];

    /// The slot's name in a template.
    #[must_use]
    pub fn name(self) -> &'static str {
        let all = Self::NAMES.iter().chain(&Self::TARGETS);
        all.into_iter().find(|(_, slot)| *slot == self).map_or("", |(name, _)| name)
    }

    fn value(self, values: &Values) -> &str {
        match self {
            Self::ClientName => &values.client_name,
            Self::ProviderName => &values.provider_name,
            Self::PracticeName => &values.practice_name,
            Self::Portal => &values.portal,
            Self::Help => &values.help,
            Self::Support => &values.support,
        }
    }
}

/// Fills `template`.
///
/// # Errors
/// When a slot of the template has no value or is not known; all empty slots are named at once.
pub fn fill(template: &str, values: &Values) -> Result<Reply, ReplyProblem> {
    let mut empty = Vec::new();
    let mut blocks = Vec::new();
    let lines: Vec<&str> = template.lines().map(str::trim).collect();
    for lines in lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()) {
        let steps: Option<Vec<&str>> = lines.iter().map(|line| step(line)).collect();
        let is_steps = steps.is_some();
        let filled: Result<Vec<_>, _> = steps
            .unwrap_or_else(|| lines.to_vec())
            .into_iter()
            .map(|line| pieces(line, values, &mut empty))
            .collect();
        blocks.push(if is_steps { Block::Steps(filled?) } else { Block::Lines(filled?) });
    }
    if empty.is_empty() { Ok(Reply { blocks }) } else { Err(ReplyProblem::Empty(empty)) }
}

/// The words of a line such as `1. Sign in`.
fn step(line: &str) -> Option<&str> {
    let (number, words) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(words)
}

fn pieces(line: &str, values: &Values, empty: &mut Vec<Slot>) -> Result<Vec<Piece>, ReplyProblem> {
    let unknown = |what: &str| ReplyProblem::Unknown(what.to_owned());
    let mut value = |known: &[(&str, Slot)], name: &str| {
        let slot =
            known.iter().find(|(it, _)| *it == name).map(|(_, slot)| *slot).ok_or_else(|| unknown(name))?;
        let value = slot.value(values).trim();
        if value.is_empty() && !empty.contains(&slot) {
            empty.push(slot);
        }
        Ok(value.to_owned())
    };
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['{', '[']) {
        text.push_str(&rest[..at]);
        let inside = &rest[at + 1..];
        if rest[at..].starts_with('{') {
            let (name, after) = inside.split_once('}').ok_or_else(|| unknown(inside))?;
            text.push_str(&set_apart(&value(&Slot::NAMES, name)?));
            rest = after;
        } else {
            let (words, after) = inside.split_once("](").ok_or_else(|| unknown(inside))?;
            let (target, after) = after.split_once(')').ok_or_else(|| unknown(after))?;
            if !text.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
            }
            pieces.push(Piece::Link { text: words.to_owned(), href: value(&Slot::TARGETS, target)? });
            rest = after;
        }
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(pieces)
}

impl Reply {
    /// For a mail program without formatting. Each address stands alone on a line below that of its words: programs that make links of
    /// addresses take what follows one for a part of it.
    #[must_use]
    pub fn plain(&self) -> String {
        let line = |pieces: &Vec<Piece>| -> String {
            let (mut words, mut addresses) = (String::new(), String::new());
            for piece in pieces {
                match piece {
                    Piece::Text(text) => words.push_str(text),
                    Piece::Link { text, href } => {
                        words.push_str(text);
                        let _ = write!(addresses, "\n{href}");
                    }
                }
            }
            words + &addresses
        };
        let block = |block: &Block| -> String {
            let lines: Vec<String> = match block {
                Block::Lines(lines) => lines.iter().map(line).collect(),
                Block::Steps(steps) => {
                    steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, line(step))).collect()
                }
            };
            lines.join("\n")
        };
        self.blocks.iter().map(block).collect::<Vec<_>>().join("\n\n")
    }

    /// For a mail program with formatting. Every value is escaped.
    #[must_use]
    pub fn html(&self) -> String {
        let mut html = String::new();
        for block in &self.blocks {
            match block {
                Block::Lines(lines) => {
                    let lines: Vec<String> = lines.iter().map(|line| html_line(line)).collect();
                    let _ = write!(html, "<p>{}</p>", lines.join("<br>"));
                }
                Block::Steps(steps) => {
                    let steps: String =
                        steps.iter().map(|step| format!("<li>{}</li>", html_line(step))).collect();
                    let _ = write!(html, "<ol>{steps}</ol>");
                }
            }
        }
        html
    }
}

fn html_line(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => escaped(text).into_owned(),
            Piece::Link { text, href } => format!("<a href=\"{}\">{}</a>", escaped(href), escaped(text)),
        })
        .collect()
}

#[cfg(test)]
mod tests;
