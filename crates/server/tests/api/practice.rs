//! A practice whose desk is run by commands, beside a running server on the same database.

use reqwest::Method;
use serde_json::json;
use store::{Options, Store};
use tempfile::TempDir;
use test_support::almoner::{Ended, Process, run};
use test_support::{Export, browser};
use wire::paths::SESSION;
use wire::session::SessionView;

/// When the practice exports and the desk's business clock stands.
const NOW: &str = "--clock-start=2025-11-24T13:00:00Z";

/// A practice with a running desk.
#[derive(Debug)]
pub struct Practice {
    folder: TempDir,
    database: String,
    serving: Process,
}

/// A signed-in device.
pub type Cookie = String;

impl Practice {
    /// With Ana, Ben and the staff, of whom nobody can sign in yet.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("--database=sqlite://{}/desk.db", folder.path().display());
        assert!(run(&["migrate", &database], folder.path(), "").await.success);
        let serve = ["serve", &database, "--port=0", "--simulator", "--mail-directory=mail"];
        let clock = [NOW, "--clock-stands"];
        let serving = Process::serve(&[&serve[..], &clock].concat(), folder.path(), "Almoner is at").await;
        let practice = Self { folder, database, serving };
        let imported = practice.import(&Export::good(), &[]).await;
        assert!(imported.success, "{imported:?}");
        practice
    }

    pub async fn run(&self, arguments: &[&str], input: &str) -> Ended {
        run(&[arguments, &[&self.database]].concat(), self.folder.path(), input).await
    }

    pub async fn import(&self, export: &Export, flags: &[&str]) -> Ended {
        let folder = export.path().to_str().expect("text");
        self.run(&[&["import", folder, NOW][..], flags].concat(), "").await
    }

    pub async fn set_password(&self, whose: &[&str], password: &str) -> Ended {
        self.run(&[&["set-password"][..], whose].concat(), &format!("{password}\n")).await
    }

    /// The same, where it has to work.
    pub async fn let_in(&self, whose: &[&str], password: &str) {
        let set = self.set_password(whose, password).await;
        assert!(set.success, "{set:?}");
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Option<Cookie> {
        let url = format!("{}{SESSION}", self.serving.base_url());
        let body = json!({ "email": email, "password": password });
        let answer = browser().post(url).json(&body).send().await.expect("an answer");
        let cookie = answer.headers().get("set-cookie").map(|it| it.to_str().expect("text").to_owned());
        cookie.filter(|_| answer.status() == 200).and_then(|it| it.split(';').next().map(ToOwned::to_owned))
    }

    /// Whose device it is, unless it is signed out.
    pub async fn who(&self, cookie: &Cookie) -> Option<String> {
        let url = format!("{}{SESSION}", self.serving.base_url());
        let request = browser().request(Method::GET, url).header("cookie", cookie);
        let answer = request.send().await.expect("an answer");
        if answer.status() != 200 {
            return None;
        }
        Some(answer.json::<SessionView>().await.expect("a session").full_name)
    }

    /// Asserts that somebody signs in with these and is this person.
    pub async fn opens(&self, email: &str, password: &str, whose: &str) -> Cookie {
        let cookie = self.sign_in(email, password).await.expect("signed in");
        assert_eq!(self.who(&cookie).await.as_deref(), Some(whose));
        cookie
    }

    /// The database itself.
    pub async fn store(&self) -> Store {
        let url = self.database.trim_start_matches("--database=");
        Store::connect(url, &Options::default()).await.expect("a store")
    }
}
