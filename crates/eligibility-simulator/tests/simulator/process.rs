//! The simulator as a process of its own.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

#[tokio::test]
async fn it_says_where_it_listens_serves_and_ends_with_its_parent() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_eligibility-simulator"))
        .args(["--addr", "127.0.0.1:0", "--clock", "2025-12-01T15:00:00Z", "--end-with-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the binary starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let line = lines.next_line().await.expect("its output").expect("a line");
    let base_url = line.strip_prefix("eligibility-simulator listens on ").expect("where it listens");
    let url = format!("{base_url}/_simulator/inquiries");
    let asked = crate::support::client().get(url).send().await.expect("an answer");
    assert_eq!(asked.text().await.expect("a body"), "[]");
    drop(child.stdin.take());
    let ended = tokio::time::timeout(Duration::from_secs(10), child.wait()).await.expect("it ends");
    assert!(ended.expect("its status").success());
}
