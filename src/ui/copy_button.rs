//! Puts text on the clipboard, with its links where the other program takes them.

use js_sys::{Array, Object, Reflect};
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem};

use super::{Button, ButtonKind, Scope, use_announcer};

/// `copied` and `failed` are whole sentences: they are read aloud.
#[derive(Clone, Debug)]
pub struct CopyWords {
    pub label: String,
    pub copied: String,
    pub failed: String,
}

/// Copies `plain`, and `rich` (HTML) with it where given. `outcome` gets the sentence to show, which several such buttons
/// may share.
#[component]
pub fn CopyButton(
    words: CopyWords,
    #[prop(into)] plain: Signal<String>,
    #[prop(optional, into)] rich: Option<Signal<String>>,
    #[prop(optional)] kind: ButtonKind,
    outcome: RwSignal<Option<Result<String, String>>>,
) -> impl IntoView {
    let announcer = use_announcer();
    let (busy, scope) = (RwSignal::new(false), Scope::here());
    let label = words.label.clone();
    let copy = move |()| {
        let CopyWords { copied, failed, .. } = words.clone();
        let plain = plain.get_untracked();
        let rich = rich.map(|rich| rich.get_untracked());
        busy.set(true);
        // The item is made before the first await: browsers take it only within the press.
        let writing = write(&plain, rich.as_deref());
        scope.spawn(Box::pin(async move {
            let done = match writing {
                Ok(promise) => JsFuture::from(promise).await.is_ok(),
                Err(_) => false,
            };
            busy.set(false);
            if done {
                announcer.say(copied.clone());
                outcome.set(Some(Ok(copied)));
            } else {
                announcer.interrupt(failed.clone());
                outcome.set(Some(Err(failed)));
            }
        }));
    };
    view! { <Button label=label kind=kind busy=busy on_press=Callback::new(copy) /> }.into_any()
}

/// Missing on pages without a secure origin and in old browsers; calling it there would stop the app.
fn write(plain: &str, rich: Option<&str>) -> Result<js_sys::Promise, JsValue> {
    let navigator = window().navigator();
    if Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    let clipboard = navigator.clipboard();
    let Some(rich) = rich else { return Ok(clipboard.write_text(plain)) };
    if !Reflect::has(&window(), &"ClipboardItem".into())? {
        return Err(JsValue::UNDEFINED);
    }
    let parts = Object::new();
    for (kind, text) in [("text/plain", plain), ("text/html", rich)] {
        Reflect::set(&parts, &kind.into(), &blob(kind, text)?.into())?;
    }
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&parts)?;
    Ok(clipboard.write(&Array::of1(&item).unchecked_into()))
}

fn blob(kind: &str, text: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}
