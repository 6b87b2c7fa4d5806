//! Settings from the environment. One that is not known is refused: it would be passed over, and what somebody meant to set would not
//! be set.

use clap::Command;

/// Before the name of each.
const PREFIX: &str = "ALMONER_";

/// A variable is named like a setting and is none.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the environment sets {0}, which is no setting of this program; check its spelling, or take it out")]
pub struct UnknownVariable(String);

/// That each of `variables`, as far as it is named like a setting, is one of some command.
///
/// # Errors
/// The first that is not.
pub fn checked(
    command: &Command,
    variables: impl IntoIterator<Item = String>,
) -> Result<(), UnknownVariable> {
    let mut known = vec![];
    collect(command, &mut known);
    #[cfg(feature = "fault-points")]
    known.extend(crate::crash_points::VARIABLES.map(str::to_owned));
    let unknown = |name: &String| name.starts_with(PREFIX) && !known.contains(name);
    variables.into_iter().find(unknown).map_or(Ok(()), |name| Err(UnknownVariable(name)))
}

fn collect(command: &Command, known: &mut Vec<String>) {
    let names = command.get_arguments().filter_map(|it| it.get_env()?.to_str().map(str::to_owned));
    known.extend(names);
    command.get_subcommands().for_each(|it| collect(it, known));
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::config::CommandLine;

    fn found(names: &[&str]) -> Result<(), UnknownVariable> {
        checked(&CommandLine::command(), names.iter().map(|it| (*it).to_owned()))
    }

    #[test]
    fn a_variable_that_no_command_knows_is_named() {
        assert_eq!(found(&["PATH", "ALMONER", "ALMONER_DATABASE", "ALMONER_TEAM"]), Ok(()));
        let unknown = found(&["ALMONER_PORT", "ALMONER_PROT"]);
        assert_eq!(unknown, Err(UnknownVariable("ALMONER_PROT".to_owned())));
    }
}
