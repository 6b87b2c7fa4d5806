use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// The settings all commands share.
#[derive(Clone, Debug, Args)]
pub struct StoredSettings {
    /// A TOML file with settings: each key is the name of a flag without its dashes.
    #[arg(long, env = "ALMONER_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where everything is kept: `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(
        long,
        env = "ALMONER_DATABASE",
        value_name = "URL",
        default_value = "sqlite://almoner.db",
        hide_env_values = true
    )]
    pub database: String,
    /// How much is logged: `error`, `warn`, `info`, `debug`, or rules such as `info,server=debug`. `info` if not given.
    #[arg(long, env = "ALMONER_LOG", value_name = "LEVEL")]
    pub log: Option<String>,
    /// How log lines are written; `json` if not given.
    #[arg(long, env = "ALMONER_LOG_FORMAT", value_name = "FORMAT", value_enum)]
    pub log_format: Option<LogFormat>,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For a person's eyes.
    Text,
}
