//! Takes connections. Axum's own loop waits for ever for a head that never ends and takes any number of connections; this one
//! does neither, and at the end it lets those finish that are being answered.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::client_address::Peer;
use crate::config::{Addresses, Limits};

/// How long answers that are under way may take once the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(20);

/// A pause after the system had no more sockets or memory, so that the loop does not spin.
const BREATHER: Duration = Duration::from_millis(100);

/// Listens on the addresses. Where any one of them is enough, a machine without IPv6 is fine.
///
/// # Errors
/// When an address cannot be had, such as because another program listens there.
pub async fn bind(addresses: &Addresses) -> io::Result<Vec<TcpListener>> {
    let mut listeners = Vec::new();
    let mut failed = None;
    let mut port = None;
    for address in &addresses.listen {
        // Port 0 is any free port, and the same one on every address.
        let address = SocketAddr::new(address.ip(), port.unwrap_or(address.port()));
        match TcpListener::bind(address).await {
            Ok(listener) => {
                port = Some(listener.local_addr()?.port());
                listeners.push(listener);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrNotAvailable && !addresses.all_needed => {
                tracing::info!(%address, "this machine has no such address");
                failed = Some(error);
            }
            Err(error) => return Err(error),
        }
    }
    match failed {
        Some(error) if listeners.is_empty() => Err(error),
        _ => Ok(listeners),
    }
}

/// Serves until `stop`, then finishes what is under way.
pub async fn serve(listeners: Vec<TcpListener>, router: Router, limits: Limits, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(limits.connections_max));
    let graceful = Arc::new(GracefulShutdown::new());
    let mut loops = tokio::task::JoinSet::new();
    for listener in listeners {
        let (router, places, stop) = (router.clone(), Arc::clone(&places), stop.clone());
        let (graceful, head) = (Arc::clone(&graceful), Duration::from_secs(limits.head_seconds));
        loops.spawn(async move {
            let accept = accept(listener, router, places, &graceful, head);
            stop.run_until_cancelled(accept).await;
        });
    }
    loops.join_all().await;
    if let Some(graceful) = Arc::into_inner(graceful)
        && tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err()
    {
        tracing::warn!("some answers took too long and were cut off");
    }
}

async fn accept(
    listener: TcpListener,
    router: Router,
    places: Arc<Semaphore>,
    graceful: &GracefulShutdown,
    head: Duration,
) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // One connection a listener waits here for a place; the others wait in the system's queue.
                let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
                answer(stream, Peer(peer), place, router.clone(), graceful, head);
            }
            Err(error) => {
                tracing::debug!(%error, "a connection was not taken");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
}

fn answer(
    stream: TcpStream,
    peer: Peer,
    place: OwnedSemaphorePermit,
    router: Router,
    graceful: &GracefulShutdown,
    head: Duration,
) {
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended early");
        }
        drop(place);
    });
}
