//! `/dev`

use domain::testing::at;
use reqwest::Method;
use server::service::mailbox::Mail;
use test_support::{Answer, Server, Setup, Who};

/// Puts a mail where the pages find it.
pub async fn write(server: &Server, mail: &Mail) {
    let folder = server.dist().parent().expect("a folder").join("mail");
    let json = serde_json::to_vec(mail).expect("JSON");
    tokio::fs::write(folder.join(format!("{}.json", mail.id)), json).await.expect("written");
}

pub fn mail() -> Mail {
    Mail {
        id: "1-msg_a".to_owned(),
        to: "ana@example.com".to_owned(),
        subject: "A <script> in a subject".to_owned(),
        at: at("2025-12-01T14:30:00Z"),
        text: "Go here:\nhttp://localhost/sign-in?next=/home\n<b>plain</b>".to_owned(),
        html: "<p style=\"margin:0\">Hi</p>".to_owned(),
    }
}

/// Sends a form from a page of ours.
async fn form(server: &Server, path: &str, fields: &[(&str, &str)]) -> Answer {
    let request = server.request(Method::POST, path).header("sec-fetch-site", "same-origin");
    Answer::of(request.form(fields)).await
}

#[tokio::test]
async fn the_mailbox_lists_what_was_written_and_shows_each_in_both_forms() {
    let server = Server::of(Setup { dev: true, ..Setup::default() }).await;
    assert!(server.get(Who::Nobody, "/dev/mailbox").await.text.contains("No mail was written yet"));
    write(&server, &mail()).await;
    let list = server.get(Who::Nobody, "/dev/mailbox").await;
    assert!(list.text.contains("href=\"/dev/mailbox/1-msg_a\"") && list.text.contains("ana@example.com"));
    assert!(!list.text.contains("<script>"), "what a mail says is no markup of ours");

    let plain = server.get(Who::Nobody, "/dev/mailbox/1-msg_a").await;
    assert!(plain.text.contains("<a href=\"http://localhost/sign-in?next=/home\">"), "{}", plain.text);
    assert!(!plain.text.contains("<b>"));

    let html = server.get(Who::Nobody, "/dev/mailbox/1-msg_a/html").await;
    assert_eq!(html.text, mail().html);
    assert!(html.header("content-security-policy").starts_with("sandbox "));
    assert_eq!(server.get(Who::Nobody, "/dev/mailbox/nothing").await.status, 404);
}

#[tokio::test]
async fn the_clock_shows_the_practices_time_and_moves_forward_by_its_buttons() {
    let server = Server::of(Setup { dev: true, ..Setup::default() }).await;
    let page = server.get(Who::Nobody, "/dev/clock").await;
    assert!(page.text.contains("Monday, December 1, 2025, 9:30 AM"), "{}", page.text);
    let moved = form(&server, "/dev/clock", &[("go", "hour")]).await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (303, "/dev/clock"));
    assert_eq!(server.desk.business.now(), at("2025-12-01T15:30:00Z"));
    form(&server, "/dev/clock", &[("go", "day")]).await;
    assert_eq!(server.desk.business.now(), at("2025-12-02T15:30:00Z"));
    form(&server, "/dev/clock", &[("to", "2025-12-12T10:00")]).await;
    assert_eq!(server.desk.business.now(), at("2025-12-12T15:00:00Z"));
}

#[tokio::test]
async fn the_clock_does_not_go_back_and_says_so_where_it_was_asked() {
    let server = Server::of(Setup { dev: true, ..Setup::default() }).await;
    let back = form(&server, "/dev/clock", &[("to", "2025-11-30T10:00")]).await;
    assert_eq!(back.status, 422);
    assert!(back.text.contains("id=\"to-error\">The clock goes forward only."), "{}", back.text);
    assert!(back.text.contains("value=\"2025-11-30T10:00\""), "what was typed stays");
    assert_eq!(server.desk.business.now(), at(test_support::sample::NOW));
}

#[tokio::test]
async fn the_pages_run_no_script_and_keep_to_the_policy_of_the_app() {
    let server = Server::of(Setup { dev: true, ..Setup::default() }).await;
    for path in ["/dev/mailbox", "/dev/clock"] {
        let page = server.get(Who::Nobody, path).await;
        assert!(!page.text.contains("<script") && !page.text.contains("style=\""), "{path}");
        assert!(page.header("content-security-policy").starts_with("default-src 'self'; "), "{path}");
    }
    assert!(server.get(Who::Nobody, "/dev/style.css").await.text.contains("--accent"));
    assert_eq!(server.get(Who::Nobody, "/dev/anything").await.status, 404);
}

#[tokio::test]
async fn there_is_no_bar_but_in_the_demo_and_nobody_is_signed_in_without_a_password() {
    let server = Server::of(Setup { dev: true, ..Setup::default() }).await;
    for path in ["/dev/bar", "/dev/bar.css", "/dev/bar.js"] {
        assert_eq!(server.get(Who::Nobody, path).await.status, 404, "{path}");
    }
    let wish = [("address", &*Who::Owner.email())];
    assert_eq!(form(&server, "/dev/sign-in", &wish).await.status, 404);
    assert!(!server.get(Who::Nobody, "/sign-in").await.text.contains("/dev/"));
}
