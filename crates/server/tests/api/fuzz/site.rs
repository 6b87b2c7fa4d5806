//! The app's pages and files, and paths that are neither.

use axum::http::Method;
use fastrand::Rng;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use test_support::{Which, Who};

use super::odd;
use super::request::Request;

const THERE: [&str; 14] = [
    "/",
    "/index.html",
    "/app-0123456789abcdef.js",
    "/icon.svg",
    "/sign-in",
    "/sign-in?next=%2Fhome",
    "/home",
    "/account/billing",
    "/clients",
    "/help",
    "/support",
    "/dev/mailbox",
    "/dev/clock",
    wire::paths::OPENAPI,
];

const NOT_THERE: [&str; 30] = [
    "//",
    "///etc/passwd",
    "/.",
    "/..",
    "/../Cargo.toml",
    "/%2e%2e/Cargo.toml",
    "/..%2fCargo.toml",
    "/..%5cCargo.toml",
    "/%",
    "/%zz",
    "/%00",
    "/icon.svg%00.js",
    "/%ff%fe",
    "/%c0%ae%c0%ae/",
    "/icon.svg/",
    "/icon.svg/more",
    "/index.html/..",
    "/app-0123456789abcdef.js.br",
    "/%2findex.html",
    "/index.html%2f",
    "/C:/windows",
    "/con",
    "/.git/HEAD",
    "/account/billing/charges/",
    "/account/billing/charges/nobodys/change-date",
    "/api",
    "/api/",
    "/api/nothing",
    "/dev/",
    "/dev/mailbox/nothing/html",
];

const ENCODINGS: [&str; 8] =
    ["gzip", "br", "gzip, br", "br;q=1.0, gzip;q=0.8, *;q=0.1", "*", "zstd", "", "gzip;q=x"];

/// A page or a file that is there.
pub fn there(chance: &mut Rng) -> Request {
    let method = if chance.u8(..8) == 0 { Method::HEAD } else { Method::GET };
    let charge = format!("/account/billing/charges/{}", Which::Upcoming.id());
    let client = format!("/clients/{}", Who::Owner.client());
    let at = chance.usize(..THERE.len() + 2);
    let path =
        THERE.get(at).map_or(if at.is_multiple_of(2) { charge } else { client }, |it| (*it).to_owned());
    let mut request = Request::new(method, path);
    if chance.bool() {
        request.header("accept-encoding", ENCODINGS[chance.usize(..ENCODINGS.len())]);
    }
    request
}

/// A path that leads nowhere, or a way of asking that nobody uses.
pub fn odd(chance: &mut Rng) -> Request {
    let method =
        [Method::GET, Method::GET, Method::GET, Method::HEAD, Method::POST, Method::OPTIONS, Method::TRACE];
    let mut request = Request::new(method[chance.usize(..method.len())].clone(), path(chance));
    if chance.u8(..4) > 0 {
        request.header("accept-encoding", ENCODINGS[chance.usize(..ENCODINGS.len())]);
    }
    if chance.u8(..3) == 0 {
        let ranges =
            ["bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,2-3", "bytes=99999999999999999999-", "lines=1"];
        request.header("range", ranges[chance.usize(..ranges.len())]);
    }
    if chance.u8(..4) == 0 {
        let days = ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "yesterday", ""];
        request.header("if-modified-since", days[chance.usize(..days.len())]);
        request.header("if-unmodified-since", days[chance.usize(..days.len())]);
    }
    request
}

fn path(chance: &mut Rng) -> String {
    match chance.u8(..7) {
        0 => THERE[chance.usize(..THERE.len())].to_owned(),
        1 => format!("/{}", utf8_percent_encode(&odd::text(chance), NON_ALPHANUMERIC)),
        2 => {
            let mail = odd::text(chance);
            format!("/dev/mailbox/{}", utf8_percent_encode(&mail, NON_ALPHANUMERIC))
        }
        // What one name on a disk may have is 255 bytes, and a whole path 4,096: around both.
        3 | 4 => {
            let lead = ["/", "/", "/", "/dev/mailbox/", "/help/"][chance.usize(..5)];
            format!("{lead}{}", "a".repeat(chance.usize(246..262)))
        }
        5 => "/a".repeat(chance.usize(2_000..2_100)),
        _ => NOT_THERE[chance.usize(..NOT_THERE.len())].to_owned(),
    }
}
