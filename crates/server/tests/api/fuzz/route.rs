//! What can be asked, as the interface's own document says: a new route is asked from the day it is there. What the document
//! does not tell of is listed here.

use std::net::SocketAddr;

use axum::http::Method;
use serde_json::{Value, json};
use test_support::{Server, Who};
use wire::paths;

use super::ASKING;

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Path,
    Query,
    Header,
}

#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: String,
    pub place: Place,
    pub schema: Value,
}

/// What a route belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The interface for programs.
    Interface,
    /// The app's pages and files: everything that is none of the others.
    Site,
    /// The pages for whoever tries the desk out.
    Dev,
    /// What whoever runs the desk asks, at a port of its own.
    Operations,
}

/// An operation, or the app's files as a whole.
#[derive(Clone, Debug)]
pub struct Route {
    pub part: Part,
    pub method: Method,
    /// With the names of its parameters in braces.
    pub path: String,
    pub parameters: Vec<Parameter>,
    /// The properties of its body with their schemas, if it has one.
    pub body: Option<Vec<(String, Value)>>,
}

impl Route {
    /// Without parameters and a body, or with those that its part knows of.
    fn plain(part: Part, method: Method, path: &str) -> Self {
        Self { part, method, path: path.to_owned(), parameters: Vec::new(), body: None }
    }

    /// A page about one of the mails that were written.
    fn of_mail(path: &str) -> Self {
        let parameters = vec![parameter(&json!({ "name": "mail", "in": "path", "schema": {} }), path)];
        Self { parameters, ..Self::plain(Part::Dev, Method::GET, path) }
    }

    pub fn is_site(&self) -> bool {
        self.part == Part::Site
    }

    /// It takes a form that says where the clock is to go.
    pub fn is_clock(&self) -> bool {
        self.part == Part::Dev && self.method == Method::POST
    }

    /// It takes a photo.
    pub fn is_photo(&self) -> bool {
        self.path == paths::CARD_PHOTO && self.method == Method::PUT
    }

    /// It takes the version of what it changes, so that nobody changes what they have not seen.
    pub fn is_versioned(&self) -> bool {
        self.body.iter().flatten().any(|(name, _)| name == "version")
    }

    /// Who asks it: everybody, where it makes a difference or might.
    pub fn asked_by(&self) -> &'static [Who] {
        match self.part {
            Part::Interface | Part::Site | Part::Dev => &ASKING,
            Part::Operations => &[Who::Nobody],
        }
    }

    /// Where it is asked.
    pub fn address(&self, server: &Server) -> SocketAddr {
        match self.part {
            Part::Interface | Part::Site | Part::Dev => server.address,
            Part::Operations => server.operations,
        }
    }

    /// Its body is signed rather than asked for by somebody who is signed in.
    pub fn is_signed(&self) -> bool {
        self.parameters.iter().any(|it| it.name == "stripe-signature")
    }

    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Every operation of the document, and everything else.
pub async fn all(server: &Server) -> Vec<Route> {
    let document: Value = server.get(Who::Nobody, paths::OPENAPI).await.body();
    let items = document["paths"].as_object().expect("paths");
    let operations = items.iter().flat_map(|(path, item)| {
        let item = item.as_object().expect("an item");
        item.iter().map(|(method, operation)| read(&document, method, path, operation))
    });
    operations.chain(beside()).collect()
}

/// What the document does not tell of.
fn beside() -> Vec<Route> {
    let dev = |method, path| Route::plain(Part::Dev, method, path);
    let operations = |path| Route::plain(Part::Operations, Method::GET, path);
    vec![
        Route::plain(Part::Site, Method::GET, "*"),
        dev(Method::GET, "/dev/style.css"),
        dev(Method::GET, "/dev/mailbox"),
        Route::of_mail("/dev/mailbox/{mail}"),
        Route::of_mail("/dev/mailbox/{mail}/html"),
        dev(Method::GET, "/dev/clock"),
        dev(Method::POST, "/dev/clock"),
        operations("/healthz"),
        operations("/readyz"),
        operations("/metrics"),
    ]
}

fn read(document: &Value, method: &str, path: &str, operation: &Value) -> Route {
    let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    let parameters: Vec<Parameter> = parameters.iter().map(|it| parameter(it, path)).collect();
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    let properties = resolved(document, body)["properties"].as_object();
    let properties = properties.map(|all| {
        all.iter().map(|(name, schema)| (name.clone(), resolved(document, schema).clone())).collect()
    });
    Route {
        part: Part::Interface,
        method: method.to_uppercase().parse().expect("a method"),
        path: path.to_owned(),
        parameters,
        body: (!body.is_null()).then(|| properties.unwrap_or_default()),
    }
}

fn parameter(it: &Value, path: &str) -> Parameter {
    let name = it["name"].as_str().expect("a name").to_owned();
    let place = match it["in"].as_str() {
        Some("path") => Place::Path,
        Some("query") => Place::Query,
        Some("header") => Place::Header,
        other => panic!("{name} of {path} stands in {other:?}"),
    };
    let named = path.contains(&format!("{{{name}}}"));
    assert_eq!(named, place == Place::Path, "{path} and where {name} stands do not agree");
    Parameter { name, place, schema: it["schema"].clone() }
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).expect("what is referred to"),
        None => schema,
    }
}
