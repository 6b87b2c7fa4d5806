//! Disks that refuse for a while what a process of ours writes to them.

use std::path::Path;

use store_testing::disk::{SmallDisk, refuse_writes};
use tempfile::TempDir;
use tokio::process::Command;

/// How a disk refuses.
#[derive(Debug)]
pub enum Disk {
    /// Nothing fits on it any more.
    Small(SmallDisk),
    /// Every write of the process fails.
    Broken(TempDir),
}

impl Disk {
    /// The small one where file systems may be mounted, the broken one anywhere.
    pub fn small(mebibytes: u32) -> Self {
        SmallDisk::mount(mebibytes).expect("a folder").map_or_else(Self::broken, Self::Small)
    }

    pub fn broken() -> Self {
        Self::Broken(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self) -> &Path {
        match self {
            Self::Small(disk) => disk.path(),
            Self::Broken(folder) => folder.path(),
        }
    }

    /// From now on it refuses what this process writes, or takes it again.
    pub fn refuses(&self, process: u32, refuses: bool) {
        match self {
            Self::Small(disk) if refuses => disk.fill().expect("it gets full"),
            Self::Small(disk) => disk.clear().expect("there is room again"),
            Self::Broken(_) => refuse_writes(Some(process), refuses).expect("a process of ours"),
        }
    }
}

/// Starts `almoner` so that it outlives a refused write, as it does on a real disk.
pub fn sturdy() -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", r#"trap '' XFSZ; exec "$0" "$@""#, env!("CARGO_BIN_EXE_almoner")]);
    command
}
