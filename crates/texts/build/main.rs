//! Turns each `languages/*.ftl` (Project Fluent) into methods of `Texts`, so that a sentence that is missing in a language,
//! or that is given the wrong values, does not compile. By hand: the crates that check calls against Fluent files carry its
//! engine to the browser, and that is what this saves.

mod pseudo;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

/// The language that says which messages there are. The others must have the same.
const FIRST: &str = "en";

/// The language that is made from the first one, where whoever builds asks for it.
const PSEUDO: &str = "en-XA";

/// What says in a language which one it is.
const TAG: &str = "language-tag";

/// The values a message takes, by name, in the order of their first use.
type Values = Vec<(String, Kind)>;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Count,
}

struct Message {
    values: Values,
    body: String,
    /// The whole text, where nothing is filled in.
    fixed: Option<String>,
}

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=languages");
    let mut languages = BTreeMap::new();
    let plain = |text: &str| text.to_owned();
    for file in fs::read_dir("languages").context("languages/ is missing")? {
        let path = file?.path();
        if path.extension().is_some_and(|it| it == "ftl") {
            let code = path.file_stem().and_then(|it| it.to_str()).context("a file name")?.to_owned();
            if code == FIRST && env::var_os("CARGO_FEATURE_PSEUDO").is_some() {
                let mut disguised = read(&path, &pseudo::disguised)?;
                disguised.get_mut(TAG).context("no message says the language")?.fixed =
                    Some(PSEUDO.to_owned());
                languages.insert(PSEUDO.to_owned(), disguised);
            }
            languages.insert(code, read(&path, &plain)?);
        }
    }
    let out = PathBuf::from(env::var("OUT_DIR")?).join("texts.rs");
    fs::write(out, written(&languages)?)?;
    Ok(())
}

/// Changes the words of a piece of text.
type Voice<'a> = &'a dyn Fn(&str) -> String;

fn read(path: &Path, voice: Voice<'_>) -> Result<BTreeMap<String, Message>> {
    let source = fs::read_to_string(path)?;
    let resource = match parser::parse(source.as_str()) {
        Ok(resource) => resource,
        Err((_, errors)) => bail!("{}: {errors:?}", path.display()),
    };
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let name = message.id.name;
            let pattern = message.value.as_ref().with_context(|| format!("{name} has no text"))?;
            let mut values = Values::new();
            let named = || format!("{}: {name}", path.display());
            // A value may be shown before it is counted by, so its kind is known only after a first look.
            body(pattern, &mut values, voice).with_context(named)?;
            let body = body(pattern, &mut values, voice).with_context(named)?;
            let fixed = fixed(pattern, voice);
            ensure!(
                messages.insert(name.to_owned(), Message { values, body, fixed }).is_none(),
                "{name} stands twice in {}",
                path.display()
            );
        }
    }
    Ok(messages)
}

fn fixed(pattern: &Pattern<&str>, voice: Voice<'_>) -> Option<String> {
    let texts = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => Some(voice(value)),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral { value }),
        } => Some((*value).to_owned()),
        PatternElement::Placeable { .. } => None,
    });
    texts.collect()
}

/// Rust statements that append the text to `out`.
fn body(pattern: &Pattern<&str>, values: &mut Values, voice: Voice<'_>) -> Result<String> {
    let mut code = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => code.push_str(&pushed(&voice(value))),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(InlineExpression::StringLiteral { value }) => {
                    code.push_str(&pushed(value));
                }
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    let kind = note(values, id.name, Kind::Text);
                    match kind {
                        Kind::Text => writeln!(code, "out.push_str({});", ident(id.name))?,
                        Kind::Count => writeln!(code, "out.push_str(&{}.to_string());", ident(id.name))?,
                    }
                }
                Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                    note(values, id.name, Kind::Count);
                    writeln!(code, "match {} {{", ident(id.name))?;
                    let mut fallback = None;
                    for variant in variants {
                        let inner = body(&variant.value, values, voice)?;
                        if variant.default {
                            fallback = Some(inner);
                            continue;
                        }
                        let arm = match variant.key {
                            VariantKey::NumberLiteral { value } => value,
                            VariantKey::Identifier { name: "zero" } => "0",
                            VariantKey::Identifier { name: "one" } => "1",
                            VariantKey::Identifier { name } => bail!("plural form {name} is not supported"),
                        };
                        writeln!(code, "{arm} => {{ {inner} }}")?;
                    }
                    writeln!(code, "_ => {{ {} }}\n}}", fallback.context("a selection needs a default")?)?;
                }
                _ => bail!("only variables, quoted text and selections by count are supported"),
            },
        }
    }
    Ok(code)
}

/// The statement that appends fixed text.
fn pushed(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => format!("out.push({only:?});\n"),
        _ => format!("out.push_str({text:?});\n"),
    }
}

fn note(values: &mut Values, name: &str, kind: Kind) -> Kind {
    match values.iter_mut().find(|(it, _)| it == name) {
        Some((_, known)) => {
            if kind == Kind::Count {
                *known = kind;
            }
            *known
        }
        None => {
            values.push((name.to_owned(), kind));
            kind
        }
    }
}

fn ident(name: &str) -> String {
    name.replace('-', "_")
}

/// Each message in all languages, by the language's code.
type Languages = BTreeMap<String, BTreeMap<String, Message>>;

fn written(languages: &Languages) -> Result<String> {
    let first = languages.get(FIRST).with_context(|| format!("languages/{FIRST}.ftl is missing"))?;
    for (code, messages) in languages {
        same(code, messages, first)?;
    }
    let mut code = String::from("impl Texts {\n");
    for (name, message) in first {
        if message.values.is_empty() {
            write_fixed(&mut code, name, languages)?;
        } else {
            write_filled(&mut code, name, message, languages)?;
        }
    }
    code.push_str("}\n");
    Ok(code)
}

/// That a language has the messages of the first one, with the same values.
fn same(code: &str, messages: &BTreeMap<String, Message>, first: &BTreeMap<String, Message>) -> Result<()> {
    for name in first.keys() {
        ensure!(messages.contains_key(name), "languages/{code}.ftl lacks {name}");
    }
    for (name, message) in messages {
        let known =
            first.get(name).with_context(|| format!("languages/{code}.ftl has {name}, {FIRST} has not"))?;
        let mut names: Vec<_> = message.values.iter().map(|(name, _)| name).collect();
        let mut known: Vec<_> = known.values.iter().map(|(name, _)| name).collect();
        names.sort();
        known.sort();
        ensure!(names == known, "languages/{code}.ftl: {name} takes {names:?}, in {FIRST} {known:?}");
    }
    Ok(())
}

/// The method of a message that is the same every time.
fn write_fixed(code: &mut String, name: &str, languages: &Languages) -> Result<()> {
    let method = ident(name);
    writeln!(
        code,
        "    /// `{name}`\n    #[must_use]\n    pub fn {method}(self) -> &'static str {{\n        match self.0 {{"
    )?;
    for (language, messages) in languages {
        let text = messages[name].fixed.as_ref().context("a text without values is fixed")?;
        writeln!(code, "            {} => {text:?},", arm(language, languages)?)?;
    }
    code.push_str("        }\n    }\n");
    Ok(())
}

/// The method of a message that takes values.
fn write_filled(code: &mut String, name: &str, message: &Message, languages: &Languages) -> Result<()> {
    let argument = |(name, kind): &(String, Kind)| {
        format!("{}: {}", ident(name), if *kind == Kind::Text { "&str" } else { "u64" })
    };
    let (method, arguments) =
        (ident(name), message.values.iter().map(argument).collect::<Vec<_>>().join(", "));
    writeln!(
        code,
        "    /// `{name}`\n    #[must_use]\n    pub fn {method}(self, {arguments}) -> String {{\n        let mut out = String::new();\n        match self.0 {{"
    )?;
    for (language, messages) in languages {
        writeln!(code, "            {} => {{ {} }}", arm(language, languages)?, messages[name].body)?;
    }
    code.push_str("        }\n        out\n    }\n");
    Ok(())
}

/// What a match has for the language with this code: its name in `domain::language`.
fn arm(code: &str, languages: &Languages) -> Result<&'static str> {
    Ok(match code {
        // Who asks for a language that is not built in is served in the one it is made from.
        FIRST if !languages.contains_key(PSEUDO) => "Language::English | Language::Pseudo",
        FIRST => "Language::English",
        PSEUDO => "Language::Pseudo",
        _ => bail!("languages/{code}.ftl: domain::language has no such language"),
    })
}
