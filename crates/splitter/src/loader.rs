//! The module that fetches the parts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};

use crate::pieces::Group;

const LOADER: &str = include_str!("loader.js");

/// What the parts take from the main one, as the splitter's own module lists it.
pub fn shared(generated: &str) -> Result<String> {
    let (_, list) = generated.split_once("const { ").context("the splitter names nothing shared")?;
    let (list, _) = list.split_once("}").context("the splitter's list has no end")?;
    Ok(list.trim().trim_end_matches(',').to_owned())
}

/// The module for these groups.
pub fn of(shared: &str, groups: &BTreeMap<&str, Group>) -> String {
    let mut code = LOADER.replace("SHARED", shared);
    for (name, group) in groups {
        let parts: Vec<String> =
            group.parts.iter().map(|(part, length)| format!("[{part:?}, {length}]")).collect();
        let parts = parts.join(", ");
        let file = &group.file;
        // By this name the app asks for the group.
        let _infallible =
            writeln!(code, "export const __wasm_split_load_{name} = group({file:?}, [{parts}]);");
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shared_names_are_those_of_the_list() {
        let generated = "…\n        const { memory, __stack_pointer,  } = initSync(undefined, undefined);\n";
        assert_eq!(shared(generated).ok().as_deref(), Some("memory, __stack_pointer"));
        assert!(shared("nothing").is_err());
    }

    #[test]
    fn a_group_is_a_function_by_the_name_that_the_app_asks_for() {
        let group = Group { file: "help-1f.pieces".into(), parts: vec![("split_help".into(), 12)] };
        let code = of("memory", &BTreeMap::from([("help", group)]));
        assert!(code.ends_with(
            "export const __wasm_split_load_help = group(\"help-1f.pieces\", [[\"split_help\", 12]]);\n"
        ));
        assert!(code.contains("{ memory }") && !code.contains("SHARED"), "{code}");
    }
}
