//! The text of one message, and how it is written down for `fill`, which the app and the server share.
//!
//! `{0}` is the first value. `{0?one:One charge|:{0} charges}` is what the first value's plural form or number asks for, and the last
//! one otherwise.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail, ensure};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern as Fluent, PatternElement, VariantKey};

/// The plural forms of CLDR.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The values a message takes, by name, in the order of their first use.
pub type Values = Vec<(String, Kind)>;

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Text,
    Count,
}

#[derive(Clone)]
pub struct Pattern(pub Vec<Part>);

#[derive(Clone)]
pub enum Part {
    Words(String),
    /// What is no word of any language.
    Sign(String),
    Value(String),
    /// Another message, as it stands: what a button is called, in a sentence about it.
    Label(String),
    Choice {
        by: String,
        forms: Vec<(String, Pattern)>,
        otherwise: Pattern,
    },
}

impl Pattern {
    pub fn of(fluent: &Fluent<&str>) -> Result<Self> {
        let parts = fluent.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => Ok(Part::Words((*value).to_owned())),
            PatternElement::Placeable { expression } => Part::of(expression),
        });
        Ok(Self(parts.collect::<Result<_>>()?))
    }

    /// Puts what they say in the place of the messages it names.
    pub fn with_labels(self, said: &dyn Fn(&str) -> Option<Self>) -> Result<Self> {
        let mut parts = Vec::new();
        for part in self.0 {
            match part {
                Part::Label(name) => {
                    let label = said(&name).with_context(|| format!("there is no {name}"))?;
                    let plain = label.0.iter().all(|part| matches!(part, Part::Words(_) | Part::Sign(_)));
                    ensure!(plain, "{name} takes values, or names messages itself");
                    parts.extend(label.0);
                }
                Part::Choice { by, forms, otherwise } => {
                    let forms = forms.into_iter().map(|(key, form)| Ok((key, form.with_labels(said)?)));
                    let forms = forms.collect::<Result<_>>()?;
                    parts.push(Part::Choice { by, forms, otherwise: otherwise.with_labels(said)? });
                }
                Part::Words(_) | Part::Sign(_) | Part::Value(_) => parts.push(part),
            }
        }
        Ok(Self(parts))
    }

    pub fn values(&self) -> Values {
        let mut values = Values::new();
        self.note(&mut values);
        values
    }

    fn note(&self, values: &mut Values) {
        for part in &self.0 {
            match part {
                Part::Words(_) | Part::Sign(_) | Part::Label(_) => {}
                Part::Value(name) => note(values, name, Kind::Text),
                Part::Choice { by, forms, otherwise } => {
                    note(values, by, Kind::Count);
                    forms.iter().for_each(|(_, form)| form.note(values));
                    otherwise.note(values);
                }
            }
        }
    }

    /// For [`fill`], with `values` by their place.
    pub fn encoded(&self, values: &Values) -> Result<String> {
        let place = |name: &str| values.iter().position(|(it, _)| it == name).context("a value is unknown");
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Words(text) | Part::Sign(text) => {
                    ensure!(!text.contains(['{', '|', '}']), "braces and bars are for the program: {text:?}");
                    out.push_str(text);
                }
                Part::Value(name) => write!(out, "{{{}}}", place(name)?)?,
                Part::Label(name) => bail!("{name} was not put in its place"),
                Part::Choice { by, forms, otherwise } => {
                    write!(out, "{{{}?", place(by)?)?;
                    for (key, form) in forms {
                        write!(out, "{key}:{}|", form.encoded(values)?)?;
                    }
                    write!(out, ":{}}}", otherwise.encoded(values)?)?;
                }
            }
        }
        Ok(out)
    }
}

impl Part {
    fn of(expression: &Expression<&str>) -> Result<Self> {
        match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                Ok(Self::Sign((*value).to_owned()))
            }
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                Ok(Self::Value(id.name.to_owned()))
            }
            Expression::Inline(InlineExpression::MessageReference { id, attribute: None }) => {
                Ok(Self::Label(id.name.to_owned()))
            }
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                let (mut forms, mut otherwise) = (Vec::new(), None);
                for variant in variants {
                    let (VariantKey::NumberLiteral { value: key } | VariantKey::Identifier { name: key }) =
                        variant.key;
                    let is_count = key.bytes().all(|it| it.is_ascii_digit());
                    ensure!(is_count || FORMS.contains(&key), "{key} is no plural form and no count");
                    let form = Pattern::of(&variant.value)?;
                    if variant.default {
                        otherwise = Some(form);
                    } else {
                        forms.push((key.to_owned(), form));
                    }
                }
                let otherwise = otherwise.context("a selection needs a default")?;
                Ok(Self::Choice { by: id.name.to_owned(), forms, otherwise })
            }
            _ => bail!("only variables, messages, quoted text and selections by count are supported"),
        }
    }
}

/// A value that is counted by is a count wherever it stands.
fn note(values: &mut Values, name: &str, kind: Kind) {
    match values.iter_mut().find(|(it, _)| it == name) {
        Some((_, known)) if kind == Kind::Count => *known = kind,
        Some(_) => {}
        None => values.push((name.to_owned(), kind)),
    }
}
