//! One of many that nobody wants to scroll through: typing narrows the list down. An editable combobox with a list, as the ARIA
//! Authoring Practices have it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::field::{described_by, field, invalid};
use super::{anew, use_announcer, verbatim, whenever_again};

/// As many as are listed: whoever does not see theirs types on.
const LISTED: usize = 40;

/// `choices` are names, and the value is what is typed or the name that was chosen. `found` says how many there are.
#[component]
pub fn Combobox(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(into)] choices: Signal<Vec<String>>,
    value: RwSignal<String>,
    found: fn(usize) -> String,
) -> impl IntoView {
    let announcer = use_announcer();
    let (open, active) = (RwSignal::new(false), RwSignal::new(None::<usize>));
    let listed = Memo::new(move |_| matching(&choices.get(), &value.get()));
    let is_open = Memo::new(move |_| open.get() && !listed.read().is_empty());
    let list_id = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |at: usize| format!("{id}-option-{at}")
    };
    whenever_again(move |is_later| {
        let count = listed.read().len();
        if is_later && open.get_untracked() {
            announcer.say(found(count));
        }
    });
    let show = {
        let option_id = option_id.clone();
        move |at: Option<usize>| {
            active.set(at);
            let option_id = at.map(&option_id);
            request_animation_frame(move || {
                let option = option_id.and_then(|it| document().get_element_by_id(&it));
                if let Some(option) = option {
                    let how = ScrollIntoViewOptions::new();
                    how.set_block(ScrollLogicalPosition::Nearest);
                    option.scroll_into_view_with_scroll_into_view_options(&how);
                }
            });
        }
    };
    let close = move || {
        open.set(false);
        active.set(None);
    };
    let choose = move |at: usize| {
        if let Some(name) = listed.with_untracked(|it| it.get(at).cloned()) {
            value.set(name);
        }
        close();
    };
    let key = move |key: KeyboardEvent| {
        let (count, at) = (listed.with_untracked(Vec::len), active.get_untracked());
        let is_shown = is_open.get_untracked();
        let handled = match (key.key().as_str(), at) {
            ("ArrowDown", _) if count > 0 => {
                open.set(true);
                show(Some(at.map_or(0, |at| (at + 1) % count)));
                true
            }
            ("ArrowUp", _) if count > 0 => {
                open.set(true);
                show(Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
                true
            }
            ("Enter", Some(at)) if is_shown => {
                choose(at);
                true
            }
            ("Escape", _) if is_shown => {
                close();
                true
            }
            _ => false,
        };
        if handled {
            key.prevent_default();
            key.stop_propagation();
        }
    };
    let active_id = {
        let option_id = option_id.clone();
        move || active.get().filter(|_| is_open.get()).map(&option_id)
    };
    let options = anew(move || {
        let option_id = option_id.clone();
        let option = move |(at, name): (usize, String)| {
            view! {
                <li
                    id=option_id(at)
                    role="option"
                    aria-selected=move || if active.get() == Some(at) { "true" } else { "false" }
                    on:click=move |_| choose(at)
                >
                    {verbatim(name)}
                </li>
            }
        };
        listed.get().into_iter().enumerate().map(option).collect::<Vec<_>>().into_any()
    });
    let input = view! {
        <div class="ui-combobox">
            <input
                class="ui-input"
                id=id.clone()
                name=id.clone()
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                aria-describedby=described_by(id.clone(), true, error)
                aria-invalid=invalid(error)
                prop:value=value
                on:input:target=move |event| {
                    value.set(event.target().value());
                    active.set(None);
                    open.set(true);
                }
                on:click=move |_| open.set(true)
                on:blur=move |_| close()
                on:keydown=key
            />
            // Pressing an option must not take the focus, and the list with it, before the option hears of it.
            <ul
                id=list_id
                role="listbox"
                aria-label=label.clone()
                hidden=move || !is_open.get()
                on:mousedown=|event| event.prevent_default()
            >
                {options}
            </ul>
        </div>
    }
    .into_any();
    field(id, label, Some(hint), error, input)
}

/// Those that have every word of what is typed, whatever its capitals; all of them while nothing is typed.
fn matching(choices: &[String], typed: &str) -> Vec<String> {
    let typed = typed.to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let has_all = |name: &&String| {
        let name = name.to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    choices.iter().filter(has_all).take(LISTED).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn what_is_typed_may_be_any_words_of_a_name() {
        let names = ["Aetna", "Aetna Better Health", "Blue Cross", "Cigna"].map(str::to_owned);
        assert_eq!(matching(&names, " "), names);
        assert_eq!(matching(&names, "aet"), ["Aetna", "Aetna Better Health"]);
        assert_eq!(matching(&names, "health AETNA"), ["Aetna Better Health"]);
        assert_eq!(matching(&names, "kaiser"), [""; 0]);
    }
}
