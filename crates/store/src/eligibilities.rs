//! What payers said of clients' cards.

use domain::eligibility::{CheckId, Eligibility, Question};
use domain::{ClientId, EligibilityId, PayerId, PracticeId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use crate::columns::{day, from_json, json, parsed_of, read};
use crate::rows::eligibilities::{Column, Entity, Model};
use crate::{Access, StoreError, Unit};

/// How many answers about one client are looked through. Nobody has so many cards.
const LOOKED_AT: u64 = 200;

/// Keeps an answer.
///
/// # Errors
/// [`StoreError::Failed`] when the client or the payer is not there.
pub async fn insert(unit: &Unit, it: &Eligibility) -> Result<(), StoreError> {
    let row = Model {
        client_id: it.client.uuid(),
        id: it.id.uuid(),
        practice_id: it.practice.uuid(),
        payer_id: it.question.payer.uuid(),
        member_id: it.question.member_id.clone(),
        subscriber: json("eligibilities.subscriber", &it.question.subscriber)?,
        asked_on: day(it.asked_on),
        about: day(it.about),
        answer: json("eligibilities.answer", &it.answer)?,
        check_id: it.check.as_ref().map(|it| it.as_str().to_owned()),
    };
    Entity::insert(row.into_active_model()).exec_without_returning(unit.connection()).await?;
    Ok(())
}

/// What was said about a client's cards, the last first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_client(access: &impl Access, client: ClientId) -> Result<Vec<Eligibility>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ClientId.eq(client.uuid()))
        .order_by_desc(Column::Id)
        .limit(LOOKED_AT)
        .all(access.connection())
        .await?;
    rows.into_iter().map(record).collect()
}

fn record(row: Model) -> Result<Eligibility, StoreError> {
    Ok(Eligibility {
        id: EligibilityId::new(row.id),
        practice: PracticeId::new(row.practice_id),
        client: ClientId::new(row.client_id),
        question: Question {
            payer: PayerId::new(row.payer_id),
            member_id: row.member_id,
            subscriber: from_json("eligibilities.subscriber", &row.subscriber)?,
        },
        asked_on: read("eligibilities.asked_on", &row.asked_on)?,
        about: read("eligibilities.about", &row.about)?,
        answer: from_json("eligibilities.answer", &row.answer)?,
        check: parsed_of("eligibilities.check_id", row.check_id.as_deref(), CheckId::parse)?,
    })
}
