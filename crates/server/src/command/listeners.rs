//! The ports that `almoner serve` listens on.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use tokio::net::TcpListener;

use crate::config::{Addresses, ServeSettings};
use crate::http::listening;

/// Open ports, on which nobody is answered yet.
#[derive(Debug)]
pub struct Listeners {
    /// For browsers and the payment processor.
    pub public: Vec<TcpListener>,
    /// What is served there, with the port that was got.
    pub addresses: Addresses,
    /// The port of `public`, for who sends messages there.
    #[cfg(feature = "demo")]
    pub port: u16,
    /// For whoever runs the desk.
    pub operations: Vec<TcpListener>,
    /// Where that is.
    pub operations_url: String,
}

/// Opens them. That one is taken is the likeliest trouble of a start, so it is known before anything is done.
pub async fn open(settings: &ServeSettings) -> Result<Listeners> {
    let ServeSettings { port, listen, public_url, operations_port, operations_listen, .. } = settings;
    let addresses = Addresses::of(*port, listen, public_url.as_deref())?;
    let public = listening::bind(&addresses)
        .await
        .with_context(|| format!("port {port} could not be listened on; choose another with --port"))?;
    let got = public.first().map(TcpListener::local_addr).transpose()?.map_or(*port, |it| it.port());
    let operations = Addresses::of_operations(*port, *operations_port, operations_listen);
    let operations = listening::bind(&operations).await.with_context(|| {
        let number = operations.listen.first().map_or(*port, SocketAddr::port);
        // Who gave none has to be told where it comes from.
        let which = if operations_port.is_none() { ", the one next to --port" } else { "" };
        format!(
            "port {number}{which}, on which health and figures are asked for, could not be listened on; choose another with \
             --operations-port"
        )
    })?;
    let at = operations.first().map(TcpListener::local_addr).transpose()?.context("no port was opened")?;
    Ok(Listeners {
        public,
        addresses: Addresses::of(got, listen, public_url.as_deref())?,
        #[cfg(feature = "demo")]
        port: got,
        operations,
        operations_url: format!("http://{at}"),
    })
}

/// Says what is likely not meant, and does no harm by itself.
pub fn warn(settings: &ServeSettings, addresses: &Addresses) {
    if addresses.public_url.starts_with("https://") && settings.trusted_proxy.is_empty() {
        tracing::warn!(
            "the public URL is https, so a proxy is in front, but without --trusted-proxy all its visitors share the limits of \
             one address"
        );
    }
}
