//! Stops the cluster when nobody uses it any more.
//!
//! A test process that panics, is killed or times out cannot stop anything. So a small process of its own waits until no test
//! process holds the users' lock, gives the next one a moment to come, and stops the server while holding the lock, so that
//! whoever comes meanwhile waits and then starts a new one.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::HarnessError;
use super::binaries::on_path;

/// `$1` is the users' lock, `$2` the cluster's folder. SIGQUIT is the server's immediate shutdown.
const SCRIPT: &str = r#"
stop='kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"
while [ -e "$1/data/postmaster.pid" ]; do sleep 0.1; done
rm -rf "$1"'
until flock --exclusive "$1" true && sleep 3 && flock --exclusive --nonblock "$1" sh -c "$stop" sh "$2"
do :; done
"#;

pub(super) fn watch(base: &Path, cluster: &Path) -> Result<(), HarnessError> {
    if on_path("flock").is_none() {
        return Err(HarnessError::NoTool("flock"));
    }
    Command::new("sh")
        .args(["-c", SCRIPT, "sh"])
        .arg(base.join("users.lock"))
        .arg(cluster)
        .current_dir("/")
        // Neither a runner that kills the test's process group nor one that waits for its output meets this process.
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(HarnessError::io("start the cluster's keeper"))?;
    Ok(())
}
