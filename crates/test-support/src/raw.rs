//! A connection on which requests are written as bytes, for what no well-behaved client sends.

use std::net::{IpAddr, SocketAddr};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};

/// An open connection.
#[derive(Debug)]
pub struct Raw(BufReader<TcpStream>);

/// What came back over it.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Reply {
    /// The value of a header, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// Whether the connection ends with it.
    pub fn is_last(&self) -> bool {
        self.header("connection").eq_ignore_ascii_case("close")
    }
}

impl Raw {
    pub async fn to(address: SocketAddr) -> Self {
        Self(BufReader::new(TcpStream::connect(address).await.expect("connected")))
    }

    /// A connection that comes from `ip`, another address of this machine.
    pub async fn from(ip: IpAddr, address: SocketAddr) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(SocketAddr::new(ip, 0)).expect("bound");
        Self(BufReader::new(socket.connect(address).await.expect("connected")))
    }

    /// Sends all of it; fails where the server does not take it.
    pub async fn send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.get_mut().write_all(bytes).await
    }

    /// Sends while reading the answer, as who sends much may be answered before the end.
    pub async fn ask(&mut self, bytes: &[u8]) -> Option<Reply> {
        let (read, mut write) = tokio::io::split(&mut self.0);
        let mut read = BufReader::new(read);
        let (_, reply) = tokio::join!(write.write_all(bytes), reply(&mut read));
        reply
    }

    /// The next answer; none if the connection ends before it is whole.
    pub async fn reply(&mut self) -> Option<Reply> {
        reply(&mut self.0).await
    }

    /// Reads until the server ends the connection, and says whether it ended in order.
    pub async fn end(&mut self) -> std::io::Result<Vec<u8>> {
        let mut rest = Vec::new();
        self.0.read_to_end(&mut rest).await.map(|_| rest)
    }

    pub fn stream(&self) -> &TcpStream {
        self.0.get_ref()
    }
}

async fn reply(read: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Reply> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if read.read_line(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut reply = Reply { status, head, body: Vec::new() };
    if reply.header("transfer-encoding") == "chunked" {
        loop {
            let mut size = String::new();
            read.read_line(&mut size).await.ok()?;
            let size = usize::from_str_radix(size.trim(), 16).ok()?;
            let mut chunk = vec![0; size + 2];
            read.read_exact(&mut chunk).await.ok()?;
            if size == 0 {
                return Some(reply);
            }
            reply.body.extend_from_slice(&chunk[..size]);
        }
    }
    reply.body = vec![0; reply.header("content-length").parse().unwrap_or(0)];
    read.read_exact(&mut reply.body).await.ok()?;
    Some(reply)
}
