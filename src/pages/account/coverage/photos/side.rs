//! One side of a card: the photo that there is, another one in its place, and none.

use domain::card_photo::CardSide;
use domain::{CardPhotoId, ClientId, CoverageId};
use leptos::{html, prelude::*, wasm_bindgen::JsCast};
use web_sys::{AbortController, File, HtmlElement};
use wire::card_photos::{CardPhotoView, CardPhotosView};
use wire::paths;

use super::shown::Shown;
use super::words::Words;
use crate::api::{Api, ApiError, use_api};
use crate::data::form::{FormReply, FormState, Saying};
use crate::data::loaded::Latest;
use crate::text::t;
use crate::ui::{Button, ButtonKind, Dialog, NoticeKind, Words as Text, anew};

/// Bytes of a file. The server says the same of what is larger, once some of it is there.
const BYTES_MAX: f64 = 10_000_000.0;

const FORMS: &str = "image/jpeg,image/png,image/webp";

/// Which side of whose card, among all photos.
#[derive(Clone)]
pub struct Card {
    pub client: ClientId,
    pub coverage: CoverageId,
    pub side: CardSide,
    pub payer: String,
    pub photos: Latest<CardPhotosView>,
}

impl Card {
    fn photo(&self) -> Option<CardPhotoId> {
        self.photos.with(|all| self.photo_among(all))
    }

    fn photo_among(&self, all: &CardPhotosView) -> Option<CardPhotoId> {
        let of = |it: &&CardPhotoView| it.coverage == self.coverage && it.side == self.side;
        all.photos.iter().find(of).map(|it| it.id)
    }

    /// From now on there is this one, or none.
    fn becomes(&self, photo: Option<CardPhotoView>) {
        let mut all = self.photos.with_untracked(CardPhotosView::clone);
        all.photos.retain(|it| it.coverage != self.coverage || it.side != self.side);
        all.photos.extend(photo);
        self.photos.put(all);
    }

    fn address(&self, photo: CardPhotoId) -> String {
        // Another photo has another address: browsers show again what they have of one.
        format!("{}?photo={photo}", paths::card_photo(self.client, self.coverage, self.side))
    }
}

pub fn side(card: Card) -> AnyView {
    let words = Words(card.side);
    let there = Memo::new({
        let card = card.clone();
        move |_| card.photo()
    });
    let chosen = RwSignal::new_local(None::<File>);
    let under_way = StoredValue::new_local(None::<AbortController>);
    let sending = sending(card.clone(), chosen, under_way);
    let (shown, asked) = (RwSignal::new(false), RwSignal::new(false));
    let removing = removing(card.clone(), shown);
    let state = Signal::derive(move || {
        let state = match there.get() {
            _ if sending.busy.get() => "",
            Some(_) => t().card_photo_there(),
            None => t().card_photo_none(),
        };
        state.to_owned()
    });
    let picture = anew(move || match there.get().filter(|_| shown.get()) {
        Some(photo) => view! { <Shown address=card.address(photo) alt=words.alt(&card.payer) /> }.into_any(),
        None => ().into_any(),
    });
    // What was said of a photo goes with the next thing that is done, unless it can still be sent.
    let act = move || {
        if chosen.read_untracked().is_none() {
            sending.said.set(None);
        }
        removing.said.set(None);
    };
    let is_there = Memo::new(move |_| there.get().is_some() && !sending.busy.get());
    let look = anew(move || is_there.get().then(|| showing(words, shown, act)).into_any());
    let remove = anew(move || is_there.get().then(|| removal(words, asked, act)).into_any());
    let acts = NodeRef::new();
    let send = move || {
        removing.said.set(None);
        keep_focus_in(acts);
        sending.submit();
    };
    let again = anew(move || {
        if sending.busy.get() {
            return cancel(under_way);
        }
        chosen.read().is_some().then(|| try_again(send)).into_any()
    });
    let doing = move || {
        let doing = if sending.busy.get() { t().card_photo_sending() } else { "" };
        doing.to_owned()
    };
    view! {
        <div class="card-photo-side">
            <p>
                <strong>{words.name()}</strong>
                " "
                <span class="soft" prop:textContent=Text(state)></span>
            </p>
            {picture}
            {sending.told()}
            {removing.told()}
            <div class="card-photo-acts" node_ref=acts>
                <span
                    class="soft"
                    class:hidden-words=move || !sending.busy.get()
                    role="status"
                    prop:textContent=Text(Signal::derive(doing))></span>
                {again}
                {look}
                {fields(words, there, sending.busy, move |file| {
                    chosen.set(Some(file));
                    send();
                })}
                {remove}
            </div>
            <Dialog open=asked heading=words.question()>
                <p>{t().card_photo_remove_text()}</p>
                <div class="ui-buttons">
                    <Button
                        label=t().card_photo_remove_no().to_string()
                        kind=ButtonKind::Primary
                        on_press=move |()| asked.set(false)
                    />
                    <Button
                        label=t().card_photo_remove_yes().to_string()
                        busy=removing.busy
                        on_press=move |()| {
                            asked.set(false);
                            removing.submit();
                        }
                    />
                </div>
            </Dialog>
        </div>
    }
    .into_any()
}

fn showing(words: Words, shown: RwSignal<bool>, act: impl Fn() + Send + Sync + 'static) -> AnyView {
    let label = Signal::derive(move || words.show(shown.get()).to_owned());
    let press = move |()| {
        act();
        shown.update(|it| *it = !*it);
    };
    view! { <Button label=label kind=ButtonKind::Quiet on_press=press /> }.into_any()
}

fn removal(words: Words, asked: RwSignal<bool>, act: impl Fn() + Send + Sync + 'static) -> AnyView {
    let press = move |()| {
        act();
        asked.set(true);
    };
    view! { <Button label=words.remove().to_string() kind=ButtonKind::Quiet on_press=press /> }.into_any()
}

/// What had the focus is about to be hidden; the button by which sending is called off takes it.
fn keep_focus_in(acts: NodeRef<html::Div>) {
    let Some(acts) = acts.get_untracked() else { return };
    if !matches!(acts.query_selector(":focus"), Ok(Some(_))) {
        return;
    }
    request_animation_frame(move || {
        let button = acts.query_selector("button").ok().flatten();
        if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            drop(button.focus());
        }
    });
}

/// The photo that is chosen is still chosen, so it is sent once more without choosing it again.
fn try_again(send: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! { <Button label=t().try_again().to_string() on_press=move |()| send() /> }.into_any()
}

/// On a slow line it takes long, and it may have been the wrong photo.
fn cancel(under_way: StoredValue<Option<AbortController>, LocalStorage>) -> AnyView {
    let press = move |()| under_way.with_value(|it| it.iter().for_each(AbortController::abort));
    view! { <Button label=t().card_photo_cancel().to_string() on_press=press /> }.into_any()
}

/// With a camera, where there is one that a finger is used with, and from what is there. A telephone that is told to use its camera
/// offers no file. While one is on its way no other is taken.
fn fields(
    words: Words,
    there: Memo<Option<CardPhotoId>>,
    busy: RwSignal<bool>,
    send: impl Fn(File) + Copy + 'static,
) -> AnyView {
    let choose = move || words.choose(there.get().is_some()).to_owned();
    view! {
        <label class="ui-button card-photo-camera" hidden=busy>
            <span>{words.take()}</span>
            {input(Some("environment"), send)}
        </label>
        <label class="ui-button" hidden=busy>
            <span prop:textContent=Text(Signal::derive(choose))></span>
            {input(None, send)}
        </label>
    }
    .into_any()
}

fn input(capture: Option<&'static str>, send: impl Fn(File) + 'static) -> AnyView {
    let place = NodeRef::<html::Input>::new();
    let changed = move |_| {
        let Some(input) = place.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            // The same file may be chosen again, after it was made smaller.
            input.set_value("");
            send(file);
        }
    };
    view! { <input class="hidden-words" type="file" accept=FORMS capture=capture node_ref=place on:change=changed /> }
        .into_any()
}

fn sending(
    card: Card,
    chosen: RwSignal<Option<File>, LocalStorage>,
    under_way: StoredValue<Option<AbortController>, LocalStorage>,
) -> FormState {
    let (api, words) = (use_api(), Words(card.side));
    FormState::new(&[], move |_| {
        let (card, file) = (card.clone(), chosen.get_untracked());
        Ok(Box::pin(async move {
            let Some(file) = file else { return Ok(FormReply::Nothing) };
            if file.size() > BYTES_MAX {
                chosen.set(None);
                return Ok(FormReply::Said(Saying::failed(|| t().card_photo_too_large().to_owned())));
            }
            let Ok(controller) = AbortController::new() else { return Ok(FormReply::Nothing) };
            let called_off = controller.signal();
            under_way.set_value(Some(controller));
            let sending =
                api.send_card_photo(card.client, card.coverage, card.side, file, called_off.clone());
            let sent = sending.await;
            if called_off.aborted() && sent.is_err() {
                chosen.set(None);
                return canceled(api, &card).await;
            }
            // What is refused is refused again.
            if sent.as_ref().map_or_else(|error| error.status() == Some(422), |_| true) {
                chosen.set(None);
            }
            match sent {
                Ok(photo) => card.becomes(Some(photo)),
                Err(error) => return FormReply::without_answer(error),
            }
            Ok(FormReply::Said(saved(words)))
        }))
    })
}

/// All of it may have been there already.
async fn canceled(api: Api, card: &Card) -> Result<FormReply, ApiError> {
    let before = card.photos.with_untracked(|all| card.photo_among(all));
    let all = api.card_photos(card.client).await?;
    let is_there = card.photo_among(&all) != before;
    card.photos.put(all);
    let words = Words(card.side);
    Ok(FormReply::Said(if is_there {
        saved(words)
    } else {
        Saying::new(NoticeKind::Info, || t().card_photo_canceled().to_owned())
    }))
}

fn saved(words: Words) -> Saying {
    Saying::done(|| t().card_photo_saved().to_owned(), move || words.saved().to_owned())
}

fn removing(card: Card, shown: RwSignal<bool>) -> FormState {
    let (api, words) = (use_api(), Words(card.side));
    FormState::new(&[], move |_| {
        let card = card.clone();
        Ok(Box::pin(async move {
            let removed = api.remove_card_photo(card.client, card.coverage, card.side).await;
            // It may have been removed on another device.
            if let Err(error) = removed
                && error.status() != Some(404)
            {
                return FormReply::without_answer(error);
            }
            shown.set(false);
            card.becomes(None);
            let gone = move || words.removed().to_owned();
            Ok(FormReply::Said(Saying::done(|| t().card_photo_removed().to_owned(), gone)))
        }))
    })
}
