//! Disks that refuse to be written to, for a while.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::{Pid, Resource, Rlimit, prlimit};
use tempfile::TempDir;

/// A small file system of its own, unmounted when this is dropped.
#[derive(Debug)]
pub struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// One of this size; none where this process may not mount, which the system's administrator may.
    ///
    /// # Errors
    /// When there is no room for the folder it lies in.
    pub fn mount(mebibytes: u32) -> io::Result<Option<Self>> {
        let folder = tempfile::tempdir()?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m"), "tmpfs"]).arg(folder.path());
        let mounted = mount.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        Ok(mounted.is_ok_and(|status| status.success()).then_some(Self { folder }))
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes until not a byte more fits.
    ///
    /// # Errors
    /// When writing fails before that.
    pub fn fill(&self) -> io::Result<()> {
        let mut filler = fs::File::options().create(true).append(true).open(self.path().join("filler"))?;
        loop {
            match filler.write(&[0; 4096]) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::StorageFull => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    /// Makes room again.
    ///
    /// # Errors
    /// When it is not full.
    pub fn clear(&self) -> io::Result<()> {
        fs::remove_file(self.path().join("filler"))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a process that was just killed may hold a file for a moment.
        let _ = Command::new("umount").arg("--lazy").arg(self.folder.path()).status();
    }
}

/// Has every write to a file fail that this process, or the one with the id `process`, makes from now on; or lets them be.
/// A process that does not heed SIGXFSZ gets an input/output error each time; others die of it.
///
/// # Errors
/// When the process is not there, or somebody else's.
pub fn refuse_writes(process: Option<u32>, refuse: bool) -> io::Result<()> {
    let pid = process.and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    let limit = Rlimit { current: refuse.then_some(0), maximum: None };
    prlimit(pid, Resource::Fsize, limit)?;
    Ok(())
}
