//! The body of a request on its way in: cut off when it stalls, and seen to its end when it is answered before that.

use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::http::header::{CONNECTION, EXPECT};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::pace::Pace;

/// Bytes of an answered request that are read off, so that the next one can follow. Above, the connection ends with the
/// answer.
const READ_OFF: u64 = 64 * 1024;

/// The body stood still or crawled, and will not come to its end.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the request's body did not go on")]
pub struct Stalled;

/// A body that has to go on.
#[derive(Debug)]
pub struct Incoming {
    /// None once nothing more comes of it.
    body: Option<hyper::body::Incoming>,
    pace: Pace,
    timer: Option<Pin<Box<Sleep>>>,
    rest: Rest,
}

/// What is left of a body once the request is answered.
#[derive(Clone, Debug)]
pub struct Rest {
    left: Arc<Mutex<Left>>,
    standstill: Duration,
}

#[derive(Debug)]
enum Left {
    /// Whoever reads it has not come to its end.
    InHand,
    /// It was read to its end.
    Nothing,
    /// It stalled or broke off.
    Broken,
    /// Nobody reads it any more.
    Unread(hyper::body::Incoming),
}

impl Incoming {
    /// `body`, in which nothing may stand still for longer than `standstill`, and what is left of it in the end.
    #[must_use]
    pub fn new(body: hyper::body::Incoming, standstill: Duration) -> (Self, Rest) {
        let left = if body.is_end_stream() { Left::Nothing } else { Left::InHand };
        let rest = Rest { left: Arc::new(Mutex::new(left)), standstill };
        let pace = Pace::new(standstill, Instant::now());
        (Self { body: Some(body), pace, timer: None, rest: rest.clone() }, rest)
    }

    fn ended(&mut self, how: Left) {
        self.body = None;
        self.rest.set(how);
    }

    /// Ready when the other end is too slow.
    fn poll_stalled(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            let until = self.pace.wait(Instant::now());
            let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(until)));
            timer.as_mut().reset(until);
            ready!(timer.as_mut().poll(cx));
            if self.pace.is_too_slow(Instant::now()) {
                return Poll::Ready(());
            }
        }
    }
}

impl Body for Incoming {
    type Data = <hyper::body::Incoming as Body>::Data;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        match Pin::new(body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                self.pace.moved(Instant::now(), frame.data_ref().map_or(0, |it| it.len()));
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => {
                self.ended(Left::Broken);
                Poll::Ready(Some(Err(error.into())))
            }
            Poll::Ready(None) => {
                self.ended(Left::Nothing);
                Poll::Ready(None)
            }
            Poll::Pending => {
                ready!(self.poll_stalled(cx));
                self.ended(Left::Broken);
                Poll::Ready(Some(Err(Stalled.into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), Body::size_hint)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let Some(body) = self.body.take() else { return };
        self.rest.set(if body.is_end_stream() { Left::Nothing } else { Left::Unread(body) });
    }
}

impl Rest {
    fn set(&self, left: Left) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = left;
    }

    fn take(&self) -> Left {
        std::mem::replace(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner), Left::Broken)
    }

    /// Sees to it that the next request on the connection is read from its beginning, or that `answer` says that there can be
    /// none. Gives whether the connection goes on. `head` is the request's.
    pub fn settle(self, head: Head, answer: &mut Response) -> bool {
        match self.take() {
            Left::Nothing => return true,
            Left::Unread(body) if head.comes_by_itself && body.size_hint().upper().is_some_and(is_short) => {
                // The answer does not wait for it. Where it stalls, that ends the connection.
                tokio::spawn(read_off(Incoming::new(body, self.standstill).0));
                return true;
            }
            Left::Unread(_) | Left::InHand | Left::Broken => {}
        }
        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        false
    }
}

/// What has to be known of a request's head once it is answered.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The body is sent without waiting to be told to. Who waits may send it or not once there is an answer, so that nobody
    /// knows where the next request begins.
    comes_by_itself: bool,
}

impl Head {
    /// Of a request with these headers.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        Self { comes_by_itself: !headers.contains_key(EXPECT) }
    }
}

const fn is_short(bytes: u64) -> bool {
    bytes <= READ_OFF
}

async fn read_off(mut body: Incoming) {
    while let Some(Ok(_)) = body.frame().await {}
}
