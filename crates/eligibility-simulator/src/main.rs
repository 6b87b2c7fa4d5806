//! The eligibility service's simulator as a process of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::Parser;
use eligibility_simulator::{Clock, Config, Simulator};
use tokio::io::AsyncReadExt;

/// Serves the eligibility service's side of the wire until it is interrupted.
#[derive(Parser)]
#[command(version)]
struct Args {
    /// Where to listen; port 0 takes any free one, which is then printed
    #[arg(long, env = "ELIGIBILITY_SIMULATOR_ADDR", default_value = "127.0.0.1:12113")]
    addr: SocketAddr,
    /// The only key to accept; without it any is
    #[arg(long, env = "ELIGIBILITY_SIMULATOR_KEY", hide_env_values = true)]
    key: Option<String>,
    /// What time it is, for example 2025-12-01T15:00:00Z; without it, the real time
    #[arg(long, env = "ELIGIBILITY_SIMULATOR_CLOCK")]
    clock: Option<DateTime<Utc>>,
    /// How long slow payers take, in milliseconds
    #[arg(long, env = "ELIGIBILITY_SIMULATOR_SLOW_MS", default_value = "8000")]
    slow_ms: u64,
    /// Ends when standard input does, so that it does not outlive a test
    #[arg(long, env = "ELIGIBILITY_SIMULATOR_END_WITH_STDIN")]
    end_with_stdin: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    #[expect(clippy::disallowed_methods, reason = "a process of its own has no one to be told the time by")]
    let real_clock: Clock = Arc::new(Utc::now);
    let clock = args.clock.map_or(real_clock, |instant| Arc::new(move || instant));
    let config = Config {
        addr: args.addr,
        key: args.key,
        slow: Duration::from_millis(args.slow_ms),
        ..Config::new(clock)
    };
    let simulator = Simulator::start(config).await?;
    println!("eligibility-simulator listens on {}", simulator.base_url());
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        () = stdin_ends(), if args.end_with_stdin => {}
    }
    Ok(())
}

async fn stdin_ends() {
    let mut bytes = [0; 256];
    while tokio::io::stdin().read(&mut bytes).await.is_ok_and(|read| read > 0) {}
}
