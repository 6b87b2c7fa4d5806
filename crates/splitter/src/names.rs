//! The names by which the app and its JavaScript know each other.
//!
//! wasm-bindgen has a hash in each, so that libraries do not meet. It stands in both files, and no compression makes a hash smaller:
//! two of a hundred parts of what everybody loads first. Once all names are there, a number tells them apart as well.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, Import, Imports, Parser, Payload};

/// By the old one. None of wasm-bindgen's own begins with the sign that these begin with.
type Names = BTreeMap<String, String>;

/// Shortens the names in both files of the app, which wasm-bindgen has laid into `folder` as `app`.
pub fn shorten(folder: &Path, app: &str) -> Result<()> {
    let (main, script) = (folder.join(format!("{app}_bg.wasm")), folder.join(format!("{app}.js")));
    let read = |file: &Path| fs::read(file).with_context(|| format!("{} cannot be read", file.display()));
    let bytes = read(&main)?;
    let names = Names::from_iter(
        hashed(&bytes)?.into_iter().enumerate().map(|(place, name)| (name, format!("${place}"))),
    );
    fs::write(&main, renamed(&bytes, &names)?)?;
    let code = String::from_utf8(read(&script)?).context("the JavaScript is no text")?;
    fs::write(&script, replaced(&code, &names))?;
    Ok(())
}

/// The names with a hash, each once, in the order in which they stand.
fn hashed(bytes: &[u8]) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    let mut note = |name: &str| {
        if has_hash(name) && !names.iter().any(|it| it == name) {
            names.push(name.to_owned());
        }
    };
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    note(import?.name);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    note(export?.name);
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

/// Sixteen figures in a row, which no name has that somebody thought of.
fn has_hash(name: &str) -> bool {
    name.as_bytes().windows(16).any(|it| it.iter().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f')))
}

/// The code with every name that is one of these replaced.
fn replaced(code: &str, names: &Names) -> String {
    let of_a_name = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$';
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(begin) = rest.find(of_a_name) {
        let (before, from) = rest.split_at(begin);
        let (name, after) = from.split_at(from.find(|sign| !of_a_name(sign)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(names.get(name).map_or(name, String::as_str));
        rest = after;
    }
    out + rest
}

fn renamed(bytes: &[u8], names: &Names) -> Result<Vec<u8>> {
    let mut module = Module::new();
    Renaming(names)
        .parse_core_module(&mut module, Parser::new(0), bytes)
        .map_err(|error| anyhow!("the main part cannot be renamed: {error}"))?;
    Ok(module.finish())
}

struct Renaming<'a>(&'a Names);

impl Renaming<'_> {
    fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Renaming<'_> {
    type Error = std::convert::Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in imports {
            let (_, Import { module, name, ty }) = import?;
            let ty = self.entity_type(ty)?;
            section.import(module, self.of(name), ty);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        section: &mut ExportSection,
        Export { name, kind, index }: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let (kind, index) = (self.export_kind(kind)?, self.external_index(kind, index)?);
        section.export(self.of(name), kind, index);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, FunctionSection, TypeSection};

    use super::*;

    const IMPORT: &str = "__wbg_get_4f1baf9a00be3c74";

    fn app() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", IMPORT, EntityType::Function(0));
        imports.import("./app_bg.js", "__wbindgen_init", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 1).export(
            "_ZN6invoke17h47714ace391002c6E",
            ExportKind::Func,
            0,
        );
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&FunctionSection::new()).section(&exports);
        module.finish()
    }

    #[test]
    fn a_name_with_a_hash_is_a_number_in_both_files_and_others_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| folder.path().join(name);
        fs::write(file("app_bg.wasm"), app()).expect("written");
        let code = format!(
            "return {{ {IMPORT}: function(it) {{ wasm._ZN6invoke17h47714ace391002c6E(`${{it}}`) }}, main }}"
        );
        fs::write(file("app.js"), code).expect("written");
        shorten(folder.path(), "app").expect("shortened");
        let code = fs::read_to_string(file("app.js")).expect("read");
        assert_eq!(code, "return { $0: function(it) { wasm.$1(`${it}`) }, main }");
        let bytes = fs::read(file("app_bg.wasm")).expect("read");
        assert!(hashed(&bytes).expect("it is an app").is_empty());
        let has = |name: &str| bytes.windows(name.len()).any(|it| it == name.as_bytes());
        assert!(["$0", "$1", "__wbindgen_init", "main"].into_iter().all(has));
    }

    #[test]
    fn what_only_contains_such_a_name_is_another_one() {
        let names = Names::from([(IMPORT.to_owned(), "$0".to_owned())]);
        let code = format!("{IMPORT}2 x{IMPORT} \"{IMPORT}\"");
        assert_eq!(replaced(&code, &names), format!("{IMPORT}2 x{IMPORT} \"$0\""));
    }
}
