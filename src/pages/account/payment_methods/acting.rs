//! What is done with cards that are there: another one is charged, one goes, one is marked. Each is done once, however often it is sent.

use domain::PaymentMethodId;
use leptos::prelude::*;
use wire::payment_methods::{DefaultCardRequest, HsaFsaRequest, PaymentMethodsView};

use super::{Section, default_of, find, name_of};
use crate::api::{Answering, ApiError, use_api};
use crate::data::failure::sentence;
use crate::data::form::{FormReply, FormState, Saying};
use crate::text::t;
use crate::ui::{Announcer, use_announcer};

/// What somebody pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    MakeDefault(PaymentMethodId),
    Mark(PaymentMethodId, bool),
    Remove(PaymentMethodId),
}

/// One thing at a time.
#[derive(Clone, Copy)]
pub struct Acting {
    pub form: FormState,
    act: StoredValue<Option<Act>>,
}

impl Acting {
    pub fn of(section: Section) -> Self {
        let act = StoredValue::new(None::<Act>);
        let announcer = use_announcer();
        let api = use_api();
        let client = section.listing.client;
        let form = FormState::new(&[], move |_| {
            let Some(act) = act.get_value() else { return Err(Vec::new()) };
            let seen = section.methods.get().ok_or_else(Vec::new)?;
            let seen_default = default_of(&seen).map(|it| it.id);
            let name = find(&seen, act.card()).map(name_of).unwrap_or_default();
            let answer: Answering<PaymentMethodsView> = match act {
                Act::MakeDefault(id) => api.make_default(client, id, &DefaultCardRequest { seen_default }),
                Act::Mark(id, is_hsa_fsa) => api.mark_card(client, id, HsaFsaRequest { is_hsa_fsa }),
                Act::Remove(id) => api.remove_card(client, id),
            };
            Ok(Box::pin(async move {
                let (now, error) = match answer.await {
                    Ok(now) => (now, None),
                    Err(error) => match section.methods.after(&error).await {
                        Ok(now) => (now, Some(error)),
                        Err(error) => return FormReply::without_answer(error),
                    },
                };
                let is_done = act.is_done(&now);
                let is_there = find(&now, act.card()).is_some();
                section.renew(now);
                match error {
                    Some(error) if !is_done => Ok(FormReply::Said(not_done(error, is_there))),
                    _ => Ok(act.done(name, announcer)),
                }
            }))
        });
        Self { form, act }
    }

    /// Whether this is under way.
    pub fn is_busy_with(self, act: Act) -> Signal<bool> {
        Signal::derive(move || self.form.busy.get() && self.act.get_value() == Some(act))
    }

    /// Does it, unless something else is under way.
    pub fn act(self, act: Act) {
        if !self.form.busy.get_untracked() {
            self.act.set_value(Some(act));
            self.form.submit();
        }
    }
}

impl Act {
    const fn card(self) -> PaymentMethodId {
        match self {
            Self::MakeDefault(id) | Self::Mark(id, _) | Self::Remove(id) => id,
        }
    }

    /// Whether it holds, whoever did it.
    fn is_done(self, now: &PaymentMethodsView) -> bool {
        let card = find(now, self.card());
        match self {
            Self::MakeDefault(_) => card.is_some_and(|it| it.is_default),
            Self::Mark(_, marked) => card.is_some_and(|it| it.is_hsa_fsa == marked),
            Self::Remove(_) => card.is_none(),
        }
    }

    fn done(self, name: String, announcer: Announcer) -> FormReply {
        FormReply::Said(match self {
            Self::MakeDefault(_) => {
                Saying::done(|| t().card_default_title().to_owned(), move || t().card_default_text(&name))
            }
            Self::Remove(_) => {
                Saying::done(|| t().card_removed_title().to_owned(), move || t().card_removed_text(&name))
            }
            // What is checked shows it. Whoever does not see that hears it, and stays where they are.
            Self::Mark(_, marked) => {
                announcer.say(if marked { t().card_hsa_marked() } else { t().card_hsa_unmarked() });
                return FormReply::Nothing;
            }
        })
    }
}

fn not_done(error: ApiError, is_there: bool) -> Saying {
    if is_there {
        Saying::failed(move || sentence(&error))
    } else {
        Saying::failed(|| t().card_gone().to_owned())
    }
}
