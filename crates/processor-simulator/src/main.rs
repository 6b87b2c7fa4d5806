//! The payment processor's simulator as a process of its own, which outlives the server it is called by.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use clap::Parser;
use processor_simulator::{Clock, Config, Delivery, Simulator, Webhook};
use tokio::io::AsyncReadExt;

/// Serves the payment processor's side of the wire until it is interrupted.
#[derive(Parser)]
#[command(version)]
struct Args {
    /// Where to listen; port 0 takes any free one, which is then printed
    #[arg(long, default_value = "127.0.0.1:12111")]
    addr: SocketAddr,
    /// Where to send webhooks
    #[arg(long, requires = "webhook_secret")]
    webhook_url: Option<String>,
    /// What webhooks are signed with
    #[arg(long, env = "SIMULATOR_WEBHOOK_SECRET", hide_env_values = true)]
    webhook_secret: Option<String>,
    /// The only bearer key to accept; without it any is
    #[arg(long, env = "SIMULATOR_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// What the clock shows at the start, for example 2025-12-01T15:00:00Z; without it, the real time
    #[arg(long)]
    clock_start: Option<DateTime<Utc>>,
    /// Where chance starts; without it, at the time
    #[arg(long)]
    seed: Option<u64>,
    /// Calls a refund's events refund.created, refund.updated and refund.failed, as later versions do
    #[arg(long)]
    newer_refund_events: bool,
    /// Ends when standard input does, so that it does not outlive a test
    #[arg(long)]
    end_with_stdin: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    #[expect(clippy::disallowed_methods, reason = "a process of its own has no one to be told the time by")]
    let real_clock: Clock = Arc::new(Utc::now);
    let config = Config {
        addr: args.addr,
        secret: args.secret,
        webhook: args.webhook_url.zip(args.webhook_secret).map(|(url, secret)| Webhook {
            url,
            secret,
            delivery: Delivery::default(),
        }),
        newer_refund_events: args.newer_refund_events,
        seed: args.seed.unwrap_or_else(|| real_clock().timestamp_micros().unsigned_abs()),
        ..Config::new(real_clock.clone(), real_clock)
    };
    let simulator = Simulator::start(config).await?;
    if let Some(start) = args.clock_start {
        simulator.set_clock(start);
    }
    println!("processor-simulator listens on {}", simulator.base_url());
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        () = stdin_ends(), if args.end_with_stdin => {}
    }
    simulator.stop().await;
    Ok(())
}

async fn stdin_ends() {
    let mut bytes = [0; 256];
    while tokio::io::stdin().read(&mut bytes).await.is_ok_and(|read| read > 0) {}
}
