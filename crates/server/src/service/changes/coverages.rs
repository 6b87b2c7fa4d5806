//! What the practice's system does not have yet of coverages that were changed in the desk.

use std::collections::HashMap;

use domain::audit::{Action, Entry};
use domain::coverage::{Coverage, Particulars, Relationship};
use domain::practice::Practice;
use domain::subject::Subject;
use domain::{ClientId, CoverageId, PayerId};
use store::{Reader, StoreError, clients, coverages, payers};

use super::Told;
use super::ledger::Cell;

/// The last that the record tells of each coverage that was changed. The record itself says nothing of what stands on a card, so what is
/// listed is what differs from the export now.
#[derive(Debug, Default)]
pub(super) struct Heard(HashMap<CoverageId, Entry>);

impl Heard {
    /// Remembers an entry where it is about a change of a coverage; what comes later takes its place.
    pub(super) fn hear(&mut self, entry: &Entry) {
        let is_change = matches!(
            entry.action,
            Action::CoverageAdded { .. } | Action::CoverageCorrected { .. } | Action::CoverageEnded { .. }
        );
        if let (true, Subject::Coverage(id)) = (is_change, entry.subject) {
            self.0.insert(id, entry.clone());
        }
    }

    /// What of it the export does not say, with the entry that told of it last and what the coverage is called.
    pub(super) async fn outstanding(
        self,
        reader: &Reader,
        practice: &Practice,
    ) -> Result<Vec<(Entry, String, Vec<Cell>)>, StoreError> {
        if self.0.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<CoverageId> = self.0.keys().copied().collect();
        let found = coverages::find_many(reader, &ids).await?;
        let whom: Vec<ClientId> = found.iter().map(|it| it.client).collect();
        let whom = clients::find_many(reader, &whom).await?;
        let payers = payers::of_practice(reader, practice.id).await?;
        let payers: HashMap<PayerId, String> =
            payers.into_iter().map(|it| (it.id, it.external_key)).collect();
        let told = found.into_iter().filter(|it| !it.has_lost_its_row()).filter_map(|coverage| {
            let entry = self.0.get(&coverage.id)?.clone();
            let own_name = whom.get(&coverage.client)?.name.legal.to_string();
            let words = Words { payers: &payers, own_name: &own_name };
            let cells = words.differing(&coverage);
            let key = coverage.external_key.unwrap_or_else(|| coverage.id.to_string());
            (!cells.is_empty()).then_some((entry, key, cells))
        });
        Ok(told.collect())
    }
}

/// What an export calls things.
struct Words<'a> {
    payers: &'a HashMap<PayerId, String>,
    own_name: &'a str,
}

impl Words<'_> {
    fn differing(&self, coverage: &Coverage) -> Vec<Cell> {
        let is = self.cells(&coverage.particulars());
        let was = coverage.exported.as_ref().map(|it| self.cells(it));
        let was = was.unwrap_or_else(|| is.iter().map(|(column, _)| (*column, Told::Nothing)).collect());
        let both = was.into_iter().zip(is);
        both.filter(|((_, was), (_, is))| was != is)
            .map(|((column, was), (_, is))| Cell { column, was, is })
            .collect()
    }

    fn cells(&self, it: &Particulars) -> Vec<(&'static str, Told)> {
        let text = |text: &str| Told::Text(text.to_owned());
        let somebody = it.subscriber.somebody();
        let subscriber = match it.subscriber.relationship() {
            Relationship::Myself => text(self.own_name),
            Relationship::Spouse | Relationship::Child | Relationship::Other => {
                somebody.map_or(Told::Nothing, |it| Told::Text(it.to_string()))
            }
        };
        let born = somebody.and_then(|it| it.date_of_birth);
        vec![
            ("payer_id", self.payers.get(&it.payer).map_or(Told::Nothing, |key| text(key))),
            ("plan", text(&it.plan)),
            ("member_id", text(&it.member_id)),
            ("group_number", it.group_number.as_deref().map_or(Told::Nothing, text)),
            ("subscriber", subscriber),
            ("subscriber_date_of_birth", born.map_or(Told::Nothing, Told::exact)),
            ("relationship", Told::exact(it.subscriber.relationship().as_str())),
            ("position", Told::exact(it.position.as_str())),
            ("effective_from", Told::exact(it.from)),
            ("effective_to", it.to.map_or(Told::Nothing, Told::exact)),
        ]
    }
}
