//! The settings file. What it says is handed to the command line's own parser, so that a setting is described, read and
//! checked in one place.

use std::ffi::OsString;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, Command};
use toml::Value;

/// What is wrong with a settings file.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// It cannot be read.
    #[error("the settings file cannot be read")]
    Unreadable(#[source] std::io::Error),
    /// It is not TOML.
    #[error("the settings file is not valid TOML")]
    Syntax(#[source] toml::de::Error),
    /// It names a setting that the command does not have.
    #[error("the settings file sets {0}, which `almoner {1}` does not know")]
    Unknown(String, String),
    /// A value of a shape that no setting has.
    #[error(
        "the settings file gives {0} a value that is neither text, a number, true or false, nor a list of these"
    )]
    Shape(String),
}

/// `given` with what the settings file that it names adds: each setting that neither a flag nor the environment gives.
/// Settings of the file that only other commands know are left to them.
///
/// # Errors
/// When the file is no good. What is wrong with `given` itself is left for the parser to say.
pub fn arguments(command: &Command, given: Vec<OsString>) -> Result<Vec<OsString>, FileProblem> {
    let Ok(matches) = command.clone().ignore_errors(true).try_get_matches_from(given.clone()) else {
        return Ok(given);
    };
    let Some((mut name, mut matches)) = matches.subcommand() else { return Ok(given) };
    let mut asked = command.find_subcommand(name);
    // Some commands have commands of their own.
    while let Some((nested, its)) = matches.subcommand() {
        asked = asked.and_then(|it| it.find_subcommand(nested));
        (name, matches) = (nested, its);
    }
    let Some(asked) = asked else { return Ok(given) };
    let file = matches.try_get_one::<std::path::PathBuf>("config").ok().flatten();
    match file {
        Some(file) => Ok(given.into_iter().chain(added(command, (name, asked), matches, file)?).collect()),
        None => Ok(given),
    }
}

fn added(
    command: &Command,
    (name, asked): (&str, &Command),
    matches: &ArgMatches,
    file: &Path,
) -> Result<Vec<OsString>, FileProblem> {
    let text = std::fs::read_to_string(file).map_err(FileProblem::Unreadable)?;
    let table: toml::Table = text.parse().map_err(FileProblem::Syntax)?;
    let mut added = Vec::new();
    for (key, value) in table {
        let flag = key.replace('_', "-");
        let known_by = |it: &Command| it.get_arguments().any(|argument| argument.get_long() == Some(&flag));
        let here =
            asked.get_arguments().find(|argument| argument.get_long() == Some(&flag) && flag != "config");
        let Some(argument) = here else {
            if flag != "config" && command.get_subcommands().any(known_by) {
                continue;
            }
            return Err(FileProblem::Unknown(key, name.to_owned()));
        };
        let source = matches.value_source(argument.get_id().as_str());
        if matches!(source, Some(ValueSource::CommandLine | ValueSource::EnvVariable)) {
            continue;
        }
        let is_switch = matches!(argument.get_action(), ArgAction::SetTrue);
        added.extend(written(&key, &flag, value, is_switch)?);
    }
    Ok(added)
}

/// The setting as flags.
fn written(key: &str, flag: &str, value: Value, is_switch: bool) -> Result<Vec<OsString>, FileProblem> {
    Ok(match value {
        Value::Boolean(true) if is_switch => vec![format!("--{flag}").into()],
        Value::Boolean(false) if is_switch => Vec::new(),
        Value::String(text) => vec![format!("--{flag}={text}").into()],
        Value::Integer(number) => vec![format!("--{flag}={number}").into()],
        Value::Boolean(truth) => vec![format!("--{flag}={truth}").into()],
        Value::Datetime(instant) => vec![format!("--{flag}={instant}").into()],
        Value::Array(values) => {
            let each = values.into_iter().map(|value| written(key, flag, value, is_switch));
            each.collect::<Result<Vec<_>, _>>()?.concat()
        }
        Value::Float(_) | Value::Table(_) => return Err(FileProblem::Shape(key.to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;
    use crate::config::{Command as Asked, CommandLine};

    fn parsed(file: &str, flags: &[&str]) -> Result<CommandLine, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("almoner.toml");
        std::fs::write(&path, file).expect("the file is written");
        let mut given: Vec<OsString> = vec!["almoner".into(), "serve".into(), "--config".into(), path.into()];
        given.extend(flags.iter().map(OsString::from));
        let given = arguments(&CommandLine::command(), given).map_err(|it| it.to_string())?;
        CommandLine::try_parse_from(given).map_err(|it| it.to_string())
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let file = "port = 9000\npublic-url = \"https://desk.example.com\"\ndev = true\nlisten = [\"::1\", \"127.0.0.1\"]";
        let Ok(CommandLine { command: Asked::Serve(settings) }) = parsed(file, &["--port", "9001"]) else {
            panic!("the settings are fine");
        };
        assert_eq!(settings.port, 9001);
        assert_eq!(settings.public_url.as_deref(), Some("https://desk.example.com"));
        assert!(settings.trial.dev);
        assert_eq!(settings.listen.len(), 2);
    }

    #[test]
    fn a_setting_that_no_command_has_is_named() {
        let problem = parsed("prot = 9000", &[]).expect_err("a typing error");
        assert_eq!(problem, "the settings file sets prot, which `almoner serve` does not know");
    }

    #[test]
    fn a_command_of_a_command_reads_the_file_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("almoner.toml");
        std::fs::write(&path, "database = \"sqlite://there.db\"\nport = 9000").expect("the file is written");
        let given = ["almoner", "mail", "bounced", "--config"].map(OsString::from).into_iter();
        let given = arguments(&CommandLine::command(), given.chain([path.into()]).collect()).expect("fine");
        let parsed = CommandLine::try_parse_from(given).expect("the settings are fine");
        assert_eq!(parsed.command.stored().database, "sqlite://there.db");
    }

    #[test]
    fn a_value_that_does_not_fit_is_refused_like_the_flags() {
        assert!(parsed("port = \"soon\"", &[]).expect_err("no number").contains("--port"));
    }
}
