//! A mail server that keeps what it takes, and refuses what it is told to refuse.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A mail as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub to: String,
    pub raw: String,
}

/// What the server says at each step, and what it has taken.
#[derive(Debug)]
struct Shared {
    at_recipient: &'static str,
    at_data: &'static str,
    at_end: &'static str,
    arrived: Vec<Arrived>,
}

/// A running mail server. It ends when this is dropped.
pub struct MailServer {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
    serving: JoinHandle<()>,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (at_recipient, at_data, at_end) = ("250 2.1.5 Fine", "354 Go on", "250 2.0.0 Taken");
        let shared = Arc::new(Mutex::new(Shared { at_recipient, at_data, at_end, arrived: Vec::new() }));
        let all = shared.clone();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, all.clone()));
            }
        });
        Self { address, shared, serving }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// From now on recipients are answered like this.
    pub fn answer_recipients(&self, answer: &'static str) {
        self.shared.lock().expect("no panic").at_recipient = answer;
    }

    /// From now on a mail that has arrived in full is answered like this.
    pub fn answer_mails(&self, answer: &'static str) {
        self.shared.lock().expect("no panic").at_end = answer;
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.shared.lock().expect("no panic").arrived.clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Arrived {
    /// A header's value.
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.raw.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default()
    }
}

async fn serve(stream: TcpStream, shared: Arc<Mutex<Shared>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut to = String::new();
    if write.write_all(b"220 here\r\n").await.is_err() {
        return;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        let command = line.to_ascii_uppercase();
        let answer = if command.starts_with("EHLO") {
            "250-here\r\n250 8BITMIME"
        } else if let Some(address) = command.strip_prefix("RCPT TO:") {
            to = address.trim_matches(['<', '>', ' ']).to_ascii_lowercase();
            shared.lock().expect("no panic").at_recipient
        } else if command == "DATA" {
            let at_data = shared.lock().expect("no panic").at_data;
            if write.write_all(format!("{at_data}\r\n").as_bytes()).await.is_err()
                || !at_data.starts_with('3')
            {
                continue;
            }
            let mut raw = String::new();
            while let Ok(Some(line)) = lines.next_line().await {
                if line == "." {
                    break;
                }
                raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                raw.push('\n');
            }
            let mut shared = shared.lock().expect("no panic");
            if shared.at_end.starts_with('2') {
                shared.arrived.push(Arrived { to: to.clone(), raw });
            }
            shared.at_end
        } else if command == "QUIT" {
            let _ = write.write_all(b"221 bye\r\n").await;
            return;
        } else {
            "250 fine"
        };
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}
