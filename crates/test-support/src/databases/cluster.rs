//! A PostgreSQL cluster for tests, shared by all test processes that run at the same time.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::HarnessError;
use super::binaries::{Binaries, run};
use super::keeper;

/// The socket's name is made of the port, whether anybody listens on it or not.
const SOCKET: &str = ".s.PGSQL.5432";

/// This process's hold on the cluster.
#[derive(Debug)]
struct Hold {
    folder: PathBuf,
    /// Shared lock that says that somebody still uses the cluster. The system lets go of it when the process ends, in whatever
    /// way, which is when the keeper may stop the cluster.
    _users: File,
}

/// The address of the cluster, which is started if it does not run.
pub(super) fn url() -> Result<String, &'static HarnessError> {
    static HOLD: OnceLock<Result<Hold, HarnessError>> = OnceLock::new();
    let hold = HOLD.get_or_init(hold).as_ref()?;
    Ok(format!("postgres://postgres@localhost/postgres?host={}", hold.folder.display()))
}

fn hold() -> Result<Hold, HarnessError> {
    let base = base()?;
    let users = open(&base.join("users.lock"))?;
    users.lock_shared().map_err(HarnessError::io("wait for the cluster's users"))?;
    let starting = open(&base.join("start.lock"))?;
    starting.lock().map_err(HarnessError::io("wait for the cluster's start"))?;
    let ready = base.join("ready");
    let running = fs::read_to_string(&ready).map(PathBuf::from).ok();
    if let Some(folder) = running.filter(|folder| UnixStream::connect(folder.join(SOCKET)).is_ok()) {
        return Ok(Hold { folder, _users: users });
    }
    let folder = start(&base)?;
    fs::write(&ready, folder.as_os_str().as_encoded_bytes()).map_err(HarnessError::io("note the cluster"))?;
    Ok(Hold { folder, _users: users })
}

/// A folder of this user's, outside any home, so that the user who runs the server can get at it.
pub(super) fn base() -> Result<PathBuf, HarnessError> {
    let made = tempfile::tempdir().map_err(HarnessError::io("make a temporary folder"))?;
    let uid = made.path().metadata().map_err(HarnessError::io("look at a temporary folder"))?.uid();
    let base = std::env::temp_dir().join(format!("almoner-tests-{uid}"));
    fs::create_dir_all(&base).map_err(HarnessError::io(format!("make {}", base.display())))?;
    let owner = base.metadata().map_err(HarnessError::io("look at the tests' folder"))?.uid();
    if owner != uid {
        let refused = std::io::Error::other("it belongs to another user");
        return Err(HarnessError::io(format!("use {}", base.display()))(refused));
    }
    let enter = fs::Permissions::from_mode(0o711);
    fs::set_permissions(&base, enter).map_err(HarnessError::io("open the tests' folder"))?;
    Ok(base)
}

pub(super) fn open(path: &Path) -> Result<File, HarnessError> {
    let opened = File::options().create(true).truncate(false).write(true).open(path);
    opened.map_err(HarnessError::io(format!("open {}", path.display())))
}

fn start(base: &Path) -> Result<PathBuf, HarnessError> {
    let we_are_root = base.metadata().map_err(HarnessError::io("look at the tests' folder"))?.uid() == 0;
    let binaries = Binaries::find(we_are_root)?;
    let folder = base.join(format!("cluster-{}", std::process::id()));
    fs::create_dir_all(&folder).map_err(HarnessError::io("make the cluster's folder"))?;
    if let Some(user) = binaries.user() {
        run(std::process::Command::new("chown").arg(user).arg(&folder))?;
    }
    let data = folder.join("data");
    let mut initdb = binaries.command("initdb");
    initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"]);
    run(initdb.arg("--pgdata").arg(&data))?;
    // What is tested here is what the server answers, not what its disk survives.
    let settings = format!(
        "-c listen_addresses='' -c port=5432 -c unix_socket_directories='{}' -c fsync=off \
         -c synchronous_commit=off -c full_page_writes=off -c max_connections=300",
        folder.display()
    );
    let mut pg_ctl = binaries.command("pg_ctl");
    pg_ctl.args(["start", "--wait", "--silent"]).arg("--pgdata").arg(&data).arg("--options").arg(settings);
    // With a log of its own the server does not hold on to our output, which would keep test runners waiting.
    run(pg_ctl.arg("--log").arg(folder.join("log")))?;
    keeper::watch(base, &folder)?;
    Ok(folder)
}
