//! The messages of a language, from its files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use crate::pattern::Pattern;

/// The messages by name. A name stands once in all files of a language.
pub type Messages = BTreeMap<String, Message>;

pub struct Message {
    /// The name of its file, without the ending.
    pub subject: String,
    pub pattern: Pattern,
}

/// The names of a language's files, without their ending.
pub fn subjects(folder: &Path) -> Result<Vec<String>> {
    let mut subjects = Vec::new();
    for file in fs::read_dir(folder).with_context(|| format!("{} is missing", folder.display()))? {
        let path = file?.path();
        ensure!(path.extension().is_some_and(|it| it == "ftl"), "{} is no text", path.display());
        subjects.push(path.file_stem().and_then(|it| it.to_str()).context("a file name")?.to_owned());
    }
    subjects.sort();
    Ok(subjects)
}

/// All messages in `folder`, which has a file for each of the subjects.
pub fn language(folder: &Path, subjects: &[String]) -> Result<Messages> {
    ensure!(self::subjects(folder)? == subjects, "{} has other files than English", folder.display());
    let mut messages = Messages::new();
    for subject in subjects {
        let path = folder.join(format!("{subject}.ftl"));
        let source = fs::read_to_string(&path)?;
        let resource = match parser::parse(source.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => bail!("{}: {errors:?}", path.display()),
        };
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let named = || format!("{}: {}", path.display(), message.id.name);
            let text = message.value.as_ref().with_context(named)?;
            let pattern = Pattern::of(text).with_context(named)?;
            let before =
                messages.insert(message.id.name.to_owned(), Message { subject: subject.clone(), pattern });
            ensure!(before.is_none(), "{}: the name is in use already", named());
        }
    }
    labeled(messages)
}

/// The same messages, with what others say in the place of their names.
fn labeled(messages: Messages) -> Result<Messages> {
    let said: BTreeMap<String, Pattern> =
        messages.iter().map(|(name, message)| (name.clone(), message.pattern.clone())).collect();
    let labeled = messages.into_iter().map(|(name, Message { subject, pattern })| {
        let pattern = pattern.with_labels(&|label| said.get(label).cloned()).with_context(|| name.clone())?;
        Ok((name, Message { subject, pattern }))
    });
    labeled.collect()
}
