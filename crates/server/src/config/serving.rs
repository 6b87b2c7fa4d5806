use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::Args;

use super::{
    ClockSettings, EligibilitySettings, MailSettings, PhotoSettings, ProcessorSettings, StoredSettings,
};

/// What `almoner serve` takes.
#[derive(Clone, Debug, Args)]
pub struct ServeSettings {
    #[cfg(feature = "demo")]
    #[command(flatten)]
    pub trial: super::TrialSettings,
    /// The port to listen on.
    #[arg(long, env = "ALMONER_PORT", value_name = "PORT", default_value_t = 8080)]
    pub port: u16,
    /// An address to listen on, any number of times; this machine only if not given. Beyond this machine --public-url has to
    /// be https.
    #[arg(long, env = "ALMONER_LISTEN", value_name = "IP", value_delimiter = ',')]
    pub listen: Vec<IpAddr>,
    /// Where browsers reach the desk, such as `https://desk.example.com`; http://localhost and the port if not given.
    #[arg(long, env = "ALMONER_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// The folder with the built app.
    #[arg(long, env = "ALMONER_STATIC_DIRECTORY", value_name = "DIR", default_value = "dist")]
    pub static_directory: PathBuf,
    /// The port on which whoever runs the desk asks how it is: /healthz, /readyz and /metrics. The one after --port if not
    /// given; 0 is any free one, as it is if --port is 0.
    #[arg(long, env = "ALMONER_OPERATIONS_PORT", value_name = "PORT")]
    pub operations_port: Option<u16>,
    /// An address to listen on for that, any number of times; this machine only if not given.
    #[arg(long, env = "ALMONER_OPERATIONS_LISTEN", value_name = "IP", value_delimiter = ',')]
    pub operations_listen: Vec<IpAddr>,
    /// A proxy that is believed when it says whom a request came from, any number of times. Without, all visitors behind a proxy
    /// share the limits of one.
    #[arg(long, env = "ALMONER_TRUSTED_PROXY", value_name = "IP", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpAddr>,
    /// Only serves: what is due is left to `almoner worker`.
    #[arg(long, env = "ALMONER_NO_WORKER")]
    pub no_worker: bool,
    #[command(flatten)]
    pub limits: Limits,
    #[command(flatten)]
    pub stored: StoredSettings,
    #[command(flatten)]
    pub processor: ProcessorSettings,
    #[command(flatten)]
    pub eligibility: EligibilitySettings,
    #[command(flatten)]
    pub mail: MailSettings,
    #[command(flatten)]
    pub photos: PhotoSettings,
    #[command(flatten)]
    pub clock: ClockSettings,
}

/// How much one side may ask of us.
#[derive(Clone, Copy, Debug, Args)]
pub struct Limits {
    /// Requests a second that one address may make in the long run; four times as many at once.
    #[arg(long, env = "ALMONER_REQUESTS_PER_SECOND", value_name = "COUNT", default_value = "50")]
    pub requests_per_second: NonZeroU32,
    /// Attempts at signing in to one account that one address has at once; one more comes back every 30 seconds.
    #[arg(long, env = "ALMONER_SIGN_IN_ATTEMPTS", value_name = "COUNT", default_value = "10")]
    pub sign_in_attempts: NonZeroU32,
    /// Connections open at once; the next waits. The operations port has as many of its own, from whatever address.
    #[arg(long, env = "ALMONER_CONNECTIONS_MAX", value_name = "COUNT", default_value_t = 2000)]
    pub connections_max: usize,
    /// Connections that one address has open at once; the next is refused. Trusted proxies have as many as there are, and each
    /// visitor behind one so many requests under way.
    #[arg(long, env = "ALMONER_CONNECTIONS_EACH", value_name = "COUNT", default_value_t = 250)]
    pub connections_each: usize,
    /// Seconds a client has for the head of a request.
    #[arg(long, env = "ALMONER_HEAD_SECONDS", value_name = "SECONDS", default_value_t = 10)]
    pub head_seconds: u64,
    /// Seconds in which nothing of a request's body may come, or nothing of an answer be read, before the connection is ended.
    /// Twice as long, less than 256 bytes a second end it too.
    #[arg(long, env = "ALMONER_STALL_SECONDS", value_name = "SECONDS", default_value_t = 15)]
    pub stall_seconds: u64,
    /// Seconds the answer to a request may take from when all of it has come.
    #[arg(long, env = "ALMONER_REQUEST_SECONDS", value_name = "SECONDS", default_value_t = 30)]
    pub request_seconds: u64,
    /// Passwords checked at once; each takes 46 MiB of memory while it lasts.
    #[arg(long, env = "ALMONER_PASSWORDS_AT_ONCE", value_name = "COUNT", default_value_t = 2)]
    pub passwords_at_once: usize,
}
