//! What happened.

use std::sync::Arc;

use processor::wire::{EventData, EventObject, VERSION};
use serde::Serialize;
use serde_json::Value;

use super::{Ledger, Row};
use crate::shape;

/// An event, in the bytes in which it is told: every delivery is the same.
#[derive(Clone, Debug)]
pub(crate) struct Happened {
    pub(crate) kind: &'static str,
    created: i64,
    pub(crate) body: Arc<[u8]>,
}

impl Row for Happened {
    fn created(&self) -> i64 {
        self.created
    }
}

impl Happened {
    pub(crate) fn shown(&self) -> Value {
        serde_json::from_slice(&self.body).expect("it was written as JSON")
    }
}

impl Ledger {
    /// Writes down that something happened to an object, and that it is to be announced.
    pub(super) fn happened(&mut self, kind: &'static str, object: &impl Serialize, now: i64) {
        self.changed(kind, object, None, now);
    }

    /// The same for a change, with what was changed as it was before.
    pub(super) fn changed(
        &mut self,
        kind: &'static str,
        object: &impl Serialize,
        previous_attributes: Option<Value>,
        now: i64,
    ) {
        let id = self.id("evt");
        let event = EventObject {
            id: id.clone(),
            object: "event".to_owned(),
            api_version: Some(VERSION.to_owned()),
            created: now,
            data: EventData {
                object: serde_json::to_value(object).expect("wire objects have text keys and no floats"),
                previous_attributes,
            },
            livemode: false,
            kind: kind.to_owned(),
        };
        let body = shape::whole(&event).to_string().into_bytes();
        let event = Happened { kind, created: now, body: body.into() };
        self.events.put(&id, event.clone());
        self.news.push(event);
        self.totals.events += 1;
    }
}
