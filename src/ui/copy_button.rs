//! Puts text on the clipboard, with its links where the other program takes them.

use js_sys::{Array, Object, Promise, Reflect};
use leptos::{
    html,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Clipboard, ClipboardItem};

use super::{Button, ButtonKind, Scope, use_announcer};

/// All but the label are whole sentences: they are read aloud.
#[derive(Clone, Debug)]
pub struct CopyWords {
    pub label: String,
    /// It was copied with its links.
    pub rich: String,
    /// It was copied without.
    pub plain: String,
    /// It was not copied, and stands selected.
    pub selected: String,
}

/// Copies `plain`, and `rich` (HTML) with it where given. A browser that does not take the one gets the other; where nothing can be
/// copied, what stands in `shown` is selected. `outcome` gets the sentence to show, which several such buttons may share.
#[component]
pub fn CopyButton(
    words: CopyWords,
    #[prop(into)] plain: Signal<String>,
    #[prop(optional, into)] rich: Option<Signal<String>>,
    #[prop(optional)] kind: ButtonKind,
    shown: NodeRef<html::Div>,
    outcome: RwSignal<Option<Result<String, String>>>,
) -> impl IntoView {
    let announcer = use_announcer();
    let (busy, scope) = (RwSignal::new(false), Scope::here());
    let label = words.label.clone();
    let copy = move |()| {
        let words = words.clone();
        let plain = plain.get_untracked();
        busy.set(true);
        // The item is made before the first await: browsers take it only within the press.
        let writing = rich.map(|rich| write_rich(&plain, &rich.get_untracked()));
        scope.spawn(Box::pin(async move {
            let with_links = match writing {
                Some(Ok(promise)) => JsFuture::from(promise).await.is_ok(),
                Some(Err(_)) | None => false,
            };
            let done = with_links || write_plain(&plain).await;
            busy.set(false);
            let said = match (with_links, done) {
                (true, _) => Ok(words.rich),
                (false, true) => Ok(words.plain),
                (false, false) => Err(words.selected),
            };
            match &said {
                Ok(copied) => announcer.say(copied.clone()),
                Err(selected) => {
                    select(shown);
                    announcer.interrupt(selected.clone());
                }
            }
            outcome.set(Some(said));
        }));
    };
    view! { <Button label=label kind=kind busy=busy on_press=Callback::new(copy) /> }.into_any()
}

/// What can be called `name` there, where it is. Missing on pages without a secure origin and in old browsers, and calling it there
/// would stop the app.
fn clipboard(name: &str) -> Option<Clipboard> {
    let navigator = window().navigator();
    let there = Reflect::get(&navigator, &"clipboard".into()).ok().filter(|it| it.is_object())?;
    Reflect::has(&there, &name.into()).ok().filter(|has| *has)?;
    Some(navigator.clipboard())
}

async fn write_plain(text: &str) -> bool {
    match clipboard("writeText") {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}

fn write_rich(plain: &str, rich: &str) -> Result<Promise, JsValue> {
    let clipboard = clipboard("write").ok_or(JsValue::UNDEFINED)?;
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

/// So that it can be copied by hand.
fn select(shown: NodeRef<html::Div>) {
    let selection = window().get_selection().ok().flatten();
    if let Some((shown, selection)) = shown.get_untracked().zip(selection) {
        drop(selection.select_all_children(&shown));
    }
}

fn blob(kind: &str, text: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}
