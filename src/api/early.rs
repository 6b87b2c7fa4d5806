//! Answers that the page asked for before the app was here, by the script at the head of `index.html`.
//!
//! Each is taken over once, by whoever first asks for the same, and only while it is fresh. `session` has them
//! forgotten once somebody else is signed in, since they are about who was when the page was opened; and so has whatever is changed.

use gloo_net::http::Response;
use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::data::clock::now_millis;

/// Where the script leaves them: by path, when each was asked for and the promise of its answer.
const PLACE: &str = "early";

/// A page may be opened and not looked at for long. What it says must hold when it is looked at.
const FRESH_MILLIS: u64 = 30_000;

/// The answer to this path, if it was asked for. One that failed is none.
pub async fn taken(path: &str) -> Option<Response> {
    let answer = JsFuture::from(promise(path)?).await.ok()?;
    Some(Response::from(answer.dyn_into::<web_sys::Response>().ok()?))
}

fn promise(path: &str) -> Option<js_sys::Promise> {
    let all = all()?;
    let (at, asked) = (get(&all, path)?, path.into());
    js_sys::Reflect::delete_property(all.unchecked_ref::<js_sys::Object>(), &asked).ok()?;
    let age = now_millis().checked_sub(get(&at, "at")?.as_f64()? as u64)?;
    (age < FRESH_MILLIS).then(|| get(&at, "answer")?.dyn_into().ok())?
}

/// Forgets all that nobody took.
pub fn forget() {
    let _read_only = js_sys::Reflect::set(&window(), &PLACE.into(), &JsValue::UNDEFINED);
}

fn all() -> Option<JsValue> {
    get(&window(), PLACE)
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(of, &name.into()).ok().filter(|it| !it.is_undefined())
}
