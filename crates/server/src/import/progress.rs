//! How far an import has come, for the person who waits for it.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on the standard error output; none where that is no terminal.
#[must_use]
pub fn progress_bar() -> ProgressBar {
    let template = "{msg:12} {wide_bar} {human_pos} of {human_len} charges, {eta} left";
    // A bar of another look is better than none.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}
