//! A connection whose other end has to read what it asked for, and which ends in order.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::pace::Pace;

/// Bytes the system may hold that the network has not taken. With more, a slow reader's progress would be seen only every few
/// hundred kilobytes, and who reads nothing would cost us as much memory.
#[cfg(target_os = "linux")]
const BACKLOG: u32 = 4 * 1024;

/// Bytes handed to the system at once: few to a slow reader, whose progress is then seen in small steps.
const PIECE_MIN: usize = 2 * 1024;
const PIECE_AT_FIRST: usize = 16 * 1024;
const PIECE_MAX: usize = 256 * 1024;

/// Who takes longer than this to make room reads slowly.
const SLOW: Duration = Duration::from_millis(250);

/// After an early answer, how long the rest of what is being sent is read and thrown away, and how long nothing of it may
/// come. Closed before that, the system would tell the other end to throw our answer away.
const PARTING: Duration = Duration::from_secs(10);
const PARTING_STILL: Duration = Duration::from_secs(2);

/// A host that is gone is noticed within a minute and a half, also where nothing is to be sent.
const PROBED_AFTER: Duration = Duration::from_secs(45);
const PROBED_EVERY: Duration = Duration::from_secs(15);
const PROBES: u32 = 3;

/// The connection.
#[derive(Debug)]
pub struct OutgoingBody {
    stream: TcpStream,
    pace: Pace,
    piece: usize,
    timer: Option<Pin<Box<Sleep>>>,
    ends_early: EndsEarly,
    /// Since when we have said our last word.
    parted: Option<Instant>,
}

/// Whether the connection ends although the other end may still be sending.
#[derive(Clone, Debug, Default)]
pub struct EndsEarly(Arc<AtomicBool>);

impl EndsEarly {
    /// It does.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl OutgoingBody {
    /// A connection in which nothing we send may stand still for longer than `standstill`.
    #[must_use]
    pub fn new(stream: TcpStream, standstill: Duration) -> Self {
        tuned(&stream);
        Self {
            stream,
            pace: Pace::new(standstill, Instant::now()),
            piece: PIECE_AT_FIRST,
            timer: None,
            ends_early: EndsEarly::default(),
            parted: None,
        }
    }

    /// To tell it that it ends early.
    #[must_use]
    pub fn ends_early(&self) -> EndsEarly {
        self.ends_early.clone()
    }

    /// What the system took, or the end of our patience.
    fn seen(&mut self, cx: &mut Context<'_>, wrote: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match wrote {
            Poll::Ready(Ok(bytes)) => {
                let waited = self.pace.moved(Instant::now(), bytes);
                self.piece = if waited > SLOW { PIECE_MIN } else { (self.piece * 2).min(PIECE_MAX) };
                Poll::Ready(Ok(bytes))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                ready!(self.poll_stalled(cx));
                // What was not read is not kept for them.
                let _ = self.stream.set_zero_linger();
                Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the answer is not read")))
            }
        }
    }

    fn poll_stalled(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            let until = self.pace.wait(Instant::now());
            ready!(self.poll_until(cx, until));
            if self.pace.is_too_slow(Instant::now()) {
                return Poll::Ready(());
            }
        }
    }

    fn poll_until(&mut self, cx: &mut Context<'_>, until: Instant) -> Poll<()> {
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(until)));
        timer.as_mut().reset(until);
        timer.as_mut().poll(cx)
    }

    /// Throws away what still comes.
    fn poll_parting(&mut self, cx: &mut Context<'_>, parted: Instant) -> Poll<io::Result<()>> {
        let mut waste = [0; 16 * 1024];
        loop {
            let mut waste = ReadBuf::new(&mut waste);
            match Pin::new(&mut self.stream).poll_read(cx, &mut waste) {
                Poll::Ready(Ok(())) if !waste.filled().is_empty() => {
                    if Instant::now() >= parted + PARTING {
                        return Poll::Ready(Ok(()));
                    }
                }
                Poll::Ready(Ok(()) | Err(_)) => return Poll::Ready(Ok(())),
                Poll::Pending => {
                    let until = (Instant::now() + PARTING_STILL).min(parted + PARTING);
                    return self.poll_until(cx, until).map(Ok);
                }
            }
        }
    }
}

/// Has the system tell us soon what the other end does. Where it cannot, the connection works all the same.
fn tuned(stream: &TcpStream) {
    let socket = SockRef::from(stream);
    let probes = TcpKeepalive::new().with_time(PROBED_AFTER).with_interval(PROBED_EVERY).with_retries(PROBES);
    let asked = [
        socket.set_tcp_nodelay(true),
        socket.set_tcp_keepalive(&probes),
        #[cfg(target_os = "linux")]
        socket.set_tcp_notsent_lowat(BACKLOG),
    ];
    for error in asked.into_iter().filter_map(Result::err) {
        let error = &error as &dyn std::error::Error;
        tracing::debug!(error, "the system does not watch a connection as it was asked to");
    }
}

impl AsyncRead for OutgoingBody {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl AsyncWrite for OutgoingBody {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let piece = &bytes[..bytes.len().min(self.piece)];
        let wrote = Pin::new(&mut self.stream).poll_write(cx, piece);
        self.seen(cx, wrote)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let mut room = self.piece;
        let whole = slices.iter().take_while(|it| {
            let fits = it.len() <= room;
            room = room.saturating_sub(it.len());
            fits
        });
        match whole.count() {
            0 => self.poll_write(cx, slices.first().map_or(&[], |it| it)),
            count => {
                let wrote = Pin::new(&mut self.stream).poll_write_vectored(cx, &slices[..count]);
                self.seen(cx, wrote)
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Some(parted) = self.parted {
            return self.poll_parting(cx, parted);
        }
        ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
        if !self.ends_early.0.load(Ordering::Relaxed) {
            return Poll::Ready(Ok(()));
        }
        let parted = Instant::now();
        self.parted = Some(parted);
        self.poll_parting(cx, parted)
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn a_host_that_is_gone_is_noticed_although_nothing_is_sent() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let _there = TcpStream::connect(listener.local_addr().expect("an address")).await.expect("connected");
        let (accepted, _) = listener.accept().await.expect("accepted");
        let connection = OutgoingBody::new(accepted, Duration::from_secs(15));
        let socket = SockRef::from(&connection.stream);
        assert!(socket.keepalive().expect("known"));
        let (after, every) = (socket.tcp_keepalive_time(), socket.tcp_keepalive_interval());
        assert_eq!((after.expect("known"), every.expect("known")), (PROBED_AFTER, PROBED_EVERY));
        assert_eq!(socket.tcp_keepalive_retries().expect("known"), PROBES);
    }
}
