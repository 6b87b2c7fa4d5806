//! The port: open, shut for a while, shut for good. While it is shut connections are refused by the system itself.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tower::ServiceExt;

/// Opens and shuts the port.
#[derive(Clone, Debug)]
pub(crate) struct Listener {
    wanted: watch::Sender<bool>,
    open: watch::Receiver<bool>,
}

/// The client's connection, as a request's handler sees it: something that can be cut.
#[derive(Clone, Debug, Default)]
pub(crate) struct Connection(Arc<Notify>);

impl Connection {
    /// Resets the connection. Never returns: the handler goes with it.
    pub(crate) async fn reset<T>(&self) -> T {
        self.0.notify_one();
        std::future::pending().await
    }
}

/// The task's side of a listener.
pub(crate) struct Porter {
    wanted: watch::Receiver<bool>,
    open: watch::Sender<bool>,
}

impl Listener {
    pub(crate) fn new() -> (Self, Porter) {
        let (wanted, wanted_of) = watch::channel(true);
        let (open_of, open) = watch::channel(true);
        (Self { wanted, open }, Porter { wanted: wanted_of, open: open_of })
    }

    /// Shuts the port and ends all connections. Returns when nobody gets in any more.
    pub(crate) async fn shut(&self) {
        self.want(false).await;
    }

    /// Begins to shut the port, for those who cannot wait.
    pub(crate) fn reset_all(&self) {
        self.wanted.send_replace(false);
    }

    /// Opens the port again. Returns when it is open.
    pub(crate) async fn open(&self) {
        self.want(true).await;
    }

    async fn want(&self, open: bool) {
        self.wanted.send_replace(open);
        // An error means that the simulator ended, and there is nothing to wait for.
        let _ = self.open.clone().wait_for(|state| *state == open).await;
    }
}

impl Porter {
    /// Lets connections in until the task is aborted.
    pub(crate) async fn stand(mut self, first: TcpListener, router: Router) {
        let Ok(addr) = first.local_addr() else { return };
        let mut listener = Some(first);
        loop {
            match listener.take() {
                Some(listener) => {
                    self.open.send_replace(true);
                    self.let_in(listener, &router).await;
                }
                None => {
                    self.open.send_replace(false);
                    if self.wanted.wait_for(|open| *open).await.is_err() {
                        return;
                    }
                    listener = bind(addr).await;
                }
            }
        }
    }

    async fn let_in(&mut self, listener: TcpListener, router: &Router) {
        let wanted = self.wanted.clone();
        loop {
            tokio::select! {
                biased;
                () = shut(&mut self.wanted) => return,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        tokio::spawn(serve(stream, router.clone(), wanted.clone()));
                    }
                    // Out of file handles, most likely: give the others time to end.
                    Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
                },
            }
        }
    }
}

/// Until the listener is to be shut, or nobody is left to say so.
async fn shut(wanted: &mut watch::Receiver<bool>) {
    let _ = wanted.wait_for(|open| !*open).await;
}

/// The same port again. It is ours, but the system may take a moment to see that.
async fn bind(addr: SocketAddr) -> Option<TcpListener> {
    for _ in 0..500 {
        if let Ok(listener) = TcpListener::bind(addr).await {
            return Some(listener);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    None
}

async fn serve(stream: TcpStream, router: Router, mut wanted: watch::Receiver<bool>) {
    // Without it small answers wait for the acknowledgement of the one before.
    let _ = stream.set_nodelay(true);
    let theirs = Connection::default();
    let service = hyper::service::service_fn({
        let theirs = theirs.clone();
        move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(theirs.clone());
            router.clone().oneshot(request.map(Body::new))
        }
    });
    let mut connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    let cut = {
        let mut connection = pin!(&mut connection);
        tokio::select! {
            _ = &mut connection => false,
            () = theirs.0.notified() => true,
            () = shut(&mut wanted) => true,
        }
    };
    if cut {
        // Lingering for no time at all makes closing a reset.
        let stream = connection.into_parts().io.into_inner();
        let _ = stream.set_zero_linger();
    }
}
