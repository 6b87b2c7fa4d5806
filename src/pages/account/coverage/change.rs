//! The forms by which a client changes their insurance. They stand in the place of the list, and travel when one of them is opened.

mod add;
mod card_fields;
mod correct;
mod effect;
mod frame;
mod self_pay;
mod sent;
mod verify;

use domain::coverage::Position;
use domain::{ClientId, CoverageId};
use leptos::prelude::*;
use wire::coverages::CoveragesView;

use self::add::add;
use self::correct::correct;
use self::self_pay::self_pay;
use crate::data::form::Saying;
use crate::data::loaded::Latest;
use crate::data::piece::{Meanwhile, piece};
use crate::ui::Bone;

const SHAPE: &[Bone] = &[Bone::Title, Bone::Line, Bone::Line, Bone::Line, Bone::Button];

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is another insurance, asked first or second.
    Add(Position),
    /// Something else stands on the card.
    Correct(CoverageId),
    /// They pay alone.
    SelfPay,
}

/// Where the form stands.
#[derive(Clone, Copy)]
pub struct Place {
    client: ClientId,
    covered: Latest<CoveragesView>,
    /// Which form is open; none brings back the list.
    open: RwSignal<Option<Change>>,
    /// What came of it, which the list says.
    said: RwSignal<Option<Saying>>,
}

piece! { change_coverage, Meanwhile::Part(SHAPE);
    /// The form for a change, which says in `said` what came of it and empties `open` once it is done.
    pub fn change_form(
        client: ClientId,
        covered: Latest<CoveragesView>,
        change: Change,
        open: RwSignal<Option<Change>>,
        said: RwSignal<Option<Saying>>
    ) {
        said.set(None);
        let place = Place { client, covered, open, said };
        match change {
            Change::Add(position) => add(place, position),
            Change::Correct(id) => correct(place, id),
            Change::SelfPay => self_pay(place),
        }
    }
}
