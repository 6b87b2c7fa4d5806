mod json;

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::JsonFields;

use crate::config::{LogFormat, StoredSettings};
use json::JsonLines;

/// Has panics logged like everything else, by where they were and not by what was said, which may hold anything.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(at, "panicked");
    }));
}

/// Starts logging to the standard error. The demo is watched by a person, who wants to hear of trouble only.
pub fn start(settings: &StoredSettings, is_demo: bool) {
    let level = settings.log.as_deref().unwrap_or(if is_demo { "warn" } else { "info" });
    let filter = EnvFilter::try_new(level).unwrap_or_else(|_| EnvFilter::new("info"));
    let format = settings.log_format.unwrap_or(if is_demo { LogFormat::Text } else { LogFormat::Json });
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    // Whoever set up logging before, as a test does, keeps it.
    let _ = match format {
        LogFormat::Json => lines.fmt_fields(JsonFields::new()).event_format(JsonLines).try_init(),
        LogFormat::Text => lines.with_ansi(stderr().is_terminal()).try_init(),
    };
}
