//! What can be asked, as the interface's own document says: a new route is asked from the day it is there.

use axum::http::Method;
use serde_json::Value;
use wire::paths;

use crate::{Server, Who};

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

/// An operation, or the app's files as a whole.
#[derive(Clone, Debug)]
pub struct Route {
    pub method: Method,
    /// With the names of its parameters in braces.
    pub path: String,
    pub parameters: Vec<Parameter>,
    /// The properties of its body with their schemas, if it has one.
    pub body: Option<Vec<(String, Value)>>,
}

impl Route {
    /// The app's pages and files: everything that is no operation.
    pub fn site() -> Self {
        Self { method: Method::GET, path: "*".to_owned(), parameters: Vec::new(), body: None }
    }

    pub fn is_site(&self) -> bool {
        self.path == "*"
    }

    /// Its body is signed rather than asked for by somebody who is signed in.
    pub fn is_signed(&self) -> bool {
        self.parameters.iter().any(|it| it.name == "stripe-signature")
    }

    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Every operation of the document, and the site.
pub async fn all(server: &Server) -> Vec<Route> {
    let document: Value = server.get(Who::Nobody, paths::OPENAPI).await.body();
    let items = document["paths"].as_object().expect("paths");
    let operations = items.iter().flat_map(|(path, item)| {
        let item = item.as_object().expect("an item");
        item.iter().map(|(method, operation)| read(&document, method, path, operation))
    });
    operations.chain([Route::site()]).collect()
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
