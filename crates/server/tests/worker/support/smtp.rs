//! A mail server that keeps what it takes, and refuses what it is told to refuse.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

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

/// What the server says at each step, and what it has taken.
struct Shared {
    is_away: bool,
    loses_answer: bool,
    at_recipient: &'static str,
    at_end: &'static str,
    /// What else happens when a mail has arrived, before it is answered.
    meanwhile: Option<Box<dyn FnOnce() + Send>>,
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
        let (at_recipient, at_end) = ("250 2.1.5 Fine", "250 2.0.0 Taken");
        let shared = Shared {
            is_away: false,
            loses_answer: false,
            at_recipient,
            at_end,
            meanwhile: None,
            arrived: Vec::new(),
        };
        let shared = Arc::new(Mutex::new(shared));
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

    /// From now on nobody is let in, and those who are in are put out.
    pub fn refuse_connections(&self, is_away: bool) {
        self.shared.lock().expect("no panic").is_away = is_away;
    }

    /// Takes the next mail and goes away without a word.
    pub fn lose_next_answer(&self) {
        self.shared.lock().expect("no panic").loses_answer = true;
    }

    /// Does this when the next mail has arrived, before it is answered.
    pub fn when_mail_arrives(&self, meanwhile: impl FnOnce() + Send + 'static) {
        self.shared.lock().expect("no panic").meanwhile = Some(Box::new(meanwhile));
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
    let (mut from, mut to) = (String::new(), String::new());
    if is_away(&shared) || write.write_all(b"220 here\r\n").await.is_err() {
        return;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        if is_away(&shared) {
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
            shared.lock().expect("no panic").at_recipient
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
            let mut shared = shared.lock().expect("no panic");
            if let Some(meanwhile) = shared.meanwhile.take() {
                meanwhile();
            }
            if shared.at_end.starts_with('2') {
                shared.arrived.push(Arrived { from: from.clone(), to: to.clone(), raw });
            }
            if std::mem::take(&mut shared.loses_answer) {
                return;
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

/// The address without its brackets and without what is asked beside it.
fn bare(address: &str) -> String {
    let address = address.split('>').next().unwrap_or_default();
    address.trim_matches(['<', ' ']).to_ascii_lowercase()
}

fn is_away(shared: &Mutex<Shared>) -> bool {
    shared.lock().expect("no panic").is_away
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}
