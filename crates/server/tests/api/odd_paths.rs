//! Paths that no link leads to. Each is answered that nothing is there, whatever the file system would say to it.

use std::io::Read as _;
use std::time::Duration;

use tokio::time::timeout;

use reqwest::Method;
use test_support::{Answer, Raw, Server, Setup};

fn odd_paths() -> Vec<String> {
    let mut paths: Vec<String> = [
        "/%00",
        "/icon.svg%00",
        "/%00icon.svg",
        "/a/%00/b",
        "/..",
        "/../icon.svg",
        "/../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/.%2e/dist/icon.svg",
        "/assets/../icon.svg",
        "/\\",
        "/..\\icon.svg",
        "/%5c..%5cicon.svg",
        "/icon.svg\\",
        "/%ff",
        "/%c3%28",
        "/icon%ff.svg",
        "/%",
        "/%zz",
        "/icon.svg%",
        "/assets",
        "/assets/",
        "/assets//",
        "/icon.svg/",
        "/icon.svg//",
        "/icon.svg/.",
        "/icon.svg/more",
        "/index.html/x",
        "//",
        "///",
        "//icon.svg/",
        "/.",
        "/./",
        "/%2e",
        "/C:/icon.svg",
        "/c:%5cicon.svg",
        "/CON",
        "/NUL.svg",
        "/icon.svg::$DATA",
        "/icon.svg%20",
        "/icon.svg.",
        "/ICON.SVG",
        "/%F0%9F%92%A9",
        "/~root",
        "/;",
        "/*",
        "/assets/.hidden/",
        "/dev/mailbox/%00",
        "/dev/mailbox/%ff",
        "/api/%00",
        "/api/%ff",
        "/api/c/%ff/charges",
        "/api/c/%ff/charges/%00/reschedule",
        "/api/clients/%2e%2e",
    ]
    .map(ToOwned::to_owned)
    .to_vec();
    for length in [251, 252, 253, 254, 255, 256, 300, 4095, 4096, 5000, 20_000, 60_000] {
        paths.push(format!("/{}", "a".repeat(length)));
        paths.push(format!("/{}.js", "a".repeat(length)));
        paths.push(format!("/icon.svg/{}", "a".repeat(length)));
        paths.push(format!("/assets/{}", "%C3%A9".repeat(length / 6)));
        paths.push(format!("/dev/mailbox/{}", "a".repeat(length)));
        paths.push(format!("/api/{}", "a".repeat(length)));
    }
    for depth in [100, 1000, 5000] {
        paths.push("/a".repeat(depth));
        paths.push("/.".repeat(depth));
        paths.push("/..".repeat(depth));
        paths.push("/assets".repeat(depth));
        paths.push("/".repeat(depth));
    }
    paths
}

#[tokio::test]
async fn an_odd_path_leads_nowhere_and_is_no_failure() {
    let server = Server::of(Setup { dev: true, ..Setup::default() }).await;
    let mut wrong = Vec::new();
    for path in odd_paths() {
        for method in ["GET", "HEAD"] {
            for encoding in
                ["", "Accept-Encoding: gzip\r\n", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip, br\r\n"]
            {
                let request = format!(
                    "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{encoding}\r\n"
                );
                let mut raw = Raw::to(server.address).await;
                raw.send(request.as_bytes()).await.expect("sent");
                let answer =
                    timeout(Duration::from_secs(60), raw.end()).await.expect("in time").expect("read");
                let status =
                    String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap_or_default().to_owned();
                // Signed out, some addresses of the interface say so first. What is no path at all is no request.
                let fine = match path.as_str() {
                    it if it.starts_with("/api/c/") || it.starts_with("/api/clients/") => {
                        ["401", "404", "405"].contains(&status.as_str())
                    }
                    "/\\" | "/..\\icon.svg" | "/icon.svg\\" => ["400", "404"].contains(&status.as_str()),
                    _ => status == "404",
                };
                if !fine {
                    let shown: String = path.chars().take(40).collect();
                    wrong.push(format!("{method} {shown} ({}) {}: {status}", path.len(), encoding.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn the_page_for_what_is_not_there_comes_compressed_like_any_other() {
    let server = Server::start().await;
    // A page as short as this one is packed ahead or not at all.
    for (accepted, encoding) in [("br", "br"), ("gzip, br", "br"), ("gzip", ""), ("identity", "")] {
        for (path, status) in [("/", 200), ("/nowhere", 404), ("/account/billing/charges/1", 404)] {
            let request = server.request(Method::GET, path).header("accept-encoding", accepted);
            let answer = request.send().await.expect("an answer");
            let header = |name: &str| {
                answer.headers().get(name).map(|it| it.to_str().expect("text").to_owned()).unwrap_or_default()
            };
            let said = (answer.status().as_u16(), header("content-encoding"), header("vary"));
            let vary = "accept-encoding, accept-language, cookie".to_owned();
            assert_eq!(said, (status, encoding.to_owned(), vary), "{path}");
            let body = answer.bytes().await.expect("a body");
            let is_the_page = |page: &str| page.contains("<title>Larkspur Therapy</title>");
            let is_as_said = if encoding == "br" {
                let mut page = String::new();
                brotli::Decompressor::new(&*body, 4096).read_to_string(&mut page).expect("brotli");
                is_the_page(&page)
            } else {
                is_the_page(&String::from_utf8_lossy(&body))
            };
            assert!(is_as_said, "{path} as {accepted}");
        }
    }
    // Of the page it asks for, not of a page it does not know.
    let known =
        server.request(Method::GET, "/nowhere").header("if-none-match", "*").header("range", "bytes=0-3");
    assert_eq!(Answer::of(known).await.status, 404);
}
