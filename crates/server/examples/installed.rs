//! Starts the server as a practice installs it: without the feature `demo`, which all tests have. `cargo xtask test rust` builds it and
//! says in `TEST_INSTALLED` where it is.

use test_support::almoner::{Process, installed, run_by};
use test_support::browser;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("--database=sqlite://{}/desk.db", folder.path().display());
    let command = || installed().expect("TEST_INSTALLED names the binary");
    let migrated = run_by(command(), &["migrate", &database], folder.path(), "").await;
    assert!(migrated.success, "{migrated:?}");
    for flag in ["--demo", "--dev", "--simulator", "--clock-stands"] {
        let refused = run_by(command(), &["serve", &database, flag], folder.path(), "").await;
        assert!(
            !refused.success && refused.err.contains(&format!("unexpected argument '{flag}'")),
            "{refused:?}"
        );
    }
    for name in ["ALMONER_DEMO", "ALMONER_DEV", "ALMONER_SIMULATOR", "ALMONER_CLOCK_STANDS"] {
        // The other settings start from nothing, so this one comes by way of `env`.
        let mut with = tokio::process::Command::new("env");
        with.arg(format!("{name}=true")).arg(command().as_std().get_program());
        let refused = run_by(with, &["tasks", &database], folder.path(), "").await;
        assert!(
            !refused.success && refused.err.contains(&format!("the environment sets {name}")),
            "{refused:?}"
        );
    }

    let serve = [
        "serve",
        &database,
        "--port=0",
        "--operations-port=0",
        "--processor-secret=sk_test_1",
        "--smtp-url=smtp://127.0.0.1:2525",
        "--local-links",
    ];
    let serving = Process::serve_by(command(), &serve, folder.path(), "Almoner is at").await;
    let operations = serving.operations_url();
    for (url, status) in [
        (format!("{operations}/healthz"), 204),
        (format!("{operations}/readyz"), 204),
        (format!("{}/api/session", serving.base_url()), 204),
        (format!("{}/dev/mailbox", serving.base_url()), 404),
        (format!("{}/dev/clock", serving.base_url()), 404),
        (format!("{}/dev/bar.js", serving.base_url()), 404),
        (format!("{}/api/languages/en-XA", serving.base_url()), 404),
    ] {
        let answer = browser().get(&url).send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{url}");
    }
    let page = browser().get(format!("{}/sign-in", serving.base_url())).send().await.expect("an answer");
    assert!(!page.text().await.expect("a page").contains("/dev/"), "no bar above the pages");
    serving.stop().await;
    let binary = std::fs::read(command().as_std().get_program()).expect("the binary");
    for part in ["/dev/bar", "demo-drawer", "ana at the lakeside"] {
        let is_in_there = binary.windows(part.len()).any(|it| it == part.as_bytes());
        assert!(!is_in_there, "{part} is in what a practice installs");
    }
    println!("what a practice installs serves and has nothing of the demo");
}
