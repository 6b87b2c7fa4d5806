//! Which request a key names, and how it was answered.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::api::{Answer, Problem, Request};

/// The keys in use, each with its request and answer.
#[derive(Debug)]
pub(crate) struct Keys {
    kept: TimeDelta,
    by_key: HashMap<String, Entry>,
    order: VecDeque<(DateTime<Utc>, String)>,
}

#[derive(Debug)]
struct Entry {
    path: String,
    print: [u8; 32],
    /// None while the request is under way.
    answer: Option<Answer>,
}

/// What a key means for a request.
pub(crate) enum Begin {
    /// It is the first under its key: carry it out.
    Fresh,
    /// It was answered before.
    Replay(Answer),
    /// It must not be carried out.
    Refused(Problem),
}

impl Keys {
    pub(crate) fn new(kept: TimeDelta) -> Self {
        Self { kept, by_key: HashMap::new(), order: VecDeque::new() }
    }

    /// Takes the key for this request.
    pub(crate) fn begin(&mut self, key: &str, request: &Request, now: DateTime<Utc>) -> Begin {
        self.forget(now);
        let print = print(request);
        match self.by_key.get(key) {
            None => {
                let entry = Entry { path: request.path.clone(), print, answer: None };
                self.by_key.insert(key.to_owned(), entry);
                self.order.push_back((now, key.to_owned()));
                Begin::Fresh
            }
            Some(entry) if entry.path != request.path => Begin::Refused(Problem::key_reused(
                "Keys for idempotent requests can only be used for the same endpoint they were first used for.",
            )),
            Some(entry) if entry.print != print => Begin::Refused(Problem::key_reused(
                "Keys for idempotent requests can only be used with the same parameters they were first used with.",
            )),
            Some(Entry { answer: None, .. }) => Begin::Refused(Problem::key_in_use()),
            Some(Entry { answer: Some(answer), .. }) => Begin::Replay(answer.replayed()),
        }
    }

    /// Keeps how the request was answered.
    pub(crate) fn finish(&mut self, key: &str, answer: Answer) {
        if let Some(entry) = self.by_key.get_mut(key) {
            entry.answer = Some(answer);
        }
    }

    /// Frees a key whose request was not begun after all.
    pub(crate) fn abandon(&mut self, key: &str) {
        self.by_key.remove(key);
        // Its place in the order would else end the key's next life too early.
        if self.order.back().is_some_and(|(_, last)| last == key) {
            self.order.pop_back();
        } else {
            self.order.retain(|(_, kept)| kept != key);
        }
    }

    fn forget(&mut self, now: DateTime<Utc>) {
        while self.order.front().is_some_and(|(since, _)| now - *since >= self.kept) {
            if let Some((_, key)) = self.order.pop_front() {
                self.by_key.remove(&key);
            }
        }
    }
}

/// What makes two requests the same: their parameters, in whatever order.
fn print(request: &Request) -> [u8; 32] {
    let mut pairs = request.form.clone();
    pairs.sort();
    let mut hash = Sha256::new();
    for (name, value) in pairs {
        for text in [name, value] {
            hash.update(text.len().to_le_bytes());
            hash.update(text);
        }
    }
    hash.finalize().into()
}
