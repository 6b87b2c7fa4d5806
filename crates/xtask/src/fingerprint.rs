//! Whether files are the ones they were.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};

/// Names and contents of all `paths`, folders with everything in them, as one short word. A path without a file counts too.
pub fn of<'a>(root: &Path, paths: impl IntoIterator<Item = &'a str>) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        add(&mut hasher, root, Path::new(path)).with_context(|| format!("cannot read {path}"))?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(hasher: &mut DefaultHasher, root: &Path, path: &Path) -> std::io::Result<()> {
    path.hash(hasher);
    let full = root.join(path);
    if full.is_dir() {
        let mut names =
            fs::read_dir(&full)?.map(|it| Ok(it?.file_name())).collect::<std::io::Result<Vec<_>>>()?;
        names.sort();
        names.iter().try_for_each(|name| add(hasher, root, &path.join(name)))
    } else if full.exists() {
        fs::read(&full)?.hash(hasher);
        Ok(())
    } else {
        "missing".hash(hasher);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_a_renamed_and_a_new_file_are_noticed() {
        let root = std::env::temp_dir().join(format!("fingerprint-{}", std::process::id()));
        fs::create_dir_all(root.join("src/deep")).unwrap();
        let write = |name: &str, text: &str| fs::write(root.join(name), text).unwrap();
        let now = || of(&root, ["src", "lock"]).unwrap();

        write("src/deep/one", "1");
        let first = now();
        assert_eq!(first, now(), "nothing happened");
        write("src/deep/one", "2");
        let changed = now();
        fs::rename(root.join("src/deep/one"), root.join("src/deep/two")).unwrap();
        let renamed = now();
        write("lock", "");
        let grown = now();

        let mut all = vec![first, changed, renamed, grown];
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 4);
        fs::remove_dir_all(root).unwrap();
    }
}
