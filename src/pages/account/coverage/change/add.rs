//! Another insurance, or the first.

use domain::coverage::Position;
use domain::coverage::change::add_from;
use domain::coverage::timeline::Standing;
use leptos::prelude::*;
use wire::coverages::{AddCoverageRequest, CoverageDraft, CoveragesView, PayerView, PayersView};
use wire::pages::Page;

use super::effect::{Added, effect_view, held};
use super::verify::{Payer, verify};
use super::{Place, card_fields};
use crate::api::use_api;
use crate::data::form::FormState;
use crate::data::loaded::{Latest, load};
use crate::text::t;
use crate::ui::{Bone, Combobox, DateField, LinkButton, Mistake, anew};

const PAYER: &str = "payer";
const FIRST_DAY: &str = "first-day";
const SHAPE: &[Bone] = &[Bone::Title, Bone::Line, Bone::Line, Bone::Line, Bone::Button];

/// The form, once the payers are here from which one is chosen.
pub fn add(place: Place, position: Position) -> AnyView {
    let api = use_api();
    let payers = load(move || api.payers(place.client));
    payers.kept(SHAPE, move |payers| form(place, position, payers))
}

fn form(place: Place, position: Position, payers: Latest<PayersView>) -> AnyView {
    let (api, Place { client, covered, .. }) = (use_api(), place);
    let fields: Vec<&'static str> =
        [PAYER].into_iter().chain(card_fields::FIELDS).chain([FIRST_DAY]).collect();
    let form = FormState::new(&fields, move |form| {
        let request = covered.with(|now| payers.with(|all| parse(form, position, now, all)))?;
        let payer = payers.with(|all| chosen(all, &form.entered(PAYER)).map(name));
        let saved = move || t().coverage_saved_added(payer.as_deref().unwrap_or_default());
        Ok(Box::pin(place.sent(api.add_coverage(client, &request), saved)))
    });
    let form = card_fields::blank(form).kept(format!("{client} add {}", position.as_str()));
    let effect = move || {
        let payer = payers.with(|all| chosen(all, &form.entered(PAYER)).cloned())?;
        let is_asking = (position, payer.card_required);
        let entered = form.entered(FIRST_DAY);
        let effect = covered.with(|now| add_from(&held(now), &entered, is_asking, now.today)).ok()?;
        Some((effect, Some(Added { payer: payer.id, name: name(&payer), position })))
    };
    let payer = Memo::new(move |_| {
        let payer =
            payers.with(|all| chosen(all, &form.entered(PAYER)).filter(|it| it.can_verify).cloned())?;
        let term = effect().and_then(|(effect, _)| effect.adds);
        Some(Payer::of(name(&payer), term, covered.with(|now| now.today)))
    });
    let verify = verify(form, payer, Some(FIRST_DAY), move || {
        let request = covered.with(|now| payers.with(|all| parse(form, position, now, all))).ok()?;
        Some(api.verify_new_coverage(client, &request.coverage))
    });
    let names = Signal::derive(move || payers.with(|all| all.payers.iter().map(name).collect::<Vec<_>>()));
    let unlisted = Memo::new(move |_| {
        let typed = form.entered(PAYER).trim().to_lowercase();
        !typed.is_empty() && names.with(|all| !all.iter().any(|it| it.to_lowercase().contains(&typed)))
    });
    let support = anew(move || {
        let link = || {
            view! {
                <p>{t().coverage_payer_none()}</p>
                <p>
                    <LinkButton label=t().coverage_ask() href=Page::Support.to_string() />
                </p>
            }
        };
        unlisted.get().then(link).into_any()
    });
    let example = covered.with_untracked(|now| t().typed_day(now.today));
    let fields = view! {
        <Combobox
            id=PAYER
            label=t().coverage_payer()
            hint=t().coverage_payer_hint()
            error=form.error(PAYER)
            choices=names
            value=form.value(PAYER)
            found=|count| t().coverage_payers_shown(u64::try_from(count).unwrap_or(u64::MAX))
        />
        {support}
        {card_fields::card_fields(form, t().coverage_member_id_hint().to_owned())}
        <DateField
            id=FIRST_DAY
            label=t().coverage_first_day()
            hint=t().coverage_first_day_hint(&example)
            error=form.error(FIRST_DAY)
            value=form.value(FIRST_DAY)
        />
        {verify}
        {effect_view(covered, effect, move || card_fields::entered(form).plan.trim().to_owned())}
    }
    .into_any();
    let heading = covered.with_untracked(|now| heading(now, position));
    place.frame(heading.to_owned(), "", form, fields)
}

/// As the button that led here.
fn heading(covered: &CoveragesView, position: Position) -> &'static str {
    let has = covered.coverages.iter().any(|it| {
        it.position == position && !it.is_self_pay && it.term().standing(covered.today) != Standing::Past
    });
    match (position, has) {
        (Position::Primary, true) => t().coverage_change_insurance(),
        (Position::Primary, false) => t().coverage_add_insurance(),
        (Position::Secondary, true) => t().coverage_change_secondary(),
        (Position::Secondary, false) => t().coverage_add_secondary(),
    }
}

/// What a payer is called where it is chosen.
fn name(payer: &PayerView) -> String {
    t().payer_choice(&payer.name, payer.program, payer.number.as_deref())
}

/// The payer that is called so, whatever its capitals.
fn chosen<'a>(all: &'a PayersView, typed: &str) -> Option<&'a PayerView> {
    let typed = typed.trim().to_lowercase();
    all.payers.iter().find(|it| name(it).to_lowercase() == typed)
}

fn parse(
    form: FormState,
    position: Position,
    covered: &CoveragesView,
    payers: &PayersView,
) -> Result<AddCoverageRequest, Vec<Mistake>> {
    let (card, from) = (card_fields::entered(form), form.entered(FIRST_DAY));
    let typed = form.entered(PAYER);
    let payer = chosen(payers, &typed);
    let mut mistakes = Vec::new();
    if payer.is_none() {
        mistakes.push(Mistake::new(PAYER, t().coverage_payer_choose()));
    }
    mistakes.extend(card_fields::mistakes(card.parse(false, covered.today).err().unwrap_or_default()));
    let is_asking = (position, payer.is_none_or(|it| it.card_required));
    if let Err(problem) = add_from(&held(covered), &from, is_asking, covered.today) {
        mistakes.push(Mistake::new(FIRST_DAY, t().coverage_day_problem(problem, covered.today)));
    }
    match payer {
        Some(payer) if mistakes.is_empty() => {
            let coverage = CoverageDraft { payer: payer.id, position, from, card };
            Ok(AddCoverageRequest { version: covered.version, coverage })
        }
        _ => Err(mistakes),
    }
}
