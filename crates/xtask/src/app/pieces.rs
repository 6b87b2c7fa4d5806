//! The app in pieces: the crate `splitter` cuts it, standing where Trunk looks for wasm-bindgen.

use std::env::{self, consts::EXE_SUFFIX};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::command;
use crate::project::Project;

/// What `index.html` has where the names of the pieces belong.
const PLACE_FOR_NAMES: &str = "names-of-pieces";

/// Has `trunk` find the splitter, and the splitter what it needs.
pub fn prepare(project: &Project, trunk: &mut Command) -> Result<()> {
    command::run(&mut project.cargo(["build", "--package", "splitter"]))?;
    let place = project.target("splitter");
    fs::create_dir_all(&place)?;
    let (built, stand_in) = (format!("debug/splitter{EXE_SUFFIX}"), format!("wasm-bindgen{EXE_SUFFIX}"));
    fs::copy(project.target(&built), place.join(&stand_in)).context("the splitter cannot be copied")?;

    let out = laid(project);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut path = vec![place];
    path.extend(project.search_path());
    trunk
        .env("PATH", env::join_paths(path)?)
        .env("SPLITTER_WASM_BINDGEN", project.find(&stand_in).context("wasm-bindgen is missing")?)
        .env("SPLITTER_WASM_OPT", wasm_opt(&fs::read_to_string(project.path("index.html"))?)?)
        .env("SPLITTER_OUT", out);
    Ok(())
}

/// Lays the pieces beside what Trunk built, and tells the page their names.
pub fn lay(project: &Project) -> Result<()> {
    let dist = project.path("dist");
    let mut names = Vec::new();
    for file in fs::read_dir(laid(project)).context("the app was not cut into pieces")? {
        let file = file?;
        fs::copy(file.path(), dist.join(file.file_name()))?;
        names.push(file.file_name().to_string_lossy().into_owned());
    }
    names.retain(|it| it.ends_with(".pieces"));
    names.sort();
    let page = fs::read_to_string(dist.join("index.html"))?;
    fs::write(dist.join("index.html"), named(&page, &names)?)?;
    Ok(())
}

/// The page with the names of the pieces in the place that it has for them.
fn named(page: &str, names: &[String]) -> Result<String> {
    ensure!(page.contains(PLACE_FOR_NAMES), "index.html has no place for the names of the pieces");
    Ok(page.replacen(PLACE_FOR_NAMES, &names.join(" "), 1))
}

fn laid(project: &Project) -> PathBuf {
    project.target("splitter/pieces")
}

/// The arguments of wasm-opt that the page names for the app.
fn wasm_opt(page: &str) -> Result<String> {
    let value = |name: &str| {
        let (_, rest) = page.split_once(&format!("{name}=\""))?;
        rest.split_once('"').map(|(value, _)| value)
    };
    let level = value("data-wasm-opt").context("index.html says nothing of wasm-opt")?;
    let parameters = value("data-wasm-opt-params").unwrap_or_default();
    Ok(format!("-O{level} {parameters}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_made_smaller_as_the_page_says() {
        let page = "<link data-wasm-opt=\"z\" data-wasm-opt-params=\"--enable-a --enable-b\" />";
        assert_eq!(wasm_opt(page).ok().as_deref(), Some("-Oz --enable-a --enable-b"));
        assert!(wasm_opt("<link />").is_err());
    }

    #[test]
    fn the_page_names_the_pieces() {
        let names = ["charge-1f.pieces", "help-1f.pieces"].map(str::to_owned);
        let page = named("<script>var p=`names-of-pieces`</script>", &names);
        assert_eq!(page.ok().as_deref(), Some("<script>var p=`charge-1f.pieces help-1f.pieces`</script>"));
        assert!(named("<script></script>", &names).is_err());
    }
}
