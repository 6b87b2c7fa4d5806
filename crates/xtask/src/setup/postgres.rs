//! The programs of a PostgreSQL server; the tests start one of their own with them.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Thing, distribution};
use crate::command::answer;
use crate::project::Project;

/// A server that runs elsewhere is taken too.
pub const POSTGRES: Thing =
    Thing { name: "PostgreSQL", why: "is one of the two databases tested on", found, bring };

fn found(project: &Project) -> Option<String> {
    if env::var_os("DATABASE_URL").is_some_and(|it| !it.is_empty()) {
        return Some("the server that DATABASE_URL names".to_owned());
    }
    let initdb = project.find("initdb").or_else(newest_of_the_distribution)?;
    answer(project.command(initdb).arg("--version"))
}

/// Debian and its kin keep these programs out of the search path, a folder a version.
fn newest_of_the_distribution() -> Option<PathBuf> {
    let versions = Path::new("/usr/lib/postgresql").read_dir().ok()?.flatten().map(|it| it.path());
    let version = |it: &PathBuf| it.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    versions.filter(|it| it.join("bin/initdb").is_file()).max_by_key(version).map(|it| it.join("bin/initdb"))
}

fn bring(project: &Project) -> Result<()> {
    let advice = "install a PostgreSQL server so that `initdb` is found, or set DATABASE_URL to one that tests may fill";
    distribution::install(project, &["postgresql"], advice)
}
