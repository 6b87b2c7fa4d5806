//! What a library offers to JavaScript, and nobody there asks for.
//!
//! Leptos comes with streams for functions of a server of its own. wasm-bindgen makes classes of them, and what a class can do stays
//! in the app, whoever calls it.

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CustomSection, ExportSection, Module};
use wasmparser::{CustomSectionReader, Export, Parser};

/// In the name of each of these classes.
const CLASSES: &str = "IntoUnderlying";

/// In the names of what they can do.
const METHODS: &str = "intounderlying";

/// Where each library says what it has to do with JavaScript.
const SECTION: &str = "__wasm_bindgen_unstable";

/// The main part without it.
pub fn removed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    Removal
        .parse_core_module(&mut module, Parser::new(0), bytes)
        .map_err(|error| anyhow!("nothing can be removed from the main part: {error}"))?;
    Ok(module.finish())
}

struct Removal;

impl Reencode for Removal {
    type Error = anyhow::Error;

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if export.name.contains(METHODS) { Ok(()) } else { utils::parse_export(self, exports, export) }
    }

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if section.name() != SECTION {
            return utils::parse_custom_section(self, module, section);
        }
        let data = without(section.data(), CLASSES).map_err(Error::UserError)?;
        module.section(&CustomSection { name: SECTION.into(), data: data.into() });
        Ok(())
    }
}

/// The section is a row of pairs: which version wrote it, and what it says, each after its length.
fn without(mut section: &[u8], name: &str) -> Result<Vec<u8>> {
    let mut kept = Vec::new();
    while !section.is_empty() {
        let mut length = 0;
        for _ in 0..2 {
            let from = section.get(length..).unwrap_or_default();
            let (says, _) = from.split_first_chunk().context("wasm-bindgen's section is not as it was")?;
            length += size_of::<u32>() + u32::from_le_bytes(*says) as usize;
        }
        let (pair, rest) = section.split_at_checked(length).context("wasm-bindgen's section ends early")?;
        if !pair.windows(name.len()).any(|it| it == name.as_bytes()) {
            kept.extend_from_slice(pair);
        }
        section = rest;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(says: &str) -> Vec<u8> {
        ["version", says]
            .into_iter()
            .flat_map(|it| [&(it.len() as u32).to_le_bytes(), it.as_bytes()].concat())
            .collect()
    }

    #[test]
    fn what_speaks_of_the_class_goes_and_the_rest_stays() {
        let section = [pair("get"), pair("class IntoUnderlyingSink"), pair(""), pair("set")].concat();
        let kept = without(&section, CLASSES).expect("it is a section");
        assert_eq!(kept, [pair("get"), pair(""), pair("set")].concat());
    }

    #[test]
    fn a_section_of_another_form_is_not_taken_for_one() {
        let section = pair("get");
        assert!(without(&section[..section.len() - 1], CLASSES).is_err());
        assert!(without(&[1, 0], CLASSES).is_err());
    }
}
