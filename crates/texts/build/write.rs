//! The messages as Rust.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::pattern::{Kind, Values};
use crate::read::{Message, Messages};
use crate::{NOT_ON_SCREEN, Other, PSEUDO};

/// Values that are what somebody or something is called, or what people typed, in any script.
const NAMES: [&str; 13] = [
    "address",
    "client",
    "clients",
    "desk",
    "export",
    "legal",
    "name",
    "payer",
    "practice",
    "pronouns",
    "provider",
    "subscriber",
    "who",
];

/// All messages in the order of their places: first those that a screen says.
fn placed(messages: &Messages) -> Vec<(&String, &Message)> {
    let mut all: Vec<_> = messages.iter().collect();
    all.sort_by_key(|(_, message)| !is_on_screen(message));
    all
}

fn is_on_screen(message: &Message) -> bool {
    !NOT_ON_SCREEN.contains(&message.subject.as_str())
}

/// A file of methods for each subject. English stands in them, so that a program has those alone that it says.
pub fn methods(out: &Path, subjects: &[String], first: &Messages) -> Result<()> {
    let placed = placed(first);
    for subject in subjects {
        let mut code = String::from("impl Texts {\n");
        for (place, (name, message)) in placed.iter().enumerate() {
            if message.subject == *subject {
                write_method(&mut code, name, place, message)?;
            }
        }
        code.push_str("}\n");
        fs::write(out.join(format!("{subject}.rs")), code)?;
    }
    Ok(())
}

fn write_method(code: &mut String, name: &str, place: usize, message: &Message) -> Result<()> {
    let values = message.pattern.values();
    let text = message.pattern.encoded(&values).with_context(|| name.to_owned())?;
    let method = ident(name);
    // A call of it takes no more room than a call of what it calls.
    let inline = if values.is_empty() { "    #[inline]\n" } else { "" };
    write!(code, "    /// `{name}`\n    #[must_use]\n{inline}    pub fn {method}(self")?;
    if values.is_empty() {
        writeln!(code, ") -> &'static str {{\n        self.fixed({place}, &{text:?})\n    }}")?;
    } else {
        let (arguments, given) = (arguments(&values), given(&values));
        writeln!(
            code,
            ", {arguments}) -> String {{\n        self.filled({place}, &{text:?}, &[{given}])\n    }}"
        )?;
    }
    Ok(())
}

fn arguments(values: &Values) -> String {
    let one = |(name, kind): &(String, Kind)| match kind {
        Kind::Text => format!("{}: &str", ident(name)),
        Kind::Count => format!("{}: u64", ident(name)),
    };
    values.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn given(values: &Values) -> String {
    let one = |(name, kind): &(String, Kind)| match kind {
        Kind::Text if NAMES.contains(&name.as_str()) => format!("Value::Name({})", ident(name)),
        Kind::Text => format!("Value::Text({})", ident(name)),
        Kind::Count => format!("Value::Count({})", ident(name)),
    };
    values.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What brings the methods together, and the texts of other languages.
pub fn root(subjects: &[String], first: &Messages, others: &[Other], edition: u64) -> Result<String> {
    let mut code = String::new();
    for subject in subjects {
        let file = format!("concat!(env!(\"OUT_DIR\"), \"/{subject}.rs\")");
        writeln!(code, "mod said_{} {{ use super::*; include!({file}); }}", ident(subject))?;
    }
    writeln!(code, "/// Which texts these are: those of other sources have another.")?;
    writeln!(code, "pub const EDITION: &str = \"{edition:016x}\";")?;
    let placed = placed(first);
    let on_screen = placed.iter().filter(|(_, message)| is_on_screen(message)).count();
    writeln!(code, "/// How many of the texts screens say.")?;
    writeln!(code, "pub const ON_SCREEN: usize = {on_screen};")?;
    writeln!(code, "static BUILT_IN: &[Catalogue] = &[")?;
    for Other { tag, messages, .. } in others {
        writeln!(
            code,
            "Catalogue {{ language: Language::{}, keeps_days_whole: false, messages: &[",
            language(tag)?
        )?;
        for (name, message) in &placed {
            writeln!(code, "{:?},", messages[*name].pattern.encoded(&message.pattern.values())?)?;
        }
        writeln!(code, "] }},")?;
    }
    code.push_str("];\n");
    Ok(code)
}

/// Its name in `domain::language`.
fn language(tag: &str) -> Result<&'static str> {
    Ok(match tag {
        PSEUDO => "Pseudo",
        _ => bail!("languages/{tag}: domain::language has no such language"),
    })
}

fn ident(name: &str) -> String {
    name.replace('-', "_")
}
