//! Takes connections. Axum's own loop waits for ever for a head that never ends, for a body that stalls and for an answer that
//! nobody reads, and takes any number of connections from anybody; this one does neither, and at the end it lets those finish
//! that are being answered.

mod incoming;
mod outgoing;
mod pace;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::client_address::{ClientAddress, Peer};
use super::shares::Shares;
use crate::config::{Addresses, Limits};
use incoming::{Head, Incoming};
use outgoing::OutgoingBody;

pub use incoming::Stalled;

/// How long answers that are under way may take once the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(20);

/// A pause after the system had no more sockets or memory, so that the loop does not spin.
const BREATHER: Duration = Duration::from_millis(100);

/// How long a trusted proxy may keep a connection for its next visitor. Longer than proxies do: closed by us at the moment it is
/// used, it would cost that visitor an error.
const KEPT_BY_A_PROXY: Duration = Duration::from_secs(150);

/// How many times as long a trusted proxy may leave an answer unread: whoever reads slowly is behind it.
const PATIENCE_WITH_A_PROXY: u32 = 4;

/// How connections are treated.
#[derive(Debug)]
struct House {
    places: Arc<Semaphore>,
    shares: Arc<Shares>,
    trusted: Vec<IpAddr>,
    limits: Limits,
    graceful: GracefulShutdown,
}

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

/// Serves until `stop`, then finishes what is under way. The `trusted` proxies bring other people's requests.
pub async fn serve(
    listeners: Vec<TcpListener>,
    router: Router,
    limits: Limits,
    trusted: Vec<IpAddr>,
    stop: CancellationToken,
) {
    let house = Arc::new(House {
        places: Arc::new(Semaphore::new(limits.connections_max)),
        shares: Shares::new(limits.connections_each),
        trusted,
        limits,
        graceful: GracefulShutdown::new(),
    });
    let mut loops = tokio::task::JoinSet::new();
    for listener in listeners {
        let (router, house, stop) = (router.clone(), Arc::clone(&house), stop.clone());
        loops.spawn(async move {
            stop.run_until_cancelled(accept(listener, router, &house)).await;
        });
    }
    loops.join_all().await;
    if let Some(House { graceful, .. }) = Arc::into_inner(house)
        && tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err()
    {
        tracing::warn!("some answers took too long and were cut off");
    }
}

async fn accept(listener: TcpListener, router: Router, house: &House) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let is_trusted = house.trusted.contains(&peer.ip().to_canonical());
                // A proxy brings other people's.
                let share = (!is_trusted).then(|| house.shares.take(ClientAddress::of_peer(peer.ip())));
                if let Some(None) = share {
                    tracing::debug!("a connection was refused: its address has as many as it may");
                    continue;
                }
                // One connection a listener waits here for a place; the others wait in the system's queue.
                let Ok(place) = Arc::clone(&house.places).acquire_owned().await else { return };
                answer(stream, Peer(peer), is_trusted, (share, place), router.clone(), house);
            }
            Err(error) => {
                tracing::debug!(error = &error as &dyn std::error::Error, "a connection was not taken");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
}

/// Answers what comes over a connection, which keeps `place` while it lasts.
fn answer<Place: Send + 'static>(
    stream: TcpStream,
    peer: Peer,
    is_trusted: bool,
    place: Place,
    router: Router,
    house: &House,
) {
    let standstill = spread(Duration::from_secs(house.limits.stall_seconds), peer.0.port());
    let head_time = Duration::from_secs(house.limits.head_seconds);
    let (unread_time, kept) = if is_trusted {
        (standstill * PATIENCE_WITH_A_PROXY, head_time.max(KEPT_BY_A_PROXY))
    } else {
        (standstill, head_time)
    };
    let stream = OutgoingBody::new(stream, unread_time);
    let ends_early = stream.ends_early();
    let service = hyper::service::service_fn(move |request: Request<hyper::body::Incoming>| {
        let (head, (parts, body)) = (Head::of(request.headers()), request.into_parts());
        let (body, rest) = Incoming::new(body, standstill);
        let mut request = Request::from_parts(parts, Body::new(body));
        request.extensions_mut().insert(peer);
        let (answered, ends_early) = (router.clone().oneshot(request), ends_early.clone());
        async move {
            let mut answer = answered.await?;
            if !rest.settle(head, &mut answer) {
                ends_early.set();
            }
            Ok::<_, std::convert::Infallible>(answer)
        }
    });
    // The time for a head begins with the end of the answer before it, so that it ends idle connections too.
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(kept)
        .serve_connection(TokioIo::new(stream), service);
    let connection = house.graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(error = &error as &dyn std::error::Error, "a connection ended early");
        }
        drop(place);
    });
}

/// Up to an eighth more patience, by the port that the other end happens to have: a thousand connections that came at once do not
/// all have to be ended in the same moment.
fn spread(patience: Duration, port: u16) -> Duration {
    const STEPS: u16 = 64;
    patience + patience / (8 * u32::from(STEPS)) * u32::from(port % STEPS)
}
