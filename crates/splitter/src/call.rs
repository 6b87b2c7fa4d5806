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

    /// The folder in which the app is laid, and its name there.
    pub fn output(&self) -> Option<(&Path, &str)> {
        let value = |name: &str| {
            self.arguments.iter().find_map(|it| it.to_str()?.strip_prefix(name)?.strip_prefix('='))
        };
        Some((Path::new(value("--out-dir")?), value("--out-name")?))
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
    fn it_says_where_the_app_is_laid() {
        let output = |arguments: &str| {
            call(arguments).output().map(|(folder, name)| (folder.to_owned(), name.to_owned()))
        };
        let laid = output("--target=web --out-dir=/t/out --out-name=app-1f /t/app.wasm");
        assert_eq!(laid, Some((PathBuf::from("/t/out"), "app-1f".to_owned())));
        assert_eq!(output("--out-name=app-1f"), None);
    }

    #[test]
    fn a_call_without_a_file_is_passed_on() {
        let call = call("--version");
        assert_eq!(call.input, None);
        assert_eq!(call.with_input(None).collect::<Vec<_>>(), ["--version"]);
    }
}
