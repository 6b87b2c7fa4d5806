//! What stands on the card of a coverage that there is: the payer and the days stay.

use domain::CoverageId;
use domain::coverage::CardEntry;
use leptos::prelude::*;
use wire::coverages::{CorrectCoverageRequest, CoverageView, CoveragesView};

use super::effect::told;
use super::verify::{Payer, verify};
use super::{Place, card_fields};
use crate::api::use_api;
use crate::data::form::FormState;
use crate::text::t;
use crate::ui::Mistake;

pub fn correct(place: Place, id: CoverageId) -> AnyView {
    let (api, Place { client, covered, open, .. }) = (use_api(), place);
    let coverage = covered.with_untracked(|now| now.coverages.iter().find(|it| it.id == id).cloned());
    let Some(coverage) = coverage else {
        // It is gone since the list was drawn, which says what there is.
        open.set(None);
        return ().into_any();
    };
    // What is said of it is read when the form is gone.
    let payer = coverage.payer.clone();
    let form = FormState::new(&card_fields::FIELDS, move |form| {
        let request = covered.with(|now| parse(card_fields::entered(form), now))?;
        let payer = payer.clone();
        let saved = move || t().coverage_saved_corrected(&payer);
        Ok(Box::pin(place.sent(api.correct_coverage(client, id, &request), saved)))
    });
    let form = card_fields::holding(form, &coverage).kept(format!("{client} correct {id}"));
    let payer = coverage.can_verify.then(|| Payer { name: coverage.payer.clone(), from: None });
    let verify = verify(form, Memo::new(move |_| payer.clone()), None, move || {
        Some(api.verify_corrected_coverage(client, id, &card_fields::entered(form)))
    });
    let fields = view! {
        {card_fields::card_fields(form, member_id_hint(&coverage))}
        {verify}
        {told(vec![t().coverage_effect_correct().to_owned()])}
    }
    .into_any();
    let heading = t().coverage_correct_title(&coverage.payer);
    place.frame(heading, t().coverage_correct_text(), form, fields)
}

fn member_id_hint(coverage: &CoverageView) -> String {
    match &coverage.member_id_ending {
        Some(ending) => t().coverage_member_id_keep(ending),
        None => t().coverage_member_id_keep_hidden().to_owned(),
    }
}

fn parse(card: CardEntry, covered: &CoveragesView) -> Result<CorrectCoverageRequest, Vec<Mistake>> {
    match card.parse(true, covered.today) {
        Ok(_) => Ok(CorrectCoverageRequest { version: covered.version, card }),
        Err(problems) => Err(card_fields::mistakes(problems).collect()),
    }
}
