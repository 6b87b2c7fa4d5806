//! Disks that refuse for a while what is written to them.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::{Pid, Resource, Rlimit, prlimit};
use tempfile::TempDir;

/// A folder, unmounted when this is dropped if it is a disk of its own.
#[derive(Debug)]
pub struct Disk {
    folder: TempDir,
    /// Whether it is a small file system of its own, on which nothing fits any more when it refuses. Otherwise every write of a
    /// process fails.
    pub is_small: bool,
}

impl Disk {
    /// One of this size where file systems may be mounted, which the system's administrator may; a broken one anywhere else.
    pub fn small(mebibytes: u32) -> Self {
        let mut disk = Self::broken();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m"), "tmpfs"]).arg(disk.path());
        let mounted = mount.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        disk.is_small = mounted.is_ok_and(|status| status.success());
        disk
    }

    pub fn broken() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), is_small: false }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// From now on it refuses what this process writes, or takes it again. A process that does not heed SIGXFSZ gets an
    /// input/output error at each write to a broken one; others die of it.
    pub fn refuses(&self, process: u32, refuses: bool) {
        let filler = self.path().join("filler");
        match (self.is_small, refuses) {
            (true, true) => fill(&filler),
            (true, false) => fs::remove_file(filler).expect("there is room again"),
            (false, _) => {
                let process = i32::try_from(process).ok().and_then(Pid::from_raw);
                let limit = Rlimit { current: refuses.then_some(0), maximum: None };
                prlimit(process, Resource::Fsize, limit).expect("a process of ours");
            }
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.is_small {
            // Lazily: a process that was just killed may hold a file for a moment.
            let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
        }
    }
}

/// Writes until not a byte more fits.
fn fill(filler: &Path) {
    let mut filler =
        fs::File::options().create(true).append(true).open(filler).expect("a file to fill it with");
    loop {
        match filler.write(&[0; 4096]) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::StorageFull => return,
            Err(error) => panic!("it does not get full: {error}"),
        }
    }
}
