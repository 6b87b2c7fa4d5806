//! `almoner`

use serde_json::json;
use test_support::almoner::{Process, run};
use test_support::browser;
use wire::paths;

/// The export of the demo's practice.
const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo");

fn database(folder: &tempfile::TempDir) -> String {
    format!("--database=sqlite://{}/desk.db", folder.path().display())
}

#[tokio::test]
async fn a_practice_is_set_up_step_by_step_and_its_people_sign_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(&folder);
    let migrated = run(&["migrate", &database], folder.path(), "").await;
    assert!(migrated.success && migrated.out.ends_with("is up to date.\n"), "{migrated:?}");
    let imported = run(&["import", EXPORT, &database], folder.path(), "").await;
    assert!(imported.success && imported.out.contains("charges.csv"), "{imported:?}");
    let email = "maya.okafor@example.com";
    let set = run(&["set-password", email, &database], folder.path(), "maya at the lakeside\n").await;
    assert!(set.success, "{set:?}");

    let serve = ["serve", &database, "--port=0", "--simulator", "--mail-directory=mail"];
    let serving = Process::serve(&serve, folder.path(), "Almoner is at").await;
    let operations = serving.operations_url();
    for (path, status) in [("healthz", 204), ("readyz", 204), ("metrics", 200), ("api/session", 404)] {
        let answer = browser().get(format!("{operations}/{path}")).send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{path}");
    }
    let session = format!("{}{}", serving.base_url(), paths::SESSION);
    let body = json!({ "email": email, "password": "maya at the lakeside" });
    let answer = browser().post(session).json(&body).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    serving.stop().await;
}

#[tokio::test]
async fn a_password_that_is_too_short_or_for_nobody_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(&folder);
    run(&["migrate", &database], folder.path(), "").await;
    let short = run(&["set-password", "maya.okafor@example.com", &database], folder.path(), "short\n").await;
    assert_eq!(short.err, "almoner: the password has fewer than 15 characters\n");
    let nobody =
        run(&["set-password", "a@b.example", &database], folder.path(), "long enough by far\n").await;
    assert_eq!(nobody.err, "almoner: nobody has this email address\n");
    assert!(!short.success && !nobody.success);
}

#[tokio::test]
async fn who_serves_beyond_this_machine_without_tls_is_told_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = run(&["serve", "--demo", "--listen=0.0.0.0"], folder.path(), "").await;
    assert!(!refused.success);
    assert!(refused.err.contains("--public-url https://…"), "{refused:?}");
}

#[tokio::test]
async fn a_database_of_another_shape_is_not_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let serve = ["serve", &database(&folder), "--port=0", "--simulator", "--mail-directory=mail"];
    let refused = run(&serve, folder.path(), "").await;
    assert!(!refused.success && refused.err.contains("run `almoner migrate` first"), "{refused:?}");
}

#[tokio::test]
async fn what_is_missing_to_take_money_or_to_write_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(&folder);
    run(&["migrate", &database], folder.path(), "").await;
    let no_processor = run(&["serve", &database, "--port=0"], folder.path(), "").await;
    assert!(no_processor.err.contains("give --processor-secret"), "{no_processor:?}");
    let no_mail = run(&["serve", &database, "--port=0", "--simulator"], folder.path(), "").await;
    assert!(no_mail.err.contains("give --smtp-url"), "{no_mail:?}");
}

#[tokio::test]
async fn books_are_compared_with_a_processor_that_cannot_be_reached_only_in_vain() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(&folder);
    run(&["migrate", &database], folder.path(), "").await;
    let asked = ["reconcile", &database, "--processor-url=http://127.0.0.1:9", "--processor-secret=sk_test"];
    let compared = run(&asked, folder.path(), "").await;
    assert!(!compared.success);
    assert!(compared.err.contains("the payment processor's books could not be read"), "{compared:?}");
}

#[tokio::test]
async fn a_database_that_a_newer_version_has_changed_is_left_alone_and_that_is_said() {
    use sea_orm::ConnectionTrait;

    let folder = tempfile::tempdir().expect("a folder");
    let database = database(&folder);
    run(&["migrate", &database], folder.path(), "").await;
    let connection =
        sea_orm::Database::connect(&database["--database=".len()..]).await.expect("a connection");
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    connection.execute_unprepared(newer).await.expect("written");
    connection.close().await.expect("closed");
    let (port, mails) = ("--port=0", "--mail-directory=mail");
    for command in [
        vec!["serve", &database, port, "--simulator", mails],
        vec!["worker", &database, mails, "--processor-secret=sk_test"],
        vec!["migrate", &database],
        vec!["import", EXPORT, &database],
        vec!["reconcile", &database, "--processor-secret=sk_test"],
        vec!["set-password", "maya.okafor@example.com", &database],
    ] {
        let refused = run(&command, folder.path(), "").await;
        let last = refused.err.lines().last().unwrap_or_default();
        assert_eq!(
            last,
            "almoner: a newer version of almoner has changed this database; use that version or a later one",
            "{command:?}: {refused:?}"
        );
        assert!(!refused.success);
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_named_with_the_setting_that_changes_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(&folder);
    run(&["migrate", &database], folder.path(), "").await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = listener.local_addr().expect("an address").port();
    let serve = ["serve", &database, "--simulator", "--mail-directory=mail"];
    let (public, operations) = (format!("--port={taken}"), format!("--operations-port={taken}"));
    let refused = run(&[&serve[..], &[&public]].concat(), folder.path(), "").await;
    assert!(refused.err.contains(&format!("port {taken} ")) && refused.err.contains("--port"), "{refused:?}");
    let refused = run(&[&serve[..], &["--port=0", &operations]].concat(), folder.path(), "").await;
    let named = format!("almoner: port {taken}, on which ");
    assert!(!refused.success && refused.err.starts_with(&named), "{refused:?}");
    assert!(refused.err.contains("--operations-port"), "{refused:?}");
    drop(listener);
}

#[tokio::test]
async fn the_port_after_that_of_the_desk_may_be_taken_and_the_setting_that_names_another_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = listener.local_addr().expect("an address").port();
    let refused = run(&["serve", "--demo", &format!("--port={}", taken - 1)], folder.path(), "").await;
    let sentence = format!(
        "almoner: port {taken}, the one next to --port, on which health and figures are asked for, could not be listened on; \
         choose another with --operations-port: "
    );
    assert!(!refused.success && refused.err.starts_with(&sentence), "{refused:?}");
    assert_eq!(refused.err.lines().count(), 1, "{refused:?}");
    drop(listener);
}

#[tokio::test]
async fn a_proxy_that_is_not_trusted_is_pointed_out_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(&folder);
    run(&["migrate", &database], folder.path(), "").await;
    let serve =
        ["serve", &database, "--port=0", "--operations-port=0", "--simulator", "--mail-directory=mail"];
    for (more, warnings) in [
        (vec!["--public-url=https://desk.example.com"], 1),
        (vec!["--public-url=https://desk.example.com", "--trusted-proxy=127.0.0.1"], 0),
        (vec![], 0),
    ] {
        let serving = Process::serve(&[&serve[..], &more].concat(), folder.path(), "Almoner is at").await;
        let log = serving.stop().await;
        let warned: Vec<&str> = log.lines().filter(|it| it.contains("--trusted-proxy")).collect();
        assert_eq!(warned.len(), warnings, "{more:?}: {log}");
        assert!(warned.iter().all(|it| it.contains("\"level\":\"WARN\"")), "{log}");
    }
}

#[tokio::test]
async fn real_mails_with_links_or_a_sender_that_lead_nowhere_are_sent_only_where_somebody_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(&folder);
    run(&["migrate", &database], folder.path(), "").await;
    let mail = ["--smtp-url=smtp://127.0.0.1:9", "--mail-from=billing@desk.example"];
    let links = ["--public-url=https://desk.example.com", "--mail-from=billing@localhost.localdomain"];
    let processor = ["--processor-url=http://127.0.0.1:9", "--processor-secret=sk_test"];
    for command in ["serve", "worker"] {
        let port: &[&str] = if command == "serve" { &["--port=0", "--operations-port=0"] } else { &[] };
        let with = |more: &[&'static str]| [&[command, &database], port, &processor[..], more].concat();
        let local = run(&with(&mail), folder.path(), "").await;
        assert!(!local.success && local.err.contains("--public-url"), "{local:?}");
        let nobody = run(&with(&[mail[0], links[0], links[1]]), folder.path(), "").await;
        assert!(!nobody.success && nobody.err.contains("--mail-from"), "{nobody:?}");
        let sentences = |err: &str| err.lines().filter(|line| line.starts_with("almoner: ")).count();
        assert_eq!((sentences(&local.err), sentences(&nobody.err)), (1, 1), "one sentence each");
    }
    let trial =
        ["serve", &database, "--port=0", "--operations-port=0", "--simulator", mail[0], "--local-links"];
    let serving = Process::serve(&trial, folder.path(), "Almoner is at").await;
    serving.stop().await;
}
