//! WebKit, as Safari has it, and what it shows itself on.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Thing, distribution};
use crate::project::Project;

/// The driver brings the library, and with it the browser.
pub const WEBKIT: Thing = Thing {
    name: "WebKit",
    why: "moves and pays charges as Safari would",
    found: webkit,
    bring: bring_webkit,
};

/// WebKit's browser has no mode without a screen.
pub const XVFB: Thing =
    Thing { name: "Xvfb", why: "is the screen that WebKit shows itself on", found: xvfb, bring: bring_xvfb };

/// The browser made for being driven. It lies beside the library rather than in the search path.
pub fn mini_browser() -> Option<PathBuf> {
    let libraries = Path::new("/usr/lib").read_dir().ok()?.flatten().map(|it| it.path());
    let folders = libraries.chain([PathBuf::from("/usr/libexec")]);
    folders.map(|it| it.join("webkit2gtk-4.1/MiniBrowser")).find(|it| it.is_file())
}

// Neither says its version without a screen.
fn webkit(project: &Project) -> Option<String> {
    let driver = project.find("WebKitWebDriver")?;
    Some(format!("{} with {}", driver.display(), mini_browser()?.display()))
}

fn bring_webkit(project: &Project) -> Result<()> {
    let advice = "install WebKitGTK 4.1 with its MiniBrowser, so that `WebKitWebDriver` is found";
    distribution::install(project, &["webkit2gtk-driver"], advice)
}

fn xvfb(project: &Project) -> Option<String> {
    project.find("Xvfb").map(|it| it.display().to_string())
}

fn bring_xvfb(project: &Project) -> Result<()> {
    distribution::install(project, &["xvfb"], "install Xvfb, the X server without a screen")
}
