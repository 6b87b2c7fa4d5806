//! A suite on its way: starts its programs, shows what they print, and counts the tests in it.

use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use super::summary::Line;
use super::tally::Tally;
use crate::command::shown;
use crate::project::Project;
use crate::stopwatch::Stopwatch;

/// Half a day and half an hour from every practice: what follows the machine's own zone instead of the practice's shows.
const FAR_AWAY: &str = "Asia/Kolkata";

/// One suite while it runs.
pub struct Run<'a> {
    pub project: &'a Project,
    /// Which of its journeys; all where none are named.
    pub chosen: &'a [String],
    tally: Tally,
    watch: Stopwatch,
}

impl<'a> Run<'a> {
    pub fn start(project: &'a Project, chosen: &'a [String]) -> Self {
        Self { project, chosen, tally: Tally::default(), watch: Stopwatch::start() }
    }

    /// Ends the suite.
    pub fn finish(self, suite: &'static str, good: bool) -> Line {
        Line { suite, good, time: self.watch.shown(), tally: self.tally }
    }

    /// A step that is done by cargo.
    pub fn cargo(&mut self, arguments: &[&str]) -> Result<()> {
        self.step(&mut self.project.cargo(arguments.iter().copied()))
    }

    /// A step that is done by `command`.
    pub fn step(&mut self, command: &mut Command) -> Result<()> {
        println!("---- {}", shown(command));
        command.env("TZ", FAR_AWAY);
        // It writes into pipes, and would take that for nobody watching.
        if io::stdout().is_terminal() {
            command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("cannot start {}", shown(command)))?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let told = thread::spawn(move || out.map(|it| pass_on(it, io::stdout())).unwrap_or_default());
        let warned = err.map(|it| pass_on(it, io::stderr())).unwrap_or_default();
        self.tally += warned;
        self.tally += told.join().unwrap_or_default();
        let status = child.wait()?;
        if status.success() { Ok(()) } else { bail!("{} failed ({status})", shown(command)) }
    }
}

/// Copies line by line, so that both streams can share a terminal.
fn pass_on(from: impl Read, mut to: impl Write) -> Tally {
    let mut tally = Tally::default();
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        // Whoever closed our output gets no more of it; the tests still run to their end.
        let _closed = to.write_all(&line).and_then(|()| to.flush());
        tally += Tally::of(&String::from_utf8_lossy(&line));
        line.clear();
    }
    tally
}
