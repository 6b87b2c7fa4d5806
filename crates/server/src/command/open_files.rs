//! How many connections the system lets us have. Each is an open file, and so is what is read to answer it.

/// Files besides: the database, listeners, mails, the log.
const BESIDES: u64 = 256;

/// Files that a connection may need: itself, and one of the app's that is sent over it. A third is for another connection at the
/// operations port, which takes as many, so that health can be asked for however many visitors there are.
const EACH: u64 = 3;

/// Fewer connections are no service.
const LEAST: u64 = 16;

/// Asks the system for as many open files as `connections` need, and gives how many connections there is room for.
#[cfg(unix)]
pub fn room_for(connections: usize) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let wanted = u64::try_from(connections).unwrap_or(u64::MAX).saturating_mul(EACH).saturating_add(BESIDES);
    let limit = getrlimit(Resource::Nofile);
    let Some(current) = limit.current.filter(|it| *it < wanted) else { return connections };
    let raised = limit.maximum.map_or(wanted, |it| it.min(wanted));
    let allowed = match setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum: limit.maximum })
    {
        Ok(()) => raised,
        Err(_) => current,
    };
    room(allowed).min(connections)
}

/// Elsewhere the system has no such limit.
#[cfg(not(unix))]
pub fn room_for(connections: usize) -> usize {
    connections
}

fn room(files: u64) -> usize {
    let connections = (files.saturating_sub(BESIDES) / EACH).max(LEAST);
    usize::try_from(connections).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_left_for_everything_else() {
        assert_eq!(room(1024), 256);
        assert_eq!(room(6256), 2000);
        assert_eq!(room(100), 16);
    }
}
