//! Bodies: as their schema says, and then not quite.

use fastrand::Rng;
use serde_json::Value;

use super::odd;
use super::well::{Known, Subject};

/// The properties of an object, each already written as JSON; not always as JSON.
pub type Fields = Vec<(String, String)>;

/// A body that fits its schema.
pub fn fitting(schema: &[(String, Value)], known: &Known, subject: &Subject, chance: &mut Rng) -> Fields {
    let field = |(name, schema): &(String, Value)| {
        let value = known.value(name, subject, chance).unwrap_or_else(|| of(schema));
        (name.clone(), value.to_string())
    };
    schema.iter().map(field).collect()
}

/// Any value of a schema.
pub fn of(schema: &Value) -> Value {
    let sort = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match sort {
        Some("integer" | "number") => 1.into(),
        Some("boolean") => true.into(),
        Some("array") => Value::Array(Vec::new()),
        Some("object") | None => Value::Object(serde_json::Map::new()),
        Some(_) => "a".into(),
    }
}

/// The object as it is sent.
pub fn written(fields: &Fields) -> Vec<u8> {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}:{value}", odd::quoted(name))).collect();
    format!("{{{}}}", fields.join(",")).into_bytes()
}

/// One of its fields becomes another, goes missing, or comes twice.
pub fn mutate(fields: &mut Fields, chance: &mut Rng) {
    let odd = odd::json(chance);
    if fields.is_empty() {
        return fields.push(("odd".to_owned(), odd));
    }
    let at = chance.usize(..fields.len());
    match chance.u8(..10) {
        0 => drop(fields.remove(at)),
        1 => fields.push((fields[at].0.clone(), odd)),
        2 => fields.push((odd::text(chance), odd)),
        _ => fields[at].1 = odd,
    }
}

/// Something else altogether.
pub fn strange(written: &[u8], chance: &mut Rng) -> Vec<u8> {
    match chance.u8(..7) {
        0 => Vec::new(),
        1 => odd::bytes(chance),
        2 => odd::deep(chance).into_bytes(),
        3 => [b"\xef\xbb\xbf", written].concat(),
        4 => [written, written].concat(),
        5 => written[..chance.usize(..=written.len())].to_vec(),
        _ => odd::json(chance).into_bytes(),
    }
}
