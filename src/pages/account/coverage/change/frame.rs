//! What stands around each of the forms.

use leptos::html;
use leptos::prelude::*;

use super::Place;
use crate::data::form::FormState;
use crate::text::{parts, t};
use crate::ui::{Button, ButtonKind, Form, whenever};

impl Place {
    /// The form with these fields under its heading, which takes the focus: the list that was there is gone, and with it the button that
    /// opened the form. Where somebody went on to something else meanwhile, as to the choice of a language, it stays there.
    pub fn frame(self, heading: String, text: &'static str, form: FormState, fields: AnyView) -> AnyView {
        let line = NodeRef::<html::H2>::new();
        line.on_load(|it| {
            request_animation_frame(move || {
                let held = document().active_element();
                if !held
                    .is_some_and(|it| ["A", "BUTTON", "INPUT", "SELECT"].contains(&it.tag_name().as_str()))
                {
                    drop(it.focus());
                }
            });
        });
        // The list comes back once the form has heard that it is done, and says what came of it.
        whenever(move || {
            if form.done.get() {
                self.said.set(form.said.get());
                self.open.set(None);
            }
        });
        let cancel = move |()| self.open.set(None);
        view! {
            {form.guard(parts::unsaved(t().coverage_unsaved_title(), t().coverage_unsaved_text()))}
            <section class="ui-card" aria-labelledby="coverage-form">
                <div class="ui-card-head">
                    <h2 id="coverage-form" tabindex="-1" node_ref=line>
                        {heading}
                    </h2>
                </div>
                <div class="ui-card-body">
                    {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
                    {form.told()}
                    <Form place=form.place on_submit=move |()| form.submit()>
                        {fields}
                        <div class="ui-buttons">
                            <Button label=t().coverage_save().to_string() submit=true busy=form.busy />
                            <Button label=t().coverage_cancel().to_string() kind=ButtonKind::Quiet on_press=cancel />
                        </div>
                    </Form>
                </div>
            </section>
        }
        .into_any()
    }
}
