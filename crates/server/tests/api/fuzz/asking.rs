//! What is asked next, of one server.

use std::collections::HashMap;

use axum::http::Method;
use fastrand::Rng;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use test_support::{Server, WEBHOOK_SECRET, Who};
use wire::paths;

use super::request::Request;
use super::route::{self, Parameter, Place, Route};
use super::sending::Sent;
use super::tally::Tally;
use super::well::{self, Known, Subject};
use super::{ASKING, body, clock, odd, site};
use crate::{card_photos, dev};

/// How often somebody else is looked for where the one who was drawn may not ask.
const DRAWS: u8 = 5;

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// As it should be.
    Well,
    /// Well, and about what has changed since it was seen.
    Late,
    /// Somehow not as it should be.
    Badly,
}

impl Manner {
    fn of(route: &Route, chance: &mut Rng) -> Self {
        match chance.u8(..20) {
            0..9 => Self::Well,
            9..14 if route.is_versioned() => Self::Late,
            _ => Self::Badly,
        }
    }
}

/// Requests to one server, one following from the other and all of them from a seed.
pub struct Asking<'a> {
    server: &'a Server,
    chance: Rng,
    routes: Vec<Route>,
    cookies: HashMap<Who, String>,
    known: Known,
}

impl<'a> Asking<'a> {
    pub async fn of(server: &'a Server, seed: u64) -> Self {
        let mut cookies = HashMap::new();
        for who in ASKING.into_iter().filter(|it| *it != Who::Nobody) {
            cookies.insert(who, server.cookie(who).await);
        }
        let routes = route::all(server).await;
        dev::write(server, &dev::mail()).await;
        Self { server, chance: Rng::with_seed(seed), routes, cookies, known: Known::default() }
    }

    /// What was asked too seldom so far; else anything by anybody, mostly by those who may.
    pub async fn next(&mut self, tally: &Tally) -> (Route, Who, Request) {
        let pairs =
            || self.routes.iter().flat_map(|route| route.asked_by().iter().map(move |who| (route, *who)));
        let rarest = pairs().min_by_key(|(route, who)| tally.asked(route, *who)).expect("there are routes");
        let (route, who) = if tally.is_too_seldom(rarest.0, rarest.1) {
            rarest
        } else {
            let count = pairs().count();
            let mut draw = || pairs().nth(self.chance.usize(..count)).expect("one of them");
            let mut drawn = draw();
            for _ in 0..DRAWS {
                if !tally.is_kept_out(drawn.0, drawn.1) {
                    break;
                }
                drawn = draw();
            }
            drawn
        };
        let route = route.clone();
        let request = self.request(&route, who);
        (route, who, request)
    }

    /// Learns from the answer what fits next time.
    pub async fn learn(&mut self, who: Who, request: &Request, answer: &Sent) {
        let worked = answer.status.is_some_and(|it| (200..300).contains(&it));
        if worked && request.target.starts_with(paths::SESSION) && request.method != Method::GET {
            // That session is over.
            if self.cookies.contains_key(&who) {
                self.cookies.insert(who, self.server.cookie(who).await);
            }
        }
        let Ok(answer) = serde_json::from_slice::<Value>(&answer.body) else { return };
        let charge = if answer["charge"].is_object() { &answer["charge"] } else { &answer };
        if let (Some(id), Some(version)) = (charge["id"].as_str(), charge["rules"]["version"].as_i64()) {
            self.known.versions.insert(id.to_owned(), version);
        }
        if let (true, Some(version)) = (answer["coverages"].is_array(), answer["version"].as_i64()) {
            self.known.versions.insert(who.client().to_string(), version);
        }
        if let Some(next) = answer["next"].as_str() {
            self.known.next = Some(next.to_owned());
        }
    }

    fn request(&mut self, route: &Route, who: Who) -> Request {
        let manner = Manner::of(route, &mut self.chance);
        let mut request = match (route.is_site(), manner) {
            (true, Manner::Well | Manner::Late) => site::there(&mut self.chance),
            (true, Manner::Badly) => site::odd(&mut self.chance),
            (false, _) => self.fitting(route, who, manner),
        };
        if let Some(cookie) = self.cookies.get(&who) {
            request.header("cookie", cookie);
        }
        if manner == Manner::Badly && !route.is_site() {
            self.spoil(&mut request);
        }
        request
    }

    /// As the document says; where it is not to go well, perhaps with a value that it does not say.
    fn fitting(&mut self, route: &Route, who: Who, manner: Manner) -> Request {
        let well = manner != Manner::Badly;
        let mut subject = Subject::of(who, &route.path, &mut self.chance);
        subject.is_seen_late = manner == Manner::Late;
        let (mut path, mut query) = (route.path.clone(), Vec::new());
        for Parameter { name, place, schema } in &route.parameters {
            let is_odd = !well && self.chance.u8(..4) == 0;
            let value = if is_odd {
                Some(odd::text(&mut self.chance))
            } else {
                self.known.value(name, &subject, &mut self.chance).map(|it| plain(&it))
            };
            let encoded = |value: &str| utf8_percent_encode(value, NON_ALPHANUMERIC).to_string();
            match place {
                Place::Path => {
                    let value = value.unwrap_or_else(|| plain(&body::of(schema)));
                    path = path.replace(&format!("{{{name}}}"), &encoded(&value));
                }
                // Most of what may stand in a query may be left out.
                Place::Query if is_odd || self.chance.u8(..3) == 0 => {
                    query.extend(value.map(|value| format!("{name}={}", encoded(&value))));
                }
                Place::Query | Place::Header => {}
            }
        }
        let target = if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) };
        let mut request = Request::new(route.method.clone(), target);
        if let Some(schema) = &route.body {
            let mut fields = body::fitting(schema, &self.known, &subject, &mut self.chance);
            if !well && self.chance.bool() {
                body::mutate(&mut fields, &mut self.chance);
            }
            request.body = body::written(&fields);
            request.header("content-type", "application/json");
        }
        if route.is_photo() {
            request.body = card_photos::card();
            if !well && self.chance.bool() {
                request.body = body::strange(&request.body, &mut self.chance);
            }
        }
        if route.is_signed() {
            self.sign(&mut request, well);
        }
        if route.is_clock() {
            let now = self.server.desk.business.now();
            request.body = clock::wish(now, well, &mut self.chance).into_bytes();
            request.header("content-type", "application/x-www-form-urlencoded");
        }
        request.header("sec-fetch-site", "same-origin");
        request
    }

    fn sign(&mut self, request: &mut Request, well: bool) {
        if well || self.chance.bool() {
            request.body = well::event(&mut self.chance).to_string().into_bytes();
        }
        if !well && self.chance.bool() {
            request.body = body::strange(&request.body, &mut self.chance);
        }
        let signature = processor_simulator::sign(&request.body, self.server.desk.real.now(), WEBHOOK_SECRET);
        request.header("stripe-signature", signature);
    }

    /// Something about it is not as it should be.
    fn spoil(&mut self, request: &mut Request) {
        let chance = &mut self.chance;
        // The last ones are about a body.
        let ways = if request.body.is_empty() { 6 } else { 10 };
        match chance.u8(..ways) {
            0 | 1 => {
                let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"];
                request.method = methods[chance.usize(..methods.len())].parse().expect("a method");
            }
            2 => {
                request.without("sec-fetch-site");
                request.header("sec-fetch-site", "cross-site");
                request.header("origin", "https://evil.example");
            }
            3 => {
                let joint = if request.target.contains('?') { '&' } else { '?' };
                let pieces = [
                    "",
                    "a=1&a=2",
                    "year=99999999999",
                    "year=2025&year=2026",
                    "state[]=",
                    "%",
                    "%ff=%00",
                    "=",
                    "after=%00",
                    "practice=",
                ];
                request.target = format!("{}{joint}{}", request.target, pieces[chance.usize(..pieces.len())]);
            }
            4 => {
                let versions = ["*", "\"1\"", "W/\"1\"", "1", "", "\"", "\u{202e}", "99999999999999999999"];
                request.header("if-match", versions[chance.usize(..versions.len())]);
                request.header("if-none-match", versions[chance.usize(..versions.len())]);
            }
            5 => {
                // Once more, and not the same.
                let names = [
                    "cookie",
                    "content-type",
                    "host",
                    "stripe-signature",
                    "origin",
                    "accept-encoding",
                    "x-forwarded-for",
                ];
                request.header(names[chance.usize(..names.len())], odd::bytes(chance));
                request.header(names[chance.usize(..names.len())], odd::text(chance));
            }
            6 => {
                request.without("content-type");
                let types = [
                    "text/plain",
                    "application/xml",
                    "application/json; charset=latin1",
                    "application/json;",
                    "multipart/form-data; boundary=x",
                    "application/x-www-form-urlencoded",
                    "json",
                    "",
                ];
                request.header("content-type", types[chance.usize(..types.len())]);
            }
            7 => request.body = vec![b' '; chance.usize(250_000..300_000)],
            _ => request.body = body::strange(&request.body, chance),
        }
    }
}

/// A value as it stands in a path or a query.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}
