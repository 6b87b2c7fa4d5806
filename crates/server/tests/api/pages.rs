//! The app's page and its files.

use std::io::Read as _;

use domain::help::HelpTopic;
use domain::practice::Practice;
use domain::testing::{practice, practice_id};
use reqwest::Method;
use test_support::{Answer, Server, Which, Who};
use wire::pages::{AccountPage, Page};

#[tokio::test]
async fn every_path_the_app_knows_is_its_page() {
    let server = Server::start().await;
    let id = Which::Upcoming.id();
    let of_client = [
        AccountPage::Home,
        AccountPage::Account,
        AccountPage::Billing,
        AccountPage::AboutMe,
        AccountPage::Coverage,
        AccountPage::Charge(id),
        AccountPage::ChangeDate(id),
    ];
    let of_client = of_client.into_iter().flat_map(|page| [page.own(), page.of(Who::Owner.client())]);
    let pages = [
        Page::Start,
        Page::SignIn,
        Page::Clients,
        Page::Client(Who::Owner.client()),
        Page::Help,
        Page::Support,
        Page::ConfirmEmail,
    ]
    .into_iter()
    .chain(of_client)
    .chain(HelpTopic::ALL.map(Page::HelpArticle));
    // With a slash at its end it is the same page, and with what a mail program took for a part of the address.
    for path in pages
        .map(|page| page.to_string())
        .chain(["/help/", "/account/billing/", "/support).", "/help%29"].map(str::to_owned))
    {
        let answer = server.get(Who::Nobody, &path).await;
        assert_eq!(answer.status, 200, "{path}");
        let title = if page_is_read(&path) {
            " · Larkspur Therapy</title>"
        } else {
            "<title>Larkspur Therapy</title>"
        };
        assert!(answer.text.contains(title), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

/// Whether it can be read without the app, so that it has a name before that has started.
fn page_is_read(path: &str) -> bool {
    Page::parse(path).is_some_and(|page| page.is_public() && page != Page::ConfirmEmail)
}

#[tokio::test]
async fn other_paths_show_the_page_and_say_that_nothing_is_there() {
    let server = Server::start().await;
    for path in ["/nowhere", "/account/billing/charges/1", "/index.html/", "/app-0123456789abcdef.css"] {
        let answer = server.get(Who::Nobody, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text.contains("<title>Larkspur Therapy</title>"), "{path}");
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_of_the_app_is_served() {
    let server = Server::start().await;
    std::fs::write(server.dist().parent().expect("a folder").join("secret"), "secret").expect("written");
    for path in ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "/almoner.db", "//secret"] {
        let answer = server.get(Who::Nobody, path).await;
        assert!(!answer.text.contains("secret\n") && answer.text != "secret", "{path}");
        assert_eq!(answer.status, 404, "{path}");
    }
}

#[tokio::test]
async fn built_files_are_kept_for_ever_and_come_compressed() {
    let server = Server::start().await;
    let path = "/app-0123456789abcdef.js";
    let plain = server.get(Who::Nobody, path).await;
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(plain.text.starts_with("const started"));
    let request = server.request(Method::GET, path).header("accept-encoding", "gzip, br");
    let compressed = Answer::of(request).await;
    assert_eq!((compressed.header("content-encoding"), compressed.text.as_str()), ("br", "compressed"));
    assert_eq!(server.get(Who::Nobody, "/icon.svg").await.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn long_answers_of_the_interface_come_compressed() {
    let server = Server::start().await;
    let cookie = server.cookie(Who::Owner).await;
    let request =
        server.request(Method::GET, &wire::paths::charges(Who::Owner.client())).header("cookie", cookie);
    let answer = request.header("accept-encoding", "br").send().await.expect("an answer");
    assert_eq!(answer.headers()["content-encoding"], "br");
    let short = server.request(Method::GET, wire::paths::SUPPORT_CONTACT).header("accept-encoding", "br");
    assert_eq!(Answer::of(short).await.header("content-encoding"), "");
}

#[tokio::test]
async fn the_page_comes_compressed_as_well_as_a_file_would() {
    let server = Server::start().await;
    let plain = server.get(Who::Nobody, "/").await;
    let request = server.request(Method::GET, "/").header("accept-encoding", "gzip, br");
    let compressed = request.send().await.expect("an answer");
    assert_eq!(compressed.headers()["content-encoding"], "br");
    let bytes = compressed.bytes().await.expect("a body");
    let mut page = String::new();
    brotli::Decompressor::new(&*bytes, 4096).read_to_string(&mut page).expect("brotli");
    assert_eq!(page, plain.text);
}

/// The page at this path as a browser without the app shows it.
async fn read(server: &Server, who: Who, path: &str) -> String {
    server.get(who, path).await.text
}

#[tokio::test]
async fn without_the_app_the_guide_can_be_read_and_the_practice_be_called() {
    let server = Server::start().await;
    let texts = texts::english();
    for path in ["/", "/sign-in", "/help/reschedule-a-charge", "/support?charge=chg_1", "/nowhere"] {
        let page = read(&server, Who::Nobody, path).await;
        assert!(page.contains("Larkspur Therapy") && page.contains("tel:+12125550100"), "{path}");
    }
    let help = read(&server, Who::Nobody, "/help/reschedule-a-charge/").await;
    assert!(help.contains(texts.help_reschedule_step_4()) && help.contains("href=\"/support\""));
    assert!(read(&server, Who::Nobody, "/help").await.contains("href=\"/help/update-your-details\""));
    assert!(!read(&server, Who::Nobody, "/sign-in").await.contains(texts.help_lead()));
}

#[tokio::test]
async fn of_several_practices_the_page_names_the_readers_own_or_the_one_that_the_link_names() {
    let server = Server::start().await;
    let unit = server.desk.store.begin().await.expect("a unit");
    let other = Practice { external_key: "other".into(), name: "Other Practice".into(), ..practice(2) };
    store::practices::upsert(&unit, &[other]).await.expect("a practice");
    unit.commit().await.expect("committed");
    let nobodys = read(&server, Who::Nobody, "/support").await;
    assert!(!nobodys.contains("Larkspur Therapy") && !nobodys.contains("Other Practice"));
    assert!(nobodys.contains(texts::english().start_without_contact()));
    let named = read(&server, Who::Nobody, &Page::support_of(practice_id(2))).await;
    assert!(named.contains("Other Practice") && !named.contains("Larkspur"));
    for who in [Who::Owner, Who::Provider] {
        assert!(read(&server, who, "/").await.contains("Larkspur Therapy"), "{who:?}");
    }
}

#[tokio::test]
async fn the_policy_lets_the_pages_own_script_run_by_its_hash_and_no_other() {
    let server = Server::start().await;
    let answer = server.get(Who::Nobody, "/").await;
    insta::assert_snapshot!(answer.header("content-security-policy").replace("; ", ";\n"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value);
    }
    let api = server.get(Who::Owner, &wire::paths::billing(Who::Owner.client())).await;
    assert_eq!(api.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    assert_eq!(api.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_page_that_the_browser_still_has_keeps_its_policy() {
    let server = Server::start().await;
    let first = server.get(Who::Nobody, "/").await;
    let again = server.request(Method::GET, "/").header("if-none-match", first.header("etag"));
    let again = Answer::of(again).await;
    assert_eq!(again.status, 304);
    assert_eq!(again.header("content-security-policy"), "", "whatever came now would replace the page's own");
}

#[tokio::test]
async fn the_dev_pages_are_not_there_unless_asked_for() {
    let server = Server::start().await;
    for path in ["/dev", "/dev/", "/dev/mailbox", "/dev/clock", "/dev/anything"] {
        assert_eq!(server.get(Who::Owner, path).await.status, 404, "{path}");
    }
}
