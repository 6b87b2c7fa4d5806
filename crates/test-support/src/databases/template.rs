//! Databases that are filled once and copied by every test that begins with the same.
//!
//! Each test may run in a process of its own, so what one has made is found by its name. The name says which program made it:
//! one that was built anew, maybe with other tables, makes its own.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::{ConnectionTrait, DbErr};

use super::HarnessError;
use super::cluster::{base, open};
use super::database::{connect, execute, with_name};

/// What PostgreSQL answers when the database to copy is not there.
const NO_SUCH_DATABASE: &str = "3D000";

/// Templates that nobody made or used for so long are of programs that are gone.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// The name of this program's template with this label.
fn name(label: &str) -> Result<String, HarnessError> {
    let program = std::env::current_exe().map_err(HarnessError::io("find this program"))?;
    let metadata = program.metadata().map_err(HarnessError::io("look at this program"))?;
    let built = metadata.modified().map_err(HarnessError::io("see when this program was built"))?;
    let mut hasher = DefaultHasher::new();
    (program, metadata.len(), built).hash(&mut hasher);
    Ok(format!("almoner_template_{label}_{:016x}", hasher.finish()))
}

/// Held by whoever makes a template, so that the others wait for it.
async fn lock(base: &Path, name: &str) -> Result<File, HarnessError> {
    let file = open(&base.join(format!("{name}.lock")))?;
    // Whoever holds it may need this thread to get on.
    let locked = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
    locked
        .map_err(std::io::Error::other)
        .and_then(|file| file)
        .map_err(HarnessError::io("wait for a template"))
}

/// Copies the SQLite file with this label to `to`; `prepare` fills the one at the address it is given, and closes it.
pub(super) async fn copy_file(
    label: &str,
    to: &Path,
    prepare: impl AsyncFnOnce(&str),
) -> Result<(), HarnessError> {
    let (name, base) = (name(label)?, base()?);
    let template = base.join(format!("{name}.db"));
    if !template.exists() {
        let _making = lock(&base, &name).await?;
        if !template.exists() {
            make_file(&base, &template, prepare).await?;
        }
    }
    fs::copy(&template, to).map_err(HarnessError::io("copy a template"))?;
    Ok(())
}

async fn make_file(
    base: &Path,
    template: &Path,
    prepare: impl AsyncFnOnce(&str),
) -> Result<(), HarnessError> {
    remove_old(base)?;
    let making = tempfile::tempdir_in(base).map_err(HarnessError::io("make a temporary folder"))?;
    let file = making.path().join("desk.db");
    prepare(&format!("sqlite://{}", file.display())).await;
    // What is still in the log would not be in a copy of the file.
    let log = PathBuf::from(format!("{}-wal", file.display()));
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        let open = std::io::Error::other("it was not closed");
        return Err(HarnessError::io("keep a template")(open));
    }
    fs::rename(&file, template).map_err(HarnessError::io("keep a template"))
}

fn remove_old(base: &Path) -> Result<(), HarnessError> {
    let files = fs::read_dir(base).map_err(HarnessError::io("look for old templates"))?;
    for file in files.filter_map(Result::ok) {
        let is_template = [OsStr::new("db"), OsStr::new("lock")].map(Some).contains(&file.path().extension())
            && file.file_name().to_string_lossy().starts_with("almoner_template_");
        let age = file.metadata().and_then(|it| it.modified()).ok().and_then(|it| it.elapsed().ok());
        if is_template && age.is_some_and(|age| age > OLD) {
            // Another process may be faster.
            let _ = fs::remove_file(file.path());
        }
    }
    Ok(())
}

/// Makes the database `to` of this server as a copy of the one with this label; `prepare` fills the one at the address it is given,
/// and closes it.
pub(super) async fn copy_database(
    admin: &str,
    label: &str,
    to: &str,
    prepare: impl AsyncFnOnce(&str),
) -> Result<(), HarnessError> {
    let name = name(label)?;
    let copy = format!("CREATE DATABASE {to} TEMPLATE {name}");
    match execute(admin, copy.clone()).await {
        Err(error) if is_missing(&error) => {}
        copied => return copied.map_err(HarnessError::Refused),
    }
    let making = lock(&base()?, &name).await?;
    if !is_there(admin, &name).await.map_err(HarnessError::Refused)? {
        let unfinished = format!("{name}_unfinished");
        let steps = [
            format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)"),
            format!("CREATE DATABASE {unfinished} TEMPLATE template0"),
        ];
        for step in steps {
            execute(admin, step).await.map_err(HarnessError::Refused)?;
        }
        prepare(&with_name(admin, &unfinished)).await;
        // It has its name when it is whole.
        let rename = format!("ALTER DATABASE {unfinished} RENAME TO {name}");
        execute(admin, rename).await.map_err(HarnessError::Refused)?;
    }
    drop(making);
    execute(admin, copy).await.map_err(HarnessError::Refused)
}

async fn is_there(admin: &str, name: &str) -> Result<bool, DbErr> {
    let connection = connect(admin).await?;
    let query = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, query);
    let found = connection.query_one_raw(statement).await?.is_some();
    connection.close().await?;
    Ok(found)
}

fn is_missing(error: &DbErr) -> bool {
    error.to_string().contains(NO_SUCH_DATABASE) || error.to_string().contains("does not exist")
}
