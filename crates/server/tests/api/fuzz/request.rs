//! A request as it goes over the wire, and how it is told to whoever wants to send it again.

use std::fmt;

use axum::http::{HeaderName, HeaderValue, Method};

/// What is sent.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: Method,
    /// Path and query.
    pub target: String,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn new(method: Method, target: String) -> Self {
        Self { method, target, headers: Vec::new(), body: Vec::new() }
    }

    /// One more header; what is no header is left out.
    pub fn header(&mut self, name: &str, value: impl AsRef<[u8]>) {
        let name = HeaderName::try_from(name).ok();
        self.headers.extend(name.zip(HeaderValue::from_bytes(value.as_ref()).ok()));
    }

    /// Without the headers of this name.
    pub fn without(&mut self, name: &str) {
        self.headers.retain(|(it, _)| it != name);
    }
}

/// Bytes as they can be read, and not too many of them.
fn shown(bytes: &[u8]) -> String {
    const SHOWN: usize = 400;
    let text = bytes[..bytes.len().min(SHOWN)].escape_ascii().to_string();
    if bytes.len() > SHOWN { format!("{text}… ({} bytes)", bytes.len()) } else { text }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, shown(self.target.as_bytes()))?;
        for (name, value) in self.headers.iter().filter(|(name, _)| name != "cookie") {
            write!(f, "\n    {name}: {}", shown(value.as_bytes()))?;
        }
        if self.body.is_empty() { Ok(()) } else { write!(f, "\n    {}", shown(&self.body)) }
    }
}
