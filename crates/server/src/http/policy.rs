//! Content security policies made from the page they are for: exactly the inline scripts and styles it was made with run, and
//! nothing that anybody slips in later.

use std::fmt::Write as _;

use axum::http::HeaderValue;
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use sha2::{Digest, Sha256};

/// The policy for the app's page. Its build names hashed files in inline scripts.
#[must_use]
pub fn of(page: &str) -> HeaderValue {
    let scripts = hashes(page, "script");
    let styles = hashes(page, "style");
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'self'"))
}

/// The policy for a mail shown as a page: it runs nothing, loads nothing, has no origin, and shows the styles written on its
/// elements. Its links work.
#[cfg(feature = "demo")]
#[must_use]
pub fn of_mail(page: &str) -> HeaderValue {
    let styles: std::collections::BTreeSet<String> = page
        .split(" style=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(style, _)| format!(" 'sha256-{}'", BASE64.encode(Sha256::digest(style))))
        .collect();
    let styles: String = styles.into_iter().collect();
    let policy = format!(
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
         style-src 'unsafe-hashes'{styles}; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("sandbox; default-src 'none'"))
}

/// A source expression for each inline element of this name.
fn hashes(page: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut hashes = String::new();
    let mut rest = page;
    while let Some(at) = rest.find(&open) {
        let Some((attributes, after)) = rest[at + open.len()..].split_once('>') else { break };
        let Some((content, after)) = after.split_once(&close) else { break };
        let is_inline = !attributes.split_ascii_whitespace().any(|it| it.starts_with("src="));
        if is_inline && (attributes.is_empty() || attributes.starts_with(char::is_whitespace)) {
            let _ = write!(hashes, " 'sha256-{}'", BASE64.encode(Sha256::digest(content)));
        }
        rest = after;
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_and_styles_are_let_in_by_their_hash_and_nothing_else_inline_is() {
        let page = "<head><script src=\"/a.js\"></script><script type=\"module\">alert('Hello, world.');</script>\
                    <style>body{}</style></head>";
        let policy = of(page);
        let policy = policy.to_str().expect("text");
        // The example of the standard.
        assert!(policy.contains(
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=';"
        ));
        assert_eq!(policy.matches("sha256-").count(), 2);
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn a_mail_shows_its_own_styles_and_runs_nothing() {
        let policy = of_mail("<p style=\"margin:0\">Hi</p><script>alert(1)</script>");
        let policy = policy.to_str().expect("text");
        assert!(policy.starts_with("sandbox allow-popups") && policy.contains("default-src 'none'"));
        assert!(policy.contains("style-src 'unsafe-hashes' 'sha256-"));
        assert!(!policy.contains("script") && !policy.contains("unsafe-inline"));
    }
}
