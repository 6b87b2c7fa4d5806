//! A mail server that keeps what it takes, and refuses what it is told to refuse.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A mail as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// Where it comes back to.
    pub from: String,
    pub to: String,
    pub raw: String,
}

impl Arrived {
    /// A header's value.
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.raw.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default()
    }

    /// What it is about, without the session that its subject names in brackets.
    pub fn about(&self) -> &str {
        self.header("Subject").split(" (").next().unwrap_or_default()
    }
}

/// What the server does at each step, from now on.
pub struct Manners {
    /// Nobody is let in, and those who are in are put out.
    pub is_away: bool,
    /// It takes the next mail and goes away without a word.
    pub loses_next_answer: bool,
    /// What is said when a recipient is named.
    pub to_recipients: &'static str,
    /// What is said when a mail has arrived in full.
    pub to_mails: &'static str,
    /// What else happens when the next mail has arrived, before it is answered.
    pub meanwhile: Option<Box<dyn FnOnce() + Send>>,
    arrived: Vec<Arrived>,
}

impl fmt::Debug for Manners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Manners").finish_non_exhaustive()
    }
}

/// A running mail server. It ends when this is dropped.
#[derive(Debug)]
pub struct MailServer {
    address: SocketAddr,
    manners: Arc<Mutex<Manners>>,
    serving: JoinHandle<()>,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let manners = Arc::new(Mutex::new(Manners {
            is_away: false,
            loses_next_answer: false,
            to_recipients: "250 2.1.5 Fine",
            to_mails: "250 2.0.0 Taken",
            meanwhile: None,
            arrived: Vec::new(),
        }));
        let all = manners.clone();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, all.clone()));
            }
        });
        Self { address, manners, serving }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// How it behaves, to be changed.
    pub fn manners(&self) -> MutexGuard<'_, Manners> {
        self.manners.lock().expect("no panic")
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.manners().arrived.clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(stream: TcpStream, manners: Arc<Mutex<Manners>>) {
    let manners = || manners.lock().expect("no panic");
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut from, mut to) = (String::new(), String::new());
    if manners().is_away || write.write_all(b"220 here\r\n").await.is_err() {
        return;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        if manners().is_away {
            return;
        }
        let command = line.to_ascii_uppercase();
        let answer = if command.starts_with("EHLO") {
            "250-here\r\n250 8BITMIME"
        } else if let Some(address) = command.strip_prefix("MAIL FROM:") {
            from = bare(address);
            "250 2.1.0 Fine"
        } else if let Some(address) = command.strip_prefix("RCPT TO:") {
            to = bare(address);
            manners().to_recipients
        } else if command == "DATA" {
            if write.write_all(b"354 Go on\r\n").await.is_err() {
                return;
            }
            let mut raw = String::new();
            while let Ok(Some(line)) = lines.next_line().await {
                if line == "." {
                    break;
                }
                raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                raw.push('\n');
            }
            let mut manners = manners();
            if let Some(meanwhile) = manners.meanwhile.take() {
                meanwhile();
            }
            if manners.to_mails.starts_with('2') {
                manners.arrived.push(Arrived { from: from.clone(), to: to.clone(), raw });
            }
            if std::mem::take(&mut manners.loses_next_answer) {
                return;
            }
            manners.to_mails
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

/// The address without its brackets and without what is asked beside it.
fn bare(address: &str) -> String {
    let address = address.split('>').next().unwrap_or_default();
    address.trim_matches(['<', ' ']).to_ascii_lowercase()
}
