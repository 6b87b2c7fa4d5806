//! The call of wasm-bindgen.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Its arguments, and the file among them, if there is one.
pub struct Call {
    arguments: Vec<OsString>,
    pub input: Option<PathBuf>,
}

impl Call {
    pub fn read(arguments: impl Iterator<Item = OsString>) -> Self {
        let arguments: Vec<OsString> = arguments.collect();
        let is_app = |it: &&OsString| Path::new(it).extension().is_some_and(|it| it == "wasm");
        let input = arguments.iter().find(is_app).map(PathBuf::from);
        Self { arguments, input }
    }

    /// The arguments, with `other` instead of the file.
    pub fn with_input<'a>(&'a self, other: Option<&'a OsStr>) -> impl Iterator<Item = &'a OsStr> {
        self.arguments.iter().map(move |it| match (other, &self.input) {
            (Some(other), Some(input)) if input == Path::new(it) => other,
            _ => it.as_os_str(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(arguments: &str) -> Call {
        Call::read(arguments.split(' ').map(OsString::from))
    }

    #[test]
    fn the_file_is_found_and_exchanged() {
        let call = call("--target=web --out-name=app-1f /t/app.wasm --no-typescript");
        assert_eq!(call.input.as_deref(), Some(Path::new("/t/app.wasm")));
        let other: Vec<_> = call.with_input(Some(OsStr::new("/u/main.wasm"))).collect();
        assert_eq!(other, ["--target=web", "--out-name=app-1f", "/u/main.wasm", "--no-typescript"]);
    }

    #[test]
    fn a_call_without_a_file_is_passed_on() {
        let call = call("--version");
        assert_eq!(call.input, None);
        assert_eq!(call.with_input(None).collect::<Vec<_>>(), ["--version"]);
    }
}
